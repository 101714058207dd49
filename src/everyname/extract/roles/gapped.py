"""Names that share a verb told once: behind a dash, before or behind a day of their own.

Invariant: whoever shares a verb stands in its sentence and in the case of its argument.
"""

from __future__ import annotations

import re

from everyname.extract.roles.arguments import AFTER, NEED
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.scene import Occurrence, Scene

_HOME_DASH = re.compile(r",? (?:из|с|со) [^,.;:()\n—–]{2,40} [—–-] ")
_DAY_LEADS = re.compile(r" (?:[—–-] )?(?:с |со |з |із )?(?:[а-яёіїєґ-]+ ){0,3}")
GAP_DASH = re.compile(r"\s+[—–-]\s+")


def gapped(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«А похоронили 15 апреля, Б — сегодня»: those who share a verb told once, in the same case and before a dash."""
    if cue.kind not in NEED or argument.end > cue.start:
        return []
    later = scene.within(cue.end, scene.sentences[argument.sentence].end)
    alike = [o for o in later if set(o.cases) == set(argument.cases)]
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
