"""What goes wrong: one line that says where, the right exit code, nothing half-written; quarantine out and back."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import xlsxwriter
from commandline import data, new_tally, refusal, run, table, take
from python_calamine import CalamineWorkbook

ROWS = [
    ("A1", "Лучинкин Павел Андреевич", "13.02.1990", "03.04.2023"),
    ("A2", "Бродягин Илья Петрович", "31.02.1985", "05.05.2023"),
    ("A1", "Сенокосов Олег Иванович", "15.03.1979", "12.06.2023"),
]


def corrected(sheet: Path, values: dict[str, str], target: Path) -> Path:
    """The sheet with its column «corrected» filled in, by the value that was refused."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "corrected": values.get(row["value"], "")} for row in rows)
    return target


def test_what_cannot_be_read_is_corrected_and_comes_in_again(tmp_path: Path) -> None:
    tally, sheet = new_tally(tmp_path / "tally"), tmp_path / "sheet.csv"
    assert take(tally, table(tmp_path / "list.csv", ROWS))["counts"]["quarantined"] == 2
    assert data("quarantine", tally, "--out", sheet, "--json")["rows"] == 2
    wrong = corrected(sheet, {"31.02.1985": "30.02.1985"}, tmp_path / "wrong.csv")
    assert "list.csv, row 3, Дата рождения" in refusal("quarantine", tally, "--corrected", wrong)
    right = corrected(sheet, {"31.02.1985": "28.02.1985", "A1": "A3"}, tmp_path / "right.csv")
    assert data("quarantine", tally, "--corrected", right, "--yes", "--json")["corrected"] == 2
    assert data("quarantine", tally, "--corrected", right, "--yes", "--json")["corrected"] == 0
    assert data("search", tally, "бродягин")[0]["birth"] == "1985-02-28"
    assert data("counts", tally, "--json")["counts"]["confirmed"] == 3
    assert data("quarantine", tally, "--out", sheet, "--json")["rows"] == 0
    assert not data("rebuild", tally, "--check", "--json")["fault"]


def test_a_corrected_workbook_comes_in_like_a_text_file(tmp_path: Path) -> None:
    tally, sheet = new_tally(tmp_path / "tally"), tmp_path / "sheet.xlsx"
    take(tally, table(tmp_path / "list.csv", ROWS))
    assert data("quarantine", tally, "--out", sheet, "--json")["rows"] == 2
    header, *rows = CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
    value, target = header.index("value"), header.index("corrected")
    with xlsxwriter.Workbook(tmp_path / "right.xlsx") as book:
        page = book.add_worksheet()
        for number, row in enumerate((header, *rows)):
            cells = [str(cell) for cell in row]
            cells[target] = {"31.02.1985": "28.02.1985", "A1": "A3"}.get(cells[value], cells[target])
            for place, cell in enumerate(cells):
                page.write_string(number, place, cell)
    assert data("quarantine", tally, "--corrected", tmp_path / "right.xlsx", "--yes", "--json")["corrected"] == 2
    assert data("search", tally, "бродягин")[0]["birth"] == "1985-02-28"


def test_refusals_name_what_is_wrong(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing"
    for words in (
        ("release", nothing),
        ("verify", nothing),
        ("extract", nothing, "--out", tmp_path / "m.jsonl"),
        ("link", nothing, "--out-pairs", tmp_path / "p.csv", "--out-clusters", tmp_path / "c.csv"),
        ("estimate", "nowcast", nothing, "--as-of", "2023-01-01", "--out", tmp_path / "r.json"),
    ):
        assert "nothing" in refusal(*words)
    assert not list(tmp_path.iterdir())


def test_a_list_without_yes_is_not_imported(tmp_path: Path) -> None:
    tally = new_tally(tmp_path / "tally")
    done = run("import", tally, table(tmp_path / "list.csv", ROWS), "--source", "list", code=2)
    assert "--mapping" in done.stderr
    assert data("counts", tally, "--json")["counts"]["confirmed"] == 0


def test_a_tally_of_an_earlier_version_is_named_and_rebuilt(tmp_path: Path) -> None:
    tally = new_tally(tmp_path / "tally")
    take(tally, table(tmp_path / "list.csv", ROWS))
    found = data("search", tally, "бродягин")
    with closing(sqlite3.connect(tally / "tally.sqlite3")) as base, base:
        base.execute("ALTER TABLE register_lookupkey DROP COLUMN trace")
        base.execute("DELETE FROM django_migrations WHERE app = 'register' AND name = '0004_traces'")
    for words in (("search", tally, "бродягин"), ("counts", tally), ("rebuild", tally, "--check")):
        assert f"everyname rebuild {tally}" in refusal(*words)
    assert any("everyname rebuild" in f["advice"] for f in json.loads(run("doctor", tally, "--json", code=1).stdout))
    run("rebuild", tally)
    assert data("search", tally, "бродягин") == found
    assert not data("rebuild", tally, "--check", "--json")["fault"]
