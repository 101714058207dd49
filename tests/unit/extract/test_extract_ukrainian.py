"""Ukrainian sentences, plain ones of every kind: what they say of a dead man, who is dead in them, and who is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

SAID = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "ukrainian.yaml").read_text("utf-8"))
PUBLISHED = date(2024, 3, 20)


def _dead(text: str) -> list[dict[str, object]]:
    record = to_json("1", read(text, published=PUBLISHED, lang="uk"))
    return [p for p in record["persons"] if p["role"] == "dead"]


@pytest.mark.parametrize("case", SAID["fields"], ids=[case["text"] for case in SAID["fields"]])
def test_a_field_is_read_as_it_is_told(case: dict[str, str | None]) -> None:
    (dead, *_) = _dead(str(case["text"]))
    for field, told in case.items():
        if field != "text":
            found = dead.get(field)
            values = found if isinstance(found, list) else [found]
            assert (told or None) in values or (told is None and not found)


@pytest.mark.parametrize(("text", "names"), SAID["dead"].items())
def test_the_dead_are_those_the_text_tells_dead(text: str, names: list[str]) -> None:
    assert sorted(str(p["full_name"]) for p in _dead(text)) == sorted(names)


@pytest.mark.parametrize("text", SAID["nobody"])
def test_nobody_is_dead_of_this_war(text: str) -> None:
    assert _dead(text) == []
