"""Files of posts: resumed after an interruption, bad lines set aside with their reason."""

import json
from pathlib import Path

import pytest

from everyname.domain.errors import InputError
from everyname.extract.contract import read_file

POST = {"id": "a", "text": "На СВО погиб рядовой Кошкарин Лев Павлович.", "published": "2023-06-01"}


def write(path: Path, *lines: str) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_bad_lines_are_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    posts = write(tmp_path / "posts.jsonl", json.dumps(POST), "{broken", json.dumps({"id": "b"}), '{"text": "x"}')
    summary = read_file(posts, tmp_path / "out.jsonl")
    assert (summary.read, summary.rejected) == (1, 3)
    reasons = [json.loads(line) for line in summary.quarantine.read_text(encoding="utf-8").splitlines()]
    assert [(r["line"], r["file"]) for r in reasons] == [(2, str(posts)), (3, str(posts)), (4, str(posts))]
    assert "field text" in reasons[1]["reason"]


def test_interrupted_run_goes_on(tmp_path: Path) -> None:
    posts = write(tmp_path / "posts.jsonl", *(json.dumps({**POST, "id": str(n)}) for n in range(5)))
    out = tmp_path / "out.jsonl"
    read_file(posts, out)
    whole = out.read_text(encoding="utf-8")
    out.write_text(whole[: len(whole) * 2 // 3], encoding="utf-8")
    summary = read_file(posts, out)
    assert summary.resumed >= 2
    assert out.read_text(encoding="utf-8") == whole


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    posts = write(tmp_path / "posts.jsonl", *(json.dumps({**POST, "id": str(n)}) for n in range(70)))
    read_file(posts, tmp_path / "one.jsonl")
    read_file(posts, tmp_path / "two.jsonl", workers=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
