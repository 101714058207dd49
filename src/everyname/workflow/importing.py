"""Bring a file in: its bytes to the vault, its rows to the register, what cannot be read to quarantine.

Importing the same file twice changes nothing. A later release of a list ends what changed, marks what it no longer
names, and never takes a key that now stands for somebody else for the same person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from everyname.capture import vault
from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.domain.words import Property, Role, SourceKind
from everyname.ledger import canonical
from everyname.register.models import Capture, Claim, Mention, Quarantined, Setting, Source
from everyname.register.models import Report as Row
from everyname.register.record import alone, record
from everyname.register.sql import pieces
from everyname.register.uids import capture_uid, mention_uid, report_uid
from everyname.sources.diff import Entry, other_person
from everyname.sources.report import Report
from everyname.workflow import setup
from everyname.workflow.intake import Found, by_source

# Kinds of source that other tools write, in our words.
_ALIASES = {
    "village_admin": "official", "wire_news": "media", "relative_social": "relative", "community_social": "community",
    "comrade_social": "comrade", "cemetery_list": "cemetery", "telegram_list": "other_recorder", "church": "community",
}  # fmt: skip


@dataclass(slots=True)
class Imported:
    """What an import did. ``batch`` is its event, or ``None`` when nothing was new."""

    file: str
    source: str
    batch: int | None
    counts: dict[str, int] = field(default_factory=dict)
    reused: dict[str, list[str]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def import_found(
    tally: Tally, found: Found, *, source: str = "", kind: str = "other_recorder", actor: str, at: str | None = None
) -> list[Imported]:
    """Record what ``intake.read`` found, one import a source.

    Raises:
        InputError: posts without a source, or an unknown kind of source.
    """
    groups = list(by_source(found, source, kind))
    kinds = [_kind(code, found) for _, code, _ in groups]
    container = vault.put_file(tally.vault, found.path)
    done = []
    with alone():
        for n, (name, _, items) in enumerate(groups):
            entry = setup.source(name, kinds[n], actor=actor, at=at)
            plan = _Plan(entry, container)
            plan.add(items, is_list=found.is_list)
            if found.is_list and not found.partial:
                plan.unlist({i.external_id for i in items})
            plan.quarantine(found.quarantined if n == 0 else ())
            done.append(_recorded(plan, found, actor=actor, at=at))
    return done


def _kind(code: str, found: Found) -> SourceKind:
    try:
        return SourceKind(_ALIASES.get(code, code))
    except ValueError as error:
        raise InputError(f"{found.path.name}: «{code}» is no kind of source; kinds: {', '.join(SourceKind)}") from error


def _recorded(plan: _Plan, found: Found, *, actor: str, at: str | None) -> Imported:
    source, name = plan.source, found.path.name
    if found.is_list:
        _remember(source, found.mapping, actor=actor, at=at)
    if not plan.rows:
        return Imported(name, source.name, None, plan.counts)
    counts = {**plan.counts, **found.skipped}
    body = {"source": source.no, "file": plan.container, "counts": counts}
    head = {"file_name": name, "facts": {"read": list(found.facts)}}
    event = record("import.recorded", body, actor=actor, rows=[head, *plan.rows], at=at)
    return Imported(name, source.name, event.seq, counts, plan.reused)


def _remember(source: Source, mapping: str, *, actor: str, at: str | None) -> None:
    present = Setting.objects.filter(name=f"mapping:{source.no}").first()
    if present is None or present.text != mapping:
        body = {"source": source.no, "sha256": canonical.sha256(mapping.encode())}
        record("mapping.confirmed", body, actor=actor, rows=[{"text": mapping}], at=at)


@dataclass(slots=True)
class _Known:
    """What the register knows of one report; ``mention`` is the one that is carried now."""

    uid: str
    listed: bool
    captures: set[str] = field(default_factory=set)
    current: str = ""
    mention: str = ""
    generation: int = 0
    row: dict[str, str] = field(default_factory=dict)


def _known(source: Source) -> dict[str, _Known]:
    reports = Row.objects.filter(source=source).values_list("external_id", "uid", "listed")
    found = {external: _Known(uid, listed) for external, uid, listed in reports.iterator()}
    by_uid = {known.uid: known for known in found.values()}
    captures = Capture.objects.filter(report__source=source).values_list("report_id", "sha256", "current")
    for uid, sha256, current in captures.iterator():
        by_uid[uid].captures.add(sha256)
        if current:
            by_uid[uid].current = sha256
    mentions = Mention.objects.filter(report__source=source).order_by("seq", "uid")
    for uid, report, listed in mentions.values_list("uid", "report_id", "listed").iterator():
        by_uid[report].generation += 1
        if listed:
            by_uid[report].mention = uid
    claims = Claim.objects.filter(mention__report__source=source, ended=None, start=None).order_by("uid")
    for report, prop, value in claims.values_list("mention__report_id", "property", "value").iterator():
        by_uid[report].row[prop] = value
    return found


class _Plan:
    """The rows of one import event, made from what came and what was known."""

    def __init__(self, source: Source, container: str) -> None:
        self.source, self.container = source, container
        self.known = _known(source)
        self.rows: list[dict[str, Any]] = []
        self.reused: dict[str, list[str]] = {}
        self.counts = dict.fromkeys(("reports", "added", "changed", "unchanged", "removed", "returned", "reused"), 0)

    def add(self, items: Iterable[Report], *, is_list: bool) -> None:
        """One row a report that is new or whose bytes changed; an old post that comes again is no change."""
        returned = []
        for report in items:
            known = self.known.get(report.external_id)
            self.counts["reports"] += 1
            if known and not known.listed:
                returned.append(known.uid)
            seen = set() if known is None else {known.current} if is_list else known.captures
            if report.sha256 in seen:
                self.counts["unchanged"] += 1
            else:
                self.counts["changed" if known else "added"] += 1
                self.rows.append(self._row(report, known))
        self.counts["returned"] = len(returned)
        self._listing(returned, listed=True)

    def unlist(self, present: set[str]) -> None:
        """Reports that the list no longer carries are kept, marked."""
        gone = [k.uid for external, k in self.known.items() if external not in present and k.listed]
        self.counts["removed"] = len(gone)
        self._listing(gone, listed=False)

    def quarantine(self, items: Iterable[Any]) -> None:
        """Rows and cells that could not be read, each with its place and reason; known ones are not repeated."""
        known = set(Quarantined.objects.filter(batch__source=self.source).values_list("uid", flat=True))
        fresh = 0
        for item in items:
            raw = item.raw.decode("utf-8", "backslashreplace")
            uid = canonical.sha256(f"{self.source.no}|{item.row}|{item.column}|{raw}".encode())[:32]
            if uid in known:
                continue
            known.add(uid)
            fresh += 1
            self.rows.append(
                {"quarantine": {"uid": uid, "file_name": item.file, "row": item.row, "column": item.column,
                                "value": _clean(item.value), "code": item.code, "reason": item.sentence, "raw": raw}}
            )  # fmt: skip
        if fresh:
            self.counts["quarantined"] = fresh

    def _listing(self, uids: list[str], *, listed: bool) -> None:
        for piece in pieces(uids):
            self.rows.append({"listing": {"reports": piece, "listed": listed}})

    def _row(self, report: Report, known: _Known | None) -> dict[str, Any]:
        uid = known.uid if known else report_uid(self.source.no, report.external_id)
        capture = capture_uid(uid, report.sha256)
        if known and report.sha256 in known.captures:  # a list that goes back to earlier bytes is a capture of its own
            capture = capture_uid(uid, f"{report.sha256}{len(known.captures)}{self.container}")
        is_row = bool(report.claims)
        media = [canonical.sha256(name.encode()) for name in dict.fromkeys(report.media)]
        row: dict[str, Any] = {
            "report": {"uid": uid, "external_id": report.external_id, "url": report.url,
                       "published": report.published, "lang": report.lang or self.source.lang,
                       "author": report.author, "repost_of": report.repost_of},
            "capture": {"uid": capture, "sha256": report.sha256, "container": self.container, "row": report.row,
                        "text": "" if is_row else _clean(report.text),
                        "cells": [[c, _clean(v)] for c, v in report.cells if v.strip()]},
        }  # fmt: skip
        if media:
            row["media"] = media
        if is_row:
            row["mentions"] = [self._mention(report, uid, known)]
        return row

    def _mention(self, report: Report, uid: str, known: _Known | None) -> dict[str, Any]:
        values = {str(c.property): c.value for c in report.claims}
        name = values.get("full_name") or " ".join(
            values[p] for p in ("surname", "given", "patronymic") if values.get(p)
        )
        mention = known.mention if known else ""
        if known and mention:
            before, now = _entry(known.row), _entry(values)
            why = other_person(before, now) if before.name != now.name else ()
            if why:
                self.reused[report.external_id] = [evidence.code for evidence in why]
                self.counts["reused"] += 1
                self.rows.append({"listing": {"reports": [], "mentions": [mention], "listed": False}})
                mention = ""
        generation = known.generation if known else 0
        claims = [
            {"property": str(c.property), "value": c.value, "original": _clean(c.original), "column": c.column,
             "reader": "list/1"}
            for c in report.claims
        ]  # fmt: skip
        if "full_name" not in values and name:
            claims.append({"property": str(Property.FULL_NAME), "value": name, "original": name, "reader": "list/1"})
        return {
            "uid": mention or mention_uid(uid, str(generation)),
            "role": str(Role.DEAD),
            "occasion": "list",
            "confidence": 1000,
            "reasons": [],
            "name": name or report.external_id,
            "claims": claims,
        }


def _entry(row: Mapping[str, str]) -> Entry:
    name = row.get("full_name") or " ".join(row[p] for p in ("surname", "given", "patronymic") if row.get(p))
    return Entry((), name, row.get("birth", ""), row.get("sex", ""), row.get("age", ""))


def _clean(text: str) -> str:
    """NUL bytes and halves of surrogate pairs cannot be stored by PostgreSQL; they are made visible, not dropped."""
    if "\0" not in text and text.isprintable():
        return text
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
