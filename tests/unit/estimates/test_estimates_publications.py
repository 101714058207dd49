"""What publications do to all cells: the prior of drifts and of bursts."""

from __future__ import annotations

import numpy as np
import pytest

from everyname.estimates.nowcast.publications import Course, Zones


def test_bulk_loads_are_bursts_at_the_delays_they_hold() -> None:
    zones = Zones.over(np.linspace(1, 400, 60), np.ones(60))
    np.testing.assert_allclose(zones.basis(np.array([0.0, 30.0, 900.0])).sum(axis=-1), 1.0)
    prior = Course.of(np.arange(0.0, 280.0, 14.0), np.zeros(20), before=False).effects(0.5, 0.4, zones.shapes(1.0))
    load = np.zeros((400, 20, len(zones.knots)))
    load[:, 10, -1] = 2.0
    drift, burst = prior.parted(load, np.random.default_rng(0))
    np.testing.assert_allclose(drift + burst, load)
    assert np.median(burst[:, 10, -1]) > 1.2 > abs(np.median(drift[:, 10, -1])) + 0.4


def test_what_came_before_the_first_release_says_nothing_of_drift() -> None:
    zones = Zones.over(np.linspace(1, 400, 60), np.ones(60))
    prior = Course.of(np.arange(0.0, 140.0, 14.0), np.zeros(10), before=True).effects(0.3, 0.3, zones.shapes(1.0))
    steady = np.zeros((300, 11, len(zones.knots)))
    other_times = steady.copy()
    other_times[:, 0] = 4.0
    one, two = (prior.parted(effects, np.random.default_rng(0))[0] for effects in (steady, other_times))
    np.testing.assert_allclose(two[:, 1:], one[:, 1:], atol=1e-6)


def test_bursts_differ_most_in_how_many_old_deaths_they_bring_and_drifts_do_not() -> None:
    shapes = Zones(np.array([0.5, 1.0, 2.0, 4.0])).shapes(1.0)
    assert (np.diff(np.diag(shapes.bursts)) > 0).all()
    np.testing.assert_allclose(np.diag(shapes.drifts), 2.0)
    assert np.diag(shapes.bursts).mean() == pytest.approx(2.0)


def test_the_prior_of_effects_is_that_of_drifts_and_bursts() -> None:
    """The precision along independent axes, against the covariance written out."""
    shapes = Zones(np.array([0.5, 1.0, 2.0])).shapes(1.3)
    prior = Course.of(np.arange(0.0, 70.0, 14.0), np.zeros(5), before=True).effects(0.5, 0.3, shapes)
    whole = np.kron(prior.drifts, shapes.drifts) + np.kron(prior.bursts, shapes.bursts)
    np.testing.assert_allclose(prior.precision @ whole, np.eye(len(whole)), atol=1e-6)
    assert prior.half_log_det == pytest.approx(-0.5 * np.linalg.slogdet(whole)[1], abs=1e-6)
    rng = np.random.default_rng(3)
    effects = rng.multivariate_normal(np.zeros(len(whole)), whole, 40_000).reshape(40_000, 6, 3)
    drift, burst = (part.reshape(40_000, -1) for part in prior.parted(effects, rng))
    np.testing.assert_allclose(drift.T @ drift / 40_000, np.kron(prior.drifts, shapes.drifts), atol=0.02)
    np.testing.assert_allclose(burst.T @ burst / 40_000, np.kron(prior.bursts, shapes.bursts), atol=0.08)
