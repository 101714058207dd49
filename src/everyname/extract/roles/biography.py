"""Which signs of another war or another cause tell a life, or somebody else's death, and not the death at hand.

Invariant: the answer depends on the sentence of the sign alone; a sign told after the word of a death is its cause.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from everyname.extract.roles.arguments import is_subject
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.evidence import DEATH
from everyname.extract.roles.predicates import finite
from everyname.extract.roles.scene import Scene

_LIVED = "lived"
_NAMES = frozenset(("unit", "callsign"))  # words inside them name a regiment or a man
_OUTER = 4  # spans that may hold one word
_FEAST = re.compile(
    r"(?<!\w)(?:годовщин|\d+-лети|лети[юяе]|юбиле|празднован|музе[йяею]|побед[ыуе])"
    r"[^.,;:!?\n]*$",
    re.I,
)
_FEAST_REACH = 70
_OF_HIS = ("шего", "шей", "того", "лого")  # participles of him whose kin a noun names
_NEXT = 24  # characters to a verb behind the sign: «в Чечне служил срочную»


class ToldOf(Enum):
    """What a sign of another cause is told of."""

    DEATH = auto()
    LIFE = auto()
    OTHERS = auto()


def told_of(scene: Scene, sign: Cue) -> ToldOf:
    """«Прошёл Чечню, погиб под Авдеевкой»: what was told last before the sign decides, else what comes next."""
    part = scene.sentences[scene.lines.index(sign.start)]
    if _inside_name(scene, sign) or _of_kin(scene, sign, part.start) or _of_a_feast(scene, sign, part.start):
        return ToldOf.OTHERS
    if scene.lang != "en" and finite(sign.text.split()[0], scene.lang):
        return ToldOf.DEATH  # «ветеран долго болел»: what it tells is told by itself
    told = [c.kind for c in scene.cues_within(part.start, sign.start + 1) if c.kind == _LIVED or c.kind in DEATH]
    if not told:
        told = [c.kind for c in scene.cues_within(sign.end, sign.end + _NEXT) if c.kind == _LIVED or c.kind in DEATH]
    return ToldOf.LIFE if told[-1:] == [_LIVED] else ToldOf.DEATH


def _of_a_feast(scene: Scene, sign: Cue, begin: int) -> bool:
    """«К годовщине разгрома фашистов», «в музее Великой Отечественной»: an occasion or a place, not a death."""
    return sign.kind == "other_war" and bool(
        _FEAST.search(scene.text, max(begin, sign.start - _FEAST_REACH), sign.start)
    )


def _inside_name(scene: Scene, sign: Cue) -> bool:
    """«Парашютно-десантный полк», «позывной Сирия»."""
    after = scene.spans_before(sign.end)
    near = scene.found[max(0, after - _OUTER) : after]
    return any(f.kind in _NAMES and f.start <= sign.start < f.end for f in near)


def _of_kin(scene: Scene, sign: Cue, begin: int) -> bool:
    """«Прадед прошёл всю Великую Отечественную»: an unnamed relative is the subject, and nobody else comes between."""
    kin = [t for t in scene.titles_within(begin, sign.start + 1) if t.kind in ("kin", "mine")]
    if not kin or kin[-1].kind != "kin" or (len(kin) > 1 and kin[-2].kind == "mine"):
        return False
    noun = kin[-1]
    if noun.start == sign.start:
        return True  # «рядом с прадедом»
    if any(c.kind == "fallen" and c.text.endswith(_OF_HIS) for c in scene.cues_within(noun.end, sign.start)):
        return False  # «сын погибшего под Ржевом А»
    between = any(c.kind == "said" for c in scene.cues_within(noun.end, sign.start))
    return is_subject(scene, noun) and not between and not scene.within(noun.start, sign.start)
