"""English news items say who is dead, who only speaks of him, and what is told of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

NOTICES = Path(__file__).parents[2] / "data" / "notices"
FILES = ("english_wire.yaml", "english_values.yaml", "english_told.yaml", "english_asides.yaml")
CASES = [case for name in FILES for case in yaml.safe_load((NOTICES / name).read_text("utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_news_name_the_dead_with_what_they_say_of_them(case: dict[str, Any]) -> None:
    reading = read(case["text"], published=date(2024, 3, 20), lang="en")
    record = to_json("1", reading)
    dead = {p["full_name"]: p for p in record["persons"] if p["role"] == "dead"}
    assert dead.keys() == case["dead"].keys()
    assert reading.is_war_death == case.get("war", reading.is_war_death)
    for name, told in case["dead"].items():
        for field, value in told.items():
            found = dead[name].get(field)
            values = found if isinstance(found, list) else [found]
            assert value in [None if v is None else str(v) for v in values] or (value is None and not found)
