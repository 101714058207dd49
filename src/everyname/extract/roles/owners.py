"""Whose a word is: the persons a cue or a fact speaks of, by case, clause, enumeration and focus.

Invariant: the answer depends on structure alone; a stretch that names nobody passes to the one in focus, and a
sentence that names somebody else never reaches past him.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.english import with_earlier
from everyname.extract.roles.english_joined import heads_all, with_him
from everyname.extract.roles.english_others import kills_others, troops_alone
from everyname.extract.roles.focus import ASIDE, Told
from everyname.extract.roles.gapped import others_of
from everyname.extract.roles.government import AFTER, NEED, OF_DEATH
from everyname.extract.roles.implied import CEREMONY, OF_LIVING, implied, speakers
from everyname.extract.roles.no_man import subject_of_things
from everyname.extract.roles.others import (
    fallen_others,
    for_their_kin,
    of_ceremony,
    of_others_done,
    together,
    without_women,
)
from everyname.extract.roles.owned import predicated
from everyname.extract.roles.presenting import presents
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.roles.sources import argument_of

_LIVE = OF_LIVING | {"condolence"}
_ALIVE = frozenset(("alive", "found_alive"))
_TALLIES = frozenset(("statistics", "losses"))
_COUNTED = OF_DEATH | {"alive", "missing", "captive"}
_NAMED_NEXT, _TOLD_BEFORE = 100, 8  # characters to the name of a member; cues back to what is told of them all
_IN_BRACKETS = re.compile(r",? \([^)]*")
_THIS = "это"
_OF_ONE = ("шего", "шему", "шем", "шая", "шую", "шей")  # participles of one person
_COUNTED_MEN = re.compile(r"\s*(?:Two|Three|Four|Five|Six|Several|Some|Many|Both|Others|\d+)(?: [a-z]|,)")
_WHO_ALONE = re.compile(r", who (?!were|are|have|all|both)")
_RELATIVE = re.compile(r", (?:котор|як[аи]|що )")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A cue with the persons it speaks of."""

    cue: Cue
    persons: tuple[int, ...]
    sentence: int
    direct: bool = True  # the sentence of the cue names them


def claim(scene: Scene) -> list[Claimed]:
    """Every cue with its persons; cues that speak of nobody named stay with an empty tuple."""
    governed = [_governed(scene, cue) for cue in scene.cues]
    pairs = list(zip(scene.cues, governed, strict=True))
    told = Told(_persons(pairs, OF_DEATH) | _dated(scene), _persons(pairs, _LIVE) | _acting(scene))
    scene.officials -= told.dead  # «Депутат А погиб. А служил …»: of him the text goes on to speak
    claimed = [_claimed(scene, cue, persons, told) for cue, persons in pairs]
    claimed = [_member(scene, claimed, at) if item.cue.kind == "member" else item for at, item in enumerate(claimed)]
    claimed = [_of_members(scene, claimed, at) if item.cue.kind in _ALIVE else item for at, item in enumerate(claimed)]
    for at, item in enumerate(claimed):
        claimed[at] = _of_them_all(scene, claimed, at) if item.cue.kind in CEREMONY else item
    return claimed


def _of_them_all(scene: Scene, claimed: list[Claimed], at: int) -> Claimed:
    """«Все трое погибли 4 ноября. Прощание 20 ноября»: a ceremony is of those whom the sentence before told dead."""
    item = claimed[at]
    if item.direct or len(item.persons) > 1 or scene.names_somebody(item.sentence):
        return item
    for earlier in reversed(claimed[max(0, at - _TOLD_BEFORE) : at]):
        dead = earlier.cue.kind in ("died", "killed") and not earlier.direct and len(earlier.persons) > 1
        if dead and item.sentence - earlier.sentence <= 1:
            return replace(item, persons=earlier.persons)
    return item


def _member(scene: Scene, claimed: list[Claimed], at: int) -> Claimed:
    """«Подтверждено 41 имя. Самый старший, А»: what is told of men counted is told of one named as one of them."""
    item = claimed[at]
    near = scene.within(item.cue.end, item.cue.end + _NAMED_NEXT)
    named = [o for o in near if o.sentence == item.sentence and o.person not in scene.officials]
    if named and item.cue.text == _THIS and not presents(scene, item.cue, named[0]):
        return replace(item, persons=())
    for earlier in reversed(claimed[max(0, at - _TOLD_BEFORE) : at]):
        counted_men = earlier.cue.kind in _TALLIES or (earlier.cue.kind in _COUNTED and not earlier.direct)
        if named and counted_men and not earlier.cue.negated and item.sentence - earlier.sentence <= 1:
            kind = "fallen" if earlier.cue.kind in (*_TALLIES, "mourned") else earlier.cue.kind
            persons = tuple(dict.fromkeys(o.person for o in scene.members(named[0]) if o.title not in ASIDE))
            return replace(item, cue=replace(item.cue, kind=kind), persons=persons)
    return replace(item, persons=())


def _of_members(scene: Scene, claimed: list[Claimed], at: int) -> Claimed:
    """«Стенд памяти воинов. Среди них — участники СВО: А и Б»: what the dead counted are called is no sign of life."""
    item = claimed[at]
    members = [i for i in range(at) if scene.cues[i].kind == "member" and claimed[i].sentence == item.sentence]
    dead = any(claimed[i].cue.kind in OF_DEATH and claimed[i].persons == item.persons for i in members)
    return replace(item, persons=()) if dead else item


def _persons(pairs: list[tuple[Cue, tuple[int, ...] | None]], kinds: frozenset[str]) -> frozenset[int]:
    return frozenset(p for cue, persons in pairs for p in persons or () if cue.kind in kinds and not cue.negated)


def _dated(scene: Scene) -> frozenset[int]:
    """Persons by whose names both dates of a life stand."""
    ends = (f for f in scene.found if f.attrs.get("pair") == "death")
    names = ((end, scene.previous(end.start)) for end in ends)
    return frozenset(o.person for end, o in names if o and o.sentence == scene.lines.index(end.start))


def _acting(scene: Scene) -> frozenset[int]:
    return frozenset(o.person for o in scene.occurrences if o.does == "now")


def _claimed(scene: Scene, cue: Cue, governed: tuple[int, ...] | None, told: Told) -> Claimed:
    persons = implied(scene, cue, told) if governed is None else governed
    sentence = scene.lines.index(cue.start)
    here = {o.person for o in scene.in_sentence(sentence)} if persons else set()
    if cue.kind in _ALIVE and (_of_one_of_many(scene, cue, persons, here) or (len(persons) == 1 and cue.plural)):
        persons = ()  # «погибли А и Б. Раненый Лис жив», «спас троих, которые живы»
    counted_men_of = scene.lang == "en" and (cue.kind in _ALIVE or cue.text == "killed") and not here
    if counted_men_of and _of_counted(scene, sentence):
        persons = ()  # «Three generals claimed killed were reported to be alive»
    if cue.kind == "happened" and of_ceremony(scene, sentence):
        persons = ()  # «Орден вручили вдове. Произошло это в Орске»
    if cue.kind == "died" and subject_of_things(scene, cue):
        persons = ()  # «сгорел дом»
    persons = without_women(scene, cue, persons, sentence)
    return Claimed(cue, persons, sentence, not here.isdisjoint(persons))


def _of_counted(scene: Scene, sentence: int) -> bool:
    part = scene.sentences[sentence]
    return _COUNTED_MEN.match(scene.text, part.start) is not None


def _of_one_of_many(scene: Scene, cue: Cue, persons: tuple[int, ...], here: set[int]) -> bool:
    return scene.lang != "en" and len(persons) > 1 and cue.sex != "" and here.isdisjoint(persons)


def _of_one(scene: Scene, cue: Cue, best: Occurrence) -> bool:
    """«Героя СССР А и участника СВО Б, погибшего …»: a participle of one, unless a dash stands for what was told."""
    if cue.kind != "fallen" or not cue.text.split()[0].endswith(_OF_ONE):
        return False
    members = scene.members(best)
    return " — " not in scene.text[members[0].end : members[-1].start]


def _shared(scene: Scene, cue: Cue, best: Occurrence) -> bool:
    """Whether a verb behind an enumeration is of all of it, whatever its number: «экипаж, А и Б, не вернулся».

    English shows no number; a relative clause is of the last name alone.
    """
    if scene.lang == "en":
        return cue.plural or not _WHO_ALONE.search(scene.text, best.end, cue.start)
    return NEED.get(cue.kind) == "n" and not _RELATIVE.search(scene.text, best.end, cue.start)


def _governed(scene: Scene, cue: Cue) -> tuple[int, ...] | None:
    """Persons whom a cue speaks of in its own sentence; none where it governs no name there."""
    sentence = scene.lines.index(cue.start)
    if scene.lang == "en" and (kills_others(scene, cue) or troops_alone(scene, cue)):
        return None
    best = argument_of(scene, cue, sentence)
    if best is not None and for_their_kin(scene, cue, best):
        return ()
    if best is not None and not ("n" in best.cases and of_others_done(scene, cue, sentence)):
        whole = cue.kind in AFTER or cue.plural or cue.kind not in NEED or _heads(cue, best)
        whole = whole or ":" in scene.text[cue.end - 1 : cue.end + 1]
        whole = whole or (scene.lang == "en" and ":" in scene.text[cue.end : best.start])
        whole = whole or (scene.lang == "en" and cue.kind == "condolence" and best.start >= cue.end)
        whole = whole or (scene.lang == "en" and heads_all(scene, cue, best))
        whole = whole or (best.end <= cue.start and _shared(scene, cue, best))
        whole = whole and not _of_one(scene, cue, best)
        whole = whole and (cue.plural or not _IN_BRACKETS.fullmatch(scene.text, best.end, cue.start))
        members = scene.members(best) if whole else [best]
        if _heads(cue, best):
            members = [o for o in members if o.start >= cue.end]
        if scene.lang == "en" and cue.plural and len(members) == 1 and best.end <= cue.start:
            members = with_earlier(scene, best)
        if len(members) > 1 and cue.kind in OF_DEATH:
            told = speakers(scene, sentence)  # «Як розповів А, Б загинув»
            members = [o for o in members if o is best or o.person not in told]
        members = members + others_of(scene, cue, best) + together(scene, cue, best)
        members += with_him(scene, cue, best) if scene.lang == "en" else []
        if len(members) == 1 and best.end <= cue.start and fallen_others(cue) and not predicated(scene, cue, best.end):
            return ()
        return tuple(dict.fromkeys(o.person for o in members))
    return None


def _heads(cue: Cue, argument: Occurrence) -> bool:
    """«Посмертно представлены А, Б и В», «потеряла А и Б»: said before an enumeration it speaks of those behind it."""
    return (cue.kind == "posthumous" or cue.kind in AFTER) and cue.end <= argument.start
