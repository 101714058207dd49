"""Deaths of unnamed kin and comrades told in the notice of a man: their days and places are none of his.

Invariant: a death is taken for one of kin only behind the death of a man who is named.
"""

from __future__ import annotations

from everyname.extract.facts.beside import EVENTS
from everyname.extract.roles.arguments import kin_subject
from everyname.extract.roles.english_others import of_one_told_anew, troops_alone
from everyname.extract.roles.government import OF_DEATH
from everyname.extract.roles.owned import of_named_kin
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found


def deaths_of_kin(scene: Scene, claimed: list[Claimed]) -> list[Claimed]:
    """«…погиб Пахом В. Мать умерла два года назад»: deaths of unnamed kin, told after that of a man who is named."""
    named = [c.cue.start for c in claimed if c.cue.kind in EVENTS["death"] and c.persons]
    first = min(named, default=len(scene.text))
    later = (c for c in claimed if not c.persons and c.cue.start > first)
    told = [c for c in later if kin_subject(scene, c.cue) or (scene.lang == "en" and _of_others(scene, c))]
    return told + [c for c in claimed if not c.persons and c not in told and of_named_kin(scene, c.cue)]


def _of_others(scene: Scene, item: Claimed) -> bool:
    """«It became known about the death of a volunteer from Denmark», «two of his comrades were killed on May 3»."""
    return item.cue.kind in OF_DEATH and (of_one_told_anew(scene, item.cue) or troops_alone(scene, item.cue))


def told_of_kin(scene: Scene, found: Found, event: Claimed | None, bereft: list[Claimed]) -> bool:
    """Whether the death nearest to a day or place in its sentence is that of kin."""
    here = scene.lines.index(found.start)
    near = [abs(c.cue.start - found.start) for c in bereft if c.sentence == here]
    own = event is not None and event.sentence == here
    return bool(near) and not (own and event and abs(event.cue.start - found.start) < min(near))
