"""Reads a table of records from CSV or Parquet. Invariant: every cell arrives as text, and no row is dropped.

The encoding and the delimiter of a CSV are found from its first bytes; a quoted cell may hold line breaks.
"""

from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Iterator, Mapping
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path

from everyname.domain.names import fold
from everyname.linkage.table import Kind, Table, TableError

_ENCODINGS = ("utf-8-sig", "cp1251")
_DELIMITERS = ",;\t|"
_BLOCK = 10_000  # rows held at a time beside the columns
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
        arrays = _parquet(path) if path.suffix == ".parquet" else _csv(path)
        return Table.from_columns(arrays, columns)
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
        arrays = _csv(Path(path))
    except OSError as error:
        raise TableError(f"{path}: {error.strerror or error}") from error
    except TableError as error:
        raise TableError(f"{path}: {error}") from error
    if missing := [name for name in names if name not in arrays]:
        raise TableError(f"{path}: no column «{missing[0]}»: the columns are {', '.join(names)}")
    cells = zip(*(arrays[name] for name in names), strict=True)
    return enumerate((tuple(cell.strip() for cell in row) for row in cells), 2)


def _csv(path: Path) -> dict[str, list[str]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = TextIOWrapper(BytesIO(data), _encoding(data), newline="")
    delimiter = max(_DELIMITERS, key=text.readline().count)
    text.seek(0)
    return _collect(csv.reader(text, delimiter=delimiter))


def _collect(reader: Iterator[list[str]]) -> dict[str, list[str]]:
    header = next(reader, None)
    if not header:
        raise TableError("the file is empty: the first row must name the columns")
    if len(set(header)) < len(header):
        raise TableError("row 1: two columns have the same name")
    columns: dict[str, list[str]] = {name: [] for name in header}
    known: list[dict[str, str]] = [{} for _ in header]  # a text that many rows hold is kept once
    rows = _whole(enumerate(reader, 2), len(header))
    while block := list(islice(rows, _BLOCK)):
        for column, texts, cells in zip(columns.values(), known, zip(*block, strict=True), strict=True):
            column.extend(map(texts.setdefault, cells, cells))
    return columns


def _whole(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[list[str]]:
    """The rows that are not empty; refuses one with more or fewer cells than the first."""
    for number, row in rows:
        if len(row) == width:
            yield row
        elif row:
            raise TableError(f"row {number}: {len(row)} cells where the first row has {width}")


def _encoding(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
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
