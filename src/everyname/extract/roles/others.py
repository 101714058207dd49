"""Of whom a word of death is not told, though it stands near: men counted, troops, things, others than those named.

Invariant: each question looks at the sentence of the word and the one before it alone.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import is_inanimate, noun_cases
from everyname.extract.roles.arguments import OF_DEATH
from everyname.extract.roles.cues import OF_THINGS, Cue
from everyname.extract.roles.scene import Scene

_PEOPLE = (
    r"(?:[^\W\d_]+(?:их|ых|ian|ish) )?(?:человек|люд|военн|солдат|бойц|жител|мобилизован|россиян|украинц|"
    r"осіб|воїн|військов|людей|people|men|soldiers|troops|servicemen|civilians)"
)
_NUMBER_BEFORE = re.compile(rf"\d[\d ,]*(?:тыс\w*\.? )?{_PEOPLE}\w* $", re.I)
_NUMBER_AFTER = re.compile(rf" (?:[^\W\d_]+ ){{0,2}}\d[\d ,]*(?:тыс\w*\.? )?{_PEOPLE}", re.I)
_MANY_AFTER = re.compile(rf" \d[\d ]*\d {_PEOPLE}", re.I)
_CEREMONIES = frozenset(("said", "award_living", "memorial"))
_DEATHS_TOLD = OF_DEATH - {"fallen", "mourned", "rites", "requiem"}
_SILENCE = re.compile(r"минут\w* молчани|хвилин\w* мовчанн|почтил|вшанув|moment of silence", re.I)
_NEXT_NOUN = re.compile(r" ([а-яёіїєґ]{3,})(?=[ ,.])")
_TROOPS = re.compile(
    r"(?<!\w)(?:взвод|рота|батальон|отделение|отряд|подразделение|відділення|підрозділ|platoon|squad|company|unit)"
    r"(?: (?:из|з|із|of) \d+ \w+)?(?: \w+)? $",
    re.I,
)
_MEN = re.compile(
    r"(?<!\w)(?:men|soldiers|troops|people|servicemen|fighters|conscripts|civilians|residents)(?!\w)[^.;:,]{0,60}$"
)
_OF_MANY = ("их", "ими", "ие")


def counted_men(scene: Scene, cue: Cue) -> bool:
    """«погибли 2 967 военнослужащих», «погибло 36 человек», «погиб 1 351 солдат»: a number, nobody named."""
    if not (cue.plural or cue.text.endswith("ло")):
        return bool(_MANY_AFTER.match(scene.text, cue.end))
    return bool(_NUMBER_BEFORE.search(scene.text, max(0, cue.start - 40), cue.start)) or bool(
        _NUMBER_AFTER.match(scene.text, cue.end)
    )


def troops(scene: Scene, cue: Cue) -> bool:
    """«его взвод из 18 человек погиб»: a body of men is the subject."""
    if scene.lang == "en" and _MEN.search(scene.text, max(0, cue.start - 80), cue.start):
        return cue.kind in OF_DEATH
    return cue.kind in OF_DEATH and bool(_TROOPS.search(scene.text, max(0, cue.start - 60), cue.start))


def subject_of_things(scene: Scene, cue: Cue) -> bool:
    """Whether the noun right behind a verb is a thing in the nominative, and so its subject."""
    match = _NEXT_NOUN.match(scene.text, cue.end)
    if match is None or not cue.text.startswith(OF_THINGS):
        return False
    return is_inanimate(match[1], scene.lang) and "n" in noun_cases(match[1], scene.lang)


def of_ceremony(scene: Scene, sentence: int) -> bool:
    """Whether the sentence before tells of an act of the living, and of a death only by a participle."""
    low = scene.sentences[max(0, sentence - 1)].start
    kinds = {c.kind for c in scene.cues_within(low, scene.sentences[sentence].start)}
    return bool(kinds & _CEREMONIES) and not kinds & _DEATHS_TOLD


def fallen_others(cue: Cue) -> bool:
    """«…, погибших не вывозят»: a participle in the plural behind one man speaks of others."""
    return cue.kind == "fallen" and cue.text.split()[0].endswith(_OF_MANY)


def honoured(scene: Scene, sentence: int) -> bool:
    """«Хвилиною мовчання вшанували загиблих»: others than those named before."""
    part = scene.sentences[sentence]
    silent = bool(_SILENCE.search(scene.text, part.start, part.end))
    return silent and scene.previous(part.start) is not None and not scene.in_sentence(sentence)


def named_later(scene: Scene, person: int, position: int) -> bool:
    """«вдова погибшего бойца Наталья и священник А»: whom the sentence names only later is not the one fallen."""
    first = next(o for o in scene.occurrences if o.person == person)
    here = first.start > position and first.sentence == scene.lines.index(position)
    return here and ":" not in scene.text[position : first.start] and "n" in first.cases
