"""The batch: a table in, scored pairs, clusters and the count out. Invariant: the result depends on the set of records
and judgements alone, not on their order; the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.apart import Reports
from everyname.linkage.blocking import candidates
from everyname.linkage.cluster import (
    DIFFERENT,
    SAME,
    UNJUDGED,
    Edges,
    Unscored,
    check_constraints,
    clusters,
    completed,
    components,
)
from everyname.linkage.coded import unique, united
from everyname.linkage.conditions import Pairs
from everyname.linkage.count import Expected, expected_persons
from everyname.linkage.explain import Term
from everyname.linkage.features import Context, Features, encode
from everyname.linkage.levels import Comparison
from everyname.linkage.model import Model, probability
from everyname.linkage.plan import plan
from everyname.linkage.rivals import lists_once, rivals_of_persons, rivals_of_things
from everyname.linkage.score import Levels, RarityBits, bonuses, evidence_of, levels_of
from everyname.linkage.table import Table, TableError
from everyname.linkage.terms import by_strength, terms
from everyname.linkage.threads import CHUNK, in_threads
from everyname.linkage.train import train
from everyname.linkage.weighing import weighed

KEPT_ABOVE = -8.0  # log2 odds; a pair below is not worth a line, and counts as one never scored
_MOST_PAIRS = 400  # of two groups of records that are compared in full because some of them are alike

Rows = NDArray[np.intp]
Verdicts = NDArray[np.float64]
PairIds = Iterable[tuple[str, str]]


class EngineError(RuntimeError):
    """The engine asked for is not here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two records, the log2 odds that they are one person, the probability, and level codes by comparison."""

    id_l: str
    id_r: str
    weight: float
    probability: float
    levels: dict[str, str]


@dataclass(frozen=True)
class Linked:
    """What linking found. Pairs and clusters are in ascending order of ids."""

    table: Table
    model: Model
    clusters: dict[str, str]
    expected: Expected
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    weights: NDArray[np.float64]
    judged: NDArray[np.float64]  # what analysts said of the pair: 1 same, 0 different, -1 nothing
    rivals: NDArray[np.float64]  # bits of the weight that other candidates of one list took
    levels: Levels  # comparisons x pairs
    _features: Features
    _plan: tuple[Comparison, ...]

    def __len__(self) -> int:
        return len(self.left)

    @property
    def pairs(self) -> Iterator[ScoredPair]:
        """Every pair worth a look, by (id_l, id_r); the probability of a judged pair is what analysts said."""
        chances = self.chances
        for start in range(0, len(self.left), CHUNK):
            rows = slice(start, start + CHUNK)
            sides = ([self.table.ids[i] for i in side[rows].tolist()] for side in (self.left, self.right))
            codes, which = self.agreements(rows)
            numbers = (side[rows].tolist() for side in (self.weights, chances))
            yield from map(ScoredPair, *sides, *numbers, [codes[i] for i in which])

    @property
    def chances(self) -> NDArray[np.float64]:
        """Probability of every pair; of a judged one what analysts said."""
        return np.where(self.judged >= 0, self.judged, probability(self.weights))

    def agreements(self, rows: slice) -> tuple[list[dict[str, str]], list[int]]:
        """Level codes by comparison, each set of them once; and which of these every one of the pairs has."""
        step = np.cumprod([1, *(len(c.levels) + 1 for c in self._plan)])[:-1]
        _, first, which = np.unique(step @ self.levels[:, rows], return_index=True, return_inverse=True)
        held = self.levels[:, rows].T[first].tolist()
        codes = [{c.name: c.levels[n - 1].code for c, n in zip(self._plan, row, strict=True) if n} for row in held]
        return codes, which.tolist()

    def explain(self, id_l: str, id_r: str) -> tuple[Term, ...]:
        """The terms of any two records' weight, whether they were joined or not.

        Raises:
            KeyError: an id is not in the table.
        """
        return next(self.explanations([(id_l, id_r)]))

    def explanations(self, ids: Sequence[tuple[str, str]]) -> Iterator[tuple[Term, ...]]:
        """``explain`` of each of many pairs, in their order."""
        for start in range(0, len(ids), CHUNK):
            rows = np.array([(self._place[a], self._place[b]) for a, b in ids[start : start + CHUNK]], dtype=np.intp)
            pairs = Pairs(self._features, self._features, rows[:, 0], rows[:, 1])
            levels = levels_of(self._plan, pairs)
            found = terms(self.model, self._plan, levels, bonuses(self._plan, levels, pairs, self._bits))
            for own, (a, b) in zip(found, rows.tolist(), strict=True):
                rivals = self._rivals_of(a, b)
                yield by_strength([*own, Term("rivals", "rivals", rivals, "rivals")]) if rivals else own

    @cached_property
    def _bits(self) -> RarityBits:
        return RarityBits.of(self.model.rarities, self._features, self._features)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {record: i for i, record in enumerate(self.table.ids)}

    def judged_as(self, id_l: str, id_r: str) -> float:
        """What analysts said of the pair: 1 same, 0 different, -1 nothing."""
        place = self._pair(self._place[id_l], self._place[id_r])
        return -1.0 if place is None else float(self.judged[place])

    def missing(self) -> dict[str, NDArray[np.bool_]]:
        """Per comparison that some records, not all, have nothing for: which records."""
        row = np.arange(len(self.table))
        alone = Pairs(self._features, self._features, row, row)
        absent = {c.name: c.missing.holds(alone) for c in self._plan}
        return {name: rows for name, rows in absent.items() if rows.any() and not rows.all()}

    def _rivals_of(self, a: int, b: int) -> float:
        place = self._pair(a, b)
        return 0.0 if place is None else float(self.rivals[place])

    def _pair(self, a: int, b: int) -> int | None:
        a, b = min(a, b), max(a, b)
        first, last = np.searchsorted(self.left, [a, a + 1])
        place = int(first + np.searchsorted(self.right[first:last], b))
        return place if place < last and self.right[place] == b else None


def explain(linked: Linked, pair: tuple[str, str]) -> tuple[Term, ...]:
    """``Linked.explain`` of a pair of ids."""
    return linked.explain(*pair)


def link(table: Table, *, model: Model | None = None, same: PairIds = (), different: PairIds = ()) -> Linked:
    """Find the records of ``table`` that speak of one person.

    A ``model`` skips learning. ``same`` and ``different`` are analysts' judgements: they bind the clusters and, without
    a model, teach the weights.

    Raises:
        TableError: a judgement names an id that is not in the table, or the model is for other columns.
        ConstraintError: the judgements contradict each other.
    """
    judged = verdicts(table, same, different)
    context = model.context if model else Context.of(table)
    features = encode(table, context)
    comparisons = plan(features)
    known = np.array(sorted(judged), dtype=np.int64)
    codes = Reports.in_table(table).without(candidates(features, len(table)))
    codes = united([codes, known]) if judged else codes
    if model is None:
        model = train(features, table.mapping, context, comparisons, codes, len(table), judged)
    elif set(model.comparisons) != {c.name for c in comparisons}:
        raise TableError(
            f"the model compares {', '.join(model.comparisons)}; this table allows "
            f"{', '.join(c.name for c in comparisons)}: give both the same columns"
        )
    codes, weights = weighed(model, comparisons, features, codes, len(table), KEPT_ABOVE, known)
    left = codes // max(len(table), 1)
    return assemble(table, model, features, left, codes - left * len(table), weights, judged)


def assemble(
    table: Table, model: Model, features: Features,
    left: Rows, right: Rows, weights: NDArray[np.float64], judged: dict[int, float] | None = None,
) -> Linked:  # fmt: skip
    """Clusters, count and rivals of scored pairs (``left`` < ``right``, ascending), whichever engine scored them.

    ``judged``: verdicts (1 same, 0 different) of analysts by left * records + right.
    """
    judged, comparisons = judged or {}, plan(features)
    reports = Reports.in_table(table)
    fixed = _verdicts(left * len(table) + right, judged)
    keep = ((weights > KEPT_ABOVE) & ~reports.shared(left, right)) | (fixed != UNJUDGED)
    left, right = _completed(len(table), left[keep], right[keep], weights[keep], judged)
    fixed = _verdicts(left * len(table) + right, judged)
    apart = reports.shared(left, right) & (fixed == UNJUDGED)
    edges, levels = _edges(model, comparisons, features, left, right, apart | (fixed == DIFFERENT), len(table))
    weights = edges.united()
    rivals = rivals_of_things(model, comparisons, features, left, right, weights)
    edges.ratios[-1] *= np.exp2(rivals)
    found = clusters(len(table), edges, fixed, reports=reports)
    keep = ((weights > KEPT_ABOVE) & ~apart) | (fixed != UNJUDGED)
    ids = table.ids
    names = dict(zip(ids, map(ids.__getitem__, found.label.tolist()), strict=True))
    left, right, weights, fixed = left[keep], right[keep], weights[keep], fixed[keep]
    rivals = rivals[keep] + rivals_of_persons(model, comparisons, features, left, right, weights)
    expected = expected_persons(found)
    weights, levels = weights + rivals, levels[:, keep]
    return Linked(
        table, model, names, expected, left, right, weights, fixed, rivals, levels, features, comparisons
    )  # fmt: skip


def _completed(
    records: int, left: Rows, right: Rows, weights: NDArray[np.float64], judged: dict[int, float]
) -> tuple[Rows, Rows]:
    """The pairs, and those that no key proposed but that other pairs make probable."""
    likely = weights > 0.0
    label = components(records, left[likely], right[likely])
    made = completed(label, left, right, _MOST_PAIRS)
    codes = unique(np.concatenate([made, left * records + right, np.array(sorted(judged), dtype=np.int64)]))
    return codes // max(records, 1), codes % max(records, 1)


def _edges(
    model: Model, comparisons: tuple[Comparison, ...], features: Features, left: Rows, right: Rows,
    barred: NDArray[np.bool_], records: int,
) -> tuple[Edges, Levels]:  # fmt: skip
    ratios, counts = (np.empty((len(comparisons) + 1, len(left)), dtype=t) for t in (np.float64, np.float32))
    every = np.empty((len(comparisons), len(left)), dtype=np.int8)
    bits = RarityBits.of(model.rarities, features, features)

    def fill(rows: slice) -> None:
        pairs = Pairs(features, features, left[rows], right[rows])
        levels = every[:, rows] = levels_of(comparisons, pairs)
        evidence, said = evidence_of(model, comparisons, levels, bonuses(comparisons, levels, pairs, bits))
        ratios[:, rows], counts[:, rows] = np.where(said > 0, np.exp2(evidence), 0.0), said

    in_threads(fill, len(left))
    once = next((row for row, c in enumerate(comparisons) if c.name == "source" and lists_once(model)), None)
    unscored = _unscored(model, comparisons, features, records)
    return Edges(left, right, ratios, counts, barred, model.prior, once, unscored), every


def _unscored(model: Model, comparisons: tuple[Comparison, ...], features: Features, records: int) -> Unscored:
    """A pair that no key proposed: no better than two strangers in any comparison."""
    row = np.arange(records)
    alone = Pairs(features, features, row, row)
    holders = [*(~c.missing.holds(alone) for c in comparisons), np.ones(records)]
    unlike = [sum(min(v.m, v.u) for v in model.comparisons[c.name]) for c in comparisons]
    return Unscored(np.array(holders, dtype=np.float64), np.array(unlike))


def verdicts(table: Table, same: PairIds, different: PairIds) -> dict[int, float]:
    """Judgements as ``assemble`` takes them; raises as ``link`` does."""
    same, different = sorted(same), sorted(different)
    check_constraints(same, different)
    index = {record: i for i, record in enumerate(table.ids)} if same or different else {}
    judged: dict[int, float] = {}
    for pairs, verdict in ((same, SAME), (different, DIFFERENT)):
        for a, b in pairs:
            if a not in index or b not in index:
                raise TableError(f"the judgement of «{a}» and «{b}» names a record that is not in the table")
            x, y = sorted((index[a], index[b]))
            judged[x * len(table) + y] = verdict
    return judged


def _verdicts(codes: NDArray[np.int64], judged: dict[int, float]) -> Verdicts:
    """SAME, DIFFERENT or UNJUDGED per pair; ``codes`` ascending."""
    fixed = np.full(len(codes), UNJUDGED)
    for code, verdict in judged.items():
        fixed[np.searchsorted(codes, code)] = verdict
    return fixed
