"""The families beyond one log-linear model, on tables whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import gammaln

from everyname.estimates.lists import hamilton
from everyname.estimates.lists.bootstrap import bootstrap
from everyname.estimates.lists.consistency import checks
from everyname.estimates.lists.convergence import effective, r_hat
from everyname.estimates.lists.coverage import lower_bound
from everyname.estimates.lists.decomposable import _margin, decomposable, graphs
from everyname.estimates.lists.grade import grade
from everyname.estimates.lists.histories import Histories, masks
from everyname.estimates.lists.latent import Settings, latent
from everyname.estimates.lists.loglinear_families import averaged, best, search
from everyname.estimates.lists.mixture import Mixture


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


SHORT = hamilton.Plan(ladders=8, rungs=2, leaps=30, warm=80, block=60)


def gibbs(table: Histories, classes: int, chains: int, sweeps: int, seed: int) -> np.ndarray:
    """The same posterior by the paper's own sampler, which draws the class of everybody: (chains, sweeps) unseen."""
    rng = np.random.default_rng(seed)
    cells = np.flatnonzero(table.counts)
    on = np.vstack([np.zeros(table.k), cells[:, None] >> np.arange(table.k) & 1])
    persons = np.tile(np.append(0, table.counts[cells]).astype(int), (chains, 1))
    chance, weight = rng.beta(1, 2, (chains, classes, table.k)), np.full((chains, classes), 1 / classes)
    alpha, out = np.ones(chains), np.empty((chains, sweeps))
    for sweep in range(sweeps):
        share = weight[..., None] * np.exp(np.log(chance) @ on.T + np.log1p(-chance) @ (1 - on).T)
        missed = share[..., 0].sum(axis=1)
        persons[:, 0] = out[:, sweep] = rng.poisson(rng.gamma(table.total, missed / (1 - missed)))
        odds = np.swapaxes(share, 1, 2)
        split = rng.multinomial(persons, odds / odds.sum(axis=2, keepdims=True))
        size, hits = split.sum(axis=1), np.swapaxes(split, 1, 2) @ on
        chance = np.clip(rng.beta(1 + hits, 1 + size[..., None] - hits), 1e-12, 1 - 1e-12)
        after = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size
        stick = np.minimum(rng.beta(1 + size[:, :-1], alpha[:, None] + after[:, :-1]), 1 - 1e-12)
        left, ones = np.cumprod(1 - stick, axis=1), np.ones((chains, 1))
        weight = np.hstack([stick, ones]) * np.hstack([ones, left])
        alpha = rng.gamma(0.25 + classes - 1, 1 / (0.25 - np.log1p(-stick).sum(axis=1)))
    return out


def test_latent_classes_find_hidden_groups_that_independence_misses() -> None:
    table = drawn(1, 3000, [(0.8, [0.2, 0.2, 0.25, 0.25]), (0.2, [0.85, 0.9, 0.8, 0.9])])
    found = latent(table, 1, Settings(plan=SHORT, enough=400, blocks=20))
    assert found.facts["r_hat"] < 1.01
    assert found.intervals[-1].low < 3000 < found.intervals[-1].high
    share = [table.size(j) for j in range(4)]
    two_lists = share[0] * share[1] / table.overlap(0, 1)
    assert two_lists < found.intervals[-1].low


def test_the_sampler_agrees_with_the_paper_s_own() -> None:
    table = drawn(2, 800, EVEN)
    paper = gibbs(table, classes=3, chains=24, sweeps=1500, seed=1)[:, 300:]
    blocks = hamilton.blocks(Mixture(table, 3, 0.25, 0.25), SHORT, seed=1)
    own = np.concatenate([next(blocks) for _ in range(6)], axis=1)
    for q in (0.1, 0.5, 0.9):
        assert np.quantile(own, q) == pytest.approx(np.quantile(paper, q), rel=0.08)
    again = hamilton.blocks(Mixture(table, 3, 0.25, 0.25), SHORT, seed=1)
    assert (next(again) == own[:, : SHORT.block]).all()


def test_the_slope_is_the_density_s() -> None:
    table, rng = drawn(7, 600, EVEN), np.random.default_rng(0)
    target, power = Mixture(table, 3, 0.25, 0.25), np.array([1.0, 0.4], np.float32)
    at = rng.normal(-0.5, 0.7, (14, 2)).astype(np.float32)
    slope = target.slope(at, power)
    for row in range(14):
        up, down = at.copy(), at.copy()
        up[row] += 0.01
        down[row] -= 0.01
        above, below = target.heights(up), target.heights(down)
        rise = power * (above.likelihood - below.likelihood) + above.prior - below.prior
        np.testing.assert_allclose(slope[row], rise / (up[row] - down[row]), rtol=0.01, atol=0.05)


def test_three_lists_and_chains_that_disagree_are_refused() -> None:
    three = drawn(3, 900, [(1.0, [0.3, 0.4, 0.2])])
    assert latent(three, 1).refusals[0].code == "three-lists"
    plan = hamilton.Plan(ladders=4, rungs=1, leaps=2, warm=4, block=20)
    short = latent(drawn(3, 900, EVEN), 1, Settings(plan=plan, blocks=1))
    assert short.refusals[0].code == "r-hat"
    assert short.point is None


def test_the_average_spans_the_rules_of_weighing() -> None:
    table = drawn(8, 2000, [(0.8, [0.1, 0.1, 0.15, 0.2]), (0.2, [0.8, 0.9, 0.8, 0.7])])
    found = averaged(search(table), 3000, np.random.default_rng(0))
    rules = found.facts["by_rule"]
    assert set(rules) == {"AIC", "BIC", "decomposable"}
    middles = [middle for middle, _ in rules.values()]
    assert found.intervals[-1].low < min(middles) <= max(middles) < found.intervals[-1].high


def test_convergence_knows_good_chains_from_bad() -> None:
    rng = np.random.default_rng(0)
    good = rng.normal(size=(4, 1000))
    assert r_hat(good) < 1.01
    assert r_hat(good * np.array([[1], [1], [1], [3]])) > 1.05
    assert r_hat(np.exp(10 * good)) == pytest.approx(r_hat(good), abs=0.005)
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


def test_the_graphs_are_weighed_as_by_brute_force() -> None:
    """Hook, Albright & Cross (1980), the table of Madigan & York (1997): births, deaths and rehabilitation lists."""
    table = Histories(("births", "deaths", "rehabilitation"), np.array([0.0, 247, 142, 49, 60, 112, 12, 4]))
    unseen, tables = np.arange(1500.0), np.tile(table.counts, (1500, 1))
    tables[:, 0] = unseen
    cube = tables.reshape(-1, 2, 2, 2)  # axes: rehabilitation, deaths, births

    def margin(axes: tuple[int, ...]) -> np.ndarray:
        sums = cube.sum(axis=axes).reshape(1500, -1) if axes else cube.reshape(1500, -1)
        weight = 1.0 / sums.shape[1]
        every = gammaln(sums + weight).sum(axis=1) - sums.shape[1] * gammaln(weight)
        return every - gammaln(sums.sum(axis=1) + 1) + gammaln(1.0)

    r, d, b = margin((2, 3)), margin((1, 3)), margin((1, 2))
    rd, rb, db = margin((3,)), margin((2,)), margin((1,))
    by_graph = [r + d + b, rd + b, rb + d, db + r, rd + rb - r, rd + db - d, rb + db - b]
    height = np.logaddexp.reduce(by_graph) + gammaln(626 + unseen + 1) - gammaln(unseen + 1) - np.log(626 + unseen)
    exact = np.cumsum(np.exp(height - height.max())) / np.exp(height - height.max()).sum()
    found = decomposable(table, 20_000, np.random.default_rng(0))
    low, middle, high = (626 + np.interp(q, exact, unseen) for q in (0.025, 0.5, 0.975))
    assert found.point == pytest.approx(middle, abs=2)
    assert found.intervals[-1].low == pytest.approx(low, abs=3)
    assert found.intervals[-1].high == pytest.approx(high, abs=4)


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
