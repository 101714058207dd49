"""From a triangle to a nowcast: for each cell of time, how many deaths will have been named by its horizon.

The nowcast is of names, not of the dead: who is never named is not in it. Every nowcast carries its own past: the same
method as of earlier releases, scored against what has come true since, and made as sure as it was right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from everyname.estimates import csvfile
from everyname.estimates.nowcast import grid as grids
from everyname.estimates.nowcast.backtest import Backtest, backtest, calibrated
from everyname.estimates.nowcast.delaycurve import curve
from everyname.estimates.nowcast.model import Model
from everyname.estimates.nowcast.posterior import Posterior, posterior
from everyname.estimates.nowcast.predict import to_come
from everyname.estimates.nowcast.publications import Zones
from everyname.estimates.nowcast.statements import statements
from everyname.estimates.nowcast.triangle import RELEASE, Triangle, read
from everyname.estimates.nowcast.undated import imputed
from everyname.estimates.result import Estimate, Floats, Part, Refusal, intervals_of, samples_of

_TARGET = "deaths of each cell of time that will have been named by its horizon"
_ASSUMPTION = (
    "deaths still to be named follow those already named in how late they are named, and publications to come, "
    "bulk loads among them, resemble past ones; whoever is never named is not counted"
)
_FEWEST_PUBLICATIONS = 4
_TOO_WIDE = 10.0  # the ends of a 95 % interval, one over the other, past which a number would only mislead
_MONTH, _WEEK = 28, 7


@dataclass(frozen=True)
class Settings:
    """Days and counts. Zero means: chosen from the table, and said in the result.

    ``cell``: width of a cell; ``horizon``: weeks from the end of a cell; ``window``: cells kept; ``replays``: past
    releases of the backtest (0: none); ``longest``: delays beyond are left out; ``where``: one stratum, «column=value»;
    ``loads``: ISO days on which a list was loaded in bulk.
    """

    cell: int = 0
    horizon: int = 52
    window: int = 0
    replays: int = 6
    longest: float = 900.0
    seed: int = 1
    draws: int = 1000
    where: str = ""
    loads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nowcast:
    """Cells that have ended: ``starts``, ``known``, ``targets`` (cells,), and ``draws`` (draws, cells) of the total."""

    starts: Floats
    known: Floats
    targets: Floats
    draws: Floats
    posterior: Posterior


def nowcast(path: Path, as_of: date, settings: Settings | None = None) -> Estimate:
    """The nowcast of a file as of a day.

    Raises:
        InputError: the table cannot be used, or nothing was published by that day.
        MissingPartError: SciPy is not installed.
    """
    whole = read(path, (settings or Settings()).where).as_of(as_of.toordinal())
    settings = settled(settings or Settings(), whole)
    blank = Estimate(
        method="nowcast, negative binomial with publication effects",
        target=_TARGET,
        assumption=_ASSUMPTION,
        inputs=(whole.source,),
        seed=settings.seed,
        parameters={"as_of": as_of.isoformat(), **settings.__dict__},
        warnings=whole.notes,
    )
    publications = len(grids.merged(whole.releases, whole.counts.sum(axis=1))) - 1
    if publications < _FEWEST_PUBLICATIONS:
        reason = (
            f"{publications} publications after the first; a delay can be learnt from {_FEWEST_PUBLICATIONS} or more"
        )
        return replace(blank, refusals=(Refusal("few-publications", reason),))
    found = of_triangle(whole, settings)
    past = backtest(whole, settings, of_triangle)
    return _estimate(blank, whole, replace(found, draws=calibrated(found.known, found.draws, past)), past)


def loads_of(path: Path) -> tuple[str, ...]:
    """The days on which a list was loaded in bulk: a table with a column release_date.

    Raises:
        InputError: the column is missing, or a day is unreadable.
    """
    table = csvfile.read(path)
    column = table.column(RELEASE)
    return tuple(sorted({row.day(column).isoformat() for row in table.rows}))


def settled(settings: Settings, triangle: Triangle) -> Settings:
    """Settings with every zero replaced by what suits the table."""
    gap = float(np.median(np.diff(triangle.releases))) if len(triangle.releases) > 1 else _MONTH
    cell = settings.cell or (_WEEK if gap <= _WEEK else _MONTH)
    window = settings.window or int(np.clip(2 * settings.horizon * _WEEK / cell, 30, 60))
    return replace(settings, cell=cell, window=window, longest=min(settings.longest, triangle.longest))


def of_triangle(triangle: Triangle, settings: Settings, until: float | None = None) -> Nowcast:
    """The nowcast of all cells that have ended, as the model states it; targets are cut at ``until`` (an ordinal)."""
    triangle = triangle.recent(settings.cell, settings.window)
    known = triangle.cells(settings.cell)
    kept = grids.merged(triangle.releases, known.sum(axis=1))
    releases = triangle.releases[kept].astype(np.float64)
    loads = [date.fromisoformat(day).toordinal() for day in settings.loads]
    first, longest = triangle.first_day, settings.longest
    grid = grids.grid(known[kept], releases, first, settings.cell, settings.window, longest, loads)
    delay, new = grid.delays.delay[grid.seen > 0], grid.new[grid.seen > 0]
    model = Model(grid, curve(delay), Zones.over(delay, new))
    found = posterior(model, integrate=until is None)
    targets = grid.starts + settings.cell + min(settings.horizon * _WEEK, settings.longest)
    targets = np.clip(targets, triangle.releases[-1], until)
    gap = float(np.median(np.diff(releases)))
    coming = to_come(found, targets, longest, gap, settings.draws, np.random.default_rng(settings.seed))
    then, now = (known_now(known[k], grid, first) for k in (kept[-1], -1))
    return Nowcast(grid.starts, now, targets, np.maximum(then + coming, now), found)


def known_now(known: Floats, grid: grids.Grid, first_day: int) -> Floats:
    """What the last release holds of each cell of the grid."""
    skip = round((grid.starts[0] - first_day) / grid.width)
    out = np.zeros(len(grid.starts))
    have = known[skip : skip + len(out)]
    out[: len(have)] = have
    return out


def _estimate(blank: Estimate, triangle: Triangle, found: Nowcast, past: Backtest) -> Estimate:
    last = int(triangle.releases[-1])
    open_cells = np.flatnonzero(found.targets > last)
    width, undated = blank.parameters["cell"], float(triangle.undated[-1])
    share = undated / max(float(triangle.counts[-1].sum()), 1.0)
    placed = _undated(triangle, found, width, blank.seed or 0)
    cells = [_part(found, i, width, placed[:, i]) for i in open_cells.tolist()]
    told = [i for i, part in zip(open_cells.tolist(), cells, strict=True) if not part.refusals]
    diagnostics = {"backtest": past.summary, "hyper": found.posterior.summary, "undated_for_each_dated": share}
    warnings = blank.warnings
    if undated:
        warnings += (
            f"{undated:.0f} deaths without a day ({share:.0%} of the dated) are not in the cells; imputed beside them",
        )
    if not told:
        reason = "every open cell is too uncertain to print"
        return replace(blank, parts=tuple(cells), diagnostics=diagnostics, refusals=(Refusal("not-estimable", reason),))
    diagnostics["statements"] = statements(found, told, width, blank.seed or 0)
    total = found.draws[:, told].sum(axis=1) - found.known[told].sum()
    return replace(
        blank,
        point=float(np.median(total)),
        intervals=intervals_of(total),
        samples=samples_of(total),
        parts=tuple(cells),
        diagnostics={**diagnostics, "point_is": "names still to come in all cells printed, up to their horizons"},
        warnings=warnings,
    )


def _undated(triangle: Triangle, found: Nowcast, width: int, seed: int) -> Floats:
    """Draws (draws, cells) of the deaths without a day that belong to each cell of the nowcast."""
    draws = imputed(triangle, width, len(found.draws), np.random.default_rng([seed, 1]))
    places = ((found.starts - triangle.first_day) / width).round().astype(int)
    out = np.zeros(found.draws.shape)
    inside = places < draws.shape[1]
    out[:, inside] = draws[:, places[inside]]
    return out


def _part(found: Nowcast, i: int, width: int, undated: Floats) -> Part:
    """One cell: the total by its horizon, what is known, and whether a number can be printed at all.

    ``undated`` (draws,) are deaths without a day imputed to the cell: beside the number, never in it.
    """
    draws, known = found.draws[:, i], float(found.known[i])
    low, high = np.quantile(draws, [0.025, 0.975])
    key: dict[str, Any] = {
        "from": date.fromordinal(int(found.starts[i])).isoformat(),
        "to": date.fromordinal(int(found.starts[i]) + width - 1).isoformat(),
        "named_by": date.fromordinal(int(found.targets[i])).isoformat(),
    }
    middle = float(np.median(draws))
    facts: dict[str, Any] = {"known": known, "complete": known / max(middle, 1.0)}
    if undated.any():
        whole = draws + undated
        facts |= {"with_undated_imputed": float(np.median(whole)), "intervals_with_undated": intervals_of(whole)}
    if high > _TOO_WIDE * max(low, 1.0):
        reason = f"anything from {low:.0f} to {high:.0f} would fit"
        return Part(key, None, (), facts, (Refusal("not-estimable", reason),))
    return Part(key, middle, intervals_of(draws), facts)
