"""What may be said of a nowcast: on its draws, never on raw counts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from everyname.estimates.__main__ import main
from everyname.estimates.nowcast.run import Settings, nowcast
from everyname.estimates.result import Estimate

DAY, WEEKS = date(2023, 1, 2), 60
_SETTINGS = Settings(cell=7, horizon=26, replays=0, draws=400)


def told(path: Path, deaths: np.ndarray, load: int = 0) -> Estimate:
    """The nowcast of a war with so many deaths a week; ``load`` old names come at once with the last release."""
    rng = np.random.default_rng(11)
    named = [w * 7 + rng.exponential(30.0, n) for w, n in enumerate(deaths.tolist())]
    lines = ["release_date,death_date,count"]
    for release in range(20, WEEKS + 1):
        for week in range(release):
            count = int((named[week] <= release * 7).sum()) + load * (release == WEEKS and week < WEEKS - 10)
            lines.append(f"{DAY + timedelta(days=release * 7)},{DAY + timedelta(days=week * 7)},{count}")
    path.write_text("\n".join(lines))
    return nowcast(path, DAY + timedelta(days=WEEKS * 7), _SETTINGS)


def claims(result: Estimate) -> dict[str, Any]:
    return {statement.claim: statement for statement in result.diagnostics["statements"]}


def weeks(level: int, last: int) -> np.ndarray:
    return np.array([level] * (WEEKS - 3) + [last] * 3)


def test_a_count_that_falls_for_want_of_names_is_no_fall(tmp_path: Path) -> None:
    result = told(tmp_path / "t.csv", weeks(300, 300))
    known = [part.facts["known"] for part in result.parts]
    assert sum(known[-3:]) < 0.6 * sum(known[-6:-3])
    assert not any(statement.said for statement in claims(result).values())


def test_a_fall_and_a_rise_that_are_sure_are_said_with_their_days(tmp_path: Path) -> None:
    fell = claims(told(tmp_path / "t.csv", weeks(1000, 200)))["deaths fell by 40% or more"]
    assert fell.said
    assert fell.about == {"before": "2024-01-15/2024-02-04", "after": "2024-02-05/2024-02-25"}
    rose = claims(told(tmp_path / "t.csv", weeks(300, 1500)))
    assert rose["deaths rose by 67% or more"].said
    assert not rose["deaths fell by 20% or more"].said


def test_the_worst_week_is_said_only_when_no_other_may_be_worse(tmp_path: Path) -> None:
    deaths = weeks(300, 300)
    assert not claims(told(tmp_path / "t.csv", deaths))["the most in any cell"].said
    deaths[-8] = 1500
    worst = claims(told(tmp_path / "t.csv", deaths))["the most in any cell"]
    assert worst.said
    assert worst.about["cell"].startswith(str(DAY + timedelta(days=7 * (WEEKS - 8))))


def test_a_load_of_old_names_is_a_busy_release_and_no_rise(tmp_path: Path) -> None:
    found = claims(told(tmp_path / "t.csv", weeks(300, 300), load=60))
    assert found["the release with the most late names"].said
    assert not any(found[claim].said for claim in found if "rose" in claim or claim == "the most in any cell")


def test_the_command_prints_what_is_sure_and_writes_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(tmp_path / "t.csv", weeks(1000, 200))
    as_of = str(DAY + timedelta(days=WEEKS * 7))
    asked = ["nowcast", str(tmp_path / "t.csv"), "--as-of", as_of, "--replays", "2", "--horizon", "26"]
    assert main([*asked, "--out", str(tmp_path / "r.json")]) == 0
    printed = capsys.readouterr().out
    assert "deaths fell by 40% or more (2024-01-15/2024-02-04, 2024-02-05/2024-02-25): probability" in printed
    assert "rose" not in printed
    assert "on its own past (2 releases): " in printed
    assert "of truths inside 95 %, middle over truth " in printed
    assert '"claim": "deaths rose by 25% or more"' in (tmp_path / "r.json").read_text(encoding="utf-8")
