"""Candidate pairs. Invariant: a pair is returned once, smaller record number first, in ascending order.

Each rule joins two parts; a group that is still too large (a common name) is split by every further part instead of
being dropped or paired in full, so the cost is bounded and namesakes need one more field in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded, unique
from everyname.linkage.features import Features
from everyname.linkage.keys import Hashes, Part, bones_of, deletions, mix, parts_of, word_pairs
from everyname.linkage.threads import THREADS

PairCodes = NDArray[np.int64]
Owners = NDArray[np.int64]
_NONE: PairCodes = np.empty(0, np.int64)
GROUP = 60  # records in one group of a small list; a larger group is split by a further part
NAMES = 8  # times larger groups where the name itself agrees but for a letter
SHORTEST = 3  # letters of a name that may lose one
DEPTH = 4  # parts of one key at most
_MANY = 4_000_000  # pairs that wait to be united


def group_limit(records: int) -> int:
    """Largest group that is paired in full; it falls with the square root of the number of records."""
    return int(min(GROUP, max(8, GROUP * (5_000 / max(records, 1)) ** 0.5)))


@dataclass(frozen=True, slots=True)
class Rule:
    """Keys (``owners`` with ``left`` mixed with the part's hashes) whose groups are paired, or split by ``rest``."""

    owners: Owners
    left: Hashes
    part: Part | None
    rest: list[Part]
    group: int

    def pairs(self, records: int) -> PairCodes:
        """left * records + right of every pair, some more than once."""
        keys = self.left if self.part is None else mix(self.left, self.part.hashes[self.owners])
        return np.concatenate([_NONE, *_grouped(self.owners, keys, self.rest, records, self.group)])


def candidates(features: Features, records: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(left, right) record numbers of the pairs worth comparing."""
    rules = _rules(features, records, group_limit(records))
    every, waiting = _NONE, [_NONE]
    with ThreadPoolExecutor(THREADS) as pool:  # sorting lets go of the interpreter
        for found in pool.map(lambda rule: rule.pairs(records), rules):
            waiting.append(found)
            if sum(map(len, waiting)) > len(every) + _MANY:  # most rules find what others found: hold it once
                every, waiting = unique(np.concatenate([every, *waiting])), []
    every = unique(np.concatenate([every, *waiting]))
    return every // max(records, 1), every % max(records, 1)


def _rules(features: Features, records: int, group: int) -> Iterator[Rule]:
    parts = parts_of(features)
    everyone = np.arange(records)
    enough = np.log2(max(records, 2)) / 2  # bits that two parts must tell together to begin a key
    for i, first in enumerate(parts):
        for j in range(i + 1, len(parts)):
            second = parts[j]
            if second.field != first.field and first.bits + second.bits >= enough:
                rest = [p for p in parts[j + 1 :] if p.field not in (first.field, second.field)]
                yield Rule(everyone, first.hashes, second, rest, group)
    for name, feature in features.items():
        if name.startswith("text_") and isinstance(feature, Coded):
            yield Rule(*word_pairs(feature), None, [p for p in parts if p.field != name], group)
    surname = features.get("surname")
    if isinstance(surname, Coded):
        yield from _less_a_letter(surname, ("full_given", "given_initial", "birth_day"), parts, NAMES * group)
        yield from _less_a_letter(bones_of(surname), ("full_given", "birth_day"), parts, group)


def _less_a_letter(surname: Coded, partners: tuple[str, ...], parts: list[Part], group: int) -> Iterator[Rule]:
    owners, hashes = deletions(surname, SHORTEST)
    for part in parts:
        if part.name in partners:
            rest = [p for p in parts if p.field not in ("surname", part.field)]
            yield Rule(owners, hashes, part, rest, group)


def _grouped(
    owners: Owners, keys: Hashes, rest: list[Part], records: int, group: int, depth: int = 2
) -> Iterator[PairCodes]:
    present = keys != 0
    owners, keys = _sorted(owners[present], keys[present], records)
    if not len(keys):
        return
    sizes = np.diff(np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1], [True]])))
    size = np.repeat(sizes, sizes)
    small = (size > 1) & (size <= group)
    yield pairs_within(owners[small], keys[small], records)
    large = size > group
    if large.any() and depth < DEPTH:
        owners, keys = owners[large], keys[large]
        for i, part in enumerate(rest):
            yield from _grouped(owners, mix(keys, part.hashes[owners]), rest[i + 1 :], records, group, depth + 1)


def _sorted(owners: Owners, keys: Hashes, records: int) -> tuple[Owners, Hashes]:
    """Owners and keys by key, each once. The record's number replaces the low bits of its key: one sort of numbers."""
    bits = np.uint64(max(records, 1).bit_length())
    packed = unique((keys >> bits << bits | owners.astype(np.uint64)).view(np.int64)).view(np.uint64)
    return (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64), packed >> bits


def pairs_within(owners: Owners, keys: Hashes, records: int) -> PairCodes:
    """All pairs of owners with equal keys (keys sorted), each as left * records + right."""
    found: list[PairCodes] = []
    rows = np.arange(len(keys))
    for step in range(1, len(keys)):
        rows = rows[: np.searchsorted(rows, len(keys) - step)]
        rows = rows[keys[rows] == keys[rows + step]]
        if not len(rows):
            break
        a, b = owners[rows], owners[rows + step]
        found.append(np.minimum(a, b) * records + np.maximum(a, b))
    return np.concatenate(found) if found else np.empty(0, np.int64)
