"""Whose award his kin receive: that of a dead man.

Invariant: the award (or «за», «вместо»), his name in the genitive and the kin stand in one sentence, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyname.domain.words import Role
from everyname.extract.roles.evidence import Evidence
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.told import tell

_HANDED = 2.4
_REACH = 60
_KIN = (
    r"(?:мат(?:ь|ери)|мам[ае]|вдов[ае]|от(?:ец|цу)|супруг[ае]|жен[ае]|родител[ия]м?|родны[ем]м?|близки[ем]м?|семь[яе]|"
    r"сестр[ае]|брату?|сыну?|доч(?:ь|ери)|детям?|бабушк[ае]|матір|матері|батьк[оу]|дружин[аі]|родин[аі]|батькам?)(?!\w)"
)
_AWARD = re.compile(
    r"(?<!\w)(?i:орден|медал|наград|звезд|нагород)[^.;:!?\n,]*$|"
    r"(?<!\w)(?i:за|вместо|замість) (?:[а-яёіїєґ]+ ){0,3}$"
)
_TO_FAMILIES = re.compile(
    r"(?<!\w)(?i:вручил|передал|вручен|передан)[^.!?\n]*(?<!\w)(?:матерям|вдовам|родителям|родным|близким|семьям|родственникам)"
    r"[^.!?\n]*(?<!\w)(?:посмертно|погибших|павших)(?!\w)"
)
_AWARDED = re.compile(r"(?<!\w)(?:награжд[её]н|удостоен|отмечен|представлен)[аы]?(?!\w)")
_TO_KIN = re.compile(
    r"(?: \([^)]*\))?(?:[^.;:!?\n,]{0,40} (?:передал|передан|вруч|получ|принял|взял|забрал|отримал)\w*| [—–-])"
    rf" (?:[^\W\d_]+ ){{0,2}}{_KIN}"
)


def awards_say(scene: Scene, evidence: list[Evidence]) -> None:
    """«Орден рядового А приняла мать», «за ефрейтора А орден взяла вдова», «медаль А — супруге»."""
    for one in scene.occurrences:
        if "g" in one.cases and one.title in ("", "comrade") and _handed(scene, one):
            evidence[one.person].add(Role.DEAD, _HANDED, tell("kin_of"))
    for one in _received(scene):
        evidence[one.person].add(Role.DEAD, _HANDED, tell("kin_of"))


def _received(scene: Scene) -> Iterator[Occurrence]:
    """«Награды вручили матерям погибших. Ордена удостоен А. Медалью награждён Б»: each of a row of sentences."""
    for number, part in enumerate(scene.sentences[:-1]):
        if scene.names_somebody(number) or not _TO_FAMILIES.search(scene.text, part.start, part.end):
            continue
        for later in range(number + 1, len(scene.sentences)):
            here, after = scene.in_sentence(later), scene.sentences[later]
            titled = any(o.title or "n" not in o.cases for o in here)
            if not here or titled or not _AWARDED.search(scene.text, after.start, after.end):
                break
            yield from here


def _handed(scene: Scene, one: Occurrence) -> bool:
    part = scene.sentences[one.sentence]
    low, high = max(part.start, one.start - _REACH), part.end
    return bool(_TO_KIN.match(scene.text, one.end, high)) and bool(_AWARD.search(scene.text, low, one.start))
