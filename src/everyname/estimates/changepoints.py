"""Where the level of a series changed: offline, exact, on medians of a nowcast.

Method: Killick, Fearnhead & Eckley (2012), «Optimal detection of changepoints with a linear computational cost», by
the optional library ``ruptures``; penalty 2 log n on the standardised square-root scale, where counts have
even variance.
"""

from __future__ import annotations

import numpy as np

from everyname.estimates.errors import MissingPartError
from everyname.estimates.extras import optional
from everyname.estimates.result import Floats

_SHORTEST = 4


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
