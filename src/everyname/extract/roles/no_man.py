"""Words of death that are told of no man: of an animal, of a thing, of what was lost.

Invariant: a noun decides, by its kind and its case, beside the word of death.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import is_inanimate, is_man_noun, noun_cases
from everyname.extract.roles.cues import OF_THINGS, Cue
from everyname.extract.roles.scene import Scene

_NEXT_NOUN = re.compile(r" ([а-яёіїєґ]{3,})(?=[ ,.])")
_OF_THE_DEAD = ("тел", "останк", "прах", "гроб", "труп", "тіл")
_GOVERNS = {"buried": "a", "bereaved": "a", "killed": "a", "farewell": "i"}
_WORDS = re.compile(r"[^\W\d_]+")
_CHILDREN = (
    "сын",
    "брат",
    "мужа",
    "отца",
    "дет",
    "дит",
    "ребён",
    "ребен",
    "доч",
    "друз",
    "лучш",
    "син",
    "чолов",
    "батьк",
)
_ANIMAL_DEATHS = frozenset(("died", "passed", "killed", "buried", "fallen", "bereaved"))
_BESIDE_ANIMAL = 30
SUBJECT_MOST = 60  # characters between a subject and its verb
CLAUSES = re.compile(r"[.;:!?\n]")


def of_an_animal(scene: Scene, cue: Cue) -> bool:
    """«Служебный пёс погиб», «похоронили овчарку. Она подорвалась»: beside an animal, and of no man named there."""
    at = scene.lines.index(cue.start)
    low, high = scene.sentences[max(0, at - 1)], scene.sentences[min(at + 1, len(scene.sentences) - 1)]
    near = [c for c in scene.cues_within(low.start, high.end) if c.kind == "animal"]
    return any(_dying_beside(scene, c) for c in near)


def _dying_beside(scene: Scene, animal: Cue) -> bool:
    """Whether a word of death stands right beside an animal with nobody named between."""
    begin, end = animal.start - _BESIDE_ANIMAL, animal.end + _BESIDE_ANIMAL
    return any(
        c.kind in _ANIMAL_DEATHS
        and not CLAUSES.search(scene.text, min(c.end, animal.end), max(c.start, animal.start))
        and not any(
            scene.persons[o.person].surname for o in scene.within(min(c.start, animal.start), max(c.end, animal.end))
        )
        for c in scene.cues_within(begin, end)
    )


def of_a_thing(scene: Scene, cue: Cue) -> bool:
    """«Закопали капсулу», «потеряли связь»: a thing is the object."""
    match = _NEXT_NOUN.match(scene.text, cue.end)
    case = _GOVERNS.get(cue.kind, "")
    if match is None or not case or match[1].startswith(_OF_THE_DEAD):
        return False
    return is_inanimate(match[1], scene.lang) and case in noun_cases(match[1], scene.lang)


def of_no_man(scene: Scene, cue: Cue) -> bool:
    """«Потерял много крови», «мы потеряли двоих»: no word for a man follows in the clause."""
    if cue.kind != "bereaved" or scene.lang == "en":
        return False
    clause = CLAUSES.split(scene.text[cue.start : cue.end + SUBJECT_MOST])[0]
    words = [w for w in _WORDS.findall(clause.lower()) if len(w) > 2]
    return not any(is_man_noun(w, scene.lang) or w.startswith(_CHILDREN) for w in words)


def subject_of_things(scene: Scene, cue: Cue) -> bool:
    """Whether the noun right behind a verb is a thing in the nominative, and so its subject."""
    match = _NEXT_NOUN.match(scene.text, cue.end)
    if match is None or not cue.text.startswith(OF_THINGS):
        return False
    return is_inanimate(match[1], scene.lang) and "n" in noun_cases(match[1], scene.lang)
