"""Days of death, burial and birth, and ages, as plain sentences tell them; and days that are none of these."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

TOLD = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "days.yaml").read_text("utf-8"))


def _dead(text: str) -> list[dict[str, Any]]:
    record = to_json("1", read(text, published=date(2024, 3, 20), lang="ru"))
    return [person for person in record["persons"] if person["role"] == "dead"]


def _said(person: dict[str, Any], field: str) -> str | None:
    value = person.get(field)
    return str(value) if value else None


@pytest.mark.parametrize("case", TOLD["one"], ids=[case["text"] for case in TOLD["one"]])
def test_a_day_or_age_is_told(case: dict[str, str | None]) -> None:
    person = _dead(str(case["text"]))[0]
    told = {field: value for field, value in case.items() if field != "text"}
    assert {field: _said(person, field) for field in told} == told


@pytest.mark.parametrize("case", TOLD["many"], ids=[case["text"] for case in TOLD["many"]])
def test_each_man_has_his_own_days(case: dict[str, Any]) -> None:
    dead = {person["surname"]: person for person in _dead(case["text"])}
    for surname, told in case["dead"].items():
        assert {field: _said(dead[surname], field) for field in told} == told
