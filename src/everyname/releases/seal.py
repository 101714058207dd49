"""The manifest of a release and the signature over it.

Invariant: ``manifest.json`` names every other file but ``manifest.sig`` with hash and size, and the key;
``manifest.sig`` is a C2SP signed note over the manifest's hash whose bytes are fully determined: no byte of a release
is free. A reader compares the key's fingerprint with the one the recorders publish elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from everyname.ledger import note
from everyname.releases.tables import json_bytes

FORMAT = "everyname-release/1"
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
Files = Mapping[str, bytes]


class SealError(note.NoteError):
    """Manifest and signature do not belong together; ``file`` is the one to blame as far as can be told."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(problem)
        self.file = file


@dataclass(frozen=True, slots=True)
class Seal:
    """What is sealed beside the files: which tally and release, when, after which release, over which ledger."""

    tally: str
    number: int
    made_at: str
    previous: Mapping[str, Any] | None
    ledger: Mapping[str, Any]


def seal(files: Files, about: Seal, signer: note.Signer) -> dict[str, bytes]:
    """The files together with their manifest and its signature."""
    manifest = json_bytes(
        {
            "format": FORMAT,
            "tally": about.tally,
            "number": about.number,
            "made_at": about.made_at,
            "key": str(signer.public),
            "previous": about.previous,
            "ledger": about.ledger,
            "files": {name: {"sha256": sha256(data), "size": len(data)} for name, data in files.items()},
        }
    )
    signature = signer.sign(_signed_text(about.tally, about.number, manifest))
    return dict(sorted(files.items())) | {MANIFEST: manifest, SIGNATURE: signature.encode()}


def open_seal(manifest: bytes, signature: bytes) -> tuple[dict[str, Any], note.PublicKey]:
    """The manifest and the key it is pinned to, once the signature is checked byte for byte.

    Raises:
        SealError: unreadable, not signed by its own key, or with bytes that nothing signs.
    """
    try:
        table = json.loads(manifest)
        key = note.PublicKey.parse(table["key"])
        text = _signed_text(str(table["tally"]), int(table["number"]), manifest)
        table["files"].items()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealError(MANIFEST, f"cannot be read as a manifest: {error}") from error
    except note.NoteError as error:
        raise SealError(MANIFEST, str(error)) from error
    _check_signature(text, signature, key)
    return table, key


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _check_signature(text: str, signature: bytes, key: note.PublicKey) -> None:
    try:
        written = signature.decode()
    except UnicodeDecodeError as error:
        raise SealError(SIGNATURE, "is not UTF-8") from error
    if not written.startswith(text):
        raise SealError(MANIFEST, "differs from what manifest.sig signs (or manifest.sig was changed)")
    try:
        note.verify(written, [key])
    except note.NoteError as error:
        raise SealError(SIGNATURE, str(error)) from error
    # Base64 has spare bits and a note may carry further lines: only the one canonical form is accepted.
    data = base64.b64decode(written.rstrip("\n").rpartition(" ")[2])
    if written != f"{text}\n— {key.name} {base64.b64encode(data).decode()}\n":
        raise SealError(SIGNATURE, "holds bytes that are not part of the signature")


def _signed_text(tally: str, number: int, manifest: bytes) -> str:
    return f"{FORMAT}\n{tally} {number}\n{sha256(manifest)}\n"
