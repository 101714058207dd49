"""What moved between two releases: added, removed, changed, merged, split, withdrawn; each with a reason.

Invariant: kinds and values follow from the two releases' files alone, so a reader can recompute them; only the reason
is the editors' word. Nobody leaves a release without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from everyname.releases.content import ReleaseError

Row = Mapping[str, Any]
KINDS = ("added", "removed", "changed", "merged", "split", "withdrawn")
# Reasons that follow from the files; the site has a sentence for each.
NEW_EVIDENCE, NEW_RULES, CORRECTION, SAME_PERSON, TWO_PERSONS = (
    "code:evidence", "code:rules", "code:correction", "code:same-person", "code:two-persons",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """As much of a release as differences are made of."""

    persons: Mapping[str, Row]
    withdrawn: Mapping[str, str]
    redirects: Mapping[str, str]
    rules: str


EMPTY = State({}, {}, {}, "")


def diff(before: State, now: State, reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of ``changes.jsonl``, sorted by id: kind, id, name, reason, old and new values.

    Raises:
        ReleaseError: a person is gone and nobody said why.
    """
    return [row | {"reason": reasons.get(row["id"]) or _reason(row, before, now)} for row in moves(before, now)]


def moves(before: State, now: State) -> Iterator[dict[str, Any]]:
    """The same rows without their reasons."""
    for key in sorted(before.persons.keys() | now.persons.keys()):
        old, new = before.persons.get(key), now.persons.get(key)
        if old is None and new is not None:
            origin = new["split_from"] or before.redirects.get(key, "")
            kind = "split" if origin else "added"
            yield _row(kind, key, new["name"], {}, {"status": new["status"]} | ({"from": origin} if origin else {}))
        elif new is None and old is not None:
            yield _gone(key, old, now)
        elif old is not None and new is not None and old != new:
            fields = sorted(f for f in old.keys() | new.keys() if old.get(f) != new.get(f))
            yield _row("changed", key, new["name"], _values(fields, old, new), _values(fields, new, old))


def _gone(key: str, old: Row, now: State) -> dict[str, Any]:
    was = {"status": old["status"]}
    if key in now.redirects:
        return _row("merged", key, old["name"], was, {"into": now.redirects[key]})
    if key in now.withdrawn:
        return _row("withdrawn", key, "", was, {})  # he may be alive: the name is not said again
    return _row("removed", key, old["name"], was, {})


def _values(fields: list[str], of: Row, other: Row) -> dict[str, Any]:
    """The values of one side; of evidence only the pieces that the other side lacks."""
    values = {f: of.get(f) for f in fields}
    if "evidence" in values:
        values["evidence"] = [e for e in of["evidence"] if e not in other["evidence"]]
    return values


def _row(kind: str, key: str, name: str, old: Row, new: Row) -> dict[str, Any]:
    return {"kind": kind, "id": key, "name": name, "old": dict(old), "new": dict(new)}


def _reason(row: Row, before: State, now: State) -> str:
    kind, key = row["kind"], row["id"]
    if kind == "withdrawn":
        return now.withdrawn[key]
    if kind == "merged":
        return SAME_PERSON
    if kind == "split":
        return TWO_PERSONS
    if kind == "removed":
        raise ReleaseError(
            f"person {key} ({row['name']}) was in the last release and is gone: give a reason, "
            "or list the id as withdrawn or merged"
        )
    if kind == "changed" and "merged_from" in row["new"]:
        joined = len(row["new"]["merged_from"]) > len(row["old"]["merged_from"])
        return SAME_PERSON if joined else TWO_PERSONS
    if kind == "changed" and "evidence" not in row["new"]:
        return NEW_RULES if before.rules != now.rules and "rule" in row["new"] else CORRECTION
    return NEW_EVIDENCE
