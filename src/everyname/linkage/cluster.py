"""Which records are one person. Invariant: the clusters do not depend on the order of pairs or records, no cluster
holds two records that an analyst called different, and records that he called the same stay together.

Average linkage over log odds: two clusters join while the mean weight of all pairs between them is above the cut; a
pair that was never a candidate counts as ``UNSCORED``. Connected components would let one wrong pair join two families.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

UNSCORED = -8.0  # log2 odds of a pair that shares no blocking key
SAME, DIFFERENT = 1e6, -1e9
Edge = tuple[int, int, float]


class ConstraintError(ValueError):
    """Analysts' judgements contradict each other; the message names the records."""


def clusters(records: int, edges: Iterable[Edge], cut: float = 0.0) -> list[int]:
    """The smallest record number of each record's cluster.

    ``edges``: (left, right, weight) with left < right; ``SAME`` and ``DIFFERENT`` as weights are analysts' judgements.
    """
    label = list(range(records))
    for members, inside in _components(records, edges):
        if len(members) == 2:
            groups = [members] if inside[0][2] > cut else []
        elif len(inside) == len(members) * (len(members) - 1) // 2 and min(e[2] for e in inside) > cut:
            groups = [members]
        else:
            groups = _average_linkage(inside, cut)
        for group in groups:
            first = min(group)
            for record in group:
                label[record] = first
    return label


def _components(records: int, edges: Iterable[Edge]) -> list[tuple[list[int], list[Edge]]]:
    parent = list(range(records))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    held = list(edges)
    for left, right, weight in held:
        if weight > UNSCORED:
            a, b = root(left), root(right)
            if a != b:
                parent[max(a, b)] = min(a, b)
    inside: dict[int, list[Edge]] = defaultdict(list)
    for edge in held:
        if root(edge[0]) == root(edge[1]):
            inside[root(edge[0])].append(edge)
    return [(sorted({x for e in es for x in e[:2]}), es) for _, es in sorted(inside.items())]


def _average_linkage(edges: Sequence[Edge], cut: float) -> list[list[int]]:
    """Joins the pair of clusters with the highest mean first; ties go to the smallest record numbers."""
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
    return [group for group in members.values() if len(group) > 1]


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
