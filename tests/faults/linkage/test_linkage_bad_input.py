"""Bad tables give a clear word or a bounded cost, never a hang or a lost record."""

import subprocess
import sys
from pathlib import Path

import pytest

from everyname.linkage import ConstraintError, Model, ModelError, Table, TableError, link, link_file

COLUMNS = {"id": "id", "surname": "surname", "given": "given"}


def table(*rows: tuple[str, str]) -> Table:
    return Table.from_rows([{"id": str(i), "surname": s, "given": g} for i, (s, g) in enumerate(rows)], COLUMNS)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("Зорин", "Пётр")],
        [("", "")] * 50,
        [("неизвестный", "unknown")] * 50,
        [("1", "2")] * 5,
    ],
    ids=["empty", "one", "blank", "placeholders", "digits"],
)
def test_tables_with_nothing_to_compare_keep_every_record(rows: list[tuple[str, str]]) -> None:
    linked = link(table(*rows))
    assert len(linked.clusters) == len(rows)


def test_placeholders_are_never_joined() -> None:
    linked = link(table(*[("Неизвестный", "мужчина")] * 30, *[("", "")] * 30))
    blank = [linked.clusters[str(i)] for i in range(30, 60)]
    assert len(set(blank)) == 30


def test_ten_thousand_namesakes_cost_no_more_than_their_number() -> None:
    linked = link(table(*[("Иванов", "Иван")] * 10_000))
    assert len(linked.clusters) == 10_000
    assert len(linked) < 2_000_000


def test_a_cell_of_a_megabyte_is_cut() -> None:
    linked = link(table(("Зорин" * 200_000, "Пётр"), ("Зорин", "Пётр"), ("Лужин", "Иван")))
    assert len(linked.clusters) == 3


def test_a_judgement_on_a_record_that_is_not_there_is_named() -> None:
    with pytest.raises(TableError, match="ghost"):
        link(table(("Зорин", "Пётр"), ("Лужин", "Иван")), same=[("0", "ghost")])


def test_a_record_cannot_be_different_from_itself() -> None:
    with pytest.raises(ConstraintError):
        link(table(("Зорин", "Пётр"), ("Лужин", "Иван")), different=[("0", "0")])


@pytest.mark.parametrize("text", ["", "{}", '{"version": 99}', "[1]"])
def test_a_wrong_model_is_refused(text: str) -> None:
    with pytest.raises(ModelError):
        Model.from_json(text)


def test_nothing_is_written_when_the_input_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,surname\n1,a\n1,b\n", encoding="utf-8")
    with pytest.raises(TableError, match="stands twice"):
        link_file(path, tmp_path / "pairs.csv", tmp_path / "clusters.csv")
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_says_one_line_and_leaves_with_two(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "everyname.linkage", "missing.csv", "--out-pairs", "p", "--out-clusters", "c"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "missing.csv" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("extra", ["", "same"], ids=["an empty column", "a column of one value"])
def test_a_column_that_says_nothing_changes_nothing(tmp_path: Path, extra: str) -> None:
    names = [f"Зорин{chr(1072 + i % 30)}{chr(1072 + i % 7)}ов" for i in range(120)]
    rows = [(f"{i:03d}", name, "Пётр", f"19{50 + i % 40}-03-1{i % 9}") for i, name in enumerate(names + names[:60])]
    clusters = []
    for header, more in ((",region", f",{extra}"), ("", "")):
        lines = [f"id,surname,given,birth_date{header}", *(",".join(row) + more for row in rows)]
        (tmp_path / "people.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        call = [sys.executable, "-m", "everyname.linkage", "people.csv", "--out-pairs", "p", "--out-clusters", "c"]
        done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        clusters.append((tmp_path / "c").read_text(encoding="utf-8"))
    assert clusters[0] == clusters[1]
    assert len(clusters[0].splitlines()) == 1 + len(rows)
