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
from everyname.estimates.result import Interval


@dataclass(frozen=True)
class Check:
    """One hidden list: its size, the estimate, its 95 % interval, and whether that holds the size."""

    hidden: str
    size: int
    estimate: float | None
    interval: Interval | None
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
        interval = found.intervals[-1] if found.intervals else None
        held = interval is not None and interval.low <= size <= interval.high
        out.append(Check(name, size, found.point, interval, held))
    return out
