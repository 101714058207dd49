"""From a table of deaths to an estimate of the excess, with the paper's intervals and placebo-calibrated ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np

from everyname.estimates.errors import InputError
from everyname.estimates.excess import binomial, ratio
from everyname.estimates.excess.deaths import Deaths, Span, read
from everyname.estimates.excess.placebo import Method, Placebo, placebo
from everyname.estimates.result import LEVELS, Estimate, InputFile, Interval, Part, Refusal

_TARGET = "male deaths in the given ages beyond those expected without a war"
_ASSUMPTION = (
    "without a war the ratio of male to female deaths would have kept the straight trend of the given years; "
    "the deaths are registered in the country (foreigners, the missing and those not declared dead are not counted)"
)
_METHODS: dict[str, Method] = {"ratio": ratio.excess, "quasi-binomial": binomial.excess}
_FEWEST_PLACEBOS = 5


@dataclass(frozen=True)
class Settings:
    """``trend`` years inclusive; ``since``: first year a placebo trend may use (quiet, comparable years)."""

    trend: Span = (2015, 2019)
    first_year: int = 2022
    ages: Span = (15, 49)
    region: str = ""
    since: int = 2000
    method: str = "ratio"


def excess_mortality(path: Path, settings: Settings | None = None, minus: Path | None = None) -> Estimate:
    """Estimate the excess of every year from ``settings.first_year``; ``minus`` is a table of deaths to leave out, of
    the same region.

    Raises:
        InputError: the table cannot be used, or lacks a year of the trend, or has no year to estimate.
    """
    settings = settings or Settings()
    deaths = read(path, settings.ages, settings.region)
    inputs: tuple[InputFile, ...] = (deaths.source,)
    if minus is not None:
        other = read(minus, settings.ages, settings.region)
        deaths, inputs = deaths.minus(other), (deaths.source, other.source)
    trend = range(settings.trend[0], settings.trend[1] + 1)
    years = [year for year in deaths.years if year >= settings.first_year]
    _check(deaths, trend, years)
    parts = tuple(_year(settings, deaths, trend, year) for year in years)
    blank = Estimate(
        method=f"excess mortality, {settings.method}",
        target=_TARGET,
        assumption=_ASSUMPTION,
        inputs=inputs,
        parts=parts,
        parameters=_parameters(settings, deaths, minus),
    )
    return _summed(blank, parts)


def _check(deaths: Deaths, trend: range, years: list[int]) -> None:
    missing = [year for year in trend if year not in deaths.years]
    if missing:
        raise InputError(deaths.source.name, f"lacks {missing[0]}, a year of the trend", field="year")
    if len(trend) < 3:
        raise InputError(deaths.source.name, "a trend needs three years or more", field="year")
    if not years:
        raise InputError(deaths.source.name, "has no year after the trend to estimate", field="year")
    if (deaths.female[deaths.rows((*trend, *years))] <= 0).any():
        raise InputError(deaths.source.name, "an age group has a year without female deaths", field="deaths")


def _year(settings: Settings, deaths: Deaths, trend: range, year: int) -> Part:
    method = _METHODS[settings.method]
    result = method(deaths, trend, year)
    test = placebo(method, deaths, trend, year, settings.since)
    alternatives = {name: other(deaths, trend, year).total for name, other in _METHODS.items()}
    facts: dict[str, Any] = {
        "paper_intervals": _around(result.total, result.sd),
        "expected_male_deaths": result.expected,
        "by_age": {f"{low}-{high}": value for (low, high), value in zip(deaths.ages, result.by_age, strict=True)},
        "alternatives": alternatives,
        "placebo_errors": {str(target): error * result.expected for target, error in test.errors.items()},
    }
    if len(test.errors) < _FEWEST_PLACEBOS:
        reason = f"only {len(test.errors)} quiet years to test the method on; {_FEWEST_PLACEBOS} are needed"
        return Part({"year": year}, result.total, (), facts, (Refusal("few-placebos", reason),))
    return Part({"year": year}, result.total, _around(result.total, _spread(test, result)), facts)


def _spread(test: Placebo, result: ratio.Excess) -> float:
    """The larger of what quiet years show and what the fit says of itself."""
    return max(test.rms * result.expected, result.sd)


def _around(centre: float, sd: float) -> tuple[Interval, ...]:
    widths = [(level, NormalDist().inv_cdf((1 + level) / 2) * sd) for level in LEVELS]
    return tuple(Interval(level, centre - width, centre + width) for level, width in widths)


def _summed(estimate: Estimate, parts: tuple[Part, ...]) -> Estimate:
    """All years together. Errors of an extrapolated trend go the same way in every year, so widths are added."""
    point = float(np.sum([part.point for part in parts]))
    if any(part.refusals for part in parts):
        warning = "no placebo intervals: " + next(r.reason for p in parts for r in p.refusals)
        return replace(estimate, point=point, warnings=(warning,))
    intervals = tuple(
        Interval(level, sum(p.intervals[i].low for p in parts), sum(p.intervals[i].high for p in parts))
        for i, level in enumerate(LEVELS)
    )
    return replace(estimate, point=point, intervals=intervals)


def _parameters(settings: Settings, deaths: Deaths, minus: Path | None) -> dict[str, Any]:
    return {
        "trend": list(settings.trend),
        "first_year": settings.first_year,
        "ages": [list(span) for span in deaths.ages],
        "region": deaths.region or "all rows summed",
        "placebos_since": settings.since,
        "method": settings.method,
        "without": minus.name if minus else "",
    }
