"""What dates and ages say of a person: that he is dead, and whether in this war.

Invariant: a date or age speaks only for the person it was found for.
"""

from __future__ import annotations

import re

from everyname.domain.words import Role
from everyname.extract.roles.evidence import DEAD_FROM, Evidence
from everyname.extract.roles.government import OF_DEATH
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.told import tell
from everyname.extract.war import War

OLD_DEATH = 6.0  # a death before the war began
_SURELY_OLD = 12.0  # one whose year the text tells
_OLD, _OLD_AGE = 66, 2.0
_CHILD = 14
_AGED, _OF_AGE = 70, 6.0  # no army has soldiers of that age
_PAST_AGE = 2.0
_TELL_DEATH = OF_DEATH | {"losses", "memorial", "posthumous", "plaque", "requiem"}
_OF_WAR = ("unit", "rank", "category", "front")
_COPULA = 12  # characters beside an age in which its verb stands
_WAS = re.compile(r"(?<!\w)(?:было|був|бул[оа]|бы?|би|was|were|would have)(?!\w)")
_THEN = re.compile(r"[^,.;]{0,12},? (?:когда|коли|when)(?!\w)")


def dates_say(war: War, evidence: list[Evidence], deaths: dict[int, Found]) -> None:
    """A date of death is a sign of death; its year tells which war."""
    for person, date in deaths.items():
        paired = date.attrs.get("pair") == "death"
        year = int(date.value[:4]) if date.value[:4].isdigit() else war.year
        told = evidence[person].weights[Role.DEAD] >= DEAD_FROM  # the word that dates it has been counted
        wounded = 0.0 < evidence[person].weights[Role.DEAD] <= evidence[person].struck  # «5 мая попал под обстрел»
        if wounded and not paired:
            continue
        if paired or (date.attrs.get("role") in ("death", "burial") and not told):
            evidence[person].add(Role.DEAD, 3.0, tell("life_dates" if paired else "death_date", date.value))
            evidence[person].direct[Role.DEAD] += 3.0 if paired else 0.0
        elif year >= war.year:
            evidence[person].add(Role.DEAD, 0.6, tell("death_date", date.value))
        if year < war.year:
            evidence[person].outside += OLD_DEATH if date.derived else _SURELY_OLD
            evidence[person].why_outside = tell("old_death", year)
        else:
            evidence[person].war += 1.0


_WAS_AGED = re.compile(  # «He was just 28», no «A, 28, was accused», no «her son was 19»
    r"(?:(?<!son )(?<!daughter )(?<!child )(?<!children )(?<!wife )(?<!brother )(?:was|were|been) "
    r"(?:(?:just|only|aged|a|an|still|barely|about|around|(?:due|set|about) to turn) )*|would have (?:been|turned) )"
    r"(?:\d\d|eighteen|nineteen|twenty|thirty|forty|fifty|sixty)"
)


def ages_say(scene: Scene, evidence: list[Evidence], ages: dict[int, Found]) -> None:
    """«Ему было 34»: an age told in the past is that of a dead man; an old man's death is seldom one of a war."""
    silent = scene.lang == "en" and not any(c.kind in _TELL_DEATH for c in scene.cues)
    silent = silent and not any(f.kind in _OF_WAR or f.attrs.get("front") for f in scene.found)
    for person, age in ages.items():
        around = scene.text[max(0, age.start - _COPULA) : age.end + _COPULA]
        was = _WAS.search(around)
        if scene.lang == "en":
            was = _WAS_AGED.search(scene.text, max(0, age.start - _COPULA), age.end)
        if not silent and was and not _THEN.match(scene.text, age.end):
            evidence[person].add(Role.DEAD, _PAST_AGE, tell("past_age", age.value))
        if int(age.value) <= _CHILD:
            evidence[person].outside += _SURELY_OLD
            evidence[person].why_outside = tell("child", age.value)
        if int(age.value) >= _OLD and not (scene.lang == "en" and any(f.kind == "category" for f in scene.found)):
            evidence[person].outside += _OF_AGE if int(age.value) >= _AGED else _OLD_AGE
            evidence[person].why_outside = tell("old_age", age.value)
