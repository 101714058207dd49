"""Learns m, u and the prior without labels. Invariant: deterministic for a table; no level gets a probability of 0.

Expectation-maximisation over the whole space of pairs: the candidates carry practically all pairs of one person, every
other pair is a pair of two persons. So u of a level = (its share among random pairs x all pairs - expected pairs of
one person at that level) / rest, and the prior = expected pairs of one person / all pairs. Labels fix posteriors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.conditions import Pairs
from everyname.linkage.features import Coded, Context, Features
from everyname.linkage.levels import Comparison
from everyname.linkage.model import LevelWeights, Model, probability
from everyname.linkage.rarity import Rarity
from everyname.linkage.score import Floats, Levels, RarityBits, bonuses, levels_of, weights_of

_RANDOM_PAIRS = 400_000
_TRAINING_PAIRS = 400_000
_ROUNDS = 30
_DOUBT = 2.0  # expected pairs of which a comparison is believed to tell nothing


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates to learn from; each stands for ``scale`` candidates."""

    levels: Levels
    bonus: Floats  # summed over comparisons
    scale: float
    fixed: Floats  # 1 same, 0 different, -1 not labelled


def train(
    features: Features, columns: dict[str, str], context: Context, plan: tuple[Comparison, ...],
    left: NDArray[np.intp], right: NDArray[np.intp], records: int, fixed: Floats | None = None,
) -> Model:  # fmt: skip
    """Learn a model from candidate pairs. ``fixed``: labels of the candidates as in ``Sample``."""
    names = sorted({level.rarity_of for c in plan for level in c.levels if level.rarity})
    rarities = {n: Rarity.of(n, f, context.script) for n in names if isinstance(f := features[n], Coded)}
    labels = np.full(len(left), -1.0) if fixed is None else fixed
    taken = np.flatnonzero(_draw(left, right, len(left)) | (labels >= 0))
    pairs = Pairs(features, features, left[taken], right[taken])
    levels = levels_of(plan, pairs)
    bits = RarityBits.of(rarities, features, features)
    bonus = bonuses(plan, levels, pairs, bits).sum(axis=0) if len(taken) else np.zeros(0)
    sample = Sample(levels, bonus, len(left) / max(len(taken), 1), labels[taken])
    chance = _chance(features, plan, records)
    model = Model(columns, context, _start(plan), rarities, 0.0, records)
    return _maximise(model, plan, sample, chance, records * (records - 1) / 2)


def _draw(left: NDArray[np.intp], right: NDArray[np.intp], total: int) -> NDArray[np.bool_]:
    """A fixed pseudo-random choice of at most about ``_TRAINING_PAIRS`` pairs."""
    if total <= _TRAINING_PAIRS:
        return np.ones(total, dtype=np.bool_)
    return np.random.default_rng(total).random(total) < _TRAINING_PAIRS / total


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
            LevelWeights(v.code, float(x), 1.0) for v, x in zip(comparison.levels, m, strict=True)
        )
    return start


def _maximise(model: Model, plan: tuple[Comparison, ...], sample: Sample, chance: list[Chance], space: float) -> Model:
    expected = max(model.records / 2, 1.0)
    m = [np.array([level.m for level in model.comparisons[c.name]]) for c in plan]
    hits = [x * 0 for x in m]
    for _ in range(_ROUNDS):
        model = _updated(model, plan, m, hits, chance, expected, space)
        posterior = probability(weights_of(model, plan, sample.levels, sample.bonus[None, :]))
        posterior = np.where(sample.fixed >= 0, sample.fixed, posterior) * sample.scale
        expected = max(float(posterior.sum()), 1.0)
        hits = [
            np.bincount(sample.levels[row], weights=posterior, minlength=len(c.levels) + 1)[1:]
            for row, c in enumerate(plan)
        ]
        m = [_shrunk(h, model.comparisons[c.name]) for h, c in zip(hits, plan, strict=True)]
    return _updated(model, plan, m, hits, chance, expected, space)


def _shrunk(hits: Floats, levels: tuple[LevelWeights, ...]) -> Floats:
    """m of the expected hits, drawn to u: a level that was hardly ever seen says little for or against."""
    return np.asarray((hits + _DOUBT * np.array([level.u for level in levels])) / (hits.sum() + _DOUBT))


def _updated(
    model: Model, plan: tuple[Comparison, ...], m: list[Floats], hits: list[Floats], chance: list[Chance],
    expected: float, space: float,
) -> Model:  # fmt: skip
    comparisons = {}
    for row, comparison in enumerate(plan):
        seen = chance[row].levels * chance[row].comparable * space
        u = np.maximum(seen - hits[row], seen * 0.02)
        u = u / u.sum()
        comparisons[comparison.name] = tuple(
            LevelWeights(level.code, float(x), float(y))
            for level, x, y in zip(comparison.levels, m[row], u, strict=True)
        )
    prior = float(np.log2(expected / max(space - expected, 1.0)))
    return Model(model.columns, model.context, comparisons, model.rarities, prior, model.records)
