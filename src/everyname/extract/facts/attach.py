"""Whose a typed span is: a rank before the name, an age after it, a date by its event, a heading for the whole list.

Invariant: a span never passes over another person to reach one; what stands before an enumeration belongs to all of
it, what stands inside to the one beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from everyname.extract.facts.asides import (
    asides,
    news_came,
    of_office_behind,
    office_alone,
    recalled,
    told_ahead,
    told_by_office,
)
from everyname.extract.facts.awarded import awarded_all, of_nobody, spoken_of, until_next
from everyname.extract.facts.bereaved import deaths_of_kin, told_of_kin
from everyname.extract.facts.beside import BY_EVENT, EVENTS, REACH, REPORT, STOP, TIED, TOUCHING, beside, with_cue
from everyname.extract.facts.between import between, chained_before, given_by_office, told_of_plural
from everyname.extract.facts.ceremonies import buries_kin, leave_taken, sent_off
from everyname.extract.facts.clauses import (
    HONOURED,
    LED,
    both,
    bracketed,
    elliptic,
    led,
    next_led,
    of_all_below,
    of_heir,
    of_native,
    of_pair,
    only_after,
    shared_out,
    speaks_of_all,
    told_of_all,
)
from everyname.extract.facts.heralded import heralded
from everyname.extract.facts.occasions import of_event
from everyname.extract.facts.respective import respective
from everyname.extract.facts.sole import declared, of_sole, passing, sole_dead
from everyname.extract.facts.strangers import of_others
from everyname.extract.facts.tied import burial_lines, is_ranged, tied
from everyname.extract.facts.turns import in_turn, of_line, of_unnamed, rank_above, without_gapped
from everyname.extract.roles.focus import ahead, counted, focus
from everyname.extract.roles.government import OF_DEATH
from everyname.extract.roles.implied import ALL
from everyname.extract.roles.items import section
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found

_BURIED = {"buried": "burial", "gathering": "burial"}  # a cue to the event it tells
_CLOSE = 60
_IN_TURN = 20  # distance of a place told in turn with others
_ORIGIN = re.compile(r"(?:, \d\d)?,? (?:из|з|із|зі|с|со|from|of) (?:(?!(?:и|та|й|і|and) )[^\W\d_]+ ){0,3}")
_NEWS = re.compile(r"вест|новост|новин|звіст|news", re.I)  # its day and place are its own
_DATED = frozenset(("died", "killed", "passed", "interred"))  # verbs that a day beside them is the day of
_VERBS = (OF_DEATH - {"fallen", "killed", "bereaved", "requiem"}) | {"said", "alive", "condolence"}
_ASIDE = frozenset(("official", "author", "kin"))
_OF_EVENTS = frozenset(("date", "settlement", "region", "area"))
_OF_PERSON = frozenset(("rank", "age", "unit", "category", "settlement"))


def attach(scene: Scene, claimed: list[Claimed]) -> dict[int, list[tuple[Found, int]]]:
    """Person number to his spans, each with its distance from the mention it was attached by (0: unknown)."""
    if any(c.cue.kind == "court" for c in claimed):
        claimed = [declared(c) for c in claimed]
    sole = sole_dead(claimed)
    bereft = deaths_of_kin(scene, claimed)
    claimed = [of_sole(scene, c, sole) for c in claimed if c not in bereft]
    told = (c for c in claimed if c.persons and not _NEWS.search(c.cue.text))
    told = (c for c in told if c.cue.kind != "seen_off" or not sent_off(scene, c.cue.start))
    told = (c for c in told if c.direct or not buries_kin(scene.text, c.cue))
    events = sorted(told, key=lambda c: c.cue.start)
    starts = [c.cue.start for c in events]
    owned: dict[int, list[tuple[Found, int]]] = defaultdict(list)
    below = burial_lines(scene)
    paired = respective(scene)
    aside, later = asides(scene), recalled(scene)
    for found in scene.found:
        if next_man := told_ahead(scene, found):
            owned.update({p: [*owned[p], (found, 460)] for p in next_man})
            continue
        if (
            of_others(scene, found)
            or of_nobody(scene, found)
            or (aside and scene.lines.index(found.start) in aside)
            or office_alone(scene, found)
        ):
            continue
        if found.start in paired and found.kind == "settlement":
            owned[paired[found.start]].append((found, _IN_TURN))
            continue
        event = _event(scene, found, events, starts) if found.kind in _OF_EVENTS else None
        if found.kind in _OF_EVENTS and told_of_kin(scene, found, event, bereft):
            continue
        if touching := _touching(scene, found, events, starts):
            event, found = touching, with_cue(found, "burial" if touching.cue.kind in EVENTS["burial"] else "death")
        else:
            day, led_by = tied(scene, found, event, below)
            for person in led_by:
                owned[person].append((day, 0))
            if led_by:
                continue
        read = of_event(scene, found, event)
        if read is not found and read.attrs.get("cue") == "burial":
            event = _event(scene, read, events, starts)
        read = leave_taken(read, event)
        limit = next_led(scene, read)
        owners = _owners(scene, read, event)
        if sole and owners and all(passing(scene, person, read) for person, _ in owners):
            owners = sole
        sex = read.attrs.get("sex", "")
        for person, distance in owners or sole:
            if later and scene.lines.index(found.start) < later.get(person, 0):
                continue  # «У Вижниці вшанували полеглих. Нагадаємо, на фронті загинув А»
            if sex and scene.persons[person].sex not in ("", sex):
                continue  # «осталась вдова, ей 30»
            if limit is None or not only_after(scene, person, read, limit):
                owned[person].append((read, distance))
    return owned


def _touching(scene: Scene, found: Found, events: list[Claimed], starts: list[int]) -> Claimed | None:
    """The event a day stands right by, whatever event word of another clause is nearer in letters."""
    if (
        found.kind != "date"
        or found.attrs.get("cue") == REPORT
        or {"role", "pair"} & found.attrs.keys()
        or found.attrs.get("form") in ("year", "range")
    ):
        return None
    low, high = bisect_left(starts, found.start - BY_EVENT), bisect_left(starts, found.end + TOUCHING)
    near = [e for e in events[low:high] if e.cue.kind in _DATED and beside(scene, found, e, TOUCHING)]
    return min(near, key=lambda e: abs(e.cue.start - found.start), default=None)


def _owners(scene: Scene, found: Found, event: Claimed | None) -> list[tuple[int, int]]:
    part = scene.sentences[scene.lines.index(found.start)]
    after, before = scene.following(found.end), scene.previous(found.start)
    after = after if after and after.start < part.end else None
    before = before if before and before.start >= part.start else None
    if before and before.end > found.start:
        before = None
    if found.kind == "rank" and (below := rank_above(scene, found)):
        return [(below.person, below.start - found.end)]
    if found.kind == "rank" and of_unnamed(scene, found):
        return []
    own = before and (
        in_turn(scene, found, event, before)
        or of_line(scene, found, event, before)
        or bracketed(scene, found, before)
        or elliptic(scene, found, event, before)
        or led(scene, found, event, before, after)
        or both(scene, found, before)
        or of_pair(scene, found, before)
    )
    if before and own:
        return [(p, found.start - before.end) for p in own]
    if found.kind == "award" and before is None and after and told_of_all(scene, found, after):
        return [(p, 300) for p in focus(scene, found.start, True)]
    if found.kind in ("region", "settlement") and (led_by := of_office_behind(scene, found, part.end)):
        return [(p, 60) for p in led_by]
    if found.kind == "award" and (heir := of_heir(scene, found, before, after)) is not None:
        return [(heir, 300)]
    if before and before.title in ("official", "author") and not after and told_by_office(scene, found, before):
        own = spoken_of(scene, found) if found.kind == "award" else ()
        return [(p, 300) for p in own or ahead(scene, found.start)]
    if before and _ORIGIN.fullmatch(scene.text[before.end : found.start]):
        return [(before.person, found.start - before.end)]
    of_office = after and after.title in _ASIDE and found.attrs.get("support") in ("institution", "in", "buried")
    if (
        after
        and (found.kind in _OF_PERSON or of_native(scene, found))
        and not of_office
        and _leads(scene, found, after)
    ):
        honoured = found.kind == "settlement" and bool(HONOURED.search(scene.text[found.end : after.start]))
        several = honoured or bool(found.attrs.get("plural")) or told_of_plural(scene, found, after)
        return _with_members(scene, after, found, several)
    if before and after and (given := given_by_office(scene, found, before, after)):
        return given
    if told := heralded(scene, found, event):
        return [(p, 460) for p in told]
    if event and _local(scene, found, before):
        event = None
    if (
        event
        and (_BURIED.get(found.attrs.get("cue", "")) or _about(found)) in EVENTS
        and found.attrs.get("pair") is None
    ):
        persons = _with_followers(scene, found, event)
        vague = event.cue.kind == "fallen" or event.cue.kind in EVENTS["burial"]
        heads = vague and _of_heading(scene, found, persons)
        persons = shared_out(scene, found, event) or without_gapped(scene, found, before, persons)
        here = {o.person for o in scene.within(part.start, part.end)}  # his own day goes before that told of all
        return (
            []
            if heads
            else [
                (p, (400 if p in here or len(persons) == 1 else 440) + 120 * (vague and not event.direct))
                for p in persons
            ]
        )
    if before and after:
        return between(scene, found, before, after)
    if before:
        return _with_members(scene, before, found, speaks_of_all(scene, before, found))
    if after:
        named = [o for o in scene.within(found.end, part.end) if o.title not in _ASIDE]
        if named:
            named = named[:1] if chained_before(scene, found, named[0]) else until_next(scene, found, named)
            return [(o.person, o.start - found.end) for o in named]
    if found.kind in ("region", "settlement") and (greeted := news_came(scene, found)):
        return [(p, 60) for p in greeted]
    whole = ALL.findall(scene.text, max(part.start, found.start - REACH), found.end)
    many = bool(whole) or any(c.plural for c in scene.cues_within(part.start, part.end))
    if found.kind in ("category", "unit") and (everybody := of_all_below(scene, found)):
        return [(p, 600) for p in everybody]
    if everybody := awarded_all(scene, found):
        return [(p, 600) for p in everybody]
    if found.kind == "award" and (listed := section(scene, found.start)):
        return [(p, 300) for p in listed]
    persons = focus(scene, found.start, many, count=max(map(counted, whole), default=0))
    if _of_heading(scene, found, persons):
        return []
    return [(p, 600) for p in persons]


def _about(found: Found) -> str:
    said = found.attrs.get("role") or found.attrs.get("cue", "")
    return _BURIED.get(said, said)


def _of_heading(scene: Scene, found: Found, persons: tuple[int, ...]) -> bool:
    """The month or weekday of a heading over several persons is that of the list, nobody's death."""
    of_death = (found.attrs.get("role") or found.attrs.get("cue")) not in ("burial", "gathering")
    form = found.attrs.get("form")
    vague = form in ("month", "year", "span") or (of_death and (form == "weekday" or is_ranged(scene.text, found)))
    vague = vague and found.kind == "date"
    return vague and len(persons) > 1 and not scene.names_somebody(scene.lines.index(found.start))


def _local(scene: Scene, found: Found, before: Occurrence | None) -> bool:
    """«Вадим — прошлым апрелем, Марсель — под Новый год»: a date tied to the name right before it."""
    return before is not None and "weak" in found.attrs and len(scene.text[before.end : found.start]) <= TIED


def _with_followers(scene: Scene, found: Found, event: Claimed) -> tuple[int, ...]:
    """Before an enumeration with one verb («похоронили А, в Орске — Б») a span holds until the next of its kind."""
    part = scene.sentences[scene.lines.index(found.start)]
    first = scene.following(part.start)
    if event.cue.kind not in EVENTS["burial"] or first is None:
        return event.persons
    if first.start < found.end:
        led = scene.following(found.end)
        own = led and led.start < part.end and LED.fullmatch(scene.text[found.end : led.start])
        return (led.person,) if led and own else event.persons
    named = [o for o in scene.within(found.end, part.end) if o.title not in _ASIDE]
    return tuple(dict.fromkeys([*event.persons, *(o.person for o in named)]))


def _leads(scene: Scene, found: Found, name: Occurrence) -> bool:
    gap = scene.text[found.end : name.start]
    if len(gap) >= _CLOSE or STOP.search(gap):
        return False
    return not any(c.kind in _VERBS for c in scene.cues_within(found.end, name.start))


def _with_members(scene: Scene, one: Occurrence, found: Found, many: bool) -> list[tuple[int, int]]:
    members = scene.members(one) if many else [one]
    if many and one.group >= 0 and found.end <= one.start:
        members = [o for o in members if o.start >= one.start]
    return [(o.person, abs(o.start - found.start)) for o in members]


def _event(scene: Scene, found: Found, events: list[Claimed], starts: list[int]) -> Claimed | None:
    """The event of the same sentence that a date or a place belongs to, the nearest of the kind its cue names."""
    said = _about(found)
    kinds = EVENTS.get(said, EVENTS["death"] if said not in ("birth", "home", "born") else ())
    part = scene.sentences[scene.lines.index(found.start)]
    low, high = (
        bisect_left(starts, max(part.start, found.start - 200)),
        bisect_left(starts, min(part.end, found.end + 200)),
    )
    near = [e for e in events[low:high] if e.cue.kind in kinds]
    return min(near, key=lambda e: abs(e.cue.start - found.start), default=None)
