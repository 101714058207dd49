"""A content-addressed store: ``vault/ab/abcdef…`` holds the bytes whose SHA-256 is ``abcdef…``.

Invariant: an object that can be opened by its name has that hash; objects are written whole, flushed to the disk, and
never changed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from everyname.domain.errors import CheckFailedError

_BLOCK = 1 << 20


class VaultError(CheckFailedError):
    """An object is missing or damaged; the message names it."""


def path_of(vault: Path, sha256: str) -> Path:
    """Where the object of this hash lies."""
    return vault / sha256[:2] / sha256


def put_file(vault: Path, source: Path) -> str:
    """Store a file's bytes; its SHA-256. Storing the same bytes again changes nothing."""
    digest = hashlib.sha256()
    vault.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=vault, prefix=".new-")
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as out, source.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        target = path_of(vault, digest.hexdigest())
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            _sync(vault)
            scratch.rename(target)
            target.chmod(0o444)
            _sync(target.parent)
    finally:
        scratch.unlink(missing_ok=True)
    return digest.hexdigest()


def get(vault: Path, sha256: str) -> bytes:
    """The bytes of an object, checked against its name.

    Raises:
        VaultError: missing, or its bytes have another hash.
    """
    path = path_of(vault, sha256)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise VaultError(f"the vault has no object {sha256}: restore {path} from your backup") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise VaultError(f"{path} is damaged: its bytes have another hash; restore it from your backup")
    return data


def check(vault: Path) -> tuple[int, list[str]]:
    """Read every object; their number and the names of the damaged ones."""
    count, damaged = 0, []
    for path in sorted(vault.glob("??/*")):
        count += 1
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        if digest.hexdigest() != path.name:
            damaged.append(path.name)
    return count, damaged


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
