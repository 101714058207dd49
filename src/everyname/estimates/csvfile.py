"""Reading plain tables: every fault is told by file, row and field, and nothing is guessed silently."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from everyname.estimates.errors import InputError
from everyname.estimates.result import InputFile


class Row(NamedTuple):
    """One line of a table; ``number`` counts from 1 with the header as row 1, ``place`` is shared by all rows."""

    file: str
    number: int
    place: dict[str, int]
    cells: list[str]

    def text(self, field: str) -> str:
        """The cell without the blanks around it."""
        return self.cells[self.place[field]].strip()

    def whole(self, field: str, *, least: int = 0) -> int:
        """The cell as a whole number of at least ``least``."""
        text = self.text(field)
        try:
            value = int(text)
        except ValueError:
            raise self.error(field, f"«{text}» is not a whole number") from None
        if value < least:
            raise self.error(field, f"{value} is below {least}")
        return value

    def day(self, field: str) -> date:
        """The cell as an ISO date."""
        text = self.text(field)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.error(field, f"«{text}» is not a date: write YYYY-MM-DD") from None

    def error(self, field: str, problem: str) -> InputError:
        """The fault of one cell."""
        return InputError(self.file, problem, self.number, field)


@dataclass(frozen=True)
class Table:
    """A table read whole. ``header`` keeps the file's own names and order."""

    source: InputFile
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, names: Sequence[str]) -> str:
        """The file's own name of the first of ``names`` that it has, whatever the case of the letters."""
        found = self.find(names)
        if found is None:
            raise InputError(self.source.name, f"needs a column «{names[0]}»; it has {', '.join(self.header)}", 1)
        return found

    def find(self, names: Sequence[str]) -> str | None:
        """Like ``column``, or ``None``."""
        folded = {name.strip().casefold(): name for name in self.header}
        return next((folded[name] for name in names if name in folded), None)


def read(path: Path) -> Table:
    """Read a CSV (``.gz`` too; comma, semicolon or tab; UTF-8).

    Raises:
        InputError: no such file, not UTF-8, no rows, or a row with more or fewer cells than the header.
    """
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(path.name, "is not UTF-8 text") from None
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = tuple(name.strip() for name in next(lines, []))
    rows = tuple(_rows(path.name, header, lines))
    if not rows:
        raise InputError(path.name, "has no rows under its header")
    return Table(InputFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), len(rows)), header, rows)


def _bytes(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _rows(name: str, header: tuple[str, ...], lines: Iterator[list[str]]) -> Iterator[Row]:
    place = {field: index for index, field in enumerate(header)}
    for number, cells in enumerate(lines, start=2):
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != len(header):
            raise InputError(name, f"has {len(cells)} cells where the header has {len(header)}", number)
        yield Row(name, number, place, cells)
