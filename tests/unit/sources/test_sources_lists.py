from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from everyname.domain.words import Property
from everyname.sources.headers import Table
from everyname.sources.lists import import_table, read_list, read_table
from everyname.sources.mapping import Kind, Mapping, MappingError, guess_mapping
from everyname.sources.quarantine import read_corrections, write_quarantine
from everyname.sources.report import SourceError
from everyname.sources.rows import read_row


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def kinds(table: Table) -> list[str]:
    return [str(column.kind) for column in guess_mapping(table).columns]


RUSSIAN = (
    "Список погибших, район\n\nФИО;Дата рождения;Дата гибели;Пол;Код\n"
    "Берёзкин Пахом Ильич;01.02.1990;14.02.2023;м;007\nТучкина Аглая Петровна;1991;02.2023;ж;008\nИтого: 2;;;;\n;;;;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r"])
def test_a_russian_list_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, RUSSIAN, encoding)
    table = read_table(path)
    batch = import_table(table, "район")
    first, second = batch.reports
    assert kinds(table) == ["full_name", "birth", "death", "sex", "external_key"]
    assert (first.external_id, second.external_id) == ("007", "008")
    values = {claim.property: claim.value for claim in second.claims}
    assert (values[Property.BIRTH], values[Property.DEATH], values[Property.SEX]) == ("1991", "2023-02", "F")
    assert [(s.row, s.code) for s in batch.skipped] == [
        (1, "title"),
        (2, "blank"),
        (3, "header"),
        (6, "total"),
        (7, "blank"),
    ]


def test_an_arabic_list_in_its_windows_encoding(tmp_path: Path) -> None:
    text = "الرقم,الاسم الكامل,العمر,الجنس\n1,سمير عادل النجار,30,ذكر\n2,ليلى خالد النجار,25,انثى\n"
    table = read_table(written(tmp_path, text, "cp1256"))
    assert table.grid.encoding == "cp1256"
    assert kinds(table) == ["row_number", "full_name", "age", "sex"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_newlines_inside_quotes(tmp_path: Path, delimiter: str) -> None:
    text = f'id{delimiter}name{delimiter}note\n1{delimiter}Ivo Tester{delimiter}"two\nlines{delimiter} one cell"\n'
    (report,) = read_list(written(tmp_path, text), "s").reports
    assert dict(report.cells)["note"] == f"two\nlines{delimiter} one cell"
    assert report.row == 2


def test_a_workbook_with_merged_header_serials_formulas_and_leading_zeros(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 4, "Сводка по кладбищам")
    sheet.write_row(1, 0, ["№", "ФИО"])
    sheet.merge_range(1, 2, 1, 3, "Дата")
    sheet.write(1, 4, "Возраст")
    sheet.write_row(2, 2, ["рождения", "смерти"])
    sheet.write_string(3, 0, "001")
    sheet.write_row(3, 1, ["Лесной Прохор", 33000, 44971])
    sheet.write_formula(3, 4, "=YEAR(D4)", None, "")
    book.close()
    table = read_table(path)
    assert kinds(table) == ["external_key", "full_name", "birth", "death", "age"]
    batch = import_table(table, "s")
    (report,) = batch.reports
    reading = read_row(report, guess_mapping(table))
    assert report.external_id == "001"
    assert (reading.value(Property.BIRTH), reading.value(Property.DEATH)) == ("1990-05-07", "2023-02-14")
    (refused,) = batch.quarantined
    assert (refused.row, refused.column, refused.code, refused.whole_row) == (4, "Возраст", "formula", False)


def test_the_1904_date_system_is_honoured(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    book.add_worksheet().write_row(0, 0, ["ФИО", "Дата смерти"])
    book.worksheets()[0].write_row(1, 0, ["Лесной Прохор", 43509])
    book.close()
    table = read_table(path)
    (report,) = import_table(table, "s").reports
    assert read_row(report, guess_mapping(table)).value(Property.DEATH) == "2023-02-14"


def test_cells_that_are_wrong_are_named_and_the_row_stays(tmp_path: Path) -> None:
    text = "ФИО,Дата рождения,Возраст,Пол\nЛесной Прохор,31.02.1990,200,кот\n,,34,м\n=A1,01.01.1990,3,м\n"
    batch = read_list(written(tmp_path, text), "s")
    assert [r.row for r in batch.reports] == [2]
    assert [(q.row, q.column, q.code, q.whole_row) for q in batch.quarantined] == [
        (2, "Дата рождения", "no_such_day", False),
        (2, "Возраст", "not_an_age", False),
        (2, "Пол", "unknown_word", False),
        (3, "", "nobody", True),
        (4, "", "nobody", True),
        (4, "ФИО", "formula", False),
    ]


def test_a_key_alone_names_nobody(tmp_path: Path) -> None:
    batch = read_list(written(tmp_path, "id,name,born\nA-1,,1990\nA-2,Ivo Tester,1991\n"), "s")
    assert [r.external_id for r in batch.reports] == ["A-2"]
    assert [(q.row, q.code) for q in batch.quarantined] == [(2, "nobody")]
    with pytest.raises(SourceError, match="no column of names"):
        read_list(written(tmp_path, "id,born\nA-1,1990\nA-2,1991\n"), "s")


def test_a_key_used_twice_is_not_overwritten(tmp_path: Path) -> None:
    text = "id,name,age\n1,Ivo Tester,30\n1,Ivo Tester,30\n1,Another Man,50\n2,Too Many,3,4\n"
    batch = read_list(written(tmp_path, text), "s")
    assert len(list(batch.reports)) == 1
    assert [s.code for s in batch.skipped] == ["header", "repeated"]
    assert [q.code for q in batch.quarantined] == ["key_again", "too_many_cells"]


def test_rows_without_a_key_keep_their_identity_in_any_order(tmp_path: Path) -> None:
    one = read_list(written(tmp_path, "name,age\nIvo Tester,30\nAda Probe,40\nIvo Tester,30\n", name="a.csv"), "s")
    two = read_list(written(tmp_path, "age,name\n40,Ada Probe\n30,Ivo Tester\n30,Ivo Tester\n", name="b.csv"), "s")
    assert {r.identity for r in one.reports} == {r.identity for r in two.reports}
    assert len({r.identity for r in one.reports}) == 3


def test_duplicate_headers_get_numbers_and_unknown_ones_are_found_by_content(tmp_path: Path) -> None:
    rows = "".join(
        f"k{n},{name},{1960 + n}-05-0{n + 1},m\n" for n, name in enumerate(["Ivo Tester", "Ada Probe", "Uwe Sample"])
    )
    table = read_table(written(tmp_path, "zzz,zzz,qqq,www\n" + rows))
    assert table.columns == ("zzz", "zzz (2)", "qqq", "www")
    assert kinds(table) == ["external_key", "full_name", "birth", "sex"]


def test_the_mapping_survives_toml_and_bad_toml_is_named(tmp_path: Path) -> None:
    mapping = guess_mapping(read_table(written(tmp_path, RUSSIAN)))
    assert Mapping.from_toml(mapping.to_toml()) == mapping
    assert mapping.column(Kind.DEATH) == "Дата гибели"
    with pytest.raises(MappingError, match="two columns"):
        Mapping.from_toml('[[column]]\nname="a"\nkind="age"\n[[column]]\nname="b"\nkind="age"')
    with pytest.raises(MappingError):
        Mapping.from_toml('[[column]]\nname="a"\nkind="nonsense"')


def test_a_mapping_of_another_file_is_refused(tmp_path: Path) -> None:
    mapping = guess_mapping(read_table(written(tmp_path, RUSSIAN)))
    with pytest.raises(SourceError, match="lacks the mapped columns"):
        read_list(written(tmp_path, "name,age\nIvo Tester,3\n", name="b.csv"), "s", mapping)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_quarantine_sheet_comes_back_with_corrections(tmp_path: Path, suffix: str) -> None:
    batch = read_list(written(tmp_path, "name,age\nIvo Tester,=1+1\n"), "s")
    path = tmp_path / f"quarantine.{suffix}"
    assert write_quarantine(path, batch.quarantined) == 1
    assert read_corrections(path) == ()
    (header, row) = read_table(path).grid.rows
    assert row[header.index("value")] == "'=1+1"
    filled = tmp_path / "filled.csv"
    cells = [*row[:4], "31", *row[5:]]
    filled.write_text("\n".join(",".join('"' + c.replace('"', '""') + '"' for c in line) for line in (header, cells)))
    (correction,) = read_corrections(filled)
    assert (correction.row, correction.column, correction.old, correction.new) == (2, "age", "=1+1", "31")


def test_a_column_that_counts_the_rows_is_no_part_of_them(tmp_path: Path) -> None:
    first = "№,ФИО,Возраст\n1,Лесной Прохор,30\n2,Полевой Аким,25\n3,Озёрный Лука,41\n"
    later = "№,ФИО,Возраст\n1,Лесной Прохор,30\n2,Озёрный Лука,41\n3,Речной Савва,33\n"
    before = {r.external_id: r.sha256 for r in read_list(written(tmp_path, first), "s").reports}
    after = {r.external_id: r.sha256 for r in read_list(written(tmp_path, later), "s").reports}
    assert len(before.items() & after.items()) == 2
