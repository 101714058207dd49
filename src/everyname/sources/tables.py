"""A sheet as rows of text: CSV, TSV, XLSX, XLS and ODS alike, with the number that a person would give each row.

Numbers keep the digits that were written; dates of a spreadsheet become ISO; a formula without a value stays visible.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine

from everyname.sources.decode import decode
from everyname.sources.report import SourceError

SPREADSHEETS = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1 << 24
csv.field_size_limit(_LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a sheet as text; ``numbers[i]`` is the row number in the file, ``facts`` how it was read."""

    file: str
    sha256: str
    rows: list[list[str]]
    numbers: list[int]
    facts: dict[str, Any]


def read_grid(path: Path) -> Grid:
    """Read the first sheet of a file.

    Raises:
        SourceError: missing, empty or unreadable file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
    sha256 = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise SourceError(f"{path}: the file is empty")
    if path.suffix.lower() in SPREADSHEETS:
        rows, facts = _spreadsheet(data, path)
        numbers = list(range(1, len(rows) + 1))
    else:
        rows, numbers, facts = _delimited(data, path)
    return Grid(path.name, sha256, rows, numbers, facts)


def _delimited(data: bytes, path: Path) -> tuple[list[list[str]], list[int], dict[str, Any]]:
    decoded = decode(data, path.name)
    delimiter = _delimiter(decoded.text)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
    rows, numbers = [], []
    line = 0
    try:
        for row in reader:
            rows.append(row)
            numbers.append(line + 1)
            line = reader.line_num
    except csv.Error as error:
        raise SourceError(f"{path.name}: line {reader.line_num}: {error}") from error
    facts = {"encoding": decoded.encoding, "encoding_why": decoded.why, "delimiter": delimiter}
    return rows, numbers, facts


def _delimiter(text: str) -> str:
    """The one that cuts the first lines into the same number of cells, more than one, most often."""
    sample = "\n".join(text.split("\n", 60)[:60])

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(r) for r in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(r))
        width, lines = max(widths.items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]), default=(1, 0))
        return (lines if width > 1 else 0, width)

    try:
        return max(_DELIMITERS, key=agreement)
    except csv.Error:
        return ","


def _spreadsheet(data: bytes, path: Path) -> tuple[list[list[str]], dict[str, Any]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = next(n for n in book.sheet_names if book.get_sheet_by_name(n).height) if book.sheet_names else ""
        sheet = book.get_sheet_by_name(name)
        values = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    except (python_calamine.CalamineError, StopIteration, OSError) as error:
        raise SourceError(
            f"{path.name}: cannot be read as a spreadsheet ({type(error).__name__}): open it and save it again"
        ) from error
    rows = [[_text(cell) for cell in row] for row in values]
    for (top, left), (bottom, right) in merged:
        for r in range(top, min(bottom, len(rows) - 1) + 1):
            for c in range(left, min(right, len(rows[r]) - 1) + 1):
                rows[r][c] = rows[top][left]
    return rows, {"format": path.suffix.lower().lstrip("."), "sheet": name, "merged": len(merged)}


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return "" if isinstance(cell, timedelta) and not cell else str(cell)
