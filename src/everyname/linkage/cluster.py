"""Which records are one person. Invariant: the clusters do not depend on the order of pairs or records, no cluster
holds two records that an analyst called different, and records that he called the same stay together.

Average linkage over log odds: two clusters join while the mean weight of all pairs between them is above the cut; a
pair that was never a candidate counts as ``UNSCORED``. Connected components would let one wrong pair join two families.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

UNSCORED = -8.0  # log2 odds of a pair that shares no blocking key
SAME, DIFFERENT = 1e6, -1e9
Edge = tuple[int, int, float]
Rows = NDArray[np.intp]


class ConstraintError(ValueError):
    """Analysts' judgements contradict each other; the message names the records."""


def clusters(records: int, left: Rows, right: Rows, weights: NDArray[np.float64], cut: float = 0.0) -> Rows:
    """The smallest record number of each record's cluster, as an array.

    ``left`` < ``right``; ``SAME`` and ``DIFFERENT`` among the weights are analysts' judgements. Records that no chain
    of pairs above the cut connects can never be joined; where every pair of a component is above it, all are.
    """
    label = components(records, left[weights > cut], right[weights > cut])
    inside = np.flatnonzero(label[left] == label[right])
    inside = inside[np.argsort(label[left[inside]], kind="stable")]
    home, above = label[left[inside]], weights[inside] > cut
    sizes = np.bincount(label, minlength=records)
    whole = np.bincount(home, above, minlength=records) == sizes * (sizes - 1) // 2
    loose = inside[~whole[home]]
    starts = np.flatnonzero(np.diff(label[left[loose]], prepend=-1))
    for rows in np.split(loose, starts[1:]) if len(loose) else []:
        edges = list(zip(left[rows].tolist(), right[rows].tolist(), weights[rows].tolist(), strict=True))
        for record, first in _average_linkage(edges, cut).items():
            label[record] = first
    return label


def components(records: int, left: Rows, right: Rows) -> Rows:
    """The smallest record number that a chain of pairs reaches, per record (labels fall until none can)."""
    label = np.arange(records)
    while True:
        low = np.minimum(label[left], label[right])
        before = label.copy()
        for side in (left, right):
            np.minimum.at(label, label[side], low)
            np.minimum.at(label, side, low)
        label = label[label]
        if (label == before).all():
            return label


def _average_linkage(edges: Sequence[Edge], cut: float) -> dict[int, int]:
    """The smallest record of each record's cluster.

    Joins the pair of clusters with the highest mean first; ties go to the smallest record numbers.
    """
    links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)  # sum of weights, number of scored pairs
    members: dict[int, list[int]] = {}
    for a, b, weight in edges:
        links[a][b] = links[b][a] = (weight, 1)
        members[a], members[b] = [a], [b]
    heap = [(-weight, a, b, 1, 1) for a, b, weight in edges if weight > cut]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in members or b not in members or (len(members[a]), len(members[b])) != (size_a, size_b):
            continue
        members[a] += members.pop(b)
        for other, (total, count) in links.pop(b).items():
            del links[other][b]
            if other == a:
                continue
            old_total, old_count = links[a].get(other, (0.0, 0))
            links[a][other] = links[other][a] = (old_total + total, old_count + count)
        for other, (total, count) in links[a].items():
            pairs = len(members[a]) * len(members[other])
            mean = (total + (pairs - count) * UNSCORED) / pairs
            if mean > cut:
                x, y = min(a, other), max(a, other)
                heapq.heappush(heap, (-mean, x, y, len(members[x]), len(members[y])))
    return {record: min(group) for group in members.values() for record in group}


def check_constraints(same: Iterable[tuple[str, str]], different: Iterable[tuple[str, str]]) -> None:
    """Raise ``ConstraintError`` when a chain of "same" joins two records called different."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for a, b in same:
        parent[root(a)] = root(b)
    for a, b in different:
        if root(a) == root(b):
            raise ConstraintError(
                f"«{a}» and «{b}» are judged different, and the same by a chain of judgements: revoke one"
            )
