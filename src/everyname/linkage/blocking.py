"""Candidate pairs. Invariant: a pair is returned once, smaller record number first, in ascending order.

Each rule joins two parts; a group that is still too large (a common name) is split by every further part instead of
being dropped or paired in full, so the cost is bounded and namesakes need one more field in common.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded
from everyname.linkage.features import Features
from everyname.linkage.keys import Hashes, Part, deletions, hash_of, mix, parts_of, word_pairs

PairCodes = NDArray[np.int64]
GROUP = 60  # records in one group of a small list; a larger group is split by a further part
NAMES = 4  # times larger groups where the name itself agrees but for a letter
DEPTH = 4  # parts of one key at most


def group_limit(records: int) -> int:
    """Largest group that is paired in full; it falls with the square root of the number of records."""
    return int(min(GROUP, max(8, GROUP * (20_000 / max(records, 1)) ** 0.5)))


def candidates(features: Features, records: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(left, right) record numbers of the pairs worth comparing."""
    codes = [unique(part) for part in _by_rule(features, records, group_limit(records))]
    every = unique(np.concatenate(codes)) if codes else np.empty(0, np.int64)
    return every // records, every % records


def unique(codes: PairCodes) -> PairCodes:
    """Sorted distinct values; sorting whole numbers is far quicker than hashing them."""
    codes = np.sort(codes)
    keep = np.ones(len(codes), dtype=np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=keep[1:])
    return codes[keep]


def _by_rule(features: Features, records: int, group: int) -> Iterator[PairCodes]:
    parts = parts_of(features)
    everyone = np.arange(records)
    enough = np.log2(max(records, 2)) / 2  # bits that two parts must tell together to begin a key
    for i, first in enumerate(parts):
        for j in range(i + 1, len(parts)):
            second = parts[j]
            if second.field != first.field and first.bits + second.bits >= enough:
                rest = [p for p in parts[j + 1 :] if p.field not in (first.field, second.field)]
                yield from _grouped(everyone, mix(first.hashes, second.hashes), rest, records, group, 2)
    for name, feature in features.items():
        if name.startswith("text_") and isinstance(feature, Coded):
            owners, hashes = word_pairs(feature)
            yield from _grouped(owners, hashes, [p for p in parts if p.field != name], records, group, 2)
    surname = features.get("surname")
    if isinstance(surname, Coded):
        owners, hashes = deletions(surname)
        for part in parts:
            if part.name in ("full_given", "given_initial", "birth_day"):
                rest = [p for p in parts if p.field not in ("surname", part.field)]
                yield from _grouped(owners, mix(hashes, part.hashes[owners]), rest, records, NAMES * group, 2)


def _grouped(
    owners: NDArray[np.int64], keys: Hashes, rest: list[Part], records: int, group: int, depth: int
) -> Iterator[PairCodes]:
    present = keys != 0
    owners, keys = owners[present], keys[present]
    order = np.argsort(keys, kind="stable")
    owners, keys = owners[order], keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(keys)))
    size = np.repeat(sizes, sizes)
    small = (size > 1) & (size <= group)
    yield pairs_within(owners[small], keys[small], records)
    large = size > group
    if large.any() and depth < DEPTH:
        for i, part in enumerate(rest):
            finer = mix(keys[large], part.hashes[owners[large]])
            yield from _grouped(owners[large], finer, rest[i + 1 :], records, group, depth + 1)


def pairs_within(owners: NDArray[np.int64], keys: Hashes, records: int) -> PairCodes:
    """All pairs of owners with equal keys (keys sorted), each as left * records + right."""
    found: list[PairCodes] = []
    for step in range(1, len(keys)):
        same = keys[step:] == keys[:-step]
        if not same.any():
            break
        a, b = owners[:-step][same], owners[step:][same]
        differ = a != b
        found.append(np.minimum(a, b)[differ] * records + np.maximum(a, b)[differ])
    return unique(np.concatenate(found)) if found else np.empty(0, np.int64)


__all__ = ["candidates", "hash_of", "unique"]
