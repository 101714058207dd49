"""From content to a release folder.

Invariant: ``render`` is pure and deterministic, and nothing is written that does not verify.
"""

from __future__ import annotations

import base64
from dataclasses import asdict
from pathlib import Path
from typing import Any

from everyname.domain.rules import load_rules
from everyname.ledger import note
from everyname.releases import changes, counts, folder, texts
from everyname.releases.checks import first_difference
from everyname.releases.content import IncidentRecord, ReleaseContent, ReleaseError, StatedTollRecord
from everyname.releases.release import Release, state_of
from everyname.releases.seal import MANIFEST, Seal, seal, sha256
from everyname.releases.tables import PERSON_COLUMNS, csv_bytes, json_bytes, jsonl_bytes, person_row


def build(content: ReleaseContent, releases: Path, signer: note.Signer) -> Path:
    """Write ``releases/NNN`` and return it. The same content, key and previous release give the same bytes.

    Raises:
        ReleaseError: the content contradicts itself or its rules; the message names the record.
        ReleaseFolderError: the release exists, or the previous one cannot be read.
    """
    previous = Release.read(content.previous) if content.previous else None
    files = render(content, previous, signer)
    fault = first_difference(Release(files), previous)
    if fault:
        raise ReleaseError(f"release {content.number} would not verify: {fault}")
    return folder.write(files, releases, content.number)


def diff(previous: Release | None, content: ReleaseContent) -> list[dict[str, Any]]:
    """The changes that ``content`` would publish over the previous release."""
    return _diff(previous, content, [person_row(p) for p in content.persons])


def _diff(previous: Release | None, content: ReleaseContent, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    now = changes.State({r["id"]: r for r in rows}, content.withdrawn, content.redirects, content.rules)
    return changes.diff(state_of(previous), now, content.reasons)


def render(content: ReleaseContent, previous: Release | None, signer: note.Signer) -> dict[str, bytes]:
    """All files of a release by name, sealed."""
    _check_number(content, previous)
    load_rules(content.rules)
    rows = sorted((person_row(p) for p in content.persons), key=lambda r: str(r["id"]))
    threshold = counts.small_cells(content.policy)
    files = {
        "persons.jsonl": jsonl_bytes(rows),
        "persons.csv": csv_bytes(PERSON_COLUMNS, rows),
        "counts.json": json_bytes({"release": content.number} | counts.count(rows, threshold)),
        "changes.jsonl": jsonl_bytes(_diff(previous, content, rows)),
        "redirects.json": json_bytes({"withdrawn": content.withdrawn, "merged": content.redirects}),
        "sources.csv": csv_bytes(texts.SOURCE_COLUMNS, (asdict(s) for s in sorted(content.sources, key=_number))),
        "stated_tolls.csv": csv_bytes(texts.TOLL_COLUMNS, (_toll(t, rows) for t in content.stated_tolls)),
        "incidents.json": json_bytes([_incident(i) for i in content.incidents]),
        "backlog.json": json_bytes(asdict(content.backlog)),
        "tally.json": json_bytes(asdict(content.tally)),
        "rules.toml": content.rules.encode(),
        "policy.toml": content.policy.encode(),
        "checkpoint.txt": content.checkpoint.encode(),
        "CITATION.cff": texts.citation(content).encode(),
        "LICENSE-DATA": texts.shipped("LICENSE-DATA"),
        "verify.py": texts.shipped("verify.py"),
    }
    files |= {f"methodology.{language}.md": text.encode() for language, text in content.methodology.items()}
    if content.estimates is not None:
        files["estimates.json"] = json_bytes(content.estimates)
    files["datapackage.json"] = json_bytes(texts.datapackage(content, files))
    return seal(files, _about(content, previous, signer), signer)


def _about(content: ReleaseContent, previous: Release | None, signer: note.Signer) -> Seal:
    origin, size, root = note.parse_checkpoint(note.verify(content.checkpoint, [signer.public]))
    return Seal(
        tally=content.tally.slug,
        number=content.number,
        made_at=content.made_at,
        previous={"number": previous.number, "sha256": sha256(previous.files[MANIFEST])} if previous else None,
        ledger={"origin": origin, "size": size, "root": base64.b64encode(root).decode()},
    )


def _check_number(content: ReleaseContent, previous: Release | None) -> None:
    last = previous.number if previous else 0
    if content.number != last + 1:
        raise ReleaseError(f"release {content.number} cannot follow release {last}: numbers have no gaps")


def _toll(toll: StatedTollRecord, rows: list[dict[str, Any]]) -> dict[str, Any]:
    sure, possible = (None, None) if toll.event else counts.own_count(rows, toll)
    return asdict(toll) | {"own_sure": sure, "own_possible": possible}


def _incident(incident: IncidentRecord) -> dict[str, Any]:
    return asdict(incident) | {"remainder": incident.remainder}


def _number(source: Any) -> int:
    return int(source.number)
