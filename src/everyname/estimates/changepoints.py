"""Where the level of a series changed: offline, exact, on medians of a nowcast.

Method: Killick, Fearnhead & Eckley (2012), «Optimal detection of changepoints with a linear computational cost», by
the optional library ``ruptures``; penalty 2 log n on the standardised square-root scale, where counts have
even variance.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from everyname.estimates.errors import InputError, MissingPartError
from everyname.estimates.extras import optional
from everyname.estimates.result import Estimate, Floats, InputFile, Part

_SHORTEST = 4
_ASSUMPTION = (
    "the level is even between changes, and the nowcast's middle stands for its draws: a change among cells that are "
    "still wide is a hint, not a finding"
)


def changes(path: Path) -> Estimate:
    """Stretches of even level in a nowcast's written result; each part is one stretch with its mean deaths a cell.

    Cells without an estimate are left out.

    Raises:
        InputError: the file is not the result of a nowcast.
        MissingPartError: ``ruptures`` is not installed.
    """
    data = _bytes(path)
    cells = _cells(path.name, data)
    counts = np.array([point for _, point in cells])
    starts = [0, *changepoints(counts)]
    parts = tuple(
        Part({"from": cells[start][0]}, float(counts[start:end].mean()), facts={"cells": end - start})
        for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)
    )
    source = InputFile(path.name, hashlib.sha256(data).hexdigest(), len(cells))
    said = {"shortest_stretch": _SHORTEST}
    return Estimate("changepoints", "deaths a cell of time", _ASSUMPTION, (source,), parts=parts, parameters=said)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error}") from error


def _cells(name: str, data: bytes) -> list[tuple[str, float]]:
    """First day and middle of every estimated cell, in the order of time."""
    try:
        parts: list[dict[str, Any]] = json.loads(data)["parts"]
        cells = [(str(part["key"]["from"]), float(part["point"])) for part in parts if part["point"] is not None]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(name, "is no result of a nowcast: give what «estimate nowcast --out» wrote") from error
    if not cells:
        raise InputError(name, "has no estimated cell")
    return sorted(cells)


def changepoints(counts: Floats) -> list[int]:
    """Positions (cells) where a new level begins; none for series shorter than twice the shortest stretch.

    Raises:
        MissingPartError: ``ruptures`` is not installed.
    """
    if len(counts) < 2 * _SHORTEST:
        return []
    ruptures = optional("ruptures")
    if ruptures is None:
        raise MissingPartError("ruptures", "changes")
    steady = 2.0 * np.sqrt(np.asarray(counts, dtype=np.float64))
    noise = float(np.median(np.abs(np.diff(steady)))) / 0.954 or 1.0  # of a normal: median |difference| = .954 sd
    found = ruptures.Pelt(model="l2", min_size=_SHORTEST, jump=1).fit(steady / noise)
    ends: list[int] = found.predict(pen=2.0 * np.log(len(counts)))
    return ends[:-1]
