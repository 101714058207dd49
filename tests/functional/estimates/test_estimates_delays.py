"""The steps of every person, from first report to release, as a reader of the releases finds them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from release_factory import SIGNER, content, decided, evidence, person, publish

from everyname.conf.tally import Tally
from everyname.releases import PersonRecord, Release, build
from everyname.workflow import delays, estimating

_STEPS = ("reported", "confirmed", "released")


def released(folder: Path, *people: Sequence[PersonRecord]) -> list[Release]:
    """Releases of so many versions of the same tally."""
    paths: list[Path] = []
    for number, persons in enumerate(people, start=1):
        made = replace(content(number, paths[-1] if paths else None), persons=tuple(persons), incidents=())
        paths.append(build(made, folder, SIGNER))
    return [Release.read(path) for path in paths]


def man(*pieces: tuple[int, str]) -> PersonRecord:
    """One who died on 1 March 2026, named by these sources on these days."""
    told = tuple(evidence(source, "announcement", "death", day) for source, day in pieces)
    return decided(replace(person(0), death="2026-03-01", region="Небывалый край", branch="infantry", evidence=told))


def row(releases: list[Release]) -> dict[str, str]:
    (only,) = delays.delays(releases)
    return dict(zip(delays.COLUMNS, only, strict=True))


def test_confirmation_is_the_day_on_which_the_rules_were_met(tmp_path: Path) -> None:
    alone = man((2, "2026-03-05"))
    both = man((2, "2026-03-05"), (3, "2026-04-20"))
    found = row(released(tmp_path, [alone], [both]))
    assert found["death_date"] == "2026-03-01"
    assert found["reported_date"] == "2026-03-05"
    assert found["confirmed_date"] == "2026-04-20"
    assert found["released_date"] == "2026-09-15"
    assert (found["kind"], found["source"], found["month"]) == ("relative", "2", "2026-03")
    assert (found["region"], found["branch"]) == ("Небывалый край", "infantry")


def test_a_report_without_a_day_is_as_old_as_the_release_that_shows_it(tmp_path: Path) -> None:
    found = row(released(tmp_path, [man((1, ""))]))
    assert {found[step] for step in delays.STEPS} == {"2026-08-15"}
    assert (found["kind"], found["source"]) == ("", "")


def test_who_is_not_confirmed_or_has_no_day_of_death_has_no_delay(tmp_path: Path) -> None:
    unsure, undated = man((2, "2026-03-05")), replace(man((1, "2026-03-05")), death="2026-03")
    assert list(delays.delays(released(tmp_path / "a", [unsure]))) == []
    assert list(delays.delays(released(tmp_path / "b", [undated]))) == []


def test_the_estimates_of_a_tally_hold_its_lags(tmp_path: Path) -> None:
    tally = Tally(tmp_path)
    publish(tally.releases)
    estimating.estimate(tally, thorough=False)
    said = {step: json.loads((tmp_path / f"estimates/lag-{step}.json").read_text()) for step in _STEPS}
    counts = {step: result["parts"][0]["facts"]["deaths"] for step, result in said.items()}
    assert len(set(counts.values())) == 1, "every confirmed person with a day of death has all three steps"
    for result in said.values():
        assert {key for part in result["parts"] for key in part["key"]} == {"all", *delays.GROUPS}
        assert [i["name"] for i in result["inputs"]] == ["delays.csv", "mentions.csv"]


@pytest.mark.parametrize("upto", [1, 3])
def test_no_step_comes_before_the_one_it_needs(tmp_path: Path, upto: int) -> None:
    releases = [Release.read(path) for path in publish(tmp_path, upto)]
    rows = list(delays.delays(releases))
    assert rows
    assert all(list(steps) == sorted(steps) for steps in (row[:4] for row in rows))
