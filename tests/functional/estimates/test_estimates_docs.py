"""Method pages and notebooks: complete in three languages, and true of the code."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from everyname.estimates.__main__ import _parser

DOCS = Path(__file__).parents[3] / "docs"
DATA = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", DOCS.parents[1] / "shared" / "data"))
PAGES = sorted({page.name.split(".")[0] for page in (DOCS / "method").glob("*.md")})
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_page_in_every_language(name: str) -> None:
    texts = [(DOCS / "method" / f"{name}.{language}.md").read_text(encoding="utf-8") for language in ("en", "ru", "uk")]
    headings = [re.findall(r"^\*\*[^*]+\*\*", text, flags=re.MULTILINE) for text in texts]
    assert len({len(found) for found in headings}) == 1
    assert len({tuple(re.findall(r"`[^`]+`", text)) for text in texts}) == 1


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_are_commands(name: str) -> None:
    text = (DOCS / "method" / f"{name}.en.md").read_text(encoding="utf-8").replace("\n", " ")
    commands = re.findall(r"`everyname estimate ((?!TALLY)[^`]+)`", text)
    assert commands
    for command in commands:
        _parser().parse_args(command.split())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_valid_and_holds_no_output(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            compile("".join(cell["source"]), path.name, "exec")
            assert cell["outputs"] == []


@pytest.mark.skipif(not DATA.is_dir(), reason="local evaluation data are absent")
@pytest.mark.parametrize("name", ["excess", "multiple_systems"])
def test_a_notebook_on_published_data_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVERYNAME_EVALUATION_DATA", str(DATA))
    run(name)


def test_the_notebook_of_lag_and_registry_runs_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    run("lag_and_registry")
    assert "complete_after_days" in capsys.readouterr().out


def test_the_notebook_of_the_nowcast_runs_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    scope = run("nowcast")
    assert np.mean(scope["inside"]) >= 0.8
    assert scope["chart"].startswith("<svg")
    assert "came true" in capsys.readouterr().out


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leads_to_its_notebook(name: str) -> None:
    for page in (DOCS / "method").glob(f"{name}.*.md"):
        (link,) = re.findall(r"\(\.\./notebooks/([^)]+)\)", page.read_text(encoding="utf-8"))
        assert DOCS / "notebooks" / link in NOTEBOOKS


def run(name: str) -> dict[str, Any]:
    """All cells of a notebook, one after the other; what they left."""
    cells = json.loads((DOCS / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    scope: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), scope)
    return scope
