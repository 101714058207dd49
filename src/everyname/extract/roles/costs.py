"""How far a name stands from a cue that may govern it: in letters, commas, other names, titles and contrasts.

Invariant: of two names a cue may govern, it governs the one that costs less.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.focus import ASIDE
from everyname.extract.roles.government import AFTER, OF_DEATH
from everyname.extract.roles.scene import Occurrence, Scene

_OFFICIAL_SUBJECT = 60  # an official's own death is told rarely, and then right by his name
_WHO_SPEAKS = 40  # who has an office says it, rather than he of whom it is said
_CONTRAST = re.compile(r", (?:а(?! так)|но|зато|однако|але|проте) ")
_PRESENTS = re.compile(r" ?[—–:-] ")
_ASIDE_AFTER = re.compile(r", [^,.;\n]{3,60}")


def cost_of(scene: Scene, cue: Cue, occurrence: Occurrence) -> float:
    """How dear it is for the cue to govern this name; letters are the unit."""
    before = occurrence.end <= cue.start
    low, high = (occurrence.end, cue.start) if before else (cue.end, occurrence.start)
    gap = scene.text[low:high]
    cost = len(gap) * 0.6 + 14 * gap.count(",") + 70 * gap.count(";") + 15 * len(scene.within(low, high))
    if occurrence.title in ("official", "author") and cue.kind in OF_DEATH:
        cost += 0 if before and gap == " " else _OFFICIAL_SUBJECT
    elif cue.kind == "said" and occurrence.title == "official" and scene.lang != "en":
        cost -= _WHO_SPEAKS
    elif occurrence.title in ASIDE:
        cost += _aside_cost(cue, before)
    if scene.lang != "en" and _CONTRAST.search(gap):
        cost += 60 if before else 200  # «муж Анны погиб, а сын Пётр служит»
    if before and cue.kind in AFTER:
        cost += 90 if "n" in occurrence.cases else 0 if gap == " " else 25  # «Старшину Ивана Котова похоронили»
    if not before and cue.kind in ("alive", "missing", "captive"):
        cost += 15
    if not before and cue.kind in ("died", "passed") and scene.lang == "en":
        cost += 40  # an English subject stands before its verb
    if before and cue.kind == "fallen" and _PRESENTS.match(scene.text, cue.end):
        cost += 60  # «живы А и Б, а павший — капитан В»
    if before and cue.kind == "posthumous" and _ASIDE_AFTER.match(scene.text, cue.end):
        cost += 60  # «А и, посмертно, капитан Б»
    return cost


def _aside_cost(cue: Cue, before: bool) -> float:
    """How far a titled person stands from a cue: kin before the verb may be its subject, kin after it seldom."""
    if cue.kind in ("said", "alive"):
        return 25
    if cue.kind in AFTER:
        return 60
    return 30 if before else 150
