"""What the events of a sentence make of a date or a place: of death, of burial, of a report, or nothing.

Invariant: only the cue of a span changes, never its value or its place in the text.
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
from everyname.extract.spans.regions import front_regions

STOP = re.compile(r"[,;:()\n]|[.!?…](?=\s|$)| [—–-] ")
_ALONE = re.compile(r"[(,/|] ?\d{4} ?[),/|\n]?")
_PARTED = re.compile(r"[(,/|] ?\d{4} ?[),;/|\n]")
_AFTER_DAY = re.compile(r"^\s*\d[^,;]{0,18}, (?:с\. |н\.п\. |пос\. )?$")
_NAMED_DAY = re.compile(  # «погиб Олег Ким 3 марта, посёлок »
    r"^(?:\s[^\W\d_]+){0,3}\s*\d[^,;]{0,18}, "
    r"(?:(?:с\.|н\. ?п\.|нп|п\.|пос\.|пгт|д\.|х\.|село|пос[её]лок|деревня|хутор) ?)?$"
)
_MONTH = re.compile(r"(?<!\w)([A-Z][a-z]{2,3})\.(?= \d)")  # «Feb. 20»
_OPEN_CUES = frozenset(("on", "in", "type", "field", "header"))  # of a place: say where, not what for
REACH = 300  # characters within which the words of a sentence bear on a span
_FALLEN_MANY = re.compile(r"(?:их|ими|им|ие)$")
_WHOLE_DAY = len("2024-01-31")
_NOTE = 70  # characters of a sentence without a verb
_ADJOINING = (" ", ", ", " (", "(")  # between a place and its region
_WEAK = ("words", "month", "day", "numeric", "feast", "weekday")
_NOTED = ("relative",)  # «Сегодня на рассвете, под Соледаром»
_OF_FRONT = ("in", "on", "of", "name")
TIED = 5
TOUCHING = 12  # so near it overrules the cue a date has
_WORD_BEFORE = re.compile(r"[а-яіїєґ]{4,} $")
_SEASON = re.compile("осенью|весной|летом|зимой|восени|навесні|влітку|взимку")
_UNSET = re.compile(r"(?<!\w)(?:дат[аеу]|дне|времени|даті|часі) $", re.I)  # «дата похорон уточняется»
_NEAR = 8  # spans around one that are asked whether they are of its kind
_IN_YEAR = re.compile(r"году|році|\d$")
_PLACE_OF_DEATH = re.compile(
    r"(?:место|местом|місце|місцем|place|location) (?:гибели|смерти|загибелі|смерті|of death)[^.,;\n]{0,25}$|"
    r"(?:место|місце) (?:гибели|смерти|загибелі|смерті)\W{1,3}(?:н\. ?п\.|с\.|пос\.|г\.|смт) ?$",
    re.I,
)
_SERVED = re.compile("служ|воев|вахт|командиров", re.I)
_MORTAL = re.compile("ранен|поранен", re.I)
_RECEIVED = re.compile(r"получ|отрим|зазна|received|sustained|suffered", re.I)
_PARTING = frozenset(("said", "transit", "missing", "alive"))
_WHERE = re.compile(
    r"(?<!\w)(?:в|во|под|у|на|близ|около|за|возле|при|під|біля|поблизу|near|in|at|over)\s+(?:[^\W\d_]+\s+){0,3}$", re.I
)
_DAY_BEFORE = 40
_COMMA = re.compile(r"(?: ?г\.| года)?, (?:[^\W\d_]+\.?(?: ?п\.)? ?)?")
_EMPTIED = re.compile(r"\s*,(?:\s*(?:во?|на|около|утром|вечером|днём|ночью)?\s*,)+")  # commas that a day stood between
_GERUND = re.compile(
    r", (?:не )?[^\W\d_]+(?:[аяив]я|ив|ав|ыв|ев|ясь|шись)(?: [^,.;:()\n]{0,50})?,"
)  # «прикрыв командира,»
_JOINS = re.compile(r"(?<!\w)(?:and|и|та|й|і)(?!\w)")
BY_EVENT = 45  # characters between a word of death and its date or place
_OF_DEATH = ("died", "passed", "killed", "loss", "fallen", "buried", "interred", "farewell", "rites", "body")
EVENTS = {
    "death": ("died", "passed", "killed", "strike", "happened", "loss", "fallen"),
    "burial": ("buried", "interred", "farewell", "rites", "seen_off"),
}


def of_event(scene: Scene, found: Found, event: Claimed | None) -> Found:
    """What the events of the sentence make of a date or place.

    One that says nothing of its own, right by a word of death, is the date or place of death; one beside a word of
    wounds, service or sending is not; a day «of burial» needs a burial.
    """
    if found.attrs.get("cue") == "gathering" and sent_off(scene, found.start):
        return with_cue(found, "sending")
    if found.attrs.get("cue") == "gathering":
        found = with_cue(found, "gathering" if event or _tells_burial(scene) else "")
    cue = found.attrs.get("cue", "")
    if found.kind == "date" and not cue and "since" in found.attrs and not _lost_since(scene, found, event):
        return with_cue(found, "since")
    if found.attrs.get("front") and cue == "field" and scene.previous(found.start) is None:
        return with_cue(found, "header")
    if found.kind == "date" and _is_news(scene, found, event):
        return with_cue(found, "report")
    if found.kind == "date" and cue and not found.attrs.get("role") and _is_report(scene, found):
        return with_cue(found, "report")
    if found.attrs.get("form") == "year" and _may_be_birth(scene, found, cue):
        return replace(found, attrs=MappingProxyType({"year": "stated", "alone": "1"}))
    if found.attrs.get("form") == "year" and cue and _of_a_noun(scene, found):
        return with_cue(found, "")
    if found.kind == "date" and _is_held(scene, found):
        return with_cue(found, "burial")
    if found.kind != "date" and _PLACE_OF_DEATH.search(scene.text, max(0, found.start - 50), found.start):
        return with_cue(found, "death")
    if found.kind != "date" and cue == "death" and _is_transit(scene, found, event):
        return with_cue(found, "transit")
    if cue == "transit" and found.attrs.get("support") == "hospital" and _died_before(found, event):
        return with_cue(found, "death")
    if found.kind != "date" and cue == "in" and event is None and served_in(scene, found):
        return with_cue(found, "transit")
    if found.kind == "settlement" and _behind_day(scene, found):
        return with_cue(found, "death")
    if found.kind == "region" and (of_death_place(scene, found) or _is_fought_in(scene, found, event)):
        return with_cue(found, "death")
    if event is None and not cue and (_with_death_place(scene, found) or _is_note(scene, found)):
        return _weakly(found, _NOTED)
    if found.kind == "date" and cue in ("", "callup", "award", "memory") and _only_burial(scene, found):
        return with_cue(found, "gathering" if cue == "memory" else "burial")
    if found.kind == "date" and cue in ("", "transport") and _brings_to_burial(scene, found):
        return with_cue(found, "gathering")
    if event is None or event.cue.kind not in EVENTS["death"] or {"role", "pair"} & found.attrs.keys():
        return found
    if cue and (found.kind == "date" or cue not in _OPEN_CUES):
        touches = found.kind == "date" and cue not in (*EVENTS, "memory") and beside(scene, found, event, TOUCHING)
        return with_cue(found, "death") if touches else found
    if found.attrs.get("form") in ("adjective", "demonym") or _is_transit(scene, found, event):
        return found
    if beside(scene, found, event):
        return with_cue(found, "death")
    here = {o.person for o in scene.within(found.start - REACH, found.end + REACH)}
    return _weakly(found) if here & set(event.persons) and event.cue.kind != "fallen" else found


def sent_off(scene: Scene, position: int) -> bool:
    """«В армию его провожали 5 мая»: a sentence of sending somebody to serve, in which nobody died."""
    part = scene.sentences[scene.lines.index(position)]
    low, high = max(part.start, position - REACH), min(part.end, position + REACH)
    kinds = {c.kind for c in scene.cues_within(low, high)}
    told = "seen_off" in kinds and kinds.isdisjoint(_OF_DEATH)
    return told and any(t.kind == "sent_off" for t in scene.titles_within(low, high))


def _lost_since(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«Его больше нет с 3 марта»: the one thing told since a day that is of a death."""
    lost = event is not None and event.cue.kind in ("loss", "interred")
    return "role" in found.attrs or (lost and event is not None and beside(scene, found, event, TIED))


def _behind_day(scene: Scene, found: Found) -> bool:
    """«в справке стоит 2 апреля, Артёмовск», «3 июля 2023 года, посёлок Невское»: a day and a place at the front."""
    if found.attrs.get("cue") not in ("field", "type") or not (found.attrs.get("front") or "known" not in found.attrs):
        return False
    days = [f for f in scene.spans_within(found.start - _DAY_BEFORE, found.start) if f.kind == "date"]
    if not days or not _COMMA.fullmatch(scene.text[days[-1].end : found.start]):
        return False
    other = {days[-1].attrs.get(key) for key in ("role", "cue", "pair")} - {"death", None, ""}
    return not other and len(days[-1].value) == _WHOLE_DAY and int(days[-1].value[:4]) >= scene.war.year


def _died_before(found: Found, event: Claimed | None) -> bool:
    """«умер от полученных ранений в больнице Донецка»."""
    return event is not None and event.cue.kind in EVENTS["death"] and event.cue.end <= found.start


def served_in(scene: Scene, found: Found) -> bool:
    """«служил в Забайкалье, в Пскове»: where a man served is no home of his."""
    near = [c for c in _cues_near(scene, found) if c.end <= found.start]
    last = max((c.end for c in near), default=0)
    return any(c.kind == "transit" and c.end == last and _SERVED.search(c.text) for c in near)


def _tells_burial(scene: Scene) -> bool:
    """Whether the text tells of a burial, so that a gathering may be its farewell."""
    return any(c.kind in EVENTS["burial"] for c in scene.cues)


def _of_a_noun(scene: Scene, found: Found) -> bool:
    """«погиб выпускник 2020 года»: a year in the genitive right behind a noun is the noun's, not the verb's."""
    before = _WORD_BEFORE.search(scene.text, max(0, found.start - 24), found.start)
    year = _IN_YEAR.search(scene.text[found.start : found.end]) or (before and _SEASON.search(before[0]))
    verbs = [c for c in _cues_near(scene, found) if c.end == found.start - 1 and c.kind != "lived"]
    return before is not None and year is None and not verbs


def _only_burial(scene: Scene, found: Found) -> bool:
    """«Вчера схоронили …», «простились с мобилизованным 27 февраля»: the one event told with the day is a burial."""
    kinds = [c.kind for c in _cues_near(scene, found)]
    if not any(k in EVENTS["burial"] for k in kinds) or any(k in EVENTS["death"] for k in kinds):
        return False
    distance = int(found.attrs.get("cue_distance", "99"))
    if found.attrs.get("form") == "year" and int(found.value) < scene.war.year:
        return any(
            c.kind == "buried" and 0 <= found.start - c.end <= TIED for c in _cues_near(scene, found)
        )  # «мужа схоронила в 2011-м»: not of this war
    if len(found.value) < _WHOLE_DAY or "role" in found.attrs:
        return False
    return distance > TOUCHING - 2 and not any(k in _PARTING for k in kinds)


def _brings_to_burial(scene: Scene, found: Found) -> bool:
    """«Гроб доставят завтра утром, вынос в 13 часов»: a day to come, the only one of a sentence that tells a burial."""
    if found.attrs.get("form") != "relative" and found.attrs.get("past") == found.attrs.get("nearest"):
        return False
    part = scene.sentences[scene.lines.index(found.start)]
    at = scene.place_of(found)
    near = scene.found[max(0, at - _NEAR) : at + _NEAR]
    alone = not any(f.kind == "date" and f is not found and part.start <= f.start < part.end for f in near)
    told = (c for c in _cues_near(scene, found) if c.kind in EVENTS["burial"])
    return alone and any(not _UNSET.search(scene.text, max(0, c.start - 10), c.start) for c in told)


def _is_news(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«officials on Wednesday named three men killed»: in English the day before the verb is that of the news."""
    told = found.attrs.get("form") in ("weekday", "relative") and scene.lang == "en" and event is not None
    return told and event is not None and event.cue.kind in EVENTS["death"] and found.end + TOUCHING < event.cue.start


def _is_report(scene: Scene, found: Found) -> bool:
    """«1 ноября написали коллеги»: the day of the report."""
    return any(c.kind in ("said", "transit") for c in scene.cues_within(found.end, found.end + 2))


def _is_note(scene: Scene, found: Found) -> bool:
    """«22 февраля, Тернянский лес, мина.»: a short sentence of a day and a place, without a verb or a name."""
    part = scene.sentences[scene.lines.index(found.start)]
    if part.end - part.start > _NOTE or scene.names_somebody(scene.lines.index(found.start)):
        return False
    if any(c.kind not in ("war", "military") for c in scene.cues_within(part.start, part.end)):
        return False
    near = scene.found[max(0, scene.place_of(found) - 3) : scene.place_of(found) + 4]
    return any(f.kind in ("settlement", "area", "front") and part.start <= f.start < part.end for f in near)


def _with_death_place(scene: Scene, found: Found) -> bool:
    """«20 февраля под Угледаром»: a day beside a place at the front, in a sentence without a verb."""
    part = scene.sentences[scene.lines.index(found.start)]
    near = scene.found[max(0, scene.place_of(found) - 3) : scene.place_of(found) + 4]
    return any(f.attrs.get("cue") == "death" and part.start <= f.start < part.end and f.kind != "date" for f in near)


def of_death_place(scene: Scene, found: Found) -> bool:
    """«у Андреевки Донецкой области»: the region goes with the place right before it."""
    at = scene.place_of(found)
    near = scene.found[max(0, at - 2) : at]
    return any(
        f.kind == "settlement" and f.attrs.get("cue") == "death" and scene.text[f.end : found.start] in _ADJOINING
        for f in near
    )


def _is_fought_in(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """A region of this war in a sentence of death, where nothing says that it is a home."""
    if event is None or event.cue.kind not in EVENTS["death"] or found.attrs.get("cue") not in _OF_FRONT:
        return False
    return scene.lang != "uk" and found.attrs.get("form") != "adjective" and found.value in front_regions()


def _may_be_birth(scene: Scene, found: Found, cue: str) -> bool:
    """A year alone behind a name («Олег Жуков, 1990, Тверь»), of which nothing sure is said."""
    around = scene.text[max(0, found.start - 2) : found.end + 1]
    if "role" in found.attrs or (cue and found.value >= str(scene.war.births[1])):
        return False
    return bool(_ALONE.search(around) if cue in ("", "death") else cue == "callup" and _PARTED.search(around))


def _cues_near(scene: Scene, found: Found) -> list[Cue]:
    part = scene.sentences[scene.lines.index(found.start)]
    return scene.cues_within(max(part.start, found.start - REACH), min(part.end, found.end + REACH))


def _is_held(scene: Scene, found: Found) -> bool:
    """«Прощание с …, погибшим на СВО, прошло 5 мая»: the day of the ceremony, whatever stands nearer."""
    part = scene.sentences[scene.lines.index(found.start)]
    near = [c for c in scene.cues_within(max(part.start, found.start - 24), found.end + 3) if c.kind == "held"]
    close = any(c.end >= found.start - len(" on ") for c in near)
    return close and any(c.kind in EVENTS["burial"] for c in _cues_near(scene, found))


def with_cue(found: Found, cue: str) -> Found:
    attrs = {k: v for k, v in found.attrs.items() if k not in ("cue", "cue_distance")}
    return replace(found, attrs=MappingProxyType(attrs | ({"cue": cue} if cue else {})))


def _weakly(found: Found, forms: tuple[str, ...] = ()) -> Found:
    """A date in a sentence of death is that of the death if no better one is found."""
    weak = found.kind == "date" and found.attrs.get("form") in (*_WEAK, *forms)
    return replace(found, attrs=MappingProxyType({**found.attrs, "weak": "death"})) if weak else found


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
    if len(gap) > most or STOP.search(gap) or any(c.kind in _PARTING for c in scene.cues_within(low, high)):
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


def _is_transit(scene: Scene, found: Found, event: Claimed | None) -> bool:
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
