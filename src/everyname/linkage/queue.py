"""What analysts should look at next. Invariant: a pair's place depends on what its answer may change in the count.

Of two records counted as two persons, a pair of probability p is expected to make the count p smaller; of two counted
as one, 1 - p larger. Pairs between the same two persons count once, by their strongest pair. An answer also takes
p x (1 - p) persons squared from the count's variance. It returns as ``same`` or ``different`` of ``link``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    best: dict[tuple[str, str], Question] = {}
    for pair in pairs:
        a, b = counted[pair.id_l], counted[pair.id_r]
        change = 1 - pair.probability if a == b else -pair.probability
        place = (pair.id_l, pair.id_r) if a == b else (min(a, b), max(a, b))
        known = best.get(place)
        if abs(change) >= least and (known is None or pair.probability > known.probability):
            best[place] = Question(pair.id_l, pair.id_r, pair.probability, change)
    ordered = sorted(best.values(), key=lambda q: (-abs(q.change), q.id_l, q.id_r))
    total = sum(question.change for question in ordered)
    return Queue(tuple(ordered[:most]), len(ordered), total, sum(question.gain for question in ordered))
