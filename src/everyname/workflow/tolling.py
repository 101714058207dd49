"""What others say: recorded, read in reports, accepted by an analyst, set beside the own count; incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from everyname.domain import edtf
from everyname.domain.errors import InputError
from everyname.domain.names import fold
from everyname.domain.tolls import Aspect, Measure, Qualifier, Scope, StatedToll, TollKind
from everyname.domain.words import Status
from everyname.extract.tolls import as_json, read_tolls, read_tolls_in_text
from everyname.extract.tolls import compare as set_beside
from everyname.extract.tolls import incident_summary as summarise
from everyname.extract.tolls.comparison import ComparisonRow, IncidentSummary
from everyname.register.models import Attribution, Capture, Incident, Person, TollProposal
from everyname.register.models import StatedToll as Row
from everyname.register.record import alone, record


class TollingError(InputError):
    """The number cannot be recorded; the message says why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table of stated tolls gave: how many were new, known, and which rows could not be read."""

    new: int
    known: int
    quarantined: tuple[str, ...]


def import_tolls(path: Path, *, actor: str, at: str | None = None) -> Imported:
    """Record every row of a table of stated tolls; a row that is recorded already changes nothing."""
    tolls, bad = read_tolls(path)
    known = {_identity(row.value) for row in Row.objects.all()}
    new = 0
    for toll in tolls:
        value = asdict(toll)
        if _identity(value) in known:
            continue
        incident = _incident(toll.event, toll.period_from, "", actor=actor, at=at) if toll.event else None
        _record(value, incident, actor=actor, reason=f"imported from {path.name}", at=at)
        known.add(_identity(value))
        new += 1
    return Imported(new, len(tolls) - new, tuple(str(b) for b in bad))


def read_report(capture: Capture, *, actor: str, at: str | None = None) -> int:
    """Read the numbers that a report states; they wait as proposals. How many."""
    day = capture.report.published[:10]
    published = edtf.parse(day).earliest if edtf.is_valid(day) else None
    source = capture.report.source.name
    found = read_tolls_in_text(capture.text, published=published, lang=capture.report.lang or None, publisher=source)
    if not found:
        return 0
    rows = [_whole(as_json(p)) for p in found]
    record("toll.proposed", {"capture": capture.uid, "counts": {"proposals": len(rows)}}, actor=actor, rows=rows, at=at)
    return len(rows)


def accept(uid: str, *, actor: str, reason: str = "", at: str | None = None) -> None:
    """Record a proposal as a stated toll; an incident comes into the register with it."""
    proposal = _open(uid)
    value = proposal.value
    with transaction.atomic():
        incident = None
        if value["type"] == "incident":
            incident = _incident(value["event"], value["date"], value["place"], actor=actor, at=at)
            value = {**value["toll"], "named_low": value["named_low"], "named_high": value["named_high"]}
        _record(_bare(value), incident, actor=actor, reason=reason, at=at)
        record("toll.reviewed", {"proposal": uid, "review": "accepted"}, actor=actor, reason=reason, at=at)


def dismiss(uid: str, *, actor: str, reason: str, at: str | None = None) -> None:
    """Put a proposal aside, with a reason."""
    _open(uid)
    if not reason.strip():
        raise TollingError(_("Dismissing a number needs a reason."))
    record("toll.reviewed", {"proposal": uid, "review": "dismissed"}, actor=actor, reason=reason, at=at)


def comparison() -> tuple[ComparisonRow, ...]:
    """Every stated toll beside the own count for the same scope and period; those of incidents stand with them."""
    return set_beside([toll_of(row.value) for row in Row.objects.filter(incident=None).order_by("no")], own_count)


def own_count(scope: Scope, start: str, end: str) -> int | None:
    """The tally's confirmed persons for a scope and period of death; ``None`` when it cannot count that.

    Persons without a date of death are counted only where no period is asked for.
    """
    if scope.measure not in (Measure.KILLED, Measure.IDENTIFIED):
        return None
    low, high = edtf.parse(start).earliest, edtf.parse(end).latest
    count = 0
    for facts in Person.objects.filter(active=True, status=Status.CONFIRMED).values_list("facts", flat=True):
        if any(group not in facts.get("category", {}).get("value", ()) for group in scope.groups):
            continue
        died = edtf.parse(facts.get("death", {}).get("value", ""))
        if (low or high) and died.latest is None:
            continue
        inside = (not low or (died.latest or low) >= low) and (not high or (died.earliest or high) <= high)
        count += inside
    return count


def incident_summary(no: int) -> IncidentSummary | None:
    """Claimed against named: the latest claim of the incident, and its attributed persons; ``None`` without a claim."""
    claims = [toll_of(row.value) for row in Row.objects.filter(incident_id=no)]
    deadly = [c for c in claims if c.scope.measure is Measure.KILLED and c.aspect is not Aspect.EARLIER]
    if not deadly:
        return None
    latest = max(deadly, key=lambda c: (c.kind is TollKind.OFFICIAL, c.said_on))
    return summarise(latest, named(no))


def named(no: int) -> int:
    """How many persons are attributed to the incident."""
    rows = Attribution.objects.filter(incident_id=no, revoked=None, mention__person__active=True)
    return rows.values("mention__person").distinct().count()


def toll_of(value: Mapping[str, Any]) -> StatedToll:
    """The domain's object of a stored value."""
    scope = value["scope"]
    return StatedToll(
        who=value["who"],
        kind=TollKind(value["kind"]),
        aspect=Aspect(value["aspect"]),
        scope=Scope(Measure(scope["measure"]), tuple(scope["groups"]), scope["side"], scope["note"]),
        value_low=value["value_low"],
        value_high=value["value_high"],
        qualifier=Qualifier(value["qualifier"]),
        **{k: value[k] for k in ("said_on", "period_from", "period_to", "event", "evidence", "source")},
    )


def _open(uid: str) -> TollProposal:
    found = TollProposal.objects.filter(uid=uid, review="open").first()
    if found is None:
        raise TollingError(_("There is no open proposal %(uid)s.") % {"uid": uid})
    return found


@alone()
def _record(value: dict[str, Any], incident: int | None, *, actor: str, reason: str, at: str | None) -> None:
    number = (Row.objects.aggregate(last=Max("no"))["last"] or 0) + 1
    rows = [{"value": value, "incident": incident}]
    record("toll.recorded", {"toll": number}, actor=actor, reason=reason, rows=rows, at=at)


@alone()
def _incident(name: str, date: str, place: str, *, actor: str, at: str | None) -> int:
    """The incident of this date or place and like name, recorded if it is new."""
    for row in Incident.objects.order_by("no"):
        same_place = place and fold(place) in fold(f"{row.name} {row.place}")
        if fold(row.name) == fold(name) or (same_place and _overlap(row.date, date)):
            return row.no
    number = (Incident.objects.aggregate(last=Max("no"))["last"] or 0) + 1
    rows = [{"name": name, "date": date, "place": place}]
    record("incident.recorded", {"incident": number}, actor=actor, rows=rows, at=at)
    return number


def _overlap(a: str, b: str) -> bool:
    return edtf.is_valid(a) and edtf.is_valid(b) and edtf.parse(a).may_equal(edtf.parse(b))


def _whole(value: dict[str, Any]) -> dict[str, Any]:
    """The ledger holds whole numbers only: confidence in thousandths."""
    return {**value, "confidence": round(value["confidence"] * 1000)}


def _bare(value: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in value.items() if k not in ("type", "spans", "reasons", "confidence")}


def _identity(value: Mapping[str, Any]) -> str:
    keys = ("who", "aspect", "period_from", "period_to", "event", "value_low", "value_high", "said_on")
    return fold("|".join(str(value[k]) for k in keys) + str(value["scope"]["measure"]))
