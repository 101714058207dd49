"""Lists of the dead take many forms; every man of them is read as dead, and nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from everyname.domain.words import Property, Role
from everyname.extract import read

LISTS = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "lists.yaml").read_text("utf-8"))
CASES = [(lang, case) for lang, cases in LISTS.items() for case in cases]


def first_two(name: str) -> str:
    """Surname and given name or its initial."""
    surname, given, *_ = name.split()
    return f"{surname} {given.split('.')[0]}." if "." in given else f"{surname} {given}"


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_every_man_of_a_list_is_dead(lang: str, case: dict[str, Any]) -> None:
    reading = read(case["text"], published=date(2024, 3, 20), lang=lang)
    names = [p.first(Property.FULL_NAME) for p in reading.persons if p.role is Role.DEAD]
    assert sorted(first_two(name.value) for name in names if name) == sorted(case["dead"])
    assert reading.is_war_death
