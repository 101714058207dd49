"""Reads a table of records from CSV or Parquet. Invariant: every cell arrives as text, and no row is dropped.

The encoding and the delimiter of a CSV are found from its first bytes; a quoted cell may hold line breaks.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TypeVar

from everyname.domain.names import fold
from everyname.linkage.coded import Coded, Coder
from everyname.linkage.table import Kind, Table, TableError

_ENCODINGS = ("utf-8-sig", "cp1251")
_DELIMITERS = ",;\t|"
_BLOCK = 10_000  # rows held at a time beside the columns
_LETTERS = 1_000_000  # letters of a text without quotes, as many lines as these are
Row = TypeVar("Row", str, list[str])
csv.field_size_limit(64 * 1024 * 1024)


def read_table(path: str | Path, columns_toml: str | Path | None = None) -> Table:
    """Read ``path`` (.csv, .tsv, .txt, with or without .gz; .parquet) into a table.

    ``columns_toml`` holds a table ``[columns]`` of name = "kind"; without it kinds are guessed.

    Raises:
        TableError: the file is missing, empty or torn; the message names file and row.
    """
    path = Path(path)
    columns = read_columns(columns_toml) if columns_toml else None
    try:
        if path.suffix == ".parquet":
            return Table.from_columns(_parquet(path), columns)
        return Table.from_coded(_csv(path), columns)
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except TableError as error:
        raise TableError(f"{path}: {error}") from error


def read_columns(path: str | Path) -> dict[str, str]:
    """The mapping of a columns file: ``[columns]`` with name = "kind", or those lines alone."""
    try:
        loaded = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path}: is no TOML: {error}") from error
    columns = loaded.get("columns", loaded)
    if not isinstance(columns, Mapping) or not all(isinstance(kind, str) for kind in columns.values()):
        raise TableError(f'{path}: write lines such as last_name = "surname" under [columns]')
    return dict(columns)


def read_labels(path: str | Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Judged pairs of a CSV ``id_l,id_r,same`` (1 or 0): those of one person, those of two.

    Raises:
        TableError: a column is missing, or a row says neither 1 nor 0.
    """
    judged: dict[str, list[tuple[str, str]]] = {"1": [], "0": []}
    for number, (id_l, id_r, said) in _rows(path, ("id_l", "id_r", "same")):
        if said not in judged:
            raise TableError(f"{path}: row {number}: same is «{said}»: write 1 (one person) or 0 (two persons)")
        judged[said].append((id_l, id_r))
    return judged["1"], judged["0"]


def read_aliases(path: str | Path) -> dict[tuple[str, str], str]:
    """Other names of a CSV ``kind,alias,name``, such as ``settlement,Leningrad,Saint Petersburg``.

    Raises:
        TableError: a column is missing, the kind is unknown, or one alias has two names.
    """
    aliases: dict[tuple[str, str], str] = {}
    for number, (kind, alias, name) in _rows(path, ("kind", "alias", "name")):
        if kind not in list(Kind):
            raise TableError(f"{path}: row {number}: unknown kind «{kind}»: use settlement, region, unit, rank, …")
        if aliases.setdefault((kind, fold(alias)), name) != name:
            raise TableError(
                f"{path}: row {number}: «{alias}» stands for «{aliases[kind, fold(alias)]}» in an earlier row"
            )
    return aliases


def _rows(path: str | Path, names: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        arrays = {name: column.values() for name, column in _csv(Path(path)).items()}
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except TableError as error:
        raise TableError(f"{path}: {error}") from error
    if missing := [name for name in names if name not in arrays]:
        raise TableError(f"{path}: no column «{missing[0]}»: the columns are {', '.join(names)}")
    cells = zip(*(arrays[name] for name in names), strict=True)
    return enumerate((tuple(cell.strip() for cell in row) for row in cells), 2)


def _csv(path: Path) -> dict[str, Coded]:
    text = _decoded(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
    delimiter = max(_DELIMITERS, key=text[: text.find("\n")].count)
    blocks = _quoted(text, delimiter) if '"' in text else _plain(text, delimiter)
    header = next(blocks, [])
    if not header:
        raise TableError("the file is empty: the first row must name the columns")
    names = [name for (name,) in header]
    if len(set(names)) < len(names):
        raise TableError("row 1: two columns have the same name")
    columns = [Coder() for _ in names]
    for block in blocks:
        for column, cells in zip(columns, block, strict=True):
            column.add(cells)
    return {name: column.coded() for name, column in zip(names, columns, strict=True)}


Block = Sequence[Sequence[str]]  # some rows' cells by column


def _quoted(text: str, delimiter: str) -> Iterator[Block]:
    """The header as a block of one row, then all other rows."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    yield [[name] for name in header]
    rows = _whole(enumerate(reader, 2), len(header), len)
    while block := list(islice(rows, _BLOCK)):
        yield list(zip(*block, strict=True))


def _plain(text: str, delimiter: str) -> Iterator[Block]:
    """As ``_quoted`` of a text without quotes, whose cells are what stands between delimiters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    end = text.find("\n") if "\n" in text else len(text)
    header, start, number = text[:end].split(delimiter), end + 1, 2
    yield [[name] for name in header] if header != [""] else []
    while start < len(text):
        end = text.find("\n", start + _LETTERS)
        lines = text[start:end] if end >= 0 else text[start:].rstrip("\n")
        rows = lines.count("\n") + 1
        yield _cells(lines, delimiter, len(header), rows) or _counted(lines, delimiter, len(header), number)
        start, number = start + len(lines) + 1, number + rows


def _cells(lines: str, delimiter: str, width: int, rows: int) -> Block | None:
    """Cells by column of lines that all have ``width`` of them; nothing when there may be another line."""
    cells = lines.replace("\n", f"{delimiter}\n").split(delimiter)
    if width < 2 or len(cells) != rows * width:
        return None
    first = "".join(cells[::width]).split("\n")  # one break before each cell but the first: so begins every line
    return [first, *(cells[i::width] for i in range(1, width))] if len(first) == rows else None


def _counted(lines: str, delimiter: str, width: int, number: int) -> Block:
    """The same line by line, without the empty ones; refuses one with more or fewer cells."""
    numbered = enumerate(lines.split("\n"), number)
    rows = list(_whole(numbered, width, lambda line: line.count(delimiter) + 1 if line else 0))
    cells = delimiter.join(rows).split(delimiter) if rows else []
    return [cells[i::width] for i in range(width)]


def _whole(rows: Iterator[tuple[int, Row]], width: int, cells: Callable[[Row], int]) -> Iterator[Row]:
    """The rows that are not empty; refuses one with more or fewer cells than the first."""
    for number, row in rows:
        if (found := cells(row)) == width:
            yield row
        elif row:
            raise TableError(f"row {number}: {found} cells where the first row has {width}")


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("the text is neither UTF-8 nor Windows-1251: save it as UTF-8")


def _parquet(path: Path) -> dict[str, list[str]]:
    import duckdb

    with duckdb.connect() as connection:
        try:
            relation = connection.read_parquet(str(path))
            cast = ", ".join(f'coalesce("{name}"::varchar, \'\') as "{name}"' for name in relation.columns)
            rows = relation.project(cast).fetchall()
        except duckdb.Error as error:
            raise TableError(f"is no Parquet file: {str(error).splitlines()[0]}") from error
        return {name: [row[i] for row in rows] for i, name in enumerate(relation.columns)}
