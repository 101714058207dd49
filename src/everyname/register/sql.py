"""Plain statements for the hot path of one judgement, where building a query costs more than running it.

Portable between SQLite and PostgreSQL; values always travel as parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

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


def execute(statement: str, values: Iterable[Any]) -> None:
    """Run one constant statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
