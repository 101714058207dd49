"""Multiple systems: models, fits and rules, on tables whose answer is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from everyname.estimates.errors import InputError
from everyname.estimates.lists import stepwise
from everyname.estimates.lists.histories import Histories, masks, read
from everyname.estimates.lists.loglinear import fit
from everyname.estimates.lists.models import hierarchical, label
from everyname.estimates.lists.rules import estimate_exists, refusals
from everyname.estimates.lists.run import multiple_systems

rng = np.random.default_rng(3)
FOUR = Histories(("A", "B", "C", "D"), np.concatenate([[0.0], rng.poisson(60, 15)]))


def independent(total: int, chances: tuple[float, ...]) -> np.ndarray:
    """Expected counts of independent lists; the empty cell is set to zero."""
    every = masks(len(chances))
    counts = total * np.prod([np.where(every >> j & 1, p, 1 - p) for j, p in enumerate(chances)], axis=0)
    counts[0] = 0
    return counts


def write(path: Path, header: str, *rows: str) -> Path:
    path.write_text("\n".join([header, *rows]))
    return path


@pytest.mark.parametrize(("k", "models"), [(3, 8), (4, 113), (5, 6893)])
def test_every_hierarchical_model_once(k: int, models: int) -> None:
    found = hierarchical(k)
    assert len(found) == len(set(found)) == models
    assert all(2**k - 1 not in model for model in found)


def test_a_model_is_named_by_its_generators() -> None:
    assert label((0, 1, 2, 3, 4, 8), ("A", "B", "C", "D")) == "[A:B, C, D]"


def test_fits_agree_with_statsmodels() -> None:
    models = hierarchical(4)
    fits = fit(FOUR.counts, models)
    for index in (0, 20, 57, 90):
        cells = np.arange(1, 16)
        design = np.array([[float(c & t == t) for t in models[index]] for c in cells])
        oracle = sm.GLM(FOUR.counts[1:], design, family=sm.families.Poisson()).fit(tol=1e-10, tol_criterion="params")
        assert fits.unseen[0, index] == pytest.approx(oracle.params[0], abs=1e-6)
        assert np.sqrt(fits.variance[0, index]) == pytest.approx(oracle.bse[0], rel=1e-4)


def test_many_tables_at_once_are_the_same_as_one_by_one() -> None:
    tables = np.column_stack([np.zeros(7), rng.poisson(8, (7, 15))]).astype(float)
    models = hierarchical(4)
    together = fit(tables, models)
    for row, table in enumerate(tables):
        alone = fit(table, models)
        valid = alone.valid[0]
        assert (together.valid[row] == valid).all()
        np.testing.assert_allclose(together.unseen[row, valid], alone.unseen[0, valid], rtol=1e-6)


def test_independent_lists_give_the_truth() -> None:
    counts = independent(5000, (0.3, 0.2, 0.4, 0.1))
    model = stepwise.choose(counts, 4)
    assert model == (0, 1, 2, 4, 8)
    assert counts.sum() + np.exp(fit(counts, [model]).unseen[0, 0]) == pytest.approx(5000, rel=1e-6)


def test_a_pair_without_overlap_is_fitted_at_its_limit() -> None:
    counts = independent(5000, (0.3, 0.2, 0.4))
    counts[[3, 7]] = 0  # nobody on A and B
    result = fit(counts, [(0, 1, 2, 3, 4)])
    assert result.valid[0, 0]
    assert result.parameters[0, 0] == 4


@pytest.mark.parametrize(
    ("counts", "codes"),
    [
        ([0, 9, 9, 4], ["two-lists"]),
        ([0, 40, 30, 6, 20, 0, 0, 0], ["zero-overlap"]),
        ([0, 40, 30, 6, 0, 0, 0, 0], ["empty-list", "zero-overlap"]),
        ([0, 40, 30, 6, 20, 2, 1, 0], []),
    ],
)
def test_rules(counts: list[float], codes: list[str]) -> None:
    k = len(counts).bit_length() - 1
    table = Histories(("A", "B", "C")[:k], np.array(counts, dtype=float))
    assert [refusal.code for refusal in refusals(table)] == codes


def test_a_table_without_an_estimate_is_known_by_its_sums() -> None:
    counts = np.array([0.0, 40, 30, 6, 20, 0, 0, 0])
    assert not estimate_exists(counts, (0, 1, 2, 3, 4, 5, 6))
    assert estimate_exists(np.arange(8.0), (0, 1, 2, 4))


def test_one_row_a_person_equals_the_table_of_counts(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", "A,B,C,n", "1,0,0,3", "1,1,0,2", "0,1,1,4", "0,0,1,1")
    people = ["1,0,0"] * 3 + ["1,1,0"] * 2 + ["0,1,1"] * 4 + ["0,0,1"]
    rows = write(tmp_path / "p.csv", "id,A,B,C", *(f"p{i},{p}" for i, p in enumerate(people)))
    assert (read(table).pooled.counts == read(rows).pooled.counts).all()
    assert read(rows).ignored == ("id",)


def test_strata_are_kept_apart(tmp_path: Path) -> None:
    table = write(tmp_path / "t.csv", "A,B,region,n", "1,0,x,3", "1,0,y,2", "1,1,y,2")
    strata = read(table, by="region")
    assert {name: part.total for name, part in strata.parts.items()} == {"x": 3, "y": 4}
    assert strata.pooled.total == 7


def test_a_person_on_no_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 3, field «A»: a person on no list"):
        read(write(tmp_path / "t.csv", "A,B,n", "1,0,3", "0,0,7"))


def test_three_lists_are_indicative_and_three_families_stand_side_by_side(tmp_path: Path) -> None:
    counts = independent(900, (0.3, 0.5, 0.4)).round().astype(int)
    rows = [f"{m & 1},{m >> 1 & 1},{m >> 2 & 1},{counts[m]}" for m in range(1, 8)]
    result = multiple_systems(write(tmp_path / "t.csv", "A,B,C,n", *rows))
    assert any("indicative" in warning for warning in result.warnings)
    assert len(result.parts) >= 3
    assert all(part.facts["assumption"] for part in result.parts)
    assert result.interval(0.95).low < 900 < result.interval(0.95).high
