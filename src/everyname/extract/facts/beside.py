"""Whether a span stands by an event word: what lies between, and whether wounds, service or a way lead away from it.

Invariant: the answer rests on the letters between the two and on the words of the vocabulary among them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.events import died_of
from everyname.extract.spans.found import Found

STOP = re.compile(r"[,;:()\n]|(?<![\s.][гдпснх])[.!?…](?=\s|$)| [—–-] ")  # «у н.п. Невельское»
_AFTER_DAY = re.compile(r"^\s*\d[^,;]{0,18}, (?:с\. |н\.п\. |пос\. )?$")
_NAMED_DAY = re.compile(  # «погиб Олег Ким 3 марта, посёлок »
    r"^(?:\s[^\W\d_]+){0,3}\s*\d[^,;]{0,18}, "
    r"(?:(?:с\.|н\. ?п\.|нп|п\.|пос\.|пгт|д\.|х\.|село|пос[её]лок|деревня|хутор) ?)?$"
)
_MONTH = re.compile(r"(?<!\w)([A-Z][a-z]{2,3})\.(?= \d)")  # «Feb. 20»
REACH = 300  # characters within which the words of a sentence bear on a span
_FALLEN_MANY = re.compile(r"(?:их|ими|им|ие)$")
_MORTAL = re.compile("ранен|поранен|несумісн|несовмест", re.I)
_RECEIVED = re.compile(r"получ|отрим|зазна|received|sustained|suffered", re.I)
PARTING = frozenset(("said", "transit", "missing", "alive"))
_WHERE = re.compile(
    r"(?<!\w)(?:в|во|под|у|на|близ|около|за|возле|при|під|біля|поблизу|near|in|at|over)\s+(?:[^\W\d_]+\s+){0,3}$", re.I
)
_EMPTIED = re.compile(r"\s*,(?:\s*(?:во?|на|около|утром|вечером|днём|ночью)?\s*,)+")  # commas that a day stood between
_GERUND = re.compile(
    r", (?:не )?[^\W\d_]+(?:[аяив]я|ив|ав|ыв|ев|ясь|шись)(?: [^,.;:()\n]{0,50})?,"
)  # «прикрыв командира,»
_JOINS = re.compile(r"(?<!\w)(?:and|и|та|й|і)(?!\w)")
TIED = 5
TOUCHING = 12  # so near it overrules the cue a date has
BY_EVENT = 45  # characters between a word of death and its date or place
OF_DEATH = ("died", "passed", "killed", "loss", "fallen", "buried", "interred", "farewell", "rites", "honours", "body")
REPORT = "report"  # the day of the news
EVENTS = {
    "death": ("died", "passed", "killed", "strike", "happened", "loss", "fallen"),
    "burial": ("buried", "interred", "farewell", "rites", "honours", "seen_off"),
}


def with_cue(found: Found, cue: str) -> Found:
    attrs = {k: v for k, v in found.attrs.items() if k not in ("cue", "cue_distance")}
    return replace(found, attrs=MappingProxyType(attrs | ({"cue": cue} if cue else {})))


def beside(scene: Scene, found: Found, event: Claimed, most: int = BY_EVENT) -> bool:
    """Whether no other word of the vocabulary and no stop parts the span from the word of death."""
    if event.cue.kind == "fallen" and _FALLEN_MANY.search(event.cue.text):
        return False  # «павших в 1941»: others than those who are named
    low, high = sorted((event.cue.end, found.start)) if event.cue.end <= found.start else (found.end, event.cue.start)
    by_day = _AFTER_DAY if found.kind == "date" else _NAMED_DAY
    gap = _MONTH.sub(r"\1", by_day.sub(" в ", _without_days(scene, low, high, found)))
    if event.cue.kind == "fallen" and found.kind == "date" and found.end <= event.cue.start and gap != " ":
        return False  # «15 марта семье погибшего …»
    if found.end <= event.cue.start and _JOINS.search(gap):
        return False  # «joined in November and was killed»
    if len(gap) > most or STOP.search(gap) or any(c.kind in PARTING for c in scene.cues_within(low, high)):
        return False
    if found.attrs.get("case") == "nom" and not by_day.search(scene.text[low:high]):
        return False
    return found.kind == "date" or (event.cue.end <= found.start and bool(_WHERE.search(gap)))


def _without_days(scene: Scene, low: int, high: int, found: Found) -> str:
    """The stretch less the days told in it: «погиб 9 мая, в День Победы, в Судже»."""
    days = [f for f in scene.spans_within(low, high) if f.kind == "date" and f.end <= high]
    if found.kind == "date" or _NAMED_DAY.search(scene.text[low:high]):
        return scene.text[low:high]
    text, at = "", low
    for day in days:
        text, at = text + scene.text[at : day.start], day.end
    return _GERUND.sub(" ", _EMPTIED.sub(" ", text + scene.text[at:high]))


def _leads_away(text: str, mark: Cue, found: Found) -> bool:
    """Whether wounds or a way are told of with the span: not those he died of, and not across a colon."""
    between = text[mark.end : found.start]
    return ":" not in between and (not died_of(text, mark.start) or bool(_RECEIVED.search(between)))


def is_transit(scene: Scene, found: Found, event: Claimed | None) -> bool:
    part = scene.sentences[scene.lines.index(found.start)]
    near = scene.cues_within(max(part.start, found.start - REACH), found.start)
    healed = found.attrs.get("support") == "hospital"  # «умер от ран, полученных на СВО, в госпитале»
    marks = [
        c
        for c in near
        if c.kind == "transit" and not (healed and died_of(scene.text, c.start)) and _leads_away(scene.text, c, found)
    ]
    if not marks:
        return False
    if event and _MORTAL.search(event.cue.text):
        return False  # «Смертельное ранение он получил у села»
    return event is None or found.start - marks[-1].end < abs(found.start - event.cue.end)


def cues_near(scene: Scene, found: Found) -> list[Cue]:
    part = scene.sentences[scene.lines.index(found.start)]
    return scene.cues_within(max(part.start, found.start - REACH), min(part.end, found.end + REACH))
