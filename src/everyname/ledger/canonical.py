"""Canonical JSON: one value, one sequence of bytes.

Sorted keys, no white space, UTF-8, strings in NFC, whole numbers only. On such values the bytes equal RFC 8785 (JCS)
as long as keys are in the Basic Multilingual Plane; floats are refused because two machines may print them differently.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from everyname.domain.errors import InputError

_LIMIT = 2**53


class CanonicalError(InputError):
    """The value has no canonical form; the message gives the path to the part that has none."""


def dumps(value: Any) -> bytes:
    """The canonical bytes of a value made of dict, list, tuple, str, int, bool and None.

    Raises:
        CanonicalError: a float, a number beyond 2**53, a key that is no text, or another type.
    """
    try:
        return json.dumps(_clean(value, ("$",)), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise CanonicalError(f"half of a surrogate pair at character {error.start}") from error


def loads(data: bytes) -> Any:
    """Read canonical bytes back.

    Raises:
        CanonicalError: the bytes are not the canonical form of what they say.
    """
    try:
        value = json.loads(data)
    except ValueError as error:
        raise CanonicalError(f"not JSON: {error}") from error
    if dumps(value) != data:
        raise CanonicalError("not in canonical form")
    return value


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


_Path = tuple[Any, ...]  # (the path above, a key or a place in a list): written out only in a message


def _clean(value: Any, path: _Path) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) >= _LIMIT:
            raise CanonicalError(f"{_written(path)}: whole numbers end at 2**53")
        return int(value)
    if isinstance(value, dict):
        return _clean_dict(value, path)
    if isinstance(value, (list, tuple)):
        return [_clean(v, (path, n)) for n, v in enumerate(value)]
    raise CanonicalError(f"{_written(path)}: {type(value).__name__} has no canonical form")


def _clean_dict(value: dict[Any, Any], path: _Path) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise CanonicalError(f"{_written(path)}: key {key!r} is no text")
        name = key if key.isascii() else unicodedata.normalize("NFC", key)
        if name in clean:
            raise CanonicalError(f"{_written((path, name))}: the key stands twice")
        clean[name] = _clean(item, (path, name))
    return clean


def _written(path: _Path) -> str:
    if len(path) == 1:
        return str(path[0])
    above, step = path
    return f"{_written(above)}[{step}]" if isinstance(step, int) else f"{_written(above)}.{step}"
