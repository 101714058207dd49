"""The nowcast on invented wars whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import scoringrules

from everyname.estimates import scores
from everyname.estimates.errors import InputError
from everyname.estimates.nowcast.backtest import Backtest, Replay, calibrated
from everyname.estimates.nowcast.chainladder import chain_ladder
from everyname.estimates.nowcast.delaycurve import curve
from everyname.estimates.nowcast.grid import delays, grid, merged
from everyname.estimates.nowcast.model import Hyper, Model
from everyname.estimates.nowcast.predict import named_by
from everyname.estimates.nowcast.publications import Zones
from everyname.estimates.nowcast.run import Settings, loads_of, nowcast, of_triangle, settled
from everyname.estimates.nowcast.triangle import Triangle, monotone, read
from everyname.estimates.nowcast.undated import imputed, still_undated
from everyname.estimates.result import InputFile

DAY = date(2023, 1, 2)


def war(path: Path, seed: int, weeks: int = 60, deaths: float = 300.0, mean_delay: float = 40.0) -> np.ndarray:
    """A triangle with weekly releases from week 20 on; returns the eventual deaths by week."""
    rng = np.random.default_rng(seed)
    rates = deaths * np.exp(np.cumsum(rng.normal(0, 0.1, weeks)))
    total = rng.poisson(rates)
    named = [np.sort(w * 7 + rng.integers(0, 7, n) + rng.exponential(mean_delay, n)) for w, n in enumerate(total)]
    lines = ["release_date,death_date,count"]
    for release in range(20, weeks + 1):
        for week in range(release):
            count = int((named[week] <= release * 7).sum())
            lines.append(f"{DAY + timedelta(days=release * 7)},{DAY + timedelta(days=week * 7)},{count}")
    path.write_text("\n".join(lines))
    return np.array([(n <= (w + 1) * 7 + 26 * 7).sum() for w, n in enumerate(named)])


def test_recent_weeks_are_found_from_how_late_earlier_ones_were(tmp_path: Path) -> None:
    inside, error = [], []
    for seed in range(3):
        truth = war(tmp_path / "t.csv", seed)
        as_of = DAY + timedelta(days=60 * 7)
        result = nowcast(tmp_path / "t.csv", as_of, Settings(cell=7, horizon=26, replays=0, draws=400))
        for part in result.parts:
            week = (date.fromisoformat(part.key["from"]) - DAY).days // 7
            if part.point is not None:
                interval = part.intervals[-1]
                inside.append(interval.low <= truth[week] <= interval.high)
                error.append(part.point / truth[week])
    assert len(inside) > 40
    assert np.mean(inside) > 0.85
    assert np.median(error) == pytest.approx(1.0, abs=0.08)


def test_a_nowcast_is_never_below_what_is_known(tmp_path: Path) -> None:
    war(tmp_path / "t.csv", 5)
    result = nowcast(tmp_path / "t.csv", DAY + timedelta(days=350), Settings(cell=7, horizon=26, replays=3, draws=200))
    assert all(p.point >= p.facts["known"] for p in result.parts if p.point is not None)
    assert result.diagnostics["backtest"]["replays"] == 3
    assert result.diagnostics["backtest"]["calibration"] > 0.0


def test_only_what_was_published_is_seen(tmp_path: Path) -> None:
    war(tmp_path / "long.csv", 6)
    cut = DAY + timedelta(days=40 * 7)
    lines = (tmp_path / "long.csv").read_text().splitlines()
    kept = [line for line in lines[1:] if date.fromisoformat(line.split(",")[0]) <= cut]
    (tmp_path / "short.csv").write_text("\n".join([lines[0], *kept]))
    settings = Settings(cell=7, horizon=26, replays=0, draws=100)
    one, two = (nowcast(tmp_path / name, cut, settings) for name in ("long.csv", "short.csv"))
    assert [part.point for part in one.parts] == [part.point for part in two.parts]


def test_few_publications_are_refused(tmp_path: Path) -> None:
    war(tmp_path / "t.csv", 1)
    result = nowcast(tmp_path / "t.csv", DAY + timedelta(days=23 * 7), Settings(cell=7))
    assert [refusal.code for refusal in result.refusals] == ["few-publications"]


def test_withdrawn_and_moved_deaths_are_taken_out_of_the_past() -> None:
    published = np.array([[5.0, 1.0], [9.0, 2.0], [7.0, 6.0]])
    assert monotone(published).tolist() == [[5, 1], [7, 2], [7, 6]]


def test_bad_triangles(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("release_date,death_date,count\n2024-01-05,2024-02-01,3\n")
    with pytest.raises(InputError, match="row 2, field «death_date»: 2024-02-01 is later than the release"):
        read(path)
    path.write_text("release_date,death_date,named_deaths\n2024-02-05,2024-02-01,3\n2024-02-05,,2\n")
    triangle = read(path)
    assert triangle.undated.tolist() == [2]
    assert "named_deaths" in triangle.notes[0]
    with pytest.raises(InputError, match="nothing was published by 2023-01-01"):
        triangle.as_of(date(2023, 1, 1).toordinal())


def test_weeks_by_delay_are_read_as_new_reports(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("0,1,2\n5,3,1\n4,2,0\n6,1,1\n")
    known = read(path).cells(7)
    assert known.tolist() == [[5, 0, 0], [8, 4, 0], [9, 6, 6]]


def test_exposure_counts_days_between_publications() -> None:
    view = delays(np.array([0.0]), 7, np.array([0.0, 7.0]), np.array([7.0, 14.0]))
    assert view.exposure[0].tolist() == [4.0, 7.0]  # the first week is at risk for 7, 6, … 1 days
    assert view.delay[0, 1] == pytest.approx(7.5)


def test_a_release_soon_followed_by_the_next_is_part_of_it() -> None:
    days = np.array([0, 14, 28, 32, 46, 60])
    assert merged(days, 10.0 * days) == [0, 1, 3, 4, 5]


def test_a_correction_is_no_release() -> None:
    days = np.array([0, 14, 28, 40, 56, 70])
    assert merged(days, np.array([900.0, 1000, 1100, 1103, 1200, 1300])) == [0, 1, 2, 4, 5]
    assert merged(days, np.array([900.0, 1000, 1100, 1200, 1300, 1302])) == [0, 1, 2, 3, 4]
    assert merged(days, np.array([0.0, 4, 8, 8, 12, 16])) == [0, 1, 2, 3, 4, 5], "few names: none may be chance"


def test_a_nowcast_made_on_a_correction_is_that_of_the_release_before(tmp_path: Path) -> None:
    war(tmp_path / "t.csv", 4, weeks=50)
    triangle = read(tmp_path / "t.csv")
    settings = settled(Settings(cell=7, horizon=26, draws=200), triangle)
    corrected = replace(
        triangle,
        releases=np.append(triangle.releases, triangle.releases[-1] + 5),
        counts=np.vstack([triangle.counts, triangle.counts[-1:]]),
        undated=np.append(triangle.undated, 0.0),
    )
    before, after = of_triangle(triangle, settings), of_triangle(corrected, settings)
    np.testing.assert_allclose(np.median(after.draws, axis=0), np.median(before.draws, axis=0), rtol=0.05)


def test_who_is_named_sooner_is_not_named_later() -> None:
    expected = np.array([[30.0, 20.0, 10.0, 5.0], [8.0, 0.0, 0.0, 0.0]])
    np.testing.assert_allclose(named_by(expected, np.ones(4)), expected, rtol=1e-6)
    loaded = named_by(expected, np.array([3.0, 1.0, 1.0, 1.0]))
    assert loaded[0, 0] > 45
    assert (loaded[0, 1:] < expected[0, 1:]).all()
    assert (loaded.sum(axis=1) <= expected.sum(axis=1) + 1e-9).all()
    late = named_by(expected, np.array([0.2, 0.2, 0.0, 0.0]))  # what a horizon cuts is not named by it
    assert late[0].sum() < 20
    assert late[0, 2:].tolist() == [0.0, 0.0]


def test_slopes_are_the_slopes_of_the_joint_density(tmp_path: Path) -> None:
    war(tmp_path / "t.csv", 2, weeks=30)
    triangle = read(tmp_path / "t.csv")
    known = triangle.cells(7)
    cut = grid(known, triangle.releases.astype(float), triangle.first_day, 7, 20, 400.0)
    delay, new = cut.delays.delay[cut.seen > 0], cut.new[cut.seen > 0]
    model = Model(cut, curve(delay), Zones.over(delay, new))
    hyper, rng = Hyper(0.2, 0.6, 0.3, 0.2, 0.8, 15.0), np.random.default_rng(0)
    theta, prior = model.start() + rng.normal(0, 0.1, model.length), model.prior(hyper, model.effects(hyper))
    gradient, _ = model._slope(theta, model._log_joint(theta, prior, hyper)[1], prior, hyper)
    for place in (0, 7, model.delay.start + 2, model.effect.start, model.effect.start + 1, model.effect.start + 9):
        step = np.zeros(model.length)
        step[place] = 1e-5
        above, below = (model._log_joint(theta + side * step, prior, hyper)[0] for side in (1, -1))
        rise = above - below
        assert gradient[place] == pytest.approx(rise / 2e-5, rel=1e-3, abs=1e-3)
        model._relate(theta)


def test_scores_agree_with_scoringrules() -> None:
    rng = np.random.default_rng(0)
    draws, truth, levels = rng.normal(10, 3, (500, 6)), rng.normal(10, 4, 6), (0.5, 0.8, 0.95)
    alphas = np.array([1 - level for level in levels])
    lows, highs = np.quantile(draws, alphas / 2, axis=0), np.quantile(draws, 1 - alphas / 2, axis=0)
    oracle = scoringrules.weighted_interval_score(truth, np.median(draws, axis=0), lows.T, highs.T, alphas)
    np.testing.assert_allclose(scores.of_draws(draws, truth, levels), oracle)


def test_the_chain_ladder_completes_a_steady_triangle(tmp_path: Path) -> None:
    truth = war(tmp_path / "t.csv", 3, deaths=3000)
    triangle = read(tmp_path / "t.csv")
    settings = settled(Settings(cell=7, horizon=26), triangle)
    found = of_triangle(triangle, Settings(cell=7, horizon=26, window=settings.window, draws=50))
    ladder = chain_ladder(triangle, 7, found.starts, found.targets)
    weeks = ((found.starts - DAY.toordinal()) // 7).astype(int)
    old = weeks < 52
    np.testing.assert_allclose(ladder.mean[old], truth[weeks[old]], rtol=0.15)


def test_one_stratum_is_the_table_of_that_stratum(tmp_path: Path) -> None:
    war(tmp_path / "t.csv", 1, weeks=40)
    lines = (tmp_path / "t.csv").read_text().splitlines()
    both = [f"{line},{region}" for line in lines[1:] for region in ("east", "west")]
    (tmp_path / "b.csv").write_text("\n".join([lines[0] + ",Region", *both]))
    assert (read(tmp_path / "b.csv", "region=east").counts == read(tmp_path / "t.csv").counts).all()
    with pytest.raises(InputError, match="the same release and day"):
        read(tmp_path / "b.csv")


def test_undated_deaths_stand_beside_the_number(tmp_path: Path) -> None:
    war(tmp_path / "t.csv", 1)
    as_of = DAY + timedelta(days=60 * 7)
    dated = read(tmp_path / "t.csv").counts[-1].sum()
    with (tmp_path / "t.csv").open("a") as table:
        table.write(f"\n{as_of},,{int(dated // 5)}\n")
    result = nowcast(tmp_path / "t.csv", as_of, Settings(cell=7, horizon=26, replays=0, draws=100))
    told = [part for part in result.parts if part.point is not None]
    assert all(part.facts["with_undated_imputed"] >= part.point for part in told)
    # they came with the last release, whose dated deaths are recent
    shares = [part.facts["with_undated_imputed"] / part.point - 1 for part in told]
    assert np.mean(shares[-8:]) > 2 * np.mean(shares[:8])
    assert any("without a day" in warning for warning in result.warnings)


def test_each_undated_death_is_imputed_once_to_when_its_publication_said_men_died() -> None:
    counts = np.array([[10.0, 0, 0], [10, 40, 0], [10, 40, 0]])
    source = InputFile("t.csv", "", 3)
    triangle = Triangle(source, np.array([20, 30, 40]), 0, np.repeat(counts, 10, axis=1), np.array([0.0, 60, 50]))
    assert still_undated(triangle.undated).tolist() == [0, 50, 0]
    drawn = imputed(triangle, 10, 200, np.random.default_rng(0))
    assert (drawn.sum(axis=1) == 50).all()
    assert drawn[:, 1].mean() > 45


def test_a_known_bulk_load_does_not_teach_that_publications_are_wild(tmp_path: Path) -> None:
    war(tmp_path / "t.csv", 3, weeks=44)
    lines = (tmp_path / "t.csv").read_text().splitlines()
    load = DAY + timedelta(days=36 * 7)
    more = [lines[0]]
    for line in lines[1:]:
        release, death, count = line.split(",")
        old = date.fromisoformat(death) < load - timedelta(days=100)
        more.append(f"{release},{death},{int(count) + 60 * (old and date.fromisoformat(release) >= load)}")
    (tmp_path / "t.csv").write_text("\n".join(more))
    (tmp_path / "b.csv").write_text(f"release_date,what\n{load},registry of wills\n")
    days = loads_of(tmp_path / "b.csv")
    assert days == (load.isoformat(),)
    triangle = read(tmp_path / "t.csv")
    plain = settled(Settings(cell=7, horizon=26, draws=100), triangle)
    bursts = [of_triangle(triangle, replace(plain, loads=known)).posterior.summary["burst"] for known in ((), days)]
    assert bursts[1] < bursts[0]
    (tmp_path / "b.csv").write_text("release_date\nlast week\n")
    with pytest.raises(InputError, match="row 2, field «release_date»: «last week» is not a date"):
        loads_of(tmp_path / "b.csv")


def replayed(spread: float, errors: float) -> Backtest:
    """Six replays that stated one spread of the logarithm where errors had another."""
    rng = np.random.default_rng(4)
    known, stated = np.zeros(10), 300 * np.exp(spread * rng.standard_normal((2000, 10)))
    truths = 300 * np.exp(errors * rng.standard_normal((6, 10)))
    return Backtest([Replay(182 * k, known, stated, truth, stated) for k, truth in enumerate(truths)], 182.0)


def test_the_past_makes_a_nowcast_as_sure_as_it_was_right_and_expects_as_many() -> None:
    draws = 50 + np.random.default_rng(5).lognormal(5.0, 0.5, (4000, 1))
    known = np.array([50.0])
    honest, bold, shy = (calibrated(known, draws, replayed(0.5, errors)) for errors in (0.5, 1.0, 0.2))
    widths = [np.diff(np.quantile(each, [0.1, 0.9]))[0] for each in (shy, honest, bold)]
    assert widths[0] < 0.95 * widths[1] < 0.8 * widths[2]
    assert all(each.mean() == pytest.approx(draws.mean(), rel=0.01) for each in (honest, bold, shy))
    together = Backtest(replayed(0.5, 0.2).replays[:2] * 3, 182.0)
    assert together.factor > replayed(0.5, 0.2).factor  # what overlaps in time teaches less
    assert replayed(0.5, 0.0).factor > 0.2  # six replays that hit exactly prove no certainty


def test_a_past_without_anything_to_come_has_no_ratio() -> None:
    nothing = np.zeros(3)
    replay = Replay(DAY.toordinal(), nothing, np.zeros((100, 3)), nothing, np.zeros((100, 3)))
    summary = Backtest([replay], 182.0).summary
    assert summary["wis_over_chain_ladder"] is None
    assert summary["median_over_truth"] is None
    assert summary["coverage_as_stated"]["0.95"] == 1.0
