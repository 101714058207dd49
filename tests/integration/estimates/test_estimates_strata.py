"""Strata and drawn linkages."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from everyname.estimates.lists.run import Settings, multiple_systems
from everyname.estimates.lists.strata import over_linkages


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
