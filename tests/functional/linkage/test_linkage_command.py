"""``everyname link`` on plain files: models, labels, aliases, lists, explanations, and clear refusals."""

import csv
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from everyname.cli.main import app
from everyname.domain.errors import InputError
from everyname.estimates.lists.histories import read as read_histories

SURNAMES = [
    "Зорин",
    "Лужин",
    "Верстов",
    "Караваев",
    "Гридин",
    "Молчанов",
    "Тихомиров",
    "Бельский",
    "Ольшанов",
    "Рябинин",
]
GIVEN = ["Пётр", "Иван", "Алексей", "Сергей", "Роман", "Юрий"]
TOWNS = ["Мезень", "Нея", "Кологрив", "Солигалич"]
Run = Callable[..., Result]


def person(draw: random.Random, record: str) -> dict[str, str]:
    born = f"{draw.randint(1965, 2004)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
    return {
        "id": record,
        "surname": draw.choice(SURNAMES),
        "given": draw.choice(GIVEN),
        "birth_date": born,
        "settlement": draw.choice(TOWNS),
    }


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def lists(tmp_path: Path) -> tuple[Path, Path, Path]:
    """120 of 150 people also stand on the other list, ten of them with another town; and both lists in one file."""
    draw = random.Random(1)
    ours = [person(draw, f"a{i}") for i in range(150)]
    theirs = [{**row, "id": f"b{i}"} for i, row in enumerate(ours[:120])]
    for row in theirs[:10]:
        row["settlement"] = TOWNS[(TOWNS.index(row["settlement"]) + 1) % len(TOWNS)]
    theirs += [person(draw, f"c{i}") for i in range(30)]
    both = [{**row, "list": "one"} for row in ours] + [{**row, "list": "two"} for row in theirs]
    return (
        write(tmp_path / "ours.csv", ours),
        write(tmp_path / "theirs.csv", theirs),
        write(tmp_path / "both.csv", both),
    )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*arguments: Any, files: bool = True) -> Result:
        out = ["--out-pairs", tmp_path / "p.csv", "--out-clusters", tmp_path / "c.csv"] if files else []
        return CliRunner().invoke(app, [str(a) for a in ("link", *arguments, *out)])

    return call


def test_a_model_is_written_and_read_again(lists: tuple[Path, ...], run: Run, tmp_path: Path) -> None:
    model = tmp_path / "model.json"
    assert run(lists[2], "--model", model).exit_code == 0
    first, learned = (tmp_path / "p.csv").read_bytes(), model.read_bytes()
    assert json.loads(learned)["version"]
    assert run(lists[2], "--model", model).exit_code == 0
    assert (tmp_path / "p.csv").read_bytes() == first
    assert model.read_bytes() == learned


def test_two_lists_are_told_apart_in_files(lists: tuple[Path, ...], run: Run, tmp_path: Path) -> None:
    out = tmp_path / "compared"
    assert run(lists[0], "--against", lists[1], "--out-compared", out, files=False).exit_code == 0
    summary = json.loads((out / "compared.json").read_text(encoding="utf-8"))
    assert 118 <= summary["both"] <= 121
    assert summary["both"] + summary["only_here"] == 150
    assert {row["field"] for row in read(out / "conflicts.csv")} == {"settlement"}
    told = read(out / "conflicts.csv")[0]
    assert told["value_here"] in TOWNS
    assert told["value_here"] != told["value_there"]
    here = [
        record
        for name in ("overlap", "only_here")
        for row in read(out / f"{name}.csv")
        for record in row["here"].split()
    ]
    assert sorted(here) == sorted(row["id"] for row in read(lists[0]))


def test_histories_feed_the_estimator_of_multiple_systems(lists: tuple[Path, ...], run: Run, tmp_path: Path) -> None:
    assert run(lists[2], "--out-histories", tmp_path / "h.csv").exit_code == 0
    histories = read_histories(tmp_path / "h.csv").pooled
    assert histories.lists == ("one", "two")
    assert 118 <= histories.overlap(0, 1) <= 121
    assert run(lists[0], "--against", lists[1], "--out-compared", tmp_path / "o", files=False).exit_code == 0
    assert read_histories(tmp_path / "o" / "histories.csv").pooled.overlap(0, 1) == histories.overlap(0, 1)


@pytest.mark.parametrize(("language", "said"), [("en", "Not joined"), ("ru", "Не объединены"), ("uk", "Не об'єднано")])
def test_it_says_why_two_were_not_joined(
    lists: tuple[Path, ...], run: Run, tmp_path: Path, language: str, said: str
) -> None:
    chart = tmp_path / "why.svg"
    done = run(lists[2], "--why", "a1", "b2", "--lang", language, "--out-chart", chart, "--json")
    why = json.loads(done.stdout)["why"]
    assert why["verdict"].startswith(said)
    assert why["steps"][-1]["to"] == pytest.approx(why["weight"])
    drawing = ElementTree.fromstring(chart.read_text(encoding="utf-8"))
    assert len(drawing.findall(".//{*}rect")) == len(why["steps"])


def test_labels_bind(lists: tuple[Path, ...], run: Run, tmp_path: Path) -> None:
    labels = write(tmp_path / "labels.csv", [{"id_l": "a20", "id_r": "b20", "same": "0"}])
    done = run(lists[2], "--labels", labels, "--why", "a20", "b20", "--json")
    assert json.loads(done.stdout)["why"]["code"] == "judged_different"
    found = {row["id"]: row["cluster"] for row in read(tmp_path / "c.csv")}
    assert found["a20"] != found["b20"]


def test_aliases_make_two_names_of_a_town_one(lists: tuple[Path, ...], run: Run, tmp_path: Path) -> None:
    rows = [{**row, "settlement": row["settlement"].replace("Нея", "Новый Посад")} for row in read(lists[1])]
    theirs = write(tmp_path / "renamed.csv", rows)
    aliases = write(tmp_path / "aliases.csv", [{"kind": "settlement", "alias": "новый посад", "name": "Нея"}])
    conflicts = []
    for extra in ([], ["--aliases", aliases]):
        run(lists[0], "--against", theirs, "--out-compared", tmp_path / "o", *extra, files=False)
        conflicts.append(len(read(tmp_path / "o" / "conflicts.csv")))
    assert conflicts[1] <= 10 < conflicts[0]


BROKEN = {
    "labels": ("--labels", "id_l,id_r,same\na1,b1,maybe\n", "row 2"),
    "aliases": ("--aliases", "kind,alias,name\nplanet,Mars,Earth\n", "planet"),
    "two names": ("--aliases", "kind,alias,name\nunit,1,2\nunit,1,3\n", "row 3"),
    "no column": ("--labels", "a,b\n1,2\n", "id_l"),
    "model": ("--model", "{}", "model"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_wrong_file_is_named_with_its_row(lists: tuple[Path, ...], run: Run, tmp_path: Path, fault: str) -> None:
    option, text, named = BROKEN[fault]
    path = tmp_path / "wrong.csv"
    path.write_text(text, encoding="utf-8")
    done = run(lists[2], option, path)
    assert isinstance(done.exception, InputError)
    assert named in str(done.exception)
    assert not (tmp_path / "p.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--engine", "abacus"], "abacus"),
        (["--lang", "xx"], "xx"),
        (["--why", "a1", "ghost"], "ghost"),
        (["--out-histories", "h"], "source"),
    ],
)
def test_a_wrong_option_is_named(
    lists: tuple[Path, ...], run: Run, tmp_path: Path, arguments: list[str], named: str
) -> None:
    done = run(lists[0], *arguments)
    assert isinstance(done.exception, InputError)
    assert not (tmp_path / "p.csv").exists()
    assert named in str(done.exception)
