"""Candidate pairs. Invariant: a pair is returned once, as left * records + right (left < right), in ascending order.

Each rule joins two parts; a group that is still too large (a common name) is split by every further part instead of
being dropped or paired in full, so the cost is bounded and namesakes need one more field in common. Long arrays are
worked on in segments, so that little is held beside the keys and the pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded, Ints, segments, unique, united
from everyname.linkage.features import Features
from everyname.linkage.keys import Hashes, Part, bones_of, deletions, hash_of, mix, parts_of, word_pairs
from everyname.linkage.threads import THREADS

PairCodes = NDArray[np.int64]
Owners = Ints
_NONE: PairCodes = np.empty(0, np.int64)
GROUP = 60  # records in one group of a small list; a larger group is split by a further part
NAMES = 8  # times larger groups where the name itself agrees but for a letter
SHORTEST = 3  # letters of a name that may lose one
DEPTH = 4  # parts of one key at most
_MANY = 4_000_000  # pairs that wait to be united
_SEGMENT = 200_000  # keys, or pairs, that are worked on at a time


def group_limit(records: int) -> int:
    """Largest group that is paired in full; it falls with the square root of the number of records."""
    return int(min(GROUP, max(8, GROUP * (5_000 / max(records, 1)) ** 0.5)))


@dataclass(frozen=True, slots=True)
class Rule:
    """Keys (``owners`` with ``left`` mixed with the part's hashes) whose groups are paired, or split by ``rest``.

    ``texts``: where two records of one text are left to another rule, the number of each one's text, in ascending
    order; ``order``: the records in this order, which owners and hashes then follow.
    """

    owners: Owners
    left: Hashes
    part: Part | None
    rest: list[Part]
    group: int
    texts: Ints | None = None
    order: Owners | None = None

    def pairs(self, records: int) -> PairCodes:
        """Codes of the pairs, in ascending order."""
        found = self._grouped(self.owners, self.left, self.part, self.rest, records)
        return unique(np.concatenate([_NONE, *found]))

    def _grouped(
        self, owners: Owners, left: Hashes, part: Part | None, rest: list[Part], records: int, depth: int = 2
    ) -> Iterator[PairCodes]:
        bits = np.uint64(max(records, 1).bit_length())
        low = (np.uint64(1) << bits) - np.uint64(1)
        packed = _packed(owners, left, part, bits)
        cuts = packed[_SEGMENT::_SEGMENT] | low  # no group is cut
        for start, stop in pairwise([0, *np.searchsorted(packed, cuts, side="right").tolist(), len(packed)]):
            keys, held = packed[start:stop] >> bits, (packed[start:stop] & low).astype(np.int32)
            fresh = keys[1:] != keys[:-1]
            last, size = _runs(fresh)
            small = size <= self.group
            yield self._paired(held, fresh, np.where(small, last, 0), records)
            if depth < DEPTH and not small.all():
                for i, further in enumerate(rest):
                    yield from self._grouped(held[~small], keys[~small], further, rest[i + 1 :], records, depth + 1)

    def _paired(self, owners: Owners, fresh: NDArray[np.bool_], last: Ints, records: int) -> PairCodes:
        """Codes of the pairs of each row with the rows from the next one, or the next text, to ``last``."""
        if self.texts is None or self.order is None:
            after = np.arange(1, len(owners) + 1, dtype=np.int32)
        else:
            held = self.texts[owners]
            after, owners = _runs(fresh | (held[1:] != held[:-1]))[0], self.order[owners]
        counts = np.maximum(last - after, 0)
        sums = np.cumsum(counts, dtype=np.int64)
        found = np.empty(int(sums[-1]) if len(sums) else 0, dtype=np.int64)
        cuts = np.searchsorted(sums, np.arange(_SEGMENT, len(found), _SEGMENT))
        for start, stop in pairwise([0, *cuts.tolist(), len(owners)]):
            number = counts[start:stop]
            one = np.repeat(owners[start:stop], number)
            before = sums[start:stop] - number
            places = slice(int(before[0]), int(before[0]) + len(one)) if len(one) else slice(0)
            other = owners[np.arange(places.start or 0, places.stop) + np.repeat(after[start:stop] - before, number)]
            found[places] = np.minimum(one, other) * np.int64(records) + np.maximum(one, other)
        return found


def _packed(owners: Owners, left: Hashes, part: Part | None, bits: np.uint64) -> Hashes:
    """Keys in order, each once, the owner's number in place of the low bits: one sort of numbers. 0 is no key."""
    packed, filled = np.empty(len(owners), dtype=np.uint64), 0
    for rows in segments(len(owners), _SEGMENT):
        held = owners[rows]
        keys = left[rows] if part is None else mix(left[rows], part.hashes[held])
        present = keys != 0
        keys = keys >> bits << bits | held.astype(np.uint64)
        found = keys if present.all() else keys[present]
        packed[filled : filled + len(found)] = found
        filled += len(found)
    packed = packed[:filled]
    packed.sort()
    again = packed[1:] == packed[:-1]
    return packed[np.append(True, ~again)] if again.any() else packed


def _runs(fresh: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Where the run of each row ends, and how long it is; ``fresh``: of every row but the first, if it begins a run."""
    ends = np.flatnonzero(np.append(fresh, True)).astype(np.int32) + np.int32(1)
    sizes = np.diff(ends, prepend=np.int32(0))
    return np.repeat(ends, sizes), np.repeat(sizes, sizes)


def candidates(features: Features, records: int) -> PairCodes:
    """The pairs worth comparing."""
    found = [_NONE]
    with ThreadPoolExecutor(THREADS) as pool:  # sorting lets go of the interpreter
        for rules in _rules(features, records, group_limit(records)):
            for pairs in pool.map(lambda rule: rule.pairs(records), rules):
                found.append(pairs)
                if sum(map(len, found[1:])) > len(found[0]) + _MANY:  # many rules find what others found
                    found = [united(found)]
    return united(found)


def _rules(features: Features, records: int, group: int) -> Iterator[Sequence[Rule]]:
    """Rules that share their keys together."""
    parts = parts_of(features)
    everyone = np.arange(records, dtype=np.int32)
    yield list(_of_two(parts, everyone, group))
    for name, feature in features.items():
        if name.startswith("text_") and isinstance(feature, Coded):
            yield [Rule(*word_pairs(feature), None, [p for p in parts if p.field != name], group)]
    surname = features.get("surname")
    if isinstance(surname, Coded):
        yield _less_a_letter(surname, ("full_given", "given_initial", "birth_day"), parts, NAMES * group)
        yield _less_a_letter(bones_of(surname), ("full_given", "birth_day"), parts, group)


def _of_two(parts: list[Part], everyone: Owners, group: int) -> Iterator[Rule]:
    enough = np.log2(max(len(everyone), 2)) / 2  # bits that two parts must tell together to begin a key
    for i, first in enumerate(parts):
        for j in range(i + 1, len(parts)):
            second = parts[j]
            if second.field != first.field and first.bits + second.bits >= enough:
                rest = [p for p in parts[j + 1 :] if p.field not in (first.field, second.field)]
                yield Rule(everyone, first.hashes, second, rest, group)


def _less_a_letter(surname: Coded, partners: tuple[str, ...], parts: list[Part], group: int) -> list[Rule]:
    """Equal texts share every key, so that they are paired by a rule of their own, once."""
    order = np.argsort(surname.codes, kind="stable").astype(np.int32)
    texts, everyone = surname.codes[order], np.arange(len(order), dtype=np.int32)
    ordered = [replace(part, hashes=part.hashes[order]) for part in parts]
    whole, (owners, hashes) = hash_of(surname)[order], deletions(surname[order], SHORTEST)
    rules = []
    for part in ordered:
        if part.name in partners:
            rest = [p for p in ordered if p.field not in ("surname", part.field)]
            rules.append(Rule(everyone, whole, part, rest, group, everyone, order))
            rules.append(Rule(owners, hashes, part, rest, group, texts, order))
    return rules
