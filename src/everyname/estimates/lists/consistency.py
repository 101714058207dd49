"""The test that needs no truth: hide a list, estimate its known size from the others.

Method: Binette & Steorts (2022), «On the reliability of multiple systems estimation for the quantification of modern
slavery», internal consistency. The persons of list j, seen by the other lists, are a closed population whose size is
known: that of the list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from everyname.estimates.lists import rules
from everyname.estimates.lists.family import Family
from everyname.estimates.lists.histories import Histories


@dataclass(frozen=True)
class Check:
    """One hidden list: its size, the estimate, and whether the 95 % interval holds the size."""

    hidden: str
    size: int
    estimate: float | None
    inside: bool


def checks(histories: Histories, method: Callable[[Histories], Family]) -> list[Check]:
    """One check for each list whose persons the other lists can estimate; none for three lists."""
    out = []
    for j, name in enumerate(histories.lists):
        inside = histories.within(j)
        inside.counts[0] = 0.0
        if rules.refusals(inside):
            continue
        found, size = method(inside), histories.size(j)
        held = bool(found.intervals) and found.intervals[-1].low <= size <= found.intervals[-1].high
        out.append(Check(name, size, found.point, held))
    return out
