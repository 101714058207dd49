"""What analysts should look at next. Invariant: a pair's place depends on what its answer may change in the count.

Judging a pair of probability p resolves, in expectation, p x (1 - p) persons squared of the count's variance; pairs
of two clusters count once, by their strongest pair. A judgement returns as ``same`` or ``different`` of ``link``.
"""

from __future__ import annotations

from dataclasses import dataclass

from everyname.linkage.engine import Linked


@dataclass(frozen=True, slots=True)
class Question:
    """Are these two one person? ``gain``: variance of the count, in persons squared, that the answer removes."""

    id_l: str
    id_r: str
    probability: float
    gain: float


@dataclass(frozen=True, slots=True)
class Queue:
    """Questions with most gain first; ``open`` of them in all, worth ``variance`` together."""

    questions: tuple[Question, ...]
    open: int
    variance: float


def questions(linked: Linked, *, most: int = 100, sure: float = 0.99) -> Queue:
    """The ``most`` pairs worth asking, of all whose probability lies within ``1 - sure`` and ``sure``."""
    best: dict[tuple[str, str], Question] = {}
    for pair in linked.pairs:
        if not 1 - sure < pair.probability < sure:
            continue
        a, b = linked.clusters[pair.id_l], linked.clusters[pair.id_r]
        place = (min(a, b), max(a, b)) if a != b else (pair.id_l, pair.id_r)
        asked = Question(pair.id_l, pair.id_r, pair.probability, pair.probability * (1 - pair.probability))
        if place not in best or asked.gain > best[place].gain:
            best[place] = asked
    ordered = sorted(best.values(), key=lambda q: (-q.gain, q.id_l, q.id_r))
    return Queue(tuple(ordered[:most]), len(ordered), sum(question.gain for question in ordered))
