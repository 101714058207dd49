"""Is he already on the list? Time and recall of the desk's search and of one record against a million invented persons.

usage: lookup.py [--records N] [--queries N] [--peers]                            SQLite, in a folder of its own
       python tests/postgres_server.py python benchmarks/lookup.py [...]          PostgreSQL, a scratch cluster

Typed questions: surname, given name and one thing more (patronymic, year of birth or settlement, as the report has
it), as they stand, with a letter wrong, in Latin letters, on the wrong keyboard layout, or as fragments: the beginnings
of surname and given name, or a piece from within the surname. Fragments are asked where they identify the man: where at
most five men of the list have names that hold them in these places and the same patronymic, year or settlement.
Records: one report of a man taken out of the list.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from invented import rows
from lookup_clocks import Clocks, say, shares
from lookup_peers import ask_peer
from lookup_questions import Row, fragment, identified, latin, misspelled, piece, slipped, told_apart, typed
from lookup_tally import FIELDS, persons


def main() -> None:
    """Build, ask, print one JSON line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--peers", action="store_true", help="also trigrams of the same database")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="everyname-lookup-") as name:
        folder = Path(name) / "tally"
        make = [
            str(Path(sys.executable).with_name("everyname")),
            "init",
            str(folder),
            "--template",
            "named-list",
            "--yes",
        ]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        from everyname.conf.boot import open_tally

        open_tally(folder)
        measure(call.records, call.queries, call.seed, peers=call.peers)


def measure(records: int, queries: int, seed: int, *, peers: bool) -> None:
    """All measurements on the database that is open."""
    from django.db import connection, transaction

    held, out = split(list(rows("ru", records + queries, seed)), queries)
    uids = [f"{int(row['unique_id']):030d}.p0" for row in held]
    truth = {uid: row["cluster"] for uid, row in zip(uids, held, strict=True)}
    model = model_of(held[:20_000])
    columns = {kind: [row.get(kind, "") for row in held] for kind in (*FIELDS, "full_name", "sex", "reference", "rank")}
    with transaction.atomic():
        persons(uids, columns)
    asked = [
        row for row in held if row["surname"] and len(row["surname"]) > 3 and len(row["given"]) > 2 and told_apart(row)
    ]
    asked = [row for row in asked if row["surname"][0] > "z"]
    chosen = Random(seed).sample(asked, queries)
    fragments = {maker: identified(chosen, held, maker) for maker in (fragment, piece)}
    del held, asked
    gc.collect()
    gc.freeze()
    build(uids, columns)
    del columns
    gc.collect()
    say("database", records=records, vendor=connection.vendor)
    random = Random(seed)
    makers: dict[str, Callable[[Row], str]] = {
        "as it stands": typed, "one letter wrong": lambda row: misspelled(row, random), "Latin letters": latin,
        "wrong layout": slipped, "fragments": fragment, "pieces": piece,
    }  # fmt: skip
    for kind, maker in makers.items():
        ask_typed(kind, [(maker(row), row) for row in fragments.get(maker, chosen)], truth)
    ask_records(out, model, truth)
    if peers:
        ask_peer(makers, chosen, truth)


def split(every: list[Row], queries: int) -> tuple[list[Row], list[Row]]:
    """The list, and one report each of ``queries`` men of whom the list holds another."""
    men: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(every):
        men[row["cluster"]].append(i)
    taken = {places[0] for places in islice((p for p in men.values() if len(p) > 1), queries)}
    return [row for i, row in enumerate(every) if i not in taken], [every[i] for i in sorted(taken)]


def model_of(held: Sequence[Row]) -> object:
    """A model learned from a part of the list."""
    from everyname.linkage import Table, link

    return link(Table.from_rows(held, {"unique_id": "id", **{kind: kind for kind in FIELDS}})).model


def build(uids: Sequence[str], columns: dict[str, list[str]]) -> None:
    """The index, timed from the columns in memory to the last committed row."""
    from django.db import transaction

    from everyname.register import lookup

    cpu, wall = time.process_time(), time.perf_counter()
    with transaction.atomic():
        lookup.fill(uids, columns)
    say("index", cpu=round(time.process_time() - cpu, 1), wall=round(time.perf_counter() - wall, 1))


def ask_typed(kind: str, asked: Sequence[tuple[str, Row]], truth: dict[str, str]) -> None:
    """The desk's search."""
    from everyname.register.models import Mention
    from everyname.workflow.searching import search

    clocks, right = Clocks([], []), [0, 0]
    search(asked[0][0])
    for text, row in asked:
        with clocks.one():
            hits = search(text, limit=20)
        uids = dict(Mention.objects.filter(person__in=[h.id for h in hits[:5]]).values_list("person_id", "uid"))
        found = [truth[uids[h.id]] == row["cluster"] for h in hits[:5]]
        right[0] += any(found[:1])
        right[1] += any(found)
    say(f"typed, {kind}", questions=len(asked), **clocks.told(), **shares(right, len(asked)))


def ask_records(out: Sequence[Row], model: object, truth: dict[str, str]) -> None:
    """One new report against the list."""
    from everyname.linkage.lookup import look_up
    from everyname.register.lookup import Tables, id_of

    owner = {id_of(uid): cluster for uid, cluster in truth.items()}
    clocks, right = Clocks([], []), [0, 0]
    for row in out:
        record = {kind: row[kind] for kind in FIELDS if row[kind]}
        with clocks.one():
            found = look_up(record, Tables(), model)
        hits = [owner[entry.id] == row["cluster"] for entry, _ in found[:5]]
        right[0] += any(hits[:1])
        right[1] += any(hits)
    say("a record, scored by the model", **clocks.told(), **shares(right, len(out)))


if __name__ == "__main__":
    main()
