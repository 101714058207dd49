"""The one man whose death a text tells: what it says of nobody in particular is his.

Invariant: a text that tells two deaths by name has no such man.
"""

from __future__ import annotations

from dataclasses import replace

from everyname.extract.facts.beside import EVENTS
from everyname.extract.roles.english_others import one_more
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found


def passing(scene: Scene, person: int, found: Found) -> bool:
    """Whether one without a surname («познакомился с Алсу») is named in another sentence than the span's."""
    here = scene.lines.index(found.start)
    return not scene.persons[person].surname and all(o.person != person for o in scene.in_sentence(here))


def of_sole(scene: Scene, item: Claimed, sole: list[tuple[int, int]]) -> Claimed:
    """A word of death or burial that speaks of nobody, in a sentence that names nobody, with the one dead man."""
    kinds = (*EVENTS["death"], *EVENTS["burial"])
    lost = not item.persons and item.cue.kind in kinds and item.cue.kind != "fallen" and not item.cue.plural
    if not (sole and lost) or scene.names_somebody(item.sentence) or one_more(scene, item.cue):
        return item
    return replace(item, persons=(sole[0][0],), direct=False)


def sole_dead(events: list[Claimed]) -> list[tuple[int, int]]:
    """The one man whose death the text tells by name: a span that nobody else is in focus for is his."""
    told = {p for e in events if e.cue.kind in EVENTS["death"] and e.direct for p in e.persons}
    return [(p, 900) for p in told] if len(told) == 1 else []


def declared(item: Claimed) -> Claimed:
    """Where a court declared a man dead, he died where and when he went missing."""
    return replace(item, cue=replace(item.cue, kind="died")) if item.cue.kind == "missing" else item
