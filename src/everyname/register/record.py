"""The only function that writes: one event, its private rows and their effects, in one transaction.

Invariant: when ``record`` returns, the event is on the disk and every table says what the history says. When it
raises, nothing happened. Effects are computed by ``apply`` from the event alone, so that replaying the events gives
the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from everyname.domain.errors import InputError
from everyname.ledger import events
from everyname.register.apply import apply
from everyname.register.models import Payload
from everyname.register.sql import execute, first
from everyname.register.sql import insert as insert_rows

# Any fixed number: writers of one PostgreSQL database queue on it, as writers of SQLite queue on its lock.
_WRITER = 0x65766E
_LAST = "SELECT seq, at FROM register_event ORDER BY seq DESC LIMIT 1"
_INSERT = "INSERT INTO register_event (seq, at, actor, kind, data, leaf) VALUES (%s, %s, %s, %s, %s, %s)"


class RecordError(InputError):
    """The step cannot be recorded; the message is one a person can act on."""


def now() -> str:
    """The present instant in the ledger's form, UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@contextmanager
def alone() -> Iterator[None]:
    """One step: other writers wait until its end, so what was read inside still holds when it is written.

    Whoever decides from the tables (the next number, whether a judgement is in force) and then records, does both
    inside. SQLite's transactions are IMMEDIATE and queue by themselves.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            execute("SELECT pg_advisory_xact_lock(%s)", [_WRITER])
        yield


def record(
    kind: str,
    body: Mapping[str, Any],
    *,
    actor: str,
    reason: str = "",
    rows: Iterable[Any] = (),
    at: str | None = None,
) -> events.Event:
    """Append one event with its private ``rows`` and apply it.

    Args:
        kind: one of ``ledger.events.KINDS``; ``body`` must fit its schema.
        actor: the pseudonym of who did it.
        reason: why, in words; kept in the event, so it must name no person.
        rows: private values, salted and hashed into the event.
        at: the instant, for scripted histories; the clock otherwise.

    Raises:
        ledger.events.EventError: the event does not fit its schema.
        RecordError: the step contradicts the register.
    """
    values = list(rows)
    sealed = [events.Payload.seal(v) for v in values]
    with alone():
        last = first(_LAST)
        seq = last[0] + 1 if last else 0
        instant = max(at or now(), last[1]) if last else (at or now())
        event = events.seal(seq, instant, actor, kind, body, reason, (p.digest for p in sealed))
        insert(event, sealed)
        apply(event, values)
    return event


def insert(event: events.Event, sealed: Sequence[events.Payload]) -> None:
    """Write the two truth tables. Nothing else inserts into them."""
    execute(_INSERT, (event.seq, event.at, event.actor, event.kind, event.data, event.leaf))
    if not sealed:
        return
    insert_rows(
        Payload,
        [
            {"event_id": event.seq, "index": n, "digest": p.digest, "salt": p.salt, "content": p.content}
            for n, p in enumerate(sealed)
        ],
    )


def erase(event: int, index: int, *, actor: str, reason: str) -> events.Event:
    """Erase one private row by law: its salt and content go, its digest and every proof stay.

    The tables are rebuilt without it by ``rebuild``; the caller says why.
    """
    with transaction.atomic():
        done = record("payload.erased", {"event": event, "index": index}, actor=actor, reason=reason)
        changed = Payload.objects.filter(event_id=event, index=index).update(salt=None, content=None)
        if not changed:
            raise RecordError(f"event {event} has no private row {index}")
    return done
