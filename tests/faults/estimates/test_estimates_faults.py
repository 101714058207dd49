"""What happens when a part is missing or a disk is full."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from everyname.estimates import extras
from everyname.estimates.__main__ import main
from everyname.estimates.result import Estimate, Part, write

TRIANGLE = "release_date,death_date,count\n" + "\n".join(
    f"2024-0{m}-28,2024-01-{d:02d},{m * d}" for m in range(2, 10) for d in range(1, 20)
)


def test_the_room_imports_without_scipy() -> None:
    code = (
        "import sys; sys.modules.update({'scipy': None, 'ruptures': None});"
        "import everyname.estimates.__main__; print('imported')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "imported\n"


def test_a_missing_library_is_one_line_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text(TRIANGLE)
    monkeypatch.setattr(extras, "optional", lambda module: None)
    code = main(["nowcast", str(tmp_path / "t.csv"), "--as-of", "2024-12-01", "--out", str(tmp_path / "o.json")])
    assert code == 2
    assert capsys.readouterr().err == "this estimate needs scipy: pip install 'everyname[estimates]'\n"
    assert not (tmp_path / "o.json").exists()


def test_a_result_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "o.json"
    write(Estimate("first", "t", "a", ()), path)
    before = path.read_bytes()
    with pytest.raises(TypeError):
        write(Estimate("second", "t", "a", (), diagnostics={"bad": object()}), path)
    assert path.read_bytes() == before


def test_changes_are_read_from_a_nowcast_s_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("ruptures")
    rng = np.random.default_rng(0)
    levels = np.concatenate([rng.poisson(100, 20), rng.poisson(300, 20)]).tolist()
    cells = [Part({"from": str(date(2024, 1, 1) + timedelta(7 * i))}, float(n)) for i, n in enumerate(levels)]
    unknown = Part({"from": "2024-12-30"}, None)
    write(Estimate("nowcast", "t", "a", (), parts=(*cells, unknown)), tmp_path / "n.json")
    assert main(["changes", str(tmp_path / "n.json"), "--out", str(tmp_path / "c.json")]) == 0
    found = json.loads((tmp_path / "c.json").read_text())["parts"]
    assert [part["key"]["from"] for part in found] == ["2024-01-01", "2024-05-20"]
    assert found[0]["point"] == pytest.approx(100, rel=0.1)
    (tmp_path / "bad.json").write_text('{"parts": [{"key": {}}]}')
    assert main(["changes", str(tmp_path / "bad.json"), "--out", str(tmp_path / "d.json")]) == 2
    assert "nowcast" in capsys.readouterr().err
    assert not (tmp_path / "d.json").exists()


def test_lag_and_registry_run_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("named,found,excess,excess_sd\n400,200,5000,100\n")
    (tmp_path / "l.csv").write_text("death_date,reported_date\n" + "2024-01-01,2024-02-01\n" * 25)
    assert main(["registry-ratio", str(tmp_path / "r.csv"), "--out", str(tmp_path / "r.json")]) == 0
    assert main(["lag", str(tmp_path / "l.csv"), "--as-of", "2024-06-01", "--out", str(tmp_path / "l.json")]) == 0
