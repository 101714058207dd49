"""The families beyond one log-linear model, on tables whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln

from everyname.estimates.lists import gibbs, gibbs_arrays
from everyname.estimates.lists.bootstrap import bootstrap
from everyname.estimates.lists.consistency import checks
from everyname.estimates.lists.convergence import effective, r_hat
from everyname.estimates.lists.coverage import lower_bound
from everyname.estimates.lists.decomposable import _margin, decomposable, graphs
from everyname.estimates.lists.grade import grade
from everyname.estimates.lists.histories import Histories, masks
from everyname.estimates.lists.latent import Settings, latent
from everyname.estimates.lists.loglinear_families import best, search


def drawn(seed: int, total: int, classes: list[tuple[float, list[float]]]) -> Histories:
    """A table drawn from latent classes: (share, chances by list)."""
    rng = np.random.default_rng(seed)
    k = len(classes[0][1])
    counts = np.zeros(2**k)
    for share, chances in classes:
        seen = rng.random((round(total * share), k)) < chances
        counts += np.bincount(seen @ (1 << np.arange(k)), minlength=2**k)
    counts[0] = 0
    return Histories(tuple("ABCDEF"[:k]), counts)


EVEN = [(1.0, [0.3, 0.4, 0.25, 0.35])]


def test_latent_classes_find_hidden_groups_that_independence_misses() -> None:
    table = drawn(1, 3000, [(0.5, [0.6, 0.5, 0.5, 0.6]), (0.5, [0.15, 0.1, 0.2, 0.1])])
    found = latent(table, 1, Settings(lengths=(40_000,), kept=2000))
    naive = Histories(table.lists, table.counts)
    assert found.point is not None or found.refusals[0].code == "r-hat"
    if found.point is not None:
        assert found.intervals[-1].low < 3000 < found.intervals[-1].high
    assert (best(search(naive)).point or 0) > table.total


def test_the_sampler_without_numba_agrees() -> None:
    table = drawn(2, 800, EVEN)
    cells = np.flatnonzero(table.counts)
    seen = (cells[:, None] >> np.arange(4) & 1).astype(float)
    plan = (table.counts[cells], seen, 3, 0.25, 0.25, 300, 700, 2)
    arrays = gibbs_arrays.chains(*plan, 1, 8)
    compiled = np.array([gibbs.chain(*plan, seed) for seed in range(8)])
    assert np.median(arrays) == pytest.approx(np.median(compiled), rel=0.06)
    assert (arrays == gibbs_arrays.chains(*plan, 1, 8)).all()


def test_three_lists_and_chains_that_disagree_are_refused() -> None:
    three = drawn(3, 900, [(1.0, [0.3, 0.4, 0.2])])
    assert latent(three, 1).refusals[0].code == "three-lists"
    short = latent(drawn(3, 900, EVEN), 1, Settings(lengths=(60,), kept=50))
    assert short.refusals[0].code == "r-hat"
    assert short.point is None


def test_convergence_knows_good_chains_from_bad() -> None:
    rng = np.random.default_rng(0)
    good = rng.normal(size=(4, 1000))
    assert r_hat(good) < 1.01
    assert effective(good) == pytest.approx(4000, rel=0.2)
    assert r_hat(good + np.arange(4)[:, None]) > 1.5
    slow = np.cumsum(rng.normal(size=(4, 1000)), axis=1)
    assert effective(slow) < 100


@pytest.mark.parametrize(("k", "count"), [(3, 7), (4, 60), (5, 821)])
def test_all_decomposable_graphs_but_the_complete_one(k: int, count: int) -> None:
    assert len(graphs(k)) == count


def test_a_margin_is_a_dirichlet_multinomial() -> None:
    table = Histories(("A", "B"), np.array([0.0, 3, 5, 2]))
    unseen = np.array([4.0])
    counts, weight = np.array([4.0 + 5, 3 + 2]), 0.25 * 2  # the margin of list A: two cells of the whole each
    direct = gammaln(counts + weight).sum() - 2 * gammaln(weight) - gammaln(counts.sum() + 1.0) + gammaln(1.0)
    assert _margin(table, 1, unseen, 0.25)[0] == pytest.approx(direct)


def test_families_agree_where_lists_are_independent() -> None:
    table, rng = drawn(4, 4000, EVEN), np.random.default_rng(0)
    found = [best(search(table)), decomposable(table, 2000, rng), bootstrap(search(table), 100, rng)]
    for family in found:
        assert family.intervals[-1].low < 4000 < family.intervals[-1].high
    assert lower_bound(table).point == pytest.approx(4000, rel=0.15)


def test_hidden_lists_are_estimated_from_the_others() -> None:
    table = drawn(5, 6000, EVEN)
    found = checks(table, lambda part: best(search(part)))
    assert [check.hidden for check in found] == ["A", "B", "C", "D"]
    assert [check.size for check in found] == [table.size(j) for j in range(4)]
    assert sum(check.inside for check in found) >= 3
    letter, _ = grade(table, [best(search(table))] * 3, found)
    assert letter in "AB"


def test_within_a_list_its_own_size_is_kept() -> None:
    table = drawn(6, 500, EVEN)
    inside = table.within(1)
    assert inside.lists == ("A", "C", "D")
    assert inside.counts.sum() == table.size(1)
    assert inside.counts[0] == table.counts[masks(4) == 2].sum()
