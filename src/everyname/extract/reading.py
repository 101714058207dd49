"""What a reader says of one text: the persons it names, each value with the place it was read from.

Invariant: every value that came from the text has a span ``(start, end)`` in code points of the text as captured,
and ``text[start:end]`` is its original form. A value that is not in the text is absent, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from everyname.domain.words import Occasion, Property, Role

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One value that a reader proposes. ``value`` is normal form (dates: EDTF), ``original`` the words of the text."""

    property: Property
    value: str
    original: str
    span: Span
    reader: str  # rule or model that read it, such as "dates/day-month"
    confidence: float  # probability that the value is right, 0..1
    derived: bool = False  # True: computed from the span and the date of publication


@dataclass(frozen=True, slots=True)
class PersonReading:
    """One person named in the text. List-valued properties (category, awards) stand as several proposals."""

    role: Role
    occasion: Occasion
    proposals: tuple[Proposal, ...]
    role_confidence: float = 1.0
    reasons: tuple[str, ...] = ()  # named evidence for the role, in words
    conflicts: tuple[str, ...] = ()  # contradictions inside this text, in words

    def first(self, prop: Property) -> Proposal | None:
        """The proposal of this property, the most confident first; ``None`` when the text has none."""
        found = [p for p in self.proposals if p.property is prop]
        return max(found, key=lambda p: p.confidence) if found else None

    def all(self, prop: Property) -> tuple[Proposal, ...]:
        """Every proposal of this property, in the order of the text."""
        return tuple(p for p in self.proposals if p.property is prop)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one text."""

    is_war_death: bool
    lang: str
    kind: str  # death_notice, list, statistics, ceremony, search, found_alive, denial, planted, other
    persons: tuple[PersonReading, ...]
    reader: str  # name and version of the reader
    warnings: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
