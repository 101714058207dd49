"""Simulated tallies: repeatable, and each cause of dependence does what its knob says."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyname.sample.generate import main
from everyname.sample.tally import Knobs, misspell, simulate

INDEPENDENT = {"heterogeneity": 0.0, "region_effect": 0.0, "copying": 0.0, "men": 4000}


def correlation(**knobs):
    return np.corrcoef(simulate(Knobs(**(INDEPENDENT | knobs))).capture.T)


def test_same_knobs_same_tally():
    first, second = simulate(Knobs(men=200)), simulate(Knobs(men=200))
    assert first.records == second.records
    assert (first.capture == second.capture).all()


def test_lists_are_independent_without_the_knobs():
    off_diagonal = correlation()[~np.eye(4, dtype=bool)]
    assert np.abs(off_diagonal).max() < 0.07


def test_heterogeneity_and_regions_join_all_lists_and_copying_only_two():
    assert correlation(heterogeneity=1.5)[2, 3] > 0.15
    copied = correlation(copying=0.5)
    assert copied[0, 1] > 0.3
    assert abs(copied[2, 3]) < 0.07


def test_triangle_holds_every_documented_man_once():
    tally = simulate(Knobs(men=500))
    assert tally.triangle.sum() == tally.capture.any(axis=1).sum() < tally.true_total == 500


def test_misspelt_duplicates_stay_with_their_man():
    tally = simulate(Knobs(men=300, duplicate=1.0, misspelling=0.5))
    assert len(tally.records) == 2 * tally.capture.sum()
    assert len({r.surname for r in tally.records if r.man == tally.records[0].man}) >= 1
    assert len({r.record_id for r in tally.records}) == len(tally.records)


def test_a_later_start_never_reports_before_death():
    tally = simulate(Knobs(men=300))
    seen = tally.reported_day >= 0
    assert (tally.reported_day[seen] > tally.death_day[seen]).all()


@given(st.integers(0, 10_000))
def test_a_slip_changes_at_most_one_letters_worth(seed):
    slipped = misspell("Вербилкин", Random(seed))
    assert abs(len(slipped) - 9) <= 1
    assert slipped[0] == "В"


def test_too_many_men_are_refused():
    with pytest.raises(ValueError, match="full names"):
        simulate(Knobs(men=1_000_000))


def test_command_writes_a_tally(tmp_path):
    main(["--tally", "--men", "60", "--out", str(tmp_path)])
    assert {p.name for p in tmp_path.iterdir()} == {"records.csv", "capture.csv", "triangle.csv", "truth.json"}
