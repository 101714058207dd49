"""Excess mortality on invented countries whose answer is known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from everyname.estimates.__main__ import main
from everyname.estimates.errors import InputError
from everyname.estimates.excess.run import Settings, excess_mortality

AGES = ("15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49")


def country(path: Path, extra: dict[int, int], *, years: range = range(2000, 2024), region: bool = False) -> Path:
    """Ratio 3 falling by 0.02 a year, 10,000 women an age group, ``extra`` men in the group 20-24."""
    lines = ["Region,Year,Age,Gender,Deaths"] if region else ["Year,Age,Gender,Deaths"]
    regions = ("North", "South", "All") if region else ("",)
    for name in regions:
        share = {"North": 0.25, "South": 0.75}.get(name, 1.0)
        for year in years:
            for age in AGES:
                men = round(share * (10_000 * (3 - 0.02 * (year - 2000)) + extra.get(year, 0) * (age == "20-24")))
                start = f"{name}," if region else ""
                lines += [f"{start}{year},{age},m,{men}", f"{start}{year},{age},f,{round(share * 10_000)}"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("region", [False, True])
def test_a_known_excess_is_found_once(tmp_path: Path, region: bool) -> None:
    result = excess_mortality(country(tmp_path / "d.csv", {2022: 800, 2023: 1200}, region=region))
    assert [part.point for part in result.parts] == [pytest.approx(800), pytest.approx(1200)]
    assert result.parts[0].facts["by_age"]["20-24"] == pytest.approx(800)
    assert result.parameters["region"] == ("All" if region else "all rows summed")


def test_regions_without_a_national_row_are_summed(tmp_path: Path) -> None:
    path = country(tmp_path / "d.csv", {2022: 800}, region=True)
    rows = path.read_text().splitlines()
    even = [row.replace("North", f"N{i}") for i in range(6) for row in rows if row.startswith("North")]
    path.write_text("\n".join([rows[0], *even]))
    assert excess_mortality(path).parts[0].point == pytest.approx(6 * 200)


def test_deaths_of_one_cause_are_left_out(tmp_path: Path) -> None:
    whole = country(tmp_path / "d.csv", {2022: 800, 2023: 0})
    cause = tmp_path / "c.csv"
    lines = [f"{y},{a},{s},{300 * (y == 2022 and s == 'm')}" for y in range(2000, 2024) for a in AGES for s in "mf"]
    cause.write_text("\n".join(["year,age,sex,deaths", *lines]))
    assert excess_mortality(whole, minus=cause).parts[0].point == pytest.approx(800 - 300 * len(AGES))


def test_intervals_grow_with_what_quiet_years_show(tmp_path: Path) -> None:
    quiet = excess_mortality(country(tmp_path / "a.csv", {}))
    noise = np.random.default_rng(1).normal(0, 400, 20).astype(int)
    loud = excess_mortality(country(tmp_path / "b.csv", dict(zip(range(2000, 2020), noise.tolist(), strict=True))))
    width = [e.parts[0].intervals[-1].high - e.parts[0].intervals[-1].low for e in (quiet, loud)]
    assert width[0] < 10 < 500 < width[1]


def test_the_quasi_binomial_alternative_agrees_on_a_steady_ratio(tmp_path: Path) -> None:
    path = country(tmp_path / "d.csv", {2022: 800})
    result = excess_mortality(path, Settings(method="quasi-binomial"))
    assert result.parts[0].point == pytest.approx(800, abs=150)  # a straight logit is not a straight ratio


def test_few_quiet_years_give_a_point_and_no_interval(tmp_path: Path) -> None:
    result = excess_mortality(country(tmp_path / "d.csv", {2022: 800}, years=range(2013, 2024)))
    assert result.point == pytest.approx(800)
    assert result.intervals == ()
    assert "quiet years" in result.warnings[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("year,age,sex,deaths\n2015,15-19,x,3\n", "row 2, field «sex»: «x» is neither m nor f"),
        ("year,age,sex,deaths\n2015,15-19,m,3\n2015,15-19,m,4\n", "row 3, field «deaths»: the same"),
        ("year,age,sex,deaths\n2015,20-24,m,3\n2015,20-24,f,4\n", "no age group begins at 15"),
        ("year,age,sex\n2015,20-24,m\n", "needs a column «deaths»"),
    ],
)
def test_bad_tables(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "d.csv").write_text(text)
    with pytest.raises(InputError, match=says):
        excess_mortality(tmp_path / "d.csv")


def test_a_missing_year_of_the_trend_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lacks 2015"):
        excess_mortality(country(tmp_path / "d.csv", {}, years=range(2016, 2024)))


def test_the_deaths_left_out_are_those_of_the_region_asked_for(tmp_path: Path) -> None:
    whole = country(tmp_path / "d.csv", {2022: 800}, region=True)
    cause = tmp_path / "c.csv"
    men = {"North": 40, "South": 120, "All": 160}
    rows = [
        f"{name},{year},{age},{sex},{men[name] * (year == 2022 and sex == 'm')}"
        for name in men
        for year in range(2000, 2024)
        for age in AGES
        for sex in "mf"
    ]
    cause.write_text("\n".join(["region,year,age,sex,deaths", *rows]))
    left = excess_mortality(whole, Settings(region="North"), minus=cause).parts[0].point
    assert left == pytest.approx(200 - 40 * len(AGES))


def test_another_war_has_other_years_and_ages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out, chart = country(tmp_path / "d.csv", {2014: 500}), tmp_path / "o.json", tmp_path / "o.svg"
    asked = ["excess", str(table), "--out", str(out), "--chart", str(chart), "--ages", "20-29"]
    assert main([*asked, "--trend", "2008-2013", "--first-year", "2014"]) == 0
    result = json.loads(out.read_text())
    assert result["parts"][0]["key"] == {"year": 2014}
    assert result["parts"][0]["point"] == pytest.approx(500)
    assert result["parameters"]["ages"] == [[20, 24], [25, 29]]
    assert "<title" in chart.read_text()
    with pytest.raises(SystemExit):
        main([*asked, "--trend", "2013"])
    assert "«2013» is no span such as 2015-2019" in capsys.readouterr().err
