"""Tables from rows and files, and what is said of a wrong one."""

import csv
from pathlib import Path

import pytest

from everyname.linkage import Kind, Table, TableError, link, read_table, write_clusters, write_pairs

ROWS = [
    {"record_id": "2", "Фамилия": "Зорин", "Имя": "Пётр", "dob": "1990-01-02", "truth": "x"},
    {"record_id": "1", "Фамилия": "Лужин", "Имя": "Иван", "dob": "1991-03-04", "truth": "y"},
]


def test_kinds_are_guessed_and_records_sorted() -> None:
    table = Table.from_rows(ROWS)
    assert table.ids == ("1", "2")
    assert table.first(Kind.SURNAME) == ("Лужин", "Зорин")
    assert table.mapping == {"Фамилия": "surname", "Имя": "given", "dob": "birth_date"}


def test_a_given_mapping_wins() -> None:
    table = Table.from_rows(ROWS, {"record_id": "id", "Фамилия": "other:text"})
    assert table.mapping == {"Фамилия": "other:text"}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"nothing": "surname"}, "not in the table"),
        ({"Фамилия": "family"}, "unknown kind"),
        ({"Фамилия": "surname", "Имя": "surname"}, "2 columns are of kind"),
        ({"record_id": "id"}, "no column to compare"),
    ],
)
def test_a_wrong_mapping_is_explained(columns: dict[str, str], said: str) -> None:
    with pytest.raises(TableError, match=said):
        Table.from_rows(ROWS, columns)


def test_repeated_and_empty_ids_are_refused() -> None:
    columns = {"id": "id", "s": "surname"}
    with pytest.raises(TableError, match="stands twice"):
        Table.from_rows([{"id": "7", "s": "a"}, {"id": "7", "s": "b"}], columns)
    with pytest.raises(TableError, match="row 2"):
        Table.from_rows([{"id": "7", "s": "a"}, {"id": "", "s": "b"}], columns)


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1251", "\t")])
def test_encoding_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "people.csv"
    lines = [
        delimiter.join(row) for row in (["id", "surname", "given"], ["1", "Зорин", "Пётр"], ["2", "Лужин", "Иван"])
    ]
    path.write_text("\n".join(lines), encoding=encoding)
    assert read_table(path).first(Kind.SURNAME) == ("Зорин", "Лужин")


def test_parquet_is_read(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "people.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"copy (select 1 as id, 'Зорин' as surname, null as given) to '{path}' (format parquet)")
    assert read_table(path, _toml(tmp_path)).first(Kind.SURNAME) == ("Зорин",)


def _toml(folder: Path) -> Path:
    path = folder / "columns.toml"
    path.write_text('[columns]\nid = "id"\nsurname = "surname"\ngiven = "given"\n', encoding="utf-8")
    return path


def test_a_torn_row_names_file_and_row(tmp_path: Path) -> None:
    path = tmp_path / "torn.csv"
    path.write_text("id,surname\n1,Зорин\n2\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"torn\.csv: row 3: 1 cells"):
        read_table(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_the_same_with_and_without_quotes(tmp_path: Path, end: str) -> None:
    rows = ["unique_id,surname,given", "1,Осокин,Пётр", "", "2,,Глеб", "3,Лужин,"]
    quoted = [",".join(f'"{cell}"' for cell in row.split(",")) if row else "" for row in rows]
    tables = []
    for name, lines in (("plain.csv", rows), ("quoted.csv", quoted)):
        (tmp_path / name).write_text(end.join(lines) + end, encoding="utf-8", newline="")
        tables.append(read_table(tmp_path / name))
    plain, other = tables
    assert plain.ids == other.ids == ("1", "2", "3")
    assert {c.name: c.values for c in plain.columns} == {c.name: c.values for c in other.columns}
    assert plain.columns[0].values == ("Пётр", "Глеб", "")


def test_ids_with_commas_quotes_and_line_breaks_are_written_as_the_csv_module_reads_them(tmp_path: Path) -> None:
    ids = ['a,"b"', "c\nd", "plain", "ё\r"]
    rows = [
        {"id": record, "surname": "Зорин", "born": "1990-01-02", "a, b": "1" * (1 + i % 2)}
        for i, record in enumerate(ids)
    ]
    columns = {"id": "id", "surname": "surname", "born": "birth_date", "a, b": "other:exact"}
    linked = link(Table.from_rows(rows, columns))
    write_pairs(linked, tmp_path / "pairs.csv")
    write_clusters(linked, tmp_path / "clusters.csv")
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.reader(file))[1:]
    assert [(a, b) for a, b, *_ in pairs] == [(p.id_l, p.id_r) for p in linked.pairs]
    assert pairs
    assert all(len(row) == 5 and "other_a, b=" in row[4] for row in pairs)
    with (tmp_path / "clusters.csv").open(encoding="utf-8", newline="") as file:
        assert dict(list(csv.reader(file))[1:]) == linked.clusters
