"""A published release as read back from its files. Reading trusts nothing; ``verify`` says whether it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from everyname.releases import folder
from everyname.releases.changes import EMPTY, State
from everyname.releases.tables import csv_rows


@dataclass(frozen=True)
class Release:
    """The files of one release by name, and what they say. Properties raise ``ValueError`` on damaged files."""

    files: Mapping[str, bytes]

    @classmethod
    def read(cls, path: Path) -> Release:
        """From a folder or a zip. Raises ``ReleaseFolderError``."""
        return cls(folder.read(path))

    def json(self, name: str) -> Any:
        """One JSON file."""
        return json.loads(self.files[name])

    def text(self, name: str) -> str:
        """One text file."""
        return self.files[name].decode()

    def lines(self, name: str) -> list[dict[str, Any]]:
        """One JSON Lines file."""
        return [json.loads(line) for line in self.files[name].splitlines()]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """``manifest.json``."""
        return dict(self.json("manifest.json"))

    @cached_property
    def number(self) -> int:
        """The release's number."""
        return int(self.manifest["number"])

    @cached_property
    def tally(self) -> dict[str, Any]:
        """``tally.json``: slug, origin, titles, scope, languages, demo."""
        return dict(self.json("tally.json"))

    @cached_property
    def persons(self) -> list[dict[str, Any]]:
        """The published persons, by id."""
        return self.lines("persons.jsonl")

    @cached_property
    def changes(self) -> list[dict[str, Any]]:
        """What moved since the release before."""
        return self.lines("changes.jsonl")

    @cached_property
    def counts(self) -> dict[str, Any]:
        """``counts.json``."""
        return dict(self.json("counts.json"))

    @cached_property
    def sources(self) -> list[dict[str, str]]:
        """``sources.csv``."""
        return csv_rows(self.files["sources.csv"])

    @cached_property
    def state(self) -> State:
        """As much as the next release's changes need."""
        gone = self.json("redirects.json")
        return State({p["id"]: p for p in self.persons}, gone["withdrawn"], gone["merged"], self.text("rules.toml"))


def state_of(release: Release | None) -> State:
    """The state before a release; empty before the first."""
    return release.state if release else EMPTY
