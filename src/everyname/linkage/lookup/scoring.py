"""How well records answer. Invariant: a record's weight against another is the batch's, whoever asks and when.

A whole record is weighed by the model. Words that a person typed are no record (they may be fragments, and nobody types
what does not help): there the share of the words that fit is what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from everyname.linkage.conditions import Pairs
from everyname.linkage.explain import Term
from everyname.linkage.features import encode
from everyname.linkage.lookup.asking import CANDIDATES, Answers, Question, ask, candidates, year_of
from everyname.linkage.lookup.index import Index
from everyname.linkage.lookup.keys import Entry, Record
from everyname.linkage.model import Model, probability
from everyname.linkage.plan import plan
from everyname.linkage.score import RarityBits, bonuses, levels_of, weights_of
from everyname.linkage.table import Table
from everyname.linkage.terms import terms

WEIGHED = 40  # records whose keys tell most that the model weighs
_LEAST = 0.4  # mean fit of the words below which a record is no answer
_OTHER_YEAR, _NEXT_YEAR, _NO_YEAR = 0.5, 0.8, 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """One candidate, by its place in the sequence that was scored; ``explain()`` gives the terms of its weight."""

    candidate: int
    weight: float
    probability: float
    explain: Callable[[], tuple[Term, ...]]


def score(record: Record, candidates: Sequence[Record], model: Model, *, best: int = 20) -> list[Found]:
    """The ``best`` candidates by weight, highest first (ties in the order given); all are maps of kind to value.

    Columns of the model that a record does not have are missing, so a fragment of a name is scored on what it says.
    """
    if not candidates:
        return []
    features = encode(_table([record, *candidates], model), model.context)
    comparisons = plan(features)
    rows = np.arange(1, len(candidates) + 1)
    pairs = Pairs(features, features, np.zeros(len(rows), dtype=np.intp), rows)
    levels = levels_of(comparisons, pairs)
    bonus = bonuses(comparisons, levels, pairs, RarityBits.of(model.rarities, features, features))
    weights = weights_of(model, comparisons, levels, bonus)
    chances = probability(weights)

    def explained(i: int) -> Callable[[], tuple[Term, ...]]:
        return lambda: next(terms(model, comparisons, levels[:, [i]], bonus[:, [i]]))

    order = np.argsort(-weights, kind="stable")[:best].tolist()
    return [Found(i, float(weights[i]), float(chances[i]), explained(i)) for i in order]


def _table(records: Sequence[Record], model: Model) -> Table:
    """Rows in the order given: their ids are their zero-padded numbers."""
    kinds = {kind for kind in model.columns.values() if kind != "id"}
    kinds |= {"full_name"} if any("full_name" in record for record in records) else set()
    arrays = {kind: [record.get(kind, "") for record in records] for kind in sorted(kinds)}
    arrays["\0id"] = [f"{i:09d}" for i in range(len(records))]
    return Table.from_columns(arrays, {**{kind: kind for kind in kinds}, "\0id": "id"})


def look_up(record: Record, index: Index, model: Model, *, best: int = 20) -> list[tuple[Entry, Found]]:
    """The records of the index most likely to speak of the same person."""
    entries = candidates(record, index, most=WEIGHED)
    found = score(record, [entry.record for entry in entries], model, best=best)
    return [(entries[f.candidate], f) for f in found]


def search(text: str, index: Index, *, most: int = CANDIDATES) -> list[tuple[Entry, float]]:
    """The records that fit what a person typed, with how well (0..1), best first; ties by id."""
    question = Question.of(text)
    answers = ask(question, index, most=most)
    fits = zip(answers.entries, _means(answers), strict=True)
    scored = [(entry, fit * _agrees(question.year, entry)) for entry, fit in fits if fit >= _LEAST]
    return sorted(scored, key=lambda item: (-item[1], item[0].id))


def _means(answers: Answers) -> list[float]:
    """Mean fit of the question's words, a little less for a record with many others."""
    if not len(answers.fits):
        return [1.0] * len(answers.entries)
    held = np.array([len(entry.words.split()) for entry in answers.entries], dtype=np.float64)
    share = np.minimum(len(answers.fits) / np.maximum(held, 1), 1.0)
    found: list[float] = (answers.fits.mean(axis=0) * (0.95 + 0.05 * share)).tolist()
    return found


def _agrees(year: int, entry: Entry) -> float:
    said = year_of(entry) if year else 0
    if said == year:
        return 1.0
    return _NO_YEAR if not said else _NEXT_YEAR if abs(said - year) == 1 else _OTHER_YEAR
