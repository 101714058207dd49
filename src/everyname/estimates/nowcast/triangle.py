"""The reporting triangle: how many deaths of each day were known at each release.

Invariant: ``known`` never falls from one release to the next. A death that was withdrawn or moved to another day is
taken out of the releases that had shown it there, back to the latest at which the smaller count is true, so that what
is known at the last release is exactly what that release says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from everyname.estimates import csvfile
from everyname.estimates.errors import InputError
from everyname.estimates.result import Floats, InputFile

RELEASE, _DEATH = ("release_date", "release", "report_date"), ("death_date", "event_date", "onset_date")
_COUNT = ("count", "named_deaths", "n", "deaths")

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Triangle:
    """``counts`` (releases, days): deaths of each day known at each release, as published (may fall).

    ``releases`` and ``days`` are ordinals (``date.toordinal``); ``undated`` (releases,): deaths of unknown day.
    ``longest``: days after which no report can come, where the table says so.
    """

    source: InputFile
    releases: Ints
    first_day: int
    counts: Floats
    undated: Floats
    notes: tuple[str, ...] = ()
    longest: float = float("inf")

    def as_of(self, day: int) -> Triangle:
        """What was published on or before that day; ``InputError`` when nothing was."""
        keep = int(np.searchsorted(self.releases, day, side="right"))
        if not keep:
            known = date.fromordinal(int(self.releases[0])).isoformat()
            raise InputError(self.source.name, f"nothing was published by {date.fromordinal(day)}; it begins {known}")
        return replace(self, releases=self.releases[:keep], counts=self.counts[:keep], undated=self.undated[:keep])

    def recent(self, width: int, cells: int) -> Triangle:
        """Only the last ``cells`` cells, and the releases from the one before the first of them begins."""
        skip = max(0, int((self.releases[-1] - self.first_day) // width) - cells)
        first = self.first_day + skip * width
        since = max(0, int(np.searchsorted(self.releases, first)) - 1)
        counts = self.counts[since:, skip * width :]
        return replace(
            self, releases=self.releases[since:], first_day=first, counts=counts, undated=self.undated[since:]
        )

    def cells(self, days: int) -> Floats:
        """``counts`` summed over cells of so many days from ``first_day`` (releases, cells), made monotone."""
        width = -(-self.counts.shape[1] // days)
        padded = np.zeros((len(self.releases), width * days))
        padded[:, : self.counts.shape[1]] = self.counts
        return monotone(padded.reshape(len(self.releases), width, days).sum(axis=2))


def monotone(counts: Floats) -> Floats:
    """The greatest table that never falls down the rows, keeps the last row and nowhere exceeds the given."""
    return np.minimum.accumulate(counts[::-1], axis=0)[::-1]


def read(path: Path, where: str = "") -> Triangle:
    """Read rows of release_date, death_date, count; an empty death_date means that the day is not known.

    ``where`` keeps one stratum: «column=value».

    A table whose header is the delays 0, 1, 2 … (one row a week, oldest first) is read as new reports a week.

    Raises:
        InputError: a column is missing, a value unreadable, a cell given twice, or a death later than its release.
    """
    table = csvfile.read(path)
    if table.header == tuple(str(delay) for delay in range(len(table.header))):
        return _from_delays(table)
    release, death, count = table.column(RELEASE), table.column(_DEATH), table.column(_COUNT)
    column, _, value = where.partition("=")
    stratum = table.column((column.strip().casefold(),)) if where else None
    cells: dict[tuple[int, int], int] = {}
    for row in table.rows:
        if stratum and row.text(stratum) != value.strip():
            continue
        published = row.day(release).toordinal()
        day = row.day(death).toordinal() if row.text(death) else 0
        if day > published:
            raise row.error(death, f"{row.text(death)} is later than the release of {row.text(release)}")
        if (published, day) in cells:
            raise row.error(count, "the same release and day stand in an earlier row")
        cells[published, day] = row.whole(count)
    notes = (f"the column «{count}» was read as the count",) if count.casefold() != _COUNT[0] else ()
    return _arranged(table.source, cells, notes)


def _arranged(source: InputFile, cells: dict[tuple[int, int], int], notes: tuple[str, ...]) -> Triangle:
    releases = np.array(sorted({release for release, _ in cells}), dtype=np.int64)
    days = [day for _, day in cells if day]
    if not days:
        raise InputError(source.name, "has no dated death", field="death_date")
    first = min(days)
    counts, undated = np.zeros((len(releases), max(days) - first + 1)), np.zeros(len(releases))
    place = {int(release): index for index, release in enumerate(releases)}
    for (release, day), deaths in cells.items():
        if day:
            counts[place[release], day - first] = deaths
        else:
            undated[place[release]] = deaths
    return Triangle(source, releases, first, counts, undated, notes)


_WEEK = 7
_MONDAY = date(2001, 1, 1).toordinal()


def _from_delays(table: csvfile.Table) -> Triangle:
    """Rows are weeks, columns the delay in weeks; weeks are numbered from Monday 1 January 2001."""
    new = np.array([[row.whole(name) for name in table.header] for row in table.rows], dtype=np.float64)
    weeks, delays = new.shape
    releases = _MONDAY + _WEEK * (np.arange(weeks) + 1)
    counts = np.zeros((weeks, weeks * _WEEK))
    cumulated = new.cumsum(axis=1)
    for week in range(weeks):
        late = np.minimum(np.arange(weeks - week), delays - 1)
        counts[week:, week * _WEEK] = cumulated[week, late]
    start = timedelta(days=_MONDAY)
    note = f"weeks by delay: week 1 is dated {date(1, 1, 1) + start - timedelta(days=1)}"
    return Triangle(table.source, releases, _MONDAY, counts, np.zeros(weeks), (note,), float(_WEEK * delays))
