"""The command extract as people type it: a tally's words, its model, its language model, and its interruptions."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import data, new_tally, refusal, run

from everyname.conf.create import create_folder

TEXT = "Погиб на СВО Айтегин Тюлькубай."


def posts(path: Path, count: int = 1, text: str = TEXT) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            file.write(json.dumps({"id": f"p{n}", "text": text, "lang": "ru"}) + "\n")
    return path


def folder(path: Path) -> Path:
    """The files of a tally, its database not begun."""
    create_folder(path, "named-list")
    return path


def add_words(tally: Path) -> None:
    (tally / "vocabulary" / "ru" / "own.yaml").write_text(
        "names:\n  - given: Айтегин\n    sex: m\n  - surname: Тюлькубай\n", encoding="utf-8"
    )


@pytest.mark.slow
def test_words_of_a_tally_are_used_for_it_and_for_files_that_name_it(tmp_path: Path) -> None:
    tally, file = new_tally(tmp_path / "tally"), posts(tmp_path / "posts.jsonl")
    run("import", tally, file, "--source", "page", "--kind", "community")
    assert data("extract", tally, "--json")["mentions"] == 0
    add_words(tally)
    assert data("extract", tally, "--again", "--json")["mentions"] == 1
    for more, names in (((), []), (("--tally", tally), ["Тюлькубай Айтегин"])):
        out = tmp_path / f"out-{len(names)}.jsonl"
        run("extract", file, "--out", out, *more)
        assert [p["full_name"] for p in json.loads(out.read_text("utf-8"))["persons"]] == names


def test_a_mistake_in_the_words_stops_before_anything_is_read(tmp_path: Path) -> None:
    tally, file = folder(tmp_path / "tally"), posts(tmp_path / "posts.jsonl")
    (tally / "vocabulary" / "ru" / "own.yaml").write_text("names:\n  - first: Лев\n", encoding="utf-8")
    said = refusal("extract", file, "--out", tmp_path / "out.jsonl", "--tally", tally)
    assert "own.yaml, line 2: names: field «first»" in said
    assert not (tmp_path / "out.jsonl").exists()


def test_a_model_on_another_computer_needs_a_yes_after_the_warning(tmp_path: Path) -> None:
    tally = folder(tmp_path / "tally")
    with (tally / "tally.toml").open("a", encoding="utf-8") as file:
        file.write('\n[llm]\nbase_url = "https://models.example.org/v1"\nmodel = "m"\n')
    done = run("extract", tally, "--llm", code=2)
    for words in ("Source protection: models.example.org", "Защита источников", "Захист джерел", "add --yes"):
        assert words in done.stderr


def test_a_language_model_must_be_written_down_first(tmp_path: Path) -> None:
    assert "[llm]" in refusal("extract", folder(tmp_path / "tally"), "--llm")
    assert "[llm]" in refusal("extract", posts(tmp_path / "p.jsonl"), "--llm", "--out", tmp_path / "o.jsonl")


@pytest.mark.slow
def test_training_says_how_many_judgements_are_missing(tmp_path: Path) -> None:
    tally, log = new_tally(tmp_path / "tally"), tmp_path / "log.jsonl"
    assert "0 judgements: at least 20 are needed to train, 20 more" in refusal("extract", "--train", tally)
    line = json.dumps({"property": "rank", "reader": "ranks/phrase", "confidence": 0.9, "verdict": "correct"})
    log.write_text(f"{line}\n" * 30, encoding="utf-8")
    model, out = tmp_path / "model.json", tmp_path / "out.jsonl"
    assert data("extract", "--train", log, "--out", model, "--json")["judgements"] == 30
    file = posts(tmp_path / "p.jsonl", text="На СВО погиб рядовой Кошкарин Лев Павлович.")
    run("extract", file, "--out", out, "--model", model)
    assert json.loads(out.read_text("utf-8"))["persons"][0]["confidence"]["rank"] < 0.7


@pytest.mark.slow
def test_a_tally_goes_on_after_an_interruption(tmp_path: Path) -> None:
    tally = new_tally(tmp_path / "tally")
    file = posts(tmp_path / "posts.jsonl", 700, "На СВО погиб рядовой Кошкарин Лев Павлович, 34 года.")
    run("import", tally, file, "--source", "page", "--kind", "community")
    env = {**os.environ, "EVERYNAME_ACTOR": "tester"}
    call = [sys.executable, "-m", "everyname.cli.main", "extract", str(tally), "--workers", "2"]
    running = subprocess.Popen(call, env=env, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, process_group=0)
    while running.poll() is None and not read_of(tally):
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 130, said
    assert "Traceback" not in said
    first = read_of(tally)
    assert 0 < first < 700
    done = data("extract", tally, "--json")
    assert done["captures"] == 700 - first


def read_of(tally: Path) -> int:
    """How many texts the tables say were read."""
    with sqlite3.connect(f"file:{tally / 'tally.sqlite3'}?mode=ro", uri=True, timeout=20) as base:
        found: int = base.execute("SELECT count(*) FROM register_capture WHERE read_by <> ''").fetchone()[0]
    return found
