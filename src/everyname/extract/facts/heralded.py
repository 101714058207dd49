"""Days of a burial told of several who are named in the sentences below: «15 березня прощалися з трьома бійцями. …».

Invariant: the day goes to those named below only where its own sentence names nobody and speaks of more than one.
"""

from __future__ import annotations

import re

from everyname.extract.facts.beside import EVENTS
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

_SEVERAL = re.compile(
    r"(?<!\w)(?:з |із |зі |с |со )?(?:ще |ещё |еще )?"
    r"(?:(?P<n2>двома|двох|двумя|двоих|двух)|(?P<n3>трьома|трьох|тремя|троих|трёх|трех)|"
    r"(?P<n4>чотирма|чотирьох|четырьмя|четверых|четырёх)|(?P<n5>п'ятьма|п'ятьох|пятью|пятерых)|"
    r"(?P<n6>шістьма|шістьох|шестью|шестерых)|"
    r"(?P<n0>(?:кількома|кількох|нескольких|несколькими|полеглими|загиблими|погибшими|полеглих|загиблих) )?"
    r"(?:[а-яіїєґ'-]+(?:ими|ыми) )?(?:захисниками|воїнами|героями|військовими|бійцями|солдатами|земляками|"
    r"військовослужбовцями|воинами|бойцами|земляками|защитниками|військових|захисників|героїв|воїнів|бойцов|земляков))"
    r"(?!\w)",
    re.I,
)
_ASIDE = ("official", "author", "kin", "comrade")
_REACH = 8  # sentences
_MOST = 12  # men


def heralded(scene: Scene, found: Found, event: Claimed | None) -> tuple[int, ...]:
    """The persons of the sentences below whose burial the day is; nobody where the sentence does not herald several."""
    told_of = event.cue.kind in EVENTS["burial"] if event else found.attrs.get("cue") in ("burial", "gathering")
    if found.kind != "date" or not told_of:
        return ()
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    told = None if scene.names_somebody(number) else _SEVERAL.search(scene.text, part.start, part.end)
    if told is None:
        return ()
    count = next((n for n in range(2, 7) if told[f"n{n}"]), _MOST)
    if count == _MOST and scene.previous(part.start) is not None:
        return ()  # «Прощання з полеглими захисниками – 31 січня»: with those named before
    men: list[int] = []
    for below in range(number + 1, min(number + 1 + _REACH, len(scene.sentences))):
        named = [o.person for o in scene.in_sentence(below) if o.title not in _ASIDE]
        if _has_day(scene, below):
            if not named:
                break
            continue
        if named and told["n0"] is None and count == _MOST and not _buries(scene, below):
            continue
        men.extend(p for p in named if p not in men)
    return tuple(men[:count]) if len(men) > 1 else ()


def _has_day(scene: Scene, number: int) -> bool:
    """Whether a sentence tells a day of burial of its own."""
    part = scene.sentences[number]
    days = (f for f in scene.spans_within(part.start, part.end) if f.kind == "date" and f.end <= part.end)
    return any({"burial", "gathering"} & {f.attrs.get("role"), f.attrs.get("cue")} for f in days)


def _buries(scene: Scene, number: int) -> bool:
    part = scene.sentences[number]
    return any(c.kind in EVENTS["burial"] for c in scene.cues_within(part.start, part.end))
