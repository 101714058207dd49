"""Laws of the estimates, for any input."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from everyname.estimates import scores
from everyname.estimates.lag import reverse_time
from everyname.estimates.lists.histories import Histories
from everyname.estimates.lists.loglinear import expected, fit
from everyname.estimates.lists.models import hierarchical
from everyname.estimates.nowcast.grid import delays, merged
from everyname.estimates.nowcast.triangle import monotone
from everyname.estimates.result import Estimate, dumps

counts = arrays(np.float64, (5, 4), elements=st.integers(0, 50).map(float))


@given(counts)
def test_a_monotone_table_keeps_its_last_release_and_never_exceeds_what_was_published(table: np.ndarray) -> None:
    made = monotone(table)
    assert (np.diff(made, axis=0) >= 0).all()
    assert (made <= table).all()
    assert (made[-1] == table[-1]).all()


@given(st.lists(st.integers(1, 40), min_size=2, max_size=30))
def test_merging_keeps_the_first_and_the_last_of_releases_that_bring_names_steadily(gaps: list[int]) -> None:
    releases = np.cumsum(gaps)
    kept = merged(releases, releases * 5.0)
    assert kept[0] == 0
    assert kept[-1] == len(releases) - 1
    assert kept == sorted(set(kept))


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(1, 28))
def test_days_at_risk_add_up_over_publications(gaps: list[int], width: int) -> None:
    ends = np.cumsum(gaps).astype(float)
    view = delays(np.array([0.0]), width, np.append(0.0, ends[:-1]), ends)
    whole = delays(np.array([0.0]), width, np.array([0.0]), ends[-1:])
    np.testing.assert_allclose(view.exposure.sum(), whole.exposure.sum())


@settings(max_examples=25, deadline=None)
@given(arrays(np.float64, 16, elements=st.integers(1, 200).map(float)), st.integers(0, 112))
def test_a_fitted_model_keeps_the_sums_under_its_terms(table: np.ndarray, place: int) -> None:
    table[0] = 0.0
    model = hierarchical(4)[place]
    if not fit(table, [model]).valid[0, 0]:
        return
    mean, every = expected(table, model), np.arange(16)
    for term in model:
        above = (every & term == term) & (every > 0)
        np.testing.assert_allclose(mean[above].sum(), table[above].sum(), rtol=1e-4)


@given(arrays(np.float64, 8, elements=st.integers(0, 90).map(float)))
def test_the_lists_sizes_and_overlaps_agree(table: np.ndarray) -> None:
    table[0] = 0.0
    histories = Histories(("A", "B", "C"), table)
    for j in range(3):
        assert histories.within(j).counts.sum() == histories.size(j) == histories.overlap(j, j)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=60))
def test_delay_shares_rise_to_one(pairs: list[tuple[int, int]]) -> None:
    delay = np.array([min(p) for p in pairs], dtype=float)
    possible = np.array([max(p) for p in pairs], dtype=float)
    found = reverse_time(delay, possible)
    assert (np.diff(found.below) >= -1e-12).all()
    assert found.below[-1] == 1.0


@given(arrays(np.float64, 30, elements=st.floats(0, 1000)), st.floats(0, 1000))
def test_a_score_is_never_negative_and_zero_only_for_certainty_come_true(draws: np.ndarray, truth: float) -> None:
    score = scores.of_draws(draws[:, None], np.array([truth]), (0.5, 0.95))[0]
    assert score >= 0
    assert scores.of_draws(np.full((30, 1), truth), np.array([truth]), (0.5,))[0] == 0


@given(st.dictionaries(st.text(max_size=5), st.floats(allow_nan=True, allow_infinity=True), max_size=6))
def test_written_results_are_valid_and_the_same_twice(facts: dict[str, float]) -> None:
    estimate = Estimate("m", "t", "a", (), diagnostics=facts)
    assert dumps(estimate) == dumps(estimate)
    json.loads(dumps(estimate), parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
