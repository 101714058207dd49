"""Lists of the living in a text that tells deaths: the heading right above an item decides for it.

Invariant: a death told beside a man's own name stands against any heading.
"""

from __future__ import annotations

from everyname.domain.words import Role
from everyname.extract.roles.evidence import DEATH, WEIGHTS, Evidence
from everyname.extract.roles.items import section
from everyname.extract.roles.scene import Scene
from everyname.extract.told import tell

_LIVING = ("alive", "award_living", "captive", "missing", "found_alive")
_DEAD = (*DEATH, "posthumous", "losses", "memorial")


def headings_say(scene: Scene, evidence: list[Evidence]) -> None:
    """«Сейчас на фронте: …», «Ранены: …», «Награждены и продолжают службу: …»: deaths told above are not of these."""
    posthumous = any(c.kind == "posthumous" for c in scene.cues)
    for cue in scene.cues:
        if cue.kind not in _LIVING or cue.negated or (cue.kind == "award_living" and posthumous):
            continue
        line = scene.sentences[scene.lines.index(cue.start)].line
        here = (c for c in scene.cues if scene.sentences[scene.lines.index(c.start)].line == line)
        below = section(scene, cue.start)
        if not below or any(c.kind in _DEAD and not c.negated for c in here):
            continue
        role, weight = WEIGHTS[cue.kind]
        for person in below:
            told = evidence[person]
            told.weights[Role.DEAD] = min(told.weights[Role.DEAD], told.direct[Role.DEAD])
            if told.weights[role] < weight:
                told.add(role, weight, tell("said", cue.text))
