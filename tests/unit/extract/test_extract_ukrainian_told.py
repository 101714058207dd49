"""Ukrainian texts of every voice: who is dead in them, and what they say of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

TOLD = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "ukrainian_told.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", TOLD, ids=[case["text"][:60] for case in TOLD])
def test_each_of_the_dead_is_told_as_the_text_tells_him(case: dict[str, Any]) -> None:
    read_text = read(case["text"], published=date(2024, 3, 20), lang="uk")
    dead = {p["full_name"]: p for p in to_json("1", read_text)["persons"] if p["role"] == "dead"}
    assert dead.keys() == case["dead"].keys()
    assert "war" not in case or read_text.is_war_death == case["war"]
    for name, values in case["dead"].items():
        for field, told in values.items():
            found = dead[name].get(field)
            assert told in found if isinstance(found, list) else told == (found or None), (name, field)
