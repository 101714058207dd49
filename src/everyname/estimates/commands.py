"""What a command line calls: one function an estimate, plain files in, one JSON file out.

Invariant: the file is written whole or not at all, and a refusal is written like any other result.
"""

from __future__ import annotations

from pathlib import Path

from everyname.estimates.excess import run as excess_run
from everyname.estimates.lists import run as lists_run
from everyname.estimates.result import Estimate, write


def excess(deaths: Path, out: Path, settings: excess_run.Settings | None = None, minus: Path | None = None) -> Estimate:
    """Excess male deaths: columns [region], year, age, sex, deaths. See ``excess.run.excess_mortality``."""
    return _written(excess_run.excess_mortality(deaths, settings, minus), out)


def multiple_systems(lists: Path, out: Path, settings: lists_run.Settings | None = None) -> Estimate:
    """The total from overlapping lists: 0/1 columns with n, or one row a person. See ``lists.run``."""
    return _written(lists_run.multiple_systems(lists, settings), out)


def _written(estimate: Estimate, out: Path) -> Estimate:
    write(estimate, out)
    return estimate
