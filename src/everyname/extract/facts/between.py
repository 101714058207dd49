"""Whose a value is that stands between two names, or before the first of several.

Invariant: the answer rests on the marks and words between the value and the names, and on the case the names share.
"""

from __future__ import annotations

import re

from everyname.extract.facts.clauses import rank_ahead
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found

_ASIDE = frozenset(("official", "author", "kin"))
_BOUNDARY = re.compile(r"[,;:(]|(?<!\w)(?:и|а|та|й|and)(?!\w)| [—–-] ")
_OF_SERVICE = frozenset(("rank", "unit", "category", "award"))
_OPENS = re.compile(r"(?:,|;| и|, а также|, и) (?:[^\W\d_]+[- ]){0,8}")  # «; выпускника лицея, полковника …»
_LEADS = re.compile(r"[^;:.!?()\n—–]{0,120}[^\W\d_»\"] | ")
_TRAILS = re.compile(r",? (?:и|а также) |, $")
_HONOUR = re.compile(r"(?<!\w)(?:в честь|в память о|имени|памяти) $")
_TO_KIN = re.compile(r"(?<!\w)(?:родным|семьям|близким|родственникам|вдовам|матерям)(?!\w)")
_CHAIN = re.compile(r"[^;:.!?()\n—–]{0,110}, (?:[^\W\d_]+[- ]){0,4}")
_PLURAL = re.compile(r"(?:[иы]е|[иы]х|[иы]ми|ики|иков|иками|цы|цев|цами|цам|икам)$")
_MANY_AWARDS = re.compile(r"^(?:орден(?:а|ов|ами|ам)(?!\w)|медал(?:и|ей|ями|ям)(?!\w))", re.I)
_LOOKED_AT = 8  # spans of one sentence


def between(scene: Scene, found: Found, before: Occurrence, after: Occurrence) -> list[tuple[int, int]]:
    """The persons, with their distances, that a value between two names of a sentence is of."""
    left, right = scene.text[before.end : found.start], scene.text[found.end : after.start]
    parted_left, parted_right = bool(_BOUNDARY.search(left)), bool(_BOUNDARY.search(right))
    if before.title in _ASIDE and after.title not in _ASIDE and not parted_right:
        return [(after.person, after.start - found.end)]
    if rank_ahead(scene, found, before, after) or _leads_in_list(scene, found, before, after):
        return [(after.person, after.start - found.end)]
    if "(" in left and ")" in right:
        parted_left, parted_right = False, True
    if parted_left and (not parted_right or re.fullmatch(r" [—–-] .{0,40}", right)):
        led = [o for o in scene.members(after) if o.start >= found.end]
        return [(o.person, o.start - found.end) for o in led]
    return [(before.person, found.start - before.end)]


def _leads_in_list(scene: Scene, found: Found, before: Occurrence, after: Occurrence) -> bool:
    """«…, рядового А; выпускника лицея, полковника 37-й бригады, кавалера ордена Б»: what leads the next name."""
    if found.kind not in _OF_SERVICE or scene.lang != "ru" or not set(before.cases) & set(after.cases):
        return False
    left, right = scene.text[before.end : found.start], scene.text[found.end : after.start]
    if ";" in left and ";" not in right:
        return True
    if found.kind == "award" and _HONOUR.search(left):
        return True
    if not _OPENS.fullmatch(left) or not _LEADS.fullmatch(right) or _TRAILS.search(right):
        return False
    low = max([scene.sentences[before.sentence].start, *(o.end for o in _earlier(scene, before))])
    return any(f.kind in _OF_SERVICE and f.end <= before.start for f in scene.spans_within(low, before.start))


def _earlier(scene: Scene, one: Occurrence) -> list[Occurrence]:
    return [o for o in scene.in_sentence(one.sentence) if o.end <= one.start]


def chained_before(scene: Scene, found: Found, after: Occurrence) -> bool:
    """«сержант контрактной службы, торпедист А и рядовой Б»: what is in apposition to the first is his alone."""
    if (
        found.kind not in _OF_SERVICE
        or found.attrs.get("plural")
        or _PLURAL.search(scene.text[found.start : found.end])
    ):
        return False
    if found.kind == "award" or not _CHAIN.fullmatch(scene.text[found.end : after.start]):
        return False
    members = scene.members(after)
    if len(members) < 2:
        return False
    other = next((o for o in members if o.start > after.start), None)
    own = other and scene.spans_within(after.end, other.start)
    return bool(own and any(f.kind in _OF_SERVICE for f in own)) or bool(
        other and re.search(r"(?<!\w)и [а-яё, -]{3,} $", scene.text[after.end : other.start])
    )


def given_by_office(scene: Scene, found: Found, before: Occurrence, after: Occurrence) -> list[tuple[int, int]]:
    """«Президент П. присвоил звание Героя посмертно подполковнику, командиру батальона А»: not the giver's."""
    gap = scene.text[before.end : found.start]
    if (
        found.kind not in _OF_SERVICE
        or before.title not in ("official", "author")
        or after.title in ("official", "author")
    ):
        return []
    if not gap.startswith(" ") or not re.match(r" (?:вручил|передал|присвоил|наградил|подписал|посмертно)", gap):
        return []
    many = found.kind == "award" and told_of_plural(scene, found, after)
    men = [o for o in scene.members(after) if o.start >= after.start] if many else [after]
    return [(o.person, o.start - found.end) for o in men]


def told_of_plural(scene: Scene, found: Found, after: Occurrence) -> bool:
    """«ордена Мужества родным А, Б и В», «мобилизованные А и Б»: a value of each of those who follow."""
    said = scene.text[found.start : found.end]
    if found.kind == "category":
        return bool(_PLURAL.search(said)) and scene.text[found.end : after.start] == " "
    if found.kind != "award":
        return False
    return bool(_MANY_AWARDS.match(said) or _TO_KIN.search(scene.text, found.end, after.start))
