"""The files of a release that describe it to other tools: Data Package, citation, licence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from everyname.releases.content import ReleaseContent
from everyname.releases.seal import sha256
from everyname.releases.tables import PERSON_COLUMNS

LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
_INTEGERS = {"age", "number", "low", "high", "own_sure", "own_possible"}
_DAYS = {f"{d}_{side}" for d in ("birth", "death", "burial") for side in ("from", "to")}
_MEDIA = {"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl"}
SOURCE_COLUMNS = ("number", "kind", "group", "name")
TOLL_COLUMNS = (
    "who", "kind", "said_on", "scope", "low", "high", "qualifier", "period_from", "period_to", "event", "evidence",
    "own_sure", "own_possible",
)  # fmt: skip
_COLUMNS = {"persons.csv": PERSON_COLUMNS, "sources.csv": SOURCE_COLUMNS, "stated_tolls.csv": TOLL_COLUMNS}


def shipped(name: str) -> bytes:
    """A file that goes into every release as it is."""
    return resources.files("everyname.releases").joinpath("shipped", name).read_bytes()


def title(content: ReleaseContent, language: str) -> str:
    """The tally's title in a language, or in its first."""
    titles = content.tally.titles
    return titles.get(language) or titles[content.tally.languages[0]]


def datapackage(content: ReleaseContent, files: Mapping[str, bytes]) -> dict[str, Any]:
    """A Data Package descriptor, version 2."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": content.tally.slug,
        "id": f"{content.tally.origin}/releases/{content.number}",
        "title": title(content, "en"),
        "description": content.tally.scope.get("en") or next(iter(content.tally.scope.values()), ""),
        "version": f"{content.number}.0.0",
        "created": content.made_at,
        "licenses": [LICENCE],
        "contributors": [{"title": title(content, "en"), "roles": ["publisher"]}],
        "resources": [_resource(n, d) for n, d in sorted(files.items()) if n.rpartition(".")[2] in _MEDIA],
    }


def citation(content: ReleaseContent) -> str:
    """A citation file, format 1.2.0; JSON strings are valid YAML."""
    name = json.dumps(title(content, "en"), ensure_ascii=False)
    return (
        "cff-version: 1.2.0\n"
        'message: "Please cite the release you used by its number."\n'
        "type: dataset\n"
        f"title: {name}\n"
        f'version: "{content.number}"\n'
        f'date-released: "{content.made_at[:10]}"\n'
        "license: CC-BY-4.0\n"
        "authors:\n"
        f"  - name: {name}\n"
    )


def _resource(path: str, data: bytes) -> dict[str, Any]:
    stem, _, ending = path.rpartition(".")
    row: dict[str, Any] = {
        "name": stem.replace("_", "-").lower() + ("" if ending == "csv" else f"-{ending}"),
        "path": path,
        "format": ending,
        "mediatype": _MEDIA[ending],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data)}",
    }
    if path in _COLUMNS:
        row["type"] = "table"
        row["schema"] = {"fields": [{"name": c, "type": _type(c)} for c in _COLUMNS[path]], "missingValues": [""]}
        row["dialect"] = {"header": True, "delimiter": ",", "lineTerminator": "\r\n"}
    return row


def _type(column: str) -> str:
    return "integer" if column in _INTEGERS else "date" if column in _DAYS else "string"
