"""Which records are one person. Invariant: the clusters do not depend on the order of pairs or records, no cluster
holds two records that an analyst called different or, but for his word, two of one report, and records that he called
the same stay together.

Agglomerative: two clusters join while the united evidence between them is above the cut and neither has a better
partner. United means that each comparison counts with the mean of its likelihood ratios over those pairs of records
that can compare it: each value is taken for a copy, with errors, of one of the values there. So a report without a
birth date neither supports nor dilutes what two others say of birth. A pair of records that no key proposed counts as
unlike: without it, the few pairs of two large clusters that are alike by an error would join them, and so on without
end. Connected components would let one wrong pair join two families.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.apart import Reports
from everyname.linkage.coded import unique

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
SAME, DIFFERENT, UNJUDGED = 1.0, 0.0, -1.0
_STIR = np.uint64(0x9E3779B97F4A7C15)


class ConstraintError(ValueError):
    """Analysts' judgements contradict each other; the message names the records."""


@dataclass(frozen=True, slots=True)
class Unscored:
    """What pairs of records that were never compared say: ``holders`` (comparisons + 1 x clusters) are the records of
    each cluster that hold a value and, last, all its records; ``unlike`` the likelihood ratio of such a pair, per
    comparison.
    """

    holders: Floats
    unlike: Floats

    def of(self, label: Rows) -> Unscored:
        """The same of the clusters that these clusters now belong to."""
        holders = np.zeros_like(self.holders)
        moved = np.flatnonzero(label != np.arange(len(label)))
        holders[:] = self.holders
        holders[:, moved] = 0.0
        for sums, counts in zip(holders, self.holders, strict=True):
            np.add.at(sums, label[moved], counts[moved])
        return Unscored(holders, self.unlike)


@dataclass(frozen=True, slots=True)
class Edges:
    """What speaks for and against pairs: ``left`` < ``right``, sums of likelihood ratios per comparison (comparisons x
    pairs), how many pairs of records could compare it, and whether an analyst called two of them different.
    ``once``: the row of a comparison of which the least ratio counts, not the mean: that of sources that list nobody
    twice. One repeat tells the same whatever else two clusters hold.
    """

    left: Rows
    right: Rows
    ratios: Floats
    said: NDArray[np.floating[Any]]
    barred: NDArray[np.bool_]
    prior: float
    once: int | None = None
    unscored: Unscored | None = None

    def united(self) -> Floats:
        """log2 odds of the united evidence."""
        total = np.zeros(len(self.left))
        for ratios, said in zip(*self._all_pairs(), strict=True):
            total += np.log2(ratios / np.maximum(said, 1.0), out=np.zeros_like(total), where=said > 0)
        return np.asarray(self.prior + total)

    def _all_pairs(self) -> tuple[Floats, NDArray[np.floating[Any]]]:
        """Sums of ratios and how many pairs they are of, with those of pairs of records that were never compared."""
        if self.unscored is None:
            return self.ratios, self.said
        holders, size = self.unscored.holders, self.unscored.holders[-1]
        missing = size[self.left] * size[self.right] - self.said[-1]  # of kinship every compared pair says something
        rows = np.flatnonzero(missing > 0)
        if not len(rows):
            return self.ratios, self.said
        a, b = self.left[rows], self.right[rows]
        more = missing[rows] * (holders[:-1, a] / size[a]) * (holders[:-1, b] / size[b])
        if self.once is not None:
            more[self.once] = 0.0
        ratios, said = self.ratios.copy(), self.said.copy()
        ratios[:-1, rows] += more * self.unscored.unlike[:, None]
        said[:-1, rows] += more
        return ratios, said

    def weights(self) -> Floats:
        """The same, minus infinity where an analyst said no."""
        return np.where(self.barred, -np.inf, self.united())

    def after(self, first: int) -> Edges:
        """The edges from this one on."""
        left, right, barred = self.left[first:], self.right[first:], self.barred[first:]
        shown = self.ratios[:, first:], self.said[:, first:], barred
        return Edges(left, right, *shown, self.prior, self.once, self.unscored)

    def between(self, label: Rows) -> tuple[Edges, Rows]:
        """The edges of the clusters that these records, or clusters, now belong to: first those that stay as they were,
        whose numbers among these edges are told, then those of clusters that have grown.
        """
        grown = np.zeros(len(label), dtype=np.bool_)
        grown[label[label != np.arange(len(label))]] = True
        a, b = label[self.left], label[self.right]
        touched = grown[a] | grown[b]
        still, rows = np.flatnonzero(~touched), np.flatnonzero(touched & (a != b))
        keys = np.minimum(a, b)[rows] * len(label) + np.maximum(a, b)[rows]
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        keys = keys[starts]
        new_ratios, new_said, new_barred = (
            _sums(side[..., rows], starts) for side in (self.ratios, self.said, self.barred)
        )
        if self.once is not None and len(starts):
            new_ratios[self.once], new_said[self.once] = _least(
                self.ratios[self.once, rows], self.said[self.once, rows], starts
            )
        ratios, said = np.append(self.ratios[:, still], new_ratios, 1), np.append(self.said[:, still], new_said, 1)
        barred = np.append(self.barred[still], new_barred)
        left, right = np.append(self.left[still], keys // len(label)), np.append(self.right[still], keys % len(label))
        unscored = self.unscored and self.unscored.of(label)
        return Edges(left, right, ratios, said, barred, self.prior, self.once, unscored), still


def _sums(values: NDArray[Any], starts: Rows) -> NDArray[Any]:
    """Sums (of flags: whether any) of the runs that begin at these places."""
    return np.add.reduceat(values, starts, axis=-1) if len(starts) else values


def _least(ratios: Floats, said: NDArray[Any], starts: Rows) -> tuple[Floats, NDArray[Any]]:
    """The least ratio of each run among those that were said, and whether (1, 0) any was."""
    least = np.minimum.reduceat(np.where(said > 0, ratios, np.inf), starts)
    return np.where(np.isfinite(least), least, 0.0), np.isfinite(least)


@dataclass(frozen=True, slots=True)
class Clustering:
    """``label``: smallest record of each record's cluster; ``joined``: log2 odds of every join that was made;
    ``apart``: the edges that are left between clusters, with their ``weights``.
    """

    label: Rows
    joined: Floats
    apart: Edges
    weights: Floats


def clusters(
    records: int, edges: Edges, judged: Floats, cut: float = 0.0, *, reports: Reports | None = None
) -> Clustering:
    """Join records; ``judged`` holds SAME, DIFFERENT or UNJUDGED per edge, ``reports`` who is never joined."""
    same = judged == SAME
    label = components(records, edges.left[same], edges.right[same])
    if same.any():
        edges, _ = edges.between(label)
    joined: list[Floats] = [np.full(int((label != np.arange(records)).sum()), np.inf)]
    weights = edges.weights()
    while True:
        best = _mutual_best(records, edges, weights, cut)
        if reports and len(best):
            clash = best[reports.clash(label, edges.left[best], edges.right[best])]
            edges.barred[clash], weights[clash] = True, -np.inf
            if len(clash):
                continue
        if not len(best):
            return Clustering(label, np.concatenate(joined), edges, weights)
        target = np.arange(records)
        target[edges.right[best]] = edges.left[best]
        joined.append(weights[best])
        label = target[label]
        edges, still = edges.between(target)
        weights = np.append(weights[still], edges.after(len(still)).weights())


def _mutual_best(records: int, edges: Edges, weights: Floats, cut: float) -> Rows:
    """Edges above the cut that are the best of both their clusters.

    Ties go by a hash: by number, ten thousand namesakes would join one a round.
    """
    rows = np.flatnonzero(weights > cut)
    a, b = edges.left[rows], edges.right[rows]
    with np.errstate(over="ignore"):
        tie = (a * records + b).astype(np.uint64) * _STIR
    rank = np.empty(len(rows), dtype=np.intp)
    rank[np.lexsort((tie, -weights[rows]))] = np.arange(len(rows))
    best = np.full(records, len(rows))
    np.minimum.at(best, a, rank)
    np.minimum.at(best, b, rank)
    return np.asarray(rows[(best[a] == rank) & (best[b] == rank)])


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


def completed(label: Rows, left: Rows, right: Rows, most: int) -> NDArray[np.int64]:
    """Codes (left * records + right) of every pair of records inside a group or between two groups that one of these
    pairs connects; of groups with more than ``most`` pairs between them, none.
    """
    records = len(label)
    order = np.argsort(label, kind="stable")
    sizes = np.bincount(label, minlength=records)
    starts = np.cumsum(sizes) - sizes
    a, b = label[left], label[right]
    keys = unique(np.minimum(a, b) * records + np.maximum(a, b))
    a, b = keys // records, keys % records
    number = sizes[a] * sizes[b]
    a, b, number = a[number <= most], b[number <= most], number[number <= most]
    group = np.repeat(np.arange(len(a)), number)
    place = np.arange(len(group)) - np.repeat(np.cumsum(number) - number, number)
    one = order[starts[a[group]] + place // sizes[b[group]]]
    other = order[starts[b[group]] + place % sizes[b[group]]]
    met = (one < other) | ((one > other) & (a != b)[group])
    one, other = one[met], other[met]
    return unique(np.minimum(one, other) * records + np.maximum(one, other))


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
