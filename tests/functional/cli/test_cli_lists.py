"""Three versions of one invented list, from import to release, typed as a newsroom would."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from commandline import data, new_tally, refusal, run, table, take

pytestmark = pytest.mark.xdist_group("cli-lists")
FIRST = [
    ("A1", "Лучинкин Павел Андреевич", "13.02.1990", "03.04.2023"),
    ("A2", "Бродягин Илья Петрович", "14.08.1985", "05.05.2023"),
    ("A3", "Сенокосов Олег Иванович", "15.03.1979", "12.06.2023"),
    ("A4", "неизвестный неизвестный", "", ""),
    ("A5", "неизвестный неизвестный", "", ""),
]
SECOND = [
    FIRST[0],
    ("A2", "Бродягин Илья Петрович", "14.08.1985", "06.05.2023"),  # another day
    *FIRST[3:],
    ("A6", "Ряженцев Тимур Олегович", "16.01.1999", "20.07.2023"),
]  # A3 is gone
THIRD = [
    *SECOND[:1],
    ("A2", "Пустовалов Герман Львович", "21.11.1961", "01.08.2023"),  # the key of another man
    *SECOND[2:],
]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    base = tmp_path_factory.mktemp("lists")
    tally = new_tally(base / "tally")
    told: dict[str, Any] = {"tally": tally}
    for number, rows in enumerate((FIRST, SECOND, THIRD), 1):
        file = table(base / f"list-{number}.csv", rows, "cp1251")
        told[f"import {number}"] = take(tally, file)
        told[f"again {number}"] = take(tally, file)
        told[f"release {number}"] = data("release", tally, "--yes", "--json")
    return told


def lines(tally: Path, number: int, name: str) -> list[dict[str, Any]]:
    text = (tally / "releases" / f"{number:03}" / name).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_same_list_twice_changes_nothing(story: dict[str, Any]) -> None:
    for number in (1, 2, 3):
        again = story[f"again {number}"]
        assert again["batch"] is None
        assert again["counts"]["unchanged"] == again["counts"]["reports"] == 5


def test_versions_of_a_list_are_compared(story: dict[str, Any]) -> None:
    counts = {n: story[f"import {n}"]["counts"] for n in (1, 2, 3)}
    parts = ("added", "changed", "unchanged", "removed", "reused")
    assert [counts[1][p] for p in parts] == [5, 0, 0, 0, 0]
    assert [counts[2][p] for p in parts] == [1, 1, 3, 1, 0]
    assert [counts[3][p] for p in parts] == [0, 1, 4, 0, 1]


def test_releases_count_what_the_list_names(story: dict[str, Any]) -> None:
    assert [story[f"release {n}"]["counts"]["confirmed"] for n in (1, 2, 3)] == [5, 5, 5]
    for number in (1, 2, 3):
        assert "confirmed: 5" in run("verify", story["tally"] / "releases" / f"{number:03}").stdout


def test_who_was_removed_stays_with_his_history(story: dict[str, Any]) -> None:
    gone = data("search", story["tally"], "сенокосов олег")[0]
    assert gone["status"] == "withdrawn"
    assert any(c["id"] == gone["id"] for c in lines(story["tally"], 2, "changes.jsonl"))
    assert "Сенокосов" in (story["tally"] / "releases" / "001" / "persons.csv").read_text("utf-8")


def test_a_reused_key_is_flagged_and_nobody_is_merged(story: dict[str, Any]) -> None:
    assert list(story["import 3"]["reused"]) == ["A2"]
    before = data("search", story["tally"], "бродягин илья")[0]
    now = data("search", story["tally"], "пустовалов герман")[0]
    assert before["id"] != now["id"]
    assert (before["status"], now["status"]) == ("withdrawn", "confirmed")


def test_placeholders_are_never_matched(story: dict[str, Any]) -> None:
    run("link", story["tally"])
    with (story["tally"] / "releases" / "003" / "persons.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert names.count("неизвестный неизвестный") == 2


def test_counts_as_of_a_past_moment(story: dict[str, Any]) -> None:
    assert data("counts", story["tally"], "--as-of", "2001-01-01", "--json")["counts"]["confirmed"] == 0
    assert data("counts", story["tally"], "--as-of", "2999-01-01", "--json")["counts"]["confirmed"] == 5
    assert "--as-of yesterday" in refusal("counts", story["tally"], "--as-of", "yesterday")


def test_other_rules_show_how_the_count_moves(story: dict[str, Any], tmp_path: Path) -> None:
    strict = tmp_path / "strict.toml"
    strict.write_text(
        '[rules]\nversion = "strict"\n[[rule]]\nid = "two"\nstatus = "confirmed"\nindependent = 2\n', "utf-8"
    )
    found = data("rules", story["tally"], "--try", strict, "--json")
    assert (found["now"]["confirmed"], found["then"].get("confirmed", 0), found["moved"]) == (5, 0, 5)
    assert data("counts", story["tally"], "--json")["counts"]["confirmed"] == 5  # nothing was written


def test_a_flipped_byte_is_refused(story: dict[str, Any], tmp_path: Path) -> None:
    copy = tmp_path / "001"
    shutil.copytree(story["tally"] / "releases" / "001", copy)
    run("verify", copy)
    persons = bytearray((copy / "persons.csv").read_bytes())
    persons[len(persons) // 2] ^= 1
    (copy / "persons.csv").write_bytes(persons)
    assert "persons.csv" in refusal("verify", copy, code=1)


def test_tables_and_history_agree(story: dict[str, Any]) -> None:
    assert data("rebuild", story["tally"], "--check", "--json")["fault"] in ("", None)


def test_a_workbook_counts_like_a_text_file(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "list.xlsx")
    sheet = book.add_worksheet()
    for number, row in enumerate([("id", "ФИО", "Дата рождения", "Дата гибели"), *FIRST]):
        sheet.write_row(number, 0, row)
    book.close()
    tally = new_tally(tmp_path / "tally")
    assert take(tally, tmp_path / "list.xlsx")["counts"]["added"] == 5
    assert data("counts", tally, "--json")["counts"]["confirmed"] == 5
