"""Blasts that killed nobody: «подорвался на мине. Пострадавшего прооперировали».

Invariant: only a word for a blast is taken back, and only by a sign of life in its sentence or the next one.
"""

from __future__ import annotations

from dataclasses import replace

from everyname.extract.roles.cues import OF_THINGS
from everyname.extract.roles.owners import Claimed

_BLAST = OF_THINGS[:2]
_NO_SIGN = "участни"
_DEATHS = frozenset(("died", "killed", "passed", "buried", "interred", "farewell", "fallen", "loss", "posthumous"))


def survived(claimed: list[Claimed]) -> list[Claimed]:
    """The cues, a blast that its man lived through no death among them."""
    for at, item in enumerate(claimed):
        if item.cue.kind == "died" and item.cue.text.startswith(_BLAST) and _lived(claimed, at):
            claimed[at] = replace(item, cue=replace(item.cue, kind="strike"), persons=())
    return claimed


def _lived(claimed: list[Claimed], at: int) -> bool:
    blast = claimed[at]
    his = set(blast.persons)
    if any(c.cue.kind in _DEATHS and not c.cue.negated and his & set(c.persons) for c in claimed if c is not blast):
        return False
    near = (c for c in claimed[at + 1 :] if c.sentence - blast.sentence <= 1)
    of_him = (c for c in near if not c.persons or his & set(c.persons))
    return any(
        c.cue.kind in ("alive", "found_alive") and not c.cue.negated and not c.cue.text.startswith(_NO_SIGN)
        for c in of_him
    )
