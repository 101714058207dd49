"""Person names in parts and in comparable form. Invariant: the order of given name and surname in the source is
immaterial where a population of names can tell them apart.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log2

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.spellings import cross_form, words_of
from everyname.linkage.text import Script, clean, letters, stem, stem_lines

PARTS = ("surname", "given", "patronymic")
SWAPPED = log2(20.0)  # log2 odds above which a surname and a given name are taken to stand in each other's place
_PLAIN = re.compile("[а-яіїєґў]+")


@dataclass(frozen=True, slots=True)
class Population:
    """Share of people who bear a form; ``rest`` is the share for a form that was never counted."""

    share: dict[str, float]
    rest: float

    def __getitem__(self, form: str) -> float:
        return self.share.get(form, self.rest)


@cache
def population(part: str) -> Population:
    """Frequencies of Russian names by stem (see ``vocabulary/names/NOTICE``); ``part`` as in ``PARTS``.

    The stems are made beforehand by ``tools/build_name_stems.py``.
    """
    packed = (files("everyname") / "vocabulary" / "names" / f"{part}_stems.tsv.gz").read_bytes()
    cells = gzip.decompress(packed).decode("utf-8").split()  # form, count
    counts = dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
    total = sum(counts.values())
    return Population({form: count / total for form, count in counts.items()}, 1.0 / total)


@cache
def _variants() -> tuple[dict[str, str], dict[str, str]]:
    equal: dict[str, str] = {}
    short: dict[str, str] = {}
    text = (files("everyname") / "vocabulary" / "names" / "variants.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        head, forms, shorts = line.split("\t")
        main = stem(clean(head), Script.SLAVIC, "given")
        main = equal.get(main, main)
        for form in (head, *forms.split()):
            equal.setdefault(stem(clean(form), Script.SLAVIC, "given"), main)
        for form in shorts.split():
            short.setdefault(stem(clean(form), Script.SLAVIC, "given"), main)
    return equal, {form: main for form, main in short.items() if form not in equal}


@cache
def _titles() -> frozenset[str]:
    return frozenset(letters()["titles"])


def _untitled(words: list[str]) -> list[str]:
    """The words of a name without titles before and after it."""
    while len(words) > 1 and words[0] in _titles():
        words = words[1:]
    while len(words) > 1 and words[-1] in _titles():
        words = words[:-1]
    return words


@lru_cache(maxsize=1 << 18)
def name_form(text: str, script: Script, part: str) -> str:
    """A cleaned name (one or more words) as it is compared: words stemmed, forms of one given name made equal."""
    if script is Script.MIXED:
        return "".join(cross_form(word)[:24] for word in _untitled(words_of(text, latin=True)))
    words = words_of(text)
    forms = [stem(word, script, part) for word in (words if script is Script.SLAVIC else _untitled(words))]
    if script is Script.SLAVIC and part != "surname":
        equal, _ = _variants()
        forms = [equal.get(form, form) for form in forms]
    return "".join(form[:24] for form in forms)


@lru_cache(maxsize=1 << 16)
def full_given(text: str, script: Script) -> str:
    """The form of the name that a short form (Саша, Bill) stands for; of the name itself when it is none."""
    form = name_form(text, script, "given")
    if script is Script.MIXED:
        return form
    equal, short = _variants()
    slavic = stem(text.partition(" ")[0], Script.SLAVIC, "given")
    return short.get(slavic) or equal.get(slavic) or form


@lru_cache(maxsize=1 << 16)
def split_full_name(text: str, script: Script) -> tuple[str, str, str, str, str]:
    """(surname, given, patronymic, grandfather's name, rest) of a cleaned full name; unknown parts are ''.

    Slavic names are told apart by their population, a lone one too; elsewhere the first word is the given name and the
    last one the surname; between them stand the father's (or a middle) name, the grandfather's, and what else there is.
    """
    words = [word for word in words_of(text, latin=script is Script.MIXED) if clean(word)]
    if script is Script.SLAVIC:
        return (*_split_slavic(words), "", "")
    if len(words) < 2:
        return (words[0] if words else "", "", "", "", "")
    words = _untitled(words)
    between = [*words[1:-1], "", ""]
    return words[-1] if len(words) > 1 else "", words[0], between[0], between[1], " ".join(between[2:]).strip()


def _split_slavic(words: list[str]) -> tuple[str, str, str]:
    initials = [w for w in words if len(w) == 1]
    if initials and len(words) - len(initials) == 1:
        return next(w for w in words if len(w) > 1), initials[0], " ".join(initials[1:2])
    fathers = [w for w in words[1:] if _is_father(w)]
    father = fathers[-1] if fathers else ""
    rest = [w for w in words if w != father]
    if not father and len(words) == 3:
        father, rest = words[2], words[:2]
    if len(rest) < 2:
        alone = rest[0] if rest else ""
        return ("", alone, father) if alone and _odds(alone)[0] > 0 else (alone, "", father)
    first_is_surname = not is_swapped(rest[0], rest[1])
    return (rest[0], rest[1], father) if first_is_surname else (rest[1], rest[0], father)


def _is_father(word: str) -> bool:
    return _ends_as_patronymic(word) and _share(word, "patronymic") > 1e-6


def _ends_as_patronymic(word: str) -> bool:
    return len(word) == 1 or stem(word, Script.SLAVIC, "patronymic") != stem(word, Script.SLAVIC, "given")


def name_forms(texts: Iterable[str], script: Script, *parts: str) -> list[dict[str, str]]:
    """``name_form`` of many cleaned texts, a map for each of ``parts``; single Cyrillic words, nearly all of a Slavic
    list, go through at once.
    """
    held = dict.fromkeys(texts)
    plain = [text for text in held if script is Script.SLAVIC and _PLAIN.fullmatch(text)]
    others = held.keys() - plain
    stems = stem_lines("\n".join(plain), parts) if plain else [[] for _ in parts]
    forms = []
    for part, found in zip(parts, stems, strict=True):
        equal = {} if part == "surname" else _variants()[0]
        known = {text: equal.get(form, form)[:24] for text, form in zip(plain, found, strict=True)}
        forms.append(known | {text: name_form(text, script, part) for text in others})
    return forms


def _share(text: str, part: str) -> float:
    return population(part)[name_form(text, Script.SLAVIC, part)]


def swap_odds(texts: Iterable[str], families: Mapping[str, str], givens: Mapping[str, str]) -> NDArray[np.float64]:
    """log2 odds of each word to be a given name rather than a surname, by its forms as either; 0 for an initial."""
    family, given = population("surname"), population("given")
    return np.array([log2(given[givens[t]] / family[families[t]]) if len(t) > 1 else 0.0 for t in texts])


def _odds(*words: str) -> NDArray[np.float64]:
    return swap_odds(words, *name_forms(words, Script.SLAVIC, "surname", "given"))


@lru_cache(maxsize=1 << 16)
def is_swapped(surname: str, given: str) -> bool:
    """Whether the population takes the surname for a given name and the reverse."""
    odds = _odds(surname, given)
    return bool(odds[0] - odds[1] > SWAPPED)


def is_known(text: str) -> bool:
    """Whether a word of the text is a surname or given name of the population."""
    words = clean(text).split()
    return any(_share(word, part) > population(part).rest for part in ("surname", "given") for word in words)


def main_given(given: str) -> str:
    """The main form of the given name that a stem (``stem(word, …, "given")``) is a form of, '' when of none."""
    equal, short = _variants()
    return short.get(given) or equal.get(given) or ""


def name_words(text: str) -> list[str]:
    """The words of a cleaned name, particles joined to the word they belong to; placeholders are left out."""
    return [word for word in words_of(text) if clean(word)]
