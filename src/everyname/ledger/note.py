"""Signed notes and checkpoints of C2SP (signed-note, tlog-checkpoint) with Ed25519.

A note is text that ends in a newline, an empty line, and one line a signature:
``— <key name> <base64(key id || signature)>``. A checkpoint is a note whose text is origin, size and root.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from everyname.domain.errors import CheckFailedError

_ED25519 = b"\x01"


class NoteError(CheckFailedError):
    """The note is malformed or no known key signed it; the message says which."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A named verification key; its written form is ``name+keyid+base64``."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256(name || newline || type || key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.raw).digest()[:4]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the raw key in groups of four, for reading aloud."""
        digest = hashlib.sha256(self.raw).hexdigest()[:32]
        return " ".join(digest[i : i + 4] for i in range(0, 32, 4))

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.raw).decode()}"

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """Read the written form. Raises ``NoteError`` when its parts disagree."""
        name, sep, rest = text.strip().partition("+")
        keyid, sep2, encoded = rest.partition("+")
        try:
            data = _decoded(encoded)
        except binascii.Error as error:
            raise NoteError("public key: the last part is not base64") from error
        if not (sep and sep2 and len(data) == 33 and data[:1] == _ED25519):
            raise NoteError("public key: expected name+keyid+base64 of an Ed25519 key")
        key = cls(name, data[1:])
        if key.id.hex() != keyid:
            raise NoteError("public key: the key id does not belong to this name and key")
        return key


@dataclass(frozen=True, slots=True)
class Signer:
    """A named signing key. ``seed`` is 32 secret bytes."""

    name: str
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The key that verifies what this one signs."""
        return PublicKey(self.name, bytes(SigningKey(self.seed).verify_key))

    def sign(self, text: str) -> str:
        """The signed note of ``text``, which must end in a newline."""
        if not text.endswith("\n"):
            raise NoteError("a note's text must end in a newline")
        signature = SigningKey(self.seed).sign(text.encode()).signature
        return f"{text}\n— {self.name} {base64.b64encode(self.public.id + signature).decode()}\n"


def verify(note: str, keys: list[PublicKey]) -> str:
    """The text of a note that one of ``keys`` signed.

    Raises:
        NoteError: malformed note, no signature of a known key, or a signature of a known key that does not fit.
    """
    text, sep, tail = note.rpartition("\n\n")
    if not sep or not tail.endswith("\n"):
        raise NoteError("no signed note: the empty line before the signatures is missing")
    text += "\n"
    known = False
    for line in tail.splitlines():
        known |= _check_line(line, text, keys)
    if not known:
        raise NoteError("no known key signed this note")
    return text


def checkpoint(origin: str, size: int, root: bytes) -> str:
    """The text of a checkpoint, ready to sign."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def parse_checkpoint(text: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint's text (without signatures)."""
    lines = text.split("\n")
    try:
        return lines[0], int(lines[1]), _decoded(lines[2])
    except (IndexError, ValueError) as error:
        raise NoteError("no checkpoint: expected three lines, origin, size and root") from error


def _decoded(encoded: str) -> bytes:
    """Base64 in its one canonical form: spare bits that say nothing must be nought, so no byte can change unseen."""
    data = base64.b64decode(encoded, validate=True)
    if base64.b64encode(data).decode() != encoded:
        raise binascii.Error("spare bits are set")
    return data


def _check_line(line: str, text: str, keys: list[PublicKey]) -> bool:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    try:
        data = _decoded(encoded)
    except binascii.Error as error:
        raise NoteError(f"signature line of {name or '?'}: not base64") from error
    if dash != "—" or len(data) != 68:
        raise NoteError("signature line: expected «— name base64»")
    for key in keys:
        if key.name == name and key.id == data[:4]:
            try:
                VerifyKey(key.raw).verify(text.encode(), data[4:])
            except BadSignatureError as error:
                raise NoteError(f"the signature of {name} does not fit the text") from error
            return True
    return False
