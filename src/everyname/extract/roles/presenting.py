"""What presents names: «Это рядовой А и сержант Б», a heading above a list.

Invariant: the answer rests on the sentence of the word alone.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.focus import ASIDE
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Occurrence, Scene

_NO_NOUN = re.compile(r"[;:!?«»()]|(?<!\w)(?:не|был[аои]?|для|и|а|так|же|только)(?!\w)", re.I)


def presents(scene: Scene, this: Cue, named: Occurrence) -> bool:
    """«Это гвардии рядовой А», no «это не мертвецы»: a name in the nominative, no office, nothing but nouns before."""
    gap = scene.text[this.end : named.start]
    parted = _NO_NOUN.search(gap) or verbs_in(gap, scene.lang)
    return "n" in named.cases and named.title not in ASIDE and not parted


def heading(scene: Scene, cue: Cue) -> bool:
    """Whether the word stands in a heading: its sentence ends with a colon or a line."""
    part = scene.sentences[scene.lines.index(cue.start)]
    rest = scene.text[cue.end : part.end]
    return ":" in rest or rest.endswith("\n")
