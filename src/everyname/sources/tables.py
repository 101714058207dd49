"""A file to a grid of text, exactly as written: no header is chosen and no value read here.

Invariant: ``grid[i]`` is row ``i + 1`` as a person counts it in a spreadsheet; leading zeros and spaces are kept.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from everyname.sources.decoding import decode
from everyname.sources.report import SourceError, file_sha256
from everyname.sources.sheet_cells import Hidden, look_inside

_DELIMITERS = ",;\t|"
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
Span = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet. ``epoch`` is 1900 or 1904 for a workbook, 0 for text."""

    file: str
    sha256: str
    encoding: str
    facts: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Span, ...] = ()
    epoch: int = 0


def read_grid(path: Path, sheet: str = "", encoding: str = "") -> Grid:
    """Read CSV, TSV, XLSX or XLS, told apart by content. ``sheet`` empty: the first; ``encoding`` empty: detected.

    Raises:
        SourceError: nothing of the file can be read; names the file and the place.
    """
    sha256 = file_sha256(path)
    with path.open("rb") as handle:
        head = handle.read(8)
    if head.startswith(_BOOKS):
        return _workbook(path, sha256, sheet)
    return _text(path, sha256, encoding)


def _text(path: Path, sha256: str, encoding: str) -> Grid:
    data = path.read_bytes()
    if encoding:
        try:
            text, reason = data.decode(encoding), "as told"
        except (UnicodeDecodeError, LookupError) as error:
            raise SourceError(path.name, "", f"cannot be read as {encoding} ({error})") from error
    else:
        decoded = decode(data, path.name)
        text, encoding, reason = decoded.text, decoded.encoding, decoded.reason
    delimiter, why = _delimiter(text)
    rows = _records(text, delimiter, path.name)
    facts = (f"encoding {encoding}: {reason}", f"delimiter {_NAMES[delimiter]}: {why}")
    return Grid(path.name, sha256, encoding, facts, rows)


def _delimiter(text: str) -> tuple[str, str]:
    first = text[:6].rstrip("\r\n")
    if first.lower().startswith("sep=") and first[4:5] in _DELIMITERS and len(first) == 5:
        return first[4], "the first line says so"
    scored = {mark: _regularity(text[:100_000], mark) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: scored[mark])
    share, width = scored[best]
    if width < 2:
        return ",", "no delimiter found, one column"
    return best, f"{share:.0%} of the first rows have {width} columns"


def _regularity(text: str, mark: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for _, row in zip(range(300), csv.reader(io.StringIO(text, newline=""), delimiter=mark), strict=False):
            if row:
                widths[len(row)] += 1
    except csv.Error:
        return 0.0, 0
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0, 0
    width, count = wide.most_common(1)[0]
    return count / widths.total(), width


def _records(text: str, delimiter: str, file: str) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    try:
        rows.extend(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SourceError(file, f"row {len(rows) + 1}", f"is no {_NAMES[delimiter]}-separated text: {error}") from error
    if rows and text.count('"') % 2 and any("\n" in cell for cell in rows[-1]):
        raise SourceError(file, f"row {len(rows)}", "opens a quotation mark that is never closed; close or delete it")
    if rows and rows[0] and rows[0][0].lower() == "sep=":
        rows[0] = ()
    return tuple(rows)


def _workbook(path: Path, sha256: str, sheet: str) -> Grid:
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        name = sheet or next(iter(book.sheet_names), "")
        if name not in book.sheet_names:
            raise SourceError(path.name, f"sheet «{name}»", f"is not there; there are {', '.join(book.sheet_names)}")
        hidden = look_inside(path, name) if _is_xlsx(path) else Hidden({}, 1900)
        opened = book.get_sheet_by_name(name)
        values = opened.to_python(skip_empty_area=False)
        spans = opened.merged_cell_ranges or []
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(path.name, "", f"cannot be read as a workbook ({error}); save it as XLSX or CSV") from error
    merged = tuple((a[0], a[1], b[0], b[1]) for a, b in spans)
    facts = [f"workbook, sheet «{name}», dates count from {hidden.epoch}"]
    if len(book.sheet_names) > 1:
        facts.append(f"other sheets were not read: {', '.join(n for n in book.sheet_names if n != name)}")
    rows = tuple(_texts(values, hidden))
    return Grid(path.name, sha256, "workbook", tuple(facts), rows, merged, hidden.epoch)


def _is_xlsx(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def _texts(values: Iterable[Iterable[object]], hidden: Hidden) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(values):
        yield tuple(hidden.cells.get((number, place)) or _written(value) for place, value in enumerate(row))


def _written(value: object) -> str:
    """A workbook's value as text: whole numbers without a fraction, days in ISO form."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)
