"""Deaths that pass by whom the text names: a blast he lived through, the death of a son whom nobody names.

Invariant: a blast is taken back by a sign of life in its sentence or the next one alone; of a woman only what follows
a man's death told right before, of nobody named, in her sentence or the one before it.
"""

from __future__ import annotations

from dataclasses import replace

from everyname.extract.roles.cues import BEHIND_DEATH, OF_THINGS
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene

_BLAST = OF_THINGS[:2]
_AFTER_DEATH = BEHIND_DEATH | {"posthumous", "happened", "identified"}
_HIS = ("им", "его", "ему")  # participles of a man
_SOON = 2  # sentences
_NO_SIGN = "участни"
_DEATHS = frozenset(("died", "killed", "passed", "buried", "interred", "farewell", "fallen", "loss", "posthumous"))


def survived(scene: Scene, claimed: list[Claimed]) -> list[Claimed]:
    """The cues, without a blast that its man lived through, and what is told of an unnamed son given to no mother."""
    sons: Claimed | None = None
    for at, item in enumerate(claimed):
        if item.cue.kind == "died" and item.cue.sex == "m" and not item.persons and not item.cue.negated:
            sons = item
        elif sons and item.cue.kind in _AFTER_DEATH and _hers(scene, item, sons):
            claimed[at] = replace(item, persons=())
        if item.cue.kind == "died" and item.cue.text.startswith(_BLAST) and _lived(claimed, at):
            claimed[at] = replace(item, cue=replace(item.cue, kind="strike"), persons=())
    return claimed


def _hers(scene: Scene, item: Claimed, sons: Claimed) -> bool:
    """«Её сын погиб, посмертно награждён», «чей муж погиб, добилась признания его умершим»: not she."""
    woman = len(item.persons) == 1 and scene.persons[item.persons[0]].sex == "f"
    same = item.sentence == sons.sentence and (not item.direct or item.cue.text.endswith(_HIS))
    return woman and (same or (not item.direct and item.sentence - sons.sentence == 1))


def _lived(claimed: list[Claimed], at: int) -> bool:
    blast = claimed[at]
    his = set(blast.persons)
    if any(c.cue.kind in _DEATHS and not c.cue.negated and his & set(c.persons) for c in claimed if c is not blast):
        return False
    near = (c for c in claimed[at + 1 :] if c.sentence - blast.sentence <= _SOON)
    of_him = (c for c in near if not c.persons or his & set(c.persons))
    return any(
        c.cue.kind in ("alive", "found_alive") and not c.cue.negated and not c.cue.text.startswith(_NO_SIGN)
        for c in of_him
    )
