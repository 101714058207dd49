"""What the spans of one person say of him: which date is his birth, which place his home, which rank stays.

Invariant: a value is chosen, never made: its span is the span it was found at. Two that contradict each other are both
told, in ``conflicts``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from everyname.domain.words import Property
from everyname.extract.facts.place_values import place_values
from everyname.extract.spans.found import Found
from everyname.extract.spans.regions import front_regions
from everyname.extract.spans.unit_parts import ABOVE, FORMER
from everyname.extract.war import War

_SINGLE = (
    Property.BIRTH, Property.AGE, Property.DEATH, Property.BURIAL, Property.RANK, Property.UNIT, Property.SETTLEMENT,
    Property.REGION, Property.DEATH_PLACE,
)  # fmt: skip
_PLACES = frozenset(("settlement", "region", "area"))
_ROLES = {"birth": Property.BIRTH, "death": Property.DEATH, "burial": Property.BURIAL}
_SIMPLE = {
    "age": Property.AGE,
    "rank": Property.RANK,
    "unit": Property.UNIT,
    "category": Property.CATEGORY,
    "award": Property.AWARDS,
    "status": Property.STATUS,
    "callsign": Property.NOM_DE_GUERRE,
}
_ADJOINING = 3  # characters
_NUMBER = 0.05
_DATES = (Property.BIRTH, Property.DEATH, Property.BURIAL)
_TOLD_HOME = ("home", "from", "born")
_LEAVE = 0.6  # a farewell goes behind a funeral
_FINER = 2.5
_GUARDS = "гвардии"
_CONSCRIPTED = 3.0
_NIGHT = 4  # characters of « по » between two days
_LATER = 1e-4  # of two ranks that are told as reached the later one counts
_UNBURIED = timedelta(days=240)  # from a death to its burial; a day further off is of something else
_LOOSE = timedelta(days=3)  # «last week» of a post of Sunday
_WHOLE_DAY = len("2024-01-31")
_BEFORE, _BEHIND = 50, 40  # characters between a call-up and its year
_LIFETIME = 15  # years between birth and death, at least


@dataclass(frozen=True, slots=True)
class Chosen:
    """One value of one person, with the span it was found at."""

    property: Property
    found: Found
    weight: float


def choose(owned: list[tuple[Found, int]], war: War) -> tuple[list[Chosen], list[str]]:
    """The values of one person and the contradictions among them."""
    options: dict[Property, list[Chosen]] = {}
    regions = {f.value for f, _ in owned if f.kind == "region"} - front_regions()
    owned = [(_at_home(f, regions), distance) for f, distance in owned]
    for found, distance in owned:
        for prop, weight, value in _readings(found, owned, war):
            options.setdefault(prop, []).append(Chosen(prop, value, weight - distance / 500))
    _of_one_night(options)
    _born_not_died(options)
    chosen: list[Chosen] = []
    conflicts: list[str] = []
    for prop, values in options.items():
        values.sort(key=lambda c: -c.weight)
        if prop in _SINGLE:
            best = _fullest(values) if prop is Property.RANK else values[0]
            best = _narrowest(values) if prop is Property.SETTLEMENT else best
            chosen.append(_most_precise(values) if prop in _DATES else best)
            conflicts.extend(_conflicts(prop, values))
        else:
            told = {c.found.value: c for c in reversed(values)}
            if prop is Property.CATEGORY and len(told) > 1:
                told.pop("conscript", None)  # «призваний на строкову службу, пізніше підписав контракт»
            chosen.extend(told.values())
    return list(_consistent(_in_order(chosen))), conflicts


def _narrowest(homes: list[Chosen]) -> Chosen:
    """«жителя Котласского округа … родился в посёлке Вычегодский»: the settlement goes before the district."""
    if homes[0].found.attrs.get("form") != "district":
        return homes[0]
    named = (c for c in homes if c.found.attrs.get("form") == "name" and c.found.attrs.get("support") in _TOLD_HOME)
    return next(named, homes[0])


def _fullest(ranks: list[Chosen]) -> Chosen:
    """«Maj Gen Roman Orlov … Gen Orlov», «гвардии майор … майор»: the short form told again is no other rank."""
    said = ranks[0].found.value
    longer = (
        c
        for c in ranks
        if c.found.value.endswith(f" {said}") and (said.isascii() or c.found.value == f"{_GUARDS} {said}")
    )
    return next(longer, ranks[0])


def _in_order(chosen: list[Chosen]) -> list[Chosen]:
    """«не стало 7 марта, похоронили 29 июня 2022-го»: nobody is buried before he died; a year not told is earlier."""
    buried = next((c.found for c in chosen if c.property is Property.BURIAL), None)
    if buried is None or buried.attrs.get("year") != "stated" or len(buried.value) < _WHOLE_DAY:
        return chosen
    return [
        fitting for c in chosen if (fitting := _died_before(c, buried.value) if c.property is Property.DEATH else c)
    ]


def _died_before(death: Chosen, burial: str) -> Chosen | None:
    if death.found.attrs.get("year") == "stated" or death.found.value <= burial:
        return death
    earlier = death.found.attrs.get("earlier", "")
    if earlier > burial and len(earlier) == _WHOLE_DAY and not earlier.endswith("02-29"):
        earlier = f"{int(burial[:4]) - (earlier[4:] > burial[4:])}{earlier[4:]}"  # more than a year before the post
    fits = earlier and timedelta(0) <= date.fromisoformat(burial) - date.fromisoformat(earlier) <= _UNBURIED
    return replace(death, found=replace(death.found, value=earlier)) if fits else None


def _consistent(chosen: list[Chosen]) -> Iterator[Chosen]:
    """The values less a home that is the place where a man died."""
    died_at = next((c.found for c in chosen if c.property is Property.DEATH_PLACE), None)
    for one in chosen:
        found = one.found
        same = died_at is not None and found.start == died_at.start and one.property is not Property.DEATH_PLACE
        if same and one.property is Property.SETTLEMENT and found.attrs.get("event") != "burial":
            continue
        yield one


def _at_home(found: Found, regions: set[str]) -> Found:
    """A place of a name known from the front that the man's own region has, too: «Астраханская область: с. Лиман»."""
    if "front" not in found.attrs or not regions & set(found.attrs.get("regions", "").split("|")):
        return found
    return replace(found, attrs=MappingProxyType({k: v for k, v in found.attrs.items() if k != "front"}))


def _most_precise(values: list[Chosen]) -> Chosen:
    """The surest date, or the one that says the same more exactly: «1971–2023 … убит в январе 2023 года»."""
    best = values[0]
    finer = [c for c in values if _finer(c.found.value, best.found.value) and c.weight > best.weight - _FINER]
    return max(finer, key=lambda c: c.weight, default=best)


def _finer(value: str, told: str) -> bool:
    """Whether a day says the same more exactly: «1971–2023 … in January 2023», «a week ago … on July 18»."""
    first, _, last = told.partition("/")
    if not last or len(value) != _WHOLE_DAY or len(last) != _WHOLE_DAY:
        return value.startswith(told + "-")
    return first <= value <= (date.fromisoformat(last) + _LOOSE).isoformat()


def _born_not_died(options: dict[Property, list[Chosen]]) -> None:
    """Of two dates that stand by one word of death the one a lifetime earlier is the birth."""
    deaths = options.get(Property.DEATH, [])
    latest = max((_year(c.found) for c in deaths), default=0)
    early = [c for c in deaths if latest - _year(c.found) >= _LIFETIME and c.found.attrs.get("pair") != "death"]
    if early:
        options[Property.DEATH] = [c for c in deaths if c not in early]
        options.setdefault(Property.BIRTH, []).extend(replace(c, property=Property.BIRTH) for c in early)


def _of_one_night(options: dict[Property, list[Chosen]]) -> None:
    """«в ночь с 29 февраля на 1 марта 2000 года»: the year told with the second day is that of the first."""
    deaths = options.get(Property.DEATH, [])
    stated = [
        c.found.start for c in deaths if c.found.attrs.get("year") == "stated" and len(c.found.value) == _WHOLE_DAY
    ]
    options_kept = [
        c
        for c in deaths
        if c.found.attrs.get("year") != "derived" or not any(0 < at - c.found.end <= _NIGHT for at in stated)
    ]
    if len(options_kept) < len(deaths):
        options[Property.DEATH] = options_kept


def _year(found: Found) -> int:
    return int(found.value[:4]) if found.value[:4].isdigit() else 0


def _conflicts(prop: Property, values: list[Chosen]) -> Iterator[str]:
    best = values[0].found
    if prop in (Property.BIRTH, Property.DEATH, Property.AGE):
        for other in values[1:]:
            if other.weight > values[0].weight - 1 and not _compatible(best.value, other.found.value):
                yield f"{prop}: {best.value} and {other.found.value}"


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _readings(found: Found, owned: list[tuple[Found, int]], war: War) -> Iterator[tuple[Property, float, Found]]:
    if found.kind == "date":
        yield from _date(found, war)
    elif found.kind in _PLACES and not _of_place(found, owned):
        yield from place_values(found, owned)
    elif found.kind in _SIMPLE and "small" not in found.attrs and not _of_his_youth(found, owned, war):
        yield _SIMPLE[found.kind], found.confidence + _of_career(found), found


def _of_his_youth(found: Found, owned: list[tuple[Found, int]], war: War) -> bool:
    """«В 2007 году был призван на срочную службу»: what he was years before the war."""
    if found.value != "conscript":
        return False
    years = (_year(o) for o, _ in owned if o.kind == "date" and -_BEHIND <= found.start - o.end <= _BEFORE)
    return any(0 < year < war.year - 1 for year in years)


def _of_career(found: Found) -> float:
    """The last rank that a man reached before that he began with; a unit of a conscript's time when no other is."""
    if FORMER in found.attrs or ABOVE in found.attrs:
        return -_CONSCRIPTED
    if found.attrs.get("form") == "military_unit_number":
        return -_NUMBER  # «боєць 10-ї бригади, в/ч А3029»: the unit by its name
    career = found.attrs.get("career")
    return found.start * _LATER if career == "reached" else -_CONSCRIPTED if career == "first" else 0.0


def _of_place(found: Found, owned: list[tuple[Found, int]]) -> bool:
    """«села Урада Шамильского района»: a district right behind a settlement only says where that is."""
    if found.attrs.get("form") != "district":
        return False
    near = (o for o, _ in owned if o.kind == "settlement" and o.attrs.get("form") == "name")
    return any(0 < found.start - o.end <= _ADJOINING for o in near)


def _date(found: Found, war: War) -> Iterator[tuple[Property, float, Found]]:
    role, cue, pair = (found.attrs.get(key, "") for key in ("role", "cue", "pair"))
    if (pair or role) == "birth" and found.value[:4] < str(war.births[0]):
        return
    if "birth" in (pair, role, cue) and found.attrs.get("year") != "stated":
        return  # «день рождения должен был отметить завтра»: a birthday, whose year nobody said
    if "/" in found.value and (role == "burial" or cue in ("burial", "gathering")):
        return  # «похоронены на этой неделе»
    leave = _LEAVE * ("leave" in found.attrs)
    if pair or role:
        told = 4.0 if pair else 0.45 if found.attrs.get("form") == "anniversary" else 3.5
        yield _ROLES[pair or role], told - leave, _resolved(found, pair or role)
    elif cue == "death" and found.attrs.get("form") == "relative":
        yield Property.DEATH, 0.6, found  # «сегодня месяц, как погиб» names no day of death
    elif cue == "gathering":
        yield Property.BURIAL, 1.0, _resolved(found, "burial")  # if no better day is told
    elif cue in _ROLES:
        yield _ROLES[cue], 3.0 - int(found.attrs.get("cue_distance", "0")) / 200 - leave, _resolved(found, cue)
    elif found.attrs.get("weak") == "death":
        yield Property.DEATH, 0.9, _resolved(found, "death")
    elif (
        not cue
        and found.attrs.get("year") == "stated"
        and not ("since" in found.attrs and len(found.value) > len("2024"))
    ):
        year = int(found.value[:4]) if found.value[:4].isdigit() else 0
        if war.births[0] <= year <= war.births[1] and (len(found.value) > 4 or found.attrs.get("alone")):
            yield Property.BIRTH, 1.0, found
        elif year >= war.year and len(found.value) > 4:
            yield Property.DEATH, 0.5, found


def _resolved(found: Found, role: str) -> Found:
    """The reading of a date without a year that its role asks for."""
    reading = found.attrs.get("nearest" if role == "burial" else "past")
    return replace(found, value=reading) if reading and reading != found.value else found
