"""Names that share a verb told once: behind a dash, before or behind a day of their own, or as items of its heading.

Invariant: whoever shares a verb stands in its sentence and in the case of its argument.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.focus import ASIDE
from everyname.extract.roles.government import AFTER, NEED
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Occurrence, Scene

_HOME_DASH = re.compile(r",? (?:из|с|со) [^,.;:()\n—–]{2,40} [—–-] ")
_DAY_LEADS = re.compile(r" (?:[—–-] )?(?:с |со |з |із )?(?:[а-яёіїєґ-]+ ){0,3}")
GAP_DASH = re.compile(r"\s+[—–-]\s+")
_AND_ON = re.compile(r",? and (?:in|on) $")
_DAY_NAMED = re.compile(r",? (?:[A-Z][\w.]* ){0,3}")
_HEADING = 90  # characters from a heading's word to its colon
_HEADINGS = frozenset(("fallen", "losses", "posthumous", "died", "killed", "loss", "buried", "farewell"))
_ITEM_LEAD = 40  # characters from the colon to the first name: a rank, a place
_ELLIPSIS = re.compile(r", (?:а |и )?[^.;:!?,()\n]{2,50} [—–-] (?:[а-яё. ]{0,30})?")


def others_of(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """Those whom the word is told of besides its argument."""
    shared = [*gapped(scene, cue, argument), *led_by_days(scene, cue, argument)]
    shared += and_on_a_day(scene, cue, argument)
    return [*shared, *ellipsis_of(scene, cue, argument), *itemised(scene, cue, argument)]


def and_on_a_day(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«In March the Estonian A died in Ukraine, and in September, B»: English, a name behind a day of its own."""
    if scene.lang != "en" or cue.kind not in ("died", "passed") or argument.end > cue.start:
        return []
    later = scene.within(cue.end, scene.sentences[argument.sentence].end)
    return later[:1] if later and led_by_and(scene, later[0]) else []


def led_by_and(scene: Scene, one: Occurrence) -> bool:
    """Whether «and in September,» stands right before a name that ends its clause."""
    at = scene.spans_before(one.start)
    days = [f for f in scene.found[max(0, at - 3) : at] if f.kind == "date"]
    if not days or not _AND_ON.search(scene.text, max(0, days[-1].start - 12), days[-1].start):
        return False
    named = _DAY_NAMED.fullmatch(scene.text, days[-1].end, one.start)
    return named is not None and scene.text[one.end : one.end + 1] in (".", ",", ";", "")


def gapped(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«А похоронили 15 апреля, Б — сегодня»: those who share a verb told once, in the same case and before a dash."""
    if cue.kind not in NEED or argument.end > cue.start:
        return []
    later = scene.within(cue.end, scene.sentences[argument.sentence].end)
    alike = [o for o in later if set(o.cases) & set(argument.cases)]
    return [o for o in alike if GAP_DASH.match(scene.text, o.end) or day_behind(scene, o.end)]


def day_behind(scene: Scene, position: int) -> bool:
    """Whether a day of his own follows a name behind a dash: «…, Роман Фомичёв из Глазова — 6 марта»."""
    match = _HOME_DASH.match(scene.text, position)
    at = scene.spans_before(match.end()) if match else 0
    return bool(match) and any(f.kind == "date" and match and f.start == match.end() for f in scene.found[at : at + 2])


def led_by_days(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«16 марта простились с А, а 18 марта с Б»: those who share a verb told once, each behind a day of his own."""
    if cue.kind not in AFTER or argument.start < cue.end:
        return []
    later = scene.within(argument.end, scene.sentences[argument.sentence].end)
    return [o for o in later if set(o.cases) & set(argument.cases) and _behind_day(scene, o.start)]


def _behind_day(scene: Scene, position: int) -> bool:
    at = scene.spans_before(position)
    days = [f for f in scene.found[max(0, at - 3) : at] if f.kind == "date"]
    return bool(days) and bool(_DAY_LEADS.fullmatch(scene.text, days[-1].end, position))


def ellipsis_of(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«Сначала погиб А, через день — Б», «о гибели А, а в Балашове — Б»: behind a dash, a verb told once."""
    need = set(NEED.get(cue.kind, "")) & set(argument.cases)
    if not need or (cue.kind not in AFTER and need != {"n"}) or argument.start < cue.end or scene.lang == "en":
        return []
    found, low = [], argument.end
    for one in scene.within(argument.end, scene.sentences[argument.sentence].end):
        gap = scene.text[low : one.start]
        if not need & set(one.cases) or not _ELLIPSIS.fullmatch(gap) or verbs_in(gap, scene.lang):
            break
        found.append(one)
        low = one.end
    return found


def itemised(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«Имена погибших: Уржум — А; Омутнинск — Б»: a heading in a sentence speaks of every item behind its colon."""
    colon = scene.text.find(":", cue.end, cue.end + _HEADING)
    first = scene.following(colon) if colon >= 0 else None
    if cue.kind not in _HEADINGS or first is None or not colon < argument.start or first.start - colon > _ITEM_LEAD:
        return []
    return [o for o in scene.within(colon, scene.sentences[argument.sentence].end) if o.title not in ASIDE]
