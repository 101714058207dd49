"""One way of reading the lists: its number, its intervals, the assumption it cannot do without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from everyname.estimates.result import Interval, Part, Refusal


@dataclass(frozen=True)
class Family:
    """A family's result; ``point`` is ``None`` exactly when it refuses."""

    name: str
    assumption: str
    point: float | None
    intervals: tuple[Interval, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

    @property
    def part(self) -> Part:
        """As a part of an estimate."""
        facts = {"assumption": self.assumption, **self.facts}
        return Part({"family": self.name}, self.point, self.intervals, facts, self.refusals)


def refuse(name: str, assumption: str, code: str, reason: str, **facts: Any) -> Family:
    """A family that says no."""
    return Family(name, assumption, None, (), facts, (Refusal(code, reason),))
