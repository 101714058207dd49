"""From a table of lists to an estimate: at least three families side by side, never one number alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from everyname.estimates.lists import loglinear_families, rules
from everyname.estimates.lists.family import Family
from everyname.estimates.lists.histories import Histories, read
from everyname.estimates.result import LEVELS, Estimate, Interval

_TARGET = "persons who could have been on any of the lists: those seen and those nobody saw"
_ASSUMPTION = (
    "all lists cover the same dead, records of one person are joined rightly, and lists do not copy from each other; "
    "each family adds its own assumption, which the data cannot test"
)


@dataclass(frozen=True)
class Settings:
    """``by``: column of strata. ``draws``: posterior or mixture draws kept a family."""

    by: str = ""
    seed: int = 1
    draws: int = 4000


def multiple_systems(path: Path, settings: Settings | None = None) -> Estimate:
    """Estimate the total from a table of lists.

    Raises:
        InputError: the table cannot be used.
    """
    settings = settings or Settings()
    strata = read(path, settings.by)
    histories = strata.pooled
    blank = Estimate(
        method="multiple systems estimation",
        target=_TARGET,
        assumption=_ASSUMPTION,
        inputs=(strata.source,),
        seed=settings.seed,
        parameters={"by": settings.by, "draws": settings.draws, "ignored_columns": strata.ignored},
        diagnostics=_described(histories),
        refusals=rules.refusals(histories),
    )
    if blank.refused:
        return blank
    families = _families(histories, settings)
    point, intervals = _across(families)
    parts = tuple(family.part for family in families)
    return replace(blank, point=point, intervals=intervals, parts=parts, warnings=rules.warnings(histories))


def _families(histories: Histories, settings: Settings) -> list[Family]:
    rng = np.random.default_rng(settings.seed)
    found = loglinear_families.search(histories)
    return [
        loglinear_families.best(found),
        loglinear_families.forward(histories),
        loglinear_families.averaged(found, settings.draws, rng),
    ]


def _across(families: list[Family]) -> tuple[float, tuple[Interval, ...]]:
    """The middle of the families' points, and the range their intervals cover together."""
    kept = [family for family in families if family.point is not None]
    point = float(np.median([family.point for family in kept]))
    ends = [
        Interval(level, min(f.intervals[i].low for f in kept), max(f.intervals[i].high for f in kept))
        for i, level in enumerate(LEVELS)
    ]
    return point, tuple(ends)


def _described(histories: Histories) -> dict[str, Any]:
    return {
        "observed": histories.total,
        "lists": {name: histories.size(j) for j, name in enumerate(histories.lists)},
    }
