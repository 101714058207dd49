"""«Is he already on the list?»: keys to store beside each record, and the score of candidates that share one.

Invariant: a record's keys are the same on every machine and run, and its score against a candidate equals the batch's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from everyname.linkage.coded import Coded
from everyname.linkage.conditions import Pairs
from everyname.linkage.engine import terms
from everyname.linkage.explain import Term
from everyname.linkage.features import Context, encode
from everyname.linkage.keys import deletions, mix, parts_of
from everyname.linkage.model import Model, probability
from everyname.linkage.plan import plan
from everyname.linkage.score import RarityBits, bonuses, levels_of, weights_of
from everyname.linkage.table import Table
from everyname.linkage.text import Script

Record = Mapping[str, str]  # kind ("surname", "full_name", "birth_date", ...) to value
_KEYS_CONTEXT = Context(Script.SLAVIC, 0, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """One candidate, by its place in the sequence that was scored."""

    candidate: int
    weight: float
    probability: float
    terms: tuple[Term, ...]


def _table(records: Sequence[Record], columns: Mapping[str, str]) -> Table:
    """Rows in the order given: their ids are their zero-padded numbers."""
    arrays = {name: [record.get(kind, "") for record in records] for name, kind in columns.items()}
    arrays["\0id"] = [f"{i:09d}" for i in range(len(records))]
    return Table.from_columns(arrays, {**columns, "\0id": "id"})


def keys_of(record: Record) -> frozenset[int]:
    """Signed 64-bit keys of one record (kind to value); two records of one person share one in nearly every case."""
    filled = {kind: value for kind, value in record.items() if value and kind not in ("id", "source")}
    if not filled:
        return frozenset()
    features = encode(_table([filled], {kind: kind for kind in filled}), _KEYS_CONTEXT)
    parts = parts_of(features)
    hashes = [mix(a.hashes, b.hashes) for a, b in combinations(parts, 2) if a.field != b.field]
    surname = features.get("surname")
    if isinstance(surname, Coded):
        owners, deleted = deletions(surname)
        hashes += [mix(deleted, p.hashes[owners]) for p in parts if p.name in ("full_given", "birth_day")]
    every = np.concatenate(hashes) if hashes else np.empty(0, np.uint64)
    return frozenset(int(key) for key in every.view(np.int64) if key)


def score(record: Record, candidates: Sequence[Record], model: Model, *, best: int = 20) -> list[Found]:
    """The ``best`` candidates by weight, highest first (ties in the order given); all are maps of kind to value."""
    if not candidates:
        return []
    one, many = (encode(_table(rows, model.columns), model.context) for rows in ([record], candidates))
    comparisons = plan(one)
    left = np.zeros(len(candidates), dtype=np.intp)
    pairs = Pairs(one, many, left, np.arange(len(candidates)))
    levels = levels_of(comparisons, pairs)
    bits = RarityBits.of(model.rarities, one, many)
    weights = weights_of(model, comparisons, levels, bonuses(comparisons, levels, pairs, bits))
    chances = probability(weights)
    order = np.argsort(-weights, kind="stable")[:best]
    return [
        Found(int(i), float(weights[i]), float(chances[i]), terms(model, comparisons, pairs.take(np.array([i]))))
        for i in order
    ]
