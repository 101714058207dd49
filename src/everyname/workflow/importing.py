"""Bring a file in: its bytes to the vault, its rows to the register, what cannot be read to quarantine.

Importing the same file twice changes nothing. A later release of a list ends what changed, marks what it no longer
names, and never takes a key that now stands for somebody else for the same person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from everyname.capture import vault
from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.domain.words import Role, SourceKind
from everyname.ledger import canonical
from everyname.register.models import Batch, Capture, Claim, Mention, Quarantined, Setting, Source
from everyname.register.models import Report as Row
from everyname.register.record import record
from everyname.register.sql import pieces
from everyname.register.uids import capture_uid, mention_uid, report_uid
from everyname.sources import difference
from everyname.sources.lists import read_list
from everyname.sources.posts import read_article, read_posts
from everyname.sources.report import Read, Report
from everyname.workflow import setup

Progress = Callable[[int, int], None]
_POSTS = {".jsonl", ".ndjson"}
_TEXTS = {".txt", ".md"}


@dataclass(slots=True)
class Imported:
    """What an import did. ``batch`` is its event, or ``None`` when the file was known."""

    file: str
    source: str
    batch: int | None
    counts: dict[str, int] = field(default_factory=dict)
    mapping: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    reused: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def read(tally: Tally, path: Path, *, source: str = "", mapping: Path | None = None, published: str = "", url: str = "",
         progress: Progress | None = None) -> Read:  # fmt: skip
    """Read a file by its ending, without writing anything; the mapping remembered for the source is used again."""
    if path.suffix.lower() in _POSTS:
        return read_posts(path, progress=progress)
    if path.suffix.lower() in _TEXTS:
        return read_article(path, published=published, url=url)
    known = Source.objects.filter(name=source).values_list("no", flat=True).first()
    remembered = Setting.objects.filter(name=f"mapping:{known}").values_list("text", flat=True).first()
    given = mapping.read_text("utf-8") if mapping else remembered
    return read_list(path, mapping=given, progress=progress)


def import_read(
    tally: Tally,
    path: Path,
    found: Read,
    *,
    source: str,
    kind: SourceKind = SourceKind.OTHER_RECORDER,
    actor: str,
    at: str | None = None,
) -> list[Imported]:
    """Record what ``read`` found, one import a source (posts may name their own).

    Raises:
        InputError: posts without a source, and none given.
    """
    sha256 = vault.put_file(tally.vault, path)
    groups: dict[tuple[str, str], list[Report]] = {}
    for report in found.reports:
        name = report.source or source
        if not name:
            raise InputError(f"{path.name}: row {report.row} names no source: give --source NAME")
        groups.setdefault((name, report.source_kind or str(kind)), []).append(report)
    if not groups:
        groups[source or path.stem, str(kind)] = []
    done = []
    for n, ((name, code), reports) in enumerate(groups.items()):
        entry = setup.source(name, _kind(code, path), actor=actor, at=at)
        quarantined = found.quarantined if n == 0 else []
        done.append(_import(found, entry, reports, quarantined, sha256, actor=actor, at=at))
    return done


def _kind(code: str, path: Path) -> SourceKind:
    """The source kind of a post; kinds that other tools use are translated by ``sources`` words."""
    try:
        return SourceKind(_ALIASES.get(code, code))
    except ValueError as error:
        raise InputError(f"{path.name}: «{code}» is no kind of source; kinds are {', '.join(SourceKind)}") from error


_ALIASES = {
    "village_admin": "official", "wire_news": "media", "relative_social": "relative", "community_social": "community",
    "comrade_social": "comrade", "cemetery_list": "cemetery", "telegram_list": "other_recorder", "church": "community",
}  # fmt: skip


def _import(
    found: Read, source: Source, reports: list[Report], quarantined: list[Any], sha256: str, *, actor: str, at: str | None
) -> Imported:
    is_list = "mapping" in found.facts
    if Batch.objects.filter(sha256=sha256, source=source).exists() and _is_latest(sha256, source, is_list):
        return Imported(found.file, source.name, None, {"unchanged": len(reports)}, found.facts.get("mapping", ""))
    if is_list:
        _remember(source, found.facts["mapping"], actor=actor, at=at)
    known = _known(source)
    plan = _Plan(source, sha256, known)
    plan.add(reports, is_list=is_list)
    if is_list:
        plan.unlist({r.external_id for r in reports})
    plan.quarantine(quarantined)
    counts = plan.counts(found.ignored)
    if not plan.rows and not plan.changes_listing:
        return Imported(found.file, source.name, None, counts, found.facts.get("mapping", ""))
    head = {"file_name": found.file, "facts": {k: v for k, v in found.facts.items() if k != "mapping"}}
    body = {"source": source.no, "file": sha256, "counts": counts}
    event = record("import.recorded", body, actor=actor, rows=[head, *plan.rows], at=at)
    return Imported(found.file, source.name, event.seq, counts, found.facts.get("mapping", ""), found.facts, plan.reused)


def _is_latest(sha256: str, source: Source, is_list: bool) -> bool:
    """Whether this file is what the source says now: an old release of a list, imported again, would change it back."""
    if not is_list:
        return True
    last = Batch.objects.filter(source=source).order_by("-seq").first()
    return last is not None and last.sha256 == sha256


def _remember(source: Source, mapping: str, *, actor: str, at: str | None) -> None:
    present = Setting.objects.filter(name=f"mapping:{source.no}").first()
    if present is None or present.text != mapping:
        body = {"source": source.no, "sha256": canonical.sha256(mapping.encode())}
        record("mapping.confirmed", body, actor=actor, rows=[{"text": mapping}], at=at)


@dataclass(slots=True)
class _Known:
    """What the register knows of one report."""

    uid: str
    listed: bool
    captures: set[str] = field(default_factory=set)
    current: str = ""
    mention: str = ""  # the mention that is carried now
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

    def __init__(self, source: Source, container: str, known: Mapping[str, _Known]) -> None:
        self.source, self.container, self.known = source, container, known
        self.rows: list[dict[str, Any]] = []
        self.reused: dict[str, str] = {}
        self.changes_listing = False
        self._counts = dict.fromkeys(("reports", "added", "changed", "unchanged", "removed", "returned", "reused"), 0)

    def add(self, reports: Iterable[Report], *, is_list: bool) -> None:
        """One row a report that is new or whose bytes changed."""
        returned = []
        for report in reports:
            self._counts["reports"] += 1
            known = self.known.get(report.external_id)
            if known and not known.listed:
                returned.append(known.uid)
            if known and report.sha256 == known.current:
                self._counts["unchanged"] += 1
            elif known and not is_list and report.sha256 in known.captures:
                self._counts["unchanged"] += 1
            else:
                self._counts["changed" if known else "added"] += 1
                self.rows.append(self._row(report, known))
        if returned:
            self._counts["returned"] = len(returned)
            self._listing(returned, listed=True)

    def unlist(self, present: set[str]) -> None:
        """Reports that the list no longer carries are kept, marked."""
        gone = [k.uid for external, k in self.known.items() if external not in present and k.listed]
        self._counts["removed"] = len(gone)
        self._listing(gone, listed=False)

    def quarantine(self, items: Iterable[Any]) -> None:
        """Rows that could not be read, each with its place and reason; those known already are not repeated."""
        known = set(Quarantined.objects.filter(batch__source=self.source).values_list("uid", flat=True))
        for item in items:
            key = f"{self.source.no}|{item.row}|{item.column}|{item.raw}"
            uid = canonical.sha256(key.encode())[:32]
            if uid not in known:
                known.add(uid)
                self.rows.append(
                    {"quarantine": {"uid": uid, "file_name": item.file, "row": item.row, "column": item.column,
                                    "value": item.value, "code": item.code, "reason": item.reason, "raw": item.raw}}
                )  # fmt: skip
                self._counts["quarantined"] = self._counts.get("quarantined", 0) + 1

    def counts(self, ignored: Mapping[str, int]) -> dict[str, int]:
        """For the event and the screen."""
        return {**self._counts, **ignored}

    def _listing(self, uids: list[str], *, listed: bool) -> None:
        for piece in pieces(uids):
            self.changes_listing = True
            self.rows.append({"listing": {"reports": piece, "listed": listed}})

    def _row(self, report: Report, known: _Known | None) -> dict[str, Any]:
        uid = known.uid if known else report_uid(self.source.no, report.external_id)
        capture = capture_uid(uid, report.sha256)
        if known and report.sha256 in known.captures:  # a list that goes back to earlier bytes is a capture of its own
            capture = capture_uid(uid, f"{report.sha256}{len(known.captures)}{self.container}")
        row: dict[str, Any] = {
            "report": {"uid": uid, "external_id": report.external_id, "url": report.url,
                       "published": report.published, "lang": report.lang or self.source.lang,
                       "author": report.author, "repost_of": report.repost_of},
            "capture": {"uid": capture, "sha256": report.sha256, "container": self.container, "row": report.row,
                        "text": report.text, "cells": [list(pair) for pair in report.cells]},
        }  # fmt: skip
        if report.claims:
            row["mentions"] = [self._mention(report, uid, known)]
        return row

    def _mention(self, report: Report, uid: str, known: _Known | None) -> dict[str, Any]:
        claims = {c.property: c.value for c in report.claims}
        mention = known.mention if known else ""
        if known and mention:
            why = difference.another_person(known.row, claims)
            if why:
                self.reused[report.external_id] = why
                self._counts["reused"] += 1
                self.rows.append({"listing": {"reports": [], "mentions": [mention], "listed": False}})
                mention = ""
        generation = known.generation if known else 0
        return {
            "uid": mention or mention_uid(uid, str(generation)),
            "role": str(Role.DEAD),
            "occasion": "list",
            "confidence": 1000,
            "reasons": [],
            "name": claims.get("full_name", ""),
            "claims": [
                {"property": c.property, "value": c.value, "original": c.original, "column": c.column,
                 "reader": "list/1"}
                for c in report.claims
            ],
        }  # fmt: skip
