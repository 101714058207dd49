"""Days tied to a name without a verb: in an item below «Кого проводили:», in brackets, behind or before a dash.

Invariant: a tied day is that of the burial only below a heading of burials, else a day of death if no better is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from everyname.extract.facts.beside import EVENTS, REACH, with_cue
from everyname.extract.roles.gapped import led_by_and
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found

_BEHIND = re.compile(r"(?:,? ?[—–-] ?|, | ?\(|: ?| )(?:(?:в|во) )?")  # from a name to its day
_BEFORE = re.compile(r"(?:,? [—–-] |: ?)(?:[а-яёіїєґ-]+ ){0,3}")  # from a day to its name
_HEADED = re.compile(r"[^.!?\n]{0,60}")  # from a day to its name in a line below «Похороны на этой неделе»
_YEAR_BORN = re.compile(r"[, (]{1,3}\d{4} ?(?:г|р)\.? ?(?:р|н)\.?,? ?\(?")  # «А 1990 г.р. (3.03.24)»
_OF_LIFE = ("callup", "wound", "missing")
_NAMED_NEXT = 24  # characters from a day to the name it leads
_DAY = ("numeric", "words", "day", "relative", "weekday")
_STOP = re.compile(r"[,;.()\n]")
_LOOKED_AT = 12  # spans behind a day that may part an enumeration
_LEAD = 3  # letters before a day at the head of its line: «Чт», «в»
_FROM_DAY, _TO_DAY = re.compile(r"\d\s?[–—-]\s?$"), re.compile(r"\s?[–—-]\s?\d")
_HEADING = 160  # characters of a heading


def tied(scene: Scene, found: Found, event: Claimed | None, below: frozenset[int]) -> tuple[Found, tuple[int, ...]]:
    """A day with the persons it is tied to and what it is then of; no persons where it is tied to none."""
    if scene.lang == "en" and found.kind == "date" and (behind := scene.following(found.end)) and event is not None:
        near = behind.start - found.end < _NAMED_NEXT and led_by_and(scene, behind)
        if near and scene.found[scene.spans_before(behind.start) - 1].end <= behind.start:
            return with_cue(found, "death"), (behind.person,)
    if found.kind != "date" or found.attrs.get("form") not in _DAY or {"role", "pair", "since"} & found.attrs.keys():
        return found, ()
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    before, after = scene.previous(found.start), scene.following(found.end)
    leads = after is not None and after.start < part.end and _leads(scene, found, after, part.start, first=part.first)
    follows = before is not None and part.start <= before.start and _is_behind(scene, before, found)
    of_burial = part.line in below or headed_inline(scene, found)
    if after and not leads and part.line in below and part.first and after.start < part.end:
        leads = _is_headed(scene, found, after, part.start)
    goes_on = after is not None and leads and _told_before(scene, found) == "burial"
    beyond = goes_on and (event is None or after is None or event.cue.kind == "fallen" or event.cue.start > after.end)
    if after and leads and (of_burial or event is None or beyond or event.cue.start < found.start):
        cue = "burial" if of_burial else _told_before(scene, found)
        return _of(found, after, cue), _joined(scene, after, found)
    own = bool(event and before) and found.attrs.get("cue") == "death"
    if event and before and own:  # «Он погиб в группе А 28 января»
        own = event.cue.kind in EVENTS["death"] and event.cue.end <= before.start
    gapped = event is not None and event.cue.kind == "fallen" and _told_before(scene, found, part.start) == "burial"
    if before and follows and not leads and not own and (of_burial or gapped or not (event or found.attrs.get("cue"))):
        led_on = after and after.start < part.end and not _STOP.search(scene.text, found.end, after.start)
        cue = "burial" if of_burial else _told_before(scene, found, part.start)
        if not led_on:
            return _of(found, before, cue), (before.person,)
    return found, ()


def _leads(scene: Scene, found: Found, after: Occurrence, low: int, *, first: bool) -> bool:
    """Whether a day stands before a dash and a name, or at the head of a line right before a name."""
    if _BEFORE.fullmatch(scene.text, found.end, after.start):
        return True
    if found.attrs.get("cue") in _OF_LIFE:
        return False  # «24 февраля А ушёл в военкомат»
    heads = first and not scene.text[low : found.start].strip(" \n—–-•*▪️.0123456789)")
    return heads and scene.text[found.end : after.start].strip(" г.") == ""


def _is_headed(scene: Scene, found: Found, after: Occurrence, low: int) -> bool:
    """«чт 21.03, 11:00, зал на Садовой — А»: the first day of a line below a heading of burials."""
    lead = sum(map(str.isalpha, scene.text[low : found.start]))
    days = [f for f in scene.spans_within(found.end, after.start) if f.kind == "date"]
    return lead <= _LEAD and not days and bool(_HEADED.fullmatch(scene.text, found.end, after.start))


def _told_before(scene: Scene, found: Found, low: int = 0) -> str:
    """What the last word of a death or a burial before a day told: «похоронили четверых: 11 марта — …»."""
    cues = scene.cues_within(max(low, found.start - REACH), found.start)
    told = (k for c in reversed(cues) for k, kinds in EVENTS.items() if c.kind in kinds and c.kind != "fallen")
    return next(told, "")


def _of(found: Found, name: Occurrence, cue: str) -> Found:
    """The day as one of burial or death; nobody dies in an oblique case."""
    if cue == "burial":
        return with_cue(found, cue)
    if "n" not in name.cases:
        return with_cue(found, "")
    return replace(found, attrs=MappingProxyType({**found.attrs, "weak": "death"}))


def _is_behind(scene: Scene, before: Occurrence, found: Found) -> bool:
    gap = (before.end, found.start)
    return before.end <= found.start and bool(
        _BEHIND.fullmatch(scene.text, *gap) or _YEAR_BORN.fullmatch(scene.text, *gap)
    )


def _joined(scene: Scene, first: Occurrence, found: Found) -> tuple[int, ...]:
    """The name a day leads, and those joined to it before the next day."""
    at = scene.place_of(found)
    later = (f.start for f in scene.found[at + 1 : at + _LOOKED_AT] if f.kind == "date" and f.start > first.start)
    end = min(next(later, 1 << 30), scene.sentences[first.sentence].end)
    return tuple(dict.fromkeys(o.person for o in scene.members(first) if first.start <= o.start < end))


def burial_lines(scene: Scene) -> frozenset[int]:
    """The lines of lists whose heading tells a burial («Кого проводили:»)."""
    under, lines = False, set()
    for number, part in enumerate(scene.sentences):
        text = scene.text[part.start : part.end]
        if scene.names_somebody(number):
            if under:
                lines.add(part.line)
        elif part.line not in lines:
            last = number + 1 == len(scene.sentences) or scene.sentences[number + 1].line != part.line
            ends = ((last and part.first) or text.rstrip(" ").endswith("\n")) and part.end - part.start < _HEADING
            kinds = {c.kind for c in scene.cues_within(part.start, part.end)}
            under = ends and not kinds.isdisjoint(EVENTS["burial"])
    return frozenset(lines)


def headed_inline(scene: Scene, found: Found) -> bool:
    """«Похороны погибших: А — 22 марта, Б — 23 марта»: a burial told before the colon of the sentence."""
    part = scene.sentences[scene.lines.index(found.start)]
    colon = scene.text.rfind(": ", part.start, found.start)
    first = scene.following(part.start)
    if colon < 0 or first is None or first.start < colon:
        return False
    return any(c.kind in EVENTS["burial"] for c in scene.cues_within(part.start, colon))


def is_ranged(text: str, found: Found) -> bool:
    """«12–18 мая 2025»: one end of a stretch of days."""
    before, after = _FROM_DAY.search(text, max(0, found.start - 4), found.start), _TO_DAY.match(text, found.end)
    return bool(before or after)
