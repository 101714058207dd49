"""What surrounds a name: the words beside it and in its text, its form and place, weighed as they were fitted.

Invariant: only a person whom other evidence leaves open is asked about; a death told of him outright, a sign of life or
a stronger title stands as it was. Method: logistic regression with a Gaussian prior on each weight (ridge), fitted by
``tools/build_role_words.py`` to the project's own notices; the log odds are the weight of the evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from everyname.domain.words import Role
from everyname.extract.names.lexicon import fold
from everyname.extract.roles.evidence import DEAD_FROM, LIVING_STATES, Evidence
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.lexicon import FOLDER
from everyname.extract.told import tell

PLACES = ("before", "after", "sentence", "previous", "next", "text", "form")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CLAUSE = re.compile(r"[,;:()—–\n]| - ")
_STEM = 5  # letters
_SILENT, _FOR_MOST, _AGAINST_MOST = 0.5, 2.0, 1.0
_OUTRIGHT = 3.0  # weight of a death told of the person himself
_TOLD = 2  # words that a reason names
_BESIDE = 3  # characters between a name and a span beside it

Signs = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a text with their places; words of names are left out."""

    starts: list[int]
    stems: list[str]
    whole: list[str]

    def between(self, low: int, high: int) -> set[str]:
        """Stems of the words that begin in the stretch."""
        return set(self.stems[bisect_left(self.starts, low) : bisect_left(self.starts, high)])


def surroundings_say(scene: Scene, evidence: list[Evidence]) -> None:
    """Add what surrounds each person whom the evidence leaves open, where it says anything."""
    left_open = [number for number, person in enumerate(evidence) if _open(person)]
    if not left_open:
        return
    words = words_of(scene)
    for number in left_open:
        signs = signs_of(scene, words, number)
        most = 0.0 if _lives(evidence[number]) else _FOR_MOST
        odds = max(-_AGAINST_MOST, min(most, _odds(signs)))
        if abs(odds) >= _SILENT:
            code = "around_for" if odds > 0 else "around_against"
            evidence[number].add(Role.DEAD, odds, tell(code, ", ".join(_strongest(words, signs, odds))))


def _open(person: Evidence) -> bool:
    """Whether what surrounds a person may tell whether he is dead."""
    rival = max((weight for role, weight in person.weights.items() if role is not Role.DEAD), default=0.0)
    return person.direct[Role.DEAD] < _OUTRIGHT and rival < person.weights[Role.DEAD] + _FOR_MOST


def _lives(person: Evidence) -> bool:
    """Whether something speaks for a life, so that what surrounds the name does not speak for a death."""
    return any(person.weights[role] >= DEAD_FROM for role in LIVING_STATES)


def words_of(scene: Scene) -> Words:
    """The words of a text that are no part of a name."""
    named = [(o.start, o.end) for o in scene.occurrences]
    words = Words([], [], [])
    for match in _WORD.finditer(fold(scene.text)):
        at = bisect_left(named, (match.start() + 1,)) - 1
        if at < 0 or match.start() >= named[at][1]:
            words.starts.append(match.start())
            words.stems.append(_stem(match[0]))
            words.whole.append(match[0])
    return words


def signs_of(scene: Scene, words: Words, number: int) -> Signs:
    """What surrounds a person, by its place: stems, and facts of the form of his name."""
    own = [o for o in scene.occurrences if o.person == number]
    signs: Signs = {place: set() for place in PLACES}
    signs["text"] = set(words.stems)
    here = {o.sentence for o in own}
    for one in own:
        part = scene.sentences[one.sentence]
        low = max((m.end() for m in _CLAUSE.finditer(scene.text, part.start, one.start)), default=part.start)
        stop = _CLAUSE.search(scene.text, one.end, part.end)
        signs["before"] |= words.between(low, one.start)
        signs["after"] |= words.between(one.end, stop.start() if stop else part.end)
        signs["sentence"] |= words.between(part.start, part.end)
    for place, step in (("previous", -1), ("next", 1)):
        for beside in {n + step for n in here} - here:
            if 0 <= beside < len(scene.sentences):
                signs[place] |= words.between(scene.sentences[beside].start, scene.sentences[beside].end)
    signs["form"] = set(_form(scene, own))
    return signs


def _form(scene: Scene, own: list[Occurrence]) -> Iterator[str]:
    """Facts of the form of a name and of where it stands."""
    first, person = own[0], scene.persons[own[0].person]
    part = scene.sentences[first.sentence]
    yield "case " + first.cases
    yield from (f"title {o.title}" for o in own if o.title)
    yield from (f"does {o.does}" for o in own if o.does)
    for found in scene.found:
        if part.start <= found.start < part.end:
            yield f"sentence {found.kind}"
            if 0 <= first.start - found.end < _BESIDE:
                yield f"before {found.kind}"
            if 0 <= found.start - first.end <= _BESIDE:
                yield f"after {found.kind}"
    yield f"persons {min(len(scene.persons), 6)}"
    yield f"mentions {min(len(own), 3)}"
    facts = {
        "first sentence": first.sentence == 0,
        "begins sentence": first.start - part.start < _BESIDE,
        "enumerated": first.group >= 0,
        "patronymic": bool(person.patronymic),
        "no surname": not person.surname,
        "alone in full": sum(bool(p.surname and p.given) for p in scene.persons) == 1,
    }
    yield from (name for name, true in facts.items() if true)


def _stem(word: str) -> str:
    """The first letters of a word; of a number how many digits it has, or that it is a year."""
    if not word.isdigit():
        return word[:_STEM]
    return "#year" if len(word) == 4 and word[:2] in ("19", "20") else f"#{min(len(word), _STEM)}"


def _odds(signs: Signs) -> float:
    fitted = _fitted()
    return sum(fitted[place].get(sign, 0.0) for place, found in signs.items() for sign in found)


def _strongest(words: Words, signs: Signs, odds: float) -> list[str]:
    """The words that say most for what was said, as the text has them."""
    fitted, side = _fitted(), 1 if odds > 0 else -1
    told = {
        stem: side * sum(fitted[place].get(stem, 0.0) for place in PLACES[:-1] if stem in signs[place])
        for stem in signs["text"]
        if not stem.startswith("#")
    }
    best = sorted((s for s in told if told[s] > 0), key=lambda s: (-told[s], s))[:_TOLD]
    return [words.whole[words.stems.index(stem)] for stem in best]


@cache
def _fitted() -> dict[str, dict[str, float]]:
    """The weights by place and sign."""
    fitted: dict[str, dict[str, float]] = {place: {} for place in PLACES}
    for line in (FOLDER / "role_words.tsv").read_text(encoding="utf-8").splitlines():
        sign, *weights = line.split("\t")
        for place, weight in zip(PLACES, weights, strict=True):
            if weight:
                fitted[place][sign] = float(weight)
    return fitted
