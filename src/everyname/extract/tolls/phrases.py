"""Tokens, noun phrases and their nominative: the small grammar that the readers of speakers and places share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pymorphy3

_TOKEN = re.compile(r"«[^«»]+»|“[^“”]+”|„[^“”]+[“”]|\"[^\"]+\"|\w(?:\.\w)+\.?|\w+(?:[-'’]\w+)*|[^\w\s]")
_NOMINAL = {"NOUN", "ADJF", "PRTF", "UNKN", "LATN"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted name or a mark, with its place."""

    text: str
    start: int
    end: int

    @property
    def quoted(self) -> bool:
        """Whether it is a name in quotation marks: short, and no speech."""
        inner = self.text[1:-1]
        return self.text[0] in '«“„"' and 0 < len(inner) < 50 and inner[:1].isupper() and inner[-1] not in ",.!?"

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does."""
        return self.quoted or self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a quoted name, no mark and no number."""
        return self.quoted or self.text[0].isalpha()


def tokens(text: str) -> list[Token]:
    """The tokens of a text in its order."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=2)
def _morph(lang: str) -> Any:
    return pymorphy3.MorphAnalyzer(lang=lang)


@lru_cache(maxsize=20000)
def is_nominal(word: str, lang: str) -> bool:
    """Whether a Russian or Ukrainian word can stand in a noun phrase; its most probable reading decides."""
    parses = _morph(lang).parse(word)
    best = [p for p in parses if p.score >= parses[0].score * 0.5]
    return any(set(str(p.tag).replace(" ", ",").split(",")) & _NOMINAL for p in best)


def nominative(words: list[str], lang: str) -> list[str]:
    """The phrase with its leading adjectives and first noun in the nominative; the rest is kept."""
    if lang == "en":
        return words
    out = list(words)
    head = next((i for i, w in enumerate(words) if _reading(w, lang, "NOUN")), None)
    if head is None:
        return out
    first = _reading(words[0], lang, "ADJF")
    if head and first is not None and first.tag.case == "nomn":
        return out
    noun = _reading(words[head], lang, "NOUN")
    plural = noun.tag.number == "plur"
    for i in range(head + 1):
        parse = noun if i == head else _reading(words[i], lang, "ADJF")
        if parse is None or "Fixd" in parse.tag.grammemes:
            continue
        grammemes = {"nomn"}
        if plural or (i == head and noun.tag.number):
            grammemes.add(noun.tag.number)
        elif i < head and noun.tag.gender:
            grammemes.add(noun.tag.gender)
        if changed := parse.inflect(grammemes):
            out[i] = _cased(changed.word, words[i])
    return out


def _reading(word: str, lang: str, part: str) -> Any:
    """The best reading as a part of speech, an oblique singular before others; ``None`` when there is none."""
    if word.isupper() or not word[:1].isalpha() or word.isascii():
        return None
    found = [p for p in _morph(lang).parse(word) if part in p.tag.grammemes and p.score > 0.01]
    if not found:
        return None
    return max(found, key=lambda p: (p.score, p.tag.number == "sing"))


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def surname_key(word: str) -> str:
    """A key that is equal for the cases of one surname: its first letters, without the ending."""
    folded = word.casefold()
    return folded if folded.isascii() else folded[: max(4, len(folded) - 3)]
