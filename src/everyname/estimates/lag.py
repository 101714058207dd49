"""How long it takes from a death to its first report, to confirmation, to a release; by any grouping, with its drift.

Method: deaths too recent for slow reports to have arrived make naive delays look short. Quantiles therefore come from
the reverse-time product-limit estimate (Lagakos, Barraj & De Gruttola 1988): a delay is compared only with deaths that
were old enough to have shown it. They are conditional on the longest delay that the data can show, which is said.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from everyname.estimates import csvfile
from everyname.estimates.errors import InputError
from everyname.estimates.result import Estimate, Floats, Part, Refusal

_QUANTILES = (0.25, 0.5, 0.75, 0.9)
_FEWEST = 20
_AGES = (30, 90, 180, 365, 730)
_DEATH, _REPORTED = ("death_date", "death"), ("reported_date", "report_date", "reported")
_SILENT_AFTER = 3.0  # times a source's usual pause between reports

_Pairs = list[tuple[date, date]]  # days of death and of report


@dataclass(frozen=True)
class Lags:
    """Reverse-time estimate: ``days`` ascending and the share ``below`` each, of deaths named within ``longest``."""

    days: Floats
    below: Floats
    longest: float
    deaths: int

    def quantile(self, share: float) -> float:
        """Days within which that share was named."""
        return float(self.days[min(int(np.searchsorted(self.below, share)), len(self.days) - 1)])

    def within(self, days: float) -> float:
        """Share named within so many days; ``nan`` beyond what the data can show."""
        if days > self.longest:
            return float("nan")
        place = int(np.searchsorted(self.days, days, side="right"))
        return float(self.below[place - 1]) if place else 0.0


def reverse_time(delays: Floats, possible: Floats) -> Lags:
    """``delays`` days from death to report, ``possible`` the longest delay each death could have shown by now.

    The chance that a delay is at most t, given that it is at most the next longer one, is
    1 - (deaths with delay t) / (deaths with delay at most t that could have shown t).
    """
    days, times = np.unique(delays, return_counts=True)
    at_risk = np.array([((delays <= t) & (possible >= t)).sum() for t in days], dtype=np.float64)
    kept = 1.0 - times / np.maximum(at_risk, 1.0)
    below = np.append(np.cumprod(kept[1:][::-1])[::-1], 1.0)
    return Lags(days.astype(np.float64), below, float(possible.max()), len(delays))


def lag(path: Path, as_of: date, by: Sequence[str] = (), to: str = "", heard: Path | None = None) -> Estimate:
    """One row a death; columns: death_date, reported_date, [source], and any column named in ``by``.

    ``to`` is another column of days than reported_date: of confirmation, say, or of release; a death whose cell there
    is empty has not come so far. ``heard`` is a table of source and reported_date, one row a report of any kind, from
    which silence is told; without it, the first reports tell. The first part is of all deaths, the rest of groups.

    Raises:
        InputError: a column is missing, a date unreadable, or a report older than its death.
    """
    table = csvfile.read(path)
    report = table.column((to.casefold(),) if to else _REPORTED)
    pairs = _pairs(table, report, [table.column((name.casefold(),)) for name in by], as_of)
    if not pairs:
        raise InputError(path.name, f"has no dated death reported by {as_of}")
    reports = csvfile.read(heard) if heard else table
    parts = [_part({key: name} if key else {"all": ""}, pairs[key, name], as_of) for key, name in sorted(pairs)]
    said = Estimate(
        method="reporting lag, reverse time",
        target=f"days from a death to its {report}, of deaths that came so far within the longest delay the data show",
        assumption="the delay did not change within a group; its drift is shown beside it",
        inputs=(table.source, reports.source) if heard else (table.source,),
        parts=tuple(parts),
        parameters={"as_of": as_of.isoformat(), "by": list(by), "to": report},
        diagnostics={"silent": _silent_ones(reports, as_of)},
    )
    if parts[0].point is None:
        return replace(said, refusals=parts[0].refusals)
    return replace(said, point=parts[0].point)


def _pairs(table: csvfile.Table, report: str, groups: Sequence[str], as_of: date) -> dict[tuple[str, str], _Pairs]:
    """Days of death and of report, of all under ("", "") and of each (column, group)."""
    death = table.column(_DEATH)
    pairs: dict[tuple[str, str], _Pairs] = defaultdict(list)
    for row in table.rows:
        if not row.text(death) or not row.text(report) or row.day(report) > as_of:
            continue  # without a day there is no delay; after the day asked for nothing is known
        if row.day(report) < row.day(death):
            raise row.error(report, f"{row.text(report)} is before the death of {row.text(death)}")
        for key in (("", ""), *((column, row.text(column)) for column in groups)):
            pairs[key].append((row.day(death), row.day(report)))
    return pairs


def _part(key: dict[str, str], pairs: _Pairs, as_of: date) -> Part:
    if len(pairs) < _FEWEST:
        reason = f"{len(pairs)} dated deaths; {_FEWEST} are needed"
        return Part(key, None, (), {"deaths": len(pairs)}, (Refusal("few-deaths", reason),))
    found = _lags(pairs, as_of)
    middle = sorted(day for day, _ in pairs)[len(pairs) // 2]
    halves = [[p for p in pairs if p[0] < middle], [p for p in pairs if p[0] >= middle]]
    facts = {
        "deaths": found.deaths,
        "longest_delay_that_could_show": found.longest,
        "quantiles_days": {str(q): found.quantile(q) for q in _QUANTILES},
        "complete_after_days": {str(days): found.within(days) for days in _AGES},
        "median_of_earlier_and_later_half": [_lags(half, as_of).quantile(0.5) for half in halves if half],
    }
    return Part(key, found.quantile(0.5), (), facts)


def _lags(pairs: _Pairs, as_of: date) -> Lags:
    delays = np.array([(report - death).days for death, report in pairs], dtype=np.float64)
    possible = np.array([(as_of - death).days for death, _ in pairs], dtype=np.float64)
    return reverse_time(delays, possible)


def _silent_ones(reports: csvfile.Table, as_of: date) -> list[str]:
    """Sources that have said nothing for much longer than is usual for them."""
    source = reports.find(("source",))
    if not source:
        return []
    report = reports.column(_REPORTED)
    heard: dict[str, list[date]] = defaultdict(list)
    for row in reports.rows:
        if row.text(report) and row.day(report) <= as_of:
            heard[row.text(source)].append(row.day(report))
    return [name for name in sorted(heard) if _silent(heard[name], as_of)]


def _silent(days: list[date], as_of: date) -> bool:
    """Whether a source has said nothing for much longer than its usual pause."""
    ordered = sorted(set(days))
    if len(ordered) < 4:
        return False
    pauses = sorted((b - a).days for a, b in itertools.pairwise(ordered))
    usual = pauses[int(0.9 * (len(pauses) - 1))]
    return as_of - ordered[-1] > timedelta(days=_SILENT_AFTER * max(usual, 1))
