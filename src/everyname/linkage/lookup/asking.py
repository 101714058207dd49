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
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

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
CANDIDATES = 100  # records worth a closer look
_FORMS = 100  # words that one slip or fragment leads to
_VARIANTS = 12  # readings of one word that are tried
_BEGINNINGS = 40  # the same of a fragment
_JOINS = 60  # joins of readings that are tried, of any two or three words
_LIST = 20.0  # log2 of a list's size, near enough: a key of n records tells this less log2(n) bits
_NEXT = 0.999  # of two readings that fit alike, the one of the more frequent word is tried first
_RETYPED, _BEGINS, _KNOWN_BEGINS, _WITHIN, _BONES, _LEAST = 0.98, 0.93, 0.8, 0.85, 0.84, 0.72
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
    readings = _exact(question, index) if question.typed else [{} for _ in question.words]
    if question.typed and len(readings) > 1 and all(readings) and not any(question.facts.values()):
        entries = _reached(readings, question, index, most)
        if sum(all(r.keys() & e.words.split() for r in readings) for e in entries) >= most // 2:
            return Answers(entries, readings)
    readings = _likely(readings, question, index)
    return Answers(_reached(readings, question, index, most), readings)


def _exact(question: Question, index: Index) -> list[Readings]:
    """Each word's own stems, where the list knows them."""
    stems = list({word.stem for words in question.words for word in words})
    known = {form.stem for form in index.forms(_signed(hashes_of(stems)))} if stems else set()
    return [
        {w.stem: _RETYPED if i else 1.0 for i, w in reversed(list(enumerate(words))) if w.stem in known}
        for words in question.words
    ]


def _signed(hashes: Hashes) -> list[int]:
    found: list[int] = hashes.view(np.int64).tolist()
    return found


def _likely(exact: list[Readings], question: Question, index: Index) -> list[Readings]:
    """The words of the list that each word of the question may be, those that fit best."""
    meant = [
        tuple(w for w in words if w.stem in reading) or words
        for reading, words in zip(exact, question.words, strict=True)
    ]
    every = [word for words in meant for word in words]
    if not every:
        return []
    forms = _alike(every, index)
    for words in meant if question.typed else ():
        forms += [form for word in words for form in index.beginning(word.form, _BEGINNINGS)]
    found = _readings(meant, forms, _BEGINNINGS if question.typed else _VARIANTS)
    for place, words in enumerate(meant) if question.typed else ():
        if not found[place]:
            held = [form for word in words for form in _holding(word.form, index)]
            found[place] = _readings([words], held, _BEGINNINGS)[0]
    return found


def _readings(meant: list[tuple[Word, ...]], forms: list[Form], most: int) -> list[Readings]:
    """For each word of the question the stems of the list that fit it best."""
    if not forms:
        return [{} for _ in meant]
    stems = [form.stem for form in forms]
    frequent = np.array([form.count for form in forms])
    out = []
    for words in meant:
        fits = np.max([_fits(word, forms, stems) for word in words], axis=0)
        likely = np.flatnonzero(fits >= _LEAST)
        ordered = likely[np.lexsort((-frequent[likely], -fits[likely].round(2)))]
        best: Readings = {}
        for place in ordered.tolist():
            best.setdefault(stems[place], float(fits[place]))
            if len(best) == most:
                break
        out.append(best)
    return out


def _fits(word: Word, forms: list[Form], stems: list[str]) -> Floats:
    """How well words of the list fit the word asked for, 0..1."""
    fits: Floats = cdist([word.stem], stems, scorer=OSA.normalized_similarity, dtype=np.float64)[0] * 0.99
    bones, known = bones_of(word.stem), word.stem in stems
    for place, form in enumerate(forms):
        if form.stem == word.stem:
            fits[place] = 1.0
        elif form.form.startswith(word.form):
            fits[place] = max(fits[place], _KNOWN_BEGINS if known else _BEGINS)
        elif len(word.form) >= PIECE and word.form in form.form:
            fits[place] = max(fits[place], _WITHIN)
        elif fits[place] < _BONES and bones_of(form.stem) == bones:
            fits[place] = _BONES
    return fits


def _alike(words: list[Word], index: Index) -> list[Form]:
    """Words a slip, or a script, away from one of these; themselves too."""
    stems = [word.stem for word in words]
    _, keys = slips_of(stems)
    _, found = index.targets(_signed(keys), _FORMS)
    return index.forms(list({*found.tolist(), *_signed(hashes_of(stems))}))


def _holding(fragment: str, index: Index) -> list[Form]:
    """Words that hold the fragment somewhere."""
    if len(fragment) < PIECE:
        return []
    _, pieces = pieces_of([fragment])
    keys, stems = index.targets(_signed(pieces), 4 * _FORMS)
    if not len(keys):
        return []
    held = min((stems[keys == key] for key in np.unique(keys)), key=len)
    return [form for form in index.forms(held.tolist()) if fragment in form.form]


def _reached(readings: list[Readings], question: Question, index: Index, most: int) -> list[Entry]:
    """The records whose keys in common with the question tell most, in bits; ties by id."""
    keys, fits = _keys(readings, question.facts)
    held, targets = index.targets(_signed(keys), MOST)
    if not len(held):
        return []
    place = np.searchsorted(keys.view(np.int64), held)
    bits = fits[place] * (_LIST - np.log2(np.bincount(place)[place]))
    ids, owner = np.unique(targets, return_inverse=True)
    best = ids[np.argsort(-np.bincount(owner, bits), kind="stable")[:most]].tolist()
    order = {number: i for i, number in enumerate(best)}
    return sorted(index.entries(best), key=lambda entry: order[entry.id])


def _keys(readings: list[Readings], facts: Record) -> tuple[Hashes, Floats]:
    """The keys worth trying, in ascending order as signed numbers, and how well the readings in each fit."""
    year, born, died = facts_of(facts)
    words = [(hashes_of(list(reading)), np.array(list(reading.values()))) for reading in readings if reading]
    few = _VARIANTS if len(words) == 1 else 3
    tried = [(born, np.ones(1)), *((hashes[:few], fits[:few] * 0.5) for hashes, fits in words)]
    if words:
        singles = _all(words)
        pairs = _all([_best(*two) for two in combinations(words, 2)])
        tried += [pairs, *(_best(*three) for three in combinations(words, 3))]
        tried += [(mix(keys, year.repeat(len(keys))), fits) for keys, fits in (singles, pairs) if year[0]]
        tried += [(mix(singles[0], died.repeat(len(singles[0]))), singles[1])] if died[0] else []
    keys, fits = _all(tried)
    keys, fits = keys[keys != 0], fits[keys != 0]
    _, first = np.unique(keys.view(np.int64), return_index=True)
    return keys[first], fits[first]


def _all(arrays: list[tuple[Hashes, Floats]]) -> tuple[Hashes, Floats]:
    if not arrays:
        return np.empty(0, np.uint64), np.empty(0)
    keys, fits = zip(*arrays, strict=True)
    return np.concatenate(keys), np.concatenate(fits)


def _best(*words: tuple[Hashes, Floats]) -> tuple[Hashes, Floats]:
    """The joins of readings that fit best."""
    fits = words[0][1] * _NEXT ** np.arange(len(words[0][1]))
    for _, more in words[1:]:
        fits = np.multiply.outer(fits, more * _NEXT ** np.arange(len(more)))
    best = np.argsort(-fits, axis=None, kind="stable")[:_JOINS]
    places = np.unravel_index(best, fits.shape)
    return together(*(hashes[place] for (hashes, _), place in zip(words, places, strict=True))), fits.ravel()[best]
