"""Dates and periods of running text against a day of publication."""

from datetime import date

import pytest

from everyname.extract.tolls.lexicon import flat
from everyname.extract.tolls.periods import Calendar, find_periods

PUBLISHED = Calendar(date(2023, 1, 19))


@pytest.mark.parametrize(
    ("text", "lang", "role", "first", "last"),
    [
        ("added between Jan. 1-17, he said", "en", "range", "2023-01-01", "2023-01-17"),
        ("since the start of 2023", "en", "since", "2023-01-01", "2023-01-19"),
        ("as of September 2022", "en", "as_of", "", "2022-09"),
        ("by the end of May 2022", "en", "as_of", "", "2022-05-31"),
        ("over the past two weeks", "en", "range", "2023-01-05", "2023-01-19"),
        ("since the start of the month", "en", "range", "2023-01-01", "2023-01-19"),
        ("said Thursday", "en", "point", "2023-01-19", "2023-01-19"),
        ("a New Year's Eve attack", "en", "point", "2022-12-31", "2023-01-01"),
        ("in December", "en", "point", "2022-12", "2022-12"),
        ("с 1 по 17 января", "ru", "range", "2023-01-01", "2023-01-17"),
        ("по состоянию на 15 января", "ru", "as_of", "", "2023-01-15"),
        ("за последнюю неделю", "ru", "range", "2023-01-12", "2023-01-19"),
        ("с начала года", "ru", "range", "2023-01-01", "2023-01-19"),
        ("с 24 февраля 2022 года", "ru", "since", "2022-02-24", "2023-01-19"),
        ("в новогоднюю ночь", "ru", "point", "2022-12-31", "2023-01-01"),
        ("к 21.09.2022", "ru", "as_of", "", "2022-09-21"),
        ("станом на 18 січня", "uk", "as_of", "", "2023-01-18"),
        ("за останні два тижні", "uk", "range", "2023-01-05", "2023-01-19"),
        ("з 1 по 17 січня 2023 року", "uk", "range", "2023-01-01", "2023-01-17"),
    ],
)
def test_period_is_what_its_words_say(text: str, lang: str, role: str, first: str, last: str) -> None:
    (period,) = find_periods(flat(text), lang, PUBLISHED)
    assert (period.role, period.first, period.last) == (role, first, last)


def test_year_is_never_guessed_without_a_publication() -> None:
    assert find_periods("on january 12", "en", Calendar(None)) == []


def test_year_named_before_serves_without_a_publication() -> None:
    (period,) = find_periods("on january 12", "en", Calendar(None, 2031))
    assert period.first == "2031-01-12"


def test_day_that_does_not_exist_is_left_out() -> None:
    assert find_periods("on 31.02.2023", "en", PUBLISHED) == []
