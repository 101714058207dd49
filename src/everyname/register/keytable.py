"""The table of keys: (key, target, trace) rows of whole numbers, in great numbers, on either database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from everyname.register.sql import execute_each, query

Numbers = NDArray[np.int64]
_ROWS, _MANY = 100, 100_000  # rows a statement, rows handed over at once
_TERMS = (4, 16, 48)  # keys a statement: few lengths, so that the database knows the statement again
_SCANNED, _FEW = 40_000, 8  # rows of all keys among which those with a trace are looked for; as if of so many keys


def insert_keys(table: str, keys: Numbers, targets: Numbers, traces: Numbers, *, fresh: bool = False) -> None:
    """Insert rows in the order of keys; pairs of key and target that are there stay.

    ``fresh``: the caller knows that none is there.
    """
    if fresh and connection.vendor == "postgresql":
        _copy(table, keys, targets, traces)
        return
    whole = len(keys) // _ROWS * _ROWS
    rows = np.stack([keys, targets, traces], axis=1)
    with connection.cursor() as cursor:
        for part, size in ((rows[:whole], _ROWS), (rows[whole:], len(rows) - whole)):
            if len(part):
                marks = ", ".join(["(%s, %s, %s)"] * size)
                statement = f"INSERT INTO {table} (key, target, trace) VALUES {marks} ON CONFLICT DO NOTHING"  # noqa: S608
                for piece in range(0, len(part), _ROWS * 1000):
                    cursor.executemany(statement, part[piece : piece + _ROWS * 1000].reshape(-1, 3 * size).tolist())


def _copy(table: str, keys: Numbers, targets: Numbers, traces: Numbers) -> None:
    """As ``insert_keys`` by PostgreSQL's bulk path, which knows no conflicts."""
    columns = {"key": keys, "target": targets, "trace": traces}
    row = np.dtype([("fields", ">i2"), *(f for name in columns for f in ((f"{name} bytes", ">i4"), (name, ">i8")))])
    rows = np.empty(len(keys), dtype=row)
    rows["fields"] = len(columns)
    for name, column in columns.items():
        rows[f"{name} bytes"], rows[name] = 8, column
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for start in range(0, len(rows), _MANY):
            copy.write(rows[start : start + _MANY].tobytes())
        copy.write(b"\xff\xff")


def delete_keys(table: str, keys: Numbers, targets: Numbers) -> None:
    """Delete rows."""
    statement = f"DELETE FROM {table} WHERE key = %s AND target = %s"  # noqa: S608 - names of ours
    execute_each(statement, list(zip(keys.tolist(), targets.tolist(), strict=True)))


def limited(table: str, keys: Sequence[int], most: int) -> list[tuple[int, int]]:
    """(key, target), at most ``most`` of each key."""
    if connection.vendor == "postgresql":
        statement = (
            f"SELECT q.key, t.target FROM unnest(%s::bigint[]) AS q(key) CROSS JOIN LATERAL "  # noqa: S608 - ours
            f"(SELECT target FROM {table} k WHERE k.key = q.key LIMIT %s) AS t"
        )
        return query(statement, [list(keys), most])
    found: list[tuple[int, int]] = []
    for start in range(0, len(keys), _TERMS[-1]):
        piece = keys[start : start + _TERMS[-1]]
        terms = next(terms for terms in _TERMS if terms >= len(piece))
        found += query(_limited(table, terms), [most, *piece, *[None] * (terms - len(piece))])
    return found


def holding(table: str, keys: Sequence[int], traces: Sequence[int], most: int) -> list[tuple[int, int]]:
    """As ``limited``, of the first rows of each key (``_SCANNED`` of all) those that have all bits of its trace."""
    scanned = _SCANNED // max(len(keys), _FEW)
    if connection.vendor == "postgresql":
        statement = (
            f"SELECT q.key, t.target FROM unnest(%s::bigint[], %s::bigint[]) AS q(key, trace) CROSS JOIN LATERAL "  # noqa: S608
            f"(SELECT target FROM (SELECT target, trace FROM {table} k WHERE k.key = q.key LIMIT %s) AS s "
            f"WHERE s.trace & q.trace = q.trace LIMIT %s) AS t"
        )
        return query(statement, [list(keys), list(traces), scanned, most])
    found: list[tuple[int, int]] = []
    for start in range(0, len(keys), _TERMS[-1]):
        asked = list(zip(keys, traces, strict=True))[start : start + _TERMS[-1]]
        terms = next(terms for terms in _TERMS if terms >= len(asked))
        values = [value for pair in asked for value in pair]
        found += query(_holding(table, terms), [most, scanned, *values, *[None] * (2 * (terms - len(asked)))])
    return found


@cache
def _limited(table: str, terms: int) -> str:
    """SQLite's statement for so many keys: the limit is its first value, so that the text is always the same."""
    one = f"SELECT * FROM (SELECT key, target FROM {table} WHERE key = ?{{}} LIMIT ?1)"  # noqa: S608 - names of ours
    return " UNION ALL ".join(one.format(place) for place in range(2, terms + 2))


@cache
def _holding(table: str, terms: int) -> str:
    """The same with how many rows are looked through, and a trace after each key."""
    one = (
        f"SELECT * FROM (SELECT key, target FROM (SELECT key, target, trace FROM {table} WHERE key = ?{{0}} "  # noqa: S608
        f"LIMIT ?2) WHERE trace & ?{{1}} = ?{{1}} LIMIT ?1)"
    )
    return " UNION ALL ".join(one.format(place, place + 1) for place in range(3, 2 * terms + 3, 2))
