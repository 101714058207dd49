"""Search keys."""

from __future__ import annotations

import pytest

from everyname.domain.names import PersonName, fold
from everyname.domain.similarity import REPRINT, reprint_groups, resemblance, shingles


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Семёнов", "СЕМЕНОВ"),
        ("Ковальов  Пётр", "ковальов петр"),
        ("Мар'яна", "Марʼяна"),
        ("Ахмедов-оглы", "Ахмедов оглы"),
        ("José", "jose"),
        ("أحمد", "احمد"),
    ],
)
def test_spellings_with_one_key(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_letters_that_tell_names_apart_stay() -> None:
    assert fold("Чайкин") != fold("Чаикин")
    assert fold("Коваль") != fold("Ковал")


def test_a_name_shows_its_parts_or_its_original() -> None:
    assert PersonName("Осокин", "Пётр", "Ильич").full == "Осокин Пётр Ильич"
    assert PersonName(original="боец Грач").full == "боец Грач"


def test_reprints_are_found_and_other_texts_are_not() -> None:
    text = "Администрация района сообщает о гибели земляка Петра Осокина уроженца села Нижняя Падь"
    other = "Сегодня в школе номер два открыли парту героя выпускника Осокина Петра Ильича"
    assert resemblance(shingles(text), shingles(text + " Вечная память")) >= REPRINT
    assert reprint_groups([text, other, text + " Вечная память", ""]) == [0, 1, 0, 3]
