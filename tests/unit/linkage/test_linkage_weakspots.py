"""Weak spots name the fields whose absence makes linking unsure, in every language."""

import random

import pytest

from everyname.linkage import Linked, Table, link
from everyname.linkage.explain import languages
from everyname.linkage.weakspots import weak_spots

COLUMNS = {"id": "id", "surname": "surname", "given": "given", "born": "birth_date", "town": "settlement"}


@pytest.fixture(scope="module")
def linked() -> Linked:
    """Every third person is told of a second time without date and town, as several others might be."""
    draw = random.Random(5)
    rows = []
    for i in range(240):
        row = {
            "id": f"{i}",
            "surname": draw.choice(["Зорин", "Лужин", "Верстов", "Гридин"]),
            "given": draw.choice(["Иван", "Пётр", "Юрий"]),
            "born": f"{draw.randint(1970, 2003)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
            "town": draw.choice(["Нея", "Мезень"]),
        }
        rows += [row, {**row, "id": f"{i}b"}]
        rows += [{**row, "id": f"{i}c", "born": "", "town": ""}] if i % 3 == 0 else []
    return link(Table.from_rows(rows, COLUMNS))


def test_the_records_without_date_are_the_hard_ones(linked: Linked) -> None:
    spots = weak_spots(linked)
    assert any("birth" in spot.missing for spot in spots)
    assert all(spot.doubt > spot.share for spot in spots)
    assert spots[0].records == 80


def test_they_are_said_in_every_language(linked: Linked) -> None:
    spot = weak_spots(linked)[0]
    said = {spot.said(language) for language in languages()}
    assert len(said) == len(languages())
    assert all("%" in words for words in said)


def test_a_list_without_doubt_has_no_weak_spot() -> None:
    rows = [{"id": str(i), "surname": "Зорин", "given": "", "born": "", "town": ""} for i in range(2)]
    assert weak_spots(link(Table.from_rows(rows[:1], COLUMNS))) == []
