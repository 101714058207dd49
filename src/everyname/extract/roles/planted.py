"""Signs that a text was planted: days no calendar has, deaths before birth, one sentence under several names.

Invariant: a signal changes no value and no role; it is told, and the reviewer decides. What needs more than the
text, such as a photograph used twice, is looked for where photographs are kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping

from everyname.domain.words import Property
from everyname.extract.facts.choose import Chosen
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.lexicon import fold
from everyname.extract.spans.timewords import months
from everyname.extract.told import tell

_NUMERIC = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.((?:19|20)\d\d)(?!\d|\.\d)")
_WORDS = re.compile(r"(?<![\d.,-])(\d{1,2})(?:-?го)? ([^\W\d_]{3,9})(?![^\W\d_])")
_LEAP = 2024  # a year that has every day a month may have
_MONTHS = 12
_NUMBERS = re.compile(r"\d+")
_SAME = 3  # names under one sentence
_WORDS_OF_TEMPLATE = 4
_YOUNGEST = 14  # years between birth and death below which one of them is wrong
_LOOKED_AT = 400  # sentences


def signals(scene: Scene, values: Mapping[int, tuple[list[Chosen], list[str]]]) -> tuple[str, ...]:
    """Every sign as it is told, each once."""
    found = [*_impossible_days(scene.text), *_impossible_lives(values), *_templates(scene)]
    return tuple(dict.fromkeys(found))


def _impossible_days(text: str) -> Iterator[str]:
    for match in _NUMERIC.finditer(text):
        day, month, year = (int(part) for part in match.groups())
        if not (1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]):
            yield tell("planted.no_such_day", match[0])
    for match in _WORDS.finditer(text):
        named = months().get(fold(match[2]))
        if named and not 1 <= int(match[1]) <= monthrange(_LEAP, named)[1]:
            yield tell("planted.no_such_day", match[0])


def _impossible_lives(values: Mapping[int, tuple[list[Chosen], list[str]]]) -> Iterator[str]:
    for chosen, _ in values.values():
        years = {c.property: c.found.value[:4] for c in chosen if c.found.value[:4].isdigit()}
        born, died = years.get(Property.BIRTH), years.get(Property.DEATH)
        if born and died and int(died) - int(born) < _YOUNGEST:
            yield tell("planted.life", born, died)


def _templates(scene: Scene) -> Iterator[str]:
    """Sentences that differ in the name alone: a list has no verbs, a template has them."""
    named: dict[str, set[int]] = defaultdict(set)
    for number, part in enumerate(scene.sentences[:_LOOKED_AT]):
        here = scene.in_sentence(number)
        if len({o.person for o in here}) != 1:
            continue
        told = scene.text[part.start : part.end]
        for occurrence in reversed(here):
            told = told[: occurrence.start - part.start] + told[occurrence.end - part.start :]
        words = [w for w in _NUMBERS.sub("", told).split() if w.islower()]
        if len(words) >= _WORDS_OF_TEMPLATE:
            named[" ".join(told.split())].add(here[0].person)
    for persons in named.values():
        if len(persons) >= _SAME:
            yield tell("planted.template", len(persons))
