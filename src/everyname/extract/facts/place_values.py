"""What a place says of a man: his home, his region or where he died, and how surely.

Invariant: a place where fighting is told is a home only when nothing better is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from everyname.domain.words import Property
from everyname.extract.spans.found import Found
from everyname.extract.spans.regions import front_regions

_PLACE_RANK = {"born": 5.0, "home": 5.0, "buried": 3.0, "header": 2.5, "in": 2.0, "": 1.5, "owned": 1.2, "moved": 2.0}
_UKRAINIAN_FRONTS = frozenset(name for name in front_regions() if name.endswith("ька область"))
_AT_HOME = ("birth", "burial", "gathering", "memory", "transport")
_ADJECTIVE_BEFORE = 14  # characters from «забайкальском» to the name of the village
_DISTRICT_BETWEEN = 40  # characters from a settlement to the region behind its district
_NO_FIGHTING = ("memory", "award")  # «у Харкові назвали вулицю»
_OF_HOME = frozenset(("born", "home", "buried", "header", "owned"))
_TOWNS = ("in", "buried", "home", "born", "header")
_FOUGHT_AT = 0.9  # a place of this war is a home only when nothing better is
_OF_CAPITAL = 3.6  # «орловец»: of the town or of its region; a home told goes before
_OF_REGION = 1.9
_MOVED_TO = 4.2  # «переехал в Казань»: behind where he was born or lives


def where_they_fight(found: Found) -> bool:
    """Whether a span is a region of the front, beside which nothing of a home is told."""
    if found.value not in _UKRAINIAN_FRONTS or found.attrs.get("form") == "adjective":
        return False
    return found.attrs.get("cue") in ("in", "name", "") and found.attrs.get("event") not in _AT_HOME


def _his(found: Found, owned: list[tuple[Found, int]]) -> bool:
    """Ukrainian: a region of the front that is told with a home or a burial is a man's own."""
    if found.value not in _UKRAINIAN_FRONTS or found.attrs.get("form") == "adjective":
        return False
    if not where_they_fight(found):
        return True
    near = (o for o, _ in owned if o.kind == "settlement" and 0 < found.start - o.end <= _DISTRICT_BETWEEN)
    return any(o.attrs.get("cue") in ("home", "born", "from", "buried", "header") for o in near)


def _of_its_region(found: Found, owned: list[tuple[Found, int]]) -> bool:
    """«в посёлке Лиман Астраханской области простились с астраханцем»: a man of the region, not of its capital."""
    own = {o.value for o, _ in owned if o.kind == "region"} & set(found.attrs.get("regions", "").split("|"))
    others = (o for o, _ in owned if o.kind == "settlement" and o.value != found.value and "front" not in o.attrs)
    return bool(own) and any(o.attrs.get("form") == "name" and o.attrs.get("cue") in _TOWNS for o in others)


def _region_rank(found: Found, cue: str, owned: list[tuple[Found, int]]) -> float:
    """How sure a region is; «в забайкальском селе Харагун» is as sure as the village."""
    if found.attrs.get("form") != "adjective":
        return _PLACE_RANK.get(cue, 1.0)
    near = [o for o, _ in owned if o.kind == "settlement" and 0 < o.start - found.end <= _ADJECTIVE_BEFORE]
    return max((_PLACE_RANK.get(o.attrs.get("cue", ""), 1.0) for o in near if "type" in o.attrs), default=1.0)


def place_values(found: Found, owned: list[tuple[Found, int]]) -> Iterator[tuple[Property, float, Found]]:
    cue = found.attrs.get("cue", "")
    if cue in ("prison", "served"):
        return
    if cue == "transit":
        if found.kind == "settlement" and found.attrs.get("support") == "in":
            yield Property.SETTLEMENT, 0.7, found
        return
    if found.attrs.get("front") and cue == "near":
        yield Property.DEATH_PLACE, 0.9, found
        return
    if found.attrs.get("event") in _NO_FIGHTING and cue != "death":
        found = replace(found, attrs=MappingProxyType({k: v for k, v in found.attrs.items() if k != "front"}))
    if found.attrs.get("front") and cue in ("field", "in", "type", ""):
        yield Property.DEATH_PLACE, 0.9, found
        if cue == "field":
            return
    if cue == "death":
        named = replace(found, value=found.attrs.get("said", found.value))  # «ЛНР», as the text has it
        yield Property.DEATH_PLACE, 2.0 + (found.kind == "settlement"), named
    elif found.kind == "region" and found.value in front_regions() and cue not in _OF_HOME and not _his(found, owned):
        return  # «в боях на территории Донецкой области»
    elif found.kind == "region":
        yield Property.REGION, _region_rank(found, cue, owned), found
    elif found.kind == "settlement":
        if found.attrs.get("support") == "mourns":
            yield Property.SETTLEMENT, 1.7, found
            return
        indirect = found.attrs.get("form") == "adjective" or found.attrs.get("support") == "institution"
        weight = 0.8 if indirect else 0.7 if cue == "near" else _PLACE_RANK.get(cue, 1.0)
        if cue == "moved":
            weight = _MOVED_TO
        if "capital" in found.attrs:
            weight = _OF_REGION if _of_its_region(found, owned) else _OF_CAPITAL
        fought = found.attrs.get("front") and cue in ("in", "type", "")
        if found.attrs.get("front") and found.attrs.get("support") == "from":
            weight = 1.0  # «доставлено из Горловки»
        yield Property.SETTLEMENT, weight - (_FOUGHT_AT if fought else 0.0), found
