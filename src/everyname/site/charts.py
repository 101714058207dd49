"""Deaths by month as rows of bars, one row a year: readable on the narrowest screen, and a table beside it.

Invariant: bars are drawn from ``counts.json`` alone; heights share one scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HEIGHT, STEP, BAR = 32.0, 10, 8
INCOMPLETE_MONTHS = 12  # most names become public within a year of the death


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: position and size in the row's own units."""

    month: str
    count: int
    x: int
    y: float
    height: float
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Year:
    """One row of twelve bars; ``total`` includes deaths of which only the year is known."""

    year: int
    bars: list[Bar]
    total: int


@dataclass(frozen=True, slots=True)
class Months:
    """The chart, and the deaths that have no month."""

    years: list[Year]
    year_only: int
    unknown: int


def months(cells: Mapping[str, int], as_of: str) -> Months:
    """Rows from the cells of ``death_month`` (``2023-02``, ``2023-XX``, words) as of a day."""
    dated = {m: n for m, n in cells.items() if m[:4].isdigit()}
    exact = {m: n for m, n in dated.items() if not m.endswith("XX")}
    top = max(exact.values(), default=1)
    numbers = sorted({int(m[:4]) for m in dated})
    years = range(numbers[0], numbers[-1] + 1) if numbers else range(0)
    limit = _months_before(as_of, INCOMPLETE_MONTHS)
    return Months(
        [_year(y, dated, top, limit, as_of[:7]) for y in years],
        sum(dated.values()) - sum(exact.values()),
        cells.get("unknown", 0),
    )


def _year(year: int, cells: Mapping[str, int], top: int, limit: str, last: str) -> Year:
    bars = []
    for place in range(12):
        month = f"{year}-{place + 1:02d}"
        count = cells.get(month, 0)
        height = round(HEIGHT * count / top, 2)
        bars.append(Bar(month, count, place * STEP + 1, round(HEIGHT - height, 2), height, limit < month <= last))
    return Year(year, bars, sum(b.count for b in bars) + cells.get(f"{year}-XX", 0))


def _months_before(day: str, months: int) -> str:
    total = int(day[:4]) * 12 + int(day[5:7]) - 1 - months
    return f"{total // 12}-{total % 12 + 1:02d}"
