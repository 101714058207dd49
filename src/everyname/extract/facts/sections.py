"""Lists in sections, each below a line that is a region or a town and no more.

Invariant: a man of a section keeps what his own line tells; a text with one heading is no list in sections.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from everyname.domain.words import Property
from everyname.extract.facts.choose import Chosen
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

_NO_WORD = re.compile(r"[^\w]*(?:\(?\d+\)?[^\w]*)?")
_TYPE = re.compile(r"(?<!\w)[^\W\d_]{1,8}\.? ?$")  # «г. Ревда:»
_KINDS = {"region": Property.REGION, "settlement": Property.SETTLEMENT}


def give_sections(scene: Scene, dead: list[int], values: dict[int, tuple[list[Chosen], list[str]]]) -> None:
    """Give each of the dead the region or town that his section is headed by, not that of another section."""
    for kind, prop in _KINDS.items():
        headings = _headings(scene, kind)
        if len({f.value for f in headings}) < 2:
            continue
        starts = [f.start for f in headings]
        for number in dead:
            at = bisect_right(starts, scene.persons[number].mentions[0].start) - 1
            chosen, _ = values[number]
            told = next((c for c in chosen if c.property is prop), None)
            if at < 0 or (told and told.found.start not in starts):
                continue
            if told:
                chosen.remove(told)
            chosen.append(Chosen(prop, headings[at], 1.0))


def _headings(scene: Scene, kind: str) -> list[Found]:
    """The spans that are the whole of a line above one that names somebody."""
    found = []
    for span in scene.found:
        if span.kind != kind:
            continue
        number = scene.lines.index(span.start)
        part = scene.sentences[number]
        before, after = scene.text[part.start : span.start], scene.text[span.end : part.end]
        alone = part.first and after.endswith("\n") and not scene.names_somebody(number)
        if "type" in span.attrs:
            before = _TYPE.sub("", before)
        if alone and _NO_WORD.fullmatch(before) and _NO_WORD.fullmatch(after):
            found.append(span)
    return found
