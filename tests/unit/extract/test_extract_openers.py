"""Notices begin in a hundred ways; each of them names one dead man, whatever the case and the order of his name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from everyname.domain.words import Property, Role
from everyname.extract import read

OPENERS = yaml.safe_load((Path(__file__).parents[2] / "data" / "notices" / "openers.yaml").read_text("utf-8"))
NAMES = {
    "ru": (
        {
            "n": "Веретельников Пахом Савельевич",
            "g": "Веретельникова Пахома Савельевича",
            "d": "Веретельникову Пахому Савельевичу",
            "a": "Веретельникова Пахома Савельевича",
            "i": "Веретельниковым Пахомом Савельевичем",
            "l": "Веретельникове Пахоме Савельевиче",
        },
        {
            "n": "Пахом Веретельников",
            "g": "Пахома Веретельникова",
            "d": "Пахому Веретельникову",
            "a": "Пахома Веретельникова",
            "i": "Пахомом Веретельниковым",
            "l": "Пахоме Веретельникове",
        },
    ),
    "uk": (
        {
            "n": "Веретельник Пахом Савович",
            "g": "Веретельника Пахома Савовича",
            "d": "Веретельнику Пахому Савовичу",
            "a": "Веретельника Пахома Савовича",
            "i": "Веретельником Пахомом Савовичем",
        },
        {
            "n": "Пахом Веретельник",
            "g": "Пахома Веретельника",
            "d": "Пахому Веретельнику",
            "a": "Пахома Веретельника",
            "i": "Пахомом Веретельником",
        },
    ),
    "en": ({"n": "Pakhom Veretelnikov"},),
}
CASES = [(lang, opener) for lang, openers in OPENERS.items() for opener in openers]


@pytest.mark.parametrize(("lang", "opener"), CASES)
def test_a_notice_names_its_dead_man(lang: str, opener: str) -> None:
    for names in NAMES[lang]:
        reading = read(opener.format(**names), published=date(2024, 3, 20))
        dead = [p for p in reading.persons if p.role is Role.DEAD]
        assert reading.is_war_death
        assert len(dead) == 1
        told = {p.property: p.value for p in dead[0].proposals}
        assert {told[Property.SURNAME], told[Property.GIVEN]} == set(names["n"].split()[:2])
