"""Plain statements for the hot path of one judgement, where building a query costs more than running it.

Portable between SQLite and PostgreSQL; values always travel as parameters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

Value = TypeVar("Value", str, int)
PIECE = 500  # values a statement: below SQLite's oldest limit of 999, twice in one statement included


def pieces(items: Iterable[Value]) -> Iterator[list[Value]]:
    """The items in lists of at most ``PIECE``."""
    every = list(items)
    return (every[i : i + PIECE] for i in range(0, len(every), PIECE))


def select(statement: str, ids: Iterable[Value], times: int = 1) -> list[tuple[Any, ...]]:
    """Rows of a constant ``statement`` whose ``{ids}`` (standing ``times`` times) is each piece of ``ids`` in turn."""
    found: list[tuple[Any, ...]] = []
    if connection.vendor == "postgresql":
        every = list(ids)
        return query(statement.replace("IN ({ids})", "= ANY(%s)"), [every] * times) if every else found
    for piece in pieces(ids):
        size = 1 << (len(piece) - 1).bit_length()  # few lengths, so that the database knows the statement again
        marks = ",".join(["%s"] * size)
        found += query(statement.replace("{ids}", marks), (piece + piece[-1:] * (size - len(piece))) * times)
    return found


def query(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Rows of a statement whose text is always the same, without Django's reading of it, which takes longer than a row.

    PostgreSQL keeps it prepared for the connection; Django's own cursor would send it with its values as text.
    """
    here = connections[DEFAULT_DB_ALIAS]
    here.ensure_connection()
    with here.wrap_database_errors:
        if here.vendor == "sqlite":
            return list(here.connection.execute(_as_sqlite(statement), values))
        return _prepared(here.connection, statement, values)


def _prepared(session: Any, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    from psycopg import Cursor

    usual, session.prepare_threshold = session.prepare_threshold, 0
    try:
        return list(Cursor(session).execute(statement, values).fetchall())
    finally:
        session.prepare_threshold = usual


@lru_cache(maxsize=256)
def _as_sqlite(statement: str) -> str:
    return statement.replace("%s", "?")


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


_ROWS = 100  # rows a statement: a statement costs more than a row


def insert_many(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], conflict: str = "") -> None:
    """Insert rows of plain values, many a statement; ``conflict`` is the clause for rows that are there."""
    head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 - names of ours
    one = f"({', '.join(['%s'] * len(columns))})"
    iterator = iter(rows)
    with connection.cursor() as cursor:
        whole = f"{head}{', '.join([one] * _ROWS)} {conflict}"
        while piece := list(islice(iterator, _ROWS)):
            statement = whole if len(piece) == _ROWS else f"{head}{', '.join([one] * len(piece))} {conflict}"
            cursor.execute(statement, [value for row in piece for value in row])
