"""Participles of death that tell whose kin, coach or advocate a man is, and not that he died.

Invariant: a man's noun stands right before the participle, and a dash or a comma parts it from the name behind.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import is_man_noun
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.scene import Scene

_OWNER_GAP = re.compile(r"(?: [а-яёіїєґ-]+){1,2}(?: [—–-]|,) (?:[а-яёіїєґ-]+ ){0,2}")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_GENITIVE = ("его", "ого", "ей", "ої")
_BEFORE = 24


def of_owner(scene: Scene, cue: Cue, between: str) -> bool:
    """«Тренера погибшего спортсмена — Олега Сотникова»: he whose trainee died."""
    if not cue.text.split()[0].endswith(_GENITIVE) or not _OWNER_GAP.fullmatch(between):
        return False
    before = _WORD_BEFORE.search(scene.text, max(0, cue.start - _BEFORE), cue.start)
    return bool(before) and is_man_noun(before[1].lower(), scene.lang)
