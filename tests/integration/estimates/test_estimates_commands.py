"""Plain files in, the same bytes out, and the exit codes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from everyname.estimates.__main__ import main

LISTS = "A,B,C,n\n1,0,0,50\n0,1,0,40\n0,0,1,60\n1,1,0,12\n1,0,1,15\n0,1,1,9\n1,1,1,4\n"


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    table = tmp_path / "lists.csv"
    table.write_text(LISTS)
    for name in ("one.json", "two.json"):
        assert main(["multiple-systems", str(table), "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    result = json.loads((tmp_path / "one.json").read_text())
    assert result["inputs"][0]["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()
    assert {"method", "target", "assumption", "seed", "code_version", "parameters", "diagnostics"} <= result.keys()


def test_the_number_is_said_with_its_interval(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lists.csv").write_text(LISTS)
    main(["multiple-systems", str(tmp_path / "lists.csv"), "--out", str(tmp_path / "o.json")])
    result = json.loads((tmp_path / "o.json").read_text())
    ends = result["intervals"][-1]
    said = f"{result['point']:,.0f} (95%: {ends['low']:,.0f} to {ends['high']:,.0f}), grade C\n"
    assert capsys.readouterr().out == f"{result['target']}: {said}"


def test_a_refusal_is_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "two.csv", tmp_path / "o.json"
    table.write_text("A,B,n\n1,0,50\n0,1,40\n1,1,12\n")
    assert main(["multiple-systems", str(table), "--out", str(out)]) == 1
    assert "refused (two-lists)" in capsys.readouterr().err
    result = json.loads(out.read_text())
    assert result["point"] is None
    assert result["refusals"][0]["code"] == "two-lists"


def test_wrong_input_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "bad.csv", tmp_path / "o.json"
    table.write_text("A,B,n\n1,0,many\n")
    assert main(["multiple-systems", str(table), "--out", str(out)]) == 2
    assert capsys.readouterr().err == "bad.csv, row 2, field «n»: «many» is not a whole number\n"
    assert not out.exists()
