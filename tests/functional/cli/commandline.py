"""Types ``everyname`` as a person does: one process a command, since a process opens one tally."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def run(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run one command; fails unless it ends with ``code``. Trouble must be one line on stderr."""
    env = {**os.environ, "EVERYNAME_ACTOR": "tester"}
    for name in ("EVERYNAME_TALLY", "EVERYNAME_DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        env.pop(name, None)
    call = [sys.executable, "-m", "everyname.cli.main", *map(str, words)]
    done = subprocess.run(call, capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL, timeout=500)
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done


def data(*words: str | Path) -> Any:
    """The JSON document that a command prints."""
    return json.loads(run(*words).stdout)


def refusal(*words: str | Path, code: int = 2) -> str:
    """The one line that a refused command says."""
    lines = run(*words, code=code).stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def table(path: Path, rows: Iterable[Sequence[str]], encoding: str = "utf-8") -> Path:
    """A list of invented persons with the columns that the tests use."""
    lines = ["id;ФИО;Дата рождения;Дата гибели", *(";".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding)
    return path


def new_tally(folder: Path) -> Path:
    """A tally that follows one list."""
    run("init", folder, "--template", "named-list", "--yes")
    return folder


def take(tally: Path, file: Path) -> dict[str, Any]:
    """Import a list as one reviewed batch; what the import says of itself."""
    done: dict[str, Any] = data("import", tally, file, "--source", "list", "--yes", "--json")[0]
    return done
