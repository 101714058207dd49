"""What plain notices tell of each of their dead: days, places, ranks, awards; and values that are another's or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

FOLDER = Path(__file__).parents[2] / "data" / "notices"
BOOKS = [
    yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    for name in ("values", "biographies", "service_told", "days_and_homes", "fields_told")
]
TOLD = [case for book in BOOKS for case in book]


def _said(person: dict[str, Any], field: str) -> str | list[str] | None:
    value = person.get(field)
    if not value:
        return None
    return sorted(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("case", TOLD, ids=[case["text"] for case in TOLD])
def test_each_man_has_his_values(case: dict[str, Any]) -> None:
    record = to_json("1", read(case["text"], published=case.get("published", date(2024, 3, 20)), lang="ru"))
    dead = {person["surname"]: person for person in record["persons"] if person["role"] == "dead"}
    for surname, told in case["dead"].items():
        assert {field: _said(dead[surname], field) for field in told} == told
