"""What an index stores of records. Invariant: a record's keys are the same alone and among a million others.

A record's words and facts are joined by twos and threes, so that a key of common words is still rare. A key is a signed
64-bit number; beside the keys of records stand those of words (``words.slips_of``), which lead to words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded
from everyname.linkage.dates import read_date
from everyname.linkage.keys import Hashes, mix
from everyname.linkage.lookup.words import (
    Word,
    hashes_of,
    pieces_of,
    place_words_of_many,
    slips_of_words,
    traces_of,
    words_of_many,
)

Record = Mapping[str, str]  # kind ("surname", "full_name", "birth_date", ...) to value
# (key, target, trace), in order of keys; a trace tells which letters the record's other words hold (``traces_of``)
Keys = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
KINDS = (
    "full_name", "surname", "given", "patronymic", "sex", "birth_date", "birth_year", "age", "reference", "death_date",
    "region", "settlement", "unit", "rank",
)  # fmt: skip
NAMES, TRIPLED, PLACES = 5, 4, 2  # words of a name, of a name in threes, of a place
_NAME_KINDS, _DATES = KINDS[:4], ("birth_date", "birth_year", "death_date")
_YEAR, _BORN, _DIED = (np.uint64(n) for n in (0x9EA6, 0xB0DE, 0xDEAD))


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as an index keeps it: its words between spaces, as ``stem/form`` where these differ; its values of
    ``KINDS`` between tabs.
    """

    id: int
    words: str
    facts: str

    @property
    def record(self) -> Record:
        """The record that was indexed."""
        return {kind: value for kind, value in zip(KINDS, self.facts.split("\t"), strict=True) if value}


@dataclass(frozen=True, slots=True)
class Indexed:
    """Of each record its id and the texts of its ``Entry``; how many hold each word; their keys."""

    ids: Sequence[int]
    words: list[str]
    facts: list[str]
    counts: Counter[Word]
    keys: Keys


def index_of(records: Mapping[int, Record]) -> Indexed:
    """Everything an index stores of these records (id to record)."""
    kinds = {kind for record in records.values() for kind in record} & {*KINDS}
    columns = {kind: [record.get(kind, "") for record in records.values()] for kind in sorted(kinds)}
    return index_columns(list(records), columns)


def index_columns(ids: Sequence[int], columns: Mapping[str, list[str]]) -> Indexed:
    """As ``index_of``, of whole columns of equal length; a kind without a column is missing throughout."""
    coded = {kind: Coded.of(columns.get(kind) or [""] * len(ids)) for kind in (*_NAME_KINDS, "settlement")}
    counts: Counter[Word] = Counter()
    numbers: dict[Word, int] = {}
    named = [_codes(coded[kind], words_of_many, numbers, counts) for kind in _NAME_KINDS]
    placed = [_codes(coded["settlement"], place_words_of_many, numbers, counts)]
    stems = {word.stem: i for i, word in enumerate(numbers)}
    stem = np.array([stems[word.stem] for word in numbers] + [-1], dtype=np.int64)
    names, places = _first(named, stem, NAMES), _first(placed, stem, PLACES)
    places[(stem[places][:, :, None] == stem[names][:, None, :]).any(axis=2)] = -1
    words = np.concatenate([names, places], axis=1)
    texts = np.array([*(_text(word) for word in numbers), ""], dtype=object)
    said = map(" ".join, zip(*(texts[column].tolist() for column in words.T), strict=True))
    missing = [""] * len(ids)
    facts = map(_plain, zip(*(columns.get(kind, missing) for kind in KINDS), strict=True))
    hashes = np.append(hashes_of([word.stem for word in numbers]), np.uint64(0))[words]
    traces = np.append(traces_of([word.form for word in numbers]), np.uint64(0))[names]
    keys = list(_joined(hashes, traces, *_facts(columns, len(ids))))
    return Indexed(ids, list(said), list(facts), counts, _sorted(np.array(ids, dtype=np.int64), keys))


def facts_text(record: Record) -> str:
    """What ``Entry.facts`` holds of a record."""
    return _plain(tuple(record.get(kind, "") for kind in KINDS))


def _text(word: Word) -> str:
    return word.stem if word.form == word.stem else f"{word.stem}/{word.form}"


def _plain(values: tuple[str, ...]) -> str:
    text = "\t".join(values)
    return text if text.count("\t") < len(KINDS) else "\t".join(value.replace("\t", " ") for value in values)


def _codes(
    texts: Coded, read: Callable[[Sequence[str]], list[tuple[Word, ...]]], numbers: dict[Word, int],
    counts: Counter[Word],
) -> NDArray[np.int64]:  # fmt: skip
    """Numbers of the words in each record's text, -1 where there are no more; numbers and counts are added to."""
    rows, blank = [], [-1] * NAMES
    for words, count in zip(read(texts.texts.tolist()), texts.counts().tolist(), strict=True):
        row = blank.copy()
        for column, word in enumerate(words[:NAMES]):
            counts[word] += count
            row[column] = numbers.setdefault(word, len(numbers))
        rows.append(row)
    return np.array([*rows, blank], dtype=np.int64)[texts.codes]


def _first(columns: list[NDArray[np.int64]], stem: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The first ``most`` numbers of each row whose words differ in their stems."""
    every = np.concatenate(columns, axis=1)
    every = every[:, (every >= 0).any(axis=0)] if len(every) else every
    for i in range(1, every.shape[1]):
        every[(stem[every[:, i, None]] == stem[every[:, :i]]).any(axis=1), i] = -1
    packed = np.take_along_axis(every, np.argsort(every < 0, axis=1, kind="stable"), axis=1)[:, :most]
    return np.pad(packed, ((0, 0), (0, most - packed.shape[1])), constant_values=-1)


def _facts(columns: Mapping[str, list[str]], records: int) -> Iterator[Hashes]:
    """Keys of year of birth, day of birth and day of death."""
    born, year, died = (_dates(columns.get(kind), records) for kind in _DATES)
    yield fact_key(np.where(born > 0, born, year) // 10000, _YEAR)
    yield fact_key(np.where(born % 100 > 0, born, 0), _BORN)
    yield fact_key(np.where(died % 100 > 0, died, 0), _DIED)


def _dates(column: list[str] | None, records: int) -> NDArray[np.int64]:
    """YYYYMMDD, with 00 for what is unknown."""
    if column is None:
        return np.zeros(records, dtype=np.int64)
    texts = Coded.of(column)
    parts = np.array([*map(read_date, texts.texts), (0, 0, 0)], dtype=np.int64)
    return np.asarray((parts @ np.array([10000, 100, 1]))[texts.codes])


def fact_key(values: NDArray[np.int64], tag: np.uint64) -> Hashes:
    """Hash of a number of one sort, 0 for 0."""
    return mix(values.astype(np.uint64), np.full(len(values), tag))


def facts_of(record: Record) -> tuple[Hashes, Hashes, Hashes]:
    """Keys of one record's year of birth, day of birth and day of death."""
    return _fact_keys(*(record.get(kind, "") for kind in _DATES))


@lru_cache(maxsize=1 << 10)
def _fact_keys(*dates: str) -> tuple[Hashes, Hashes, Hashes]:
    born, year, died = map(read_date, dates)
    days = [10000 * d[0] + 100 * d[1] + d[2] if d[2] else 0 for d in (born, died)]
    keys = mix(np.array([born[0] or year[0], *days], dtype=np.uint64), np.array([_YEAR, _BORN, _DIED]))
    return keys[:1], keys[1:2], keys[2:]


def _joined(words: Hashes, traces: Hashes, year: Hashes, born: Hashes, died: Hashes) -> Iterator[tuple[Hashes, Hashes]]:
    """A column of keys for every join of words and facts, 0 where a record lacks one of them; and of traces."""
    none = np.zeros(len(words), dtype=np.uint64)
    used = [i for i in range(words.shape[1]) if words[:, i].any()]

    def others(*but: int) -> Hashes:
        rest = [traces[:, i] for i in used if i < NAMES and i not in but]
        return np.bitwise_or.reduce(rest, axis=0) if rest else none

    yield born, none
    for i in used:
        rest = others(i)
        yield words[:, i], rest
        if i < NAMES:
            yield mix(words[:, i], year), rest
            yield mix(words[:, i], died), none
    for i, j in combinations(used, 2):
        if i < NAMES:
            pair = together(words[:, i], words[:, j])
            yield pair, others(i, j)
            if j < NAMES:
                yield mix(pair, year), none
    for three in combinations([i for i in used if i < TRIPLED], 3):
        yield together(*(words[:, i] for i in three)), none


def together(*words: Hashes) -> Hashes:
    """One hash of words in any order; 0 where one is missing."""
    if len(words) == 2:
        return mix(np.minimum(*words), np.maximum(*words))
    ordered = np.sort(np.stack(words), axis=0)
    out: Hashes = ordered[0]
    for other in ordered[1:]:
        out = mix(out, other)
    return out


def _sorted(ids: NDArray[np.int64], columns: Sequence[tuple[Hashes, Hashes]]) -> Keys:
    every, traces = (np.concatenate(both) for both in zip(*columns, strict=True))
    present = np.flatnonzero(every)
    keys = every[present].view(np.int64)
    order = np.argsort(keys)
    place = present[order]
    return keys[order], ids[place % max(len(ids), 1)], traces[place].view(np.int64)


def word_keys(words: Sequence[Word]) -> Keys:
    """The keys that lead to these words, by which slips and fragments find them; the target is the stem's hash."""
    if not words:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    targets = hashes_of([word.stem for word in words]).view(np.int64)
    rows, slips = slips_of_words(words)
    piece_rows, pieces = pieces_of([word.form for word in words])
    keys, owners = np.concatenate([slips, pieces]).view(np.int64), targets[np.concatenate([rows, piece_rows])]
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    fresh = np.ones(len(keys), dtype=np.bool_)  # two forms of one stem have most keys in common
    fresh[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    return keys[fresh], owners[fresh], np.zeros(np.count_nonzero(fresh), dtype=np.int64)
