"""Whose a word is: the persons a cue or a fact speaks of, by case, clause, enumeration and focus.

Invariant: the answer depends on structure alone; a stretch that names nobody passes to the one in focus, and a
sentence that names somebody else never reaches past him.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from everyname.extract.names.persons import related
from everyname.extract.roles.arguments import buries, kin_subject, since
from everyname.extract.roles.cues import BEHIND_DEATH, Cue
from everyname.extract.roles.english import of_another, of_speaker, subjects, takes_object, with_earlier
from everyname.extract.roles.english_others import kills_others, of_the_many, troops_alone
from everyname.extract.roles.focus import ASIDE, NOTHING, Told, below_list, counted, focus, presented, section
from everyname.extract.roles.gapped import others_of
from everyname.extract.roles.givers import givers
from everyname.extract.roles.government import AFTER, NEED, OF_DEATH
from everyname.extract.roles.others import (
    bearers,
    counted_men,
    fallen_others,
    for_their_kin,
    honoured,
    loss_of_kin,
    missing_from_list,
    named_later,
    of_a_thing,
    of_an_animal,
    of_ceremony,
    of_companion,
    of_others_done,
    subject_of_things,
    together,
    troops,
    without_women,
)
from everyname.extract.roles.owned import of_sons_death, predicated
from everyname.extract.roles.presenting import heading, presents
from everyname.extract.roles.reach import of_one_of_them, of_whoever
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.roles.sources import argument_of

_OWN_OBJECT = frozenset(("bereaved", "said"))  # they speak of those the sentence names, or of nobody
_AFTERMATH = BEHIND_DEATH | {"posthumous", "memorial", "plaque", "losses", "happened", "strike", "seen_off"}
_CEREMONY = frozenset(("buried", "interred", "farewell", "rites", "honours", "seen_off"))
_OF_ABSENT = frozenset(("loss", "buried", "fallen"))  # of nobody whom their own sentence names as doing something
_OF_LIVING = frozenset(("said", "alive", "found_alive"))
_LIVE = _OF_LIVING | {"condolence"}
_ALIVE = frozenset(("alive", "found_alive"))
_MEN, _OBJECT = re.compile(r"(?<!\w)(?:воинов|бойцов|защитников|героев|солдат|ребят|парней)(?!\w)"), 12
_NEXT_WORD = re.compile(r" \w+")
_TALLIES = frozenset(("statistics", "losses"))
_COUNTED = OF_DEATH | {"alive", "missing", "captive"}
_NAMED_NEXT, _TOLD_BEFORE = 60, 8  # characters to the name of a member; cues back to what is told of them all
_IN_BRACKETS = re.compile(r",? \([^)]*")
_THIS = "это"
_OF_ONE = ("шего", "шему", "шем", "шая", "шую", "шей")  # participles of one person
_OWNED = re.compile(r"(?<!\w)(?:его|ее|её|их|його|її|їх|їхній|his|her|whose) $", re.I)
_OF_KIN = re.compile(  # «of the death of her son»
    r" (?:his|her|their) (?:[a-z-]+ ){0,2}(?:son|brother|husband|father|nephew|grandson|fiancé|fiance|partner|"
    r"cousin|sons|sister|wife|daughter|mother)(?!\w)(?! [A-Z]|, [A-Z])"
)
_COUNTED_MEN = re.compile(r"\s*(?:Two|Three|Four|Five|Six|Several|Some|Many|Both|Others|\d+)(?: [a-z]|,)")
_KIN_REACH = 400
_WHO_ALONE = re.compile(r", who (?!were|are|have|all|both)")
_RELATIVE = re.compile(r", (?:котор|як[аи]|що )")
_NOUN_BEHIND = re.compile(r" [а-яёіїєґ]{4,}(?:ов|ев|ей|ан|ян|ат|ків|ів|їв|ец|ами|ями|ам|ям)(?!\w)")  # «полеглих смілян»
ALL = re.compile(
    r"(?<!\w)(?:все|всех|всем|оба|обоих|обеих|обе|двое|трое|троих|четверо|ребята|парни|они|их|обидва|обидві|обом|обоим|обох|усі|них|никто|ніхто|both|all|they|them)(?!\w)",
    re.I,
)


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
    for at, item in enumerate(claimed):
        claimed[at] = _of_them_all(scene, claimed, at) if item.cue.kind in _CEREMONY else item
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
        counted_men = earlier.cue.kind in _TALLIES or (earlier.cue.kind in _COUNTED and not earlier.persons)
        if named and counted_men and not earlier.cue.negated and item.sentence - earlier.sentence <= 1:
            kind = "fallen" if earlier.cue.kind in _TALLIES else earlier.cue.kind
            persons = tuple(dict.fromkeys(o.person for o in scene.members(named[0]) if o.title not in ASIDE))
            return replace(item, cue=replace(item.cue, kind=kind), persons=persons)
    return replace(item, persons=())


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
    persons = _spoken_of(scene, cue, told) if governed is None else governed
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


def _relative(scene: Scene, cue: Cue, told: Told) -> tuple[int, ...]:
    """«Её муж погиб»: not she whose he is, but another of her family; nobody where the text names none."""
    before = scene.previous(cue.start)
    if before is None:
        return ()
    owner = scene.persons[before.person]
    others = [
        o.person
        for o in scene.within(cue.start - _KIN_REACH, cue.start + _KIN_REACH)
        if o.person != before.person and related(scene.persons[o.person], owner)
    ]
    others.sort(key=lambda p: p in told.living)
    return tuple(dict.fromkeys(p for p in others if not (cue.sex and scene.persons[p].sex not in ("", cue.sex))))[:1]


def _known(cue: Cue, told: Told) -> Told:
    """What is known that bears on whose a death is: its aftermath is of one told dead, and none of one alive."""
    if cue.kind in _AFTERMATH:
        return Told(told.dead, told.living - told.dead)
    return Told(frozenset(), told.living - told.dead) if cue.kind in OF_DEATH else NOTHING


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
        whole = whole or (best.end <= cue.start and _shared(scene, cue, best))
        whole = whole and not _of_one(scene, cue, best)
        whole = whole and (cue.plural or not _IN_BRACKETS.fullmatch(scene.text, best.end, cue.start))
        members = scene.members(best) if whole else [best]
        if _heads(cue, best):
            members = [o for o in members if o.start >= cue.end]
        if scene.lang == "en" and cue.plural and len(members) == 1 and best.end <= cue.start:
            members = with_earlier(scene, best)
        if len(members) > 1 and cue.kind in OF_DEATH:
            speakers = _speakers(scene, sentence)  # «Як розповів А, Б загинув»
            members = [o for o in members if o is best or o.person not in speakers]
        members = members + others_of(scene, cue, best) + together(scene, cue, best)
        if len(members) == 1 and best.end <= cue.start and fallen_others(cue) and not predicated(scene, cue, best.end):
            return ()
        return tuple(dict.fromkeys(o.person for o in members))
    return None


def _spoken_of(scene: Scene, cue: Cue, told: Told) -> tuple[int, ...]:
    """Persons whom a cue speaks of that governs no name: those in focus; what follows a death is of one told dead."""
    sentence = scene.lines.index(cue.start)
    if cue.kind in _OWN_OBJECT or buries(scene, cue, sentence) or counted_men(scene, cue) or troops(scene, cue):
        return ()
    animal = cue.kind in OF_DEATH and of_an_animal(scene, cue)
    if animal or of_others_done(scene, cue, sentence) or of_a_thing(scene, cue) or missing_from_list(scene, cue):
        return ()
    if scene.lang == "en" and (kills_others(scene, cue) or of_speaker(scene, cue) or of_another(scene, cue)):
        return ()
    if below := section(scene, cue.start) or presented(scene, cue):
        return below
    if cue.kind in _OF_LIVING and below_list(scene, cue.start):
        return ()
    if scene.lang == "en" and of_the_many(scene, cue) and scene.names_somebody(sentence):
        return ()
    behind = _NEXT_WORD.match(scene.text, cue.end)  # «поховають обох»
    named = ALL.findall(scene.text, _clause_start(scene, cue.start), behind.end() if behind else cue.end)
    many_named = bool(named) or (cue.kind in _CEREMONY and bool(_MEN.search(scene.text, cue.start, cue.end + _OBJECT)))
    many = cue.plural or many_named or cue.kind == "happened"  # «Загинули А і Б. Це сталося 5 травня»
    if scene.lang == "en" and takes_object(cue) and _OF_KIN.match(scene.text, cue.end):
        return _relative(scene, cue, told)
    if loss_of_kin(scene, cue, sentence) or of_companion(scene, cue) or of_sons_death(scene, cue):
        return ()
    if of_whoever(scene, cue) or of_one_of_them(scene, cue) or since(scene, cue):
        return ()
    if kin := kin_subject(scene, cue):
        if _OWNED.search(scene.text, max(0, kin.start - 8), kin.start):
            return _relative(scene, cue, told)
        if any(o.person in told.dead for o in scene.within(cue.start - _KIN_REACH, kin.start)):
            return ()  # «погиб Пахом В. Мать умерла»
    his = cue.kind == "fallen" and scene.text.startswith("его ", cue.start - 4)  # «признал его умершим»
    sex, count = "m" if his else cue.sex, max(map(counted, named), default=0)
    spoken_of = focus(scene, cue.start, many, sex, _known(cue, told), count, cue.kind == "killed")
    unnamed = len(spoken_of) == 1 or _NOUN_BEHIND.match(scene.text, cue.end) or honoured(scene, sentence)
    later = any(o.start > cue.end and "n" in o.cases for o in scene.in_sentence(sentence)) and not many_named
    if fallen_others(cue) and (unnamed or later) and not heading(scene, cue):
        return ()
    several = cue.plural and max(map(counted, named), default=0) > 1 and NEED.get(cue.kind) == "n"
    if len(spoken_of) == 1 and several and (spoken_of[0] in told.living or not scene.names_somebody(sentence)):
        return ()  # «Хабаров озвучил потери: погибли трое ребят», «Гай выжил, трое его товарищей погибли»
    if cue.plural and len(spoken_of) == 1 and not many_named and (scene.lang == "en" or NEED.get(cue.kind) == "n"):
        return ()  # «Two soldiers beside him were killed»
    if cue.kind == "fallen" and not cue.plural:
        spoken_of = tuple(p for p in spoken_of if not named_later(scene, p, cue.start))
    if cue.kind == "fallen" and cue.text.endswith("погибшим"):  # «А, вернувшийся без ног, открыл мемориал погибшим»
        spoken_of = tuple(p for p in spoken_of if p not in told.living - told.dead)
    if cue.kind in _OF_ABSENT and (doing := {o.person for o in scene.in_sentence(sentence) if o.does}):
        spoken_of = tuple(p for p in spoken_of if p not in doing)
    aside = bearers(scene, cue) if cue.kind == "body" else givers(scene, cue, sentence)
    if cue.kind in OF_DEATH:
        after = scene.following(cue.end)
        aside |= _speakers(scene, sentence) | (_speakers(scene, after.sentence) if after else frozenset())
    if cue.kind == "died" and not cue.plural:
        aside |= _by_whose_word(scene, cue, sentence)
    aside |= subjects(scene, cue, sentence) if scene.lang == "en" else frozenset()
    if scene.lang == "en" and cue.kind in OF_DEATH and not cue.sex:
        here = {o.person for o in scene.in_sentence(sentence)}
        aside |= told.living - told.dead - here  # «“…,” said A. The soldier was killed»
    return tuple(p for p in spoken_of if p not in aside)


def _by_whose_word(scene: Scene, cue: Cue, sentence: int) -> frozenset[int]:
    """«Ходил двухсотым, воскресили его по распоряжению комбата А»: a commander named later in another case."""
    later = (o for o in scene.in_sentence(sentence) if o.start > cue.end)
    return frozenset(o.person for o in later if o.title == "comrade" and "n" not in o.cases)


def _speakers(scene: Scene, sentence: int) -> frozenset[int]:
    """Those of the sentence whose name is the subject of a verb of speech: they live."""
    part = scene.sentences[sentence]
    said = [c for c in scene.cues_within(part.start, part.end) if c.kind == "said"]
    found = (argument_of(scene, c, sentence) for c in said)
    return frozenset(o.person for o in found if o is not None)


def _heads(cue: Cue, argument: Occurrence) -> bool:
    """«Посмертно представлены А, Б и В», «потеряла А и Б»: said before an enumeration it speaks of those behind it."""
    return (cue.kind == "posthumous" or cue.kind in AFTER) and cue.end <= argument.start


def _clause_start(scene: Scene, position: int) -> int:
    return max(scene.sentences[scene.lines.index(position)].start, position - 80)
