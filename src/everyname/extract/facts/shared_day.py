"""The day of the funerals that a heading tells once for all who are listed below it.

Invariant: only who has no day of his own, and of whom a funeral is told, gets the day of the heading.
"""

from __future__ import annotations

import re

from everyname.domain.words import Property
from everyname.extract.facts.beside import EVENTS
from everyname.extract.facts.choose import Chosen
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

_EARLIER = re.compile(r"ранее|раніше|до этого|до цього|напомн|нагада|накануне|напередодні|earlier", re.I)
_RITES = (*EVENTS["burial"], "mourned", "memorial")


def share_day_of_rites(scene: Scene, dead: list[int], values: dict[int, tuple[list[Chosen], list[str]]]) -> None:
    """«23 травня прощаються з чотирма воїнами. Бабин: поховання А. Сокиряни: прощання з Б»: one day for both."""
    if len(dead) < 2:
        return
    first = {n: scene.persons[n].mentions[0].start for n in dead}
    told = [c.found for n in dead for c in values[n][0] if c.property is Property.BURIAL]
    heads = [f for f in told if f.end <= min(first.values()) and _of_nobody(scene, f)]
    if not heads or len({f.value for f in told}) > 1:
        return
    ends = [*sorted(first.values())[1:], len(scene.text)]
    for number, end in zip(sorted(dead, key=first.__getitem__), ends, strict=True):
        chosen, _ = values[number]
        begin = scene.sentences[scene.lines.index(first[number])].start
        rites = any(c.kind in _RITES and not c.negated for c in scene.cues_within(begin, end))
        if rites and not _EARLIER.match(scene.text, begin) and not any(c.property is Property.BURIAL for c in chosen):
            chosen.append(Chosen(Property.BURIAL, heads[0], 0.5))


def _of_nobody(scene: Scene, found: Found) -> bool:
    return not scene.names_somebody(scene.lines.index(found.start))
