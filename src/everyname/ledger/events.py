"""Events: what can happen to a tally, each kind with the fields that it must carry.

Invariant: an event is canonical JSON of v, seq, at, actor, kind, reason, body and payload. The list of kinds is closed:
an unknown kind, a missing field, an extra field or a wrong type is refused before anything is written. Private values
stand in payload rows; the event holds only their number and the Merkle root over their salted hashes, so that a row
can be erased by law while every proof stays valid.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from everyname.domain.errors import InputError
from everyname.ledger import canonical, merkle

FORMAT = 1
SALT_BYTES = 16
_HEX64 = re.compile(r"[0-9a-f]{64}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


class EventError(InputError):
    """The event does not fit the schema of its kind; the message names the field."""


Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _hash(value: Any) -> bool:
    return isinstance(value, str) and _HEX64.fullmatch(value) is not None


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _counts(value: Any) -> bool:
    return isinstance(value, dict) and all(_number(v) for v in value.values())


KINDS: Mapping[str, Mapping[str, Check]] = {
    "tally.created": {"tally": _text, "origin": _text, "key": _text},
    "rules.adopted": {"version": _text, "sha256": _hash},
    "policy.adopted": {"sha256": _hash},
    "source.registered": {"source": _number, "kind": _text, "proves": _texts, "group": _text},
    "mapping.confirmed": {"source": _number, "sha256": _hash},
    "import.recorded": {"source": _number, "file": _hash, "counts": _counts},
    "extraction.recorded": {"reader": _text, "counts": _counts},
    "batch.accepted": {"batch": _number, "counts": _counts},
    "mention.reviewed": {"mention": _text, "review": _text, "role": _text},
    "pair.judged": {"a": _text, "b": _text, "verdict": _text},
    "linkage.recorded": {"model": _hash, "counts": _counts},
    "judgement.revoked": {"event": _number},
    "claim.corrected": {"claim": _text},
    "claim.retracted": {"claim": _text},
    "incident.recorded": {"incident": _number},
    "incident.attributed": {"incident": _number, "mention": _text, "permille": _number},
    "toll.recorded": {"toll": _number},
    "toll.proposed": {"capture": _text, "counts": _counts},
    "toll.reviewed": {"proposal": _text, "review": _text},
    "quarantine.corrected": {"item": _text, "batch": _number},
    "release.published": {"number": _number, "manifest": _hash, "size": _number, "root": _hash, "counts": _counts},
    "payload.erased": {"event": _number, "index": _number},
}


@dataclass(frozen=True, slots=True)
class Payload:
    """One private row beside an event. ``content`` and ``salt`` are ``None`` once erased; ``digest`` stays."""

    digest: bytes
    salt: bytes | None
    content: bytes | None

    @classmethod
    def seal(cls, value: Any, salt: bytes | None = None) -> Payload:
        """Salt and hash one value; the salt is random unless a test gives one."""
        content = canonical.dumps(value)
        salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
        return cls(merkle.leaf_hash(salt + content), salt, content)

    @property
    def fits(self) -> bool:
        """Whether the content is what the digest says; an erased row fits by definition."""
        if self.salt is None or self.content is None:
            return True
        return merkle.leaf_hash(self.salt + self.content) == self.digest

    @property
    def value(self) -> Any:
        """The value, or ``None`` when erased."""
        return None if self.content is None else canonical.loads(self.content)


@dataclass(frozen=True, slots=True)
class Event:
    """One event as sealed: ``data`` is its canonical bytes, ``leaf`` their RFC 9162 leaf hash."""

    seq: int
    at: str
    actor: str
    kind: str
    reason: str
    body: Mapping[str, Any]
    data: bytes
    leaf: bytes


def seal(
    seq: int, at: str, actor: str, kind: str, body: Mapping[str, Any], reason: str, digests: Iterable[bytes]
) -> Event:
    """Check an event against its schema and give it its bytes.

    Raises:
        EventError: unknown kind, wrong fields, a time that is no UTC instant with milliseconds, or no actor.
    """
    check_schema(kind, body)
    if not _AT.fullmatch(at):
        raise EventError(f"at: «{at}» is no time of the form 2023-01-19T12:00:00.000Z")
    if not actor:
        raise EventError("actor: every event has one")
    rows = list(digests)
    payload = {"n": len(rows), "root": merkle.root(rows).hex()} if rows else None
    data = canonical.dumps(
        {"v": FORMAT, "seq": seq, "at": at, "actor": actor, "kind": kind, "reason": reason, "body": dict(body),
         "payload": payload}
    )  # fmt: skip
    return Event(seq, at, actor, kind, reason, body, data, merkle.leaf_hash(data))


def parse(data: bytes) -> Event:
    """Read the bytes of an event back and check them. Raises ``EventError`` or ``CanonicalError``."""
    value = canonical.loads(data)
    try:
        check_schema(value["kind"], value["body"])
        return Event(
            value["seq"], value["at"], value["actor"], value["kind"], value["reason"], value["body"], data,
            merkle.leaf_hash(data),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise EventError(f"not an event: {error} is missing") from error


def payload_root(data: bytes) -> tuple[int, str]:
    """Number and root of the payload rows that the event of these bytes claims; (0, "") without any."""
    payload = canonical.loads(data)["payload"]
    return (payload["n"], payload["root"]) if payload else (0, "")


def check_schema(kind: str, body: Mapping[str, Any]) -> None:
    """Raise ``EventError`` unless ``body`` has exactly the fields of ``kind``, each of its type."""
    schema = KINDS.get(kind)
    if schema is None:
        raise EventError(f"kind: «{kind}» is not one of {', '.join(KINDS)}")
    if set(body) != set(schema):
        wrong = sorted(set(body) ^ set(schema))
        raise EventError(f"{kind}: missing or unknown: {', '.join(wrong)}")
    for name, check in schema.items():
        if not check(body[name]):
            raise EventError(f"{kind}.{name}: {body[name]!r} has the wrong type or form")
