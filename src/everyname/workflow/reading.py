"""Read what came in and was not read yet: captures with text become mentions with claims, in steps that can be resumed.

Only persons who may matter to the tally are kept: kin, officials, authors and comrades whom a text names are living
people and stay in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from everyname.domain import edtf
from everyname.domain.names import fold
from everyname.domain.words import Property, Role
from everyname.extract import PersonReading, Reading, read
from everyname.register.models import Capture
from everyname.register.record import record
from everyname.register.uids import mention_uid
from everyname.workflow import tolling

KEPT = (Role.DEAD, Role.DEAD_OTHER, Role.MISSING, Role.PRISONER, Role.LIVING, Role.UNCLEAR)
_STEP = 100
_NOTICES = ("death_notice", "list", "ceremony", "search", "found_alive", "planted")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run read."""

    captures: int
    mentions: int
    dead: int
    tolls: int


def extract_pending(*, actor: str, at: str | None = None, progress: Progress | None = None) -> Summary:
    """Read every current capture with text that waits; each hundred is one event, so a run can be broken off."""
    waiting = Capture.objects.filter(~Q(text=""), current=True, read_by="").order_by("seq", "row", "uid")
    uids = list(waiting.values_list("uid", flat=True))
    mentions = dead = tolls = 0
    for start in range(0, len(uids), _STEP):
        step = Capture.objects.filter(uid__in=uids[start : start + _STEP]).select_related("report__source")
        rows, reader = _read(sorted(step, key=lambda c: (c.seq, c.row, c.uid)))
        found = [m for row in rows for m in row["mentions"]]
        counts = {"captures": len(rows), "mentions": len(found)}
        record("extraction.recorded", {"reader": reader, "counts": counts}, actor=actor, rows=rows, at=at)
        tolls += sum(tolling.read_report(c, actor=actor, at=at) for c in step if _states_numbers(c, rows))
        mentions += len(found)
        dead += sum(m["role"] == Role.DEAD for m in found)
        if progress:
            progress(min(start + _STEP, len(uids)), len(uids))
    return Summary(len(uids), mentions, dead, tolls)


def _read(captures: Sequence[Capture]) -> tuple[list[dict[str, Any]], str]:
    rows, reader = [], ""
    for capture in captures:
        report = capture.report
        reading = read(
            capture.text,
            published=_day(report.published),
            lang=report.lang or None,
            source_kind=report.source.kind,
        )
        reader = reading.reader
        rows.append(
            {"capture": capture.uid, "reading": _about(reading), "mentions": list(_mentions(report.uid, reading))}
        )
    return rows, reader


def _states_numbers(capture: Capture, rows: Sequence[dict[str, Any]]) -> bool:
    """Whether a text may speak of tolls: it is no notice of particular persons only."""
    kinds = {row["capture"]: row["reading"]["kind"] for row in rows}
    return kinds[capture.uid] not in _NOTICES


def _about(reading: Reading) -> dict[str, Any]:
    return {
        "is_war_death": reading.is_war_death,
        "lang": reading.lang,
        "kind": reading.kind,
        "warnings": list(reading.warnings),
    }


def _mentions(report: str, reading: Reading) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = {}
    for person in reading.persons:
        name = person.first(Property.FULL_NAME)
        if person.role not in KEPT or name is None:
            continue
        slot = fold(name.value)
        seen[slot] = seen.get(slot, 0) + 1  # two men of one name in one text are two mentions
        uid = mention_uid(report, slot if seen[slot] == 1 else f"{slot}#{seen[slot]}")
        yield {
            "uid": uid,
            "role": str(person.role),
            "occasion": str(person.occasion),
            "confidence": round(person.role_confidence * 1000),
            "reasons": [*person.reasons, *person.conflicts],
            "name": name.value,
            "claims": list(_claims(person)),
        }


def _claims(person: PersonReading) -> Iterator[dict[str, Any]]:
    for item in person.proposals:
        yield {
            "property": str(item.property),
            "value": item.value,
            "original": item.original,
            "start": item.span[0],
            "end": item.span[1],
            "reader": item.reader,
            "confidence": round(item.confidence * 1000),
            "derived": item.derived,
        }


def _day(published: str) -> date | None:
    text = published[:10]
    return edtf.parse(text).earliest if edtf.is_valid(text) else None
