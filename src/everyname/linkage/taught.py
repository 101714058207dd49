"""What analysts' judgements teach a model. Invariant: no judgement, no change; each moves a weight by a bounded step.

A logistic regression on the judged pairs whose starting point is the learned model: the weight of a level moves by a
normal step of one bit, the prior of two (its maximum a posteriori, by Newton's method). It takes the pairs as given, so
that it is not misled by which pairs were asked about: those in doubt. Labels among the expectations of EM would be.

«Same» is said of pairs that nobody asked about too, whenever a report is taken as evidence for a known person;
«different» is not. Of labels chosen by their class the slopes can be learned and the intercept cannot (Prentice and
Pyke 1979, Biometrika 66, 403-411): «same» beyond what the model expects beside that many «different» is left out.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.levels import Comparison
from everyname.linkage.model import Model, probability
from everyname.linkage.score import Floats, Levels, weights_of

_STEP, _PRIOR_STEP = 1.0, 2.0  # bits, one standard deviation
_ROUNDS = 25
_BIT = float(np.log(2.0))


def taught(model: Model, plan: tuple[Comparison, ...], levels: Levels, bonus: Floats, judged: Floats) -> Model:
    """The model after judgements. ``levels``, ``bonus``: of the judged pairs; ``judged``: 1 same, 0 different."""
    if not len(judged):
        return model
    reached, names = _reached(plan, levels)
    steps = _steps(reached, weights_of(model, plan, levels, bonus), judged)
    comparisons = dict(model.comparisons)
    for (name, number), step in zip(names, steps[1:].tolist(), strict=True):
        changed = list(comparisons[name])
        changed[number - 1] = replace(changed[number - 1], m=changed[number - 1].m * 2.0**step)
        comparisons[name] = tuple(changed)
    for name, held in comparisons.items():
        total = sum(level.m for level in held)
        comparisons[name] = tuple(replace(level, m=level.m / total) for level in held)
    return replace(model, comparisons=comparisons, prior=model.prior + float(steps[0]))


def _reached(plan: tuple[Comparison, ...], levels: Levels) -> tuple[Floats, list[tuple[str, int]]]:
    """Which pair reached which level (pairs x 1 + levels met; the first column is of all), and the levels' names."""
    columns, names = [np.ones(levels.shape[1])], []
    for row, comparison in enumerate(plan):
        for number in np.unique(levels[row]).tolist():
            if number:
                columns.append((levels[row] == number).astype(np.float64))
                names.append((comparison.name, number))
    return np.stack(columns, axis=1), names


def _steps(reached: Floats, weights: Floats, judged: Floats) -> NDArray[np.float64]:
    """Bits to add to the prior (first) and to each level."""
    stiff = np.full(reached.shape[1], 1.0 / _STEP**2)
    stiff[0] = 1.0 / _PRIOR_STEP**2
    steps = np.zeros(reached.shape[1])
    worth = _worth(probability(weights), judged)
    for _ in range(_ROUNDS):
        chance = probability(weights + reached @ steps)
        slope = _BIT * reached.T @ (worth * (judged - chance)) - stiff * steps
        curve = _BIT**2 * (reached.T * (worth * (chance * (1 - chance) + 1e-3))) @ reached + np.diag(stiff)
        steps = steps + np.linalg.solve(curve, slope)
    return steps


def _worth(chance: Floats, judged: Floats) -> Floats:
    """What each judgement counts: 1, and less for «same» where there is more of it than the model expects."""
    same, different = float(judged.sum()), float((1 - judged).sum())
    expected = different * float(chance.sum()) / max(float((1 - chance).sum()), 1e-9)
    return np.where(judged > 0, min(1.0, expected / max(same, 1e-9)), 1.0)
