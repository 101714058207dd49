"""What speaks for each role of one person: weighed, named, and added up.

Invariant: no evidence without a reason in words; weights are judged, not measured.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from everyname.domain.words import Role

# What a cue that speaks of a person says of him: role and weight.
WEIGHTS: dict[str, tuple[Role, float]] = {
    "died": (Role.DEAD, 3.0),
    "passed": (Role.DEAD, 3.0),
    "loss": (Role.DEAD, 3.0),
    "body": (Role.DEAD, 3.0),
    "interred": (Role.DEAD, 3.0),
    "bereaved": (Role.DEAD, 3.0),
    "condolence": (Role.KIN, 1.6),
    "buried": (Role.DEAD, 3.0),
    "killed": (Role.DEAD, 3.0),
    "strike": (Role.DEAD, 1.4),
    "identified": (Role.DEAD, 2.0),
    "farewell": (Role.DEAD, 3.0),
    "fallen": (Role.DEAD, 2.4),
    "posthumous": (Role.DEAD, 2.4),
    "mourned": (Role.DEAD, 1.6),
    "rites": (Role.DEAD, 1.6),
    "honours": (Role.DEAD, 3.0),
    "requiem": (Role.DEAD, 2.2),
    "memorial": (Role.DEAD, 0.9),
    "plaque": (Role.DEAD, 2.0),
    "losses": (Role.DEAD, 2.2),
    "said": (Role.LIVING, 2.0),
    "alive": (Role.LIVING, 2.2),
    "found_alive": (Role.LIVING, 6.0),
    "award_living": (Role.LIVING, 0.6),
    "fundraising": (Role.LIVING, 1.0),
    "missing": (Role.MISSING, 2.2),
    "captive": (Role.PRISONER, 2.2),
}
DEATH = frozenset(("died", "killed", "passed", "loss", "body", "interred", "buried", "farewell", "honours", "fallen"))
LIVING_STATES = (Role.LIVING, Role.MISSING, Role.PRISONER, Role.COMRADE)
DEAD_FROM = 2.0  # weight from which a person is read as dead


@dataclass(slots=True)
class Evidence:
    """What speaks for each role of one person, and for a death outside the war."""

    weights: defaultdict[Role, float] = field(default_factory=lambda: defaultdict(float))
    reasons: list[str] = field(default_factory=list)
    outside: float = 0.0
    war: float = 0.0
    why_outside: str = ""
    violent: bool = False
    died: bool = False  # subject of a verb of death
    struck: float = 0.0  # what speaks of a blow, which a man may survive
    signs: dict[str, float] = field(default_factory=dict)
    direct: defaultdict[Role, float] = field(default_factory=lambda: defaultdict(float))  # told beside the name

    def add(self, role: Role, weight: float, reason: str) -> None:
        """One piece of evidence."""
        self.weights[role] += weight
        if reason not in self.reasons:
            self.reasons.append(reason)


def alone_dead(person: int, evidence: list[Evidence]) -> bool:
    """«Её муж, Виктор Т., подписал контракт. В извещении: погиб»: of nobody else is a death told, of him no life."""
    dead = [n for n, told in enumerate(evidence) if told.weights[Role.DEAD] >= DEAD_FROM]
    lives = any(evidence[person].weights[role] for role in LIVING_STATES)
    return dead == [person] and evidence[person].violent and not lives
