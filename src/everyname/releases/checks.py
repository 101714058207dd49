"""Everything a release says, recomputed; the first thing that differs is named by file, record and field.

Invariant: each check is a generator of differences over files that earlier checks could read. The order is the order
of trust: seal, bytes, checkpoint, records, statuses, counts, changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from everyname.domain.rules import Evidence, load_rules
from everyname.domain.words import Role, SourceKind
from everyname.ledger import note
from everyname.releases import changes, counts
from everyname.releases.content import StatedTollRecord
from everyname.releases.release import Release, state_of
from everyname.releases.seal import MANIFEST, SIGNATURE, SealError, open_seal, sha256
from everyname.releases.tables import DATES, PERSON_COLUMNS, cell, csv_bytes, csv_rows, date_fields, jsonl_bytes

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not hold."""

    file: str
    record: str
    field: str
    problem: str

    def __str__(self) -> str:
        where = [self.file]
        where += [f"record {self.record}"] if self.record else []
        where += [f"field {self.field}"] if self.field else []
        return f"{', '.join(where)}: {self.problem}"


def first_difference(release: Release, previous: Release | None) -> Difference | None:
    """The first difference, or ``None`` when everything that the release says can be recomputed."""
    fault = next(_seal(release), None)
    if fault:
        return fault
    damaged = next(_bytes(release), None)
    if damaged:
        return _closer(damaged, release, previous)
    return next(_content(release, previous), None)


def _closer(damaged: Difference, release: Release, previous: Release | None) -> Difference:
    """The record and field inside a file with wrong bytes, when the files around it tell."""
    found = next((d for d in _content(release, previous) if d.file == damaged.file), None)
    return found or damaged


def _content(release: Release, previous: Release | None) -> Iterator[Difference]:
    """All that is recomputed from the files' contents; a file that cannot be read is a difference like another."""
    steps = (_checkpoint, _persons, _table, _statuses, _counts, _changes, _others)
    for step in steps:
        try:
            yield from step(release, previous)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            yield Difference(_unreadable(release), "", "", f"cannot be read: {error}")
            return


def _unreadable(release: Release) -> str:
    """The first file whose bytes differ from the manifest, else the records."""
    return next((d.file for d in _bytes(release)), "persons.jsonl")


def _seal(release: Release) -> Iterator[Difference]:
    missing = next((n for n in (MANIFEST, SIGNATURE) if n not in release.files), None)
    if missing:
        yield Difference(missing, "", "", "is missing: this is no release folder, or not a whole one")
        return
    try:
        open_seal(release.files[MANIFEST], release.files[SIGNATURE])
    except SealError as error:
        yield Difference(error.file, "", "", str(error))


def _bytes(release: Release) -> Iterator[Difference]:
    listed = release.manifest["files"]
    present = release.files.keys() - {MANIFEST, SIGNATURE}
    for name in sorted(listed.keys() | present):
        if name not in present:
            yield Difference(name, "", "", "is in the manifest and not in the release")
        elif name not in listed:
            yield Difference(name, "", "", "is in the release and not in the manifest")
        elif len(release.files[name]) != listed[name]["size"]:
            yield Difference(name, "", "", f"has {len(release.files[name])} bytes, not {listed[name]['size']}")
        elif sha256(release.files[name]) != listed[name]["sha256"]:
            yield Difference(name, "", "", "its bytes do not have the sha256 of the manifest")


def _checkpoint(release: Release, _: Release | None) -> Iterator[Difference]:
    key = note.PublicKey.parse(release.manifest["key"])
    try:
        origin, size, root = note.parse_checkpoint(note.verify(release.text("checkpoint.txt"), [key]))
    except note.NoteError as error:
        yield Difference("checkpoint.txt", "", "", str(error))
        return
    ledger = release.manifest["ledger"]
    if (origin, size) != (ledger["origin"], ledger["size"]) or note.checkpoint(origin, size, root) != note.checkpoint(
        ledger["origin"], ledger["size"], _raw(ledger["root"])
    ):
        yield Difference("checkpoint.txt", "", "", "is not the checkpoint that the manifest names")


def _persons(release: Release, _: Release | None) -> Iterator[Difference]:
    rows = release.persons
    ids = [p["id"] for p in rows]
    if ids != sorted(set(ids)):
        yield Difference("persons.jsonl", "", "id", "ids are not unique and in order")
    if jsonl_bytes(rows) != release.files["persons.jsonl"]:
        yield Difference("persons.jsonl", "", "", "is not in canonical form")
    numbers = {int(s["number"]) for s in release.sources}
    for person in rows:
        for name in DATES:
            for field, value in date_fields(person["id"], name, person[name]).items():
                if person[field] != value:
                    yield Difference(
                        "persons.jsonl", person["id"], field, f"says «{person[field]}», the date gives «{value}»"
                    )
        used = sorted({e["source"] for e in person["evidence"]})
        if person["sources"] != used:
            yield Difference("persons.jsonl", person["id"], "sources", "does not list the sources of the evidence")
        if not numbers.issuperset(used):
            yield Difference("sources.csv", person["id"], "number", "a source of this person is not in the list")


def _table(release: Release, _: Release | None) -> Iterator[Difference]:
    data = release.files["persons.csv"]
    if data == csv_bytes(PERSON_COLUMNS, release.persons):
        return
    rows = csv_rows(data)
    for row, person in zip(rows, release.persons, strict=False):
        for column in PERSON_COLUMNS:
            if row.get(column) != cell(person[column]):
                yield Difference(
                    _changed_one(release),
                    str(person["id"]),
                    column,
                    f"persons.csv says «{row.get(column)}», persons.jsonl says «{cell(person[column])}»",
                )
    yield Difference(_changed_one(release), "", "", f"persons.csv and persons.jsonl differ ({len(rows)} rows)")


def _changed_one(release: Release) -> str:
    """Of the two persons files the one whose bytes are not the manifest's."""
    return next((d.file for d in _bytes(release) if d.file.startswith("persons.")), "persons.csv")


def _statuses(release: Release, _: Release | None) -> Iterator[Difference]:
    rules = load_rules(release.text("rules.toml"))
    for person in release.persons:
        decision = rules.decide(evidence_of(n, e) for n, e in enumerate(person["evidence"]))
        expected = {
            "status": str(decision.status),
            "rule": decision.rule,
            "sentence": decision.sentence,
            "params": dict(decision.params),
        }
        for field, value in expected.items():
            if person[field] != value:
                yield Difference(
                    "persons.jsonl", person["id"], field, f"says «{person[field]}», the rules give «{value}»"
                )


def evidence_of(place: int, row: Row) -> Evidence:
    """A piece of evidence of a release, as the rules look at it."""
    return Evidence(
        mention=f"{place:06d}",
        source=row["source"],
        kind=SourceKind(row["kind"]),
        group=row["group"],
        proves=frozenset(row["proves"]),
        role=Role(row["role"]),
        claims=frozenset(row["claims"]),
        published=row["published"],
        listed=row["listed"],
    )


def _counts(release: Release, _: Release | None) -> Iterator[Difference]:
    threshold = counts.small_cells(release.text("policy.toml"))
    expected = {"release": release.number} | counts.count(release.persons, threshold)
    yield from _compare("counts.json", "", expected, release.counts)


def _compare(file: str, path: str, expected: Any, found: Any) -> Iterator[Difference]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys()):
            yield from _compare(file, f"{path}.{key}".lstrip("."), expected.get(key), found.get(key))
    elif expected != found:
        yield Difference(file, "", path, f"says {found}, the records give {expected}")


def _changes(release: Release, previous: Release | None) -> Iterator[Difference]:
    named = release.manifest["previous"]
    if named and previous is None:
        return  # it does not lie beside; the report says so
    if (named or {}).get("sha256") != (sha256(previous.files[MANIFEST]) if previous else None):
        yield Difference(MANIFEST, "", "previous.sha256", "the release before is another than the one beside it")
        return
    expected = {row["id"]: row for row in changes.moves(state_of(previous), release.state)}
    found = {row["id"]: row for row in release.changes}
    if len(found) != len(release.changes):
        yield Difference("changes.jsonl", "", "id", "a person stands twice")
    for key in sorted(expected.keys() | found.keys()):
        said = dict(found.get(key, {}))
        if key in found and not said.pop("reason", ""):
            yield Difference("changes.jsonl", key, "reason", "is empty")
        for field, value in expected.get(key, {"kind": None}).items():
            if said.get(field) != value:
                problem = f"says «{said.get(field)}», the two releases give «{value}»"
                yield Difference("changes.jsonl", key, field, problem)


def _others(release: Release, _: Release | None) -> Iterator[Difference]:
    for n, row in enumerate(release.json("incidents.json")):
        left = None if row["claimed"] is None else max(row["claimed"] - row["named"], 0)
        if row["remainder"] != left or len(row["persons"]) > row["named"]:
            yield Difference("incidents.json", row["id"] or str(n), "remainder", "does not follow from the numbers")
    for n, toll in enumerate(csv_rows(release.files["stated_tolls.csv"]), 1):
        if toll["event"]:
            continue
        bounds = StatedTollRecord("", "", "", "", None, None, toll["period_from"], toll["period_to"])
        sure, possible = counts.own_count(release.persons, bounds)
        if (toll["own_sure"], toll["own_possible"]) != (str(sure), str(possible)):
            yield Difference("stated_tolls.csv", str(n), "own_sure", f"the records give {sure} and {possible}")
    gone = release.json("redirects.json")
    for key in sorted(gone["withdrawn"].keys() | gone["merged"].keys()):
        if key in release.state.persons:
            yield Difference("redirects.json", key, "", "is published and withdrawn or merged at once")


def _raw(text: str) -> bytes:
    return note.parse_checkpoint(f"\n0\n{text}\n")[2]
