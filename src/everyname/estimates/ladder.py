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
    """A number somebody else said; ``said_on`` is an EDTF date, an open end of the range is ``None``."""

    who: str
    said_on: str
    low: int | None
    high: int | None
    scope: str


@dataclass(frozen=True)
class Ladder:
    """``verified`` and ``waiting`` are exact counts; ``expected`` is of names still to come; ``ever`` of all models.

    ``release``: the number of the release whose counts these are, zero for none.
    """

    as_of: date
    verified: int
    waiting: int
    expected: Estimate | None = None
    ever: Sequence[Estimate] = ()
    stated: Sequence[StatedToll] = ()
    release: int = 0

    def document(self) -> dict[str, Any]:
        """The ladder as the plain object of ``estimates.json``."""
        rungs = {
            Rung.VERIFIED: {"count": self.verified, "what": "persons confirmed by name: a floor"},
            Rung.WAITING: {"count": self.waiting, "what": "mentions not yet judged, duplicates among them"},
            Rung.EXPECTED: _expected(self.expected),
            Rung.EVER: _ever(self.ever, self.verified),
            Rung.STATED: {"tolls": plain(self.stated)},
        }
        return {
            "as_of": self.as_of.isoformat(),
            "release": self.release,
            "code_version": code_version(),
            "never_added_up": True,
            "rungs": [{"code": rung.name.lower(), "rung": rung, **said} for rung, said in rungs.items()],
        }


def _expected(estimate: Estimate | None) -> dict[str, Any]:
    if estimate is None or estimate.point is None:
        return _refused([estimate] if estimate else [])
    shown = [plain(_rounded(interval)) for interval in estimate.intervals]
    return {
        "still_to_be_named": rounded(estimate.point),
        "intervals": shown,
        "assumption": estimate.assumption,
        "backtest": plain(estimate.diagnostics.get("backtest", {})),
        "seed": estimate.seed,
        "inputs": plain(estimate.inputs),
    }


def _ever(estimates: Sequence[Estimate], floor: int) -> dict[str, Any]:
    """A range over everything that gives a number, never a point, never below the names; the worst grade counts."""
    kept = [e for e in estimates if e.intervals and e.grade != "D"]
    if not kept:
        return _refused(estimates)
    ends = [interval for estimate in kept for interval in estimate.intervals if interval.level == 0.95]
    return {
        "low": max(floor, rounded(min(interval.low for interval in ends))),
        "high": rounded(max(interval.high for interval in ends)),
        "grade": max(estimate.grade or "C" for estimate in kept),
        "methods": [
            {"method": e.method, "target": e.target, "assumption": e.assumption, "grade": e.grade or "C"} for e in kept
        ],
        "inputs": [plain(e.inputs) for e in kept],
    }


def _refused(estimates: Sequence[Estimate]) -> dict[str, Any]:
    """Why there is no number: in words, and by the codes of the refusals."""
    refusals = [refusal for estimate in estimates for refusal in estimate.refusals]
    words = "; ".join(refusal.reason for refusal in refusals)
    return {
        "not_estimable": words or ("no interval" if estimates else "no estimate was made"),
        "because": [refusal.code for refusal in refusals],
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
