"""What a reader says of one text: the persons it names, each value with the place it was read from.

Invariant: every value that came from the text has a span ``(start, end)`` in code points of the text as captured,
and ``text[start:end]`` is its original form. A value that is not in the text is absent, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from everyname.domain.words import Occasion, Property, Role

Span = tuple[int, int]
UNMEASURED = 0.5  # told of a value whose reader's accuracy nobody has measured: never sure


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


class Agreement(StrEnum):
    """What two readers say of one field."""

    SAME = "same"
    DIFFERENT = "different"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Compared:
    """One field as two readers have it; the values of a reader that says nothing are empty."""

    said: Agreement
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonReading:
    """One person named in the text. List-valued properties (category, awards) stand as several proposals."""

    role: Role
    occasion: Occasion
    proposals: tuple[Proposal, ...]
    role_confidence: float = 1.0
    reasons: tuple[str, ...] = ()  # named evidence for the role, as ``told.tell`` has it
    conflicts: tuple[str, ...] = ()  # contradictions inside this text, in words
    compared: Mapping[str, Compared] = field(default_factory=dict)  # by property and "role", where two readers read

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
