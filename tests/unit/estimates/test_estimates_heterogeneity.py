"""Persons who differ in how easily they are found, on tables computed from a known truth."""

from __future__ import annotations

import numpy as np
import pytest

from everyname.estimates.lists.heterogeneity import NAME, unequal
from everyname.estimates.lists.histories import Histories, masks
from everyname.estimates.lists.loglinear_families import best, search

TOTAL = 2000.0
LEVELS = np.array([0.0, -0.4, -0.6, -1.1])


def table(spread: float, copied: float = 0.0) -> Histories:
    """Expected counts of four lists; persons' logits have this spread, and list B takes this share of what A holds."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    chance = 1 / (1 + np.exp(-(LEVELS[:, None] + spread * nodes)))
    on = (masks(4)[:, None] >> np.arange(4) & 1)[:, :, None]
    counts = TOTAL * (np.where(on, chance, 1 - chance).prod(axis=1) @ weights) / weights.sum()
    from_a = masks(4) & 3 == 1
    moved = np.where(from_a, copied * counts, 0.0)
    counts = counts - moved + np.roll(moved, 2)  # from «A without B» to «A and B»
    counts[0] = 0.0
    return Histories(tuple("ABCD"), counts)


@pytest.mark.parametrize("spread", [0.0, 0.5, 0.9])
def test_the_total_is_found_however_unequal_persons_are(spread: float) -> None:
    family = unequal(table(spread), 4000, np.random.default_rng(1))
    assert family.point == pytest.approx(TOTAL, rel=0.04)
    assert family.intervals[-1].low < TOTAL < family.intervals[-1].high


def test_a_copying_list_is_not_taken_for_unequal_persons() -> None:
    histories = table(0.6, copied=0.15)
    plain = best(search(histories))
    family = unequal(histories, 4000, np.random.default_rng(1))
    assert plain.point is not None
    assert family.point is not None
    assert abs(family.point - TOTAL) < abs(plain.point - TOTAL)
    assert family.intervals[-1].low < TOTAL < family.intervals[-1].high


def test_lists_that_repel_each_other_are_no_sign_of_unequal_persons() -> None:
    counts = np.zeros(16)
    counts[[1, 2, 4, 8]] = 400.0
    counts[[3, 12]] = 1.0
    family = unequal(Histories(tuple("ABCD"), counts), 2000, np.random.default_rng(1))
    assert family.name == NAME
    assert family.point is None
    assert family.refusals


def test_the_same_seed_gives_the_same_number() -> None:
    one, two = (unequal(table(0.5), 1000, np.random.default_rng(7)) for _ in range(2))
    assert one == two
