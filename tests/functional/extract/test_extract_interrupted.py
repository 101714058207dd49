"""A long run is broken off with Ctrl-C, as often as one likes: nothing is lost, nothing is read twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from everyname.extract.contract import read_file

TEXT = "На СВО погиб рядовой Кошкарин Лев Павлович, 34 года. Похоронен 12 мая в селе Нижняя Падь."
POSTS = 900


def begin(*words: str | Path) -> subprocess.Popen[str]:
    """A command in a process group of its own, as a shell starts it."""
    call = [sys.executable, "-m", "everyname.cli.main", *map(str, words)]
    return subprocess.Popen(
        call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, process_group=0
    )


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def interrupt(running: subprocess.Popen[str], out: Path, after: int) -> str:
    """Press Ctrl-C once ``after`` lines are written; what the command says then."""
    while running.poll() is None and lines(out) < after:
        time.sleep(0.02)
    assert running.poll() is None, running.communicate()
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    return said


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(POSTS):
            identity = str(n if n % 50 else 7)  # some ids stand more than once
            file.write("{broken\n" if n == 333 else json.dumps({"id": identity, "text": f"{TEXT} {n}"}) + "\n")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_broken_off_twice_ends_as_one_that_was_not(posts: Path, tmp_path: Path, workers: str) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    command = ("extract", posts, "--workers", workers, "--out")
    for after in (64, 400):
        said = interrupt(begin(*command, out), out, after)
        assert said.strip() == "interrupted; what was acknowledged is kept, the same command goes on from there"
    assert 400 <= lines(out) < POSTS - 1
    last = begin(*command, out, "--json")
    told = json.loads(last.communicate(timeout=120)[0])
    read_file(posts, whole)
    assert out.read_bytes() == whole.read_bytes()
    assert lines(out) == POSTS - 1
    assert (told["read"] + told["resumed"], told["rejected"]) == (POSTS - 1, 1)
    assert told["resumed"] >= 400
