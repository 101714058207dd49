"""Learns m, u and the prior without labels. Invariant: deterministic for a table; no level gets a probability of 0.

Expectation-maximisation over the whole space of pairs: the candidates carry practically all pairs of one person, every
other pair is a pair of two persons. So u of a level = (its share among random pairs x all pairs - expected pairs of
one person at that level) / rest, and the prior = expected pairs of one person / all pairs. Labels fix posteriors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded, segments, united
from everyname.linkage.conditions import Pairs
from everyname.linkage.features import Context, Features
from everyname.linkage.levels import Comparison, Kin
from everyname.linkage.model import LevelWeights, Model, probability
from everyname.linkage.rarity import Rarity
from everyname.linkage.score import Floats, Levels, RarityBits, bonuses, kin_weights, levels_of, weights_of
from everyname.linkage.taught import taught
from everyname.linkage.threads import CHUNK

_RANDOM_PAIRS = 200_000
_TRAINING_PAIRS = 250_000
_SAME_NAME = 0.05  # times the chance of strangers that relatives have one given name
_ROUNDS = 30
_WARM = 4  # rounds after which pairs that are surely of strangers are left out
_SURE = 1e-4
_KIN_DOUBT = 20.0  # expected pairs of relatives of which it is believed that they are like strangers
_DOUBT = 2.0  # expected pairs of which a comparison is believed to tell nothing


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates to learn from; each stands for ``scale`` candidates."""

    levels: Levels
    bonus: Floats
    scale: float
    fixed: Floats  # 1 same, 0 different, -1 not labelled

    def take(self, rows: NDArray[np.bool_]) -> Sample:
        """The chosen candidates."""
        return Sample(self.levels[:, rows], self.bonus[:, rows], self.scale, self.fixed[rows])


def train(
    features: Features, columns: dict[str, str], context: Context, plan: tuple[Comparison, ...],
    codes: NDArray[np.int64], records: int, judged: Mapping[int, float],
) -> Model:  # fmt: skip
    """Learn a model from candidate pairs (left * records + right, ascending); of some of them, ``judged``, the labels
    as in ``Sample``.
    """
    names = sorted({name for c in plan for level in c.levels for name in level.rarity_of})
    rarities = {n: Rarity.of(n, f, context.script) for n in names if isinstance(f := features[n], Coded)}
    taken, labels = _sampled(codes, judged)
    pairs = Pairs(features, features, taken // max(records, 1), taken % max(records, 1))
    levels = levels_of(plan, pairs)
    bits = RarityBits.of(rarities, features, features)
    bonus = bonuses(plan, levels, pairs, bits)
    sample = Sample(levels, bonus, len(codes) / max(len(taken), 1), labels)
    chance = _chance(features, plan, records)
    model = Model(columns, context, _start(plan), rarities, 0.0, 0.0, records)
    model = _maximise(model, plan, sample, chance, max(records * (records - 1) / 2, 1.0))
    known = sample.fixed >= 0
    return taught(model, plan, levels[:, known], bonus[:, known], sample.fixed[known])


def _sampled(codes: NDArray[np.int64], judged: Mapping[int, float]) -> tuple[NDArray[np.int64], Floats]:
    """A fixed pseudo-random choice of about ``_TRAINING_PAIRS`` pairs, the judged ones with them; and their labels."""
    taken = codes
    if len(codes) > _TRAINING_PAIRS:
        rng, share = np.random.default_rng(len(codes)), _TRAINING_PAIRS / len(codes)
        parts = (codes[rows] for rows in segments(len(codes), CHUNK))
        drawn = [part[rng.random(len(part)) < share] for part in parts]
        taken = united([np.concatenate(drawn), np.array(sorted(judged), dtype=np.int64)])
    labels = np.full(len(taken), -1.0)
    for code, verdict in judged.items():
        labels[np.searchsorted(taken, code)] = verdict
    return taken, labels


@dataclass(frozen=True, slots=True)
class Chance:
    """Random pairs at one comparison: share of each level (from 1) among the comparable ones, and their share."""

    levels: Floats
    comparable: float


def _chance(features: Features, plan: tuple[Comparison, ...], records: int) -> list[Chance]:
    rng = np.random.default_rng(records)
    left, right = rng.integers(0, records, (2, _RANDOM_PAIRS if records > 1 else 0))
    keep = left != right
    pairs = Pairs(features, features, left[keep], right[keep])
    shares = []
    for comparison in plan:
        counts = np.bincount(comparison.level_of(pairs), minlength=len(comparison.levels) + 1)[1:].astype(np.float64)
        levels = (counts + 0.5) / (counts.sum() + 0.5 * len(counts))
        shares.append(Chance(levels, max(float(counts.sum()), 0.5) / max(len(pairs), 1)))
    return shares


def _start(plan: tuple[Comparison, ...]) -> dict[str, tuple[LevelWeights, ...]]:
    """A first belief: nine pairs of one person in ten reach a level of likeness, mostly the first."""
    start = {}
    for comparison in plan:
        count = len(comparison.levels)
        m = np.array([0.75, *[0.2 / max(count - 2, 1)] * (count - 2), 0.05]) if count > 1 else np.ones(1)
        m = m / m.sum()
        start[comparison.name] = tuple(
            LevelWeights(v.code, float(x), 1.0, 1.0) for v, x in zip(comparison.levels, m, strict=True)
        )
    return start


@dataclass(slots=True)
class _Belief:
    """What one round of learning hands to the next, per comparison (from level 1) and for the whole space of pairs."""

    m: list[Floats]
    hits: list[Floats]  # expected pairs of one person
    of_kin: list[Floats]  # expected pairs of relatives
    persons: float  # expected pairs of one person, over all levels
    kin: float  # the same of relatives


def _maximise(model: Model, plan: tuple[Comparison, ...], sample: Sample, chance: list[Chance], space: float) -> Model:
    start = max(model.records / 2, 1.0)
    m = [np.array([level.m for level in model.comparisons[c.name]]) for c in plan]
    belief = _Belief(m, [x * 0 for x in m], [x * 0 for x in m], start, start / 10)
    seen = [
        np.maximum(share.levels * share.comparable * space, met)
        for share, met in zip(chance, _met(plan, sample), strict=True)
    ]
    strangers_kin = 0.0
    for number in range(_ROUNDS):
        model = _updated(model, plan, belief, seen, space)
        weights = weights_of(model, plan, sample.levels, sample.bonus)
        posterior = probability(weights)
        posterior = np.where(sample.fixed >= 0, sample.fixed, posterior)
        relatives = (1 - posterior) * probability(kin_weights(model, plan, sample.levels, sample.bonus))
        hits = _met(plan, sample, posterior)
        for row in (row for row, comparison in enumerate(plan) if comparison.name == "source"):
            alone = weights - model.bits["source"][sample.levels[row]]
            hits[row] = _met(plan, sample, _surer_half(posterior, alone))[row]
        m = [_shrunk(h, model.comparisons[c.name]) for h, c in zip(hits, plan, strict=True)]
        sums = (float(x.sum()) * sample.scale for x in (posterior, relatives))
        persons, kin = sums
        belief = _Belief(m, hits, _met(plan, sample, relatives), max(persons, 0.5), max(kin + strangers_kin, 0.5))
        if number == _WARM:
            open_ = np.maximum(posterior, relatives) > _SURE
            strangers_kin = float(relatives[~open_].sum()) * sample.scale
            sample = sample.take(open_)
    return _updated(model, plan, belief, seen, space)


def _met(plan: tuple[Comparison, ...], sample: Sample, weights: Floats | None = None) -> list[Floats]:
    """Candidates at each level. Rare levels are nearly all among them, and hardly ever among random pairs."""
    counts = (np.bincount(sample.levels[i], weights, len(c.levels) + 1)[1:] for i, c in enumerate(plan))
    return [count.astype(np.float64) * sample.scale for count in counts]


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


def _updated(model: Model, plan: tuple[Comparison, ...], belief: _Belief, seen: list[Floats], space: float) -> Model:
    comparisons = {}
    for row, comparison in enumerate(plan):
        u = np.maximum(seen[row] - belief.hits[row], seen[row] * 0.02)
        u = u / u.sum()
        kin = _of_kin(comparison, belief.m[row], u, belief.of_kin[row])
        values = zip(comparison.levels, belief.m[row].tolist(), u.tolist(), kin.tolist(), strict=True)
        comparisons[comparison.name] = tuple(LevelWeights(level.code, *shares) for level, *shares in values)
    prior, kin_prior = (float(np.log2(n / max(space - n, 1.0))) for n in (belief.persons, belief.kin))
    if not any(comparison.kin is Kin.SHARED for comparison in plan):
        kin_prior = -1000.0
    return replace(model, comparisons=comparisons, prior=prior, kin_prior=kin_prior)


def _of_kin(comparison: Comparison, m: Floats, u: Floats, met: Floats) -> Floats:
    if comparison.kin is Kin.SHARED:
        return m
    if comparison.kin is Kin.NOTHING:  # but for twins, and for families who are in one list
        return np.asarray((met + _KIN_DOUBT * u) / (met.sum() + _KIN_DOUBT))
    kin = u * np.array([_SAME_NAME, *[1.0] * (len(u) - 1)])
    return np.asarray(kin / kin.sum())
