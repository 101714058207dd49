"""«Is he already on the list?»: keys to store beside each record, and the score of candidates that share one.

Invariant: a record's keys are the same on every machine and run, whether computed alone or with a million others; its
score against a candidate equals the batch's.

A table (key, record) answers in three steps: ``reading_of`` the question, the records that share most of its
``keys_of(...)`` (``group by record order by count(*) desc limit CANDIDATES``), ``score`` of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded
from everyname.linkage.conditions import Pairs
from everyname.linkage.engine import terms
from everyname.linkage.explain import Term
from everyname.linkage.features import Context, encode
from everyname.linkage.keys import Part, deletions, mix, parts_of
from everyname.linkage.model import Model, probability
from everyname.linkage.names import is_known
from everyname.linkage.plan import plan
from everyname.linkage.score import RarityBits, bonuses, levels_of, weights_of
from everyname.linkage.table import Table
from everyname.linkage.text import Script, retyped

Record = Mapping[str, str]  # kind ("surname", "full_name", "birth_date", ...) to value
CANDIDATES = 100  # records sharing most keys that are worth scoring
_KEYS_CONTEXT = Context(Script.SLAVIC, 0, 0)
_WITH_NAMES = ("full_given", "given_initial", "birth_year", "birth_day")
_NO_KEYS = {"id", "source", "age", "region", "rank"}
_ALONE = np.array([1], dtype=np.uint64)  # partner of a surname that stands alone
_FIELDS = ("surname", "given", "patronymic", "birth", "death", "settlement", "unit")


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
    """Signed 64-bit keys of one record (kind to value); two records of one person nearly always share several."""
    _, keys = keys_of_many([record])
    return frozenset(keys.tolist())


def keys_of_many(records: Sequence[Record]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """(place of the record, key) for every key of every record, as two arrays: what an index stores."""
    kinds = sorted(
        {kind for record in records for kind in record if kind not in ("id", "source", "age", "region", "rank")}
    )
    if not kinds:
        return np.empty(0, np.intp), np.empty(0, np.int64)
    return keys_of_table(_table(records, {kind: kind for kind in kinds}))


def keys_of_table(table: Table) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """As ``keys_of_many``, of a table's rows."""
    features = encode(table, _KEYS_CONTEXT)
    parts = sorted((part for part in parts_of(features) if part.field in _FIELDS), key=lambda part: part.name)
    joined = [(a, b) for a, b in combinations(parts, 2) if _joins(a, b)]
    rows = [np.arange(len(table))] * len(joined)
    left, right = [a.hashes for a, _ in joined], [b.hashes for _, b in joined]
    surname = features.get("surname")
    if isinstance(surname, Coded):
        owners, deleted = deletions(surname)
        named = [part for part in parts if part.name in _WITH_NAMES]
        rows += [owners] * (1 + len(named))
        left += [deleted] * (1 + len(named))
        right += [_ALONE.repeat(len(owners)), *(part.hashes[owners] for part in named)]
    if not rows:
        return np.empty(0, np.intp), np.empty(0, np.int64)
    keys = mix(np.concatenate(left), np.concatenate(right))
    present = keys != 0
    return np.concatenate(rows)[present], keys[present].view(np.int64)


def _joins(a: Part, b: Part) -> bool:
    """Two fields that together are rare enough: not two of a given name, its father's and a year."""
    broad = {"full_given", "given_initial", "birth_year", "patronymic"}
    return a.field != b.field and not (a.name in broad and b.name in broad)


def reading_of(question: str) -> tuple[Record, ...]:
    """What a person typed, as records to look for: the name in it, a year or date of birth, and both again as retyped
    on the other keyboard («bdfyjd» is «иванов») where that gives a known name and the text as typed does not.
    """
    words = question.split()
    dates = [word for word in words if re.fullmatch(r"[\d.\-/]{4,10}", word)]
    name = " ".join(word for word in words if word not in dates)
    record = {"full_name": name} | {("birth_year" if len(d) == 4 else "birth_date"): d for d in dates[:1]}
    other = retyped(name)
    if other != name and is_known(other) and not is_known(name):
        return record, {**record, "full_name": other}
    return (record,)


def score(record: Record, candidates: Sequence[Record], model: Model, *, best: int = 20) -> list[Found]:
    """The ``best`` candidates by weight, highest first (ties in the order given); all are maps of kind to value.

    Columns of the model that a record does not have are missing, so a fragment of a name is scored on what it says.
    """
    if not candidates:
        return []
    columns = {kind: kind for kind in _kinds((record, *candidates), model)}
    one, many = (encode(_table(rows, columns), model.context) for rows in ([record], candidates))
    comparisons = plan(one)
    pairs = Pairs(one, many, np.zeros(len(candidates), dtype=np.intp), np.arange(len(candidates)))
    levels = levels_of(comparisons, pairs)
    bonus = bonuses(comparisons, levels, pairs, RarityBits.of(model.rarities, one, many))
    weights = weights_of(model, comparisons, levels, bonus)
    chances = probability(weights)
    order = np.argsort(-weights, kind="stable")[:best].tolist()
    return [
        Found(i, float(weights[i]), float(chances[i]), terms(model, comparisons, levels[:, i], bonus[:, i]))
        for i in order
    ]


def _kinds(records: Iterable[Record], model: Model) -> list[str]:
    """The model's kinds, and the full name where a record has only that."""
    kinds = {kind for kind in model.columns.values() if kind != "id"}
    return sorted(kinds | ({"full_name"} if any("full_name" in record for record in records) else set()))
