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

from everyname.extract.roles.owners import ALL, Claimed, focus
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found

_STOP = re.compile(r"[,;:()\n]|[.!?…](?=\s|$)| [—–-] ")
_BOUNDARY = re.compile(r"[,;(]|(?<!\w)(?:и|а|та|й|and)(?!\w)| [—–-] ")
_CLOSE = 60
_BY_EVENT = 45  # characters between a word of death and its date or place
_EVENTS = {"death": ("died", "loss", "fallen", "buried"), "burial": ("buried", "farewell", "mourned")}
_OF_EVENTS = frozenset(("date", "settlement", "region", "area"))
_OF_PERSON = frozenset(("rank", "age", "unit", "category", "settlement"))


def attach(scene: Scene, claimed: list[Claimed]) -> dict[int, list[tuple[Found, int]]]:
    """Person number to his spans, each with its distance from the mention it was attached by (0: unknown)."""
    events = sorted((c for c in claimed if c.persons), key=lambda c: c.cue.start)
    starts = [c.cue.start for c in events]
    owned: dict[int, list[tuple[Found, int]]] = defaultdict(list)
    for found in scene.found:
        event = _event(scene, found, events, starts) if found.kind in _OF_EVENTS else None
        read = _of_event(scene, found, event)
        for person, distance in _owners(scene, read, event):
            owned[person].append((read, distance))
    return owned


def _of_event(scene: Scene, found: Found, event: Claimed | None) -> Found:
    """A date or place that says nothing of its own, right by a word of death, is the date or place of death."""
    if event is None or event.cue.kind not in _EVENTS["death"] or event.cue.kind == "buried":
        return found
    if {"cue", "role", "pair"} & found.attrs.keys() or found.attrs.get("form") in ("adjective", "demonym"):
        return found
    gap = scene.text[event.cue.end : found.start] if event.cue.end <= found.start else "," * 9
    if len(gap) > _BY_EVENT or _STOP.search(gap):
        return found
    return replace(found, attrs=MappingProxyType({**found.attrs, "cue": "death"}))


def _owners(scene: Scene, found: Found, event: Claimed | None) -> list[tuple[int, int]]:
    part = scene.sentences[scene.lines.index(found.start)]
    after, before = scene.following(found.end), scene.previous(found.start)
    after = after if after and after.start < part.end else None
    before = before if before and before.start >= part.start else None
    if before and before.end > found.start:
        before = None
    if after and found.kind in _OF_PERSON and _leads(scene, found, after):
        return _with_members(scene, after, found, bool(found.attrs.get("plural")))
    if event and found.attrs.get("cue") in _EVENTS and found.attrs.get("pair") is None:
        return [(p, 400) for p in event.persons]
    if before and after:
        return _between(scene, found, before, after)
    if before:
        return _with_members(scene, before, found, _speaks_of_all(scene, before, found))
    if after:
        named = [o for o in scene.within(found.end, part.end) if o.title not in ("official", "author")]
        return [(o.person, o.start - found.end) for o in named]
    many = bool(ALL.search(scene.text, part.start, found.end)) or any(
        c.plural for c in scene.cues_within(part.start, part.end)
    )
    return [(p, 600) for p in focus(scene, found.start, many)]


def _leads(scene: Scene, found: Found, name: Occurrence) -> bool:
    gap = scene.text[found.end : name.start]
    return len(gap) < _CLOSE and not _STOP.search(gap)


def _with_members(scene: Scene, one: Occurrence, found: Found, many: bool) -> list[tuple[int, int]]:
    members = scene.members(one) if many else [one]
    if many and one.group >= 0 and found.end <= one.start:
        members = [o for o in members if o.start >= one.start]
    return [(o.person, abs(o.start - found.start)) for o in members]


def _event(scene: Scene, found: Found, events: list[Claimed], starts: list[int]) -> Claimed | None:
    """The event of the same sentence that a date or a place belongs to, the nearest of the kind its cue names."""
    kinds = _EVENTS.get(found.attrs.get("cue", "") or found.attrs.get("role", "") or "death", ())
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
    if "(" in left and ")" in right:
        parted_left, parted_right = False, True
    if parted_left and (not parted_right or re.fullmatch(r" [—–-] .{0,40}", right)):
        return [(o.person, o.start - found.end) for o in scene.within(found.end, after.end)]
    return [(before.person, found.start - before.end)]


def _speaks_of_all(scene: Scene, last: Occurrence, found: Found) -> bool:
    return bool(ALL.search(scene.text, last.end, found.start))
