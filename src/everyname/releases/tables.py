"""The written forms of records: JSON, JSON Lines and CSV.

Invariant: a CSV cell is a function of the JSON value under the same name, so either file can be checked against the
other. CSV is RFC 4180 (CRLF) in UTF-8 with a byte order mark, because spreadsheets guess wrong without one; a cell
that a spreadsheet would run as a formula is written behind an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from everyname.domain import edtf
from everyname.ledger import canonical
from everyname.releases.content import EvidenceRecord, PersonRecord, ReleaseError

BOM = "\ufeff"
DATES = ("birth", "death", "burial")
PERSON_COLUMNS = (
    "id", "name", "surname", "given", "patronymic", "nom_de_guerre", "spellings", "status", "rule", "sentence",
    "birth", "birth_from", "birth_to", "birth_precision", "death", "death_from", "death_to", "death_precision",
    "burial", "burial_from", "burial_to", "burial_precision", "age", "rank", "rank_class", "unit", "branch",
    "category", "region", "settlement", "death_place", "sources", "merged_from", "split_from",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def person_row(person: PersonRecord) -> dict[str, Any]:
    """The JSON object of a person: its fields, each date with bounds and precision, and its evidence in order.

    Raises:
        ReleaseError: a date is not EDTF.
    """
    row: dict[str, Any] = _shallow(person)
    row["status"] = str(person.status)
    for name in DATES:
        row |= date_fields(person.id, name, row[name])
    row["category"] = sorted(person.category)
    row["merged_from"] = sorted(person.merged_from)
    row["spellings"] = sorted(set(person.spellings))
    row["sources"] = sorted({e.source for e in person.evidence})
    pieces = [
        e | {"proves": sorted(e["proves"]), "claims": sorted(e["claims"])} for e in map(_shallow, person.evidence)
    ]
    row["evidence"] = sorted(
        pieces, key=lambda e: (e["published"] or "9999", e["source"], json.dumps(e, sort_keys=True))
    )
    plain: dict[str, Any] = json.loads(canonical.dumps(row))
    return plain


def _shallow(record: PersonRecord | EvidenceRecord) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record)}


def date_fields(record: str, name: str, text: str) -> dict[str, str]:
    """``death`` becomes ``death``, ``death_from``, ``death_to`` (days, empty where open) and ``death_precision``."""
    try:
        date = edtf.parse(text)
    except edtf.DateError as error:
        raise ReleaseError(f"person {record}, field {name}: {error}") from error
    return {
        name: "" if date.precision is edtf.Precision.UNKNOWN else text,
        f"{name}_from": date.earliest.isoformat() if date.earliest else "",
        f"{name}_to": date.latest.isoformat() if date.latest else "",
        f"{name}_precision": str(date.precision),
    }


def cell(value: Any) -> str:
    """One CSV cell: lists joined with « | », nothing for nothing, formulas disarmed."""
    if isinstance(value, (list, tuple)):
        return cell(" | ".join(map(str, value)))
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A CSV file of the given columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(row[c]) for c in columns] for row in rows)
    return (BOM + out.getvalue()).encode()


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """Read a CSV file of a release back; cells stay texts."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    header = next(reader, [])
    return [dict(zip(header, row, strict=True)) for row in reader]


def jsonl_bytes(rows: Iterable[Any]) -> bytes:
    """Canonical JSON, one value a line."""
    return b"".join(canonical.dumps(row) + b"\n" for row in rows)


def json_bytes(value: Any) -> bytes:
    """JSON for people: indented, keys sorted, numbers that cannot be compared refused."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return text.encode() + b"\n"
