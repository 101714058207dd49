"""What a date or a place is told of in ways that English has: the day before a place, the place of a piece of news.

Invariant: the answer is a cue for the span, the empty one where it says nothing, or ``None`` where others decide.
"""

from __future__ import annotations

import re

from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

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
    return (_field_of_day(scene, found) or None) if found.kind == "settlement" and scene.lang == "en" else None


def _field_of_day(scene: Scene, found: Found) -> str:
    """«Fell: 18 April 2023, Vuhledar», «Date and place of birth: 3 May 1990, Lutsk»: the event of the day before it."""
    at = scene.place_of(found)
    day = scene.found[at - 1] if at else None
    if day is None or day.kind != "date" or not _FIELD_GAP.fullmatch(scene.text, day.end, found.start):
        return ""
    about = day.attrs.get("role") or day.attrs.get("cue", "")
    return {"death": "death", "birth": "born", "burial": "buried"}.get(about, "")
