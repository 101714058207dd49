"""The demonstration of invented persons, from reports to three releases, typed as the README says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import data, run

pytestmark = pytest.mark.xdist_group("cli-demo")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "tally"
    said = run("demo", folder, "--no-serve").stdout
    assert "3 releases" in said
    return folder


def changes(demo: Path, number: int) -> list[dict[str, Any]]:
    lines = (demo / "releases" / f"{number:03}" / "changes.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_release_is_verified_and_history_agrees(demo: Path) -> None:
    for number in (1, 2, 3):
        run("verify", demo / "releases" / f"{number:03}")
    assert not data("rebuild", demo, "--check", "--json")["fault"]


def test_releases_differ_and_the_man_found_alive_is_withdrawn(demo: Path) -> None:
    assert {c["kind"] for c in changes(demo, 2)} >= {"added", "changed"}
    withdrawn = [c for c in changes(demo, 3) if c["kind"] == "withdrawn"]
    assert [(c["old"]["status"], c["reason"], c["name"]) for c in withdrawn] == [("confirmed", "code:found-alive", "")]
    for number, listed in ((2, True), (3, False)):
        persons = (demo / "releases" / f"{number:03}" / "persons.csv").read_text("utf-8")
        assert (withdrawn[0]["id"] in persons) is listed


def test_making_it_again_changes_nothing(demo: Path) -> None:
    before = data("counts", demo, "--json")
    run("demo", demo, "--no-serve")
    assert data("counts", demo, "--json") == before
    assert not (demo / "releases" / "004").exists()


def test_the_site_is_there_in_three_languages(demo: Path) -> None:
    lines = (demo / "releases" / "003" / "persons.jsonl").read_text("utf-8").splitlines()
    confirmed = sum(json.loads(line)["status"] == "confirmed" for line in lines)
    assert confirmed >= 120
    for language in ("ru", "en", "uk"):
        assert f">{confirmed}<" in (demo / "site" / language / "index.html").read_text("utf-8")


def test_a_known_man_is_found_by_any_spelling(demo: Path) -> None:
    row = json.loads((demo / "releases" / "003" / "persons.jsonl").read_text("utf-8").splitlines()[0])
    hits = data("search", demo, row["name"].upper().replace("Ё", "Е"))
    assert hits[0]["name"] == row["name"]
    assert row["id"] in [hit["id"] for hit in hits]  # his namesakes stand beside him
