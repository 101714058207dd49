"""What a comparison of lists leaves behind as files. Invariant: every record is in exactly one of overlap, only here
and only there; the same input gives the same bytes.

``histories.csv`` is what ``everyname estimate multiple-systems`` reads (0/1 a list, one row a pattern, ``n`` persons);
``tolls.csv`` says each list's size in the columns of stated tolls.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from everyname.linkage.engine import Linked
from everyname.linkage.explain import Term, words
from everyname.linkage.files import write_rows, write_text
from everyname.linkage.lists import Compared
from everyname.linkage.table import Kind, Table, TableError

_TOLL = (
    "who", "kind", "said_on", "period_from", "period_to", "event", "scope", "value_low", "value_high", "qualifier",
    "where_reported",
)  # fmt: skip
_COLUMNS = {
    "birth": (Kind.BIRTH_DATE, Kind.BIRTH_YEAR, Kind.AGE),
    "death": (Kind.DEATH_DATE,),
    "place": (Kind.SETTLEMENT, Kind.REGION),
    "family": (Kind.FULL_NAME, Kind.SURNAME, Kind.PATRONYMIC),
}


def write_compared(
    compared: Compared, ours: Table, theirs: Table, folder: Path, *, names: tuple[str, str], language: str = "en"
) -> dict[str, Any]:
    """Write overlap, only_here, only_there and conflicts (CSV and JSON), histories and tolls; return the summary.

    ``names``: what the two lists are called.
    """
    folder.mkdir(parents=True, exist_ok=True)
    conflicts = list(_conflicts(compared, ours, theirs, language))
    both = [(" ".join(here), " ".join(there)) for here, there in compared.both]
    write_rows(folder / "overlap.csv", ("here", "there"), both)
    write_rows(folder / "only_here.csv", ("here",), ((" ".join(ids),) for ids in compared.only_ours))
    write_rows(folder / "only_there.csv", ("there",), ((" ".join(ids),) for ids in compared.only_theirs))
    write_rows(folder / "conflicts.csv", _CONFLICT, ([row[name] for name in _CONFLICT] for row in conflicts))
    counts = (len(compared.both), len(compared.only_ours), len(compared.only_theirs))
    patterns = zip(((1, 1), (1, 0), (0, 1)), counts, strict=True)
    write_rows(folder / "histories.csv", (*names, "n"), ((*map(str, seen), str(n)) for seen, n in patterns if n))
    write_rows(
        folder / "tolls.csv",
        _TOLL,
        (_toll(name, counts[0] + alone) for name, alone in zip(names, counts[1:], strict=True)),
    )
    summary = _summary(compared, names, counts, conflicts)
    write_text(folder / "compared.json", json.dumps(summary, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return summary


_CONFLICT = ("here", "there", "field", "level", "value_here", "value_there", "words")


def _conflicts(compared: Compared, ours: Table, theirs: Table, language: str) -> Iterable[dict[str, str]]:
    here = {record: row for row, record in enumerate(ours.ids)}
    there = {record: row for row, record in enumerate(theirs.ids)}
    for found in compared.conflicts:
        yield {
            "here": found.ours, "there": found.theirs, "field": found.field, "level": found.level,
            "value_here": _value(ours, here[found.ours], found.field),
            "value_there": _value(theirs, there[found.theirs], found.field),
            "words": words(Term(found.field, found.level, 0.0, found.level), language).rpartition(": ")[0],
        }  # fmt: skip


def _value(table: Table, row: int, field: str) -> str:
    """What the record says of a compared field, as written."""
    kinds = _COLUMNS.get(field, (field, Kind.FULL_NAME))
    name = field.removeprefix("other_").removeprefix("text_")
    told = [c for c in table.columns if c.kind in kinds or c.name == name]
    return ", ".join(value for c in told if (value := c.values[row]))


def _toll(name: str, persons: int) -> tuple[str, ...]:
    return (name, "other recorder's list", "", "", "", "", "persons on the list, after deduplication",
            str(persons), str(persons), "exact", "")  # fmt: skip


def _summary(
    compared: Compared, names: tuple[str, str], counts: tuple[int, int, int], conflicts: list[dict[str, str]]
) -> dict[str, Any]:
    count = compared.linked.expected
    return {
        "here": names[0], "there": names[1],
        "both": counts[0], "only_here": counts[1], "only_there": counts[2],
        "persons": {"expected": round(count.point, 1), "low": round(count.low, 1), "high": round(count.high, 1)},
        "conflicts": len({(row["here"], row["there"]) for row in conflicts}),
        "conflicts_by_field": dict(sorted(Counter(row["field"] for row in conflicts).items())),
        "disagreements": conflicts,
    }  # fmt: skip


def write_histories(linked: Linked, path: str | Path) -> dict[tuple[str, ...], int]:
    """Who is on which lists: one row a pattern of 0 and 1 over the values of the source column, and ``n`` persons.

    Raises:
        TableError: the table has no column of kind source, or only one source.
    """
    sources = linked.table.first(Kind.SOURCE)
    lists = sorted({source for source in sources if source})
    if len(lists) < 2:
        raise TableError("histories need a column of kind source that names two lists at least")
    seen: dict[str, set[str]] = {}
    for record, source in zip(linked.table.ids, sources, strict=True):
        seen.setdefault(linked.clusters[record], set()).update({source} - {""})
    patterns = Counter(tuple(str(int(name in on)) for name in lists) for on in seen.values() if on)
    write_rows(path, (*lists, "n"), ((*pattern, str(n)) for pattern, n in sorted(patterns.items())))
    return dict(patterns)
