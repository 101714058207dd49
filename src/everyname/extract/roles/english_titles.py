"""Whose an English noun for an office is: of the name it stands in apposition to, of nobody named, or of the next name.

Invariant: each question looks at the words between the noun and the names beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from everyname.extract.roles.cues import Cue

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Occurrence, Scene

_APPOSED = re.compile(r",? (?:who (?:is|was) )?(?:an? |the |its |his |her |their )?(?:[\w’'-]+ ){0,4}(?:[a-z]+-){0,2}")
_DIRECT = re.compile(r" (?:[a-z-]+ )?(?:[A-Z][\w.]* ){0,3}")
PARTED_BY_VERB = re.compile(
    r"(?<!\w)(?:can|could|will|would|is|was|are|were|has|had|have|says|said|remembers|remembered|recalls|recalled|"
    r"told|tells|knew|knows|met|wrote|named|names|identified|identifies)(?!\w)"
)
_CLIENT = re.compile(
    r" (?:for|of|to) (?:one|some|two|three) of (?:the|his|her|their|those) [a-z]+, "
)  # «A lawyer for one of the convicts, A»
_SOURCE = re.compile(r"(?:[Aa]ccording to|[Cc]iting|[Ss]aid) (?:[a-z]+ ){0,4}$")
GOES_ON = re.compile(r"(?:,? (?:and|was|were|had|has|died|fell|is|are) |, \d\d,)")


def bears_another(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """Whether the noun is of another: «A, a senior reporter, can recall B», «According to the mayor, B died»."""
    gap = scene.text[title.end : occurrence.start]
    if _DIRECT.fullmatch(gap):
        return False
    if PARTED_BY_VERB.search(gap) or _CLIENT.fullmatch(gap):
        return True
    if gap == ", " and _SOURCE.search(scene.text, max(0, title.start - 40), title.start):
        return GOES_ON.match(scene.text, occurrence.end) is not None
    before = scene.previous(title.start)
    if before is None or before.sentence != occurrence.sentence or "," not in gap:
        return False
    return scene.text[before.end : before.end + 1] == "," and bool(
        _APPOSED.fullmatch(scene.text, before.end, title.start)
    )
