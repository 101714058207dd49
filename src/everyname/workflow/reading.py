"""Read what came in and was not read yet: captures with text become mentions with claims, in steps that can be resumed.

Only persons who may matter to the tally are kept: kin, officials, authors and comrades whom a text names are living
people and stay in the text. Whom one of two readers takes for dead waits for an analyst, whatever the other says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from everyname.domain import edtf
from everyname.domain.names import fold
from everyname.domain.words import Property, Review, Role
from everyname.extract import PersonReading, Reading
from everyname.extract.many import Options, Text, read_job, spread
from everyname.extract.readers.agree import counted
from everyname.extract.records import compared_json
from everyname.register.models import Capture, Claim, Mention
from everyname.register.record import record
from everyname.register.uids import mention_uid
from everyname.workflow import photos, tolling

KEPT = (Role.DEAD, Role.DEAD_OTHER, Role.MISSING, Role.PRISONER, Role.LIVING, Role.UNCLEAR)
_GRAVE = (Role.DEAD, Role.MISSING, Role.PRISONER)
_STEP = 100
_STEP_ASKING = 10  # with a language model, which takes its time
_NOTICES = ("death_notice", "list", "ceremony", "search", "found_alive", "planted")
Progress = Callable[[int, int], None]
Job = tuple[Text, Options]


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run read. ``agreed`` and ``differ`` count fields that two readers both have."""

    captures: int = 0
    mentions: int = 0
    dead: int = 0
    tolls: int = 0
    agreed: int = 0
    differ: int = 0
    unanswered: int = 0

    def plus(self, other: Summary) -> Summary:
        """Both together."""
        return Summary(*(getattr(self, name) + getattr(other, name) for name in Summary.__dataclass_fields__))


def extract_pending(
    *,
    actor: str,
    at: str | None = None,
    options: Options = Options(),  # noqa: B008 (frozen)
    workers: int = 1,
    again: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Read every current capture with text that waits; each step is one event, so a run can be broken off.

    ``again`` reads those anew, too, of whose mentions nobody has judged any (after words or a model were added).
    """
    waiting = _unjudged() if again else _unread()
    uids = list(waiting.order_by("seq", "row", "uid").values_list("uid", flat=True))
    options.check()
    done = Summary()
    readings = spread(read_job, _jobs(uids, options), options, workers)
    size = _STEP_ASKING if options.llm else _STEP
    for start in range(0, len(uids), size):
        found = list(islice(readings, size))
        step = _captures(uids[start : start + size])
        done = done.plus(_recorded(list(zip(step, found, strict=True)), options, actor=actor, at=at))
        if progress:
            progress(done.captures, len(uids))
    return done


def _unread() -> QuerySet[Capture]:
    return Capture.objects.filter(~Q(text=""), current=True, read_by="")


def _unjudged() -> QuerySet[Capture]:
    here = Mention.objects.filter(report=OuterRef("report"))
    corrected = Claim.objects.filter(mention__report=OuterRef("report"), reader__startswith="analyst:")
    judged = here.exclude(review=Review.OPEN)
    return Capture.objects.filter(~Q(text=""), ~Exists(judged), ~Exists(corrected), current=True)


def _captures(uids: Sequence[str]) -> list[Capture]:
    found = Capture.objects.filter(uid__in=uids).select_related("report__source").in_bulk()
    return [found[uid] for uid in uids]


def _jobs(uids: Sequence[str], options: Options) -> Iterator[Job]:
    for start in range(0, len(uids), _STEP):
        yield from ((text_of(capture), options) for capture in _captures(uids[start : start + _STEP]))


def text_of(capture: Capture) -> Text:
    """A capture as the readers take it."""
    report = capture.report
    return Text(capture.text, _day(report.published), report.lang or None)


def _recorded(read: Sequence[tuple[Capture, Reading]], options: Options, *, actor: str, at: str | None) -> Summary:
    """One step as one event, and the numbers that its texts state."""
    rows = [_row(capture, photos.doubted(capture, reading)) for capture, reading in read]
    found = [m for row in rows for m in row["mentions"]]
    counts = {"captures": len(rows), "mentions": len(found)}
    record("extraction.recorded", {"reader": options.reader, "counts": counts}, actor=actor, rows=rows, at=at)
    fresh = [c for c, reading in read if not c.read_by and reading.kind not in _NOTICES]
    tolls = sum(tolling.read_report(capture, actor=actor, at=at) for capture in fresh)
    agreement = [counted(reading) for _, reading in read]
    return Summary(
        captures=len(rows),
        mentions=len(found),
        dead=sum(m["role"] == Role.DEAD for m in found),
        tolls=tolls,
        agreed=sum(agreed for agreed, _ in agreement),
        differ=sum(differ for _, differ in agreement),
        unanswered=sum(bool(options.llm) and "second" not in reading.extra for _, reading in read),
    )


def _row(capture: Capture, reading: Reading) -> dict[str, Any]:
    persons = list(named(capture.report_id, reading))
    about: dict[str, Any] = {
        "is_war_death": reading.is_war_death,
        "lang": reading.lang,
        "kind": reading.kind,
        "warnings": list(reading.warnings),
    }
    if "second" in reading.extra:
        about["second"] = reading.extra["second"]
        about["compared"] = {uid: {k: compared_json(c) for k, c in p.compared.items()} for uid, p in persons}
    return {"capture": capture.uid, "reading": about, "mentions": [_mention(uid, p) for uid, p in persons]}


def named(report: str, reading: Reading) -> Iterator[tuple[str, PersonReading]]:
    """The persons who are kept, each with the uid of his mention in the report."""
    seen: dict[str, int] = {}
    for person in reading.persons:
        name = person.first(Property.FULL_NAME)
        if name is None or _kept_as(person) is None:
            continue
        slot = fold(name.value)
        seen[slot] = seen.get(slot, 0) + 1  # two men of one name in one text are two mentions
        yield mention_uid(report, slot if seen[slot] == 1 else f"{slot}#{seen[slot]}"), person


def _kept_as(person: PersonReading) -> Role | None:
    """The role of his mention; ``None`` for the living people who stay in the text."""
    said = person.compared.get("role")
    second_only = said is not None and not said.first
    if person.role in (_GRAVE if second_only else KEPT):
        return person.role
    return Role.UNCLEAR if said and set(said.second) & set(_GRAVE) else None


def _mention(uid: str, person: PersonReading) -> dict[str, Any]:
    name = person.first(Property.FULL_NAME)
    assert name is not None
    return {
        "uid": uid,
        "role": str(_kept_as(person)),
        "occasion": str(person.occasion),
        "confidence": round(person.role_confidence * 1000),
        "reasons": [*person.reasons, *person.conflicts],
        "name": name.value,
        "claims": list(_claims(person)),
    }


def _claims(person: PersonReading) -> Iterable[dict[str, Any]]:
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
