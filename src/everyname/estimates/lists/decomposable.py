"""Averaging over decomposable graphs of dependence between lists.

Method: Madigan & York (1997), «Bayesian methods for estimation of the size of a closed population», Biometrika 84(1):
under a hyper-Dirichlet prior the probability of the table given N and a decomposable graph is a product of
Dirichlet-multinomials, so every graph and every N can be weighed exactly. The complete graph is left out: under it the
cell nobody saw is free of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

import numpy as np

from everyname.estimates.extras import require
from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.histories import Histories, masks
from everyname.estimates.result import Floats, intervals_of

NAME = "decomposable graphs, averaged"
_ASSUMPTION = (
    "the lists' dependences form a decomposable graph that is not complete; the prior weight of a cell is small "
    "against the counts"
)
MOST_LISTS = 6
_GRID, _REACH = 800, 40.0  # points of the unseen, up to so many times the seen

# pairs (vertex and its neighbours, those neighbours), as bits, in elimination order
Graph = tuple[tuple[int, int], ...]


def decomposable(histories: Histories, draws: int, rng: np.random.Generator) -> Family:
    """Posterior of the total over all decomposable graphs."""
    if histories.k > MOST_LISTS:
        return refuse(NAME, _ASSUMPTION, "many-lists", f"more than {MOST_LISTS} lists have too many graphs to weigh")
    sample = totals(histories, draws, rng)
    unseen, prior = _grid(histories.total), 2.0**-histories.k
    other = {f"prior {p:g}": _median(unseen, _posterior(histories, unseen, p)) for p in (prior, 0.5, 1.0)}
    facts = {
        "graphs": len(graphs(histories.k)),
        "median_by_prior_weight_of_a_cell": {name: median + histories.total for name, median in other.items()},
    }
    return Family(NAME, _ASSUMPTION, float(np.median(sample)), intervals_of(sample), facts)


def totals(histories: Histories, draws: int, rng: np.random.Generator) -> Floats:
    """Draws of the total."""
    unseen = _grid(histories.total)
    return _draw(unseen, _posterior(histories, unseen, 2.0**-histories.k), draws, rng) + histories.total


@cache
def graphs(k: int) -> tuple[Graph, ...]:
    """All decomposable graphs of k lists but the complete one, each as its perfect elimination."""
    pairs = list(combinations(range(k), 2))
    found = []
    for edges in range(2 ** len(pairs) - 1):
        neighbours = [0] * k
        for place, (i, j) in enumerate(pairs):
            if edges >> place & 1:
                neighbours[i] |= 1 << j
                neighbours[j] |= 1 << i
        order = tuple(_eliminate(neighbours, k))
        if len(order) == k:
            found.append(order)
    return tuple(found)


def _eliminate(neighbours: list[int], k: int) -> Iterator[tuple[int, int]]:
    """Take away vertices whose neighbours are all joined; a graph is decomposable when that takes away all."""
    left = (1 << k) - 1
    while left:
        for v in range(k):
            near = neighbours[v] & left
            if left >> v & 1 and _joined(near, neighbours):
                yield near | 1 << v, near
                left &= ~(1 << v)
                break
        else:
            return


def _joined(group: int, neighbours: list[int]) -> bool:
    members = [v for v in range(group.bit_length()) if group >> v & 1]
    return all(group & ~(1 << v) & ~neighbours[v] == 0 for v in members)


def _posterior(histories: Histories, unseen: Floats, prior: float) -> Floats:
    """Probability (grid,) of the number unseen."""
    gammaln = require("scipy.special").gammaln
    margins = {m: _margin(histories, m, unseen, prior) for m in range(2**histories.k)}
    by_graph = np.array([sum(margins[a] - margins[b] for a, b in graph) for graph in graphs(histories.k)])
    top = by_graph.max(axis=0)
    averaged = top + np.log(np.exp(by_graph - top).mean(axis=0))
    total = histories.total + unseen
    log_density = averaged + gammaln(total + 1) - gammaln(unseen + 1) - np.log(total)
    width = np.gradient(unseen)
    density = np.exp(log_density - log_density.max()) * width
    return np.asarray(density / density.sum(), dtype=np.float64)


def _margin(histories: Histories, lists: int, unseen: Floats, prior: float) -> Floats:
    """Log Dirichlet-multinomial of the margin of some lists, at each number unseen."""
    gammaln = require("scipy.special").gammaln
    every = masks(histories.k)
    inside = np.bincount(every & lists, histories.counts, 2**histories.k)
    cells = np.unique(every & lists)
    weight = prior * 2**histories.k / len(cells)
    fixed = float((gammaln(inside[cells[1:]] + weight) - gammaln(weight)).sum())
    moving = gammaln(inside[0] + unseen + weight) - gammaln(weight)
    whole = prior * 2**histories.k
    total = gammaln(histories.total + unseen + whole) - gammaln(whole)
    return np.asarray(fixed + moving - total, dtype=np.float64)


def _grid(seen: int) -> Floats:
    return np.asarray(np.expm1(np.linspace(0.0, np.log1p(_REACH * seen), _GRID)), dtype=np.float64)


def _draw(unseen: Floats, weight: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Draws from the grid's distribution, straight between its points."""
    return np.asarray(np.interp(rng.random(draws), _below(weight), unseen), dtype=np.float64)


def _median(unseen: Floats, weight: Floats) -> float:
    return float(np.interp(0.5, _below(weight), unseen))


def _below(weight: Floats) -> Floats:
    """The distribution function at the points: half of a point's own weight lies below it."""
    return np.asarray(np.cumsum(weight) - weight / 2, dtype=np.float64)
