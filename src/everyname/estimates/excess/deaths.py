"""Deaths by year, age group and sex, read from a plain table and cut to one region and one span of ages.

Invariant: the age groups kept tile the asked span without gap or overlap and stand in every year kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from everyname.estimates import csvfile
from everyname.estimates.errors import InputError
from everyname.estimates.result import Floats, InputFile

_COLUMNS = {
    "region": ("region", "area"),
    "year": ("year",),
    "age": ("age", "age_group", "agegroup"),
    "sex": ("sex", "gender"),
    "deaths": ("deaths", "count", "n"),
}
_MALE, _FEMALE = ("m", "male", "м", "ч"), ("f", "female", "ж")
# A national row is at least this share of all the other rows together: three tenths leaves room for
# a layer of districts between the nation and its regions, and no single region comes near it.
_NATIONAL_SHARE = 0.3

Span = tuple[int, int]
Key = tuple[int, Span, str]


@dataclass(frozen=True)
class Deaths:
    """``male`` and ``female`` are (years, age groups). ``ages`` are inclusive spans of years of life."""

    source: InputFile
    region: str
    years: tuple[int, ...]
    ages: tuple[Span, ...]
    male: Floats
    female: Floats

    def rows(self, years: Iterable[int]) -> list[int]:
        """Positions of the years; ``KeyError`` names one that is absent."""
        place = {year: index for index, year in enumerate(self.years)}
        return [place[year] for year in years]

    def minus(self, other: Deaths) -> Deaths:
        """These deaths without those of another table (such as one cause), in the years that both have."""
        years = tuple(year for year in self.years if year in other.years)
        mine, theirs = self.rows(years), other.rows(years)
        if other.ages != self.ages:
            raise InputError(other.source.name, f"its age groups {other.ages} are not {self.ages}")
        male, female = self.male[mine] - other.male[theirs], self.female[mine] - other.female[theirs]
        return Deaths(self.source, self.region, years, self.ages, male, female)


def read(path: Path, ages: Span, region: str = "") -> Deaths:
    """Read a table with columns [region], year, age, sex, deaths.

    Without ``region`` the national row is taken where there is one, otherwise all regions are summed.

    Raises:
        InputError: a column, the region or an age group is missing; a value is unreadable; a cell is given twice.
    """
    table = csvfile.read(path)
    counts = _counts(table)
    region = region or _whole(counts)
    chosen = _sum(counts) if region == "" else counts.get(region)
    if chosen is None:
        raise InputError(path.name, f"has no region «{region}»", field="region")
    years = tuple(sorted({year for year, _, _ in chosen}))
    spans = _tile(path.name, chosen, years, ages)
    male, female = (
        np.array([[chosen[year, span, sex] for span in spans] for year in years], dtype=np.float64) for sex in "mf"
    )
    return Deaths(table.source, region, years, spans, male, female)


def _counts(table: csvfile.Table) -> dict[str, dict[Key, int]]:
    region = table.find(_COLUMNS["region"])
    year, age, sex, deaths = (table.column(_COLUMNS[name]) for name in ("year", "age", "sex", "deaths"))
    counts: dict[str, dict[Key, int]] = defaultdict(dict)
    for row in table.rows:
        span = _span(row.text(age))
        code = row.text(sex).casefold()
        if span is None:
            continue  # totals, open-ended and unknown ages are no part of a span
        if code not in _MALE + _FEMALE:
            raise row.error(sex, f"«{code}» is neither m nor f")
        key = (row.whole(year, least=1), span, "m" if code in _MALE else "f")
        cells = counts[row.text(region) if region else ""]
        if key in cells:
            raise row.error(deaths, "the same region, year, age and sex stand in an earlier row")
        cells[key] = row.whole(deaths)
    return counts


@cache
def _span(text: str) -> Span | None:
    match = re.match(r"\s*(\d+)\s*[-–]\s*(\d+)\b", text)
    return (int(match[1]), int(match[2])) if match else None


def _whole(counts: dict[str, dict[Key, int]]) -> str:
    """The region that is the whole, or '' for the sum of all."""
    totals = {region: sum(cells.values()) for region, cells in counts.items()}
    largest = max(totals, key=lambda region: totals[region], default="")
    rest = sum(totals.values()) - totals.get(largest, 0)
    return largest if len(totals) > 1 and totals[largest] >= _NATIONAL_SHARE * rest else ""


def _sum(counts: dict[str, dict[Key, int]]) -> dict[Key, int]:
    total: dict[Key, int] = defaultdict(int)
    for cells in counts.values():
        for key, deaths in cells.items():
            total[key] += deaths
    return dict(total)


def _tile(name: str, cells: dict[Key, int], years: tuple[int, ...], ages: Span) -> tuple[Span, ...]:
    """Age groups from ``ages[0]`` to ``ages[1]`` that stand in every year for both sexes; the widest first."""
    full = {s for _, s, _ in cells if all((year, s, sex) in cells for year in years for sex in "mf")}
    spans: list[Span] = []
    start = ages[0]
    while start <= ages[1]:
        ends = [high for low, high in full if low == start and high <= ages[1]]
        if not ends:
            raise InputError(name, f"no age group begins at {start} in every year for both sexes", field="age")
        spans.append((start, max(ends)))
        start = max(ends) + 1
    return tuple(spans)
