"""Levels of comparison: one definition, read by the batch, by lookup and by the SQL of another engine.

Invariant: levels are tried in order and the first that holds is the pair's level; level 0 is "nothing to compare" and
weighs nothing. A level's test sees only the pairs that no earlier level took.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.conditions import Condition, Pairs


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness. ``rarity``: share (0 to 1) of the log rarity of each feature in
    ``rarity_of`` added to the weight."""

    code: str
    when: Condition
    rarity_of: tuple[str, ...] = ()
    rarity: float = 0.0


_SHRINK = 0.8  # below this share of undecided pairs the decided ones are left behind


class Kin(Enum):
    """What being relatives (brothers; father and son) makes of a field."""

    NOTHING = 0  # as of two strangers but for twins, families in one list and the like: birth, death, unit
    SHARED = 1  # as of one person: surname, patronymic, place
    UNLIKE = 2  # as of two strangers, but seldom equal: the given name
    LEARNED = 3  # whatever things of one kind share

    @property
    def agrees(self) -> bool:
        """Whether relatives share a value as one person does: its rarity then speaks for both alike."""
        return self in (Kin.SHARED, Kin.LEARNED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Levels of one field. ``missing`` says of which pairs nothing can be said; the last level takes what is left."""

    name: str
    missing: Condition
    levels: tuple[Level, ...]
    kin: Kin = Kin.NOTHING
    fate: bool = False  # what men who fell together share: day, place, unit

    def level_of(self, pairs: Pairs) -> NDArray[np.int8]:
        """Level per pair: 0 missing, then 1 to the number of levels."""
        out = np.zeros(len(pairs), dtype=np.int8)
        place: NDArray[np.intp] | None = None  # of the pairs at hand among all
        rows = np.flatnonzero(~self.missing.holds(pairs))
        for number, level in enumerate(self.levels[:-1], 1):
            if not len(rows):
                return out
            if len(rows) < _SHRINK * len(pairs):
                pairs = pairs.take(rows)
                place, rows = rows if place is None else place[rows], np.arange(len(rows))
            held = level.when.holds(pairs)[rows]
            taken = rows[held]
            out[taken if place is None else place[taken]] = number
            rows = rows[~held]
        out[rows if place is None else place[rows]] = len(self.levels)
        return out


def is_of_things(plan: tuple[Comparison, ...]) -> bool:
    """Whether the table is one of things, not of persons."""
    return any(comparison.kin is Kin.LEARNED for comparison in plan)
