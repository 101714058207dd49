"""Dates of notices come out as EDTF, days before months, years by the publication."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.extract.spans import Found, find_all

PUBLISHED = date(2024, 3, 14)  # a Thursday


def dates(text: str, lang: str = "ru", published: date | None = PUBLISHED) -> list[Found]:
    return [f for f in find_all(text, lang, published) if f.kind == "date"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("погиб 12.06.2023", "2023-06-12"),
        ("погиб 12.06.23г", "2023-06-12"),
        ("родился 03/12/1997", "1997-12-03"),
        ("12.О1.1979", "1979-01-12"),
        ("погиб 5 мая 2023 года", "2023-05-05"),
        ("погиб 5-го мая", "2023-05-05"),
        ("погиб двадцать пятого декабря", "2023-12-25"),
        ("погиб 26 июня позапрошлого года", "2022-06-26"),
        ("погиб в сентябре прошлого года", "2023-09"),
        ("в мае 2023", "2023-05"),
        ("погиб вчера", "2024-03-13"),
        ("погиб в минувшую среду", "2024-03-13"),
        ("погиб на прошлой неделе", "2024-03-04/2024-03-10"),
        ("погиб 2 сентября, похоронен 11-го", "2023-09-11"),
        ("1996 года рождения", "1996"),
    ],
)
def test_russian_forms(text: str, value: str) -> None:
    assert dates(text)[-1].value == value


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("загинув 4 січня 2024 року", "uk", "2024-01-04"),
        ("загинув 12 липня позаторік", "uk", "2022-07-12"),
        ("загинув учора", "uk", "2024-03-13"),
        ("killed on June 7, 2023", "en", "2023-06-07"),
        ("killed on 7 June 2023", "en", "2023-06-07"),
        ("killed on the 7th of June 2023", "en", "2023-06-07"),
        ("died in February 2023", "en", "2023-02"),
    ],
)
def test_ukrainian_and_english_forms(text: str, lang: str, value: str) -> None:
    assert dates(text, lang)[-1].value == value


@pytest.mark.parametrize("text", ["31.02.2023", "в 12.10 у дома", "цена 12.05 руб", "статья 264", "на 254-м километре"])
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


def test_a_day_without_year_is_the_last_one_and_a_funeral_the_nearest() -> None:
    died, buried = dates("Погиб 20 марта. Похороны состоятся 20 марта")
    assert (died.value, buried.value) == ("2023-03-20", "2024-03-20")
    assert died.derived
    assert died.attrs["nearest"] == "2024-03-20"


def test_without_publication_the_year_stays_open() -> None:
    assert [f.value for f in dates("погиб 5 мая", published=None)] == ["XXXX-05-05"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Иванов Пётр 12.03.1990 – 14.06.2023", ["birth", "death"]),
        ("Петров (03.06.1992)", ["birth"]),
        ("родился 5 мая 1990 г.", ["birth"]),
        ("1979гр", ["birth"]),
        ("Ермаков 1978 г.р.", ["birth"]),
        ("Лапин (1999 г. р.) скончался", ["birth"]),
        ("Пуурунен (1974)", ["birth"]),
        ("дата смерти — 04.05.2023, рождения не разобрал", ["death"]),
        ("похоронен 21.06.23", ["burial"]),
        ("17.05.1983 р.н.", ["birth"]),
    ],
)
def test_roles_that_the_words_leave_no_doubt_of(text: str, roles: list[str]) -> None:
    assert [f.attrs.get("role") for f in dates(text)] == roles
