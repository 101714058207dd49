"""What a named person does in his sentence: the finite verb whose subject the name is, by case, number and sex.

Invariant: a verb has one subject (or one enumeration), the name nearest to it with which it agrees; only verbs outside
the cue vocabulary are told here; those that tell a life («ушёл на фронт») are cues of the kind ``life``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from everyname.extract.names.parts import analyser

_WORD = re.compile(r"[^\W\d_]+(?:['ʼ’-][^\W\d_]+)*")
_STOP = re.compile(r"[;:!?\n()«»\"]| [—–-] |\.(?=\s|$)")
_AFTER_MOST, _BEFORE_MOST = 60, 45  # characters between a subject and its verb, behind and before it
_ENGLISH = re.compile(r" ([a-z]{2,}(?:[^s]s|ed)|held|stood|wept|knelt|sat|clung|laid|threw|shook|sang|lit)(?=\W)")
_OF_QUOTED = re.compile(r"[,.!?…][\"”»’] ([a-z]+(?:ed|id|[^s]s|ote|old|ung|ept|oke)) (?:[a-z]+ly )?$")
_NO_VERB = frozenset(
    ("was", "is", "has", "aged", "wounded", "injured", "this", "its", "his", "named", "called", "needed")
)
_BREAK = frozenset(  # words that begin another clause
    (
        "что", "который", "которая", "которого", "которой", "которому", "чей", "чья", "чьё", "чьи", "кто",
        "если", "когда", "а", "но", "где", "що", "який", "яка", "якого", "якої", "якому", "чий", "чия", "хто",
        "коли", "але", "де",
    )
)  # fmt: skip
_SEX = {"masc": "m", "femn": "f", "neut": "n"}  # nobody is subject of a neuter verb: «погибло 36 человек»


class Named(Protocol):
    """One mention of a person."""

    start: int
    end: int
    cases: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb: its lemma, tense, aspect, and the number and sex of its subject where the form shows them."""

    lemma: str
    present: bool
    perfective: bool
    plural: bool
    sex: str


_TOLD = frozenset(("past", "pres"))


@lru_cache(maxsize=32768)
def finite(word: str, lang: str, tenses: frozenset[str] = _TOLD) -> Verb | None:
    """The word as a finite verb of these tenses, if that is its likeliest reading; ``lang`` is ru or uk."""
    parses = analyser(lang).parse(word)
    best = parses[0]
    grammemes = best.tag.grammemes
    if "VERB" not in grammemes or "infn" in grammemes or not analyser(lang).word_is_known(word):
        return None
    if not grammemes & tenses:
        return None
    sex = next((_SEX[g] for g in _SEX if g in grammemes and "past" in grammemes), "")
    return Verb(best.normal_form, "pres" in grammemes, "perf" in grammemes, "plur" in grammemes, sex)


@lru_cache(maxsize=4096)
def sex_shown(word: str, lang: str) -> str:
    """``m``, ``f`` or ``n`` where a verb in the past, a short participle or adjective shows the sex of its subject."""
    best = analyser(lang).parse(word)[0]
    said = best.tag.grammemes
    if not said & {"PRTS", "ADJS"} and not ("VERB" in said and "past" in said):
        return ""
    return next((_SEX[g] for g in _SEX if g in said), "")


def predicate(text: str, low: int, high: int, name: Named, sex: str, many: bool, lang: str) -> tuple[int, Verb] | None:
    """Where the verb stands whose subject the name is, and the verb; ``low`` and ``high`` bound what may hold it."""
    if lang == "en":
        return _english(text, name, high)
    if "n" not in name.cases:
        return None
    after = _ahead(text, name.end, min(high, name.end + _AFTER_MOST), lang)
    before = _behind(text, max(low, name.start - _BEFORE_MOST), name.start, lang)
    fitting = [found for found in (before, after) if found and _agrees(found[1], sex, many)]
    return min(fitting, key=lambda f: abs(f[0] - name.start if f[0] < name.start else f[0] - name.end), default=None)


def verbs_in(text: str, lang: str) -> bool:
    """Whether a stretch of Russian or Ukrainian holds a finite verb."""
    words = [w[0] for w in _WORD.finditer(text)]
    return any(finite(w.lower(), lang, _TOLD | {"futr"}) for at, w in enumerate(words) if w.islower() or at == 0)


def quoted(text: str, begin: int) -> re.Match[str] | None:
    """«“…,” sighed Petro Hrynko»: whatever verb stands between words that were said and a name, he says them."""
    return _OF_QUOTED.search(text, max(0, begin - _BEFORE_MOST), begin)


def _english(text: str, name: Named, high: int) -> tuple[int, Verb] | None:
    """«Petrov keeps», «Petrov dedicated», «“…,” sighed Petrov»: the word by the name that ends as a verb does."""
    if said := quoted(text, name.start):
        return said.start(1), Verb(said[1], True, False, False, "")
    match = _ENGLISH.match(text, name.end, high)
    if match is None or match[1] in _NO_VERB:
        return None
    return match.start(1), Verb(match[1], match[1].endswith("s"), not match[1].endswith("s"), False, "")


def _agrees(verb: Verb, sex: str, many: bool) -> bool:
    return verb.plural == many and not (verb.sex and sex and verb.sex != sex)


def _ahead(text: str, low: int, high: int, lang: str) -> tuple[int, Verb] | None:
    stretch = text[low:high]
    if stop := _STOP.search(stretch):
        stretch = stretch[: stop.start()]
    return _first(stretch, low, list(_WORD.finditer(stretch)), lang)


def _behind(text: str, low: int, high: int, lang: str) -> tuple[int, Verb] | None:
    stretch = text[low:high]
    for stop in list(_STOP.finditer(stretch)) + list(re.finditer(",", stretch)):
        low = max(low, high - len(stretch) + stop.end())
    stretch = text[low:high]
    return _first(stretch, low, list(_WORD.finditer(stretch))[::-1], lang)


def _first(stretch: str, low: int, words: list[re.Match[str]], lang: str) -> tuple[int, Verb] | None:
    for word in words:
        if word[0] in _BREAK:
            return None
        if word[0].islower() or (word.start() == 0 or stretch[: word.start()].strip() == ""):
            verb = finite(word[0].lower(), lang)
            if verb:
                return low + word.start(), verb
    return None
