"""Whose a typed span is: a rank before the name, an age after it, a date by its event, a heading for the whole list.

Invariant: a span never passes over another person to reach one; what stands before an enumeration belongs to all of
it, what stands inside to the one beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.owners import ALL, Claimed, ahead, focus
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found

_STOP = re.compile(r"[,;:()\n]|[.!?…](?=\s|$)| [—–-] ")
_BOUNDARY = re.compile(r"[,;:(]|(?<!\w)(?:и|а|та|й|and)(?!\w)| [—–-] ")
_CLOSE = 60
_ALONE = re.compile(r"[(,] ?\d{4}[),\n]?")
_AFTER_DAY = re.compile(r"^\s*\d[^,;]{0,18}, (?:с\. |н\.п\. |пос\. )?$")
_ORIGIN = re.compile(r",? (?:из|з|із|зі|с|со|from|of) (?:[^\W\d_]+ ){0,3}")
_PLURAL_NOUN = re.compile(
    r", (?:сотрудники|бойцы|жители|уроженцы|выпускники|братья|военнослужащие|служили|воїни|мешканці|вихідці)\b", re.I
)
_OPEN_CUES = frozenset(("on", "in", "type", "field", "header"))  # of a place: say where, not what for
_REACH = 300  # characters within which the words of a sentence bear on a span
_FALLEN_MANY = re.compile(r"(?:их|ими|им|ие)$")
_ADULT_BORN = "2008"
_WAR_YEAR = "2022"
_WHOLE_DAY = len("2024-01-31")
_LOOKED_AT = 12  # spans behind one that may part its enumeration
_NOTE = 70  # characters of a sentence without a verb
_ADJOINING = 2
_TIED = 5
_TOUCHING = 12  # so near it overrules the cue a date has
_PLURAL_VERB = re.compile(r"(?<!\w)[^\W\d_]{2,}(?:ли|лись|ны|ты)(?!\w)")
_LED = re.compile(r"[^,;.:\n]{0,30} [—–-] [^,;.:\n]{0,30}")  # «…, в Светлограде — сержанта Котова»
_WORD_BEFORE = re.compile(r"[а-яіїєґ]{4,} $")
_IN_YEAR = re.compile(r"году|році|\d$")
_PARTING = frozenset(("said", "transit", "missing", "alive"))
_WHERE = re.compile(
    r"(?<!\w)(?:в|во|под|у|на|близ|около|за|возле|при|під|біля|поблизу|near|in|at|over)\s+(?:[^\W\d_]+\s+){0,3}$", re.I
)
_BY_EVENT = 45  # characters between a word of death and its date or place
_EVENTS = {
    "death": ("died", "passed", "killed", "strike", "happened", "loss", "fallen"),
    "burial": ("buried", "interred", "farewell"),
}
_DATED = frozenset(("died", "killed", "passed", "interred"))  # verbs that a day beside them is the day of
_VERBS = frozenset(("died", "passed", "loss", "body", "interred", "buried", "farewell", "said", "alive"))
_ASIDE = frozenset(("official", "author", "kin"))
_OF_EVENTS = frozenset(("date", "settlement", "region", "area"))
_OF_PERSON = frozenset(("rank", "age", "unit", "category", "settlement"))


def attach(scene: Scene, claimed: list[Claimed]) -> dict[int, list[tuple[Found, int]]]:
    """Person number to his spans, each with its distance from the mention it was attached by (0: unknown)."""
    if any(c.cue.kind == "court" for c in claimed):
        claimed = [_declared(c) for c in claimed]
    events = sorted((c for c in claimed if c.persons), key=lambda c: c.cue.start)
    starts = [c.cue.start for c in events]
    owned: dict[int, list[tuple[Found, int]]] = defaultdict(list)
    for found in scene.found:
        event = _event(scene, found, events, starts) if found.kind in _OF_EVENTS else None
        if touching := _touching(scene, found, events, starts):
            event, found = touching, _with_cue(found, "burial" if touching.cue.kind in _EVENTS["burial"] else "death")
        read = _of_event(scene, found, event)
        if read is not found and read.attrs.get("cue") == "burial":
            event = _event(scene, read, events, starts)
        limit = _next_led(scene, read)
        for person, distance in _owners(scene, read, event):
            if limit is None or not _only_after(scene, person, read, limit):
                owned[person].append((read, distance))
    return owned


def _declared(item: Claimed) -> Claimed:
    """Where a court declared a man dead, he died where and when he went missing."""
    return replace(item, cue=replace(item.cue, kind="died")) if item.cue.kind == "missing" else item


def _touching(scene: Scene, found: Found, events: list[Claimed], starts: list[int]) -> Claimed | None:
    """The event a day stands right by, whatever event word of another clause is nearer in letters."""
    if found.kind != "date" or {"role", "pair"} & found.attrs.keys() or found.attrs.get("form") in ("year", "range"):
        return None
    low, high = bisect_left(starts, found.start - _BY_EVENT), bisect_left(starts, found.end + _TOUCHING)
    near = [e for e in events[low:high] if e.cue.kind in _DATED and _beside(scene, found, e, _TOUCHING)]
    return min(near, key=lambda e: abs(e.cue.start - found.start), default=None)


def _next_led(scene: Scene, found: Found) -> int | None:
    """Where the next date or place of the sentence begins that has men of its own («…, в Светлограде — сержанта Б»)."""
    if found.kind not in ("settlement", "date"):
        return None
    end = scene.sentences[scene.lines.index(found.start)].end
    at = scene.place_of(found)
    for other in scene.found[at + 1 : at + 1 + _LOOKED_AT]:
        after = scene.following(other.end) if other.kind == found.kind and found.end < other.start < end else None
        if after and after.start < end and _LED.fullmatch(scene.text[other.end : after.start]):
            return other.start
    return None


def _only_after(scene: Scene, person: int, found: Found, limit: int) -> bool:
    """Whether the sentence of the span names the person behind the limit alone."""
    named = [o.start for o in scene.in_sentence(scene.lines.index(found.start)) if o.person == person]
    return bool(named) and min(named) > limit


def _of_event(scene: Scene, found: Found, event: Claimed | None) -> Found:
    """What the events of the sentence make of a date or place.

    One that says nothing of its own, right by a word of death, is the date or place of death; one beside a word of
    wounds, service or sending is not; a day «of burial» needs a burial.
    """
    cue = found.attrs.get("cue", "")
    if found.attrs.get("front") and cue == "field" and scene.previous(found.start) is None:
        return _with_cue(found, "header")
    if found.kind == "date" and cue and not found.attrs.get("role") and _is_report(scene, found):
        return _with_cue(found, "report")
    if (
        found.attrs.get("form") == "year"
        and _may_be_birth(found, cue)
        and _ALONE.search(scene.text[found.start - 2 : found.end + 1])
    ):
        return replace(found, attrs=MappingProxyType({"year": "stated", "alone": "1"}))
    if found.attrs.get("form") == "year" and cue and _of_a_noun(scene, found):
        return _with_cue(found, "")
    if found.kind == "date" and _is_held(scene, found):
        return _with_cue(found, "burial")
    if cue == "burial" and event is None and found.kind == "date":
        return _with_cue(found, "")
    if found.kind != "date" and cue == "death" and _is_transit(scene, found, event):
        return _with_cue(found, "transit")
    if found.kind == "region" and of_death_place(scene, found):
        return _with_cue(found, "death")
    if event is None and not cue and (_with_death_place(scene, found) or _is_note(scene, found)):
        return _weakly(found)
    if found.kind == "date" and cue in ("", "callup", "award") and _only_burial(scene, found):
        return _with_cue(found, "burial")
    if event is None or event.cue.kind not in _EVENTS["death"] or {"role", "pair"} & found.attrs.keys():
        return found
    if cue and (found.kind == "date" or cue not in _OPEN_CUES):
        touches = found.kind == "date" and cue not in _EVENTS and _beside(scene, found, event, _TOUCHING)
        return _with_cue(found, "death") if touches else found
    if found.attrs.get("form") in ("adjective", "demonym") or _is_transit(scene, found, event):
        return found
    if _beside(scene, found, event):
        return _with_cue(found, "death")
    here = {o.person for o in scene.within(found.start - _REACH, found.end + _REACH)}
    return _weakly(found) if here & set(event.persons) and event.cue.kind != "fallen" else found


def _of_a_noun(scene: Scene, found: Found) -> bool:
    """«погиб выпускник 2020 года»: a year in the genitive right behind a noun is the noun's, not the verb's."""
    before = _WORD_BEFORE.search(scene.text, max(0, found.start - 24), found.start)
    year = _IN_YEAR.search(scene.text[found.start : found.end])
    return before is not None and year is None and not any(c.end == found.start - 1 for c in _cues_near(scene, found))


def _only_burial(scene: Scene, found: Found) -> bool:
    """«Вчера схоронили …», «простились с мобилизованным 27 февраля»: the one event told with the day is a burial."""
    kinds = [c.kind for c in _cues_near(scene, found)]
    if not any(k in _EVENTS["burial"] for k in kinds) or any(k in _EVENTS["death"] for k in kinds):
        return False
    distance = int(found.attrs.get("cue_distance", "99"))
    if found.attrs.get("form") == "year" and found.value < _WAR_YEAR:
        return any(
            c.kind == "buried" and 0 <= found.start - c.end <= _TIED for c in _cues_near(scene, found)
        )  # «мужа схоронила в 2011-м»: not of this war
    if len(found.value) < _WHOLE_DAY or "role" in found.attrs:
        return False
    return distance > _TOUCHING - 2 and not any(k in _PARTING for k in kinds)


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
        f.kind == "settlement" and f.attrs.get("cue") == "death" and 0 < found.start - f.end <= _ADJOINING for f in near
    )


def _may_be_birth(found: Found, cue: str) -> bool:
    """A year alone behind a name («Олег Жуков, 1990, Тверь»), of which nothing sure is said."""
    return not cue or (cue == "death" and "role" not in found.attrs and found.value < _ADULT_BORN)


def _cues_near(scene: Scene, found: Found) -> list[Cue]:
    part = scene.sentences[scene.lines.index(found.start)]
    return scene.cues_within(max(part.start, found.start - _REACH), min(part.end, found.end + _REACH))


def _is_held(scene: Scene, found: Found) -> bool:
    """«Прощание с …, погибшим на СВО, прошло 5 мая»: the day of the ceremony, whatever stands nearer."""
    part = scene.sentences[scene.lines.index(found.start)]
    near = [c for c in scene.cues_within(max(part.start, found.start - 24), found.end + 3) if c.kind == "held"]
    close = any(c.end >= found.start - 3 for c in near)
    return close and any(c.kind in _EVENTS["burial"] for c in _cues_near(scene, found))


def _with_cue(found: Found, cue: str) -> Found:
    attrs = {k: v for k, v in found.attrs.items() if k not in ("cue", "cue_distance")}
    return replace(found, attrs=MappingProxyType(attrs | ({"cue": cue} if cue else {})))


def _weakly(found: Found) -> Found:
    """A date in a sentence of death is that of the death if no better one is found."""
    weak = found.kind == "date" and found.attrs.get("form") in ("words", "month", "day", "numeric", "feast", "weekday")
    return replace(found, attrs=MappingProxyType({**found.attrs, "weak": "death"})) if weak else found


def _beside(scene: Scene, found: Found, event: Claimed, most: int = _BY_EVENT) -> bool:
    """Whether no other word of the vocabulary and no stop parts the span from the word of death."""
    if event.cue.kind == "fallen" and _FALLEN_MANY.search(event.cue.text):
        return False  # «павших в 1941»: others than those who are named
    low, high = sorted((event.cue.end, found.start)) if event.cue.end <= found.start else (found.end, event.cue.start)
    gap = _AFTER_DAY.sub(" в ", scene.text[low:high])
    if len(gap) > most or _STOP.search(gap) or any(c.kind in _PARTING for c in scene.cues_within(low, high)):
        return False
    if found.attrs.get("case") == "nom" and not _AFTER_DAY.search(scene.text[low:high]):
        return False
    return found.kind == "date" or (event.cue.end <= found.start and bool(_WHERE.search(gap)))


def _is_transit(scene: Scene, found: Found, event: Claimed | None) -> bool:
    part = scene.sentences[scene.lines.index(found.start)]
    marks = [c for c in scene.cues_within(max(part.start, found.start - _REACH), found.start) if c.kind == "transit"]
    if not marks:
        return False
    return event is None or found.start - marks[-1].end < abs(found.start - event.cue.end)


def _owners(scene: Scene, found: Found, event: Claimed | None) -> list[tuple[int, int]]:
    part = scene.sentences[scene.lines.index(found.start)]
    after, before = scene.following(found.end), scene.previous(found.start)
    after = after if after and after.start < part.end else None
    before = before if before and before.start >= part.start else None
    if before and before.end > found.start:
        before = None
    if found.kind == "award" and before and before.title in ("official", "author") and not after:
        return [(p, 300) for p in ahead(scene, found.start)]
    if before and _ORIGIN.fullmatch(scene.text[before.end : found.start]):
        return [(before.person, found.start - before.end)]
    if after and found.kind in _OF_PERSON and _leads(scene, found, after):
        return _with_members(scene, after, found, bool(found.attrs.get("plural")))
    if event and _local(scene, found, before):
        event = None
    if event and (found.attrs.get("cue") or found.attrs.get("role")) in _EVENTS and found.attrs.get("pair") is None:
        persons = _with_followers(scene, found, event)
        return [] if _of_heading(scene, found, persons) else [(p, 400) for p in persons]
    if before and after:
        return _between(scene, found, before, after)
    if before:
        return _with_members(scene, before, found, _speaks_of_all(scene, before, found))
    if after:
        named = [o for o in scene.within(found.end, part.end) if o.title not in _ASIDE]
        if named:
            return [(o.person, o.start - found.end) for o in named]
    many = bool(ALL.search(scene.text, max(part.start, found.start - _REACH), found.end)) or any(
        c.plural for c in scene.cues_within(part.start, part.end)
    )
    persons = focus(scene, found.start, many)
    if _of_heading(scene, found, persons):
        return []
    return [(p, 600) for p in persons]


def _of_heading(scene: Scene, found: Found, persons: tuple[int, ...]) -> bool:
    """The month or weekday of a heading over several persons is that of the list, nobody's death."""
    of_death = (found.attrs.get("role") or found.attrs.get("cue")) != "burial"
    vague = found.kind == "date" and of_death and found.attrs.get("form") in ("month", "year", "weekday")
    return vague and len(persons) > 1 and not scene.names_somebody(scene.lines.index(found.start))


def _local(scene: Scene, found: Found, before: Occurrence | None) -> bool:
    """«Вадим — прошлым апрелем, Марсель — под Новый год»: a date tied to the name right before it."""
    return before is not None and "weak" in found.attrs and len(scene.text[before.end : found.start]) <= _TIED


def _with_followers(scene: Scene, found: Found, event: Claimed) -> tuple[int, ...]:
    """Before an enumeration with one verb («похоронили А, в Орске — Б») a span holds until the next of its kind."""
    part = scene.sentences[scene.lines.index(found.start)]
    first = scene.following(part.start)
    if event.cue.kind not in _EVENTS["burial"] or first is None:
        return event.persons
    if first.start < found.end:
        led = scene.following(found.end)
        own = led and led.start < part.end and _LED.fullmatch(scene.text[found.end : led.start])
        return (led.person,) if led and own else event.persons
    named = [o for o in scene.within(found.end, part.end) if o.title not in _ASIDE]
    return tuple(dict.fromkeys([*event.persons, *(o.person for o in named)]))


def _leads(scene: Scene, found: Found, name: Occurrence) -> bool:
    gap = scene.text[found.end : name.start]
    if len(gap) >= _CLOSE or _STOP.search(gap):
        return False
    return not any(c.kind in _VERBS for c in scene.cues_within(found.end, name.start))


def _with_members(scene: Scene, one: Occurrence, found: Found, many: bool) -> list[tuple[int, int]]:
    members = scene.members(one) if many else [one]
    if many and one.group >= 0 and found.end <= one.start:
        members = [o for o in members if o.start >= one.start]
    return [(o.person, abs(o.start - found.start)) for o in members]


def _event(scene: Scene, found: Found, events: list[Claimed], starts: list[int]) -> Claimed | None:
    """The event of the same sentence that a date or a place belongs to, the nearest of the kind its cue names."""
    said = found.attrs.get("role") or found.attrs.get("cue", "")
    kinds = _EVENTS.get(said, _EVENTS["death"] if said not in ("birth", "home", "born") else ())
    part = scene.sentences[scene.lines.index(found.start)]
    low, high = (
        bisect_left(starts, max(part.start, found.start - 200)),
        bisect_left(starts, min(part.end, found.end + 200)),
    )
    near = [e for e in events[low:high] if e.cue.kind in kinds]
    return min(near, key=lambda e: abs(e.cue.start - found.start), default=None)


def _between(scene: Scene, found: Found, before: Occurrence, after: Occurrence) -> list[tuple[int, int]]:
    left, right = scene.text[before.end : found.start], scene.text[found.end : after.start]
    parted_left, parted_right = bool(_BOUNDARY.search(left)), bool(_BOUNDARY.search(right))
    if before.title in _ASIDE and after.title not in _ASIDE and not parted_right:
        return [(after.person, after.start - found.end)]
    if "(" in left and ")" in right:
        parted_left, parted_right = False, True
    if parted_left and (not parted_right or re.fullmatch(r" [—–-] .{0,40}", right)):
        led = [o for o in scene.members(after) if o.start >= found.end]
        return [(o.person, o.start - found.end) for o in led]
    return [(before.person, found.start - before.end)]


def _speaks_of_all(scene: Scene, last: Occurrence, found: Found) -> bool:
    between = scene.text[last.end : found.start]
    return bool(
        ALL.search(between) or _PLURAL_NOUN.search(between) or (last.group >= 0 and _PLURAL_VERB.search(between))
    )
