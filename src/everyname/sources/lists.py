"""Lists of people, one row a person: CSV, TSV, XLSX, XLS, ODS.

Invariant: every row below the header becomes a report or stands in quarantine, or is counted as blank or a total.
A row without a key column is identified by its name and dates, so that the order of rows does not matter.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from everyname.domain.names import fold
from everyname.domain.words import Property
from everyname.sources.mapping import Mapping, guess_mapping, header_score
from everyname.sources.report import CellClaim, Quarantined, Read, Report, SourceError
from everyname.sources.tables import Grid, read_grid
from everyname.sources.values import DATES, CellError, DateOrder, normal

Progress = Callable[[int, int], None]
_TOTAL = re.compile(r"(итого|всего|total|totals|разом|усього|загалом|المجموع)\b.*", re.IGNORECASE)
_NAMES = ("full_name", "surname", "given")
_HEADER_ROWS = 25


def read_list(path: Path, *, mapping: str | None = None, progress: Progress | None = None) -> Read:
    """Read a list. ``mapping`` is a confirmed one in TOML; without it columns are guessed (see ``facts``).

    Raises:
        SourceError: no table, no header, or no column with names.
    """
    grid = read_grid(path)
    start, headers = find_header(grid)
    body, numbers = grid.rows[start:], grid.numbers[start:]
    columns = Mapping.from_toml(mapping, headers, path.name) if mapping else guess_mapping(headers, body)
    if all(columns.index(kind) is None for kind in _NAMES):
        raise SourceError(f"{path.name}: no column holds names; columns are: {', '.join(headers)}; give a mapping")
    read = Read(path.name, grid.sha256, facts={**grid.facts, "header_row": grid.numbers[start - 1] if start else 0})
    read.facts["mapping"] = columns.to_toml()
    orders = _orders(columns, body, read)
    seen: Counter[str] = Counter()
    for done, (row, number) in enumerate(zip(body, numbers, strict=True), 1):
        _row(read, columns, orders, seen, row, number)
        if progress and (done % 2000 == 0 or done == len(body)):
            progress(done, len(body))
    return read


def find_header(grid: Grid) -> tuple[int, list[str]]:
    """Index of the first row below the header, and the headers; title lines above it are passed over.

    A header in two rows (a merged group above its parts) is joined: «Дата» over «рождения» gives «Дата рождения».

    Raises:
        SourceError: no row of the first twenty-five reads as a header.
    """
    best, start, headers = 0, 0, [""]
    for n, row in enumerate(grid.rows[:_HEADER_ROWS]):
        for height in (1, 2):
            joined = _joined([[cell.strip() for cell in r] for r in grid.rows[n : n + height]])
            score = header_score(joined)
            if score > best and not _like_data(row):
                best, start, headers = score, n + height, joined
    if not best:
        raise SourceError(f"{grid.file}: no header row found: name the columns in the first row (name, birth, death …)")
    return start, _distinct(headers)


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    if len(rows) == 1:
        return list(rows[0])
    above, below = rows
    filled, last = [], ""
    for n, cell in enumerate(below):
        last = above[n] if n < len(above) and above[n] else last
        group = above[n] if n < len(above) and (above[n] or not cell) else last
        filled.append(" ".join(dict.fromkeys(part for part in (group, cell) if part)))
    return filled


def _like_data(row: Sequence[str]) -> bool:
    return any(cell and not any(c.isalpha() for c in cell) and any(c.isdigit() for c in cell) for cell in row)


def _distinct(headers: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    names = []
    for n, header in enumerate(headers, 1):
        name = header or f"column {n}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _orders(columns: Mapping, body: Sequence[Sequence[str]], read: Read) -> dict[int, DateOrder]:
    orders = {}
    for n, column in enumerate(columns.columns):
        if column.kind in DATES:
            orders[n] = DateOrder.of(row[n] for row in body if n < len(row))
            if orders[n].proof:
                read.facts[f"date order of «{column.name}»"] = f"{orders[n].order}, proved by {orders[n].proof}"
    return orders


def _row(
    read: Read, columns: Mapping, orders: dict[int, DateOrder], seen: Counter[str], row: Sequence[str], number: int
) -> None:
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled:
        return read.ignore("blank")
    if _TOTAL.fullmatch(filled[0]) and len(filled) <= 4:
        return read.ignore("total")
    cells = tuple((c.name, row[n] if n < len(row) else "") for n, c in enumerate(columns.columns))
    raw = json.dumps([[name, value] for name, value in cells if value], ensure_ascii=False).encode()
    claims, faults = _claims(read.file, columns, orders, row, number, raw.decode())
    known = {c.property: c.value for c in claims}
    if not any(known.get(kind) for kind in _NAMES):
        reason = "no name in this row: fill in the name, or delete the row"
        read.quarantined.append(Quarantined(read.file, number, "", "", "no-name", reason, raw.decode()))
        return None
    read.quarantined += faults
    identity = known.get("external_key") or _identity(known)
    seen[identity] += 1
    if seen[identity] > 1:  # a second row of one key or one name and dates: another person until an analyst says «same»
        identity = f"{identity}#{seen[identity]}"
    read.reports.append(
        Report(
            external_id=identity,
            row=number,
            raw=raw,
            published=known.get("published", ""),
            url=known.get("url", ""),
            cells=tuple(pair for pair in cells if pair[1]),
            claims=tuple(_person(c) for c in claims if c.property not in ("published", "url", "note", "number")),
        )
    )
    return None


def _claims(
    file: str, columns: Mapping, orders: dict[int, DateOrder], row: Sequence[str], number: int, raw: str
) -> tuple[list[CellClaim], list[Quarantined]]:
    claims: list[CellClaim] = []
    faults: list[Quarantined] = []
    for n, column in enumerate(columns.columns):
        cell = row[n] if n < len(row) else ""
        if column.kind == "ignore" or not cell.strip():
            continue
        try:
            value = normal(column.kind, cell, orders.get(n, DateOrder("open")))
        except CellError as error:
            faults.append(Quarantined(file, number, column.name, cell, error.code, str(error), raw, whole=False))
            continue
        if value:
            claims.append(CellClaim(column.kind, cell, value, column.name))
    _whole_name(claims)
    return claims, faults


def _whole_name(claims: list[CellClaim]) -> None:
    """A list with the parts of a name has a full name too."""
    known = {c.property: c for c in claims}
    parts = [known[kind] for kind in ("surname", "given", "patronymic") if kind in known]
    if "full_name" in known or not parts:
        return
    value, original = " ".join(p.value for p in parts), " ".join(p.original for p in parts)
    claims.append(CellClaim("full_name", original, value, " + ".join(p.column for p in parts)))


def _person(claim: CellClaim) -> CellClaim:
    """A year of birth is a date of birth of lower precision."""
    if claim.property != "birth_year":
        return claim
    return CellClaim(str(Property.BIRTH), claim.original, claim.value, claim.column)


def _identity(known: dict[str, str]) -> str:
    parts = [fold(known.get("full_name", "")), *(known.get(k, "") for k in ("birth", "birth_year", "death", "age"))]
    return "row:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
