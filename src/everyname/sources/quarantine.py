"""A sheet of what could not be read, for a volunteer to correct, and the corrected rows back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from everyname.sources.report import Quarantined, SourceError
from everyname.sources.tables import SPREADSHEETS, read_grid

_ABOUT = ("file", "row", "column", "reason")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_quarantine(path: Path, items: Iterable[Quarantined]) -> int:
    """Write one line a row, its cells as columns, to XLSX or CSV; how many. No cell is left that a sheet would run."""
    rows = [(item, _cells(item)) for item in items]
    columns = list(dict.fromkeys(name for _, cells in rows for name in cells))
    table = [[*_ABOUT, *columns]]
    table += [[i.file, str(i.row), i.column, i.reason, *(cells.get(c, "") for c in columns)] for i, cells in rows]
    if path.suffix.lower() in SPREADSHEETS:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet("quarantine")
            for n, line in enumerate(table):
                sheet.write_row(n, 0, line)
            sheet.freeze_panes(1, len(_ABOUT))
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([[safe(cell) for cell in line] for line in table])
    return len(rows)


def read_corrections(path: Path) -> list[tuple[str, int]]:
    """Which rows (file, row) a corrected sheet speaks of; the sheet itself is then imported as a list.

    Raises:
        SourceError: the sheet lost its first columns.
    """
    grid = read_grid(path)
    if tuple(grid.rows[0][: len(_ABOUT)]) != _ABOUT:
        raise SourceError(f"{path.name}: the columns {', '.join(_ABOUT)} must stay in front")
    return [(row[0], int(row[1])) for row in grid.rows[1:] if len(row) > 1 and row[1].isdigit()]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(item: Quarantined) -> dict[str, str]:
    try:
        value = json.loads(item.raw)
    except ValueError:
        return {"line": item.raw}
    if isinstance(value, list):
        return {str(name): str(cell) for name, cell in value}
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {"line": item.raw}
