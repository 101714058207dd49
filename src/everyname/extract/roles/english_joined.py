"""Who dies with the subject of an English verb of death, and whom a relative «that killed» has for its object.

Invariant: each question looks at the words between the verb and the names of its sentence.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.scene import Occurrence, Scene

_NAMED = r"(?:(?:his|her|their) (?:[a-z-]+ ){1,3})?(?:[A-Z][\w.]* ){0,3}"
_WITH = re.compile(rf",? (?:together with|along with|as well as|as was|as were|and so was|and so were),? {_NAMED}")
_WITH_LATER = re.compile(
    rf"(?:(?!(?:fighting|serving|served|fought|buried|who|said|when|while)(?!\w))[^.;:\n]){{0,50}}?"
    rf"(?:together with|along with|as was|as were|and so was|and so were) {_NAMED}"
)
_BESIDE = re.compile(rf" (?:alongside|with|beside) {_NAMED}")
_THAT = re.compile(r"(?<!\w)(?:that|which|who) (?:also |later |instantly )?$")
_OBJECT = re.compile(r" (?:[a-z-]+ ){0,4}(?:[A-Z][\w.]* ){0,3}")
_KILLS = ("killed", "shot dead", "shot and killed", "murdered", "gunned down", "assassinated")
_PASSIVE = re.compile(r"(?<!\w)(?:be|been|being|was|were|is|are|got|get)(?: (?:[a-z]+ly|also|later))? $")
_SOLDIER = re.compile(
    r" (?:his|her|their|its|the|a|an|another) (?:own |fellow |former |[A-Z][a-z]+ |[a-z]+-?[a-z]* )?"
    r"(?:commander|officer|commanding officer|comrade|soldier|serviceman|general|colonel|sergeant|lieutenant|captain|"
    r"private|pilot|sniper|fighter|marine|paratrooper|instructor|superior|guard|conscript)s?,? (?:[A-Z][\w.]* ){0,3}"
)
_WERE = re.compile(r"[^.;:\n]{0,60}(?<!\w)(?:were|are|include|included) (?:[a-z-]+ ){0,3}(?:[A-Z][\w.]* ){0,3}")


def with_him(scene: Scene, cue: Cue, subject: Occurrence) -> list[Occurrence]:
    """«A, together with B, was killed», «A was killed along with B», «A was killed, as was B»."""
    if cue.kind not in ("died", "killed") or subject.end > cue.start:
        return []
    end = scene.sentences[subject.sentence].end
    found, at = [], subject
    for one in scene.within(subject.end, end):
        if one.start < cue.start:
            joined = _WITH.fullmatch(scene.text, at.end, one.start)
        else:
            joined = _WITH_LATER.fullmatch(scene.text, cue.end, one.start)
            if joined is None and cue.text.endswith("killed"):
                joined = _BESIDE.fullmatch(scene.text, cue.end, one.start)
        if joined:
            found.append(one)
            at = one
    return found


def object_of(scene: Scene, cue: Cue) -> Occurrence | None:
    """«in the blast that killed A», «A killed his commander, Captain B»: whom an active verb has for its object."""
    if cue.text in _KILLS and not _PASSIVE.search(scene.text, max(0, cue.start - 16), cue.start):
        after = scene.following(cue.end)
        if after is not None and _SOLDIER.fullmatch(scene.text, cue.end, after.start):
            return after
    if cue.text != "killed" or not _THAT.search(scene.text, max(0, cue.start - 20), cue.start):
        return None
    after = scene.following(cue.end)
    return after if after is not None and _OBJECT.fullmatch(scene.text, cue.end, after.start) else None


def heads_all(scene: Scene, cue: Cue, first: Occurrence) -> bool:
    """«Killed near Bakhmut on May 3 were A, B and C»."""
    return first.start >= cue.end and _WERE.fullmatch(scene.text, cue.end, first.start) is not None
