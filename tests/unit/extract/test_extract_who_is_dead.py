"""Hundreds of short notices, each with those whom it tells dead in this war: nobody more, nobody less."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

FOLDER = Path(__file__).parents[2] / "data" / "notices"
NAMES = (
    *("who_is_dead", "no_dead_of_the_war", "remembered", "hard_cases", "beside_the_fallen", "who_tells"),
    *("given_lives", "odd_voices"),
)
BOOKS = [yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")) for name in NAMES]
CASES = [(lang, text, dead) for book in BOOKS for lang, notices in book.items() for text, *dead in notices]


def folded(name: str) -> str:
    """Surname and given name or its initial, without ё."""
    return " ".join(name.replace("ё", "е").replace("Ё", "Е").split()[:2])


@pytest.mark.parametrize(("lang", "text", "dead"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_a_notice_tells_who_is_dead(lang: str, text: str, dead: list[str]) -> None:
    record = to_json("1", read(text, published=date(2024, 3, 20), lang=lang))
    told = {folded(person["full_name"]) for person in record["persons"] if person["role"] == "dead"}
    assert told == {folded(name) for name in dead if name != "+"}
    assert record["is_war_death"] == bool(dead)
