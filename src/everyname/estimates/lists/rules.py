"""When lists may speak. Each rule gives a reason a reader understands, or nothing.

Three lists leave no degree of freedom to doubt the answer: their result is indicative. Two lists must be taken as
independent, which lists of the same dead never are. A list that meets no other tells nothing of the unseen.
"""

from __future__ import annotations

import numpy as np

from everyname.estimates.extras import require
from everyname.estimates.lists.histories import Histories, masks
from everyname.estimates.lists.models import Model
from everyname.estimates.result import Floats, Refusal

FEWEST = 3
HEADLINE = 4


def refusals(histories: Histories) -> tuple[Refusal, ...]:
    """Why this table gives no estimate at all; empty when it may."""
    reasons = []
    if histories.k < FEWEST:
        reason = (
            "two lists give a number only if they are independent, which cannot be checked; at least three are needed"
        )
        reasons.append(Refusal("two-lists", reason))
    empty = [name for j, name in enumerate(histories.lists) if histories.size(j) == 0]
    if empty:
        reasons.append(Refusal("empty-list", f"nobody stands on {', '.join(empty)}: leave the list out"))
    apart = _apart(histories)
    if apart:
        reason = (
            f"no overlap joins {', '.join(apart)} to the other lists, so any number of unseen dead fits equally well"
        )
        reasons.append(Refusal("zero-overlap", reason))
    return tuple(reasons)


def warnings(histories: Histories) -> tuple[str, ...]:
    """What a reader must know beside the number."""
    said = []
    if FEWEST <= histories.k < HEADLINE:
        said.append(
            "three lists: indicative only, no degree of freedom is left to test how the lists depend on each other"
        )
    pairs = [
        f"{histories.lists[i]} and {histories.lists[j]}"
        for i in range(histories.k)
        for j in range(i)
        if histories.overlap(i, j) == 0
    ]
    if pairs:
        said.append(f"nobody stands on both {'; '.join(pairs)}")
    return tuple(said)


def _apart(histories: Histories) -> list[str]:
    """Lists that no chain of overlaps joins to the first."""
    reached, open_lists = {0}, [0]
    while open_lists:
        i = open_lists.pop()
        new = {j for j in range(histories.k) if j not in reached and histories.overlap(i, j) > 0}
        reached |= new
        open_lists.extend(new)
    return [name for j, name in enumerate(histories.lists) if j not in reached]


def estimate_exists(counts: Floats, model: Model) -> bool:
    """Whether the maximum likelihood estimate lies inside: a linear programme.

    Fienberg & Rinaldo (2012), Chan, Silverman & Vincent (2021): some table positive in every cell of the model must
    have the same sums under its terms. Cells and terms that zero sums empty are left out first.

    Raises:
        MissingPartError: SciPy is not installed.
    """
    every = masks(len(counts).bit_length() - 1)
    above = {t: counts[every & t == t].sum() for t in model}
    dead = [t for t in model if above[t] == 0]
    cells = [c for c in every[1:].tolist() if not any(c & t == t for t in dead)]
    terms = [t for t in model if t not in dead]
    nested = np.array([[float(c & t == t) for c in cells] for t in terms])
    # unknowns: cells x and the smallest of them s; x - s >= 0, maximise s
    equal = np.column_stack([nested, np.zeros(len(terms))])
    less = np.column_stack([-np.eye(len(cells)), np.ones(len(cells))])
    goal = np.append(np.zeros(len(cells)), -1.0)
    bounds = [(0, None)] * len(cells) + [(0, None)]
    found = require("scipy.optimize").linprog(
        goal, less, np.zeros(len(cells)), equal, [above[t] for t in terms], bounds, method="highs"
    )
    return bool(found.success and -found.fun > 1e-7 and np.linalg.matrix_rank(nested) == len(terms))
