"""From an event to its effects. Every effect is a function of the event, its private rows and the tables so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from everyname.ledger.events import KINDS, Event
from everyname.register.projections import intake, judging, publishing

Handler = Callable[[Event, Sequence[Any]], None]

HANDLERS: Mapping[str, Handler] = {
    "tally.created": intake.created,
    "rules.adopted": intake.adopted,
    "policy.adopted": intake.adopted,
    "mapping.confirmed": intake.adopted,
    "source.registered": intake.source_registered,
    "import.recorded": intake.import_recorded,
    "extraction.recorded": intake.extraction_recorded,
    "quarantine.corrected": intake.quarantine_corrected,
    "batch.accepted": judging.batch_accepted,
    "mention.reviewed": judging.mention_reviewed,
    "pair.judged": judging.pair_judged,
    "linkage.recorded": judging.linkage_recorded,
    "judgement.revoked": judging.revoked,
    "claim.corrected": judging.claim_corrected,
    "claim.retracted": judging.claim_retracted,
    "incident.recorded": publishing.incident_recorded,
    "incident.attributed": publishing.incident_attributed,
    "toll.recorded": publishing.toll_recorded,
    "toll.proposed": publishing.toll_proposed,
    "toll.reviewed": publishing.toll_reviewed,
    "release.published": publishing.release_published,
    "payload.erased": intake.payload_erased,
}
if set(HANDLERS) != set(KINDS):
    raise AssertionError(f"kinds without effects: {sorted(set(KINDS) ^ set(HANDLERS))}")


def apply(event: Event, rows: Sequence[Any]) -> None:
    """Apply one event; runs inside the caller's transaction. ``rows`` are its private values, ``None`` where erased."""
    HANDLERS[event.kind](event, rows)
