"""Who speaks or is spoken of in the sentence of a cue: its argument, or the source that English names behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from everyname.extract.names.lexicon import fold
from everyname.extract.names.persons import related
from everyname.extract.roles import arguments
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.english import source_of
from everyname.extract.roles.government import OF_DEATH
from everyname.extract.roles.scene import Occurrence, Scene

_SOURCE = "according to"
_THAT_ONE = re.compile(r"(?<!\w)(?:тот|та|той) $", re.I)


def argument_of(scene: Scene, cue: Cue, sentence: int) -> Occurrence | None:
    """Whom a cue governs in its own sentence."""
    if scene.lang == "en" and cue.kind == "said" and cue.text == _SOURCE:
        return source_of(scene, cue)
    if scene.lang != "en" and cue.kind in OF_DEATH and _THAT_ONE.search(scene.text, max(0, cue.start - 8), cue.start):
        return _other(scene, cue, sentence)
    found = arguments.argument_of(scene, cue, sentence)
    if found is not None and scene.lang == "en" and cue.kind in OF_DEATH:
        return _of_kinsman(scene, found)
    return found


def _other(scene: Scene, cue: Cue, sentence: int) -> Occurrence | None:
    """«А выстрелил в Б, тот скончался»: not who did it, but the last one named in another case."""
    before = [o for o in scene.in_sentence(sentence) if o.end <= cue.start]
    return before[-1] if before and "n" not in before[-1].cases else None


def _of_kinsman(scene: Scene, found: Occurrence) -> Occurrence:
    """«…, his father, Dean Whitfield, wrote. He paid tribute to Whitfield»: a surname alone is that of the son."""
    mine = scene.persons[found.person]
    if not mine.given or fold(mine.given) in fold(scene.text[found.start : found.end]):
        return found
    named = [o for o in scene.within(0, found.start) if o.person == found.person]
    if not any(o.title == "kin" for o in named):
        return found
    others = (o for o in scene.within(0, named[0].start) if related(scene.persons[o.person], mine))
    son = next((o.person for o in others if o.title != "kin"), found.person)
    return replace(found, person=son, group=-1) if son != found.person else found
