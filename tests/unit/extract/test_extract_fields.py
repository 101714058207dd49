"""Plain sentences say when, where and how a man lived, served, died and was buried; each of them in many ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from everyname.extract import read
from everyname.extract.records import to_json

FOLDER = Path(__file__).parents[2] / "data" / "notices"
SAID = [yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")) for name in ("fields", "places", "service")]
CASES = [(lang, case) for said in SAID for lang, cases in said.items() for case in cases]


@pytest.mark.parametrize(("lang", "case"), CASES, ids=[case["text"] for _, case in CASES])
def test_a_field_is_read_as_it_is_told(lang: str, case: dict[str, str | list[str] | None]) -> None:
    record = to_json("1", read(str(case["text"]), published=date(2024, 3, 20), lang=lang))
    (dead,) = [p for p in record["persons"] if p["role"] == "dead"][:1]
    for field, told in case.items():
        if field != "text":
            found = dead.get(field)
            values = found if isinstance(found, list) else [found]
            wanted = told if isinstance(told, list) else [told]
            assert all(value in values for value in wanted) or (told is None and not found)
