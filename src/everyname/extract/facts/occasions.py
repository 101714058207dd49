"""What the events of a sentence make of a date or a place: of death, of burial, of a report, or nothing.

Invariant: only the cue of a span changes, never its value or its place in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from everyname.extract.facts.beside import (
    EVENTS,
    REACH,
    REPORT,
    TIED,
    TOUCHING,
    beside,
    cues_near,
    is_transit,
    with_cue,
)
from everyname.extract.facts.ceremonies import (
    behind_participle,
    between_headings,
    brings_to_burial,
    gathered,
    is_held,
    only_burial,
    past_participle,
    sent_off,
)
from everyname.extract.facts.english import told_otherwise
from everyname.extract.facts.last_fight import tells_last_fight
from everyname.extract.facts.whereabouts import of_place
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.events import TO_FALLEN, fatal
from everyname.extract.spans.found import Found
from everyname.extract.spans.regions import front_regions

_COMES_HOME = re.compile(  # «19 березня повернувся на щиті»: no day of death
    r"на щит|(?:назавжди|навіки|востаннє|раз|додому|дому)(?!\w).*(?:повер|їде|приї|приб)|повер\w+ додому"
)
_ALONE = re.compile(r"[(,/|] ?\d{4} ?(?:г\.? ?)?[),/|\n]?")
_OF_YEAR = re.compile(r"\d{4} ?г\.?(?=[,;.\n)]|$)")
_PARTED = re.compile(r"[(,/|] ?\d{4} ?[),;/|\n]")
_OPEN_CUES = frozenset(("on", "in", "type", "field", "header"))  # of a place: say where, not what for
_BARE_DAY = re.compile(r"\W*(?:вечная память|светлая память)?\W*", re.I)
_DATIVES = ("ому", "ему", "им", "ым")
_NOTE = 70  # characters of a sentence without a verb
_WEAK = ("words", "month", "day", "numeric", "feast", "weekday")
_OF_MEMORY = re.compile(  # words of a loss that tell what others do long after
    "увековеч|им[яе]|помин|помян|сорокоуст|могил|похоронк|некролог|свидетельств|осиротел|остал|без |вест|извест|"
    "нов|упокой"
)
_OF_LIFE, _CLAUSE = ("callup", "transport", "award", "birth"), 80  # characters of a clause
_OF_LIVING = ("captive", "life", "lived", "transit", "alive")
_WHOLE_DAY = len("2024-01-31")
_NOT_ON = re.compile(r"(?<!\w)(?:после|до|ранее) $", re.I)
_NOTED = ("relative",)  # «Сегодня на рассвете, под Соледаром»
_WORD_BEFORE = re.compile(r"[а-яіїєґ]{4,} $", re.I)
_SEASON = re.compile(
    "осенью|весной|летом|зимой|восени|навесні|влітку|взимку|начале|середине|конце|исходе|половине|початку|кінці|середині",
    re.I,
)
_IN_YEAR = re.compile(r"году|році|\d$")
_SUBJECT_ALONE = re.compile(r", (?:[A-Z][\w.'-]*,? |\d\d, ){2,7}")  # «Yesterday, Sgt. Oleh Drach was killed»


def of_event(scene: Scene, found: Found, event: Claimed | None) -> Found:
    """What the events of the sentence make of a date or place.

    One that says nothing of its own, right by a word of death, is the date or place of death; one beside a word of
    wounds, service or sending is not; a day «of burial» needs a burial.
    """
    if found.attrs.get("cue") == "gathering" and sent_off(scene, found.start):
        return with_cue(found, "sending")
    found = gathered(scene, found, told=event is not None)
    cue = found.attrs.get("cue", "")
    if found.kind == "date" and cue == REPORT:
        return found
    if event is None and not cue and found.kind == "date" and _is_of_other_deeds(scene, found):
        return with_cue(found, REPORT)
    if found.kind == "date" and not cue and "since" in found.attrs and not _lost_since(scene, found, event):
        return with_cue(found, "since")
    if (other := told_otherwise(scene, found, event, cue)) is not None:
        return with_cue(found, other)
    if found.attrs.get("front") and cue == "field" and scene.previous(found.start) is None:
        return with_cue(found, "header")
    open_day = bool(cue) and not found.attrs.get("role")
    if found.kind == "date" and (_is_news(scene, found, event) or (open_day and _is_report(scene, found))):
        return with_cue(found, REPORT)
    if found.attrs.get("form") == "year" and _may_be_birth(scene, found, cue):
        return replace(found, attrs=MappingProxyType({"year": "stated", "alone": "1"}))
    if found.attrs.get("form") == "year" and cue and _of_a_noun(scene, found):
        return with_cue(found, "")
    if found.kind == "date" and is_held(scene, found):
        return with_cue(found, "burial")
    if found.kind != "date" and (told := of_place(scene, found, event)):
        return told
    if event is None and not cue and (_with_death_place(scene, found) or _is_note(scene, found)):
        return _weakly(found, _NOTED)
    if event is None and cue in ("", "transport") and tells_last_fight(scene, found):
        return _weakly(with_cue(found, ""), _NOTED)
    if found.kind == "date" and cue in ("", "death") and behind_participle(scene, found):
        return with_cue(found, "burial")
    if found.kind == "date" and cue == "" and between_headings(scene, found):
        return with_cue(found, "gathering")
    if found.kind == "date" and cue in ("", "callup", "award", "memory") and only_burial(scene, found):
        return with_cue(found, "gathering" if cue == "memory" else "burial")
    if found.kind == "date" and cue in ("", "transport", "memory", "gathering") and brings_to_burial(scene, found):
        return with_cue(found, "gathering")
    if found.kind == "date" and cue in ("", "death") and past_participle(scene, found, event):
        return with_cue(found, REPORT)
    if event is None or event.cue.kind not in EVENTS["death"] or {"role", "pair"} & found.attrs.keys():
        return found
    if _to_the_fallen(scene, found, event) or (event.cue.kind == "loss" and _OF_MEMORY.match(event.cue.text)):
        return found
    if found.kind == "date" and _COMES_HOME.search(event.cue.text):
        return with_cue(found, "transport")
    if cue and (found.kind == "date" or cue not in _OPEN_CUES):
        touches = found.kind == "date" and cue not in (*EVENTS, "memory") and beside(scene, found, event, TOUCHING)
        touches = touches or _opens_clause(scene, found, event, cue)
        return with_cue(found, "death") if touches else found
    if found.attrs.get("form") in ("adjective", "demonym") or is_transit(scene, found, event):
        return found
    if found.kind != "date" and (past_participle(scene, found, event) or _behind_fallen(scene, found, event)):
        return found  # «Турнир памяти погибшего А прошёл на Тамбовщине»
    if beside(scene, found, event):
        return with_cue(found, "death")
    here = {o.person for o in scene.within(found.start - REACH, found.end + REACH)}
    return _weakly(found) if here & set(event.persons) and event.cue.kind != "fallen" else found


def _behind_fallen(scene: Scene, found: Found, event: Claimed) -> bool:
    """«Матери погибшего на СВО А в Орске вручили орден»: a town at home behind the name."""
    at_home = "front" not in found.attrs and found.value not in front_regions()
    named = event.cue.kind == "fallen" and bool(scene.within(event.cue.end, found.start))
    return named and at_home and found.attrs.get("support") == "in"


def _opens_clause(scene: Scene, found: Found, event: Claimed, cue: str) -> bool:
    """«призванный по мобилизации, 5 мая под Угледаром погиб»: a clause of its own, that of the death."""
    if found.kind != "date" or cue not in _OF_LIFE or event.cue.kind == "fallen" or event.cue.start < found.end:
        return False
    return scene.text[found.start - 2 : found.start] == ", " and beside(scene, found, event, _CLAUSE)


def _to_the_fallen(scene: Scene, found: Found, event: Claimed) -> bool:
    """«Сьогодні загиблому воїну в Полтаві відкрили дошку»: day and place of what is done for one who fell."""
    if event.cue.kind != "fallen" or not event.cue.text.split()[0].endswith(_DATIVES):
        return False
    if found.end <= event.cue.start:
        return event.cue.start - found.end > 1
    return TO_FALLEN.match(scene.text, event.cue.start, found.start) is not None


def _is_of_other_deeds(scene: Scene, found: Found) -> bool:
    """«6 декабря 2024 года состоялся митинг», «После 24 февраля 2022 года пошёл добровольцем»: no day of a death."""
    if scene.lang != "ru" or {"role", "pair", "weak"} & found.attrs.keys() or found.value[:4] < str(scene.war.year):
        return False
    if _NOT_ON.search(scene.text, max(0, found.start - 14), found.start):
        return True
    part = scene.sentences[scene.lines.index(found.start)]
    kinds = {c.kind for c in scene.cues_within(part.start, part.end)}
    if not kinds.isdisjoint((*EVENTS["burial"], "died", "killed", "passed")):
        return False
    return "held" in kinds or (len(found.value) < _WHOLE_DAY and not kinds.isdisjoint(_OF_LIVING))


def _lost_since(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«Его больше нет с 3 марта»: the one thing told since a day that is of a death."""
    lost = event is not None and event.cue.kind in ("loss", "interred")
    return "role" in found.attrs or (lost and event is not None and beside(scene, found, event, TIED))


def _of_a_noun(scene: Scene, found: Found) -> bool:
    """«погиб выпускник 2020 года»: a year in the genitive right behind a noun is the noun's, not the verb's."""
    before = _WORD_BEFORE.search(scene.text, max(0, found.start - 24), found.start)
    year = _IN_YEAR.search(scene.text[found.start : found.end]) or (before and _SEASON.search(before[0]))
    verbs = [c for c in cues_near(scene, found) if c.end == found.start - 1 and c.kind != "lived"]
    return before is not None and year is None and not verbs


def _is_news(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«officials on Wednesday named three men killed»: in English the day before the verb is that of the news."""
    told = found.attrs.get("form") in ("weekday", "relative") and scene.lang == "en" and event is not None
    if not told or event is None or event.cue.kind not in EVENTS["death"]:
        return False
    return found.end + TOUCHING < event.cue.start and not _SUBJECT_ALONE.fullmatch(
        scene.text, found.end, event.cue.start
    )


def _is_report(scene: Scene, found: Found) -> bool:
    """«1 ноября написали коллеги»: the day of the report."""
    near = scene.cues_within(found.end, found.end + 3)
    told = any(c.kind in ("said", "transit") for c in near if c.start < found.end + 2 or c.text.startswith("стало"))
    if any(c.kind == "seen_off" for c in scene.cues_within(max(0, found.start - TOUCHING - 12), found.start)):
        return False  # «Проводить товарища 19 мая пришли ветераны»
    return told and not fatal(scene.text, found.end)  # «26 февраля получил смертельное ранение»


def _is_note(scene: Scene, found: Found) -> bool:
    """«22 февраля, Тернянский лес, мина.»: a short sentence of a day and a place, without a verb or a name."""
    part = scene.sentences[scene.lines.index(found.start)]
    if part.end - part.start > _NOTE or scene.names_somebody(scene.lines.index(found.start)):
        return False
    if any(c.kind not in ("war", "military", "requiem") for c in scene.cues_within(part.start, part.end)):
        return False
    if _BARE_DAY.fullmatch(scene.text[part.start : found.start] + scene.text[found.end : part.end]):
        return True
    near = scene.found[max(0, scene.place_of(found) - 3) : scene.place_of(found) + 4]
    return any(f.kind in ("settlement", "area", "front") and part.start <= f.start < part.end for f in near)


def _with_death_place(scene: Scene, found: Found) -> bool:
    """«20 февраля под Угледаром»: a day beside a place at the front, in a sentence without a verb."""
    part = scene.sentences[scene.lines.index(found.start)]
    near = scene.found[max(0, scene.place_of(found) - 3) : scene.place_of(found) + 4]
    return any(f.attrs.get("cue") == "death" and part.start <= f.start < part.end and f.kind != "date" for f in near)


def _may_be_birth(scene: Scene, found: Found, cue: str) -> bool:
    """A year alone behind a name («Олег Жуков, 1990, Тверь»), of which nothing sure is said."""
    around = scene.text[max(0, found.start - 2) : found.end + 1]
    if "role" in found.attrs or (cue and found.value >= str(scene.war.births[1])):
        return False
    before = scene.previous(found.start)
    if before and before.end == found.start - 1 and _OF_YEAR.match(scene.text, found.start):
        return True  # «Андрей Лапшин 1990 г., г. Серов»
    return bool(_ALONE.search(around) if cue in ("", "death", "memory") else cue == "callup" and _PARTED.search(around))


def _weakly(found: Found, forms: tuple[str, ...] = ()) -> Found:
    """A date in a sentence of death is that of the death if no better one is found."""
    weak = found.kind == "date" and found.attrs.get("form") in (*_WEAK, *forms)
    return replace(found, attrs=MappingProxyType({**found.attrs, "weak": "death"})) if weak else found
