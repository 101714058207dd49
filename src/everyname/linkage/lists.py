"""One list against another, and the reuse of an official key.

Invariant: every record of both lists is in exactly one part of the report.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from everyname.linkage.cluster import Rows
from everyname.linkage.coded import Coded
from everyname.linkage.conditions import Pairs
from everyname.linkage.engine import Linked, PairIds, link
from everyname.linkage.features import encode
from everyname.linkage.model import Model, probability
from everyname.linkage.plan import plan
from everyname.linkage.score import RarityBits, bonuses, levels_of, weights_of
from everyname.linkage.table import Column, Kind, Table, TableError

_CONTRADICTS = ("different", "other_day", "other_town", "same_year_other_day")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records of one person that say different things of one field."""

    ours: str
    theirs: str
    field: str
    level: str


@dataclass(frozen=True)
class Compared:
    """``both``: (ids here, ids there) per person on both; ``only_ours``, ``only_theirs``: ids per person."""

    both: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    only_ours: tuple[tuple[str, ...], ...]
    only_theirs: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...]
    linked: Linked


def compare_lists(
    ours: Table, theirs: Table, *, model: Model | None = None, same: PairIds = (), different: PairIds = ()
) -> Compared:
    """Link two lists: who is on both, only here, only there, and where two records of one man disagree.

    Ids may repeat between the lists, not within one. Columns are joined by kind (``other:*`` by name); judgements name
    records as ``("ours:ID", "theirs:ID")``.
    """
    linked = link(_joined(ours, theirs), model=model, same=same, different=different)
    groups: dict[str, list[str]] = defaultdict(list)
    for record, cluster in linked.clusters.items():
        groups[cluster].append(record)
    split = [(_of("ours:", members), _of("theirs:", members)) for members in groups.values()]
    conflicts = [
        Conflict(p.id_l.removeprefix("ours:"), p.id_r.removeprefix("theirs:"), field, level)
        for p in linked.pairs
        if (p.id_l[:5], p.id_r[:5]) == ("ours:", "their") and linked.clusters[p.id_l] == linked.clusters[p.id_r]
        for field, level in p.levels.items()
        if field != "source" and level in _CONTRADICTS
    ]
    return Compared(
        tuple(pair for pair in split if pair[0] and pair[1]),
        tuple(here for here, there in split if not there),
        tuple(there for here, there in split if not here),
        tuple(conflicts),
        linked,
    )


def _of(prefix: str, members: list[str]) -> tuple[str, ...]:
    return tuple(record.removeprefix(prefix) for record in members if record.startswith(prefix))


def _joined(ours: Table, theirs: Table) -> Table:
    """One table of both. The list is the source: where lists repeat nobody, that is evidence against joining."""
    arrays: dict[str, list[str]] = {"\0id": [f"ours:{i}" for i in ours.ids] + [f"theirs:{i}" for i in theirs.ids]}
    arrays["\0list"] = ["ours"] * len(ours) + ["theirs"] * len(theirs)
    kinds = {"\0id": str(Kind.ID), "\0list": str(Kind.SOURCE)}
    for column in {
        _name(c): c for table in (ours, theirs) for c in table.columns if c.kind not in (Kind.SOURCE, Kind.REPORT)
    }.values():
        name = _name(column)
        kinds[name] = str(column.kind)
        arrays[name] = [value for table in (ours, theirs) for value in _values(table, name)]
    return Table.from_columns(arrays, kinds)


def _name(column: Column) -> str:
    return column.name if column.kind in (Kind.TEXT, Kind.EXACT, Kind.NUMBER) else str(column.kind)


def _values(table: Table, name: str) -> tuple[str, ...]:
    found = [c for c in table.columns if _name(c) == name]
    return found[0].values if found else ("",) * len(table)


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two records under one key that speak of two persons, with the probability that they are one."""

    key: str
    id_l: str
    id_r: str
    probability: float


def key_reuse(table: Table, key_column: str, *, model: Model | None = None, below: float = 0.5) -> list[Reuse]:
    """Records that share an official key and, by everything else, are not one person; the least probable first.

    The key itself is no evidence here. Without a ``model`` one is learned from the table.

    Raises:
        TableError: there is no such column.
    """
    keys = next((c.coded for c in table.columns if c.name == key_column), None)
    if keys is None:
        raise TableError(f"column «{key_column}» is not in the table, or has no kind: map it to other:exact")
    rest = Table(table.ids, tuple(c for c in table.columns if c.name != key_column))
    model = model or link(rest).model
    left, right = _sharing(keys)
    features = encode(rest, model.context)
    comparisons, pairs = plan(features), Pairs(features, features, left, right)
    levels = levels_of(comparisons, pairs)
    bonus = bonuses(comparisons, levels, pairs, RarityBits.of(model.rarities, features, features))
    prior = -model.prior  # one key in common makes one person as likely as not, before anything else is known
    chances = probability(weights_of(model, comparisons, levels, bonus) + prior)
    found = np.flatnonzero(chances < below)
    named = keys.values()
    reused = [Reuse(named[left[i]], table.ids[left[i]], table.ids[right[i]], float(chances[i])) for i in found]
    return sorted(reused, key=lambda reuse: (reuse.probability, reuse.key, reuse.id_l, reuse.id_r))


def _sharing(keys: Coded) -> tuple[Rows, Rows]:
    """Neighbours in the order of the records among those with one key."""
    order = np.argsort(keys.codes, kind="stable")
    same = (keys.codes[order[1:]] == keys.codes[order[:-1]]) & (keys.codes[order[1:]] >= 0)
    return order[:-1][same], order[1:][same]
