"""The published test vectors: another implementation must reach the same bytes, hashes, roots and proofs."""

from __future__ import annotations

import json
from pathlib import Path

from everyname.ledger import events, merkle, note

VECTORS = json.loads((Path(__file__).parents[3] / "docs" / "ledger-vectors.json").read_text("utf-8"))


def test_events_and_leaves() -> None:
    for row in VECTORS["events"]:
        event = events.seal(**row["given"], digests=[bytes.fromhex(d) for d in row["digests"]])
        assert event.data.decode() == row["data"]
        assert event.leaf.hex() == row["leaf"]


def test_roots_and_proofs() -> None:
    leaves = [bytes.fromhex(row["leaf"]) for row in VECTORS["events"]]
    for size, expected in enumerate(VECTORS["roots"]):
        assert merkle.root(leaves[:size]).hex() == expected
    for row in VECTORS["inclusion"]:
        assert [p.hex() for p in merkle.inclusion_proof(leaves[: row["size"]], row["index"])] == row["proof"]
    for row in VECTORS["consistency"]:
        assert [p.hex() for p in merkle.consistency_proof(leaves[: row["size"]], row["old"])] == row["proof"]


def test_payload_and_checkpoint() -> None:
    row = VECTORS["payload"]
    sealed = events.Payload.seal(row["value"], bytes.fromhex(row["salt"]))
    assert sealed.digest.hex() == row["digest"]
    row = VECTORS["checkpoint"]
    signer = note.Signer(row["name"], bytes.fromhex(row["seed"]))
    assert str(signer.public) == row["public_key"]
    assert signer.sign(row["text"]) == row["note"]
