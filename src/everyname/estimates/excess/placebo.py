"""How wrong the method is in years without a war: the same trend, moved back through quiet years.

Invariant: a placebo uses a trend as long, and a gap to the target as wide, as the real estimate, and touches no year
after the real trend. Errors are relative to the male deaths expected, because deaths of a span of ages change with
the size of generations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from everyname.estimates.excess.deaths import Deaths
from everyname.estimates.excess.ratio import Excess

Method = Callable[[Deaths, Sequence[int], int], Excess]


@dataclass(frozen=True)
class Placebo:
    """Relative errors by quiet target year, and their root mean square (the bias is kept in: no mean is removed)."""

    errors: dict[int, float]

    @property
    def rms(self) -> float:
        """Root mean square of the relative errors."""
        values = np.array(list(self.errors.values()))
        return float(np.sqrt(np.square(values).mean()))


def placebo(method: Method, deaths: Deaths, trend: Sequence[int], year: int, since: int) -> Placebo:
    """Run ``method`` with every trend that begins in or after ``since`` and whose target lies in the quiet years."""
    gap, length, last = year - trend[-1], len(trend), trend[-1]
    errors = {}
    for start in range(max(since, deaths.years[0]), last - length - gap + 2):
        window = range(start, start + length)
        target = window[-1] + gap
        if all(y in deaths.years for y in (*window, target)):
            result = method(deaths, window, target)
            errors[target] = result.total / result.expected
    return Placebo(errors)
