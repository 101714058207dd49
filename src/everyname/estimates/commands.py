"""What a command line calls: one function an estimate, plain files in, one JSON file out.

Invariant: the file is written whole or not at all, and a refusal is written like any other result.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from everyname.estimates import changepoints, registry
from everyname.estimates import lag as lags
from everyname.estimates.excess import run as excess_run
from everyname.estimates.lists import run as lists_run
from everyname.estimates.lists.linkages import over_linkages
from everyname.estimates.nowcast import run as nowcast_run
from everyname.estimates.result import Estimate, write


def excess(deaths: Path, out: Path, settings: excess_run.Settings | None = None, minus: Path | None = None) -> Estimate:
    """Excess male deaths: columns [region], year, age, sex, deaths. See ``excess.run.excess_mortality``."""
    return _written(excess_run.excess_mortality(deaths, settings, minus), out)


def multiple_systems(lists: Sequence[Path], out: Path, settings: lists_run.Settings | None = None) -> Estimate:
    """The total from overlapping lists: 0/1 columns with n, or one row a person. See ``lists.run``.

    Several files are drawn linkages of the same records: see ``lists.linkages``.
    """
    settings = settings or lists_run.Settings()
    if len(lists) > 1:
        return _written(over_linkages(lists, settings.by, settings.seed), out)
    return _written(lists_run.multiple_systems(lists[0], settings), out)


def nowcast(triangle: Path, out: Path, as_of: date, settings: nowcast_run.Settings | None = None) -> Estimate:
    """Deaths still to be named: columns release_date, death_date, count. See ``nowcast.run.nowcast``."""
    return _written(nowcast_run.nowcast(triangle, as_of, settings), out)


def registry_ratio(table: Path, out: Path, seed: int = 1) -> Estimate:
    """The dead from a registry's excess: columns [group], named, found, excess, excess_sd. See ``registry``."""
    return _written(registry.registry_ratio(table, seed), out)


def lag(
    deaths: Path, out: Path, as_of: date, by: Sequence[str] = (), to: str = "", heard: Path | None = None
) -> Estimate:
    """Days from death to report: columns death_date, reported_date, [source]. See ``lag``."""
    return _written(lags.lag(deaths, as_of, by, to, heard), out)


def changes(nowcast_result: Path, out: Path) -> Estimate:
    """Where the level changed, on a nowcast's own result. See ``changepoints``."""
    return _written(changepoints.changes(nowcast_result), out)


def _written(estimate: Estimate, out: Path) -> Estimate:
    write(estimate, out)
    return estimate
