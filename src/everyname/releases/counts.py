"""Counts of a release: by status, and the confirmed broken down.

Invariant: a pure function of the published records and the small-cell threshold. Breakdowns count confirmed persons;
what is not known has its own cell. Cells below the threshold are joined into ``other`` so that sums still hold; only
``category`` may add up to more than the count, because a person may carry several.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from everyname.domain.words import Status
from everyname.releases.content import ReleaseError, StatedTollRecord

Row = Mapping[str, Any]
UNKNOWN, OTHER = "unknown", "other"


def count(rows: Iterable[Row], small_cells: int = 0) -> dict[str, Any]:
    """The contents of ``counts.json`` without the release's number."""
    persons = list(rows)
    confirmed = [p for p in persons if p["status"] == Status.CONFIRMED]
    status = Counter(p["status"] for p in persons)
    cells = {
        "category": Counter(c for p in confirmed for c in (p["category"] or [UNKNOWN])),
        "region": Counter(p["region"] or UNKNOWN for p in confirmed),
        "death_month": Counter(death_month(p) for p in confirmed),
        "age": Counter(age_band(p["age"]) for p in confirmed),
        "rank_class": Counter(p["rank_class"] or UNKNOWN for p in confirmed),
    }
    return {
        "count": len(confirmed),
        "by_status": dict(sorted(status.items())),
        "confirmed_by": {name: _joined(found, small_cells) for name, found in cells.items()},
        "small_cells": small_cells,
    }


def death_month(person: Row) -> str:
    """``2023-02`` when the whole date lies in that month, ``2023-XX`` when only the year is sure, else unknown."""
    low, high = person["death_from"], person["death_to"]
    if not low or not high or low[:4] != high[:4]:
        return UNKNOWN
    return low[:7] if low[:7] == high[:7] else f"{low[:4]}-XX"


def age_band(age: int | None) -> str:
    """Five-year bands, as demographers cut them."""
    return UNKNOWN if age is None else f"{age // 5 * 5:02d}-{age // 5 * 5 + 4:02d}"


def small_cells(policy: str) -> int:
    """The threshold below which cells are joined, from the publication policy.

    Raises:
        ReleaseError: the policy is not TOML, or the threshold no whole number from 0.
    """
    try:
        value = tomllib.loads(policy).get("publication", {}).get("small_cells", 0)
    except tomllib.TOMLDecodeError as error:
        raise ReleaseError(f"policy.toml: not valid TOML: {error}") from error
    if not isinstance(value, int) or value < 0:
        raise ReleaseError("policy.toml: publication.small_cells is a whole number from 0")
    return value


def own_count(rows: Iterable[Row], toll: StatedTollRecord) -> tuple[int, int]:
    """The tally's own number for a toll's period: (confirmed surely inside, confirmed that may lie inside)."""
    sure = maybe = 0
    start, end = toll.period_from or "0000", toll.period_to or "9999"
    for person in rows:
        if person["status"] != Status.CONFIRMED:
            continue
        low, high = person["death_from"] or "0000", person["death_to"] or "9999"
        if low >= start and high <= _last(end):
            sure += 1
        elif low <= _last(end) and high >= start:
            maybe += 1
    return sure, maybe


def _last(day: str) -> str:
    return day + "~"  # sorts after every day that begins with it


def _joined(cells: Counter[str], threshold: int) -> dict[str, int]:
    small = sum(n for name, n in cells.items() if n < threshold and name != UNKNOWN)
    kept = {name: n for name, n in sorted(cells.items()) if n >= threshold or name == UNKNOWN}
    return kept | ({OTHER: kept.get(OTHER, 0) + small} if small else {})
