"""Places where a man only studied, served, competed or was for a while, and the homes of those who speak of him.

Invariant: a place is one of these only by words before it in its own sentence; a burial told with it makes it none.
"""

from __future__ import annotations

import re
from functools import cache

from everyname.extract.facts.beside import EVENTS
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import rows

_FELL = ("died", "passed", "killed", "loss")
_THERE = ("in", "name", "of", "on")  # cues of a region
_OPEN = ("in", "near", "home", "on")  # cues of a town
_REACH = 70  # characters
_UNIT_OF = (" из ", " в ", " во ", " (")
_TOWN_OF = (" города ", " г. ", " г.")
_HONOURS = re.compile(r"(?<!\w)(?:памят|в честь|посвящ|имени)", re.I)


@cache
def _told(what: str) -> re.Pattern[str]:
    """The words of one kind and what may stand between them and the place."""
    stems = "|".join(row["stem"].replace("е", "[её]") for row in rows("ru/place_stays") if row["of"] == what)
    between = {
        "town": r"(?: [^\W\d_]+| \d[\w-]*| [«\"][^»\"\n]{1,30}[»\"]){0,4} (?:в|во|из|под|на|у) (?:[а-яё]{1,8}\.? )?",
        "guest": r" (?:[а-яё]+ ){0,2}",
        "direct": r" (?:в|во) (?:[а-яё]{1,8}\.? )?",
        "seat": r"[^.;\n]{0,40}(?:находит|дислоцир|базир|расположен)\w* (?:в|под) ",
        "region": r"(?:(?!(?:жив[её]т|жил|прожива|родил|вырос|похорон|прощ)\w*)[^.;\n])*",
        "speaker": r" (?:[а-яё]+ ){0,4}(?:жител|уроженк)\w* (?:[а-яё]+\.? )?",
    }
    return re.compile(rf"(?<!\w)(?:{stems})\w*{between[what]}$", re.I)


def elsewhere(scene: Scene, found: Found, event: Claimed | None = None) -> bool:
    """Whether a place is one where he only studied, served or was for a while."""
    if scene.lang != "ru":
        return False
    if found.kind == "region":
        fell = event is not None and event.cue.kind in _FELL  # «погиб, выполняя задачи в … области»
        return found.attrs.get("cue") in _THERE and not fell and _region_elsewhere(scene, found)
    if found.attrs.get("form") == "adjective" and _said(scene, found, "guest"):
        return True
    at_large = found.attrs.get("cue") in _OPEN and _town_elsewhere(scene, found, event)
    return at_large or _of_unit(scene, found)


def of_speaker(scene: Scene, found: Found) -> bool:
    """«О нём рассказала жительница села Мадыгма»: the home of who speaks."""
    told = scene.lang == "ru" and found.attrs.get("support") == "home"
    return told and _said(scene, found, "speaker") is not None


def _said(scene: Scene, found: Found, what: str) -> re.Match[str] | None:
    return _told(what).search(scene.text, max(0, found.start - _REACH), found.start)


def _region_elsewhere(scene: Scene, found: Found) -> bool:
    """«Окончил школу в … области», «переехал в … область», «выполнял задачи в …»: no home of his."""
    said = _said(scene, found, "region")
    return said is not None and not any(
        c.kind in EVENTS["burial"] for c in scene.cues_within(said.start(), found.start)
    )


def _town_elsewhere(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«Окончил институт в Рязани», «участвовал в параде в Москве»: a town where he only was for a while."""
    said = _said(scene, found, "town") or _said(scene, found, "seat") or _said(scene, found, "direct")
    if said is None or (event is not None and event.cue.kind in EVENTS["burial"]):
        return False
    part = scene.sentences[scene.lines.index(found.start)]
    return said.start() >= part.start and _HONOURS.search(scene.text, part.start, part.end) is None


def _of_unit(scene: Scene, found: Found) -> bool:
    """«в 5-й танковой бригаде из Улан-Удэ»: the town of the unit."""
    at = scene.place_of(found)
    near = scene.found[max(0, at - 2) : at]
    led = _UNIT_OF if found.attrs.get("support") == "from" else _UNIT_OF[-1:]
    led = (*led, *_TOWN_OF)
    return any(f.kind == "unit" and scene.text[f.end : found.start] in led for f in near)
