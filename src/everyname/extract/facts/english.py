"""What a date or a place is told of in ways that English has: the day before a place, the place of a piece of news.

Invariant: the answer is a cue for the span, the empty one where it says nothing, or ``None`` where others decide.
"""

from __future__ import annotations

import re

from everyname.extract.facts.beside import EVENTS, REPORT
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import lazily

_NEWS_NOUN = (  # «in a post on October 13», «the death notification of 9 October»
    r"(?<!\w)(?:posts?|statements?|messages?|tweets?|reports?|articles?|interviews?|notifications?|notices?|letters?|"
    r"obituar(?:y|ies)|announcements?|updates?|stor(?:y|ies)|briefings?|releases?|bulletins?|certificates?)"
    r"(?: (?:dated|published|posted|released|issued|received|written))?(?: (?:on|of|from|by|late|early|last))* ?$"
)
_BECAME_KNOWN = re.compile(
    r"(?:became known|emerged|transpired|came to light|was made public)(?: (?:on|late|early))* $", re.I
)
_TOLD_NEXT = (  # «On March 3, the ministry said A had been killed»
    r",? (?:(?!was |were |been |being |who |killed |died )[\w.’'-]+ ){0,6}?(?<!was )(?<!were )(?<!been )"
    r"(?:said|says|announced|confirmed|reported|learned|learnt|wrote|posted|acknowledged|published|revealed|stated|"
    r"named|identified|admitted|disclosed|added|tweeted|received (?:a|the) (?:call|letter|message|news|notice))(?!\w)"
)
_NEWS_MOST = 40
_STAYED = (
    r"(?<!\w)(?:stationed|based|deployed|quartered|billeted|garrisoned|posted|trained|training|arrived|arriving|transferred|"
    r"stayed|lived|living|worked|working|served|serving|fought|wounded|injured|survived|defended|liberat\w+|recaptur\w+|"
    r"took part|taken part|taking part|participat\w+|redeployed|moved|sent|found (?:themselves|himself|herself)|"
    r"ha[sdve]+ been fighting|was fighting|were fighting|siege of|returned|returning|evacuated|treated|hospitali[sz]ed|"
    r"visited|travelled|traveled|war (?:began|broke out|started))"
    r"(?: [\w’'-]+){0,6} ?$"
)
_PARTED = re.compile(r"[,;]| and ")  # between a death and a place that is none of it
_STAYED_MOST = 70
_HIT_THERE = (
    r"(?<!\w)(?:fire|shell\w*|attack\w*|assault\w*|battles?|mines?|drones?|hit|explo\w+|ambush\w*|combat|missions?|"
    r"trench\w*|struck|killed|died|gone|wounded|mortar|rounds?|shrapnel|grenades?|front|front ?line|line|strikes?|"
    r"storm\w*|fighting|fought|last|shot|bomb\w*|missiles?|positions?|clash\w*|where)(?!\w)"
)
_FIELD_GAP = re.compile(r", |\. | \(|; |\) ?")


def _before_news(found: Found, event: Claimed | None) -> bool:
    """«officials in Tatarstan reported the death of …»: where news comes from is not where a man died."""
    told = event is not None and event.cue.kind == "loss" and event.cue.start > found.end
    return found.kind != "date" and told and found.attrs.get("support") == "in"


def _no_burial(scene: Scene, found: Found) -> bool:
    """«as many as it buried last year», «buried in what was empty grass in 2021»: a year that is none of a burial."""
    year = len(found.value) == len("2024")
    return (
        year and (found.attrs.get("form") == "span" or found.value < str(scene.war.year)) and "role" not in found.attrs
    )


def told_otherwise(scene: Scene, found: Found, event: Claimed | None, cue: str) -> str | None:
    """What a year of no burial, the place of a piece of news and the place behind a day are told of."""
    if cue == "burial" and _no_burial(scene, found):
        return ""
    if scene.lang == "en" and cue == "death" and _before_news(found, event):
        return "in"
    if scene.lang == "en" and found.kind == "date" and _day_of_news(scene, found):
        return REPORT
    if scene.lang == "en" and found.kind != "date" and _no_death_there(scene, found, event, cue):
        return "served"
    return (_field_of_day(scene, found) or None) if found.kind == "settlement" and scene.lang == "en" else None


def _day_of_news(scene: Scene, found: Found) -> bool:
    """«in a post on October 13», «On March 3, the ministry said A had been killed»: the day it was told."""
    if found.attrs.get("form") in ("year", "range") or {"role", "pair"} & found.attrs.keys():
        return False
    low = max(0, found.start - _NEWS_MOST)
    if lazily(_NEWS_NOUN).search(scene.text, low, found.start) or _BECAME_KNOWN.search(scene.text, low, found.start):
        return True
    part = scene.sentences[scene.lines.index(found.start)]
    told = lazily(_TOLD_NEXT).match(scene.text, found.end, part.end)
    if told is None:
        return False
    kinds = (*EVENTS["death"], *EVENTS["burial"])
    return not any(c.kind in kinds for c in scene.cues_within(part.start, told.end() + len(" goodbye")))


def _no_death_there(scene: Scene, found: Found, event: Claimed | None, cue: str) -> bool:
    """«was stationed near Luhansk», «the siege of Mariupol»: a place at the front where no death is told."""
    at_front = cue == "death" or ("front" in found.attrs and cue in ("in", "", "type", "near", "of", "name"))
    if not at_front or found.attrs.get("support") in ("from", "home", "buried", "mourns"):
        return False
    part = scene.sentences[scene.lines.index(found.start)]
    stayed = lazily(_STAYED).search(scene.text, max(part.start, found.start - _STAYED_MOST), found.start)
    if stayed:
        told = [c.end for c in scene.cues_within(part.start, found.start) if c.kind in EVENTS["death"]]
        return not told or _PARTED.search(scene.text, told[-1], found.start) is not None
    return event is None and not lazily(_HIT_THERE).search(scene.text, part.start, part.end)


def _field_of_day(scene: Scene, found: Found) -> str:
    """«Fell: 18 April 2023, Vuhledar», «Date and place of birth: 3 May 1990, Lutsk»: the event of the day before it."""
    at = scene.place_of(found)
    day = scene.found[at - 1] if at else None
    if day is None or day.kind != "date" or not _FIELD_GAP.fullmatch(scene.text, day.end, found.start):
        return ""
    about = day.attrs.get("role") or day.attrs.get("cue", "")
    return {"death": "death", "birth": "born", "burial": "buried"}.get(about, "")
