"""Guesses of columns: what repeats another column is left out, and a name that is nobody's is text."""

import pytest

from everyname.linkage.guess import guess_kinds

PEOPLE = [("Anna", "Holm", "1970"), ("Boris", "Lund", "1981"), ("Clara", "Berg", "1962"), ("David", "Dahl", "1990")]


def test_a_column_that_repeats_others_is_left_out() -> None:
    table = {
        "first_name": [given for given, _, _ in PEOPLE],
        "surname": [family for _, family, _ in PEOPLE],
        "first_and_last": [f"{given} {family}" for given, family, _ in PEOPLE],
        "trade": ["smith", "cook", "pilot", "clerk"],
    }
    assert set(guess_kinds(table)) == {"first_name", "surname", "trade"}


@pytest.mark.parametrize(
    ("beside", "kind"),
    [({"city": ["Oslo", "Bergen", "Oslo", "Voss"]}, "other:text"), ({"age": ["1", "2", "3", "4"]}, "full_name")],
)
def test_a_name_is_a_persons_where_something_personal_stands_beside_it(beside: dict[str, list[str]], kind: str) -> None:
    names = {"name": [f"{given} {family}" for given, family, _ in PEOPLE]}
    assert guess_kinds({**names, **beside})["name"] == kind


def test_a_name_in_cyrillic_or_arabic_letters_is_a_persons() -> None:
    assert guess_kinds({"name": ["Иван Зорин", "Пётр Лужин"]})["name"] == "full_name"
    assert guess_kinds({"name": ["محمد خالد", "عمر يوسف"]})["name"] == "full_name"
