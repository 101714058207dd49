"""Roles by additive, named evidence: what each cue, title, date and list place says of a person, summed.

Invariant: a role follows from its evidence alone, and every piece of evidence is told in ``reasons``; ``confidence``
maps their margin to a probability.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from everyname.domain.words import Role
from everyname.extract.roles.dedications import dedications_say
from everyname.extract.roles.entries import candles_say, ellipses_say, lists_say, seen_off_say
from everyname.extract.roles.evidence import DEAD_FROM, LIVING_STATES, Evidence
from everyname.extract.roles.handed import awards_say
from everyname.extract.roles.headings import headings_say
from everyname.extract.roles.lifetimes import OLD_DEATH, ages_say, dates_say
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.sayings import cues_say, deeds_say, titles_say
from everyname.extract.roles.scene import Scene
from everyname.extract.roles.scope import scope_says
from everyname.extract.spans.found import Found
from everyname.extract.told import tell

_NO_YEAR = ("-no-year", "/month", "/day")  # rules of dates whose year the publication gave
_SURELY_DEAD = 3.0
_DENIED = 7.0
_BEYOND_DOUBT = 6.0  # a death told twice, of a man told captive or alive


@dataclass(frozen=True, slots=True)
class Decided:
    """Role of one person with the probability that it is right and the evidence in words."""

    role: Role
    confidence: float
    reasons: tuple[str, ...]


def weigh(
    scene: Scene,
    claimed: list[Claimed],
    deaths: dict[int, Found],
    burials: dict[int, Found],
    ages: dict[int, Found],
    published: str = "",
) -> list[Evidence]:
    """The evidence for every person of the cast; ``deaths``, ``burials`` and ``ages`` were found for them."""
    evidence = [Evidence() for _ in scene.persons]
    cues_say(scene, claimed, evidence)
    titles_say(scene, evidence)
    deeds_say(scene, evidence)
    awards_say(scene, evidence)
    dedications_say(scene, evidence)
    dates_say(scene.war, evidence, burials | deaths)
    ages_say(scene, evidence, ages)
    lists_say(scene, claimed, evidence)
    ellipses_say(scene, evidence)
    seen_off_say(scene, claimed, evidence)
    candles_say(scene, evidence)
    headings_say(scene, evidence)
    recent = {n for n, date in deaths.items() if date.value >= scene.war.month and not date.rule.endswith(_NO_YEAR)}
    scope_says(scene, claimed, evidence, recent)
    if published and published < scene.war.month:
        for person in evidence:
            person.outside += OLD_DEATH + person.war  # whatever it says: it knows nothing of this war
            person.why_outside = tell("old_text", published)
    return evidence


def decide(evidence: Evidence, denied: bool) -> Decided:
    """The role that the evidence supports best."""
    weights = evidence.weights
    dead = weights[Role.DEAD] - (_DENIED if denied else 0.0)
    rivals = [(weight, role) for role, weight in weights.items() if role is not Role.DEAD]
    rival, rival_role = max(rivals, default=(0.0, Role.UNCLEAR))
    if rival_role in (Role.MISSING, Role.PRISONER) and dead >= _SURELY_DEAD:
        rival = min(rival, dead - 0.5)  # missing once, dead now
    if dead >= DEAD_FROM and dead > rival and not _told_alive(evidence, rival_role, dead):
        if evidence.weights[Role.PRISONER] and not evidence.direct[Role.DEAD] and dead < _BEYOND_DOUBT:
            return Decided(Role.UNCLEAR, 0.5, tuple(evidence.reasons))
        outside = evidence.outside > evidence.war
        role = Role.DEAD_OTHER if outside else Role.DEAD
        reasons = (*evidence.reasons, evidence.why_outside) if outside else tuple(evidence.reasons)
        margin = min(dead - max(rival, 1.0), 1.0 + abs(evidence.outside - evidence.war))
        return Decided(role, _probability(margin), reasons)
    if rival >= 1.0:
        return Decided(rival_role, _probability(rival - max(dead, 0.0)), tuple(evidence.reasons))
    return Decided(Role.UNCLEAR, 0.5, tuple(evidence.reasons))


def _told_alive(evidence: Evidence, rival: Role, dead: float) -> bool:
    """Whether a death told elsewhere meets a life, a capture or a search told beside the name."""
    if evidence.direct[Role.DEAD] or rival not in LIVING_STATES:
        return False
    lives = rival is Role.LIVING and (dead < _BEYOND_DOUBT or evidence.weights[rival] >= _BEYOND_DOUBT)
    return evidence.direct[rival] >= DEAD_FROM and (lives or dead < _SURELY_DEAD)


def _probability(margin: float) -> float:
    return round(1 / (1 + math.exp(-0.6 - 0.7 * margin)), 3)
