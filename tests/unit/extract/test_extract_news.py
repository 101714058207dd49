"""News of regions: who of those named is dead, and what is told of each of several dead."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

BOOK = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "news.yaml").read_text("utf-8"))
PUBLISHED = date(2024, 3, 20)


def folded(name: str) -> str:
    """Surname and given name, without ё."""
    return " ".join(name.replace("ё", "е").split()[:2])


def dead_of(text: str) -> tuple[bool, dict[str, dict[str, Any]]]:
    """Whether a text reports a death of the war, and its dead by name."""
    record = to_json("1", read(text, published=PUBLISHED, lang="ru"))
    return record["is_war_death"], {folded(p["full_name"]): p for p in record["persons"] if p["role"] == "dead"}


@pytest.mark.parametrize(("text", "dead"), [(t, d) for t, *d in BOOK["who"]], ids=[t[:60] for t, *_ in BOOK["who"]])
def test_news_tell_who_is_dead(text: str, dead: list[str]) -> None:
    is_war_death, told = dead_of(text)
    assert set(told) == {folded(name) for name in dead if name != "+"}
    assert is_war_death == bool(dead)


@pytest.mark.parametrize("case", BOOK["values"], ids=[case["text"][:60] for case in BOOK["values"]])
def test_news_tell_of_each_his_own(case: dict[str, Any]) -> None:
    _, told = dead_of(case["text"])
    for name, values in case["told"].items():
        person = told[folded(name)]
        assert {field: person.get(field) or None for field in values} == values
