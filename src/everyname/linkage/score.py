"""Levels and weights of pairs. Invariant: a pair's weight depends on its two records and the model alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded
from everyname.linkage.conditions import Pairs
from everyname.linkage.features import Features
from everyname.linkage.levels import Comparison
from everyname.linkage.model import NEVER, Model
from everyname.linkage.rarity import Rarity

Levels = NDArray[np.int8]
Floats = NDArray[np.float64]


def levels_of(plan: tuple[Comparison, ...], pairs: Pairs) -> Levels:
    """Matrix (comparisons x pairs) of level numbers."""
    out = np.zeros((len(plan), len(pairs)), dtype=np.int8)
    for row, comparison in enumerate(plan):
        out[row] = comparison.level_of(pairs.forget())
    return out


@dataclass(frozen=True, slots=True)
class RarityBits:
    """log2 shares per text, and (last) of none, of both sides' features; computed once for many pairs."""

    base: dict[str, float]
    left: dict[str, Floats]
    right: dict[str, Floats]

    @classmethod
    def of(cls, rarities: dict[str, Rarity], left: Features, right: Features) -> RarityBits:
        """For the texts of these features."""
        base = {name: float(np.log2(rarity.base)) for name, rarity in rarities.items()}
        a = {name: _shares(rarity, left) for name, rarity in rarities.items()}
        b = a if left is right else {name: _shares(rarity, right) for name, rarity in rarities.items()}
        return cls(base, a, b)


def _shares(rarity: Rarity, features: Features) -> Floats:
    feature = features[rarity.feature]
    assert isinstance(feature, Coded)
    return np.append(rarity.bits(feature.texts), -np.inf)


def rarity_bonus(comparison: Comparison, levels: Levels, pairs: Pairs, bits: RarityBits) -> Floats:
    """Bits added for rare, taken off for common values, per pair: the commoner of the two values counts."""
    out = np.zeros(len(pairs))
    for number, level in enumerate(comparison.levels, 1):
        if not level.rarity:
            continue
        rows = np.flatnonzero(levels == number)
        for name in level.rarity_of:
            left, right = pairs.coded(name)
            a, b = left.codes[pairs.left[rows]], right.codes[pairs.right[rows]]
            shares = np.maximum(bits.left[name][a], bits.right[name][b])
            out[rows] += np.where(np.minimum(a, b) < 0, 0.0, level.rarity * (bits.base[name] - shares))
    return out


def bonuses(plan: tuple[Comparison, ...], levels: Levels, pairs: Pairs, bits: RarityBits) -> Floats:
    """Matrix (comparisons x pairs) of rarity bonuses."""
    return np.stack([rarity_bonus(c, levels[row], pairs, bits) for row, c in enumerate(plan)])


def evidence_of(model: Model, plan: tuple[Comparison, ...], levels: Levels, bonus: Floats) -> tuple[Floats, Levels]:
    """Bits and whether anything was said (0, 1), per comparison and, last, for kin and comrades; the bits add up to
    the weight less the prior.
    """
    own = [model.bits[comparison.name][levels[row]] + bonus[row] for row, comparison in enumerate(plan)]
    kin = -np.logaddexp2(0.0, other_weights(model, plan, levels, bonus))
    said = np.append(levels > 0, np.ones((1, levels.shape[1])), axis=0)
    return np.stack([*own, kin]), said.astype(np.int8)


def weights_of(
    model: Model, plan: tuple[Comparison, ...], levels: Levels, bonus: Floats, others: Floats | None = None
) -> Floats:
    """log2 odds per pair; ``others``: what ``other_weights`` says of them, where that is known."""
    others = other_weights(model, plan, levels, bonus) if others is None else others
    total = bonus.sum(axis=0) + model.prior
    for row, comparison in enumerate(plan):
        total += model.bits[comparison.name][levels[row]]
    return np.asarray(total - np.logaddexp2(0.0, others))


def kin_weights(model: Model, plan: tuple[Comparison, ...], levels: Levels, bonus: Floats) -> Floats:
    """log2 odds per pair that two records are of relatives rather than of strangers."""
    total = np.full(levels.shape[1], model.kin_prior)
    for row, comparison in enumerate(plan):
        total += model.kin_bits[comparison.name][levels[row]]
        if comparison.kin.agrees:
            total += bonus[row]
    return total


def comrade_weights(model: Model, plan: tuple[Comparison, ...], levels: Levels, bonus: Floats) -> Floats:
    """log2 odds per pair that two records are of men who fell together rather than of strangers."""
    total = np.full(levels.shape[1], model.comrade_prior)
    for row, comparison in enumerate(plan):
        if comparison.fate:
            total += model.bits[comparison.name][levels[row]] + bonus[row]
    return total


def other_weights(model: Model, plan: tuple[Comparison, ...], levels: Levels, bonus: Floats) -> Floats:
    """log2 odds per pair that two records are of two persons with something in common rather than of strangers."""
    kin = kin_weights(model, plan, levels, bonus)
    if model.comrade_prior <= NEVER:
        return kin
    return np.asarray(np.logaddexp2(kin, comrade_weights(model, plan, levels, bonus)))
