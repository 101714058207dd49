"""English texts name many who live beside the dead: who speaks, who is kin, under whom men serve, civilians."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

CASES = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "english_dead.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_only_the_dead_of_an_english_text_are_told_dead(case: dict[str, Any]) -> None:
    record = to_json("1", read(case["text"], published=date(2024, 3, 20), lang="en"))
    assert {p["full_name"] for p in record["persons"] if p["role"] == "dead"} == case["dead"].keys()
