"""Words in the form they are compared in. Invariant: case endings, scripts and transliterations make no difference.

A placeholder («неизвестный», "unknown", مجهول) has the empty form: it is missing and never equal. Tables of letters,
endings and placeholders are data (``data/letters.yaml``, ``vocabulary/names``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from everyname.domain.names import fold

_PLAIN = re.compile("[A-Za-z]+|[А-Яа-яЁё]+")
Rule = tuple[re.Pattern[str], str]


class Script(StrEnum):
    """Which habits of writing a table follows: how much spelling is merged before comparing."""

    SLAVIC = "slavic"  # Cyrillic and its transliterations, with case endings
    ARABIC = "arabic"
    MIXED = "mixed"  # Arabic beside another script: consonants only (see ``spellings``)
    LATIN = "latin"  # one Latin spelling habit, nothing merged but case and marks


@cache
def letters() -> dict[str, Any]:
    """The tables of ``data/letters.yaml``."""
    loaded: dict[str, Any] = yaml.safe_load((files("everyname.linkage") / "data" / "letters.yaml").read_text("utf-8"))
    return loaded


@cache
def _rules(name: str) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in letters()[name])


@cache
def _table(name: str) -> dict[int, str]:
    return str.maketrans(letters()[name])


@cache
def _placeholders() -> tuple[frozenset[str], frozenset[str]]:
    phrases = frozenset(fold(phrase) for group in letters()["placeholders"].values() for phrase in group)
    return phrases, frozenset(phrase for phrase in phrases if " " not in phrase)


@lru_cache(maxsize=1 << 18)
def clean(value: str) -> str:
    """Folded text; '' for a placeholder, also one repeated (مجهول مجهول مجهول) or numbered (unknown 7)."""
    text = fold(value)
    phrases, words = _placeholders()
    if text in phrases:
        return ""
    parts = text.split()
    if parts and parts[0] in words and all(part in words or part.isdigit() for part in parts):
        return ""
    return text if any(c.isalnum() for c in text) else ""


def clean_all(texts: Sequence[str]) -> list[str]:
    """``clean`` of each; single words of plain letters, nearly all of a list of names, go through at once."""
    plain = [text for text in texts if _PLAIN.fullmatch(text)]
    folded = "\n".join(plain).lower().replace("ё", "е").split("\n") if plain else []
    phrases, _ = _placeholders()
    known = {text: "" if form in phrases else form for text, form in zip(plain, folded, strict=True)}
    return [known[text] if text in known else clean(text) for text in texts]


def script_of(values: Sequence[str]) -> Script:
    """The habit that more than one value in fifty asks for; Latin when that is no other."""
    sample = values[:: max(1, len(values) // 5000)]
    cyrillic, arabic, latin = (
        sum(any(first <= c <= last for c in value) for value in sample) * 50 > len(sample)
        for first, last in (("\u0400", "\u04ff"), ("\u0600", "\u06ff"), ("A", "z"))
    )
    if arabic:
        return Script.MIXED if latin or cyrillic else Script.ARABIC
    return Script.SLAVIC if cyrillic else Script.LATIN


@lru_cache(maxsize=1 << 18)
def latin_form(word: str, script: Script) -> str:
    """One folded word in Latin letters, spelling merged as the script asks."""
    if any("\u0600" <= c <= "\u06ff" for c in word):
        return re.sub(r"(?!^)[ae]", "", word.translate(_table("arabic")))
    cyrillic = any("\u0400" <= c <= "\u04ff" for c in word)
    if cyrillic:
        word = word.translate(_table("lookalikes")).translate(_table("cyrillic"))
    if script is Script.LATIN:
        return word
    if not cyrillic:
        word = _apply(word, "latin")
    return _apply(word, "shared")


def _apply(word: str, rules: str) -> str:
    for pattern, replacement in _rules(rules):
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=1 << 18)
def stem(word: str, script: Script, kind: str) -> str:
    """``latin_form`` without the endings of Slavic cases; ``kind``: surname, given or patronymic."""
    form = latin_form(word, script)
    return _apply(form, f"slavic_{kind}") if script is Script.SLAVIC else form


def stem_lines(lines: str, kinds: Iterable[str]) -> list[list[str]]:
    """``stem`` of many clean Cyrillic words at once, one a line, for each kind: the rules run over the whole text.

    Of the kind '' their ``latin_form``.
    """
    text = _apply(lines.translate(_table("cyrillic")), "shared")
    return [(_apply(text, f"slavic_{kind}") if kind else text).split("\n") for kind in kinds]


def skeletons(forms: Iterable[str]) -> list[str]:
    """First letter and consonants, each once in a row, of forms without line breaks: what survives a wrong vowel."""
    bare = re.sub(r"(?m)(?<!^)[aeiouy]+", "", "\n".join(forms))
    return re.sub(r"(?m)(?<!^)(.)\1+", r"\1", bare).split("\n")


def retypings(text: str) -> tuple[str, ...]:
    """The text as the same keys give it on other keyboard layouts (Latin to another script, or back)."""
    latin, *others = letters()["keyboards"].values()
    lower = text.casefold()
    made = []
    for other in others:
        there, back = str.maketrans(latin, other), str.maketrans(other, latin)
        made.append(lower.translate(back if any(c in other and c not in latin for c in lower) else there))
    return tuple(dict.fromkeys(m for m in made if m != lower))
