"""What may be said of a nowcast: falls, rises and records, each with its probability.

Invariant: every claim is weighed on the nowcast's draws, in which bulk loads are publications and no deaths, and never
on raw counts; one that is not sure enough is told with its probability and not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from everyname.estimates import change
from everyname.estimates.change import Statement
from everyname.estimates.result import Floats

if TYPE_CHECKING:
    from everyname.estimates.nowcast.posterior import Posterior
    from everyname.estimates.nowcast.run import Nowcast

_SIDE = 3  # cells on either side of a change
_FACTORS = (0.6, 0.8, 1.25, 5 / 3)  # falls by 40 and 20 %, and what undoes them


def statements(found: Nowcast, told: Sequence[int], width: int, seed: int) -> tuple[Statement, ...]:
    """Claims about the latest of the cells ``told``, about their greatest, and about the last publication."""
    return (*_changes(found, told, width), *_record(found, told, width), _busiest(found.posterior, seed))


def _changes(found: Nowcast, told: Sequence[int], width: int) -> Iterator[Statement]:
    """The last cells against those before them, where so many are estimable in a row."""
    if len(told) < 2 * _SIDE or told[-1] - told[-2 * _SIDE] != 2 * _SIDE - 1:
        return
    draws = found.draws[:, list(told[-2 * _SIDE :])]
    before, after = _days(found, told[-2 * _SIDE], told[-_SIDE - 1], width), _days(found, told[-_SIDE], told[-1], width)
    for factor in _FACTORS:
        yield change.changed(draws, slice(0, _SIDE), slice(_SIDE, None), factor).of(before=before, after=after)


def _record(found: Nowcast, told: Sequence[int], width: int) -> Iterator[Statement]:
    """Whether the greatest of the cells told exceeds every cell that can be compared: those closed, and those told."""
    closed = np.flatnonzero(found.targets <= found.posterior.model.grid.ends[-1])
    cells = np.union1d(closed, np.array(told, dtype=np.int64))
    if len(cells) < 2:
        return
    greatest = max(told, key=lambda cell: float(np.median(found.draws[:, cell])))
    place = int(np.searchsorted(cells, greatest))
    yield change.record(found.draws[:, cells], place).of(cell=_days(found, greatest, greatest, width))


def _busiest(posterior: Posterior, seed: int, count: int = 1000) -> Statement:
    model = posterior.model
    past = model.grid.new.shape[1]
    drawn: list[Floats] = [
        model.effects_of(thetas)[:, -past:].mean(axis=2)
        for _, thetas in posterior.draws(count, np.random.default_rng([seed, 2]))
    ]
    released = date.fromordinal(int(model.grid.ends[-1])).isoformat()
    return change.busiest_publication(np.concatenate(drawn), past - 1).of(release=released)


def _days(found: Nowcast, first: int, last: int, width: int) -> str:
    """Cells as an EDTF interval of days."""
    ends = int(found.starts[first]), int(found.starts[last]) + width - 1
    return "/".join(date.fromordinal(day).isoformat() for day in ends)
