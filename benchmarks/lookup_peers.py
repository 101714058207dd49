"""Trigrams of the same names in the same database: what the lookup is measured against."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lookup_clocks import Clocks, say, shares
from lookup_questions import Row

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper


def ask_peer(makers: dict[str, Callable[[Row], str]], chosen: Sequence[Row], truth: dict[str, str]) -> None:
    """Trigrams of the same names in the same database: FTS5's, or pg_trgm's."""
    from django.db import connection

    with connection.cursor() as cursor:
        begun = time.perf_counter()
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE peer USING fts5(uid UNINDEXED, name, tokenize='trigram')")
            cursor.execute("INSERT INTO peer SELECT uid, name FROM register_mention")
        else:
            cursor.execute("CREATE EXTENSION pg_trgm")
            cursor.execute("CREATE INDEX peer ON register_mention USING gin (name gin_trgm_ops)")
        say("peer's index", wall=round(time.perf_counter() - begun, 1))
        for kind, maker in makers.items():
            clocks, right = Clocks([], []), [0, 0]
            for row in chosen[:50]:
                text = maker(row)
                with clocks.one():
                    found = [truth[uid] == row["cluster"] for uid in peers_answer(cursor, connection.vendor, text)]
                right[0] += any(found[:1])
                right[1] += any(found)
            say(f"peer, {kind}", **clocks.told(), **shares(right, min(len(chosen), 50)))


def peers_answer(cursor: CursorWrapper, vendor: str, text: str) -> list[str]:
    """The first five mentions."""
    if vendor == "sqlite":
        pieces = {word[i : i + 3] for word in text.lower().split() for i in range(len(word) - 2)}
        query = " OR ".join('"' + piece.replace('"', "") + '"' for piece in sorted(pieces))
        cursor.execute("SELECT uid FROM peer WHERE peer MATCH %s ORDER BY rank LIMIT 5", [query])
    else:
        cursor.execute(
            "SELECT uid FROM register_mention WHERE name %% %s ORDER BY similarity(name, %s) DESC LIMIT 5", [text, text]
        )
    return [uid for (uid,) in cursor.fetchall()]
