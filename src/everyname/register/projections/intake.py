"""Effects of what comes in: settings, sources, imports, readings, corrections, erasures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from everyname.domain.names import fold
from everyname.domain.words import Review
from everyname.ledger.events import Event
from everyname.register import lookup
from everyname.register.models import Batch, Capture, Claim, Medium, Mention, Quarantined, Report, Setting, Source
from everyname.register.projections.persons import refresh
from everyname.register.sql import insert, select
from everyname.register.sql import pieces as chunks

_CHUNK = 2000
_NO_REPORT = {"url": "", "published": "", "lang": "", "author": "", "repost_of": ""}


def created(event: Event, rows: Sequence[Any]) -> None:
    """The first event: whose tally this is and which key signs for it."""
    for name in ("tally", "origin", "key"):
        Setting.objects.create(name=name, version="", text=event.body[name], seq=event.seq)


def adopted(event: Event, rows: Sequence[Any]) -> None:
    """A text comes into force: rules, publication policy, or the mapping of one source."""
    name = event.kind.partition(".")[0]
    if "source" in event.body:
        name = f"{name}:{event.body['source']}"
    text = rows[0]["text"] if rows and rows[0] else ""
    version = str(event.body.get("version", event.body["sha256"][:12]))
    Setting.objects.update_or_create(name=name, defaults={"version": version, "text": text, "seq": event.seq})
    if event.kind == "rules.adopted":
        refresh(event, Mention.objects.filter(review=Review.ACCEPTED).values_list("uid", flat=True))


def source_registered(event: Event, rows: Sequence[Any]) -> None:
    """A source comes in, or its entry is corrected; persons that rest on it are judged again."""
    body = event.body
    private = (rows[0] if rows else None) or {"name": f"source {body['source']}"}
    Source.objects.update_or_create(
        no=body["source"],
        defaults={"kind": body["kind"], "proves": body["proves"], "group": body["group"], **private},
    )
    resting = Mention.objects.filter(report__source_id=body["source"], review=Review.ACCEPTED)
    refresh(event, resting.values_list("uid", flat=True))


def import_recorded(event: Event, rows: Sequence[Any]) -> None:
    """One file: row 0 describes the batch, the others are reports, quarantined rows, or lists of what is gone."""
    head = (rows[0] if rows else None) or {"file_name": "(erased)", "facts": {}}
    batch = Batch.objects.create(
        seq=event.seq, source_id=event.body["source"], sha256=event.body["file"], at=event.at,
        counts=event.body["counts"], file_name=head["file_name"], facts=head["facts"],
    )  # fmt: skip
    kept = [r for r in rows[1:] if r]
    reports = [r for r in kept if "report" in r]
    _save_reports(event, batch, reports)
    touched = _save_mentions(event, [(r["capture"]["uid"], m) for r in reports for m in r.get("mentions", ())])
    Quarantined.objects.bulk_create(
        [Quarantined(batch=batch, **r["quarantine"]) for r in kept if "quarantine" in r], batch_size=_CHUNK
    )
    touched |= _set_listed(r["listing"] for r in kept if "listing" in r)
    refresh(event, touched)


def extraction_recorded(event: Event, rows: Sequence[Any]) -> None:
    """Readings of captures: their mentions come in; those that the capture no longer names are marked."""
    touched: set[str] = set()
    kept = [r for r in rows if r]
    captures = Capture.objects.in_bulk([r["capture"] for r in kept])
    for row in kept:
        capture = captures[row["capture"]]
        capture.read_by, capture.reading = event.body["reader"], row["reading"]
    Capture.objects.bulk_update(captures.values(), ["read_by", "reading"], batch_size=_CHUNK)
    touched |= _save_mentions(event, [(r["capture"], m) for r in kept for m in r["mentions"]])
    named = {m["uid"] for r in kept for m in r["mentions"]}
    reports = [c.report_id for c in captures.values()]
    gone = [
        uid
        for uid in Mention.objects.filter(report__in=reports, listed=True).values_list("uid", flat=True)
        if uid not in named
    ]
    for chunk in chunks(gone):
        Mention.objects.filter(uid__in=chunk).update(listed=False)
    refresh(event, touched | set(gone))


def quarantine_corrected(event: Event, rows: Sequence[Any]) -> None:
    """A quarantined row came in again, corrected, with a later batch."""
    Quarantined.objects.filter(uid=event.body["item"]).update(corrected_seq=event.seq)


def payload_erased(event: Event, rows: Sequence[Any]) -> None:
    """The row is emptied by ``record.erase``; tables lose it at the next rebuild."""


def _save_reports(event: Event, batch: Batch, rows: Sequence[Mapping[str, Any]]) -> None:
    insert(
        Report,
        [
            {"batch_id": batch.seq, "source_id": batch.source_id, "listed": True, **_NO_REPORT, **row["report"]}
            for row in rows
        ],
        update=("url", "published", "lang", "author", "repost_of", "listed"),
    )
    for chunk in chunks(row["report"]["uid"] for row in rows):
        Capture.objects.filter(report__in=chunk, current=True).update(current=False)
    fresh = {"current": True, "read_by": "", "reading": {}, "seq": event.seq, "text": "", "cells": []}
    insert(Capture, [{"report_id": r["report"]["uid"], **fresh, **r["capture"]} for r in rows])
    shown = [(r["capture"]["uid"], n, digest) for r in rows for n, digest in enumerate(r.get("media", ()))]
    insert(Medium, [{"uid": f"{uid}.{n}", "capture_id": uid, "digest": digest} for uid, n, digest in shown])


def _save_mentions(event: Event, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> set[str]:
    uids = {m["uid"] for _, m in rows}
    known = dict(select("SELECT uid, review FROM register_mention WHERE uid IN ({ids})", uids))
    for chunk in chunks(known):
        Claim.objects.filter(mention__in=chunk, ended=None).update(ended=event.seq)
    insert(
        Mention,
        [_mention(event, capture, row, known.get(row["uid"])) for capture, row in rows],
        update=("capture_id", "listed", "name", "key", "read_role", "occasion", "confidence", "reasons", "recheck"),
    )
    insert(
        Claim, [_claim(event, capture, row["uid"], n, c) for capture, row in rows for n, c in enumerate(row["claims"])]
    )
    claims = ((row["uid"], c["property"], c["value"]) for _, row in rows for c in row["claims"])
    lookup.index({row["uid"]: row["name"] for _, row in rows}, claims)
    return uids


def _mention(event: Event, capture: str, row: Mapping[str, Any], review: str | None) -> dict[str, Any]:
    """A new mention is open; a known one keeps its review, and is looked at again if it was accepted."""
    return {
        "uid": row["uid"], "report_id": row["uid"].partition(".")[0], "capture_id": capture, "listed": True,
        "name": row["name"], "key": fold(row["name"]), "role": row["role"], "read_role": row["role"],
        "occasion": row["occasion"],
        "confidence": row["confidence"], "reasons": row["reasons"], "recheck": review == Review.ACCEPTED,
        "review": review or str(Review.OPEN), "seq": event.seq,
    }  # fmt: skip


def _claim(event: Event, capture: str, mention: str, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "uid": f"{mention}.{event.seq}.{number}", "mention_id": mention, "capture_id": capture, "seq": event.seq,
        "property": row["property"], "value": row["value"], "original": row.get("original", ""),
        "start": row.get("start"), "end": row.get("end"), "column": row.get("column", ""), "reader": row["reader"],
        "confidence": row.get("confidence", 1000), "derived": row.get("derived", False),
    }  # fmt: skip


def _set_listed(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    touched: set[str] = set()
    for row in rows:
        for chunk in chunks(row["reports"]):
            Report.objects.filter(uid__in=chunk).update(listed=row["listed"])
            touched.update(Mention.objects.filter(report__in=chunk).values_list("uid", flat=True))
        for chunk in chunks(row.get("mentions", ())):
            Mention.objects.filter(uid__in=chunk).update(listed=row["listed"])
            touched.update(chunk)
    return touched
