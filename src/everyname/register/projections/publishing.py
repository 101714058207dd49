"""Effects on incidents, stated tolls and releases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from everyname.ledger.events import Event
from everyname.register.models import Attribution, Incident, Release, StatedToll, TollProposal


def incident_recorded(event: Event, rows: Sequence[Any]) -> None:
    """An incident comes in, or its entry is corrected."""
    value = (rows[0] if rows else None) or {"name": "(erased)"}
    Incident.objects.update_or_create(no=event.body["incident"], defaults=value)


def incident_attributed(event: Event, rows: Sequence[Any]) -> None:
    """A mention is attributed to an incident."""
    Attribution.objects.create(
        seq=event.seq, incident_id=event.body["incident"], mention_id=event.body["mention"],
        permille=event.body["permille"], reason=event.reason, actor=event.actor,
    )  # fmt: skip


def toll_recorded(event: Event, rows: Sequence[Any]) -> None:
    """What somebody else said."""
    row = rows[0] if rows else None
    if row:
        StatedToll.objects.create(no=event.body["toll"], seq=event.seq, value=row["value"], incident_id=row["incident"])


def toll_proposed(event: Event, rows: Sequence[Any]) -> None:
    """Numbers read in a text wait for an analyst."""
    TollProposal.objects.bulk_create(
        [
            TollProposal(uid=f"{event.seq}.{n}", capture_id=event.body["capture"], value=row)
            for n, row in enumerate(rows)
            if row
        ]
    )


def toll_reviewed(event: Event, rows: Sequence[Any]) -> None:
    """An analyst's word on such a number."""
    TollProposal.objects.filter(uid=event.body["proposal"]).update(review=event.body["review"], reviewed=event.seq)


def release_published(event: Event, rows: Sequence[Any]) -> None:
    """A release is out."""
    body = event.body
    Release.objects.create(
        number=body["number"], seq=event.seq, at=event.at, size=body["size"], manifest=body["manifest"],
        counts=body["counts"], reason=event.reason,
    )  # fmt: skip
