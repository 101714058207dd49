"""Expectation-maximisation over the whole space of pairs (see ``train``). Invariant: no level's share is 0."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.levels import Comparison, Kin, is_of_things
from everyname.linkage.model import NEVER, LevelWeights, Model, probability
from everyname.linkage.score import Floats, Levels, comrade_weights, kin_weights, weights_of

_SAME_NAME = 0.05  # times the chance of strangers that relatives have one given name
_ROUNDS = 30
_WARM = 4  # rounds after which pairs that are surely of strangers are left out
_SURE = 1e-4
_KIN_DOUBT = 20.0  # expected pairs of relatives of which it is believed that they are like strangers
_DOUBT = 2.0  # expected pairs of which a comparison is believed to tell nothing
_MOST = 60.0  # bits; odds beyond say nothing more
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates to learn from; each stands for ``scale`` candidates."""

    levels: Levels
    bonus: Floats
    scale: float
    fixed: Floats  # 1 same, 0 different, -1 not labelled
    left: Rows
    right: Rows

    def take(self, rows: NDArray[np.bool_]) -> Sample:
        """The chosen candidates."""
        ends = self.left[rows], self.right[rows]
        return Sample(self.levels[:, rows], self.bonus[:, rows], self.scale, self.fixed[rows], *ends)

    def odds(self, model: Model, plan: tuple[Comparison, ...]) -> tuple[Floats, Floats, Floats]:
        """log2 odds of one person, and of relatives and of comrades against strangers, per candidate."""
        kin = kin_weights(model, plan, self.levels, self.bonus)
        comrades = comrade_weights(model, plan, self.levels, self.bonus)
        return weights_of(model, plan, self.levels, self.bonus, np.logaddexp2(kin, comrades)), kin, comrades

    def met(self, plan: tuple[Comparison, ...], weights: Floats | None = None) -> list[Floats]:
        """Candidates at each level. Rare levels are nearly all among them, and hardly ever among random pairs."""
        counts = (np.bincount(self.levels[i], weights, len(c.levels) + 1)[1:] for i, c in enumerate(plan))
        return [count.astype(np.float64) * self.scale for count in counts]


@dataclass(frozen=True, slots=True)
class Folded(Sample):
    """Candidates of many columns: sums over levels are made once for all candidates that reach the same ones.

    ``shapes``: the distinct columns of ``levels``; ``shape``: which of them each candidate has.
    """

    shapes: Levels
    shape: Rows

    @classmethod
    def of(cls, sample: Sample) -> Folded:
        """The same candidates."""
        shape = np.zeros(sample.levels.shape[1], dtype=np.int64)
        first = np.zeros(min(len(shape), 1), dtype=np.int64)
        for levels in sample.levels:
            _, first, shape = np.unique(shape * 128 + levels, return_index=True, return_inverse=True)
        ends = sample.left, sample.right
        return cls(
            sample.levels, sample.bonus, sample.scale, sample.fixed, *ends, sample.levels[:, first], shape.ravel()
        )

    def odds(self, model: Model, plan: tuple[Comparison, ...]) -> tuple[Floats, Floats, Floats]:
        """As ``Sample.odds``, but for the last digits; things have no comrades."""
        agreeing = [row for row, comparison in enumerate(plan) if comparison.kin.agrees]
        own, kin = np.full((2, self.shapes.shape[1]), [[model.prior], [model.kin_prior]])
        for row, comparison in enumerate(plan):
            own += model.bits[comparison.name][self.shapes[row]]
            kin += model.kin_bits[comparison.name][self.shapes[row]]
        kin = kin[self.shape] + self.bonus[agreeing].sum(axis=0)
        return own[self.shape] + self.bonus.sum(axis=0) - np.logaddexp2(0.0, kin), kin, np.full(len(kin), NEVER)

    def met(self, plan: tuple[Comparison, ...], weights: Floats | None = None) -> list[Floats]:
        """As ``Sample.met``."""
        counts = np.bincount(self.shape, weights, self.shapes.shape[1])
        found = (np.bincount(self.shapes[i], counts, len(c.levels) + 1)[1:] for i, c in enumerate(plan))
        return [count.astype(np.float64) * self.scale for count in found]


@dataclass(frozen=True, slots=True)
class Chance:
    """Random pairs at one comparison: share of each level (from 1) among the comparable ones, and their share."""

    levels: Floats
    comparable: float


def seen_of(plan: tuple[Comparison, ...], sample: Sample, chance: list[Chance], space: float) -> list[Floats]:
    """Pairs of the whole space at each level: rare levels are nearly all among the candidates."""
    return [
        np.maximum(share.levels * share.comparable * space, met)
        for share, met in zip(chance, sample.met(plan), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Expected:
    """Expected pairs of one sort, over the whole space of pairs and at each level (from 1) of each comparison."""

    pairs: float  # 0: there are none to speak of
    met: list[Floats]


@dataclass(frozen=True, slots=True)
class Belief:
    """What one round of learning hands to the next; ``m`` per comparison, from level 1."""

    m: list[Floats]
    one: Expected  # of one person
    kin: Expected  # of relatives
    comrades: Expected  # of men who fell together


def first_belief(plan: tuple[Comparison, ...], records: int, *, kin: bool = True) -> Belief:
    """Nine pairs of one person in ten reach a level of likeness, mostly the first; half the records are of persons seen
    before.
    """
    m = []
    for count in (len(comparison.levels) for comparison in plan):
        shares = np.array([0.75, *[0.2 / max(count - 2, 1)] * (count - 2), 0.05]) if count > 1 else np.ones(1)
        m.append(shares / shares.sum())
    start, none = max(records / 2, 1.0), [x * 0 for x in m]
    together = {c.name for c in plan if c.fate} > {"death"}
    return Belief(m, *(Expected(pairs, none) for pairs in (start, start / 10 * kin, start / 10 * together)))


def maximise(
    model: Model, plan: tuple[Comparison, ...], sample: Sample, seen: list[Floats], space: float, belief: Belief,
    *, rivals: bool = False,
) -> Model:  # fmt: skip
    """The model after rounds of expectation and maximisation from a first belief. ``rivals``: the pairs of a record
    share one observation (see ``things``).
    """
    strange = [0.0, 0.0]  # expected pairs of relatives and of comrades among those left out
    for number in range(_ROUNDS):
        model = _updated(model, plan, belief, seen, space)
        weights, *others = sample.odds(model, plan)
        posterior = np.where(sample.fixed >= 0, sample.fixed, probability(weights))
        relatives, comrades = (
            (1 - posterior) * probability(a - np.logaddexp2(0.0, b)) for a, b in (others, others[::-1])
        )
        hits = sample.met(plan, _shared_out(weights, posterior, sample) if rivals else posterior)
        for row in _of_source(plan):
            alone = weights - model.bits["source"][sample.levels[row]]
            hits[row] = sample.met(plan, _surer_half(posterior, alone))[row]
        m = [_shrunk(h, model.comparisons[c.name]) for h, c in zip(hits, plan, strict=True)]
        kin, fate = (
            Expected(max(float(x.sum()) * sample.scale + left_out, 0.5) * (before.pairs > 0), sample.met(plan, x))
            for x, left_out, before in zip((relatives, comrades), strange, (belief.kin, belief.comrades), strict=True)
        )
        belief = Belief(m, Expected(max(float(posterior.sum()) * sample.scale, 0.5), hits), kin, fate)
        if number == _WARM and not rivals:
            open_ = np.maximum(posterior, np.maximum(relatives, comrades)) > _SURE
            strange = [float(x[~open_].sum()) * sample.scale for x in (relatives, comrades)]
            sample = sample.take(open_)
    return _updated(model, plan, belief, seen, space)


def _of_source(plan: tuple[Comparison, ...]) -> list[int]:
    """The row of the comparison of sources, in a list of persons."""
    if is_of_things(plan):
        return []
    return [row for row, comparison in enumerate(plan) if comparison.name == "source"]


def _shared_out(weights: Floats, posterior: Floats, sample: Sample) -> Floats:
    """Probability of each pair when a record is one thing with one other record at most: odds / (1 + sum of odds)."""
    odds = np.exp2(np.minimum(weights, _MOST))
    size = int(sample.right.max(initial=0)) + 1
    sums = np.bincount(sample.left, odds, size) + np.bincount(sample.right, odds, size)
    shared = odds / (1.0 + sums[sample.left] + sums[sample.right] - odds)
    return np.where(sample.fixed >= 0, posterior, shared)


def _surer_half(posterior: Floats, weights: Floats) -> Floats:
    """Of the expected pairs of one person the half that weighs most, each counted double.

    How often one source repeats a person is learned from these, without the source's own say: namesakes of one list,
    who have no entry elsewhere to be told from, would pass for its repeats.
    """
    order = np.argsort(-weights, kind="stable")
    mass = np.cumsum(posterior[order])
    half = order[: np.searchsorted(mass, mass[-1] / 2) + 1] if len(mass) else order
    surer = np.zeros_like(posterior)
    surer[half] = posterior[half]
    return np.asarray(surer * (posterior.sum() / max(float(surer.sum()), 1e-9)))


def _shrunk(hits: Floats, levels: tuple[LevelWeights, ...]) -> Floats:
    """m of the expected hits, drawn to u: a level that was hardly ever seen says little for or against."""
    return np.asarray((hits + _DOUBT * np.array([level.u for level in levels])) / (hits.sum() + _DOUBT))


def _updated(model: Model, plan: tuple[Comparison, ...], belief: Belief, seen: list[Floats], space: float) -> Model:
    comparisons = {}
    for row, comparison in enumerate(plan):
        others = belief.one.met[row] + belief.kin.met[row] * (comparison.kin is Kin.LEARNED)
        others = others + belief.comrades.met[row] * comparison.fate
        u = np.maximum(seen[row] - others, seen[row] * 0.02)
        u = u / u.sum()
        kin = _of_kin(comparison, belief.m[row], u, belief.kin.met[row])
        values = zip(comparison.levels, belief.m[row].tolist(), u.tolist(), kin.tolist(), strict=True)
        comparisons[comparison.name] = tuple(LevelWeights(level.code, *shares) for level, *shares in values)
    relatives = belief.kin.pairs * any(comparison.kin.agrees for comparison in plan)
    prior, kin_prior, fate = (_log_odds(n, space) for n in (belief.one.pairs, relatives, belief.comrades.pairs))
    return replace(model, comparisons=comparisons, prior=prior, kin_prior=kin_prior, comrade_prior=fate)


def _log_odds(pairs: float, space: float) -> float:
    return float(np.log2(pairs / max(space - pairs, 1.0))) if pairs else NEVER


def _of_kin(comparison: Comparison, m: Floats, u: Floats, met: Floats) -> Floats:
    if comparison.kin is Kin.SHARED:
        return m
    if comparison.kin is Kin.LEARNED:
        return np.asarray((met + _DOUBT * u) / (met.sum() + _DOUBT))
    if comparison.kin is Kin.NOTHING:  # but for twins, and for families who are in one list
        return np.asarray((met + _KIN_DOUBT * u) / (met.sum() + _KIN_DOUBT))
    kin = u * np.array([_SAME_NAME, *[1.0] * (len(u) - 1)])
    return np.asarray(kin / kin.sum())
