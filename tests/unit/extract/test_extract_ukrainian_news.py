"""Ukrainian news of councils, papers and schools: who is dead in them, and what is told of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

TOLD = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "ukrainian_news.yaml").read_text("utf-8"))


def _dead(text: str) -> list[dict[str, Any]]:
    record = to_json("1", read(text, published=date(2024, 3, 20), lang="uk"))
    return [p for p in record["persons"] if p["role"] == "dead"]


@pytest.mark.parametrize(("text", "names"), TOLD["dead"], ids=[text for text, _ in TOLD["dead"]])
def test_the_dead_are_those_the_news_tells_dead(text: str, names: list[str]) -> None:
    assert sorted(str(p["full_name"]) for p in _dead(text)) == sorted(names)


@pytest.mark.parametrize("text", TOLD["no_war_death"])
def test_a_remembrance_of_all_reports_no_death(text: str) -> None:
    assert not read(text, published=date(2024, 3, 20), lang="uk").is_war_death


@pytest.mark.parametrize("case", TOLD["values"], ids=[case["text"] for case in TOLD["values"]])
def test_each_has_the_values_told_of_him(case: dict[str, Any]) -> None:
    dead = {person["surname"]: person for person in _dead(case["text"])}
    for surname, told in case["dead"].items():
        assert {field: dead[surname].get(field) or None for field in told} == told
