"""Identities that any replay computes again.

A report is (source, external id); a capture is a report and its bytes; a mention is a report and a slot in it; a
person is the mention that founded him. Public ids are fifty bits in Crockford's alphabet: meaningless and stable.
"""

from __future__ import annotations

import hashlib

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def report_uid(source: int, external_id: str) -> str:
    """24 hexadecimal digits for (source, external id)."""
    return _digest("report", str(source), external_id)[:24]


def capture_uid(report: str, sha256: str) -> str:
    """24 hexadecimal digits for a report and the hash of its bytes."""
    return _digest("capture", report, sha256)[:24]


def mention_uid(report: str, slot: str) -> str:
    """The report's uid with eight digits for the slot: a folded name in a post, a generation in a list."""
    return f"{report}.{_digest('slot', slot)[:8]}"


def public_id(origin: str, founder: str) -> str:
    """The public id of the person whom the mention ``founder`` founds, in the tally ``origin``."""
    number = int(_digest("person", origin, founder)[:13], 16) >> 2
    return "P" + "".join(_ALPHABET[number >> shift & 31] for shift in range(45, -1, -5))
