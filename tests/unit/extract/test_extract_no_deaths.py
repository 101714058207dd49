"""Posts of the living, the missing, other wars and other causes report nobody dead in this war."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from everyname.domain.words import Role
from everyname.extract import read

POSTS = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "no_deaths.yaml").read_text("utf-8"))
CASES = [(lang, post) for lang, posts in POSTS.items() for post in posts]


@pytest.mark.parametrize(("lang", "post"), CASES)
def test_nobody_is_read_as_dead_of_the_war(lang: str, post: str) -> None:
    reading = read(post, published=date(2024, 5, 20), lang=lang)
    assert not reading.is_war_death
    assert [p for p in reading.persons if p.role is Role.DEAD] == []
