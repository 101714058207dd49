"""What analysts should look at next. Invariant: a pair's place depends on what its answer may change in the count.

Of two records counted as two persons, a pair of probability p is expected to make the count p smaller; of two counted
as one, 1 - p larger. A pair whose answer follows from stronger pairs is not asked, so that changes add up: a man told
six times takes five answers. An answer also takes p x (1 - p) persons squared from the count's variance. It returns as
``same`` or ``different`` of ``link``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from everyname.linkage.engine import Linked, ScoredPair

_Z95 = 1.959963985


@dataclass(frozen=True, slots=True)
class Question:
    """Are these two one person? ``change``: expected persons more (or, below 0, fewer) once it is answered."""

    id_l: str
    id_r: str
    probability: float
    change: float

    @property
    def gain(self) -> float:
        """Variance of the count, in persons squared, that the answer removes."""
        return self.probability * (1 - self.probability)


@dataclass(frozen=True, slots=True)
class Queue:
    """Questions that change the count most first; ``open`` of them in all, ``change`` persons together."""

    questions: tuple[Question, ...]
    open: int
    change: float
    variance: float

    def spread(self, answered: int = 0) -> float:
        """Half the 95 % interval that open questions leave around the count after the first ``answered``."""
        return _Z95 * sqrt(max(self.variance - sum(q.gain for q in self.questions[:answered]), 0.0))


def questions(linked: Linked, *, most: int = 100, least: float = 0.01) -> Queue:
    """The ``most`` pairs worth asking, of all that are expected to change the number of clusters by ``least``."""
    return queue_of(linked.pairs, linked.clusters, most=most, least=least)


def queue_of(pairs: Iterable[ScoredPair], counted: Mapping[str, str], *, most: int, least: float = 0.01) -> Queue:
    """As ``questions``, of any pairs; ``counted``: the person as whom each record counts now."""
    asked: list[Question] = []
    between: list[tuple[str, str, Question]] = []
    for pair in pairs:
        a, b = counted[pair.id_l], counted[pair.id_r]
        question = Question(pair.id_l, pair.id_r, pair.probability, change_of(pair, counted))
        if abs(question.change) >= least:
            if a == b:
                asked.append(question)
            else:
                between.append((a, b, question))
    asked += _independent(between)
    asked.sort(key=lambda q: (-abs(q.change), q.id_l, q.id_r))
    total = sum(question.change for question in asked)
    return Queue(tuple(asked[:most]), len(asked), total, sum(question.gain for question in asked))


def change_of(pair: ScoredPair, counted: Mapping[str, str]) -> float:
    """Expected persons more (or, below 0, fewer) once this pair alone is answered."""
    return 1 - pair.probability if counted[pair.id_l] == counted[pair.id_r] else -pair.probability


def _independent(between: Iterable[tuple[str, str, Question]]) -> Iterator[Question]:
    """Questions between persons without those whose answer follows when stronger ones are answered as expected.

    Kruskal's spanning forest: of persons that likely pairs (more likely than not) make one, one question less than
    persons; between two such groups the strongest pair.
    """
    group: dict[str, str] = {}
    met: set[tuple[str, str]] = set()

    def first(person: str) -> str:
        while (above := group.get(person, person)) != person:
            group[person] = group.get(above, above)
            person = above
        return person

    for a, b, question in sorted(between, key=lambda item: (-item[2].probability, item[2].id_l, item[2].id_r)):
        low, high = sorted((first(a), first(b)))
        if low == high or (low, high) in met:
            continue
        met.add((low, high))
        if question.probability >= 0.5:
            group[high] = low
        yield question
