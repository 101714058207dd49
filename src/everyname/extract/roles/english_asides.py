"""English names in an aside between the subject of a verb of death and the verb: kin, victims, commanders.

Invariant: a comma closes the aside, right before the verb or before the participle that «and» joins the verb to.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.scene import Occurrence, Scene

_AGE = r"(?:,? \((?:[^()]{1,40})\)|, (?:aged |then )?\d\d|, of [A-Z][\w-]+)*"
_NOUN = (
    r"(?:(?:an?|the|his|her|their) )?(?:[a-z]+ ){0,3}(?:son|daughter|husband|wife|father|mother|brother|sister|nephew|"
    r"niece|grandson|granddaughter|cousin|friend|comrade|student|pupil|namesake|descendant|"
    r"colleague|deputy|successor|bodyguard|driver|aide|adjutant|classmate|teammate|fianc[eé]e?|partner|godson|heir)"
    r" (?:of|to)(?!\w)"
)
_ASIDE = re.compile(rf"{_AGE}, (?:{_NOUN}|who(?:se|m)?(?!\w)|married to|convicted|jailed|sentenced|born to)")
_CLOSED = re.compile(
    r", (?:(?:was|has|had|is|been|also|later|tragically|reportedly|heroically|recently|himself|fatally) )*$"
)
_JOINED = re.compile(
    r", (?:was|has|had|then|later|joined|signed|went|volunteered|enlisted|left|served|fought|returned|deployed)(?!\w)"
    r"[^,;:()\n]{0,90}(?:,? and|,? but) (?:(?:was|had|has|been|later|then|soon) )*$"
)
_SPEAKS = re.compile(
    r"(?<!\w)(?:said|says|told|tells|wrote|added|recalled|remembers|remembered|confirmed|announced)(?!\w)"
)
_MOST = 200
_PARTICIPLES = ("killed", "slain", "shot", "wounded", "murdered")
_VERBS = ("died", "killed", "passed")


def over_aside(scene: Scene, cue: Cue) -> Occurrence | None:
    """«A, 26, son of B and C, was killed», «A, who served under General B, was recruited and killed»: A."""
    if cue.kind not in _VERBS or cue.plural:
        return None
    begin = max(scene.sentences[scene.lines.index(cue.start)].start, cue.start - _MOST)
    names = scene.within(begin, cue.start)
    closed = _closed(scene, names[-1].end, cue.start) if len(names) > 1 else -1
    if closed < 0 or (cue.text.startswith(_PARTICIPLES) and closed + len(", ") == cue.start):
        return None  # «Maria, the mother of A, killed near Bakhmut»
    for one in names[:-1]:
        opened = _ASIDE.match(scene.text, one.end)
        if opened is None or scene.after_preposition(one) or _SPEAKS.search(scene.text, opened.end(), cue.start):
            continue
        if "," not in scene.text[opened.end() : closed] or opened[0].endswith((" of", " to")):
            return one
    return None


def _closed(scene: Scene, last: int, verb: int) -> int:
    """Where the comma stands that closes an aside whose last name ends at ``last``; -1 where none does."""
    closed = _CLOSED.search(scene.text, last, verb) or _JOINED.search(scene.text, last, verb)
    return closed.start() if closed else -1
