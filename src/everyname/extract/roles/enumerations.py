"""Which names stand in one enumeration: neighbours in one sentence and case, joined by a comma or «и».

Invariant: nothing said of somebody, no contrast and no clause of its own stands between two members.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from everyname.extract.roles.cues import BEHIND_DEATH
from everyname.extract.roles.english_titles import PARTED_BY_VERB
from everyname.extract.roles.passed_on import OFFICES
from everyname.extract.roles.predicates import verbs_in

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Occurrence, Scene

_COORDINATION = re.compile(r",|(?<!\w)(?:и|і|та|й|and|а также|а також)(?!\w)")
_LAST_JOINED = re.compile(r",|(?<!\w)and(?!\w)")
_CONTRAST = re.compile(r"[;\n]|, (?:а(?! так)|но|але|зато|while|whereas|but)(?!\w)")
_GAP_MOST, _ITEM_MOST = 110, 190
_AND_HIS = re.compile(
    r" (?:и|і|та) (?:его|её|ее|його|її) (?:[а-яёіїєґ]+ )?"
    r"(?:друг|товарищ|брат|близнец|сослуживец|напарник|однополчанин|сосед|побратим)[а-яёіїє]{0,3} "
)
_LED_BY = re.compile(r"^, (у|для|от|при|из|за|без|после) $")
_VERB_BEHIND = re.compile(r"(?: [а-яёіїєґ]+){1,2}")
_CLAUSE_ENGLISH = re.compile(r" (?:after|when|while|since|before|because|until|as|whose|where) (?=\w)|, where (?=\w)")
_NEXT_NAME = re.compile(r", (?:[A-Z][\w.]* ){0,3}")
_WHOSE_KIN = re.compile(
    r"(?<!\w)(?:brother|son|husband|father|nephew|cousin|friend|comrade|commander|deputy|successor|grandson|wife|widow|mother|"
    r"sister|daughter|predecessor|driver|classmate) of (?:[\w.-]+ ){0,4}$",
    re.I,
)
_KIN_REACH = 60
_OPENS_CLAUSE = re.compile(r" (?:[a-z'’-]+ ){2,}[a-z'’-]+, ")  # «as the coffin of A passed by them, B wept»
_SPEECH_ENDS = re.compile(r"[”\"] |, [—–-] ")  # «A and B were buried, — C wrote»
_DESCRIBED = re.compile(  # «A, 34, a teacher from Lviv; B, 29, a farmer»
    r"(?:(?:, | \()(?:[^;.\n]|\.(?=\w)| г\.){1,120})?; (?:and |и |та |й )?(?:[а-яёіїєґ]+ ){0,2}"
)
_TOLD_BEHIND = re.compile(r"[,;](?: (?:и|та|й|and))? (?:[а-яёіїєґ]+ ){0,2}$")
_TOLD = BEHIND_DEATH | {"died", "killed", "passed", "said", "alive", "found_alive", "missing", "captive"}


def number_enumerations(scene: Scene) -> None:
    """Number the enumerations: neighbours in one sentence and case, joined by a comma or «и»."""
    number, closed = 0, False
    for one, other in zip(scene.occurrences, scene.occurrences[1:], strict=False):
        anew = closed and _begins_anew(scene, one, other)  # «погибли А и Б, В был ранен»
        closed = scene.text.startswith((" и ", " і ", " та "), one.end)
        if one.sentence == other.sentence and not anew and _coordinated(scene, one, other):
            if one.group < 0:
                one.group, number = number, number + 1
            other.group = one.group


def _begins_anew(scene: Scene, one: Occurrence, other: Occurrence) -> bool:
    """Whether a comma behind a closed enumeration parts it from a clause of its own, its verb right behind."""
    if scene.text[one.end : other.start] != ", " or scene.lang == "en":
        return False
    behind = _VERB_BEHIND.match(scene.text, other.end)
    return behind is not None and bool(verbs_in(behind[0], scene.lang))


def _elsewhere(scene: Scene, one: Occurrence, gap: str) -> bool:
    """«…, когда хоронили А, у Б родился сын»: a preposition that does not govern the name before it."""
    led = _LED_BY.search(gap)
    if led is None or scene.lang == "en":
        return False
    return f" {led[1]} " not in f" {scene.text[scene.sentences[one.sentence].start : one.start].lower()}"


def _coordinated(scene: Scene, one: Occurrence, other: Occurrence) -> bool:
    gap = scene.text[one.end : other.start]
    if scene.lang == "en" and (
        _CLAUSE_ENGLISH.search(gap)
        or gap.startswith(("'s ", "’s "))
        or _SPEECH_ENDS.search(gap)
        or _of_his_kin(scene, one, other, gap)
        or PARTED_BY_VERB.search(_LAST_JOINED.split(gap)[-1])  # «A, a reporter, can recall B»
        or (_OPENS_CLAUSE.fullmatch(gap) and scene.after_preposition(one))
        or (scene.after_preposition(other) and not scene.after_preposition(one))
    ):
        return False
    if _DESCRIBED.fullmatch(gap) and scene.text.startswith((",", " ("), other.end):
        parted = _apart(one, other, gap) or (scene.lang != "en" and bool(verbs_in(gap, scene.lang)))
        return not parted and bool(set(one.cases) & set(other.cases)) and not scene.cues_within(one.end, other.start)
    of_list = gap.startswith("; ") and _lists(scene, gap, one, other)
    if not of_list and (len(gap) > _GAP_MOST or not _COORDINATION.search(gap) or _CONTRAST.search(gap)):
        return False
    with_his = _AND_HIS.fullmatch(gap)  # «А и его друг Б погибли»
    if not set(one.cases) & set(other.cases) or (one.title != other.title and _apart(one, other, gap) and not with_his):
        return False
    if _elsewhere(scene, one, gap):
        return False
    told = [c for c in scene.cues_within(one.end, other.start) if c.kind in _TOLD]
    return all(_bracketed(gap, c.start - one.end) for c in told)


def _of_his_kin(scene: Scene, one: Occurrence, other: Occurrence, gap: str) -> bool:
    """«The brother of A, Sergeant B, was killed»: B is in apposition to the noun that A stands behind."""
    apposed = _NEXT_NAME.fullmatch(gap) and scene.text.startswith(",", other.end)
    return bool(apposed) and _WHOSE_KIN.search(scene.text, max(0, one.start - _KIN_REACH), one.start) is not None


def _lists(scene: Scene, gap: str, one: Occurrence, other: Occurrence) -> bool:
    """«рядовому А; выпускнику лицея, майору Б»: items of an enumeration in an oblique case."""
    shared = set(one.cases) & set(other.cases) - {"n"}
    return bool(shared) and len(gap) <= _ITEM_MOST and ";" not in gap[1:] and not verbs_in(gap, scene.lang)


def _bracketed(gap: str, at: int) -> bool:
    """Whether a position lies in brackets that open and close in the stretch: «А (погиб 27 ноября) и Б»."""
    return gap.rfind("(", 0, at) > gap.rfind(")", 0, at) and ")" in gap[at:]


def _apart(one: Occurrence, other: Occurrence, gap: str) -> bool:
    """Whether titles part two names: kin and officials stand in no enumeration with one who is neither; what a man
    was, told between commas behind his name, parts nobody.
    """
    told = _TOLD_BEHIND.search(gap) is not None
    offices = {o.title in OFFICES and not (told and o.title_at > o.start) for o in (one, other)}
    return "kin" in (one.title, other.title) or len(offices) > 1
