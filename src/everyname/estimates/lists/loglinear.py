"""Poisson log-linear models of overlapping lists, many models and many tables at a time.

Method: Fienberg (1972), «The multiple recapture census for closed populations and incomplete 2^k contingency tables»:
the log of the expected count of a cell is the sum of the terms inside it; the empty term is the log of the cell nobody
saw. Fitted by iteratively reweighted least squares. Where a term's own count is zero its parameter goes to minus
infinity and the cells above it are structurally empty: the extended maximum likelihood of Chan, Silverman and Vincent
(2021), «Multiple systems estimation for sparse capture data».

A design of nested 0/1 columns needs no matrix products: entry (s, t) of X'WX is the weight above the union of s and t.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from everyname.estimates.lists.models import Model
from everyname.estimates.result import Floats

_STEPS = 60
_TOLERANCE = 1e-9
_LARGEST_STEP = 3.0
_CHUNK = 20_000  # fits held in memory at once

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Fits:
    """Arrays of shape (tables, models). ``unseen`` is the log of the cell on no list, ``variance`` that log's.

    ``valid`` is false where the estimate does not exist: not identifiable, or a cell's estimate ran off to zero.
    """

    unseen: Floats
    variance: Floats
    log_likelihood: Floats
    parameters: Floats
    valid: Bools

    def criterion(self, penalty: float | Floats) -> Floats:
        """``-2 log L + penalty x parameters``; infinite where the fit is not valid."""
        value = -2.0 * self.log_likelihood + penalty * self.parameters
        return np.where(self.valid, value, np.inf)


@cache
def _nested(cells: int) -> Floats:
    """[cell, term]: whether the term is part of the cell."""
    masks = np.arange(cells)
    nested: Floats = (masks[:, None] & masks[None, :] == masks[None, :]).astype(np.float64)
    return nested


def fit(counts: Floats, models: Sequence[Model], *, with_empty: bool = False) -> Fits:
    """Fit every model to every table.

    ``counts`` is (tables, 2**k). The cell on no list is left out unless ``with_empty`` says that it is known.
    """
    tables = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    shape = (len(tables), len(models))
    unseen, variance, likelihood, parameters = np.full((4, *shape), np.nan)
    out = Fits(unseen, variance, likelihood, parameters, np.zeros(shape, dtype=np.bool_))
    groups: dict[int, list[int]] = defaultdict(list)
    for index, model in enumerate(models):
        groups[len(model)].append(index)
    for indices in groups.values():
        terms = np.array([models[i] for i in indices], dtype=np.int64)
        size = max(1, _CHUNK // len(indices))
        for start in range(0, len(tables), size):
            _fit_group(out, tables[start : start + size], start, terms, np.array(indices), with_empty)
    return out


def expected(counts: Floats, model: Model) -> Floats:
    """Expected counts (2**k,) of one model, zero in the empty cell."""
    problem = _Problem(counts[None, :], np.array([model]), with_empty=False)
    theta, _ = problem.solve()
    mean: Floats = problem.mean(theta, np.array([0]))[0]
    return mean


def _fit_group(out: Fits, tables: Floats, start: int, terms: Ints, indices: Ints, with_empty: bool) -> None:
    """Fit models of one size to some tables and put the results in their places."""
    b, m = len(tables), len(terms)
    problem = _Problem(np.repeat(tables, m, axis=0), np.tile(terms, (b, 1)), with_empty)
    theta, valid = problem.solve()
    variance, likelihood = problem.describe(theta)
    place = np.ix_(np.arange(start, start + b), indices)
    out.unseen[place] = theta[:, 0].reshape(b, m)
    out.variance[place] = variance.reshape(b, m)
    out.log_likelihood[place] = likelihood.reshape(b, m)
    out.parameters[place] = problem.active.sum(axis=1).reshape(b, m)
    out.valid[place] = valid.reshape(b, m)


class _Problem:
    """``f`` fits of ``p`` terms: ``n`` (f, cells), ``terms`` (f, p)."""

    def __init__(self, n: Floats, terms: Ints, with_empty: bool) -> None:
        self.x = _nested(n.shape[1])
        self.terms = terms
        self.union = terms[:, :, None] | terms[:, None, :]
        above = n @ self.x
        self.active: Bools = np.take_along_axis(above, terms, axis=1) > 0
        # a term nobody is counted under empties every cell that contains it
        dead = np.zeros_like(n)
        np.put_along_axis(dead, terms, (~self.active).astype(np.float64), axis=1)
        self.cells: Bools = dead @ self.x.T == 0
        self.cells[:, 0] = with_empty
        self.n = np.where(self.cells, n, 0.0)

    def solve(self) -> tuple[Floats, Bools]:
        """Parameters and whether each fit exists."""
        start = np.asarray(np.where(self.cells, self.n + 0.5, 0.0), dtype=np.float64)
        working = start * np.log(np.where(self.cells, start, 1.0)) + self.n - start
        rows = np.arange(len(self.n))
        theta = self._newton_step(rows, start, working)
        valid = self._identifiable()
        for _ in range(_STEPS):
            if not len(rows):
                break
            mean = self.mean(theta[rows], rows)
            step = self._newton_step(rows, mean, self.n[rows] - mean)
            largest = np.abs(step).max(axis=1)
            theta[rows] += step * np.minimum(1.0, _LARGEST_STEP / np.maximum(largest, 1e-300))[:, None]
            rows = rows[largest > _TOLERANCE]
        valid[rows] = False
        return theta, valid

    def mean(self, theta: Floats, rows: Ints) -> Floats:
        """Expected counts, zero outside the cells of the fit."""
        full = np.zeros((len(rows), self.n.shape[1]))
        np.put_along_axis(full, self.terms[rows], theta, axis=1)
        return np.where(self.cells[rows], np.exp(np.clip(full @ self.x.T, -40.0, 40.0)), 0.0)

    def _gram(self, rows: Ints, weight: Floats) -> Floats:
        above = weight @ self.x
        gram = np.take_along_axis(above[:, None, :], self.union[rows], axis=2)
        live = self.active[rows]
        gram = gram * (live[:, :, None] & live[:, None, :])
        diagonal = np.arange(gram.shape[1])
        gram[:, diagonal, diagonal] += np.where(live, 1e-10 * above[:, :1] + 1e-12, 1.0)
        return gram

    def _newton_step(self, rows: Ints, weight: Floats, residual: Floats) -> Floats:
        score = np.take_along_axis(residual @ self.x, self.terms[rows], axis=1) * self.active[rows]
        solved = np.linalg.solve(self._gram(rows, weight), score[:, :, None])
        return np.asarray(solved[:, :, 0], dtype=np.float64)

    def _identifiable(self) -> Bools:
        """Whether the cells that are left determine every parameter that is left."""
        whole: Bools = np.all(self.active, axis=1)
        for row in np.flatnonzero(~whole):
            design = self.x[self.cells[row]][:, self.terms[row, self.active[row]]]
            whole[row] = np.linalg.matrix_rank(design) == design.shape[1]
        return np.logical_and(whole, self.active[:, 0])

    def describe(self, theta: Floats) -> tuple[Floats, Floats]:
        """Variance of the empty cell's log, and the log-likelihood up to a constant of the table."""
        rows = np.arange(len(self.n))
        mean = self.mean(theta, rows)
        variance = np.asarray(np.linalg.inv(self._gram(rows, mean))[:, 0, 0], dtype=np.float64)
        likelihood: Floats = (self.n * np.log(np.where(mean > 0, mean, 1.0)) - mean).sum(axis=1)
        return variance, likelihood
