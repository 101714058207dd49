"""How long each step took, person by person, from what was published: first report, confirmation, release.

Invariant: a function of the release folders alone. A person counts as confirmed from the day on which what had been
published by then was enough for the latest rules, whenever the tally itself came round to it; that it needed longer
shows in the day of the release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from everyname.domain.rules import RuleSet, load_rules
from everyname.domain.words import Role, Status
from everyname.releases import Release
from everyname.releases.checks import evidence_of

FIRST, CONFIRMED, RELEASED = "reported_date", "confirmed_date", "released_date"
STEPS = (FIRST, CONFIRMED, RELEASED)
GROUPS = ("region", "branch", "kind", "month")
COLUMNS = ("death_date", *STEPS, *GROUPS, "source")
_MIDDLE = 14  # the day that stands for a month

_Person = Mapping[str, Any]


def delays(releases: Sequence[Release]) -> Iterator[tuple[str, ...]]:
    """Rows of ``COLUMNS``, one a confirmed person of the latest release whose day of death is known."""
    shown, confirmed = first_shown(releases), first_shown(releases, Status.CONFIRMED)
    rules = load_rules(releases[-1].text("rules.toml"))
    for person in releases[-1].persons:
        if person["status"] != Status.CONFIRMED or person["death_precision"] != "day":
            continue
        death, key = date.fromisoformat(str(person["death_from"])), str(person["id"])
        first = first_seen(person, shown[key])
        sure = max(first, min(_sure(person, rules), confirmed[key]))
        released = max(sure, confirmed[key])
        kind, source = _first_source(person)
        groups = (str(person["region"]), str(person["branch"]), kind, f"{death:%Y-%m}")
        yield (*(day.isoformat() for day in (death, first, sure, released)), *groups, source)


def mentions(releases: Sequence[Release]) -> Iterator[tuple[str, str]]:
    """Rows of (source, day), one a dated mention of anybody in the latest release."""
    for person in releases[-1].persons:
        for piece in person["evidence"]:
            if _dated(piece):
                yield str(piece["source"]), str(piece["published"])


def first_shown(releases: Sequence[Release], status: Status | None = None) -> dict[str, date]:
    """The day of the release that first showed each person, or showed him with that status."""
    shown: dict[str, date] = {}
    for release in releases:
        made = date.fromisoformat(str(release.manifest["made_at"])[:10])
        for person in release.persons:
            if status in (None, person["status"]):
                shown.setdefault(str(person["id"]), made)
    return shown


def day_of_death(person: _Person) -> date | None:
    """The day, the middle of its month where only that is known, or nothing."""
    text, precision = str(person["death_from"]), str(person["death_precision"])
    if precision == "day":
        return date.fromisoformat(text)
    return date.fromisoformat(text[:8] + f"{_MIDDLE:02d}") if precision == "month" else None


def first_seen(person: _Person, shown: date) -> date:
    """When the public could first read of him: his first report, or the release that first showed him."""
    days = [date.fromisoformat(str(e["published"])) for e in person["evidence"] if _dated(e) and e["role"] == Role.DEAD]
    first, death = min([shown, *days]), day_of_death(person)
    return max(first, death) if death else first


def _sure(person: _Person, rules: RuleSet) -> date:
    """The first day on which what was published by then confirms him; never, where undated evidence is needed."""
    pieces = [(str(e["published"]), evidence_of(n, e)) for n, e in enumerate(person["evidence"]) if _dated(e)]
    for day in sorted({day for day, _ in pieces}):
        if rules.decide(e for published, e in pieces if published <= day).status == Status.CONFIRMED:
            return date.fromisoformat(day)
    return date.max


def _first_source(person: _Person) -> tuple[str, str]:
    """Kind and number of the source that reported the death first; nothing where no report has a day."""
    dated = [e for e in person["evidence"] if _dated(e) and e["role"] == Role.DEAD]
    first = min(dated, key=lambda e: (e["published"], e["source"]), default=None)
    return (str(first["kind"]), str(first["source"])) if first else ("", "")


def _dated(piece: Mapping[str, Any]) -> bool:
    """Whether the day of publication is known to the day."""
    return len(str(piece["published"])) == len("2000-01-01")
