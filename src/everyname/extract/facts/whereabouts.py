"""What the events of a sentence make of a place: of death, of service, only on the way, or what it was.

Invariant: only the cue of a span changes, never its value or its place in the text.
"""

from __future__ import annotations

import re

from everyname.extract.facts.beside import EVENTS, cues_near, is_transit, with_cue
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.regions import front_regions

_WHOLE_DAY = len("2024-01-31")
_ADJOINING = (" ", ", ", " (", "(")  # between a place and its region
_OF_FRONT = ("in", "on", "of", "name")
_PLACE_OF_DEATH = re.compile(
    r"(?:место|местом|місце|місцем|place|location) (?:гибели|смерти|загибелі|смерті|of death)[^.,;\n]{0,25}$|"
    r"(?:место|місце) (?:гибели|смерти|загибелі|смерті)\W{1,3}(?:н\. ?п\.|с\.|пос\.|г\.|смт) ?$",
    re.I,
)
_BRACKET = re.compile(r"(?: ?г\.)? \((?:(?:под|у|в|с\.|н\. ?п\.|район) ?)?")
_SERVED = re.compile(
    "служ|воев|вахт|командиров|определ|назнач|направл|был |распредел|перевед|бывал|бывать|призван", re.I
)
_THERE = ("in", "name", "of", "on")
_STAYS = ("transit", "lived")
_SCENES = ("war", "military")
_DAY_BEFORE = 40
_COMMA = re.compile(r"(?: ?г\.| года)?, (?:[^\W\d_]+\.?(?: ?п\.)? ?)?")


def of_place(scene: Scene, found: Found, event: Claimed | None) -> Found | None:
    """The place with the cue that its sentence gives it; ``None`` where it gives none of its own."""
    cue = found.attrs.get("cue", "")
    if cue == "name" and found.kind == "settlement" and _in_brackets_behind_name(scene, found):
        return with_cue(found, "home")
    if _PLACE_OF_DEATH.search(scene.text, max(0, found.start - 50), found.start):
        return with_cue(found, "death")
    if cue == "death" and is_transit(scene, found, event):
        return with_cue(found, "transit")
    if cue == "transit" and found.attrs.get("support") == "hospital" and _died_before(found, event):
        return with_cue(found, "death")
    if cue in _THERE and event is None and served_in(scene, found):
        return with_cue(found, "served" if found.kind == "region" else "transit")
    if _in_brackets_behind_death(scene, found):
        return with_cue(found, "death")
    if found.kind == "settlement" and _behind_day(scene, found):
        return with_cue(found, "death")
    if found.kind == "region" and (of_death_place(scene, found) or _is_fought_in(scene, found, event)):
        return with_cue(found, "death")
    return None


def _in_brackets_behind_name(scene: Scene, found: Found) -> bool:
    """«Иван Долгов (Марксовский район)»."""
    before = scene.previous(found.start)
    closed = scene.text[found.end : found.end + 1] in (")", ",")
    return before is not None and closed and scene.text[before.end : found.start] == " (" and "front" not in found.attrs


def _in_brackets_behind_death(scene: Scene, found: Found) -> bool:
    """«погиб 02.02.2024 (Курская обл.)», «†11.02.24 (Работино)»."""
    at = scene.place_of(found)
    days = [f for f in scene.found[max(0, at - 2) : at] if f.kind == "date" and f.attrs.get("pair") is None]
    of_death = [f for f in days if "death" in (f.attrs.get("role"), f.attrs.get("cue"))]
    return any(_BRACKET.fullmatch(scene.text, f.end, found.start) for f in of_death)


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
    near = [c for c in cues_near(scene, found) if c.end <= found.start and c.kind not in _SCENES]
    last = max((c.end for c in near), default=0)
    return any(c.kind in _STAYS and c.end == last and _SERVED.search(c.text) for c in near)


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
