"""Whose death a text takes back: by a denial, by fiction, by a name put in place of another.

Invariant: a denial that names somebody speaks of him alone; one that names nobody speaks of all.
"""

from __future__ import annotations

import re

from everyname.extract.roles.focus import ASIDE
from everyname.extract.roles.items import below_list
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene

_DENIALS = ("denial", "fiction")
_INSTEAD = re.compile(r"(?<!\w)(?:вместо|замість|instead of)[ «\"]{1,3}(?:[а-яёіїєґ]+ ){0,3}$", re.I)
_READ = re.compile(r"(?<!\w)(?:читать|считать|следует|читати|слід|read|should)(?!\w)", re.I)
_CORRECTED = ("поправ", "перепут", "уточн", "исправ", "виправ", "переплут", "ошиб", "помил")
_HE = re.compile(r"(?<!\w)(?:he|him|his|she|her)(?!\w)", re.I)
_REACH = 40


def taken_back(scene: Scene, claimed: list[Claimed]) -> set[int]:
    """Whose death is taken back: those whom the sentences of a denial name, everyone where one names nobody."""
    denied: set[int] = set()
    denials = (c for c in claimed if c.cue.kind in _DENIALS and not below_list(scene, c.cue.start))
    denials = (c for c in denials if not (c.cue.text.startswith(_CORRECTED) and _told_apart(claimed, c)))
    for item in denials:
        named = {o.person for o in scene.in_sentence(item.sentence) if o.title not in ASIDE}
        part = scene.sentences[item.sentence]
        if not named and scene.lang == "en" and _HE.search(scene.text, part.start, part.end):
            named = set(item.persons)  # «state media dismissed reports of his death»
        denied |= named or set(range(len(scene.persons)))
    return denied | _misnamed(scene)


def _told_apart(claimed: list[Claimed], denial: Claimed) -> bool:
    """«Поправка. Мы перепутали братьев. Погиб А, Б жив»: what is put right behind the word stands."""
    behind = [c for c in claimed if c.sentence > denial.sentence and c.direct and c.persons and not c.cue.negated]
    dead = {p for c in behind if c.cue.kind in ("died", "killed", "passed") for p in c.persons}
    alive = {p for c in behind if c.cue.kind in ("alive", "found_alive") for p in c.persons}
    return bool(dead) and bool(alive - dead)


def _misnamed(scene: Scene) -> set[int]:
    """«Вместо «А» следует читать «Б»»: A is nobody."""
    return {
        one.person
        for one in scene.occurrences
        if _INSTEAD.search(scene.text, max(0, one.start - _REACH), one.start)
        and _READ.search(scene.text, one.end, scene.sentences[one.sentence].end)
    }
