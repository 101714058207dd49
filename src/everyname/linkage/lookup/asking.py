"""From a question to the records that may answer it. Invariant: what a question costs does not grow with the list.

A key leads to at most ``MOST`` records, and the keys of all likely readings together are a few hundred: the rarest
joins of words tell most, so a common name is found by its joins with other words, dates and places. First the words as
they are; only where these find too little, what slips, fragments and other scripts may have made of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from everyname.linkage.dates import read_date
from everyname.linkage.keys import Hashes, mix
from everyname.linkage.lookup.keys import KINDS, NAMES, PLACES, Entry, Record, facts_of, together
from everyname.linkage.lookup.words import (
    PIECE,
    Word,
    bones_of,
    hashes_of,
    pieces_of,
    place_words,
    slips_of,
    word_of,
    words_of,
)
from everyname.linkage.names import name_words
from everyname.linkage.text import clean, retypings

MOST = 100  # records that one key leads to
CANDIDATES = 200  # records worth a closer look
_FORMS = 300  # words that one slip or fragment leads to
_VARIANTS = 12  # readings of one word that are tried
_JOINS = 32  # joins of readings that are tried, of any two or three words
_LIST = 20.0  # log2 of a list's size, near enough: a key of n records tells this less log2(n) bits
_RETYPED, _BEGINS, _WITHIN, _BONES, _LEAST = 0.98, 0.93, 0.85, 0.84, 0.72
_DATE = re.compile(r"[\d.\-/]{4,10}")
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Form:
    """One word of a list: as written, under which stem, and how many records hold it."""

    form: str
    stem: str
    count: int


class Index(Protocol):
    """A table of keys on any database."""

    def targets(self, keys: Sequence[int], most: int) -> tuple[Ints, Ints]:
        """Keys and what they lead to, ``most`` of each key."""
        ...

    def forms(self, stems: Sequence[int]) -> list[Form]:
        """The words with these hashes of stems."""
        ...

    def beginning(self, prefix: str, most: int) -> list[Form]:
        """The ``most`` frequent words whose form begins so."""
        ...

    def entries(self, ids: Sequence[int]) -> list[Entry]:
        """Records by id."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """``words``: each as it may have been meant (as typed, as retyped); ``facts``: what is known beside the words."""

    words: tuple[tuple[Word, ...], ...]
    facts: Record
    typed: bool  # words may be fragments, or typed on another keyboard

    @classmethod
    def of_text(cls, text: str) -> Question:
        """What a person typed: words of a name and a place in any order, and a year or day of birth."""
        parts = [part for part in re.split(r"[\s‐-―]+|(?<=\w)-(?=[^\W\d])", text) if part]
        dates = [part for part in parts if _DATE.fullmatch(part) and read_date(part)[0]]
        words = (_meant(part) for part in parts if part not in dates)
        return cls(tuple(w for w in words if w)[:NAMES], {"birth_date": dates[0] if dates else ""}, True)

    @classmethod
    def of_record(cls, record: Record) -> Question:
        """A whole record: name, settlement, days of birth and death."""
        said = [words_of(record.get(kind, "")) for kind in KINDS[:4]]
        names = list({word.stem: word for words in said for word in words}.values())[:NAMES]
        places = [w for w in place_words(record.get("settlement", "")) if w not in names][:PLACES]
        return cls(tuple((word,) for word in names + places), record, False)


def _meant(part: str) -> tuple[Word, ...]:
    """A word as typed and as each other keyboard layout has it."""
    read = ("".join(name_words(clean(text))) for text in (part, *retypings(part)))
    return tuple(dict.fromkeys(word_of(word) for word in read if word))


Readings = dict[str, float]  # stem that a word of the question may stand for, to how well it fits (0..1)


@dataclass(frozen=True, slots=True)
class Answers:
    """Records in question, those first whose keys tell most; and what each word of the question was read as."""

    entries: list[Entry]
    readings: list[Readings]


def ask(question: Question, index: Index, *, most: int = CANDIDATES) -> Answers:
    """The records that may answer, at most ``most``."""
    exact = _exact(question, index)
    found = _reached(exact, question, index)
    if question.typed and len(exact) > 1 and all(exact) and len(found) >= most // 4:
        best = [i for i, _ in sorted(found.items(), key=lambda x: (-x[1], x[0]))[:most]]
        entries = index.entries(best)
        if sum(all(r.keys() & e.words.split() for r in exact) for e in entries) >= most // 4:
            return Answers(_in_order(best, entries), exact)
    asked = zip(exact, question.words, strict=True)
    readings = [_likely(reading, words, question.typed, index) for reading, words in asked]
    found = _reached(readings, question, index)
    best = [i for i, _ in sorted(found.items(), key=lambda x: (-x[1], x[0]))[:most]]
    return Answers(_in_order(best, index.entries(best)), readings)


def _in_order(ids: Sequence[int], entries: Sequence[Entry]) -> list[Entry]:
    place = {number: i for i, number in enumerate(ids)}
    return sorted(entries, key=lambda entry: place[entry.id])


def _exact(question: Question, index: Index) -> list[Readings]:
    """Each word's own stems, where the list knows them."""
    stems = list({word.stem for words in question.words for word in words})
    if not stems:
        return []
    known = {form.stem for form in index.forms(_signed(hashes_of(stems)))}
    return [
        {w.stem: _RETYPED if i else 1.0 for i, w in reversed(list(enumerate(words))) if w.stem in known}
        for words in question.words
    ]


def _signed(hashes: Hashes) -> list[int]:
    found: list[int] = hashes.view(np.int64).tolist()
    return found


def _likely(exact: Readings, words: tuple[Word, ...], typed: bool, index: Index) -> Readings:
    """The words of the list that a word of the question may be, those that fit best."""
    fits: dict[str, tuple[float, int]] = {}
    for word in words:
        forms = _alike(word, index)
        if typed:
            forms += index.beginning(word.form, _VARIANTS)
        if typed and not forms:
            forms = _holding(word.form, index)
        for form in forms:
            fit, count = fits.get(form.stem, (0.0, 0))
            fits[form.stem] = (max(fit, _fit(word, form)), count + form.count)
    fits |= {stem: (fit, 1 << 40) for stem, fit in exact.items()}
    best = sorted(fits.items(), key=lambda item: (-round(item[1][0], 2), -item[1][1], item[0]))
    return {stem: fit for stem, (fit, _) in best[:_VARIANTS] if fit >= _LEAST}


def _alike(word: Word, index: Index) -> list[Form]:
    """Words a slip, or a script, away."""
    _, keys = slips_of([word.stem])
    _, stems = index.targets(_signed(keys), _FORMS)
    return index.forms(list(set(stems.tolist())))


def _holding(fragment: str, index: Index) -> list[Form]:
    """Words that hold the fragment somewhere."""
    if len(fragment) < PIECE:
        return []
    _, pieces = pieces_of([fragment])
    keys, stems = index.targets(_signed(pieces), _FORMS)
    if not len(keys):
        return []
    held = min((stems[keys == key] for key in np.unique(keys)), key=len)
    return [form for form in index.forms(held.tolist()) if fragment in form.form]


def _fit(word: Word, form: Form) -> float:
    """How well a word of the list fits the word asked for, 0..1."""
    if word.stem == form.stem:
        return 1.0
    likeness = max(JaroWinkler.similarity(word.form, form.form), JaroWinkler.similarity(word.stem, form.stem)) * 0.97
    if form.form.startswith(word.form):
        likeness = max(likeness, _BEGINS)
    elif len(word.form) >= PIECE and word.form in form.form:
        likeness = max(likeness, _WITHIN)
    if bones_of(word.stem) == bones_of(form.stem):
        likeness = max(likeness, _BONES)
    return likeness


def _reached(readings: list[Readings], question: Question, index: Index) -> dict[int, float]:
    """Records by what the keys they share with the question tell of them, in bits."""
    keys, fits = _keys(readings, question.facts)
    if not len(keys):
        return {}
    held, targets = index.targets(_signed(keys), MOST)
    if not len(held):
        return {}
    _, place, counts = np.unique(held, return_inverse=True, return_counts=True)
    order = np.argsort(keys.view(np.int64))
    fit = fits[order][np.searchsorted(keys.view(np.int64)[order], held)]
    bits = fit * (_LIST - np.log2(counts))[place]
    ids, owner = np.unique(targets, return_inverse=True)
    return dict(zip(ids.tolist(), np.bincount(owner, bits).tolist(), strict=True))


def _keys(readings: list[Readings], facts: Record) -> tuple[Hashes, Floats]:
    """The keys worth trying, and how well the readings in each fit."""
    year, born, died = facts_of(facts)
    words = [_hashed(reading) for reading in readings if reading]
    tried: list[tuple[Hashes, Floats]] = [(born, np.ones(1))]
    for hashes, fits in words:
        few = slice(None, _VARIANTS if len(words) == 1 else 3)
        tried.append((hashes[few], fits[few] * 0.5))
        tried += [(mix(hashes, fact.repeat(len(hashes))), fits) for fact in (year, died) if fact[0]]
    for two in combinations(words, 2):
        pair, fits = _best(*two)
        tried.append((pair, fits))
        if year[0]:
            tried.append((mix(pair, year.repeat(len(pair))), fits))
    tried += [_best(*three) for three in combinations(words, 3)]
    keys, fits = (np.concatenate(arrays) for arrays in zip(*tried, strict=True))
    keys, first = np.unique(keys, return_index=True)
    return keys[keys != 0], fits[first][keys != 0]


def _hashed(reading: Readings) -> tuple[Hashes, Floats]:
    return hashes_of(list(reading)), np.array(list(reading.values()))


def _best(*words: tuple[Hashes, Floats]) -> tuple[Hashes, Floats]:
    """The joins of readings that fit best."""
    grids = np.meshgrid(*(np.arange(len(hashes)) for hashes, _ in words), indexing="ij")
    places = [grid.ravel() for grid in grids]
    fits = np.prod([f[place] for (_, f), place in zip(words, places, strict=True)], axis=0)
    best = np.argsort(-fits, kind="stable")[:_JOINS]
    return together(*(h[place[best]] for (h, _), place in zip(words, places, strict=True))), fits[best]
