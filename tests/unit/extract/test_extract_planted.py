"""Signs of planting are told in words, and an honest notice has none."""

from datetime import date

import pytest

from everyname.extract import read

PUBLISHED = date(2023, 12, 20)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Рядовой Иван Кошкарин погиб 31 ноября на СВО.", "31 ноября"),
        ("На СВО погиб Кошкарин Лев, 12.13.2022.", "12.13.2022"),
        ("Кошкарин Лев Павлович, дата рождения: 03.05.2015, погиб на СВО 01.02.2023", "2015 | 2023"),
        (
            "Погиб под Крынками наш земляк рядовой Иван Кошкарин. Погиб под Крынками наш земляк рядовой Олег Лапин. "
            "Погиб под Крынками наш земляк рядовой Егор Зуев.",
            "planted.template | 3",
        ),
    ],
)
def test_sign_is_named(text: str, sign: str) -> None:
    reading = read(text, published=PUBLISHED)
    assert any(sign in warning for warning in reading.warnings)


def test_list_of_men_is_no_template() -> None:
    rows = "\n".join(f"Кошкарин {name} Павлович, 1985 – 2023" for name in ("Лев", "Егор", "Иван", "Олег"))
    assert read("Погибшие на СВО:\n" + rows, published=PUBLISHED).warnings == ()


def test_planted_notice_keeps_its_persons() -> None:
    reading = read("На СВО погиб рядовой Иван Кошкарин 30 февраля.", published=PUBLISHED)
    assert reading.kind == "planted"
    assert reading.is_war_death
    assert len(reading.persons) == 1
