"""Values that a text states once for all of its dead: the region of the list, the town of the heading.

Invariant: a shared value is given only where the text has one of its kind that is nobody else's; it keeps its span.
"""

from __future__ import annotations

import re

from everyname.domain.words import Property
from everyname.extract.facts.asides import asides, recalled
from everyname.extract.facts.choose import Chosen
from everyname.extract.facts.clauses import of_native
from everyname.extract.facts.elsewhere import elsewhere
from everyname.extract.facts.place_values import where_they_fight
from everyname.extract.facts.refined import refine_death_places
from everyname.extract.facts.same_unit import share_units
from everyname.extract.facts.shared_day import share_day_of_rites
from everyname.extract.facts.whereabouts import of_death_place, served_in
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.regions import front_regions

_STEM = 4  # letters that a town and its district share
_LOOKED_AT = 50  # spans of one value that are asked whether they are everybody's
_FALLEN_THERE = re.compile(
    r"(?<!\w)погибш(?:их|ими|им|ие) (?:[а-яё\d]+ ){0,4}(?:во?|под|на|у|близ|около) (?:[а-яё]+ )?$"
)
_OWN = ("home", "born")
_NOBODYS = ("death", "prison", "transit", "served")
_OF_HIM = ("lived", "life", "transit", "said")
_SHARED = {"region": Property.REGION, "settlement": Property.SETTLEMENT}


def fill_shared(
    scene: Scene, dead: list[int], living: list[int], values: dict[int, tuple[list[Chosen], list[str]]]
) -> None:
    """Give every dead person the text's one region or settlement where he has none of his own.

    What is told as the home of one who lives is nobody else's.
    """
    share_units(scene, dead, values)
    share_day_of_rites(scene, dead, values)
    _share_place_of_death(scene, dead, values)
    refine_death_places(scene, dead, values)
    aside, later = asides(scene), recalled(scene)
    others_news = {f.start for f in scene.found if aside and scene.lines.index(f.start) in aside}
    died_at = {c.found.start for chosen, _ in values.values() for c in chosen if c.property is Property.DEATH_PLACE}
    for kind, prop in _SHARED.items():
        others = {
            c.found.start
            for n in living
            for c in values[n][0]
            if c.property is prop and c.found.attrs.get("cue") in _OWN
        }
        shared = _only(scene, kind, died_at | others | others_news, set(dead))
        holders = [n for n in dead if shared and any(c.found.start == shared.start for c in values[n][0])]
        if shared is None or _of_one(scene, shared, holders, dead):
            continue
        for number in dead:
            chosen, _ = values[number]
            if scene.lines.index(shared.start) < later.get(number, 0):
                continue
            if not any(c.property is prop for c in chosen) and not _of_other_region(shared, chosen, values, dead):
                chosen.append(Chosen(prop, shared, 0.5))


def _of_other_region(
    shared: Found, chosen: list[Chosen], values: dict[int, tuple[list[Chosen], list[str]]], dead: list[int]
) -> bool:
    """«18-летний А из Башкирии» below the news of a district of another region: the place is not his."""
    own = next((c.found for c in chosen if c.property is Property.REGION and c.found.attrs.get("cue") in _OWN), None)
    told = {c.found.value for n in dead for c in values[n][0] if c.property is Property.REGION}
    if shared.kind != "settlement" or own is None or len(told) < 2:
        return False
    return own.value not in shared.attrs.get("regions", "").split("|")


def _share_place_of_death(scene: Scene, dead: list[int], values: dict[int, tuple[list[Chosen], list[str]]]) -> None:
    """«простились с погибшими в Макеевке. В Орске — с А, в Туле — с Б»: where all of those named behind it fell."""
    if len(dead) < 2 or scene.lang != "ru":
        return
    places = [f for f in scene.found if f.kind in ("settlement", "region") and f.attrs.get("cue") == "death"]
    if not places or len({f.value for f in places}) > 1:
        return
    first = places[0]
    if not _FALLEN_THERE.search(scene.text, max(0, first.start - _LOOKED_AT), first.start):
        return
    for number in dead:
        told = any(c.property is Property.DEATH_PLACE for c in values[number][0])
        behind = all(m.start > first.end for m in scene.persons[number].mentions)
        if behind and not told:
            values[number][0].append(Chosen(Property.DEATH_PLACE, first, 0.5))


def _only(scene: Scene, kind: str, died_at: set[int], dead: set[int]) -> Found | None:
    found = [
        f
        for f in scene.found
        if f.kind == kind
        and f.attrs.get("cue") not in _NOBODYS
        and not (f.attrs.get("front") and f.attrs.get("cue") in ("field", "near"))
        and f.start not in died_at
        and not where_they_fight(f)
        and not of_death_place(scene, f)
        and not (f.value in front_regions() and f.attrs.get("cue") not in _OWN)
        and not (f.attrs.get("cue") == "in" and served_in(scene, f))
        and not elsewhere(scene, f)
    ]
    found = _without_own_districts(found)
    if not found or len({f.value for f in found}) > 1:
        return None
    return found[0] if any(_is_common(scene, f, kind, dead) for f in found[:_LOOKED_AT]) else None


def _without_own_districts(found: list[Found]) -> list[Found]:
    """«В Жуковке … администрации Жуковского округа»: the district of the town says nothing more."""
    towns = {f.value for f in found if f.attrs.get("form") == "name"}
    stem = next(iter(towns))[:_STEM] if len(towns) == 1 else ""
    if len(stem) < _STEM:
        return found
    return [f for f in found if f.attrs.get("form") != "district" or not f.value.startswith(stem)]


def _of_one(scene: Scene, found: Found, holders: list[int], dead: list[int]) -> bool:
    """«Он работал в полиции Тобольска»: a place told of one of several, behind their names."""
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    if len(holders) == 1 < len(dead) and of_native(scene, found):
        return len({o.person for o in scene.in_sentence(number)} & set(dead)) > 1
    if len(holders) != 1 or len(dead) == 1 or scene.previous(found.start) is None or scene.in_sentence(number):
        return False
    if any(f.kind == "age" for f in scene.spans_within(part.start, found.start)):
        return True  # «28-летний спортсмен выступал за Марий Эл»
    kinds = _OF_HIM if found.kind == "settlement" else _OF_HIM[:3]
    return any(c.kind in kinds for c in scene.cues_within(part.start, part.end))


def _is_common(scene: Scene, found: Found, kind: str, dead: set[int]) -> bool:
    """Whether a place stands where it can be everybody's: in a heading, or in a sentence that names nobody or many."""
    number = scene.lines.index(found.start)
    named = [o for o in scene.in_sentence(number) if o.person in dead]
    lines = scene.lines_with_names()
    if kind == "region":
        return not (named and len(lines) > 2)
    if found.attrs.get("support") == "institution" and len(dead) == 1:
        return True  # ««Погиб наш земляк А», — написал глава Костомукши»
    return not named or (len({o.person for o in named}) > 1 and len(lines) < 3)
