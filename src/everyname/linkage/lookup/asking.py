"""From a question to the records that may answer it. Invariant: what a question costs does not grow with the list.

A key leads to at most ``MOST`` records, and the keys of all likely readings together are a few hundred: the rarest
joins of words tell most, so a common name is found by its joins with other words, dates and places. First the words
that the list knows as they are; where no record answers them all, what slips and fragments may have made of them too.
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
    slips_of_words,
    word_of,
    words_of,
)
from everyname.linkage.names import name_words
from everyname.linkage.text import clean, retypings

MOST, _FEWEST = 100, 10  # records that one key leads to; one of very many keys
_ROWS = 5_000  # records that all keys lead to
_YEARS = 60  # years of birth of a list, near enough
CANDIDATES = 60  # records worth a closer look
_FORMS = 60  # words that one slip or fragment leads to
_VARIANTS, _FRAGMENTS = 12, 100  # readings of a word that are tried, of one that may be a fragment
_JOINS = 400  # joins of readings that are tried, of two or three words
_TRIED = 8_000  # joins among which these are chosen
_LIST = 20.0  # log2 of a list's size, near enough: a key of n records tells this less log2(n) bits
_FREQUENT = 0.02  # power of a word's count by which, of readings that fit alike, the frequent ones are tried first
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


@dataclass(frozen=True, slots=True)
class Readings:
    """What a word of the question may stand for: stems, how well they fit (0..1), how many records hold them."""

    stems: list[str]
    fits: Floats
    counts: Floats


@dataclass(frozen=True, slots=True)
class Answers:
    """Records in question, those first whose keys tell most; and what each word of the question was read as."""

    entries: list[Entry]
    readings: list[Readings]


def ask(question: Question, index: Index, *, most: int = CANDIDATES) -> Answers:
    """The records that may answer, at most ``most``."""
    every = [word for words in question.words for word in words]
    own = index.forms(_signed(hashes_of([word.stem for word in every]))) if every else []
    if not question.typed:
        readings = _readings(question.words, own + _alike(every, index), _VARIANTS, _VARIANTS)
        return Answers(_reached(readings, question, index, most), readings)
    known = {form.stem for form in own}
    meant = [tuple(w for w in words if w.stem in known) or words for words in question.words]
    strange = [word for words in meant for word in words if word.stem not in known]
    forms = own + _alike(strange, index) + _beginning(strange, index)
    readings = _readings(meant, forms, _FRAGMENTS, 1)
    entries = _reached(readings, question, index, most)
    if _answered(entries, readings, read_date(question.facts["birth_date"])[0]):
        return Answers(entries, readings)
    common = {form.form for form in own if form.count > MOST}  # a fragment is now and then a rare word itself
    held = _holding([word for words in meant for word in words if word.form not in common], index)
    forms = own + _alike(every, index) + _beginning(every, index) + held
    readings = _readings(question.words, forms, _FRAGMENTS, _FRAGMENTS)
    return Answers(_reached(readings, question, index, most), readings)


def _answered(entries: list[Entry], readings: list[Readings], year: int) -> bool:
    """Whether a record holds a reading of every word, and the year."""
    stems = [{*reading.stems} for reading in readings]
    full = (e for e in entries if all(read & {*e.words.split()} for read in stems))
    return any(not year or year_of(entry) == year for entry in full)


def year_of(entry: Entry) -> int:
    """Year of birth that a record says; 0 when it says none."""
    record = entry.record
    return read_date(record.get("birth_date", "") or record.get("birth_year", ""))[0]


def _signed(hashes: Hashes) -> list[int]:
    found: list[int] = hashes.view(np.int64).tolist()
    return found


def _readings(meant: Sequence[tuple[Word, ...]], forms: list[Form], most: int, known: int) -> list[Readings]:
    """For each word the ``most`` stems of the list that fit it best; only ``known`` where one of them is its own."""
    if not forms:
        return [Readings([], np.empty(0), np.empty(0)) for _ in meant]
    stems, counts = [form.stem for form in forms], np.array([form.count for form in forms], dtype=np.float64)
    every = [word for words in meant for word in words]
    fits, row, out = _fits(every, forms, stems), 0, []
    for words in meant:
        fit = fits[row : row + len(words)].max(axis=0)
        row += len(words)
        likely = np.flatnonzero(fit >= _LEAST)
        best: dict[str, int] = {}
        for place in likely[np.argsort(-fit[likely] * counts[likely] ** _FREQUENT, kind="stable")].tolist():
            best.setdefault(stems[place], place)
            if len(best) == (known if fit.max() == 1.0 else most):
                break
        places = np.array([*best.values()], dtype=np.intp)
        out.append(Readings([*best], fit[places], counts[places]))
    return out


def _fits(words: list[Word], forms: list[Form], stems: list[str]) -> Floats:
    """How well words of the list (columns) fit the words asked for (rows), 0..1."""
    as_written = [form.form for form in forms]
    fits = np.maximum(_likeness([word.stem for word in words], stems), _likeness([w.form for w in words], as_written))
    bones, written, held = np.array([bones_of(stem) for stem in stems]), np.array(as_written), np.array(stems)
    for row, word in zip(fits, words, strict=True):
        same = held == word.stem
        row[(row < _BONES) & (bones == bones_of(word.stem))] = _BONES
        if len(word.form) >= PIECE:
            np.maximum(row, _WITHIN, out=row, where=np.strings.find(written, word.form) >= 0)
        begins = _KNOWN_BEGINS if (written == word.form).any() else _BEGINS
        np.maximum(row, begins, out=row, where=np.strings.startswith(written, word.form))
        row[same] = 1.0
    return fits


def _likeness(texts: list[str], others: list[str]) -> Floats:
    likeness: Floats = cdist(texts, others, scorer=OSA.normalized_similarity, dtype=np.float64)
    return likeness * 0.99


def _beginning(words: list[Word], index: Index) -> list[Form]:
    return [form for word in words for form in index.beginning(word.form, _FRAGMENTS)]


def _alike(words: list[Word], index: Index) -> list[Form]:
    """Words a slip, or a script, away from one of these."""
    if not words:
        return []
    _, keys = slips_of_words(words)
    _, found = index.targets(_signed(keys), _FORMS)
    return index.forms(np.unique(found).tolist())


def _holding(words: list[Word], index: Index) -> list[Form]:
    """Words that hold one of these somewhere."""
    found: list[Form] = []
    for fragment in (word.form for word in words if len(word.form) >= PIECE):
        _, pieces = pieces_of([fragment])
        keys, stems = index.targets(_signed(pieces), 4 * _FORMS)
        if len(keys):
            held = min((stems[keys == key] for key in np.unique(keys)), key=len)
            found += [form for form in index.forms(held.tolist()) if fragment in form.form]
    return found


def _reached(readings: list[Readings], question: Question, index: Index, most: int) -> list[Entry]:
    """The records whose keys in common with the question tell most, in bits; ties by id."""
    keys, fits = _keys(readings, question.facts)
    held, targets = index.targets(_signed(keys), max(_FEWEST, min(MOST, _ROWS // max(len(keys), 1))))
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
    year, birth, died = facts_of(facts)
    words = [(hashes_of(r.stems), r.fits, r.fits * r.counts**_FREQUENT) for r in readings if r.stems]
    tried = [(birth, np.ones(1))]
    if words:
        singles = _all([(hashes, fits) for hashes, fits, _ in words])
        counts = np.concatenate([r.counts for r in readings])
        alone, dated = ((counts <= MOST * many) | (len(words) == 1) for many in (1, _YEARS))  # others lead anywhere
        twos, threes = list(combinations(words, 2)), list(combinations(words, 3))
        most = _JOINS // max(len(twos) + len(threes), 4)
        pairs = _all([_best(most, *two) for two in twos])
        tried += [
            (singles[0][alone], singles[1][alone] * 0.5),
            pairs,
            *(_best(most, *three) for three in threes),
        ]
        born = ((singles[0][dated], singles[1][dated]), pairs) if year[0] else ()
        tried += [(mix(keys, year.repeat(len(keys))), fits) for keys, fits in born]
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


def _best(most: int, *words: tuple[Hashes, Floats, Floats]) -> tuple[Hashes, Floats]:
    """The joins of readings that fit best, of frequent words first."""
    width = round(_TRIED ** (1 / len(words)))  # readings stand in this order already
    fits, first = words[0][1][:width], words[0][2][:width]
    for _, more, then in words[1:]:
        fits, first = np.multiply.outer(fits, more[:width]), np.multiply.outer(first, then[:width])
    best = np.argsort(-first, axis=None, kind="stable")[:most]
    places = np.unravel_index(best, fits.shape)
    return together(*(w[0][place] for w, place in zip(words, places, strict=True))), fits.ravel()[best]
