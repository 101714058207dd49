"""The sheet of refused rows that a volunteer corrects, out and back in.

Invariant: ``read_corrections(write_quarantine(items))`` names the same file, row and column as the items. A cell that a
spreadsheet would run as a formula (``= + - @``, tab, return) gets an apostrophe in front, and loses it on the way back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from everyname.sources.report import Quarantined, SourceError
from everyname.sources.tables import read_grid

HEADER = ("file", "row", "column", "value", "corrected", "code", "reason", "original row")
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_CELL = 32_000  # characters a spreadsheet cell takes


@dataclass(frozen=True, slots=True)
class Correction:
    """The new value of one cell; ``column`` empty: the row was refused as a whole."""

    file: str
    row: int
    column: str
    old: str
    new: str


def neutral(value: str) -> str:
    """A value that no spreadsheet runs."""
    return f"'{value}" if value.startswith(_RUNS) or value.startswith("'") else value


def plain(value: str) -> str:
    """The value before ``neutral``."""
    return value[1:] if value.startswith("'") and (value[1:].startswith(_RUNS) or value[1:2] == "'") else value


def write_quarantine(path: Path, items: Iterable[Quarantined]) -> int:
    """Write the sheet (XLSX or, by the name, CSV with BOM); returns the number of rows."""
    rows = [_row(item) for item in items]
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as handle:
            csv.writer(handle).writerows([HEADER, *rows])
        return len(rows)
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("quarantine")
    mark = book.add_format({"bg_color": "#FFF4C2"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(HEADER.index("corrected"), HEADER.index("corrected"), 24, mark)
    for number, row in enumerate([HEADER, *rows]):
        for place, value in enumerate(row):
            sheet.write_string(number, place, value)
    book.close()
    return len(rows)


def _row(item: Quarantined) -> tuple[str, ...]:
    raw = item.raw.decode("utf-8", "replace")
    values = (item.file, str(item.row), item.column, item.value, "", item.code, item.sentence, raw)
    return tuple(neutral(value[:_CELL]) for value in values)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The rows whose «corrected» cell is filled. Raises ``SourceError`` for a sheet of another shape."""
    grid = read_grid(path)
    if not grid.rows or grid.rows[0][: len(HEADER)] != HEADER:
        raise SourceError(path.name, "row 1", f"is no quarantine sheet; its columns must be {', '.join(HEADER)}")
    found = []
    for number, cells in enumerate(grid.rows[1:], 2):
        file, row, column, old, new = (plain(cell) for cell in (*cells, "", "", "", "", "")[:5])
        if not new.strip():
            continue
        if not row.isdigit():
            raise SourceError(path.name, f"row {number}, column row", f"«{row}» is no row number; leave it as it was")
        found.append(Correction(file, int(row), column, old, new))
    return tuple(found)
