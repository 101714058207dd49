"""Places told one after another before as many names: «В Кизнерском и Сарапульском районах простились с А и Б».

Invariant: places and names are as many and stand in one sentence, each joined to the next by «и» or a comma alone.
"""

from __future__ import annotations

import re
from itertools import groupby

from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

_JOINED = re.compile(
    r"(?: районе| округе| района| округа)?(?:,| и| та| й|, а также)(?: (?:во?|из|со?|у|з|із))?"
    r" (?:(?:город|сел|посёлк|поселк|деревн|станиц)\w* |[а-яё]{1,3}\. ?)?"
)
_NAMED_NEXT = 100  # characters from the last place to the first name
_BEHIND = 24  # characters behind the last name in which a place of its own may stand


def respective(scene: Scene) -> dict[int, int]:
    """Where each of such places begins, to the person of the name that stands in its turn."""
    paired: dict[int, int] = {}
    places = [f for f in scene.found if f.kind == "settlement"]
    numbers = (scene.lines.index(f.start) for f in places)
    for number, grouped in groupby(zip(numbers, places, strict=True), key=lambda pair: pair[0]):
        here = [found for _, found in grouped]
        for run in _runs(scene, here) if len(here) > 1 else ():
            paired |= _pairs(scene, run, here, scene.sentences[number].end)
    return paired


def _runs(scene: Scene, places: list[Found]) -> list[list[Found]]:
    """The places of a sentence in stretches that «и» or a comma joins."""
    runs = [[places[0]]]
    for found in places[1:]:
        if _JOINED.fullmatch(scene.text, runs[-1][-1].end, found.start):
            runs[-1].append(found)
        else:
            runs.append([found])
    return [run for run in runs if len(run) > 1]


def _pairs(scene: Scene, run: list[Found], places: list[Found], end: int) -> dict[int, int]:
    first = scene.following(run[-1].end)
    if first is None or not first.start < min(end, run[-1].end + _NAMED_NEXT):
        return {}
    members = [o for o in scene.members(first) if o.start >= first.start]
    persons = list(dict.fromkeys(o.person for o in members))
    own = any(first.start < f.start < members[-1].end + _BEHIND for f in places)
    if len(persons) != len(run) or own or any(mark in scene.text[run[-1].end : first.start] for mark in ";:"):
        return {}
    return {found.start: person for found, person in zip(run, persons, strict=True)}
