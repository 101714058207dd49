"""The ladder of what is known: from names that can be checked to what others say.

Invariant: rungs are never added up; each stands on its own date and assumption. The list is «confirmed by name» and
nothing else. A rung that cannot be estimated says so instead of being left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor, log10
from pathlib import Path
from typing import Any

from everyname.estimates.result import Estimate, Interval, code_version, plain


class Rung(StrEnum):
    """The five rungs, from the ground up. The words are locked."""

    VERIFIED = "confirmed by name"
    WAITING = "waiting to be verified"
    EXPECTED = "expected to be named within a year"
    EVER = "ever killed"
    STATED = "stated by others"


@dataclass(frozen=True)
class StatedToll:
    """A number somebody else said."""

    who: str
    said_on: date
    low: int
    high: int
    scope: str


@dataclass(frozen=True)
class Ladder:
    """``verified`` and ``waiting`` are exact counts; ``expected`` is of names still to come; ``ever`` of all models."""

    as_of: date
    verified: int
    waiting: int
    expected: Estimate | None = None
    ever: Sequence[Estimate] = ()
    stated: Sequence[StatedToll] = ()

    def document(self) -> dict[str, Any]:
        """The ladder as the plain object of ``estimates.json``."""
        return {
            "as_of": self.as_of.isoformat(),
            "code_version": code_version(),
            "never_added_up": True,
            "rungs": [
                {"rung": Rung.VERIFIED, "count": self.verified, "what": "persons confirmed by name: a floor"},
                {"rung": Rung.WAITING, "count": self.waiting, "what": "mentions not yet judged, duplicates among them"},
                {"rung": Rung.EXPECTED, **_expected(self.expected)},
                {"rung": Rung.EVER, **_ever(self.ever)},
                {"rung": Rung.STATED, "tolls": plain(list(map(_toll, self.stated)))},
            ],
        }


def _expected(estimate: Estimate | None) -> dict[str, Any]:
    if estimate is None or estimate.point is None:
        return {"not_estimable": _why(estimate)}
    shown = [plain(_rounded(interval)) for interval in estimate.intervals]
    return {
        "still_to_be_named": rounded(estimate.point),
        "intervals": shown,
        "assumption": estimate.assumption,
        "backtest": plain(estimate.diagnostics.get("backtest", {})),
    }


def _ever(estimates: Sequence[Estimate]) -> dict[str, Any]:
    """A range over everything that gives a number, never a point; the worst grade is the range's."""
    kept = [e for e in estimates if e.intervals and e.grade != "D"]
    if not kept:
        return {"not_estimable": [_why(estimate) for estimate in estimates] or "no estimate was made"}
    ends = [interval for estimate in kept for interval in estimate.intervals if interval.level == 0.95]
    return {
        "low": rounded(min(interval.low for interval in ends)),
        "high": rounded(max(interval.high for interval in ends)),
        "grade": max(estimate.grade or "C" for estimate in kept),
        "methods": [
            {"method": e.method, "target": e.target, "assumption": e.assumption, "grade": e.grade or "C"} for e in kept
        ],
    }


def _why(estimate: Estimate | None) -> str:
    if estimate is None:
        return "no estimate was made"
    return "; ".join(refusal.reason for refusal in estimate.refusals) or "no interval"


def _toll(toll: StatedToll) -> dict[str, Any]:
    return {
        "who": toll.who,
        "said_on": toll.said_on.isoformat(),
        "low": toll.low,
        "high": toll.high,
        "scope": toll.scope,
    }


def _rounded(interval: Interval) -> Interval:
    return Interval(interval.level, rounded(interval.low), rounded(interval.high))


def rounded(value: float, digits: int = 2) -> int:
    """Two significant digits: an estimate printed to the last man lies about itself."""
    if abs(value) < 1:
        return 0
    return int(round(value, digits - 1 - floor(log10(abs(value)))))


def write(ladder: Ladder, path: Path) -> None:
    """Write ``estimates.json`` whole or not at all."""
    scratch = path.with_name(path.name + ".part")
    text = json.dumps(ladder.document(), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)
