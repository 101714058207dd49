"""Writers that are killed, and writers that work at once: nothing acknowledged is lost, nothing is written twice.

EVERYNAME_KILLS and EVERYNAME_OPERATIONS set how many kills and how many operations; few by default.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgres_server import NoServerError, server

HERE = Path(__file__).parent
KILLS = int(os.environ.get("EVERYNAME_KILLS", "40"))
OPERATIONS = int(os.environ.get("EVERYNAME_OPERATIONS", "200"))
WRITERS = 8


def start(program: str, *arguments: object, url: str = "") -> subprocess.Popen[str]:
    environment = {**os.environ, "EVERYNAME_DATABASE_URL": url}
    command = [sys.executable, str(HERE / program), *map(str, arguments)]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[str]) -> Any:
    out, trouble = process.communicate(timeout=3600)
    assert process.returncode == 0, trouble[-3000:]
    return json.loads(out or "null")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield ""
        return
    try:
        with server() as address:
            yield address
    except NoServerError as error:
        pytest.skip(str(error))


def test_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    finish(start("prepare.py", tmp_path / "tally"))
    found = finish(start("zygote.py", tmp_path / "tally", KILLS, 1))
    assert found["killed"] == KILLS
    assert found["acknowledged"] > 0
    assert (found["lost"], found["fault"], found["releases_missing"], found["mended"]) == (0, "", [], True)


def test_concurrent_writers_lose_no_update(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "tally"
    finish(start("prepare.py", folder, url=url))
    found = finish(start("writer.py", folder, WRITERS, OPERATIONS // WRITERS, 1, url=url))
    acknowledged = [seq for seqs in found["acknowledged"] for seq in seqs]
    assert len(acknowledged) == len(set(acknowledged)) == OPERATIONS // WRITERS * WRITERS
    # An import registers a new source and remembers its mapping in events of their own, before the acknowledged one.
    known = {*acknowledged, *found["implied"], *range(found["begun"])}
    assert known == set(range(found["events"]))
    assert found["registered"] == found["sources"]
    assert found["fault"] == ""
