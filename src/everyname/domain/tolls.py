"""What others said: stated tolls and incidents.

A stated toll is kept as it was said and never enters the tally's own count. ``kind`` says who speaks, ``aspect`` what
part of a toll the number is, ``scope`` what is counted. Killed, wounded, missing, losses and casualties are different
measures and are never converted into each other. Codes are stable; their words are in ``tolls_labels.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from everyname.domain import edtf


class TollError(ValueError):
    """A stated toll that contradicts itself; the message names the field and what would be right."""


class TollKind(StrEnum):
    """Who says the number, seen from the side whose dead are counted."""

    OFFICIAL = "official"  # the authorities of the side whose dead are counted
    OPPOSING_SIDE = "opposing_side"
    OTHER_GOVERNMENT = "other_government"  # of a third country, its army or its intelligence
    INTERNATIONAL = "international"  # United Nations, Red Cross and the like
    INDEPENDENT_TALLY = "independent_tally"
    UNOFFICIAL_LIST = "unofficial_list"
    MEMORIAL = "memorial"
    UNSTATED = "unstated"


class Aspect(StrEnum):
    """What the number is of a toll."""

    TOTAL = "total"
    PART = "part"
    ADDED = "added"
    BACKLOG = "backlog"
    ESTIMATE = "estimate"
    EARLIER = "earlier"  # an older total, given for comparison


class Measure(StrEnum):
    """What is counted. The first two count the dead of which a tally can say something; the others are not deaths."""

    KILLED = "killed"
    IDENTIFIED = "identified"  # killed and identified by name
    UNVERIFIED = "unverified"  # reports of deaths that are not verified yet
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    CASUALTIES = "casualties"  # killed and wounded together, often the missing and captured too
    LOSSES = "losses"  # as said: the text does not tell which
    IRRETRIEVABLE = "irretrievable"  # killed, missing, captured and discharged as unfit


class Qualifier(StrEnum):
    """How the value is bounded."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    OVER = "over"
    ABOUT = "about"
    UP_TO = "up_to"
    RANGE = "range"
    INTERVAL = "interval"  # an interval with a stated probability


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: the measure, the groups it is limited to (codes, sorted) and the side whose dead they are."""

    measure: Measure
    groups: tuple[str, ...] = ()
    side: str = ""  # code of the vocabulary, or the word of the text
    note: str = ""  # a limit that has no code, as said: "men under 50"

    @property
    def code(self) -> str:
        """One stable text for comparing: ``identified+mobilised``."""
        return "+".join((self.measure.value, *self.groups))


@dataclass(frozen=True, slots=True)
class StatedToll:
    """A number somebody else said. Dates are EDTF texts; an empty one was not said.

    ``period_from`` empty: from the beginning of the war or of the count. ``said_on`` ``../D``: on D or before it.
    ``value_low`` and ``value_high`` are whole persons, both inclusive; ``qualifier`` says how they are meant: with
    ``at_least`` and ``over`` the upper end is open, with ``up_to`` the lower one, whatever the two values are.
    """

    who: str
    kind: TollKind
    aspect: Aspect
    scope: Scope
    value_low: int
    value_high: int
    qualifier: Qualifier = Qualifier.EXACT
    said_on: str = ""
    period_from: str = ""
    period_to: str = ""
    event: str = ""
    evidence: str = ""  # the words of the text
    source: str = ""  # where it was reported

    def __post_init__(self) -> None:
        if not 0 <= self.value_low <= self.value_high:
            raise TollError(f"value_low {self.value_low} must lie between 0 and value_high {self.value_high}")
        for name in ("said_on", "period_from", "period_to"):
            text = getattr(self, name)
            if not edtf.is_valid(text):
                raise TollError(f"{name} «{text}» is no EDTF date: write YYYY-MM-DD, YYYY-MM, YYYY or an interval")
        start, end = edtf.parse(self.period_from).earliest, edtf.parse(self.period_to).latest
        if start and end and start > end:
            raise TollError(f"period_from {self.period_from} is after period_to {self.period_to}")


@dataclass(frozen=True, slots=True)
class IncidentClaim:
    """What a text says of one event: its label, place, date (EDTF), the toll claimed, and how many of them are named.

    ``named_low`` and ``named_high`` bound the named persons; ``None`` when the text says nothing about them.
    """

    event: str
    place: str
    date: str
    toll: StatedToll
    named_low: int | None = None
    named_high: int | None = None

    def __post_init__(self) -> None:
        if not edtf.is_valid(self.date):
            raise TollError(f"date «{self.date}» is no EDTF date")
        if (self.named_low is None) != (self.named_high is None):
            raise TollError("named_low and named_high are given together or not at all")
