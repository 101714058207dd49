"""Published answers, reproduced from the local evaluation data. Skipped by name where the data are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from everyname.estimates.excess.run import excess_mortality
from everyname.estimates.lists.run import Settings, multiple_systems

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", ROOT.parent / "shared" / "data"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="local evaluation data are absent")


@needs_data
def test_russia_is_the_published_figure_to_the_unit() -> None:
    result = excess_mortality(DATA / "excess_mortality/russia_deaths_by_region_year_age_sex_1990_2023.csv.gz")
    points = {part.key["year"]: round(part.point or 0) for part in result.parts}
    assert points == {2022: 23_594, 2023: 40_542}
    half_widths = [(p.intervals[-1].high - p.intervals[-1].low) / 2 for p in result.parts]
    assert half_widths == [pytest.approx(10_600, rel=0.03), pytest.approx(12_000, rel=0.03)]


@needs_data
@pytest.mark.parametrize(
    ("table", "family", "point", "low", "high"),
    [
        ("kosovo_1999_four_lists", "log-linear, best by BIC", 10_356.5, 8_994, 12_110),
        ("uk_modern_slavery_five_lists", "log-linear, stepwise pairs", 11_313, 9_889, 13_063),
        ("new_orleans_five_lists", "log-linear, stepwise pairs", 1_034, 666, 1_762),
    ],
)
def test_lists_give_the_published_figures(table: str, family: str, point: float, low: float, high: float) -> None:
    result = multiple_systems(DATA / "multiple_systems" / f"{table}.csv", Settings(resamples=50, latent=False))
    part = next(part for part in result.parts if part.key["family"] == family)
    assert part.point == pytest.approx(point, abs=0.5)
    assert (part.intervals[-1].low, part.intervals[-1].high) == (pytest.approx(low, abs=1), pytest.approx(high, abs=1))


@needs_data
def test_the_artificial_table_is_refused() -> None:
    result = multiple_systems(DATA / "multiple_systems/artificial_not_identifiable.csv")
    assert result.point is None
    assert [refusal.code for refusal in result.refusals] == ["zero-overlap"]
