"""Participles of death whose noun is another than the name near them, or a predicate of it.

Invariant: the noun stands right before the participle; the words between it and the name are all that is looked at.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import is_man_noun, noun_cases
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.scene import Scene

_OWNER_GAP = re.compile(r"(?: [а-яёіїєґ-]+){1,2}(?: [—–-]|,) (?:[а-яёіїєґ-]+ ){0,2}")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_GENITIVE = ("его", "ого", "ей", "ої")
_BEFORE = 24
_NEAR_GAP = re.compile(r" (?:[^\W\d_]+ ){0,3}")
_GOVERNED = re.compile(
    r"(?<!\w)(?:за|после|без|о|об|из-за|про|по) (?:(?:своего|единственного|старшего|младшего|её|его) )?$"
)
_HER_MAN = re.compile(r" (?:её|ее) (?:\w+ )?(?:мужа|сына|брата|отца|внука|супруга|жениха|племянника)(?!\w|,? [А-ЯЁ])")
_PLURAL = ("их", "ых")
_COPULA = r"(?: также| тоже| уже)? (?:стал|стала|оказался|оказалась|был|была|является|вош[её]л|вошла)"
_BECAME = re.compile(_COPULA + r" [^.,;:!?\n]{3,60},? ")
_ONE_OF = re.compile(_COPULA + r" (?:в числе|среди|одним из|одной из|в число|в список) [^.,;:!?\n]{0,60},? ?")


def of_owner(scene: Scene, cue: Cue, between: str) -> bool:
    """«Тренера погибшего спортсмена — Олега Сотникова»: he whose trainee died."""
    if not cue.text.split()[0].endswith(_GENITIVE) or not _OWNER_GAP.fullmatch(between):
        return False
    before = _WORD_BEFORE.search(scene.text, max(0, cue.start - _BEFORE), cue.start)
    return before is not None and is_man_noun(before[1].lower(), scene.lang)


def of_kin_noun(scene: Scene, cue: Cue, name_end: int) -> bool:
    """«Лишили Сотникова выплат за сына, погибшего на СВО»: the participle is of the kin right before it."""
    if scene.text[name_end : name_end + 1] == ",":
        return False
    return any(
        t.kind == "kin" and t.start > name_end and t.end + len(", ") == cue.start
        for t in scene.titles_within(name_end, cue.start)
    )


def predicated(scene: Scene, cue: Cue, name_end: int) -> bool:
    """«А стал первым генералом, погибшим на СВО», «А оказался в числе офицеров, погибших в бою»: told of A himself."""
    gap = scene.text[name_end : cue.start] if cue.kind == "fallen" and name_end < cue.start else ""
    return bool(_ONE_OF.fullmatch(gap) if cue.text.split()[0].endswith(_PLURAL) else _BECAME.fullmatch(gap))


def of_her_man(scene: Scene, cue: Cue) -> bool:
    """«Обещал Светлане найти тело её мужа»: no death of hers."""
    return cue.kind == "body" and _HER_MAN.match(scene.text, cue.end) is not None


def of_sons_death(scene: Scene, cue: Cue) -> bool:
    """«Выплат за сына, погибшего на СВО»: behind a preposition a kin noun, of which the participle is told."""
    if of_her_man(scene, cue):
        return True
    if cue.kind != "fallen" or cue.plural:
        return False
    titles = [t for t in scene.titles_within(cue.start - _BEFORE, cue.start) if t.kind == "kin"]
    after = scene.following(cue.end)
    if after and after.title == "kin" and any(t.end + 1 == cue.start and t.start == after.title_at for t in titles):
        return "n" in after.cases  # «отец погибшего героя Олег Шигаев»
    kin = [t for t in titles if t.end + 2 == cue.start]
    return bool(kin) and bool(_GOVERNED.search(scene.text, max(0, kin[0].start - _BEFORE), kin[0].start))


def of_named_kin(scene: Scene, cue: Cue) -> bool:
    """«Отец Ромы Дудина умер вчера»: his kin died, whom nobody names."""
    if cue.kind not in ("died", "passed") or cue.plural or scene.lang == "en":
        return False
    before = scene.previous(cue.start)
    if before is None or not _NEAR_GAP.fullmatch(scene.text, before.end, cue.start) or "g" not in before.cases:
        return False
    return before.title == "of_kin" and "n" in noun_cases((before.noun.split() or [""])[0], scene.lang)
