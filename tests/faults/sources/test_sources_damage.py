"""A workbook with damaged bytes is read or refused by name; it never takes the program down."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import xlsxwriter

from everyname.sources.lists import read_list
from everyname.sources.report import SourceError
from everyname.sources.tables import read_grid


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    for number in range(20):
        sheet.write_row(number, 0, ["ФИО", "Дата смерти"] if not number else ["Лесной Прохор", 44971 + number])
    workbook.close()
    return path


def test_damaged_bytes(book: Path) -> None:
    whole, refused = book.read_bytes(), 0
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        book.write_bytes(data if chance.random() < 0.8 else data[: chance.randrange(8, len(data))])
        try:
            list(read_list(book, "s"))
        except SourceError:
            refused += 1
    assert refused > 100


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(book: Path) -> None:
    with pytest.raises(SourceError, match="there are Sheet1"):
        read_grid(book, "Лист9")


def test_a_stray_cell_far_out_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet().write(0, 0, "ФИО")
    workbook.worksheets()[0].write(1_048_575, 16_383, "x")
    workbook.close()
    with pytest.raises(SourceError, match="too far out"):
        read_grid(path)


def test_an_unclosed_quote_is_refused_and_not_swallowed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('name,age\nIvo Tester,3\n"Ada Probe,4\nUwe Sample,5\n')
    with pytest.raises(SourceError, match="never closed"):
        read_list(path, "s")
