"""Strata, known and drawn, and drawn linkages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from everyname.estimates.errors import InputError
from everyname.estimates.lists.histories import read
from everyname.estimates.lists.linkages import over_linkages
from everyname.estimates.lists.run import Settings, multiple_systems
from everyname.estimates.lists.strata import imputed, months_joined


def table(path: Path, groups: dict[str, tuple[int, list[float]]], seed: int = 1) -> Path:
    rng = np.random.default_rng(seed)
    lines = ["A,B,C,D,region"]
    for name, (total, chances) in groups.items():
        seen = rng.random((total, 4)) < chances
        lines += [",".join("01"[int(x)] for x in row) + f",{name}" for row in seen if row.any()]
    path.write_text("\n".join(lines))
    return path


def test_strata_repair_what_pooling_breaks(tmp_path: Path) -> None:
    groups = {"north": (2000, [0.5, 0.5, 0.6, 0.5]), "south": (2000, [0.15, 0.1, 0.15, 0.2])}
    result = multiple_systems(table(tmp_path / "t.csv", groups), Settings(by="region", draws=500))
    assert [part.key["stratum"] for part in result.parts] == ["north", "south"]
    assert result.interval(0.95).low < 4000 < result.interval(0.95).high


def test_a_silent_stratum_refuses_the_sum(tmp_path: Path) -> None:
    groups = {"north": (2000, [0.5, 0.5, 0.6, 0.5]), "south": (30, [0.1, 0.0, 0.1, 0.1])}
    result = multiple_systems(table(tmp_path / "t.csv", groups), Settings(by="region", draws=200))
    assert result.point is None
    assert "south" in result.refusals[0].reason


def test_linkages_are_pooled_and_a_twofold_spread_is_refused(tmp_path: Path) -> None:
    even = {"x": (2000, [0.4, 0.3, 0.5, 0.3])}
    near = [table(tmp_path / f"{i}.csv", even, seed=i) for i in range(3)]
    assert over_linkages(near, draws=200).interval(0.95).low < 2000
    far = table(tmp_path / "far.csv", {"x": (6000, [0.4, 0.3, 0.5, 0.3])})
    assert over_linkages([*near, far], draws=200).refusals[0].code == "linkage-spread"
    assert [part.key["linkage"] for part in over_linkages(near, draws=100).parts] == ["0.csv", "1.csv", "2.csv"]


def test_tables_of_other_lists_are_no_linkages_of_one(tmp_path: Path) -> None:
    one = table(tmp_path / "one.csv", {"x": (300, [0.4, 0.3, 0.5, 0.3])})
    other = tmp_path / "other.csv"
    other.write_text(one.read_text().replace("A,B,C,D", "A,B,C,E"))
    with pytest.raises(InputError, match=r"other\.csv, row 1: needs the lists of one\.csv: A, B, C, D"):
        over_linkages([one, other])


def test_a_blank_stratum_is_drawn_from_persons_on_the_same_lists(tmp_path: Path) -> None:
    rows = ["A,B,C,region,n", "1,0,0,north,90", "1,0,0,south,10", "0,1,0,south,50", "1,0,0,,40", "0,1,0,,30"]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(rows))
    strata, rng = read(path, "region"), np.random.default_rng(0)
    draws = [imputed(strata, rng) for _ in range(50)]
    assert {name for draw in draws for name in draw} == {"north", "south"}
    assert all(sum(part.total for part in draw.values()) == 220 for draw in draws)
    assert np.mean([draw["north"].counts[1] for draw in draws]) == pytest.approx(90 + 0.9 * 40, rel=0.03)
    assert np.mean([draw["south"].counts[2] for draw in draws]) > 78


def test_what_is_blank_is_said_by_list(tmp_path: Path) -> None:
    groups = {"north": (1500, [0.5, 0.5, 0.6, 0.5]), "south": (1500, [0.25, 0.2, 0.25, 0.3])}
    lines = table(tmp_path / "t.csv", groups).read_text().split("\n")
    blanked = [
        line.rsplit(",", 1)[0] + "," if line.startswith("1") and i % 3 == 0 else line for i, line in enumerate(lines)
    ]
    (tmp_path / "b.csv").write_text("\n".join(blanked))
    result = multiple_systems(tmp_path / "b.csv", Settings(by="region", draws=600))
    lost = result.diagnostics["without_stratum"]
    assert lost["A"] == pytest.approx(1 / 3, abs=0.05)
    assert lost["A"] > lost["B"]
    assert any("not known" in warning for warning in result.warnings)
    assert result.interval(0.95).low < 3000 < result.interval(0.95).high


def test_days_of_death_are_strata_by_month_and_said_where_they_are_not_used(tmp_path: Path) -> None:
    early, late = (2000, [0.5, 0.5, 0.6, 0.5]), (2000, [0.1, 0.08, 0.12, 0.15])  # reports of the second month go on
    months = {"2024-05": early, "2024-06": late}
    lines = table(tmp_path / "t.csv", months).read_text().replace("region", "death_date").split("\n")
    dated = [lines[0], *(f"{line}-{1 + i % 28:02}" for i, line in enumerate(lines[1:]))]
    (tmp_path / "t.csv").write_text("\n".join(dated))
    result = multiple_systems(tmp_path / "t.csv", Settings(by="death_date", draws=500))
    assert [part.key["stratum"] for part in result.parts] == ["2024-05", "2024-06"]
    assert result.interval(0.95).low < 4000 < result.interval(0.95).high
    pooled = multiple_systems(tmp_path / "t.csv", Settings(draws=500, resamples=20, latent=False))
    assert any("«death_date»" in warning for warning in pooled.warnings)


def test_thin_months_are_joined_with_their_neighbours(tmp_path: Path) -> None:
    rich, thin = (900, [0.4, 0.4, 0.5, 0.4]), (12, [0.1, 0.0, 0.1, 0.2])
    path = table(tmp_path / "t.csv", {"2024-04": thin, "2024-05": rich, "2024-06": rich, "2024-07": thin})
    strata = read(path, "region")
    joined = months_joined(strata)
    assert list(joined.parts) == ["2024-04/2024-05", "2024-06/2024-07"]
    assert joined.pooled.total == strata.pooled.total
    places = table(tmp_path / "p.csv", {"north": rich, "south": thin})
    assert list(months_joined(read(places, "region")).parts) == ["north", "south"], "only time has neighbours"
