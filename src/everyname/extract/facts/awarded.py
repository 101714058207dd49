"""Awards told once for several, told of nobody who is named, or told in turn.

Invariant: an answer rests on the sentence of the award and on who is named before and behind it.
"""

from __future__ import annotations

import re

from everyname.extract.roles.focus import focus
from everyname.extract.roles.passed_on import OFFICES
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import lazily

_ASIDE = frozenset(("official", "author", "kin", "namesake"))
_PLURAL_VERB = re.compile(r"(?<!\w)(?:награждены|представлены|удостоены|отмечены|награждали|наградили|удостоили)(?!\w)")
_ALL = (
    r"(?<!\w)все (?:они|погибшие|бойцы|герои|воины|военнослужащие|ребята|парни|земляки|выпускники|четверо|трое|пятеро|"
    r"шестеро|семеро|восемь|десять)(?!\w)"
)
_STATUTE = r"(?:[^.!?\n]{0,20} )?(?:вручает|присваивает|присуждает|учрежд[её]н|являет|являют|— это|это государств)"
_SOME = r"(?<!\w)(?:один|одна|одного|одному) из (?!них)|(?<!\w)(?:некий|ещё один|еще один|другой|другого) "
_OF_KIN = (
    r"(?<!\w)(?:(?:его|её|ее|их) (?:[а-яё]+(?:ый|ий|ой|ая) )?(?:пра)?(?:дед|дедушка|отец|дядя|бабушка|мать|мама)|"
    r"его (?:[а-яё]+(?:ый|ий|ой|ая) )?(?:брат|сестра|жена|супруга))"
    r"(?!\w)[^.!?\n]{0,60}$|(?<!\w)пра(?:дед|бабушка)\w*[^.!?\n]{0,60}$"
)


def of_nobody(scene: Scene, found: Found) -> bool:
    """«Орден вручается гражданам …», «один из наёмников получил медаль», «его прадед награждён орденом»."""
    if found.kind != "award" or scene.lang != "ru":
        return False
    if lazily(_STATUTE).match(scene.text, found.end):
        return True
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    kin = lazily(_OF_KIN).search(scene.text, part.start, found.start)
    if kin and not scene.within(kin.start(), found.start):
        return True
    if scene.names_somebody(number):
        return False
    return lazily(_SOME).search(scene.text, part.start, found.start) is not None or _counts_kinds(
        scene, found, part.start
    )


def _counts_kinds(scene: Scene, found: Found, start: int) -> bool:
    """«вручены 12 наград, в их числе ордена Мужества, медали Жукова и «За отвагу»», before anybody is named."""
    if scene.previous(start) is not None and any(o.title not in _ASIDE for o in scene.within(0, start)):
        return False
    end = scene.sentences[scene.lines.index(found.start)].end
    kinds = {f.value for f in scene.spans_within(start, end) if f.kind == "award"}
    behind = {f.value for f in scene.found if f.kind == "award" and f.start >= end}
    return len(kinds) > 1 and bool(kinds & behind)


def awarded_all(scene: Scene, found: Found) -> tuple[int, ...]:
    """«Земляки посмертно награждены орденом. …», «Все погибшие награждены орденом»: those named below, or above."""
    number = scene.lines.index(found.start)
    if found.kind != "award" or scene.lang != "ru" or any(o.title not in OFFICES for o in scene.in_sentence(number)):
        return ()
    part = scene.sentences[number]
    before = [o for o in scene.within(0, part.start) if o.title not in _ASIDE]
    if before and not lazily(_ALL).search(scene.text, part.start, found.start):
        return ()
    if not before and not _PLURAL_VERB.search(scene.text, part.start, part.end):
        return ()
    named = before or [o for o in scene.within(part.end, len(scene.text)) if o.title not in _ASIDE]
    return tuple(dict.fromkeys(o.person for o in named if o.person not in scene.officials))


def until_next(scene: Scene, found: Found, named: list[Occurrence]) -> list[Occurrence]:
    """«Орденом награждён А, медалью — Б»: of the names behind an award those before the next award."""
    if found.kind != "award" or not named:
        return named
    later = [f.start for f in scene.spans_within(named[0].end, named[-1].start) if f.kind == "award"]
    return [o for o in named if not later or o.start < later[0]] if named else named


def spoken_of(scene: Scene, found: Found) -> tuple[int, ...]:
    """«Погиб 3 мая. Указом Президента П. награждён орденом»: whom the sentences before the award spoke of."""
    start = scene.sentences[scene.lines.index(found.start)].start
    spoken = [o for o in scene.within(0, start) if o.title not in _ASIDE and o.person not in scene.officials]
    return focus(scene, start, False) if spoken else ()
