"""Call signs: the word that follows «позывной», in quotation marks or with a capital letter.

Invariant: a call sign is a typed span like any other; it is never read as a name.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.spans.found import Found

_SIGN = re.compile(r"[ :–—-]{1,3}(?:[«\"„“]([^«»\"„“”\n]{2,24})[»\"”“]|([А-ЯЁІЇЄҐA-Z][^\W\d_]{1,20}))")


def find_callsigns(text: str, titles: list[Cue]) -> list[Found]:
    """Every call sign that a word of the vocabulary announces."""
    found = []
    for cue in titles:
        match = _SIGN.match(text, cue.end) if cue.kind == "callsign" else None
        if match:
            group = 1 if match[1] else 2
            found.append(Found("callsign", match[group], match.start(group), match.end(group), "callsigns/said", 0.9))
    return found
