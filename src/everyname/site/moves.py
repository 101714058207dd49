"""Changes in words, and a page of them for each release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from everyname.releases import Release
from everyname.releases.changes import KINDS
from everyname.site.catalogue import Catalogue
from everyname.site.shell import Shell

Row = dict[str, Any]
PER_PAGE = 90
_DATES = ("birth", "death", "burial")
# Not shown as differences: they follow from the evidence or from another field.
_DERIVED = ("params", "sentence", "sources", "evidence", "name")


@dataclass(frozen=True, slots=True)
class Described:
    """A change in words: its reason, further notes, and fields with old and new values."""

    reason: str
    notes: list[str]
    fields: list[tuple[str, str, str]]


def described(t: Catalogue, row: Row) -> Described:
    """One row of ``changes.jsonl`` for readers."""
    reason = str(row["reason"])
    if reason.startswith("code:"):
        reason = t(f"reason.{reason.removeprefix('code:')}")
    old, new, notes = row["old"], row["new"], []
    if row["kind"] == "merged":
        notes.append(t("changes.into", id=new["into"]))
    if row["kind"] == "split":
        notes.append(t("changes.from", id=new["from"]))
    if row["kind"] != "changed":
        return Described(reason, notes, [])
    for side, key in ((new, "changes.evidence"), (old, "changes.evidence.gone")):
        if side.get("evidence"):
            notes.append(t(key, n=len(side["evidence"])))
    shown = [f for f in new if f not in _DERIVED and not f.endswith(("_from", "_to", "_precision"))]
    shown += [f for f in ("merged_from", "split_from") if f in new]
    return Described(reason, notes, [(t(f"field.{f}"), _value(t, f, old[f]), _value(t, f, new[f])) for f in shown])


def _value(t: Catalogue, field: str, value: Any) -> str:
    if value in ("", None, []):
        return "—"
    if field in _DATES:
        return t.date(value)
    if field in ("status", "rank_class"):
        return t.code(field, value)
    if isinstance(value, list):
        return ", ".join(t.code(field, str(v)) for v in value)
    return str(value)


def path_of(number: int, page: int = 1) -> str:
    """The address of a page of changes."""
    return f"changes/{number:03d}.html" if page == 1 else f"changes/{number:03d}-{page}.html"


def change_pages(shell: Shell) -> Iterator[tuple[str, str]]:
    """One or more pages a release, its rows by kind and name."""
    releases = shell.site.releases
    for place, release in enumerate(releases):
        before = releases[place - 1] if place else None
        rows = _in_order(release)
        pages = [rows[i : i + PER_PAGE] for i in range(0, len(rows), PER_PAGE)] or [[]]
        totals = [(k, n) for k in KINDS if (n := sum(r["kind"] == k for r in rows))]
        for n, page in enumerate(pages, 1):
            path = path_of(release.number, n)
            yield path, shell.page(
                "changes.html", path, section="changes", release=release, before=before, totals=totals,
                groups=[(k, [(r, described(shell.t, r)) for r in page if r["kind"] == k]) for k in KINDS],
                page=n, pages=len(pages), path_of=path_of, gone=shell.site.history.gone,
                numbers=[r.number for r in reversed(releases)],
            )  # fmt: skip


def _in_order(release: Release) -> list[Row]:
    return sorted(release.changes, key=lambda r: (KINDS.index(r["kind"]), r["name"], r["id"]))
