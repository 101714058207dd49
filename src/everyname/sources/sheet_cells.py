"""What a value reader hides in an XLSX sheet: formulas without a value, errors, the date system, the true extent.

Invariant: the cells returned here hold text that the row reader refuses by name (``=SUM(A1:A9)``, ``#REF!``).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from everyname.sources.report import SourceError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_CELLS = 30_000_000
_MOST_BYTES = 1 << 30
# What zipfile, zlib and expat raise for damaged archives and members.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    KeyError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """``cells``: zero-based (row, column) to the text to refuse."""

    cells: dict[tuple[int, int], str]
    epoch: int  # 1900 or 1904


def look_inside(path: Path, sheet: str) -> Hidden:
    """Scan one sheet of an XLSX file. Raises ``SourceError`` for a damaged or monstrous file."""
    try:
        with zipfile.ZipFile(path) as archive:
            member, epoch = _member(archive, sheet)
            if not member:
                return Hidden({}, epoch)
            if archive.getinfo(member).file_size > _MOST_BYTES:
                raise SourceError(path.name, f"sheet «{sheet}»", "is larger than 1 GB unpacked; split it or export CSV")
            with archive.open(member) as handle:
                return Hidden(_scan(handle, path.name, sheet), epoch)
    except _DAMAGE as error:
        raise SourceError(path.name, "", f"is a damaged XLSX file ({error}); save it again") from error


def _member(archive: zipfile.ZipFile, sheet: str) -> tuple[str, int]:
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 (expat refuses entity bombs)
    rels = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
    properties = book.find(f"{_MAIN}workbookPr")
    old = properties is not None and properties.get("date1904") in ("1", "true")
    for entry in book.iter(f"{_MAIN}sheet"):
        if entry.get("name") == sheet:
            target = targets.get(entry.get(_LINK), "")
            return (target.lstrip("/") if target.startswith("/") else f"xl/{target}"), 1904 if old else 1900
    return "", 1904 if old else 1900


def _scan(handle: IO[bytes], file: str, sheet: str) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    rows = columns = 0
    for _, cell in ElementTree.iterparse(handle):  # noqa: S314
        if cell.tag == f"{_MAIN}row":
            cell.clear()
        if cell.tag != f"{_MAIN}c" or not (place := _CELL.fullmatch(cell.get("r", ""))):
            continue
        row, column = int(place[2]) - 1, _column(place[1])
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        if rows * columns > _MOST_CELLS:
            raise SourceError(
                file, f"sheet «{sheet}», cell {place[0]}", "lies too far out; delete stray cells and save"
            )
        text = _refused(cell)
        if text:
            found[row, column] = text
    return found


def _refused(cell: ElementTree.Element) -> str:
    formula, value = cell.find(f"{_MAIN}f"), cell.findtext(f"{_MAIN}v") or ""
    if cell.get("t") == "e":
        return value or "#ERROR!"
    return f"={formula.text or ''}" if formula is not None and not value else ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
