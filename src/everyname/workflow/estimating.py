"""What the count misses, from what was published: the ladder of a tally beside its releases.

Invariant: the estimates are a function of the release folders alone, so that any reader can make them again; the tables
that went in and every result lie in ``estimates/``, and only the ladder, ``releases/estimates.json``, is shown.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.domain.words import Role, Status
from everyname.estimates import commands, ladder
from everyname.estimates.lists import run as lists_run
from everyname.estimates.nowcast import run as nowcast_run
from everyname.estimates.result import Estimate
from everyname.releases import Release
from everyname.releases.tables import csv_rows
from everyname.workflow import delays

FILE = "estimates.json"
_STEP = 28  # days between the columns of the triangle
_MONTH = "death_month"
_MOST_LISTS = 4  # kinds of source taken as lists, the largest: more leave too few persons on each


def estimate(tally: Tally, *, thorough: bool = True) -> Path:
    """Write the ladder of the tally's latest release; its path. ``thorough`` also runs the slow families.

    Raises:
        InputError: the tally has no release yet.
        MissingPartError: the estimators' libraries are not installed.
    """
    releases = [Release.read(path) for path in sorted(tally.releases.glob("[0-9]*")) if path.is_dir()]
    if not releases:
        raise InputError(f"{tally.releases}: no releases yet; make one with: everyname release")
    folder = tally.folder / "estimates"
    folder.mkdir(exist_ok=True)
    latest = releases[-1]
    made = date.fromisoformat(str(latest.manifest["made_at"])[:10])
    rungs = ladder.Ladder(
        as_of=made,
        release=latest.number,
        verified=int(latest.counts["count"]),
        waiting=int(latest.json("backlog.json")["size"]),
        expected=_expected(folder, releases, made),
        ever=_ever(folder, latest, thorough=thorough),
        stated=tuple(_stated(latest)),
    )
    _lags(folder, releases, made)
    ladder.write(rungs, tally.releases / FILE)
    return tally.releases / FILE


def _expected(folder: Path, releases: Sequence[Release], made: date) -> Estimate | None:
    """The nowcast of the tally's own triangle; ``None`` when no confirmed death has a date."""
    table = folder / "triangle.csv"
    rows = list(triangle(releases, made))
    if not any(death for _, death, _ in rows):
        return None
    _write(table, ("release_date", "death_date", "count"), rows)
    settings = nowcast_run.Settings(cell=_STEP)
    return commands.nowcast(table, folder / "nowcast.json", made, settings)


def triangle(releases: Sequence[Release], made: date) -> Iterator[tuple[str, str, int]]:
    """Confirmed deaths by day, as their first reports came out: (column's day, day of death or nothing, persons)."""
    shown = delays.first_shown(releases)
    confirmed = [p for p in releases[-1].persons if p["status"] == Status.CONFIRMED]
    seen = [(delays.day_of_death(p), delays.first_seen(p, shown[str(p["id"])])) for p in confirmed]
    if not seen:
        return
    earliest = min(day for _, day in seen)
    columns = (made - earliest).days // _STEP
    for back in range(columns, -1, -1):
        column = made - timedelta(days=_STEP * back)
        known = Counter(death.isoformat() if death else "" for death, day in seen if day <= column)
        yield from ((column.isoformat(), death, n) for death, n in sorted(known.items()))


def _lags(folder: Path, releases: Sequence[Release], made: date) -> None:
    """How long it takes from a death to each step, by every grouping; nothing where no day of death is known."""
    rows = sorted(delays.delays(releases))
    if not rows:
        return
    table, heard = folder / "delays.csv", folder / "mentions.csv"
    _write(table, delays.COLUMNS, rows)
    _write(heard, ("source", delays.FIRST), sorted(delays.mentions(releases)))
    for step in delays.STEPS:
        name = step.removesuffix("_date")
        commands.lag(table, folder / f"lag-{name}.json", made, delays.GROUPS, step, heard)


def _ever(folder: Path, latest: Release, *, thorough: bool) -> list[Estimate]:
    """Kinds of source as lists; none when there are fewer than two. Thorough: once more, by month of death.

    The latest dead stand on fewer lists than they will, so that all months together lean low while deaths are being
    reported. Months are no way around a refusal: where the whole says nothing they are not asked.
    """
    table = folder / "lists.csv"
    months = _write_lists(table, latest)
    if months is None:
        return []
    settings = lists_run.Settings(latent=thorough, resamples=1000 if thorough else 200)
    whole = commands.multiple_systems([table], folder / "multiple-systems.json", settings)
    if not thorough or months < 2 or whole.refused:
        return [whole]
    parted = replace(settings, by=_MONTH)
    return [whole, commands.multiple_systems([table], folder / "multiple-systems-by-month.json", parted)]


def _write_lists(table: Path, latest: Release) -> int | None:
    """The table of lists by month of death; how many months are known. ``None``, and no table, without two lists."""
    held = [
        ({str(e["kind"]) for e in person["evidence"] if e["role"] == Role.DEAD}, delays.day_of_death(person))
        for person in latest.persons
        if person["status"] == Status.CONFIRMED
    ]
    sizes = Counter(kind for kinds, _ in held for kind in kinds)
    lists = sorted(sorted(sizes), key=lambda kind: -sizes[kind])[:_MOST_LISTS]
    if len(lists) < 2:
        return None
    rows = Counter(
        (*(int(kind in kinds) for kind in lists), f"{day:%Y-%m}" if day else "")
        for kinds, day in held
        if kinds.intersection(lists)
    )
    _write(table, (*lists, _MONTH, "n"), ((*row, n) for row, n in sorted(rows.items())))
    return len({str(row[-1]) for row in rows} - {""})


def _stated(latest: Release) -> Iterator[ladder.StatedToll]:
    for row in csv_rows(latest.files["stated_tolls.csv"]):
        if not row["event"]:
            low, high = (int(row[end]) if row[end] else None for end in ("low", "high"))
            yield ladder.StatedToll(row["who"], row["said_on"], low, high, row["scope"])


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
