"""Weighs very many pairs. Invariant: every pair above the floor comes out with the weight that ``score`` gives it.

Most candidates are pairs of strangers who share two fields. Fields are compared one after another, those whose letters
must be compared last; a pair is left behind as soon as the rest of what its records hold cannot lift it to the floor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.conditions import Pairs
from everyname.linkage.features import Features
from everyname.linkage.levels import Comparison
from everyname.linkage.model import Model
from everyname.linkage.score import Floats, RarityBits, bonuses, levels_of, rarity_bonus, weights_of
from everyname.linkage.threads import in_threads

_SHRINK = 0.8  # below this share of pairs in question the others are left behind
_MARGIN = 0.01  # bits: more than rounding can take from a sum
Codes = NDArray[np.int64]
Ceiling = NDArray[np.float32]
Plan = tuple[Comparison, ...]
_NONE: Codes = np.empty(0, np.int64)


def weighed(
    model: Model, plan: Plan, features: Features, codes: Codes, records: int, floor: float, always: Codes = _NONE
) -> tuple[Codes, Floats]:
    """Codes (left * records + right) and weights of the pairs above the floor, and of those in ``always``; in order."""
    bits = RarityBits.of(model.rarities, features, features)
    weigher = _Weigher(model, plan, features, bits, _ceilings(model, plan, features, bits, records), floor, always)
    found = in_threads(lambda rows: weigher.above(codes[rows], records), len(codes))
    return (
        np.concatenate([_NONE, *(some for some, _ in found)]),
        np.concatenate([np.empty(0), *(weights for _, weights in found)]),
    )


@dataclass(frozen=True, slots=True)
class _Weigher:
    """``ceilings``: in the order of comparing, which comparison, and the most that all later ones add, per record."""

    model: Model
    plan: Plan
    features: Features
    bits: RarityBits
    ceilings: list[tuple[int, Ceiling]]
    floor: float
    always: Codes

    def above(self, codes: Codes, records: int) -> tuple[Codes, Floats]:
        """Of these pairs those above the floor, and their weights."""
        pairs = self._pairs(codes, records)
        total = np.full(len(codes), self.model.prior)
        for number, rest in self.ceilings:
            comparison = self.plan[number]
            level = comparison.level_of(pairs.forget())
            total += self.model.bits[comparison.name][level] + rarity_bonus(comparison, level, pairs, self.bits)
            likely = self._kept(codes, total + np.minimum(rest[pairs.left], rest[pairs.right]) + _MARGIN)
            if np.count_nonzero(likely) < _SHRINK * len(codes):
                codes, total = codes[likely], total[likely]
                pairs = self._pairs(codes, records)
        levels = levels_of(self.plan, pairs)
        weights = weights_of(self.model, self.plan, levels, bonuses(self.plan, levels, pairs, self.bits))
        kept = self._kept(codes, weights)
        return codes[kept], weights[kept]

    def _pairs(self, codes: Codes, records: int) -> Pairs:
        left = codes // max(records, 1)
        return Pairs(self.features, self.features, left, codes - left * records)

    def _kept(self, codes: Codes, weights: Floats) -> NDArray[np.bool_]:
        kept = weights > self.floor
        return kept | np.isin(codes, self.always) if len(self.always) else kept


def _ceilings(
    model: Model, plan: Plan, features: Features, bits: RarityBits, records: int
) -> list[tuple[int, Ceiling]]:
    order = sorted(range(len(plan)), key=lambda number: (plan[number].name.startswith("text_"), -number))
    rest, found = np.zeros(records), []
    for number in reversed(order):
        found.append((number, rest.astype(np.float32)))
        rest = rest + _ceiling(model, plan[number], features, bits, records)
    return found[::-1]


def _ceiling(model: Model, comparison: Comparison, features: Features, bits: RarityBits, records: int) -> Floats:
    """The most bits that one comparison adds to any pair of each record."""
    row = np.arange(records)
    alone = Pairs(features, features, row, row)
    best = np.zeros(records)
    for own, level in zip(model.bits[comparison.name][1:].tolist(), comparison.levels, strict=True):
        most = np.full(records, own)
        for name in level.rarity_of if level.rarity else ():
            codes, _ = alone.numbers(name)
            bonus = np.maximum(level.rarity * (bits.base[name] - bits.left[name]), 0.0)
            most += np.where(codes < 0, 0.0, bonus[codes])
        np.maximum(best, most, out=best)
    best[comparison.missing.holds(alone)] = 0.0
    return best
