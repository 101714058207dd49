"""Every bar of the estimates, with the figure measured: ``python benchmarks/estimates.py [NAME ...]``.

Reads local evaluation data from EVERYNAME_EVALUATION_DATA. Times are CPU seconds of this process. Bars whose data are
absent are named and skipped. Beside it: ``estimates_lists.py`` (bars 3 to 5), ``estimates_simulations.py`` (bar 6).
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import everyname.estimates  # noqa: F401 - sets the number of threads before NumPy is loaded

import numpy as np  # isort: skip
from scipy.optimize import minimize  # isort: skip

from everyname.estimates import change, scores
from everyname.estimates.excess.run import excess_mortality
from everyname.estimates.lists.run import Settings as ListSettings
from everyname.estimates.lists.run import multiple_systems
from everyname.estimates.nowcast import run as nowcasts
from everyname.estimates.nowcast import triangle as triangles
from everyname.estimates.nowcast.backtest import backtest, calibrated, known_at
from everyname.estimates.nowcast.chainladder import chain_ladder
from everyname.estimates.nowcast.model import Hyper
from everyname.estimates.nowcast.posterior import Posterior
from everyname.estimates.nowcast.predict import to_come
from everyname.estimates.result import LEVELS, Floats
from everyname.sample.tally import Knobs, Tally, simulate

DATA = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[2] / "shared" / "data"))
TRIANGLES = DATA / "reporting_triangle"
MEDIAZONA = TRIANGLES / "mediazona_2023-12_to_2025-06.csv"


def say(bar: str, measure: str, figure: str, must: str) -> None:
    print(f"{bar:<3} {measure:<58} {figure:<38} must be {must}", flush=True)


@contextmanager
def timed(seconds: list[float]) -> Iterator[None]:
    begin = time.process_time()
    yield
    seconds.append(time.process_time() - begin)


def dengue() -> None:
    """Bar 1. The baseline is a delay-ratio nowcast with negative binomial errors fitted to its own past."""
    path = TRIANGLES / "dengue_puerto_rico_weekly_delay0-10.csv"
    whole = triangles.read(path)
    new = np.loadtxt(path, delimiter=",", skiprows=1)
    dates = np.linspace(150, len(new) - 12, 79).astype(int)
    own, base, plain, inside, seconds = [], [], [], [], []
    for week in dates:
        with timed(seconds):
            seen = whole.as_of(int(whole.releases[week]))
            settings = nowcasts.settled(nowcasts.Settings(cell=7, horizon=10, window=30), whole)
            found = nowcasts.of_triangle(seen, settings)
        truth = new[week - 5 : week + 1].sum(axis=1)
        draws = found.draws[:, -6:]
        own.append(scores.of_draws(draws, truth, LEVELS))
        base.append(scores.of_draws(delay_ratio(new, int(week)), truth, LEVELS))
        plain.append(scores.of_draws(one_delay(found, settings), truth, LEVELS))
        inside.append([scores.coverage(draws, truth, level) for level in LEVELS])
    ratio = np.sum(own) / np.sum(base)
    say("1", "dengue, 79 dates, horizons 0-5: WIS over delay ratio", f"{ratio:.3f} (WIS {np.mean(own):.3f})", "<= .58")
    say("1", "  over the model of NobBS, by Laplace", f"{np.sum(own) / np.sum(plain):.3f}", "<= 1.00")
    say("1", "  coverage 50 / 80 / 95 %", " / ".join(f"{x:.3f}" for x in np.mean(inside, axis=0)), ".93-.97 at 95 %")
    say("1", "  CPU seconds a nowcast", f"{np.mean(seconds):.2f}", "<= .3")


def delay_ratio(new: Floats, week: int, past: int = 30) -> Floats:
    """Draws (1000, 6) for the last six weeks: known over the share known by that delay; errors by moments."""
    rng = np.random.default_rng(week)

    def point(at: int) -> Floats:
        done = new[at - 10 - past : at - 10]
        share = done.cumsum(axis=1).sum(axis=0) / max(done.sum(), 1.0)
        return np.array([(new[at - h, : h + 1].sum() + 0.5) / max(share[h], 1e-3) for h in range(5, -1, -1)])

    errors = []
    for back in range(11, 11 + 10):
        truth = new[week - back - 5 : week - back + 1].sum(axis=1)
        mean = point(week - back)
        errors.append((np.square(truth - mean) - mean) / np.square(mean))
    size = 1 / np.clip(np.mean(errors, axis=0), 1e-3, 10.0)
    mean = point(week)
    known = np.array([new[week - h, : h + 1].sum() for h in range(5, -1, -1)])
    return np.maximum(rng.poisson(mean * rng.gamma(size, 1 / size, (1000, 6))), known)


def one_delay(found: nowcasts.Nowcast, settings: nowcasts.Settings) -> Floats:
    """Draws (1000, 6) by the model of NobBS (McGough et al. 2020): a walk of the rate, one delay for all publications.

    Its walk and size are at their mode instead of drawn by JAGS.
    """
    model = found.posterior.model
    never, wide = -9.0, np.log(5.0)

    def logs(x: Floats) -> Floats:
        return np.array([x[0], wide, never, never, 0.0, x[1]])

    def height(x: Floats) -> float:
        return -model.fit(Hyper.of(logs(x)), model.start()).log_evidence

    best = minimize(height, np.log([0.2, 10.0]), method="Nelder-Mead", options={"maxfev": 30}).x
    fitted = Posterior(model, [model.fit(Hyper.of(logs(best)), model.start())], np.ones(1))
    coming = to_come(fitted, found.targets, settings.longest, 7.0, 1000, np.random.default_rng(settings.seed))
    return (found.known + coming)[:, -6:]


def mediazona() -> None:
    """Bars 2 and 8, over every release given, each calibrated on its own backtest."""
    whole = triangles.read(MEDIAZONA)
    last, alarms, raw_alarms, chances = float(whole.releases[-1]), 0, 0, 0
    for horizon in (52, 26):
        own, ladder, inside, middle = [], [], [], []
        for k in range(5, len(whole.releases) - 1):
            seen = whole.as_of(int(whole.releases[k]))
            settings = nowcasts.settled(nowcasts.Settings(cell=28, horizon=horizon), seen)
            found = nowcasts.of_triangle(seen, settings)
            draws = calibrated(found.known, found.draws, backtest(seen, settings, nowcasts.of_triangle))
            use = (found.targets > whole.releases[k]) & (found.targets <= last)
            if horizon == 26 and len(found.starts) >= 8:
                chances += 1
                raw_alarms += found.known[-3:].mean() < 0.6 * found.known[-6:-3].mean()
                statement = change.changed(draws, slice(-6, -3), slice(-3, None), 0.6)
                later = known_at(whole, 28, found.starts[-6:], np.full(6, last))
                alarms += statement.said and later[3:].mean() >= 0.6 * later[:3].mean()
            if not use.any():
                continue
            truth = known_at(whole, 28, found.starts[use], found.targets[use])
            base = chain_ladder(seen, 28, found.starts[use], found.targets[use]).draws(1000, 1)
            own.append(scores.of_draws(draws[:, use], truth, LEVELS))
            ladder.append(scores.of_draws(base, truth, LEVELS))
            low, high = np.quantile(draws[:, use], [0.25, 0.75], axis=0)
            wide_low, wide_high = np.quantile(draws[:, use], [0.025, 0.975], axis=0)
            inside += list(
                zip((low <= truth) & (truth <= high), (wide_low <= truth) & (truth <= wide_high), strict=True)
            )
            middle.append(np.median(draws[:, use], axis=0) / truth)
        say(
            "2",
            f"Mediazona, named within {horizon} weeks: WIS over chain ladder",
            f"{_over(own, ladder):.3f} ({len(inside)} cells)",
            "<= .50",
        )
        middle_one = int(np.searchsorted(np.cumsum([len(scored) for scored in own]), len(inside) / 2))
        halves = [_over(own[part], ladder[part]) for part in (slice(middle_one), slice(middle_one, None))]
        say("2", "  earlier and later half of these cells", " and ".join(f"{x:.3f}" for x in halves), "-")
        half, most = np.mean(inside, axis=0)
        say("2", "  coverage 50 / 95 %", f"{half:.2f} / {most:.2f}", ".45-.60 / .92-.98")
        say("2", "  median over truth", f"{np.median(np.concatenate(middle)):.3f}", ".95-1.05")
    figure = f"{alarms / chances:.0%} of {chances} (raw counts: {raw_alarms / chances:.0%})"
    say("8", "false «deaths fell by 40 %» alarms", figure, "<= 5 %")


def _over(own: list[Floats], ladder: list[Floats]) -> float:
    """Summed scores of some releases over the chain ladder's."""
    return float(np.concatenate(own).sum() / np.concatenate(ladder).sum())


def russia() -> None:
    """Bar 7."""
    seconds: list[float] = []
    with timed(seconds):
        result = excess_mortality(DATA / "excess_mortality/russia_deaths_by_region_year_age_sex_1990_2023.csv.gz")
    for part, must in zip(result.parts, ("23,594; about 10,600", "40,542; about 12,000"), strict=True):
        half = (part.intervals[-1].high - part.intervals[-1].low) / 2
        say("7", f"Russia {part.key['year']}, placebo half-width", f"{part.point:,.0f} +- {half:,.0f}", must)
    say("7", "  CPU seconds", f"{seconds[-1]:.2f}", "< 1")


def demo(tallies: int = 20) -> None:
    """Bar 9, on generated tallies: who died in all, and, as of the last day of deaths, who is named within a year."""
    died, early, named = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(1, tallies + 1):
            tally = simulate(Knobs(seed=seed))
            died.append(_died(tally, Path(scratch), tally.knobs.days + 365))
            early.append(_died(tally, Path(scratch), tally.knobs.days, by="death_date"))
            named.append(_named(tally, Path(scratch)))
    say("9", "generated tallies: true total inside the stated 95 %", _held(died), ">= 18 of 20")
    say("9", "  from the lists of the last day, by month of death", _held(early), "-")
    say("9", "  names within a year inside the stated 95 %", f"{sum(named)} of {tallies}", ">= 18 of 20")


def _held(said: list[bool | None]) -> str:
    return f"{said.count(True)} of {len(said)}, {said.count(None)} refused"


def _died(tally: Tally, scratch: Path, day: int, by: str = "") -> bool | None:
    """Whether the stated range holds everyone who died, from the men listed by a day; ``None``: refused."""
    known = (tally.reported_day >= 0) & (tally.reported_day <= day)
    names = ",".join(f"list_{j}" for j in range(tally.capture.shape[1]))
    dates = [date(2022, 3, 1) + timedelta(days=int(died)) for died in tally.death_day[known]]
    rows = [",".join(map(str, [*row, at])) for row, at in zip(tally.capture[known].tolist(), dates, strict=True)]
    (scratch / "lists.csv").write_text("\n".join([f"{names},death_date", *rows]) + "\n")
    result = multiple_systems(scratch / "lists.csv", ListSettings(by=by, resamples=200))
    if not result.intervals:
        return None
    return result.interval(0.95).low <= tally.true_total <= result.interval(0.95).high


def _named(tally: Tally, scratch: Path, step: int = 28) -> bool:
    """Whether the nowcast holds the names of the dead so far that come within a year of their cell."""
    start, end = date(2022, 3, 1), tally.knobs.days
    named, death = tally.reported_day[tally.reported_day >= 0], tally.death_day[tally.reported_day >= 0]
    lines = ["release_date,death_date,count"]
    for release in range(end % step + 3 * step, end + 1, step):
        days, counts = np.unique(death[named <= release], return_counts=True)
        at = start + timedelta(days=release)
        lines += [f"{at},{start + timedelta(days=int(d))},{n}" for d, n in zip(days, counts, strict=True)]
    (scratch / "triangle.csv").write_text("\n".join(lines) + "\n")
    as_of = start + timedelta(days=end)
    result = nowcasts.nowcast(scratch / "triangle.csv", as_of, nowcasts.Settings(cell=step))
    came = 0
    for part in result.parts:
        first, last, until = ((date.fromisoformat(part.key[x]) - start).days for x in ("from", "to", "named_by"))
        mine = (death >= first) & (death <= last) & (named > end) & (named <= until)
        came += int(mine.sum()) if part.point is not None else 0
    return bool(result.intervals) and result.interval(0.95).low <= came <= result.interval(0.95).high


def main() -> None:
    bars = {
        "russia": russia,
        "dengue": dengue,
        "mediazona": mediazona,
        "demo": demo,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*bars, []])
    asked = parser.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"local evaluation data are absent: {DATA}")
    for name, bar in bars.items():
        if not asked.names or name in asked.names:
            bar()


if __name__ == "__main__":
    main()
