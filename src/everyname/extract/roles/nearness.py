"""Which death a word of a sentence bears on: the nearest one, the one it governs, the one it stands in apposition to.

Invariant: distance is counted in characters, and a comma is worth forty of them.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.evidence import DEATH
from everyname.extract.roles.gapped import GAP_DASH
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Scene

_REACH = 600  # characters of one sentence that a cause of death bears on
_CLAUSE = 40  # characters that a comma is worth between a death and its scene
NOT_BUT = "а в "  # «погиб не на Украине, а в Мали»
VERBS = ("died", "passed", "killed")
_NOUNS = re.compile(r" (?:[а-яёіїєґ-]+ ){1,2}")
_BESIDE = 16  # characters between a verb of death and its subject
_PARTED = re.compile(r"[,;:()]| (?:и|а|та|and) ")


def is_subject(scene: Scene, death: Cue, noun: Cue) -> bool:
    """«Погиб мирный житель», «сторож убит»: the noun stands right beside the verb of the death."""
    low, high = sorted(((death.start, death.end), (noun.start, noun.end)))
    between = scene.text[low[1] : high[0]]
    return len(between) < _BESIDE and not _PARTED.search(between)


def is_complement(scene: Scene, told: list[Claimed], item: Claimed) -> bool:
    """«Погиб в Сирии»: another war that follows the verb of the death in its own clause is its scene."""
    deaths = (c.cue for c in told if c.cue.kind in VERBS or (c.cue.kind == "fallen" and _attribute(scene, c.cue, item)))
    before = (death for death in deaths if death.end <= item.cue.start)
    return any(
        item.cue.text.startswith(NOT_BUT) or not _PARTED.search(scene.text, death.end, item.cue.start)
        for death in before
    )


def _attribute(scene: Scene, fallen: Cue, item: Claimed) -> bool:
    """«А, погибшего в Афганистане», «не вернувшихся с Великой Отечественной: А»."""
    before, after = scene.previous(fallen.start), scene.following(item.cue.end)
    behind = before is not None and fallen.start - before.end <= len(", ")
    return behind or (after is not None and after.start - item.cue.end < _BESIDE)


def dying(told: list[Claimed]) -> set[int]:
    """Whose death a sentence tells."""
    return {p for c in told if c.cue.kind in DEATH for p in c.persons}


def closest_to(told: list[Claimed], item: Claimed) -> set[int]:
    """Whose death is told nearest to a word of the same sentence."""
    deaths = [c for c in told if c.cue.kind in DEATH and c.persons]
    return set(min(deaths, key=lambda c: abs(c.cue.start - item.cue.start)).persons) if deaths else set()


def is_nearest_scene(scene: Scene, told: list[Claimed], item: Claimed) -> bool:
    """Whether no other war is told in the sentence nearer to its death: «прошёл Бахмут, убит в Мали»."""
    deaths = [c.cue.start for c in told if c.cue.kind in DEATH]
    others = [c.cue.start for c in told if c.cue.kind == "other_war"]

    def gap(start: int) -> int:
        stretches = [scene.text[min(start, death) : max(start, death)] for death in deaths]
        return min(len(s) + _CLAUSE * s.count(",") for s in stretches)

    return not (deaths and others) or gap(item.cue.start) <= min(map(gap, others))


def apposed_to(scene: Scene, item: Claimed, recent: set[int]) -> set[int]:
    """«бойцу Великой Отечественной А», «А погиб в 1941-м, Б — 11 октября»: another war is that of one man alone."""
    before, after = scene.previous(item.cue.start), scene.following(item.cue.end)
    if item.cue.kind != "other_war" or after is None:
        return set()
    gap = scene.text[item.cue.end : after.start]
    if gap == " " or (_NOUNS.fullmatch(gap) and not verbs_in(gap, scene.lang) and "n" not in after.cases):
        return {after.person}  # «бойцу Великой Отечественной А», «погибшего под Ржевом пулемётчика А»
    if before is None or not before.sentence == item.sentence == after.sentence:
        return set()
    return {before.person} if before.person not in recent or GAP_DASH.match(scene.text, after.end) else set()


def named_near(scene: Scene, item: Claimed) -> set[int]:
    part = scene.sentences[item.sentence]
    near = scene.within(max(part.start, item.cue.start - _REACH), min(part.end, item.cue.end + _REACH))
    return {o.person for o in near} | set(item.persons)
