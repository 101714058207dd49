"""A place of death that is a whole region, made finer by the one place that the text tells in that region.

Invariant: the finer place stands right before the name of the region, in a sentence of him or of nobody.
"""

from __future__ import annotations

import re

from everyname.domain.words import Property
from everyname.extract.facts.choose import Chosen
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

_CHAIN = re.compile(  # «Авдіївка Покровського району Донецької області»
    r",? ?\(?(?:[^\W\d_-]+(?:ського|цького|зького|ского|цкого) (?:району|р-ну|района|р-на),? )?"
    r"(?:[ув] )?"
)
_CHAIN_REACH = 40
_PLACES = ("settlement", "area")
_NOT_THERE = ("home", "born", "birth", "buried", "burial", "served")


def refine_death_places(scene: Scene, dead: list[int], values: dict[int, tuple[list[Chosen], list[str]]]) -> None:
    """«загиблий на Донеччині … у Краматорському районі Донецької області»: where in the region he fell."""
    for number in dead:
        chosen, _ = values[number]
        told = next((c for c in chosen if c.property is Property.DEATH_PLACE and c.found.kind == "region"), None)
        if told is None:
            continue
        taken = {c.found.start for c in chosen}
        finer = [f for f in _within(scene, told.found.value, taken) if _may_be_his(scene, f, number)]
        if finer and len({f.value for f in finer}) == 1:
            chosen[chosen.index(told)] = Chosen(Property.DEATH_PLACE, finer[0], told.weight)


def _within(scene: Scene, region: str, taken: set[int]) -> list[Found]:
    """The settlements and districts right before the name of a region, the settlement where both are told."""
    found = []
    for end in scene.found:
        if end.kind != "region" or end.value != region or end.attrs.get("form") != "name":
            continue
        near = scene.spans_within(end.start - 2 * _CHAIN_REACH, end.start)
        chain = [f for f in near if f.kind in _PLACES and _CHAIN.fullmatch(scene.text, f.end, end.start)]
        if chain and not any(f.start in taken or _told_otherwise(f) for f in chain):
            found.append(chain[0])
    return found


def _told_otherwise(place: Found) -> bool:
    return place.attrs.get("cue") in _NOT_THERE or place.attrs.get("event") in _NOT_THERE


def _may_be_his(scene: Scene, place: Found, number: int) -> bool:
    """Whether the sentence names him or nobody, behind the first name."""
    here = scene.in_sentence(scene.lines.index(place.start))
    return scene.previous(place.start) is not None and (not here or any(o.person == number for o in here))
