"""Levels of comparison: one definition, read by the batch, by lookup and by the SQL of another engine.

Invariant: levels are tried in order and the first that holds is the pair's level; level 0 is "nothing to compare" and
weighs nothing. A level's test sees only the pairs that no earlier level took.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.conditions import Condition, Pairs


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness. ``rarity``: share (0 to 1) of the log rarity of ``rarity_of`` added to the weight."""

    code: str
    when: Condition
    rarity_of: str = ""
    rarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Levels of one field. ``missing`` says of which pairs nothing can be said; the last level takes what is left."""

    name: str
    missing: Condition
    levels: tuple[Level, ...]

    def level_of(self, pairs: Pairs) -> NDArray[np.int8]:
        """Level per pair: 0 missing, then 1 to the number of levels."""
        out = np.zeros(len(pairs), dtype=np.int8)
        rows = np.flatnonzero(~self.missing.holds(pairs))
        for number, level in enumerate(self.levels[:-1], 1):
            if not len(rows):
                return out
            held = level.when.holds(pairs.take(rows))
            out[rows[held]] = number
            rows = rows[~held]
        out[rows] = len(self.levels)
        return out
