"""Whose a word is: the persons a cue or a fact speaks of, by case, clause, enumeration and focus.

Invariant: the answer depends on structure alone; a stretch that names nobody passes to the one in focus, and a
sentence that names somebody else never reaches past him.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from everyname.extract.roles.arguments import AFTER, NEED, OF_DEATH, argument_of, buries
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.focus import ASIDE, focus
from everyname.extract.roles.scene import Occurrence, Scene

_OWN_OBJECT = frozenset(("bereaved", "said"))  # they speak of those the sentence names, or of nobody
_PEOPLE = (
    r"(?:[^\W\d_]+(?:их|ых|ian|ish) )?(?:человек|люд|военн|солдат|бойц|жител|мобилизован|россиян|украинц|"
    r"осіб|воїн|військов|людей|people|men|soldiers|troops|servicemen|civilians)"
)
_NUMBER_BEFORE = re.compile(rf"\d[\d ]*(?:тыс\w*\.? )?{_PEOPLE}\w* $", re.I)
_NUMBER_AFTER = re.compile(rf" (?:[^\W\d_]+ ){{0,2}}\d[\d ]*(?:тыс\w*\.? )?{_PEOPLE}", re.I)
_HEADING = 90  # characters from a heading's word to its colon
_HEADINGS = frozenset(("fallen", "losses", "posthumous", "died", "killed", "loss", "buried", "farewell"))
_ITEM_LEAD = 40  # characters from the colon to the first name: a rank, a place
GAP_DASH = re.compile(r"\s+[—–-]\s+")
_TROOPS = re.compile(
    r"(?<!\w)(?:взвод|рота|батальон|отделение|отряд|подразделение|відділення|підрозділ|platoon|squad|company|unit)"
    r"(?: (?:из|з|із|of) \d+ \w+)?(?: \w+)? $",
    re.I,
)
_OF_MANY = ("их", "ими", "ие")
ALL = re.compile(
    r"(?<!\w)(?:все|всех|всем|оба|обоих|обеих|обе|трое|троих|четверо|ребята|парни|они|их|обидва|обох|усі|both|all|they|them)(?!\w)",
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
    return [_claimed(scene, cue) for cue in scene.cues]


def _claimed(scene: Scene, cue: Cue) -> Claimed:
    persons, sentence = owners(scene, cue), scene.lines.index(cue.start)
    here = {o.person for o in scene.in_sentence(sentence)} if persons else set()
    return Claimed(cue, persons, sentence, not here.isdisjoint(persons))


def owners(scene: Scene, cue: Cue) -> tuple[int, ...]:
    """Persons a cue speaks of."""
    sentence = scene.lines.index(cue.start)
    best = argument_of(scene, cue, sentence)
    if best is not None:
        whole = cue.kind in AFTER or cue.plural or cue.kind not in NEED or _heads(cue, best)
        whole = whole or (scene.lang == "en" and best.end <= cue.start)  # an English verb shows no number
        members = scene.members(best) if whole else [best]
        if _heads(cue, best):
            members = [o for o in members if o.start >= cue.end]
        members = members + _gapped(scene, cue, best) + _itemised(scene, cue, best)
        if len(members) == 1 and best.end <= cue.start and _fallen_others(cue):
            return ()
        return tuple(dict.fromkeys(o.person for o in members))
    if cue.kind in _OWN_OBJECT or buries(scene, cue, sentence) or _counted_men(scene, cue) or _troops(scene, cue):
        return ()
    many_named = bool(ALL.search(scene.text, _clause_start(scene, cue.start), cue.end))
    many = cue.plural or many_named
    spoken_of = focus(scene, cue.start, many, cue.sex)
    if _fallen_others(cue) and len(spoken_of) == 1 and not _heading(scene, cue):
        return ()
    if cue.plural and len(spoken_of) == 1 and scene.lang == "en" and not many_named:
        return ()  # «Two soldiers beside him were killed»
    aside = _bearers(scene, cue) if cue.kind == "body" else frozenset()
    if cue.kind in OF_DEATH:
        after = scene.following(cue.end)
        aside |= _speakers(scene, sentence) | (_speakers(scene, after.sentence) if after else frozenset())
    return tuple(p for p in spoken_of if p not in aside)


def _counted_men(scene: Scene, cue: Cue) -> bool:
    """«погибли 2 967 военнослужащих», «погибло 36 человек»: a number, nobody named."""
    if not (cue.plural or cue.text.endswith("ло")):
        return False
    return bool(_NUMBER_BEFORE.search(scene.text, max(0, cue.start - 40), cue.start)) or bool(
        _NUMBER_AFTER.match(scene.text, cue.end)
    )


def _troops(scene: Scene, cue: Cue) -> bool:
    """«его взвод из 18 человек погиб»: a body of men is the subject."""
    return cue.kind in OF_DEATH and bool(_TROOPS.search(scene.text, max(0, cue.start - 60), cue.start))


def _heading(scene: Scene, cue: Cue) -> bool:
    """Whether the word stands in a heading: its sentence ends with a colon or a line."""
    part = scene.sentences[scene.lines.index(cue.start)]
    rest = scene.text[cue.end : part.end]
    return ":" in rest or rest.endswith("\n")


def _speakers(scene: Scene, sentence: int) -> frozenset[int]:
    """Those of the sentence whose name is the subject of a verb of speech: they live."""
    part = scene.sentences[sentence]
    said = [c for c in scene.cues_within(part.start, part.end) if c.kind == "said"]
    found = (argument_of(scene, c, sentence) for c in said)
    return frozenset(o.person for o in found if o is not None)


def _bearers(scene: Scene, cue: Cue) -> frozenset[int]:
    """«Платон сопровождал тело домой»: the subject of the clause is not whose body it is."""
    low = max(scene.text.rfind(mark, 0, cue.start) for mark in ",;:.!?\n") + 1
    return frozenset(o.person for o in scene.within(low, cue.start) if "n" in o.cases)


def _heads(cue: Cue, argument: Occurrence) -> bool:
    """«Посмертно к ордену представлены А, Б и В»: said before an enumeration it speaks of all of it."""
    return cue.kind == "posthumous" and cue.end <= argument.start


def _gapped(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«А похоронили 15 апреля, Б — сегодня»: those who share a verb told once, in the same case and before a dash."""
    if cue.kind not in NEED or argument.end > cue.start:
        return []
    later = scene.within(cue.end, scene.sentences[argument.sentence].end)
    return [o for o in later if set(o.cases) == set(argument.cases) and GAP_DASH.match(scene.text, o.end)]


def _itemised(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«Имена погибших: Уржум — А; Омутнинск — Б»: a heading in a sentence speaks of every item behind its colon."""
    colon = scene.text.find(":", cue.end, cue.end + _HEADING)
    first = scene.following(colon) if colon >= 0 else None
    if cue.kind not in _HEADINGS or first is None or not colon < argument.start or first.start - colon > _ITEM_LEAD:
        return []
    return [o for o in scene.within(colon, scene.sentences[argument.sentence].end) if o.title not in ASIDE]


def _fallen_others(cue: Cue) -> bool:
    """«…, погибших не вывозят»: a participle in the plural behind one man speaks of others."""
    return cue.kind == "fallen" and cue.text.split()[0].endswith(_OF_MANY)


def _clause_start(scene: Scene, position: int) -> int:
    return max(scene.sentences[scene.lines.index(position)].start, position - 80)
