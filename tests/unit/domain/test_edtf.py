"""Dates with precision."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.domain import edtf
from everyname.domain.edtf import Precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2023-02-14", date(2023, 2, 14), date(2023, 2, 14), Precision.DAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
        ("198X", date(1980, 1, 1), date(1989, 12, 31), Precision.DECADE),
        ("2023-XX-14", date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
        ("2023-02-01/2023-02-14", date(2023, 2, 1), date(2023, 2, 14), Precision.INTERVAL),
        ("2023-02/..", date(2023, 2, 1), None, Precision.INTERVAL),
        ("../2023", None, date(2023, 12, 31), Precision.INTERVAL),
        ("", None, None, Precision.UNKNOWN),
        ("XXXX", None, None, Precision.UNKNOWN),
    ],
)
def test_bounds_and_precision(text: str, earliest: date | None, latest: date | None, precision: Precision) -> None:
    found = edtf.parse(text)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


def test_marks_are_kept() -> None:
    assert edtf.parse("2023-02~").approximate
    assert edtf.parse("2023?").uncertain
    both = edtf.parse("2023%")
    assert both.approximate
    assert both.uncertain
    assert not edtf.parse("2023-02-14~").is_exact
    assert edtf.parse("2023-02-14").is_exact


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13", "14.02.2023", "2023/02/14", "2023-2", "2023-02-14/2023-02-01"]
)
def test_what_is_no_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(edtf.DateError, match=r"«.+»"):
        edtf.parse(text)


def test_dates_that_may_be_the_same_day() -> None:
    assert edtf.parse("2023").may_equal(edtf.parse("2023-02-14"))
    assert not edtf.parse("2022").may_equal(edtf.parse("2023-02-14"))
    assert edtf.parse("").may_equal(edtf.parse("2023-02-14"))


@pytest.mark.parametrize(
    ("birth", "death", "age"),
    [
        ("1990-05-20", "2023-05-19", 32),
        ("1990-05-20", "2023-05-20", 33),
        ("1990-03", "2023-05", 33),  # whichever days they were
        ("1990", "2023-05-20", None),  # 32 or 33
        ("1990-05", "2023-05", None),
        ("XXXX", "2023-05-20", None),
        ("2023-05-21", "2023-05-20", None),
    ],
)
def test_an_age_is_told_only_where_the_dates_leave_one_answer(birth: str, death: str, age: int | None) -> None:
    assert edtf.age_at(edtf.parse(birth), edtf.parse(death)) == age
