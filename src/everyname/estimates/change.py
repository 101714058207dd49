"""Did deaths rise or fall, and is this the most ever? Answered on draws of the nowcast, never on raw counts.

The last weeks of a raw count always «fall», because they are not yet named. A change or a record is said only when its
probability passes .95.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from everyname.estimates.result import Floats

SURE = 0.95


@dataclass(frozen=True)
class Statement:
    """A sentence that may be said or not; ``probability`` is that of the claim, ``about`` the days it is of."""

    claim: str
    probability: float
    said: bool
    about: Mapping[str, str] = field(default_factory=dict)

    def of(self, **about: str) -> Statement:
        """The same of these days."""
        return replace(self, about=about)


def changed(draws: Floats, before: slice, after: slice, factor: float) -> Statement:
    """Whether deaths a cell after are below ``factor`` times those before (above it, when ``factor`` exceeds one).

    ``draws`` is (draws, cells); cells that could not be estimated are ``nan`` and are left out of both sides.
    """
    early, late = np.nanmean(draws[:, before], axis=1), np.nanmean(draws[:, after], axis=1)
    falls = factor < 1
    hit = late < factor * early if falls else late > factor * early
    probability = float(np.mean(hit[np.isfinite(early) & np.isfinite(late)])) if len(hit) else 0.0
    word = f"fell by {1 - factor:.0%} or more" if falls else f"rose by {factor - 1:.0%} or more"
    return Statement(f"deaths {word}", probability, probability > SURE)


def record(draws: Floats, cell: int) -> Statement:
    """Whether the cell holds the most deaths of all cells."""
    others = np.delete(draws, cell, axis=1)
    probability = float(np.mean(draws[:, cell] > np.nanmax(others, axis=1, initial=-np.inf)))
    return Statement("the most in any cell", probability, probability > SURE)


def busiest_publication(levels: Floats, publication: int) -> Statement:
    """Whether a publication's own level (not the deaths behind it) is the highest: the mark of a bulk load.

    ``levels`` is (draws, publications) of publication effects. A record number of names in a release that is also
    the busiest publication is a fact about the work, not about the war.
    """
    probability = float(np.mean(levels.argmax(axis=1) == publication))
    return Statement("the release with the most late names", probability, probability > SURE)
