"""Which days are those of a funeral or farewell: told of a ceremony, of a body brought home, between headings.

Invariant: a day of which nothing tells a ceremony is never one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from everyname.extract.facts.beside import EVENTS, OF_DEATH, PARTING, REACH, REPORT, TIED, TOUCHING, cues_near, with_cue
from everyname.extract.names.parts import is_man_noun, noun_cases
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

_ONE_BURIES = re.compile(r"(?:с|по|за)?хоронила?")
_KIN_BURIED = re.compile(
    r"(?<!\w)(?:жену|супругу|мать|маму|отца(?! дво| тро| чет)|папу|бабушку|деда|дедушку|"
    r"родителей|т[её]щу|сестру|дочь)(?!\w)",
    re.I,
)
_KIN_NEAR = 20  # characters from the verb to the noun
_UNSET = re.compile(r"(?<!\w)(?:дат[аеу]|дне|времени|даті|часі) $", re.I)  # «дата похорон уточняется»
_SINCE = re.compile(r"(?<!\w)(?:после|со дня|с момента|после его) $", re.I)  # «похоронили спустя месяц после гибели»
_CLOSED = re.compile(r"[:—–-] (?!м)|, (?:прой|сост|прош)")
_SHUT = re.compile(
    r"[^,.;:\n]{0,60}, (?:[^\W\d_]+ ){0,4}(?:[^\W\d_]+, )?"
)  # «похоронили А, погибшего на СВО, 22 марта»
_WEEKDAY = (
    "(?:понедельник|вторник|сред[уы]|четверг|пятницу|субботу|воскресенье|завтра|сегодня|неділю|середу|п'ятницю|суботу)"
)
_HELD_ON = re.compile(rf"(?: (?:в|на|у))? {_WEEKDAY},? ", re.I)  # «назначены на среду, 27 марта»
_HELD_GAP = re.compile(
    r",? ?(?:(?:in|at) (?:[\w.'’-]+ ){1,6})?"
    r"(?:(?:at|from) (?:\d[\w.:]*|noon|midday)(?: ?[ap]\.?m\.?)? )?(?:on |this )?",
    re.I,
)
_HELD_NEAR, _HELD_REACH = 24, 70  # characters from «took place» to its day; in English a place may stand between
_MEMORIAL = re.compile("сороковин|сорок дн|40 дн|годовщин|помян|помин|могил|год,? как|года,? как|лет,? как", re.I)
_GRAVEYARD = re.compile("кладбищ|погост|цвинтар|cemeter")
_LINE = 40  # characters of a line that says one thing
_OF_HONOURS = {"memorial", "plaque", "award_living", "posthumous"}
_UNVEILED = re.compile("мемориальн|памятн|именн|парт|бюст|стел|мурал|стенд|доск|табличк|стен|обелиск")
_OF_MEMORY = ("memorial", "plaque")
_MOURNING = "траурн"
_HANDED = re.compile(r"(?<!\w)(?:вруч|переда|получ)(?:ил|л|ен|ал|ан)[а-яё]{0,3}(?!\w)", re.I)
_NEAR = 8  # spans around one that are asked whether they are of its kind
_OF_PARTICIPLE = (
    ("его", "ga"),
    ("ого", "ga"),
    ("ему", "d"),
    ("ому", "d"),
    ("им", "i"),
    ("ым", "i"),
    ("ем", "l"),
    ("ий", "n"),
)
_HEAD_NOUN = re.compile(r" ([а-яёіїєґ]{3,})(?!\w)")
_WHOLE_DAY = len("2024-01-31")
_OF_BURIAL = (*EVENTS["burial"], "body")
_LEAVES = ("farewell", "rites", "honours", "seen_off")


def leave_taken(found: Found, event: Claimed | None) -> Found:
    """The day of a farewell, marked: a funeral told with a day of its own goes before it."""
    of_burial = found.kind == "date" and "burial" in (found.attrs.get("role"), found.attrs.get("cue"))
    if event is None or not of_burial or event.cue.kind not in _LEAVES:
        return found
    return replace(found, attrs=MappingProxyType({**found.attrs, "leave": "1"}))


def sent_off(scene: Scene, position: int) -> bool:
    """«В армию его провожали 5 мая»: a sentence of sending somebody to serve, in which nobody died."""
    part = scene.sentences[scene.lines.index(position)]
    low, high = max(part.start, position - REACH), min(part.end, position + REACH)
    kinds = {c.kind for c in scene.cues_within(low, high)}
    told = "seen_off" in kinds and kinds.isdisjoint(OF_DEATH)
    return told and any(t.kind == "sent_off" for t in scene.titles_within(low, high))


def buries_kin(text: str, cue: Cue) -> bool:
    """«Жену он похоронил в прошлом году»: one who buried kin of his own is not the one buried."""
    if cue.kind != "buried" or not _ONE_BURIES.fullmatch(cue.text):
        return False
    return bool(_KIN_BURIED.search(text, max(0, cue.start - _KIN_NEAR), cue.end + _KIN_NEAR))


def tells_burial(scene: Scene, found: Found) -> bool:
    """Whether the text tells of a burial, so that a gathering may be its farewell."""
    kinds = {c.kind for c in scene.cues}
    if not kinds.isdisjoint(EVENTS["burial"]):
        return True
    held = any(c.kind == "held" for c in cues_near(scene, found))
    return held and not (kinds & _OF_HONOURS or kinds.isdisjoint(EVENTS["death"]))


def only_burial(scene: Scene, found: Found) -> bool:
    """«Вчера схоронили …», «простились с мобилизованным 27 февраля»: the one event told with the day is a burial."""
    near = [c for c in cues_near(scene, found) if not _SINCE.search(scene.text, max(0, c.start - 12), c.start)]
    buried = [c.start for c in near if c.kind in EVENTS["burial"]]
    kinds = [c.kind for c in near if not _is_attribute(c, found, buried)]
    if found.attrs.get("form") == "year" and int(found.value) < scene.war.year:
        return any(
            c.kind == "buried" and 0 <= found.start - c.end <= TIED for c in cues_near(scene, found)
        )  # «мужа схоронила в 2011-м», «на могиле деда, похороненного в 1987-м»: not of this war
    if not any(k in EVENTS["burial"] for k in kinds) or any(k in EVENTS["death"] for k in kinds):
        return False
    distance = int(found.attrs.get("cue_distance", "99"))
    if len(found.value) < _WHOLE_DAY or "role" in found.attrs:
        return False
    first = min(buried, key=lambda start: abs(start - found.start))
    between = scene.cues_within(*sorted((first, found.start)))
    return distance > TOUCHING - 2 and not any(c.kind in PARTING for c in between)


def _is_attribute(cue: Cue, found: Found, buried: list[int]) -> bool:
    """«22 марта у памятника павшим похоронили погибшего А»: a participle tells nothing of the day."""
    if cue.kind != "fallen":
        return False
    return cue.text.endswith(("им", "их", "ими")) or (bool(buried) and found.end < buried[0] < cue.start)


def brings_to_burial(scene: Scene, found: Found) -> bool:
    """«Гроб доставят завтра утром, вынос в 13 часов»: a day to come, the only one of a sentence that tells a burial."""
    if found.attrs.get("form") != "relative" and found.attrs.get("past") == found.attrs.get("nearest"):
        return False
    number = scene.lines.index(found.start)
    here, behind = scene.sentences[number], scene.sentences[min(number + 1, len(scene.sentences) - 1)]
    at = scene.place_of(found)
    near = scene.found[max(0, at - _NEAR) : at + _NEAR]
    days = [f.start for f in near if f.kind == "date" and f.start != found.start and here.start <= f.start < behind.end]
    cues = scene.cues_within(here.start, behind.end)
    to_come = found.attrs.get("past") != found.attrs.get("nearest")
    to_come = to_come and scene.found[at].attrs.get("cue") == "gathering" and not _MEMORIAL.search(scene.text)
    told = (c for c in cues if c.kind in EVENTS["burial"] or (to_come and _GRAVEYARD.match(c.text)))
    set_out = [c.start for c in told if not _UNSET.search(scene.text, max(0, c.start - 10), c.start)]
    if not set_out or min(days, default=behind.end) < here.end:
        return False
    return set_out[0] < here.end or not days


def behind_participle(scene: Scene, found: Found) -> bool:
    """«Прощание с погибшим на СВО А — 22 марта»: the death is a participle of the name, closed before the day."""
    part = scene.sentences[scene.lines.index(found.start)]
    if "role" in found.attrs or "pair" in found.attrs:
        return False
    before = scene.cues_within(max(part.start, found.start - REACH), found.start)
    told = [c for c in before if c.kind in EVENTS["death"]]
    buried = [c for c in before if c.kind in EVENTS["burial"] and not _SINCE.search(scene.text, c.start - 12, c.start)]
    if not told or not buried or any(c.kind != "fallen" for c in told) or told[0].start < buried[0].start:
        return False
    named = [o.end for o in scene.within(told[-1].end, found.start)]
    closed = _CLOSED.search(scene.text, told[-1].end, found.start)
    shut = scene.text[max(0, told[-1].start - 2) : told[-1].start] == ", " and _SHUT.fullmatch(
        scene.text, told[-1].end, found.start
    )
    return bool(named and not _CLOSED.search(scene.text, told[-1].end, named[-1])) or bool(closed or shut)


def past_participle(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«Награду погибшего сына вручили 15 марта», «турнир памяти погибшего А прошёл 9 марта»: no day of the death.

    Its one word in the sentence is a participle, whose noun or name, and another verb, stand before the day.
    """
    if event is None or event.cue.kind != "fallen" or found.start < event.cue.end or "role" in found.attrs:
        return False
    part = scene.sentences[scene.lines.index(found.start)]
    near = scene.cues_within(part.start, part.end)
    if scene.lang == "en" or any(c.kind in OF_DEATH and c.kind not in ("fallen", "body") for c in near):
        return False
    gap = scene.text[event.cue.end : found.start]
    head = _HEAD_NOUN.match(gap)
    ending = next((cases for end, cases in _OF_PARTICIPLE if event.cue.text.split()[-1].endswith(end)), "ngdail")
    if head and not set(ending) & set(noun_cases(head[1], scene.lang)):
        head = None  # «убитого снайпером»
    if head and is_man_noun(head[1], scene.lang) and verbs_in(scene.text[part.start : found.start], scene.lang):
        return ":" not in gap and "," not in gap
    closed = bool(scene.within(event.cue.end, found.start))
    closed = closed or gap.count(",") == 1
    return closed and ":" not in gap and "(" not in gap and verbs_in(gap, scene.lang)


def between_headings(scene: Scene, found: Found) -> bool:
    """«ПРОЩАНИЕ / 22 марта в 11:00 / Дом офицеров»: a line of a day beside a line of a ceremony."""
    number = scene.lines.index(found.start)
    if not _is_line_of_day(scene, number, found):
        return False
    near = (n for n in (number - 2, number - 1, number + 1, number + 2, number + 3) if 0 <= n < len(scene.sentences))
    short = [scene.sentences[n] for n in near if not scene.names_somebody(n)]
    short = [s for s in short if s.end - s.start < _LINE]
    return any(c.kind in EVENTS["burial"] for s in short for c in scene.cues_within(s.start, s.end))


def _is_line_of_day(scene: Scene, number: int, found: Found) -> bool:
    part = scene.sentences[number]
    alone = part.first and part.end - part.start < _LINE and scene.text[part.start : part.end].endswith("\n")
    return alone and not scene.names_somebody(number) and found.start - part.start < _LINE // 4


def is_held(scene: Scene, found: Found) -> bool:
    """«Прощание с …, погибшим на СВО, прошло 5 мая»: the day of the ceremony, whatever stands nearer."""
    part = scene.sentences[scene.lines.index(found.start)]
    low, high = (_HELD_REACH, found.start) if scene.lang == "en" else (_HELD_NEAR, found.end + 3)
    near = [c for c in scene.cues_within(max(part.start, found.start - low), high) if c.kind == "held"]
    english = scene.lang == "en" and any(_HELD_GAP.fullmatch(scene.text, c.end, found.start) for c in near)
    close = english or any(
        c.end >= found.start - len(" on ") or _HELD_ON.fullmatch(scene.text, c.end, found.start) for c in near
    )
    told = close and any(c.kind in EVENTS["burial"] for c in cues_near(scene, found))
    return told and not (scene.lang == "ru" and _honours_alone(scene))


def gathered(scene: Scene, found: Found, *, told: bool) -> Found:
    """A gathering is a farewell where a burial is told; a coffin stands before those who take leave."""
    about = found.attrs.get("cue")
    if about in ("gathering", "memory") and scene.lang == "ru" and _honours_alone(scene):
        return with_cue(found, REPORT)
    if about not in ("coffin", "gathering"):
        return found
    return with_cue(found, "gathering" if about == "coffin" or told or tells_burial(scene, found) else "")


def _honours_alone(scene: Scene) -> bool:
    """«Траурный митинг прошёл накануне: ордена передали семьям»: plaques or awards, and no word of a burial."""
    if any(c.kind in _OF_BURIAL and not c.text.startswith(_MOURNING) for c in scene.cues):
        return False
    unveiled = any(c.kind in _OF_MEMORY and _UNVEILED.match(c.text) for c in scene.cues)
    handed = any(f.kind == "award" for f in scene.found) and _HANDED.search(scene.text)
    return bool(unveiled or handed)
