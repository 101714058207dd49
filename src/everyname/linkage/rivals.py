"""One list names a person once: of several candidates in it at most one is right. Invariant: no weight rises.

Where records of one source hardly ever are one person, the candidates of a record in that source are rivals: the odds
of a pair are shared with them, odds / (1 + sum of the rivals' odds), the posterior of exclusive alternatives (Fortini,
Liseo, Nuccitelli and Scanu 2001). Among persons clusters do not use this: an entry that the list repeats is still one
person. Among things they do: goods of one kind are alike and no repeats. Where things are told without a source and
hardly any has a third entry beside its second, all candidates of a record are rivals.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.cluster import Rows
from everyname.linkage.coded import Coded
from everyname.linkage.features import Features
from everyname.linkage.levels import Comparison, is_of_things
from everyname.linkage.model import Model

_REPEATS = 0.1  # repeats within sources against those across them, below which a source lists nobody twice
_MOST = 60.0  # bits; odds beyond say nothing more
Floats = NDArray[np.float64]


def lists_once(model: Model) -> bool:
    """Whether the sources of the model's table, as learned from it, hardly ever list a person twice."""
    if "source" not in model.comparisons:
        return False
    within, across = model.comparisons["source"]
    return within.m * across.u < _REPEATS * across.m * within.u


def rivals_of_persons(
    model: Model, plan: tuple[Comparison, ...], features: Features, left: Rows, right: Rows, weights: Floats
) -> Floats:
    """Bits that the other entries of one list take from pairs of persons."""
    source = features.get("source")
    if isinstance(source, Coded) and lists_once(model) and not is_of_things(plan):
        return rivalry(left, right, weights, source)
    return np.zeros(len(left))


def rivals_of_things(
    model: Model, plan: tuple[Comparison, ...], features: Features, left: Rows, right: Rows, weights: Floats
) -> Floats:
    """The same of pairs of things, also without a source."""
    source = features.get("source")
    if is_of_things(plan):
        if isinstance(source, Coded) and lists_once(model):
            return rivalry(left, right, weights, source)
        if listed_twice(left, right, weights):
            return rivalry(left, right, weights, None)
    return np.zeros(len(left))


def listed_twice(left: Rows, right: Rows, weights: Floats) -> bool:
    """Whether two records of one thing hardly ever have a third beside them, by the surer half of the pairs."""
    likely = np.flatnonzero(weights > 0)
    surer = likely[np.argsort(-weights[likely], kind="stable")][: (len(likely) + 1) // 2]
    _, partners = np.unique(np.concatenate([left[surer], right[surer]]), return_counts=True)
    return bool((partners > 1).sum() < _REPEATS * len(partners))


def rivalry(left: Rows, right: Rows, weights: Floats, source: Coded | None) -> Floats:
    """Bits (0 or less) that each pair loses to the other candidates of either record in the other one's source;
    without a source, to all others.
    """
    odds = np.exp2(np.minimum(weights, _MOST))
    if source is None:
        sums = np.bincount(np.concatenate([left, right]), np.concatenate([odds, odds]))
        return np.asarray(-np.log2(1.0 + np.maximum(sums[left] - odds, 0.0) + np.maximum(sums[right] - odds, 0.0)))
    ours, theirs = _others(left, right, odds, source), _others(right, left, odds, source)
    return np.asarray(-np.log2(1.0 + ours + theirs))


def _others(of: Rows, to: Rows, odds: Floats, source: Coded) -> Floats:
    """Sum of the odds of each record in ``of`` with records, other than its partner, of its partner's source."""
    width = len(source.texts) + 1
    here, back = of * width + source.codes[to] + 1, to * width + source.codes[of] + 1
    places, inverse = np.unique(np.concatenate([here, back]), return_inverse=True)
    sums = np.bincount(inverse, np.concatenate([odds, odds]), len(places))
    rest = np.maximum(sums[inverse[: len(odds)]] - odds, 0.0)
    return np.where(source.codes[to] >= 0, rest, 0.0)
