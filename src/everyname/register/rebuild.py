"""Replay the history into a scratch database and compare, or put the result in place of the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db import models, transaction

from everyname.ledger import events, verify
from everyname.register.apply import apply
from everyname.register.models import PROJECTIONS, Event, Payload

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: ``fault`` is the first difference in words, or empty."""

    events: int
    root: str
    rows: int = 0
    fault: str = ""


def check_history(progress: Progress | None = None) -> Check:
    """Verify every event and every private row against its hash; no table is looked at."""
    rows = Event.objects.order_by("seq").values_list("seq", "data", "leaf").iterator(chunk_size=5000)
    found = verify.verify_history(_watched(rows, Event.objects.count(), progress))
    if isinstance(found, verify.Finding):
        return Check(found.seq, "", fault=found.what)
    for seq, data in Event.objects.order_by("seq").values_list("seq", "data").iterator():
        if b'"payload":null' in bytes(data) and not Payload.objects.filter(event_id=seq).exists():
            continue
        private = Payload.objects.filter(event_id=seq).order_by("index").values_list("digest", "salt", "content")
        fault = verify.verify_payloads(bytes(data), private.iterator())
        if fault:
            return Check(found.size, found.root.hex(), fault=f"event {seq}: {fault}")
    return Check(found.size, found.root.hex())


def replay(progress: Progress | None = None) -> None:
    """Empty the projections of this database and apply every event again, in one transaction."""
    total = Event.objects.count()
    with transaction.atomic():
        for model in reversed(PROJECTIONS):
            model._default_manager.all().delete()
        for row in _watched(Event.objects.order_by("seq").iterator(), total, progress):
            values = [
                None if content is None else events.Payload(bytes(digest), b"", bytes(content)).value
                for digest, content in row.payloads.order_by("index").values_list("digest", "content").iterator()
            ]
            apply(events.parse(bytes(row.data)), values)


def rebuild_check(progress: Progress | None = None) -> Check:
    """Verify the history, replay it in a transaction that is rolled back, and compare all tables before and after."""
    history = check_history()
    if history.fault:
        return history
    fault, rows = "", 0
    try:
        with transaction.atomic():
            kept = {model: list(_dump(model)) for model in PROJECTIONS}
            replay(progress)
            for model, before in kept.items():
                rows += len(before)
                fault = fault or _compare(model, before, _dump(model))
            raise _RollBackError
    except _RollBackError:
        return Check(history.events, history.root, rows, fault)


class _RollBackError(Exception):
    """Ends the scratch transaction."""


def _dump(model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    names = [f.attname for f in model._meta.concrete_fields if not isinstance(f, models.BigAutoField)]
    return model._default_manager.order_by(*names[:3]).values_list(*names).iterator(chunk_size=5000)


def _compare(model: type[models.Model], before: list[tuple[Any, ...]], after: Iterator[tuple[Any, ...]]) -> str:
    for old, new in zip_longest(before, after):
        if old != new:
            return f"{model._meta.db_table}: the table says {old!r}, the history says {new!r}"
    return ""


def _watched(rows: Any, total: int, progress: Progress | None) -> Iterator[Any]:
    for done, row in enumerate(rows, 1):
        yield row
        if progress and (done % 500 == 0 or done == total):
            progress(done, total)
