"""Stated tolls beside the tally's own count, and an incident's claimed dead beside its named ones.

Invariant: two numbers stand in one row only; a difference is given only where both count the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from everyname.domain.tolls import Aspect, IncidentClaim, Measure, Qualifier, Scope, StatedToll

OwnCount = Callable[[Scope, str, str], int | None]
"""The tally's count for (scope, period from, period to), dates as EDTF texts; ``None``: the tally cannot count that."""

_COUNTED_BY_NAME = frozenset({Measure.KILLED, Measure.IDENTIFIED})


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One stated toll beside the own count. Codes are translated by ``labels``.

    ``not_comparable`` holds reason codes ``compare.*``; when it is empty, ``difference_low`` and ``difference_high``
    are stated minus own, ``None`` at an open end.
    """

    stated: StatedToll
    own: int | None
    definition: str  # code of the measure's definition
    not_comparable: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    difference_low: int | None = None
    difference_high: int | None = None


def compare(stated: Sequence[StatedToll], own_count: OwnCount) -> tuple[ComparisonRow, ...]:
    """Set each stated toll beside the tally's own count for the same scope and period, in the given order."""
    return tuple(_row(toll, own_count) for toll in stated)


def _row(toll: StatedToll, own_count: OwnCount) -> ComparisonRow:
    definition = f"definition.{toll.scope.measure}"
    reasons = _obstacles(toll)
    own = None if reasons else own_count(toll.scope, toll.period_from, toll.period_to)
    if not reasons and own is None:
        reasons = ("compare.no_own_count",)
    if own is None:
        return ComparisonRow(toll, None, definition, reasons)
    low, high = stated_bounds(toll)
    return ComparisonRow(
        toll,
        own,
        definition,
        remarks=_remarks(toll),
        difference_low=None if low is None else low - own,
        difference_high=None if high is None else high - own,
    )


def stated_bounds(toll: StatedToll) -> tuple[int | None, int | None]:
    """The bounds that were said, inclusive; ``None`` at an open end. "Over N" begins at N + 1."""
    match toll.qualifier:
        case Qualifier.AT_LEAST:
            return toll.value_low, None
        case Qualifier.OVER:
            return toll.value_low + 1, None
        case Qualifier.UP_TO:
            return None, toll.value_high
        case _:
            return toll.value_low, toll.value_high


def _obstacles(toll: StatedToll) -> tuple[str, ...]:
    """Why no own count can stand beside the number, as codes."""
    reasons = []
    if toll.scope.measure is Measure.UNVERIFIED or toll.aspect is Aspect.BACKLOG:
        reasons.append("compare.backlog")
    elif toll.scope.measure not in _COUNTED_BY_NAME:
        reasons.append("compare.other_measure")
    if toll.scope.note:
        reasons.append("compare.limit_without_code")
    if toll.aspect is Aspect.EARLIER and not toll.period_to:
        reasons.append("compare.earlier_undated")
    return tuple(reasons)


def _remarks(toll: StatedToll) -> tuple[str, ...]:
    """What a reader must know before comparing, as codes."""
    remarks = []
    if toll.scope.measure is Measure.KILLED:
        remarks.append("compare.killed_against_named")
    if toll.aspect is Aspect.ESTIMATE:
        remarks.append("compare.estimate")
    if toll.aspect is Aspect.ADDED:
        remarks.append("compare.added_by_publication")
    if not toll.period_to:
        remarks.append("compare.no_end")
    return tuple(remarks)


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """Claimed against named: "89 stated, 45 named" and the remainder, which stays unattributed.

    ``remainder_low`` never falls below 0; ``exceeded`` is true when more are named than were claimed.
    """

    claimed_low: int | None
    claimed_high: int | None
    named: int
    remainder_low: int
    remainder_high: int | None
    exceeded: bool


def incident_summary(stated: IncidentClaim | StatedToll, named: int) -> IncidentSummary:
    """How many of the claimed dead of an incident are named; ``named`` is the tally's own attribution."""
    if named < 0:
        raise ValueError(f"named must be 0 or more, not {named}")
    low, high = stated_bounds(stated.toll if isinstance(stated, IncidentClaim) else stated)
    return IncidentSummary(
        low,
        high,
        named,
        0 if low is None else max(low - named, 0),
        None if high is None else max(high - named, 0),
        high is not None and named > high,
    )
