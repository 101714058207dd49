"""Lists: CSV, TSV, XLSX, XLS. One row is one report.

Identity: the key column where there is one; otherwise a hash over the row's (column, value) pairs, so that the order of
rows and columns does not matter; equal rows without a key are told apart by an ordinal. A column that only counts the
rows says nothing of them: it is no part of their bytes. A row that says nobody (no name, no key) is quarantined.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

from everyname.domain.words import Property
from everyname.sources.headers import Table, find_table
from everyname.sources.mapping import Kind, Mapping, guess_mapping
from everyname.sources.report import Batch, Item, Progress, Quarantined, Report, Skipped, SourceError
from everyname.sources.rows import read_row
from everyname.sources.tables import read_grid


def read_table(path: Path, sheet: str = "", encoding: str = "") -> Table:
    """The table of a file, for showing and for ``guess_mapping``. Raises ``SourceError``."""
    return find_table(read_grid(path, sheet, encoding))


def read_list(path: Path, source: str, mapping: Mapping | None = None, progress: Progress | None = None) -> Batch:
    """Read a whole list; ``mapping`` absent: the guessed one. Raises ``SourceError``."""
    return import_table(read_table(path), source, mapping, progress)


def import_table(table: Table, source: str, mapping: Mapping | None = None, progress: Progress | None = None) -> Batch:
    """The batch of a table already opened.

    Raises:
        SourceError: the mapping speaks of other columns, or of none that says who.
    """
    mapping = mapping or guess_mapping(table)
    _check_mapping(table, mapping)
    rows = _Rows(table, source, mapping)
    items: list[Item] = list(table.skipped)
    for done, (number, cells) in enumerate(table.rows, 1):
        items.extend(rows.read(number, cells))
        if progress and (done % 1000 == 0 or done == len(table.rows)):
            progress(done, len(table.rows))
    items.sort(key=lambda item: item.row)
    grid = table.grid
    return Batch(grid.file, grid.sha256, grid.encoding, table.facts, tuple(items))


def _check_mapping(table: Table, mapping: Mapping) -> None:
    missing = [column.name for column in mapping.columns if column.name not in table.columns]
    if missing:
        raise SourceError(
            table.grid.file, "header", f"lacks the mapped columns {', '.join(missing)}; map the file again"
        )
    if not mapping.names_people:
        raise SourceError(table.grid.file, "header", "has no column of names; map one by hand")


class _Rows:
    """Reads rows one by one; remembers what was seen, so that identities stay unique inside the file."""

    def __init__(self, table: Table, source: str, mapping: Mapping) -> None:
        self.table, self.source, self.mapping = table, source, mapping
        self.counted = {c.name for c in mapping.columns if c.kind is Kind.ROW_NUMBER}
        self.equal: Counter[str] = Counter()
        self.keys: dict[str, tuple[int, bytes]] = {}

    def read(self, number: int, cells: tuple[str, ...]) -> list[Item]:
        columns, file = self.table.columns, self.table.grid.file
        pairs = tuple(pair for pair in zip(columns, cells, strict=False) if pair[0] not in self.counted)
        raw = json.dumps(pairs, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        if len(cells) > len(columns):
            return [
                self._refused(
                    number, "too_many_cells", cells[len(columns)], _raw(cells), "has more cells than the header"
                )
            ]
        text = " | ".join(f"{name}: {value.strip()}" for name, value in pairs if value.strip())
        draft = Report(self.source, "", text, raw, cells=pairs, file=file, row=number)
        reading = read_row(draft, self.mapping)
        if not reading.says_who:
            return [self._refused(number, "nobody", "", raw, "names nobody"), *reading.refused]
        key = reading.value(Property.EXTERNAL_KEY)
        if key and key in self.keys:
            first, before = self.keys[key]
            if before == raw:
                return [Skipped(file, number, "repeated", text)]
            return [self._refused(number, "key_again", key, raw, f"has the key of row {first} with other values")]
        if key:
            self.keys[key] = (number, raw)
        report = Report(
            self.source, key or self._by_content(pairs), text, raw, reading.published, reading.url,
            cells=pairs, file=file, row=number, claims=reading.claims,
        )  # fmt: skip
        return [report, *reading.refused]

    def _refused(self, number: int, code: str, value: str, raw: bytes, sentence: str) -> Quarantined:
        return Quarantined(self.table.grid.file, number, "", value, code, f"the row {sentence}", raw)

    def _by_content(self, pairs: tuple[tuple[str, str], ...]) -> str:
        filled = sorted((name, value.strip()) for name, value in pairs if value.strip())
        digest = hashlib.sha256(json.dumps(filled, ensure_ascii=True).encode()).hexdigest()[:20]
        self.equal[digest] += 1
        return f"row-{digest}" if self.equal[digest] == 1 else f"row-{digest}-{self.equal[digest]}"


def _raw(cells: tuple[str, ...]) -> bytes:
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
