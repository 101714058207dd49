from __future__ import annotations

import pytest

from everyname.sources.dates import CellError, column_order, read_date


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("14.02.2023", "2023-02-14"),
        ("14.02.2023 г.", "2023-02-14"),
        ("2023-02-14 00:00:00", "2023-02-14"),
        ("14/02/2023", "2023-02-14"),
        ("03.04.2023", "2023-04-03"),
        ("03/03/2023", "2023-03-03"),
        ("02.2023", "2023-02"),
        ("2023", "2023"),
        ("xx.02.2023", "2023-02"),
        ("14 февраля 2023", "2023-02-14"),
        ("лютий 2023", "2023-02"),
        ("14 Feb 2023", "2023-02-14"),
        ("около 2023", "2023~"),
        ("٢٠٢٣-٠٢-١٤", "2023-02-14"),
        ("01.02.2023-14.02.2023", "2023-02-01/2023-02-14"),
        ("2023-02~", "2023-02~"),
    ],
)
def test_dates_as_lists_write_them(value: str, text: str) -> None:
    assert read_date(value).text == text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31.02.2023", "no_such_day"),
        ("02/14/2023", "month_first"),
        ("14.02.23", "short_year"),
        ("45000", "serial"),
        ("весной", "not_a_date"),
    ],
)
def test_what_is_no_date_is_refused_by_name(value: str, code: str) -> None:
    with pytest.raises(CellError) as caught:
        read_date(value)
    assert caught.value.code == code


def test_the_order_of_day_and_month_is_proven_by_the_column_or_left_open() -> None:
    assert column_order(["03/04/2023", "25/04/2023"])[0] == "dmy"
    assert column_order(["03/04/2023"])[0] == "unproven"
    assert column_order(["25/04/2023", "04/25/2023"])[0] == "mixed"
    assert read_date("03/04/2023", "dmy").text == "2023-04-03"
    assert read_date("03/04/2023", "mdy").text == "2023-03-04"
    kept = read_date("03/04/2023")
    assert kept.text == "2023"
    assert "two ways" in kept.note


@pytest.mark.parametrize(
    ("days", "epoch", "text"),
    [("1", 1900, "1900-01-01"), ("59", 1900, "1900-02-28"), ("61", 1900, "1900-03-01"), ("1", 1904, "1904-01-02")],
)
def test_day_numbers_of_workbooks(days: str, epoch: int, text: str) -> None:
    assert read_date(days, epoch=epoch).text == text


def test_the_day_that_only_spreadsheets_know_is_refused() -> None:
    with pytest.raises(CellError, match="1900 date system"):
        read_date("60", epoch=1900)
