"""Lag, change, registry and ladder: what may be said, and what may not."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from everyname.estimates import change, ladder
from everyname.estimates.changepoints import changepoints
from everyname.estimates.errors import InputError, MissingPartError
from everyname.estimates.extras import optional
from everyname.estimates.lag import lag, reverse_time
from everyname.estimates.registry import registry_ratio
from everyname.estimates.result import Estimate, Interval, Refusal, to_json

AS_OF = date(2024, 6, 1)


def estimate(point: float | None, low: float, high: float, grade: str = "B") -> Estimate:
    refusals = () if point is not None else (Refusal("two-lists", "two lists"),)
    intervals = (Interval(0.95, low, high),) if point is not None else ()
    return Estimate("m", "t", "a", (), point, intervals, grade=grade, refusals=refusals)


def test_growth_of_reporting_does_not_shorten_delays() -> None:
    rng = np.random.default_rng(0)
    ages = rng.integers(0, 1000, 20_000).astype(float)  # days since death
    delays = rng.exponential(200, 20_000).round()
    seen = delays <= ages
    naive = float(np.median(delays[seen]))
    found = reverse_time(delays[seen], ages[seen])
    assert naive < 125
    assert found.quantile(0.5) == pytest.approx(200 * np.log(2), rel=0.06)
    assert np.isnan(found.within(2000))


def test_lag_by_group_and_silent_sources(tmp_path: Path) -> None:
    lines = ["death_date,reported_date,source,region"]
    for i in range(60):
        death = date(2024, 1, 1) + timedelta(days=i)
        wait = 5 if i % 2 else 30
        source = "loud" if i > 30 else "silent"
        lines.append(f"{death},{death + timedelta(days=wait)},{source},{'east' if i % 2 else 'west'}")
    (tmp_path / "d.csv").write_text("\n".join(lines))
    result = lag(tmp_path / "d.csv", date(2024, 4, 2), ["region", "source"])
    whole, *groups = result.parts
    assert result.point == whole.point
    assert whole.facts["deaths"] == 60
    assert {part.key["region"]: part.point for part in groups if "region" in part.key} == {"east": 5, "west": 30}
    assert {part.key["source"] for part in groups if "source" in part.key} == {"loud", "silent"}
    assert result.diagnostics["silent"] == ["silent"]


def test_lag_to_a_later_step_leaves_out_who_has_not_come_so_far(tmp_path: Path) -> None:
    lines = ["death_date,reported_date,confirmed_date"]
    for i in range(60):
        death = date(2024, 1, 1) + timedelta(days=i)
        lines.append(f"{death},{death + timedelta(days=3)},{death + timedelta(days=10) if i % 2 else ''}")
    (tmp_path / "d.csv").write_text("\n".join(lines))
    assert lag(tmp_path / "d.csv", AS_OF).point == 3
    confirmed = lag(tmp_path / "d.csv", AS_OF, to="confirmed_date")
    assert confirmed.point == 10
    assert confirmed.parts[0].facts["deaths"] == 30


def test_a_source_that_only_repeats_is_not_silent(tmp_path: Path) -> None:
    deaths, heard = ["death_date,reported_date,source"], ["source,reported_date"]
    for i in range(60):
        day = date(2024, 1, 1) + timedelta(days=i)
        deaths.append(f"{day},{day + timedelta(days=2)},{'first' if i < 20 else 'second'}")
    heard += [f"first,{date(2024, 1, 1) + timedelta(days=i)}" for i in range(90)]
    heard += [f"second,{date(2024, 1, 1) + timedelta(days=i)}" for i in range(40)]
    (tmp_path / "d.csv").write_text("\n".join(deaths))
    (tmp_path / "h.csv").write_text("\n".join(heard))
    as_of = date(2024, 3, 20)
    assert lag(tmp_path / "d.csv", as_of).diagnostics["silent"] == ["first", "second"]
    assert lag(tmp_path / "d.csv", as_of, heard=tmp_path / "h.csv").diagnostics["silent"] == ["second"]


def test_a_report_before_the_death_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("death_date,reported_date\n2024-02-02,2024-02-01\n")
    with pytest.raises(InputError, match="row 2, field «reported_date»: 2024-02-01 is before the death"):
        lag(tmp_path / "d.csv", AS_OF)


def test_few_deaths_have_no_lag(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("death_date,reported_date\n2024-02-02,2024-02-05\n")
    assert lag(tmp_path / "d.csv", AS_OF).refusals[0].code == "few-deaths"


def test_a_fall_is_said_only_when_it_is_sure() -> None:
    rng = np.random.default_rng(0)
    unsure = rng.lognormal(0, 0.5, (4000, 8)) * 100
    assert not change.changed(unsure, slice(0, 4), slice(4, 8), 0.6).said
    sure = np.concatenate([rng.normal(100, 3, (4000, 4)), rng.normal(40, 3, (4000, 4))], axis=1)
    assert change.changed(sure, slice(0, 4), slice(4, 8), 0.6).said
    assert not change.changed(sure, slice(4, 8), slice(0, 4), 0.6).said
    assert change.changed(sure, slice(4, 8), slice(0, 4), 1.5).said


def test_a_record_must_beat_every_other_cell() -> None:
    draws = np.random.default_rng(0).normal(100, 2, (2000, 5)) + np.array([0, 0, 20, 0, 0])
    assert change.record(draws, 2).said
    assert not change.record(draws, 1).said
    assert change.busiest_publication(draws, 2).said


def test_changepoints_need_their_library_or_find_the_step() -> None:
    series = np.concatenate([np.random.default_rng(0).poisson(100, 20), np.random.default_rng(1).poisson(300, 20)])
    if optional("ruptures") is None:
        with pytest.raises(MissingPartError, match="ruptures"):
            changepoints(series.astype(float))
    else:
        assert changepoints(series.astype(float)) == [20]
    assert changepoints(np.ones(5)) == []


def test_registry_ratio_is_excess_over_the_share_found(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("group,named,found,excess,excess_sd\nold,400,200,5000,100\nyoung,500,50,800,50\n")
    result = registry_ratio(tmp_path / "r.csv")
    assert result.point == pytest.approx(10_000 + 8_000, rel=0.03)
    assert result.interval(0.95).low < 18_000 < result.interval(0.95).high
    assert to_json(result) == to_json(registry_ratio(tmp_path / "r.csv"))


@pytest.mark.parametrize(
    ("row", "says"),
    [("10,12,5,1", "12 found of 10 named"), ("10,5,x,1", "«x» is not a number"), ("10,5,3,-1", "cannot be")],
)
def test_bad_registries(tmp_path: Path, row: str, says: str) -> None:
    (tmp_path / "r.csv").write_text(f"named,found,excess,excess_sd\n{row}\n")
    with pytest.raises(InputError, match=says):
        registry_ratio(tmp_path / "r.csv")


def test_few_found_in_the_registry_are_refused(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("named,found,excess,excess_sd\n100,3,500,50\n")
    assert registry_ratio(tmp_path / "r.csv").refusals[0].code == "few-found"


def test_the_ladder_keeps_its_rungs_apart(tmp_path: Path) -> None:
    toll = ladder.StatedToll("a ministry", "2024-01-01", 5937, 5937, "killed")
    whole = ladder.Ladder(AS_OF, 1234, 56, estimate(321, 250, 456), [estimate(9000, 7123, 12_345, "C")], [toll])
    ladder.write(whole, tmp_path / "estimates.json")
    document = json.loads((tmp_path / "estimates.json").read_text())
    words = [rung["rung"] for rung in document["rungs"]]
    assert words[0] == "confirmed by name"
    assert document["rungs"][2]["still_to_be_named"] == 320
    ever = document["rungs"][3]
    assert (ever["low"], ever["high"], ever["grade"]) == (7100, 12_000, "C")
    assert "point" not in ever


def test_a_rung_without_an_estimate_says_why() -> None:
    document = ladder.Ladder(AS_OF, 10, 0, None, [estimate(None, 0, 0)]).document()
    assert document["rungs"][2]["not_estimable"] == "no estimate was made"
    assert document["rungs"][3]["not_estimable"] == "two lists"
    assert document["rungs"][3]["because"]


@pytest.mark.parametrize(("value", "shown"), [(0.3, 0), (7, 7), (10_356.5, 10_000), (1449, 1400), (-1551, -1600)])
def test_two_significant_digits(value: float, shown: int) -> None:
    assert ladder.rounded(value) == shown
