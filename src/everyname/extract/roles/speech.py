"""Who says it: words of speech whose subject is an office, a newspaper or nobody named.

Invariant: the question looks at the words right before and behind the verb alone.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import is_inanimate, noun_cases
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.scene import Scene

_SPEECH = (  # «…, открыл мемориал» is no aside
    "сообщ", "рассказ", "говор", "сказ", "пиш", "напис", "уточн", "отме", "подчер", "заяв", "поясн", "добав", "перед",
    "подтвер", "указ", "доклад", "доложил", "напом", "утвержд", "счита", "повід", "розпов", "каж", "зазнач", "додал",
    "переда", "пові", "інформ", "проинф", "озвуч", "резюм", "подыт", "констат", "соболезн", "выраз", "объяв", "призв",
)  # fmt: skip
_THERE = re.compile(r" (?:об этом )?(?:во?|из|на|у|в) [^\W\d_]", re.I)  # «сообщили в мэрии»
_OFFICE = re.compile(r" (?:об этом )?([^\W\d_А-ЯЁІЇЄҐ][^\W\d_]+(?:-[^\W\d_]+)?)(?!\w)")  # «сообщает пресс-служба»
_CITED = re.compile(r" (?:[^\W\d_]+ )?[«\"]|(?: об этом)? (?:[A-Z]|РИА|ТАСС|ИА )")  # «пишет «Блокнот»»
_WHOEVER = re.compile(r"(?<!\w)(?:кто|хто) $", re.I)
_ASIDE = re.compile(r"(?:[,—–-] ?|(?<!\w)как )$", re.I)


def said_by_none(scene: Scene, cue: Cue) -> bool:
    """«…, сообщили в мэрии», «как уточнили в школе», «…, сообщает пресс-служба»: an aside that no name says."""
    if cue.kind == "said" and _WHOEVER.search(scene.text, max(0, cue.start - 5), cue.start):
        return True  # «кто помнит Ивана Котова?»
    if (
        cue.kind != "said"
        or not cue.text.startswith(_SPEECH)
        or scene.lang == "en"
        or not _ASIDE.search(scene.text, max(0, cue.start - 5), cue.start)
    ):
        return False
    if cue.plural:
        return bool(_THERE.match(scene.text, cue.end))
    if _CITED.match(scene.text, cue.end):
        return True
    office = _OFFICE.match(scene.text, cue.end)
    word = office[1].rpartition("-")[2] if office else ""
    return bool(word) and is_inanimate(word, scene.lang) and "n" in noun_cases(word, scene.lang)
