"""Laws of the ledger: proofs hold, and nothing else does."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, reject
from hypothesis import strategies as st

from everyname.ledger import canonical, merkle, note
from everyname.ledger.events import EventError, Payload, parse, seal
from everyname.ledger.verify import Finding, Verified, verify_history, verify_payloads

texts = st.text(st.characters(exclude_categories=("Cs",), max_codepoint=0xFFFF), max_size=20)
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


def recursive_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + recursive_root(leaves[:k]) + recursive_root(leaves[k:])).digest()


def leaves_of(n: int) -> list[bytes]:
    return [merkle.leaf_hash(str(i).encode()) for i in range(n)]


@given(values)
def test_canonical_json_equals_rfc_8785_and_reads_back(value: Any) -> None:
    try:
        data = canonical.dumps(value)
    except canonical.CanonicalError:
        reject()  # two keys that are one after NFC
    clean = json.loads(data)
    assert data == rfc8785.dumps(clean)
    assert canonical.dumps(canonical.loads(data)) == data


@pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, 2**53, {1: 2}, b"x", "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(canonical.CanonicalError):
        canonical.dumps(value)


@given(st.integers(0, 70))
def test_the_growing_tree_has_the_root_of_the_definition(n: int) -> None:
    assert merkle.root(leaves_of(n)) == recursive_root(leaves_of(n))


@given(st.data())
def test_inclusion_proofs_hold_for_their_leaf_only(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, n - 1))
    leaves = leaves_of(n)
    root, proof = merkle.root(leaves), merkle.inclusion_proof(leaves, index)
    assert merkle.verify_inclusion(leaves[index], index, n, proof, root)
    assert not merkle.verify_inclusion(merkle.leaf_hash(b"other"), index, n, proof, root)
    assert not merkle.verify_inclusion(leaves[index], index, n, proof, merkle.leaf_hash(b"other"))
    assert not merkle.verify_inclusion(leaves[index], index, n, [*proof, root], root)
    if n > 1:
        assert not merkle.verify_inclusion(leaves[index], (index + 1) % n, n, proof, root)
        assert not merkle.verify_inclusion(leaves[index], index, n, proof[:-1], root)


@given(st.data())
def test_consistency_proofs_hold_for_a_true_beginning_only(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 70))
    m = data.draw(st.integers(1, n))
    leaves = leaves_of(n)
    old, new, proof = merkle.root(leaves[:m]), merkle.root(leaves), merkle.consistency_proof(leaves, m)
    assert merkle.verify_consistency(m, n, proof, old, new)
    assert not merkle.verify_consistency(m, n, proof, merkle.leaf_hash(b"other"), new)
    assert not merkle.verify_consistency(m, n, proof, old, merkle.leaf_hash(b"other"))


@given(texts, st.binary(min_size=32, max_size=32), st.data())
def test_a_changed_note_is_refused(text: str, seed: bytes, data: st.DataObject) -> None:
    signer = note.Signer("example.org/t", seed)
    signed = signer.sign(text + "\n")
    assert note.verify(signed, [note.PublicKey.parse(str(signer.public))]) == text + "\n"
    raw = bytearray(signed.encode())
    at = data.draw(st.integers(0, len(raw) - 1) | st.just(len(raw) - 3))  # the last letter of base64 has spare bits
    raw[at] ^= 1
    try:
        changed = bytes(raw).decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(note.NoteError):
        note.verify(changed, [signer.public])


def history(n: int) -> list[tuple[int, bytes, bytes]]:
    made = [
        seal(i, "2023-01-01T00:00:00.000Z", "a", "batch.accepted", {"batch": i, "counts": {}}, "", []) for i in range(n)
    ]
    return [(e.seq, e.data, e.leaf) for e in made]


@given(st.data())
def test_any_change_of_a_history_is_named(data: st.DataObject) -> None:
    rows = history(data.draw(st.integers(2, 12)))
    assert isinstance(verify_history(rows), Verified)
    at = data.draw(st.integers(0, len(rows) - 2))
    seq, body, leaf = rows[at]
    how = data.draw(st.sampled_from(["byte", "drop", "swap", "leaf"]))
    changed = list(rows)
    if how == "byte":
        place = data.draw(st.integers(0, len(body) - 1))
        changed[at] = (seq, body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :], leaf)
    elif how == "drop":
        del changed[at]
    elif how == "swap":
        changed[at], changed[at + 1] = changed[at + 1], changed[at]
    else:
        changed[at] = (seq, body, merkle.leaf_hash(b"x"))
    found = verify_history(changed)
    assert isinstance(found, Finding)
    assert found.seq == at


@given(st.lists(values.filter(lambda v: v is not None), min_size=1, max_size=5), st.data())
def test_payload_rows_cannot_change_but_can_be_erased(rows: list[Any], data: st.DataObject) -> None:
    try:
        sealed = [Payload.seal(r) for r in rows]
    except canonical.CanonicalError:
        return
    event = seal(
        0, "2023-01-01T00:00:00.000Z", "a", "payload.erased", {"event": 0, "index": 0}, "", (p.digest for p in sealed)
    )
    stored: list[tuple[bytes, bytes | None, bytes | None]] = [(p.digest, p.salt, p.content) for p in sealed]
    assert verify_payloads(event.data, stored) is None
    at = data.draw(st.integers(0, len(stored) - 1))
    erased = list(stored)
    erased[at] = (stored[at][0], None, None)
    assert verify_payloads(event.data, erased) is None
    changed = list(stored)
    changed[at] = (stored[at][0], stored[at][1], b'"other"')
    assert verify_payloads(event.data, changed)
    assert verify_payloads(event.data, stored[:-1])


@pytest.mark.parametrize(
    ("kind", "body", "at", "actor"),
    [
        ("pair.guessed", {}, "2023-01-01T00:00:00.000Z", "a"),
        ("pair.judged", {"a": "x", "b": "y"}, "2023-01-01T00:00:00.000Z", "a"),
        ("pair.judged", {"a": "x", "b": "y", "verdict": 1}, "2023-01-01T00:00:00.000Z", "a"),
        ("pair.judged", {"a": "x", "b": "y", "verdict": "same", "c": 1}, "2023-01-01T00:00:00.000Z", "a"),
        ("pair.judged", {"a": "x", "b": "y", "verdict": "same"}, "2023-01-01", "a"),
        ("pair.judged", {"a": "x", "b": "y", "verdict": "same"}, "2023-01-01T00:00:00.000Z", ""),
    ],
)
def test_events_outside_the_closed_list_are_refused(kind: str, body: dict[str, Any], at: str, actor: str) -> None:
    with pytest.raises(EventError):
        seal(0, at, actor, kind, body, "", [])


def test_an_event_reads_back_from_its_bytes() -> None:
    event = seal(3, "2023-01-01T00:00:00.000Z", "a", "pair.judged", {"a": "x", "b": "y", "verdict": "same"}, "r", [])
    assert parse(event.data) == event
