"""Names that no list knows are read where an enumeration, a kinsman or a kind of place shows what they are."""

from datetime import date

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import PersonReading, read

DAY = date(2023, 12, 1)


def dead(text: str, day: date = DAY) -> list[PersonReading]:
    return [p for p in read(text, published=day).persons if p.role is Role.DEAD]


def names(text: str, day: date = DAY) -> set[str]:
    return {name.value for p in dead(text, day) if (name := p.first(Property.FULL_NAME))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Простились с погибшими на СВО: Эгетом Ырганом и Иваном Котовым.", {"Ырган Эгет", "Котов Иван"}),
        ("На СВО погибли братья Игнат и Тимофей Шуст.", {"Шуст Игнат", "Шуст Тимофей"}),
        ("На СВО погиб Николай Сергеич Дробот.", {"Дробот Николай Сергеевич"}),
        ("На СВО погиб Иван Котов, вспоминает сестра погибшего Марина Котова.", {"Котов Иван"}),
        ("На війні загинули: ЗАЄЦЬ Віктор Ількович (1992 р.н.).", {"Заєць Віктор Ількович"}),
    ],
)
def test_the_dead_are_named_and_nobody_else(text: str, wanted: set[str]) -> None:
    assert names(text) == wanted


def test_a_friend_without_a_surname_takes_nobodys() -> None:
    assert names("Иван Котов ранен у Работина, его друг Антон не выжил.") == set()


def test_an_english_verb_speaks_of_all_its_subjects() -> None:
    assert names("Roman Petryk and Ivan Sas died near Bakhmut.") == {"Petryk Roman", "Sas Ivan"}


def test_what_was_told_before_the_war_is_no_death_of_it() -> None:
    text = "В бою погиб рядовой Иван Котов."
    assert names(text) == {"Котов Иван"}
    assert names(text, date(2020, 10, 15)) == set()


def test_a_village_of_two_words_is_whole() -> None:
    (man,) = dead("На СВО погиб Иван Котов из села Нижняя Падь.")
    place = man.first(Property.SETTLEMENT)
    assert place is not None
    assert place.value == "Нижняя Падь"
