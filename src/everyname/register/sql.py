"""Plain statements for the hot path of one judgement, where building a query costs more than running it.

Portable between SQLite and PostgreSQL; values always travel as parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, models

PIECE = 500  # values a statement: below SQLite's oldest limit of 999, twice in one statement included


def pieces(items: Iterable[str]) -> Iterator[list[str]]:
    """The items in lists of at most ``PIECE``."""
    every = list(items)
    return (every[i : i + PIECE] for i in range(0, len(every), PIECE))


def select(statement: str, ids: Iterable[str], times: int = 1) -> list[tuple[Any, ...]]:
    """Rows of a constant ``statement`` whose ``{ids}`` (standing ``times`` times) is each piece of ``ids`` in turn."""
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for piece in pieces(ids):
            marks = ",".join(["%s"] * len(piece))
            cursor.execute(statement.replace("{ids}", marks), piece * times)
            found += cursor.fetchall()
    return found


def insert(
    model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, update: Sequence[str] = (), unique: str = "uid"
) -> None:
    """Insert rows (column to value) of one shape into a model's table; ``update`` names columns to overwrite.

    Django's own bulk insert costs a hundred times what the database does for it; an import has a quarter of a
    million rows. Lists and maps travel as JSON.
    """
    if not rows:
        return
    names = list(rows[0])
    conflict = ""
    if update:
        changed = ", ".join(f"{_name(n)} = excluded.{_name(n)}" for n in update)
        conflict = f" ON CONFLICT ({_name(unique)}) DO UPDATE SET {changed}"
    statement = (
        f"INSERT INTO {_name(model._meta.db_table)} ({', '.join(map(_name, names))}) "  # noqa: S608 - names of ours
        f"VALUES ({', '.join(['%s'] * len(names))}){conflict}"
    )
    as_json = {f.attname for f in model._meta.concrete_fields if isinstance(f, models.JSONField)}
    columns = ([_plain(row[n]) for row in rows] if n in as_json else [row[n] for row in rows] for n in names)
    execute_each(statement, list(zip(*columns, strict=True)))


def _name(identifier: str) -> str:
    return connection.ops.quote_name(identifier)


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def execute_each(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run one constant statement for each row of values."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def first(statement: str) -> tuple[Any, ...] | None:
    """The first row of one constant statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def execute(statement: str, values: Iterable[Any]) -> None:
    """Run one constant statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
