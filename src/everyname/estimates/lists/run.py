"""From a table of lists to an estimate: at least three families side by side, never one number alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from everyname.estimates.lists import consistency, loglinear_families, rules
from everyname.estimates.lists.bootstrap import bootstrap
from everyname.estimates.lists.coverage import lower_bound
from everyname.estimates.lists.decomposable import decomposable
from everyname.estimates.lists.family import Family
from everyname.estimates.lists.grade import grade
from everyname.estimates.lists.heterogeneity import unequal
from everyname.estimates.lists.histories import Histories, read
from everyname.estimates.lists.latent import latent
from everyname.estimates.lists.strata import by_stratum
from everyname.estimates.result import LEVELS, Estimate, Interval, Refusal

_TARGET = "persons who could have been on any of the lists: those seen and those nobody saw"
_ASSUMPTION = (
    "all lists cover the same dead, records of one person are joined rightly, and lists do not copy from each other; "
    "each family adds its own assumption, which the data cannot test"
)

_WHEN = ("death_date", "date_of_death", "event_date", "death_month", "month")


@dataclass(frozen=True)
class Settings:
    """``by``: column of strata. ``draws`` and ``resamples`` a family; ``latent``: run the sampler too."""

    by: str = ""
    seed: int = 1
    draws: int = 4000
    resamples: int = 1000
    latent: bool = True


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
        parameters={**settings.__dict__, "ignored_columns": strata.ignored},
        diagnostics=_described(histories),
        refusals=rules.refusals(histories),
    )
    if blank.refused:
        return blank
    if len(strata.parts) > 1:
        return by_stratum(blank, strata, settings.seed, settings.draws)
    families = families_of(histories, settings)
    checks = consistency.checks(histories, lambda table: _averaged(table, settings))
    letter, reasons = grade(histories, families, checks)
    point, intervals = _across(families)
    diagnostics = {**blank.diagnostics, "internal_consistency": checks, "grade_because": reasons}
    parts = (*(family.part for family in families), lower_bound(histories).part)
    warnings = (*rules.warnings(histories), *_undivided(strata.ignored))
    said = replace(blank, parts=parts, diagnostics=diagnostics, warnings=warnings, grade=letter)
    if letter == "D":
        return replace(said, refusals=(Refusal("few-families", reasons[0]),))
    return replace(said, point=point, intervals=intervals)


def families_of(histories: Histories, settings: Settings) -> list[Family]:
    """Every family's reading of one table."""
    rng = np.random.default_rng(settings.seed)
    found = loglinear_families.search(histories)
    out = [
        loglinear_families.best(found),
        loglinear_families.forward(histories),
        loglinear_families.averaged(found, settings.draws, rng),
        bootstrap(found, settings.resamples, rng),
        decomposable(histories, settings.draws, rng),
        unequal(histories, settings.draws, rng),
    ]
    if settings.latent:
        out.append(latent(histories, settings.seed))
    return out


def _averaged(histories: Histories, settings: Settings) -> Family:
    rng = np.random.default_rng(settings.seed)
    return loglinear_families.averaged(loglinear_families.search(histories), settings.draws, rng)


def _across(families: Sequence[Family]) -> tuple[float | None, tuple[Interval, ...]]:
    """The middle of the families' points, and the range their intervals cover together."""
    kept = [family for family in families if family.point is not None]
    if not kept:
        return None, ()
    point = float(np.median([family.point for family in kept]))
    ends = [
        Interval(level, min(f.intervals[i].low for f in kept), max(f.intervals[i].high for f in kept))
        for i, level in enumerate(LEVELS)
    ]
    return point, tuple(ends)


def _undivided(ignored: Sequence[str]) -> tuple[str, ...]:
    """What to say where the table tells when each person died and the estimate does not use it."""
    told = [name for name in ignored if name.casefold() in _WHEN]
    said = "the latest dead stand on fewer lists than they will, which pulls the total down: estimate by «{}»"
    return tuple(said.format(name) for name in told)


def _described(histories: Histories) -> dict[str, Any]:
    return {
        "observed": histories.total,
        "lists": {name: histories.size(j) for j, name in enumerate(histories.lists)},
    }
