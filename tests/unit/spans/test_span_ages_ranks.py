"""Ages and ranks in any form come out as numbers and nominatives."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.extract.spans import Found, find_all


def only(kind: str, text: str, lang: str = "ru") -> list[Found]:
    return [f for f in find_all(text, lang, date(2024, 3, 14)) if f.kind == kind]


@pytest.mark.parametrize(
    ("text", "lang", "age"),
    [
        ("46-летний боец", "ru", "46"),
        ("19-річний захисник", "uk", "19"),
        ("27 годиков всего", "ru", "27"),
        ("На 46-м году жизни", "ru", "45"),
        ("Ему было сорок три", "ru", "43"),
        ("двадцати одного года", "ru", "21"),
        ("исполнилось бы 37", "ru", "37"),
        ("Ему 52, мог бы жить", "ru", "52"),
        ("до 30-летия не дожил двух недель", "ru", "29"),
        ("шёл тридцать первый год", "ru", "30"),
        ("Йому назавжди 25 років", "uk", "25"),
        ("aged 33", "en", "33"),
        ("a 34-year-old driver", "en", "34"),
        ("Twenty three years old", "en", "23"),
    ],
)
def test_ages(text: str, lang: str, age: str) -> None:
    assert [f.value for f in only("age", text, lang)] == [age]


@pytest.mark.parametrize(
    "text",
    [
        "погиб 20 лет назад",
        "спустя 30 лет",
        "отсидел 18 лет",
        "ему 20 минут",
        "восемнадцать лет проработал на заводе",
        "1988 года",
    ],
)
def test_years_that_are_no_age(text: str) -> None:
    assert only("age", text) == []


@pytest.mark.parametrize(
    ("text", "lang", "rank"),
    [
        ("старшего сержанта Иванова", "ru", "старший сержант"),
        ("мл. с-т Иванов", "ru", "младший сержант"),
        ("гв. ст. л-т Иванов", "ru", "гвардии старший лейтенант"),
        ("п/п-к Иванов", "ru", "подполковник"),
        ("капитана 2 ранга Иванова", "ru", "капитан 2 ранга"),
        ("прапорщик полиции Иванов", "ru", "прапорщик полиции"),
        ("майор медицинской службы", "ru", "майор медицинской службы"),
        ("гвардии рядовых Иванова и Петрова", "ru", "гвардии рядовой"),
        ("старші солдати Іван і Петро", "uk", "старший солдат"),
        ("штаб-сержанта Бондаря", "uk", "штаб-сержант"),
        ("лейтенантка Бондар", "uk", "лейтенант"),
        ("Lt. Col. Ivanov", "en", "lieutenant colonel"),
        ("junior sergeant", "en", "junior sergeant"),
    ],
)
def test_ranks(text: str, lang: str, rank: str) -> None:
    assert [f.value for f in only("rank", text, lang)] == [rank]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("капитан команды", "ru"),
        ("на улице Лейтенанта Шмидта", "ru"),
        ("рядовой житель", "ru"),
        ("the general public", "en"),
    ],
)
def test_words_that_are_no_rank(text: str, lang: str) -> None:
    assert only("rank", text, lang) == []


def test_plural_ranks_are_flagged() -> None:
    (rank,) = only("rank", "хоронил рядовых Иванова, Петрова")
    assert rank.attrs["plural"] == "1"
    assert rank.attrs["class"] == "private"
