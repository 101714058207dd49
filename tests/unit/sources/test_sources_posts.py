from __future__ import annotations

import json
from pathlib import Path

import pytest

from everyname.sources import posts
from everyname.sources.posts import read_posts
from everyname.sources.report import SourceError


def saved(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "posts.jsonl"
    path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines) + b"\n")
    return path


def test_every_line_is_a_report_or_is_named(tmp_path: Path) -> None:
    good = '{"id": "a", "text": "Простились с Прохором", "published": "2023-02-14", "lang": "ru", "repost_of": 7}'
    path = saved(
        tmp_path,
        good,
        "",
        good,
        good.replace("Простились", "Попрощались"),
        "{",
        "[]",
        '{"id": 5, "text": 6}',
        '{"text": "x"}',
        '{"id": 1, "text": "x", "published": "14.02.2023"}',
        b'{"id": 1, "text": "\xff"}',
        '{"id":1,"text":" "}',
    )
    batch = read_posts(path, "channel")
    first, edited = batch.reports
    assert first.identity == edited.identity == ("channel", "a")
    assert first.sha256 != edited.sha256
    assert first.raw == good.encode()
    assert (first.lang, first.repost_of) == ("ru", "7")
    assert [(s.row, s.code) for s in batch.skipped] == [(2, "blank"), (3, "repeated")]
    assert [(q.row, q.code, q.column) for q in batch.quarantined] == [
        (5, "not_json", ""),
        (6, "wrong_type", ""),
        (7, "wrong_type", "text"),
        (8, "wrong_type", "id"),
        (9, "not_a_date", "published"),
        (10, "not_utf8", ""),
        (11, "no_text", "text"),
    ]


def test_a_line_that_is_too_long_does_not_hide_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posts, "MAX_LINE", 200)
    path = saved(tmp_path, json.dumps({"id": 1, "text": "x" * 1000}), '{"id": 2, "text": "short"}')
    batch = read_posts(path, "s")
    assert [q.code for q in batch.quarantined] == ["too_long"]
    assert [r.external_id for r in batch.reports] == ["2"]


def test_progress_ends_with_the_size_of_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, *(json.dumps({"id": n, "text": "x"}) for n in range(2500)))
    told: list[tuple[int, int]] = []
    assert len(list(read_posts(path, "s", lambda done, total: told.append((done, total))))) == 2500
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(told) == 3


def test_a_file_that_is_no_json_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    path.write_text('{"id": 1, "text": "x"}', "utf-16")
    with pytest.raises(SourceError, match="UTF-8"):
        read_posts(path, "s")
    with pytest.raises(SourceError, match="check the path"):
        read_posts(tmp_path / "absent", "s")
