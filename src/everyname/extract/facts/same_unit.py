"""The unit that is told again without its name: «captain Kim – of the same regiment», «and his deputy Major Kim».

Invariant: the unit is one that the text gives another of the dead by name; it keeps that span.
"""

from __future__ import annotations

import re

from everyname.domain.words import Property
from everyname.extract.facts.choose import Chosen
from everyname.extract.roles.scene import Occurrence, Scene

_SAME = re.compile(r"(?:of|from|in|with) the same (?:[a-z]+ ){0,2}(?:unit|regiment|brigade|battalion|company|division)")
_DEPUTY = re.compile(
    r"(?<!\w)(?:his|and) (?:deputy|second-in-command|chief of staff|adjutant),? (?:[A-Z][\w.]* ){0,3}$"
)
_LONGEST = 60  # characters of «his deputy, Lieutenant Colonel»


def share_units(scene: Scene, dead: list[int], values: dict[int, tuple[list[Chosen], list[str]]]) -> None:
    """Give the unit told before to those of the dead who are said to be of the same one."""
    if scene.lang != "en":
        return
    for one in _of_same(scene):
        unit = _told_before(one, dead, values)
        if one.person in dead and unit and not any(c.property is Property.UNIT for c in values[one.person][0]):
            values[one.person][0].append(Chosen(Property.UNIT, unit.found, 0.5))


def _of_same(scene: Scene) -> list[Occurrence]:
    """The names that such words are told of: those right before «of the same unit», those behind «his deputy»."""
    found: list[Occurrence] = []
    for match in _SAME.finditer(scene.text):
        before = scene.previous(match.start())
        if before and before.sentence == scene.lines.index(match.start()):
            found.extend(o for o in scene.members(before) if o.end <= match.start())
    deputies = (o for o in scene.occurrences if _DEPUTY.search(scene.text, max(0, o.start - _LONGEST), o.start))
    found.extend(deputies)
    return found


def _told_before(one: Occurrence, dead: list[int], values: dict[int, tuple[list[Chosen], list[str]]]) -> Chosen | None:
    """The last unit named before a name, of another of the dead."""
    units = [c for n in dead if n != one.person for c in values[n][0] if c.property is Property.UNIT]
    return max((c for c in units if c.found.end <= one.start), key=lambda c: c.found.start, default=None)
