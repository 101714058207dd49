"""The demonstration: a tally of invented persons, from reports in three batches to three releases and the site."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.domain.words import SourceKind, Verdict
from everyname.register import counts
from everyname.register.models import Incident, Mention, Release
from everyname.site import build as build_site
from everyname.workflow import (
    estimating,
    importing,
    intake,
    judging,
    linking,
    publishing,
    reading,
    scripts,
    setup,
    tolling,
)

Say = Callable[[str], None]
Progress = Callable[[int, int], None]
# What comes in before each release, and when the release is made.
BATCHES = (
    (("posts-1.jsonl", "official-list-1.csv"), "2023-02-01T09:00:00.000Z"),
    (("posts-2.jsonl", "cemetery.csv"), "2024-01-15T09:00:00.000Z"),
    (("posts-3.jsonl", "official-list-2.csv"), "2024-12-16T09:00:00.000Z"),
)
_LISTS = {"official-list": "official-list", "cemetery": "cemetery"}  # file name begins with: source
_ROWS = {"official": "official-list", "cemetery": "cemetery"}


@dataclass(slots=True)
class Made:
    """What the demonstration made."""

    releases: int = 0
    judged: int = 0
    missing: list[str] = field(default_factory=list)
    confirmed: int = 0
    waiting: int = 0

    def sentence(self) -> str:
        """One line for the terminal."""
        return (
            f"{self.releases} releases, {self.confirmed} persons confirmed by name, {self.judged} judgements, "
            f"{self.waiting} mentions wait at the desk"
        )


def make(tally: Tally, *, say: Say, progress: Progress | None = None) -> Made:
    """Make what is missing of the demonstration; a second call changes nothing."""
    made = Made()
    with resources.as_file(resources.files("everyname.sample") / "data") as data:
        _begin(tally, data)
        for number, (files, at) in enumerate(BATCHES, 1):
            if not Release.objects.filter(number=number).exists():
                _batch(tally, data, number, files, at, made, say)
            if progress:
                progress(number, len(BATCHES))
    if not (tally.releases / estimating.FILE).exists():
        estimating.estimate(tally, thorough=False)
    build_site(tally.releases, tally.site)
    made.releases = Release.objects.count()
    made.confirmed, made.waiting = counts.counts()["confirmed"], int(counts.backlog()["size"])
    return made


def _begin(tally: Tally, data: Path) -> None:
    at = "2022-03-01T09:00:00.000Z"
    setup.start(tally, actor="editor", at=at)
    for row in _sources(data).values():
        setup.source(
            row["id"], SourceKind(row["kind"]), actor="editor", proves=tuple(row["proves"]), group=row["group"],
            title=row["title"], at=at,
        )  # fmt: skip


def _sources(data: Path) -> dict[str, Any]:
    rows = tomllib.loads((data / "sources.toml").read_text("utf-8"))["source"]
    return {row["id"]: row for row in rows}


def _batch(tally: Tally, data: Path, number: int, files: tuple[str, ...], at: str, made: Made, say: Say) -> None:
    for name in files:
        source = next((s for prefix, s in _LISTS.items() if name.startswith(prefix)), "")
        kind = _sources(data)[source]["kind"] if source else "community"
        done = importing.import_found(
            tally, intake.read(data / name, source=source), source=source, kind=kind, actor="volunteer", at=at
        )
        for one in done:
            if source and one.batch is not None:
                judging.accept_batch(
                    one.batch, actor="curlew", reason="checked row by row against the printed list", at=at
                )
    read = reading.extract_pending(actor="reader", at=at)
    linked = linking.link_pending(tally, actor="linker", at=at)
    applied = scripts.apply(data / "judgements.jsonl", batch=number, at=at)
    made.judged += applied.done + _join_rows(data, at)
    made.missing += applied.missing
    if number == 2:
        _tolls(data, at)
    release = publishing.publish(tally, actor="editor", reason=f"batch {number}", at=at)
    say(
        f"release {number}: {read.captures} texts read, {read.mentions} mentions, {linked.proposals} pairs proposed, "
        f"{applied.done} judgements ({len(applied.missing)} of mentions the reader had not found) -> {release.name}"
    )


def _join_rows(data: Path, at: str) -> int:
    """The scripted analysts find the men of the two lists among those whom reports name; how many they joined."""
    named = _reports_of_men(data)
    joined = 0
    for line in (data / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["type"] != "row":
            continue
        listed = _listed(row["report"])
        places = named.get(row["mentions"][0]["man"], ())
        known = next((m for m in (scripts.find(*place) for place in places) if m and m.person_id), None)
        if listed and known and listed.person_id and listed.person_id != known.person_id:
            reason = "name and dates of the row agree with the reports"
            judging.judge(listed.uid, known.uid, Verdict.SAME, actor="curlew", reason=reason, at=at)
            joined += 1
    return joined


def _listed(place: str) -> Mention | None:
    """The mention of a row: by the list's own key, or by the row of the sheet."""
    source, _, key = place.partition(":")
    rows = Mention.objects.filter(report__source__name=_ROWS[source], review="accepted", listed=True)
    return rows.filter(capture__row=int(key)).first() if key.isdigit() else rows.filter(report__external_id=key).first()


def _tolls(data: Path, at: str) -> None:
    """What others say, and the incident with the men whom reports place there."""
    tolling.import_tolls(data / "stated_tolls.csv", actor="editor", at=at)
    incident = Incident.objects.order_by("no").first()
    if incident is None:
        raise InputError("the sample's table of stated tolls names no incident")
    named = _reports_of_men(data)
    for line in (data / "incidents.jsonl").read_text("utf-8").splitlines():
        for row in json.loads(line)["men"]:
            mention = next(filter(None, (scripts.find(*place) for place in named[row["man"]])), None)
            if mention:
                judging.attribute(
                    mention.uid, incident.no, probability=float(row["probability"]), actor="dunlin",
                    reason=row["reason"], at=at,
                )  # fmt: skip


def _reports_of_men(data: Path) -> dict[str, list[tuple[str, str]]]:
    """Man to the (report, surname) places that name him."""
    places: dict[str, list[tuple[str, str]]] = {}
    for line in (data / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for mention in row.get("mentions", ()) if row.get("type") == "post" else ():
            if mention.get("man"):
                places.setdefault(mention["man"], []).append((row["report"], mention["name"].split()[0]))
    return places
