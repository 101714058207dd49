"""Reports with numbers, from a text file to a recorded toll; and the local evaluation data through the commands."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from commandline import data, run

LOCAL = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[4] / "shared" / "data"))
REPORT = (
    "По данным «Заречной нови», на 17 января 2023 года подтверждены имена 1 204 погибших. "
    "С 1 января в список добавлены 96 человек. Среди них 31 мобилизованный.\n"
)
needs_local = pytest.mark.skipif(not LOCAL.exists(), reason="local evaluation data is absent")


def test_numbers_of_a_report_wait_for_an_analyst(tmp_path: Path) -> None:
    tally, report = tmp_path / "tally", tmp_path / "report.txt"
    run("init", tally, "--template", "russia-ukraine", "--yes")
    report.write_text(REPORT, "utf-8")
    run("import", tally, report, "--source", "Заречная новь", "--kind", "media", "--published", "2023-01-19", "--yes")
    assert data("extract", tally, "--json")["tolls"] >= 2
    assert data("extract", tally, "--json")["tolls"] == 0


@needs_local
def test_three_issues_of_a_real_list_count_as_they_do(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    run("init", tally, "--template", "named-list", "--yes")
    for file, rows in (("gaza_2024-01-05", 14_140), ("gaza_2024-04-29", 20_390), ("gaza_2024-06-26", 24_672)):
        run("import", tally, LOCAL / "named_lists" / f"{file}.csv", "--source", "list", "--yes")
        assert data("counts", tally, "--json")["counts"]["confirmed"] == rows


@needs_local
def test_every_stated_toll_imports_once(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    run("init", tally, "--template", "russia-ukraine", "--yes")
    table = LOCAL / "stated_tolls" / "russia_ukraine.csv"
    assert data("tolls", tally, table, "--json")["new"] == 17
    assert data("tolls", tally, table, "--json")["new"] == 0


def test_men_of_one_post_are_not_proposed_as_one_man(tmp_path: Path) -> None:
    """Posts of three comrades each (all invented); one of them stands in a post of his own."""
    tally, posts = tmp_path / "tally", tmp_path / "posts.jsonl"
    names = ["Лучинкин", "Тарханцев", "Вешняков", "Бугорков", "Сокирин", "Журбин", "Ершонков", "Калашин", "Полосков"]
    given = ["Пётр", "Олег", "Ринат", "Глеб", "Юрий", "Захар", "Савелий", "Тимур", "Аркадий"]
    lines = []
    for n in range(3):
        a, b, c = (f"{given[i]} {names[i]}" for i in range(3 * n, 3 * n + 3))
        told = f"1{n} мая 2023 года под Бахмутом погибли военнослужащие 25{n}-го мотострелкового полка {a}, {b} и {c}"
        lines.append({"id": f"all{n}", "published": "2023-05-20", "text": f"{told}, жители Кологрива."})
    own = "10 мая 2023 года под Бахмутом погиб военнослужащий 250-го мотострелкового полка Пётр Лучинкин, "
    own += "житель Кологрива."
    lines.append({"id": "own", "published": "2023-05-21", "text": own})
    posts.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    run("init", tally, "--template", "russia-ukraine", "--yes")
    run("import", tally, posts, "--source", "Заречная новь", "--kind", "media", "--yes")
    assert data("extract", tally, "--json")["dead"] == 10
    found = data("link", tally, "--json")
    assert found["proposals"] == 1
    assert 8.5 < found["expected"] < 9.6
