"""Learns m, u and the prior without labels. Invariant: deterministic for a table; no level gets a probability of 0.

Expectation-maximisation over the whole space of pairs: the candidates carry practically all pairs of one person, every
other pair is a pair of two persons. So u of a level = (its share among random pairs x all pairs - expected pairs of
one person at that level) / rest, and the prior = expected pairs of one person / all pairs. Labels fix posteriors.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded, segments, united
from everyname.linkage.conditions import Pairs
from everyname.linkage.features import Context, Features
from everyname.linkage.levels import Comparison, is_of_things
from everyname.linkage.maximise import Chance, Sample, first_belief, maximise, seen_of
from everyname.linkage.model import Model
from everyname.linkage.rarity import Rarity
from everyname.linkage.score import Floats, RarityBits, bonuses, levels_of
from everyname.linkage.taught import taught
from everyname.linkage.things import distinct, of_things
from everyname.linkage.threads import CHUNK

_RANDOM_PAIRS = 200_000
_TRAINING_PAIRS = 250_000


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
    sample = Sample(levels, bonus, len(codes) / max(len(taken), 1), labels, pairs.left, pairs.right)
    chance, space = _chance(features, plan, records), max(records * (records - 1) / 2, 1.0)
    model = Model(columns, context, {}, rarities, 0.0, 0.0, records)
    if is_of_things(plan):
        model = of_things(model, plan, sample, distinct(features, pairs), chance, space)
    else:
        seen = seen_of(plan, sample, chance, space)
        model = maximise(model, plan, sample, seen, space, first_belief(plan, records))
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
