"""An analyst's decisions. Each is one event, reversible, and says who and why.

``check_can_x`` raises ``NotAllowedError`` with a reason a person can read; the decision itself asks it first.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from everyname.domain import edtf
from everyname.domain.errors import InputError
from everyname.domain.words import Property, Review, Role, Verdict
from everyname.ledger.events import Event
from everyname.register.models import Attribution, Batch, Claim, Incident, Judgement, Mention, Person
from everyname.register.models import Review as ReviewRow
from everyname.register.record import alone, record
from everyname.register.sql import select

_DATES = {Property.BIRTH, Property.DEATH, Property.BURIAL}


class NotAllowedError(InputError):
    """The decision cannot be taken now; the message says why and what would be possible."""


@alone()
def review(
    mention: str, state: Review, *, actor: str, reason: str = "", role: Role | None = None, at: str | None = None
) -> Event:
    """Say of one mention: accepted, not a death, skipped, or open again; and what he is, if the reader was wrong.

    Raises:
        NotAllowedError: no such mention, or «not a death» without a reason.
    """
    check_can_review(mention, state, reason)
    body = {"mention": mention, "review": str(state), "role": str(role or "")}
    return record("mention.reviewed", body, actor=actor, reason=reason, at=at)


def check_can_review(mention: str, state: Review, reason: str) -> None:
    """Raise unless ``review`` may be recorded."""
    _known(mention)
    if state is Review.NOT_A_DEATH and not reason.strip():
        raise NotAllowedError(_("«Not a death» needs a reason: another war, alive, illness, a planted notice …"))


def accept(mention: str, *, actor: str, reason: str = "", role: Role | None = None, at: str | None = None) -> Event:
    """Accept a mention as a person of his own (until it is judged the same as another)."""
    return review(mention, Review.ACCEPTED, actor=actor, reason=reason, role=role, at=at)


@alone()
def judge(a: str, b: str, verdict: Verdict, *, actor: str, reason: str = "", at: str | None = None) -> Event:
    """Say of two mentions: same person, different, or unsure.

    Raises:
        NotAllowedError: unknown or equal mentions, or «different» and «unsure» without a reason.
    """
    check_can_judge(a, b, verdict, reason)
    return record("pair.judged", {"a": a, "b": b, "verdict": str(verdict)}, actor=actor, reason=reason, at=at)


def check_can_judge(a: str, b: str, verdict: Verdict, reason: str) -> None:
    """Raise unless ``judge`` may be recorded."""
    if a == b:
        raise NotAllowedError(_("A mention is always the same as itself: choose two."))
    _known(a, b)
    if verdict is not Verdict.SAME and not reason.strip():
        raise NotAllowedError(_("This decision needs a reason, so that the next analyst does not ask again."))


@alone()
def same_person(
    mention: str, public_id: str, *, actor: str, reason: str = "", role: Role | None = None, at: str | None = None
) -> Event:
    """Accept a mention as further evidence for a known person."""
    person = Person.objects.filter(public_id=public_id, active=True).first()
    if person is None:
        raise NotAllowedError(
            _("%(id)s is no person of the tally (merged or withdrawn?): search for him again.") % {"id": public_id}
        )
    check_can_judge(mention, person.founder, Verdict.SAME, reason)
    accept(mention, actor=actor, reason=reason, role=role, at=at)
    return judge(mention, person.founder, Verdict.SAME, actor=actor, reason=reason, at=at)


@alone()
def revoke(event: int, *, actor: str, reason: str, at: str | None = None) -> Event:
    """Take back a review, a judgement of a pair, a reviewed batch or an attribution.

    Raises:
        NotAllowedError: nothing of that event is in force, or no reason was given.
    """
    if not reason.strip():
        raise NotAllowedError(_("Taking back a judgement needs a reason."))
    in_force = (
        Judgement.objects.filter(seq=event, revoked=None).exists()
        or ReviewRow.objects.filter(seq=event, revoked=None).exists()
        or Mention.objects.filter(in_batch=event).exists()
        or Attribution.objects.filter(seq=event, revoked=None).exists()
    )
    if not in_force:
        raise NotAllowedError(_("Event %(event)s is no judgement in force: nothing to take back.") % {"event": event})
    return record("judgement.revoked", {"event": event}, actor=actor, reason=reason, at=at)


@alone()
def correct_claim(claim: str, value: str, *, actor: str, reason: str, at: str | None = None) -> Event:
    """Put an analyst's value in place of one that was read; the old one stays in the history.

    Raises:
        NotAllowedError: no such claim in force, no reason, or a date that is no EDTF date.
    """
    row = _claim(claim, reason)
    if row.property in _DATES and not edtf.is_valid(value):
        raise NotAllowedError(_("«%(value)s» is no date: write 2023-01-19, 2023-01 or 2023.") % {"value": value})
    if not value.strip():
        raise NotAllowedError(_("An empty value says nothing: retract the claim instead."))
    return record(
        "claim.corrected", {"claim": claim}, actor=actor, reason=reason, rows=[{"value": value.strip()}], at=at
    )


@alone()
def retract_claim(claim: str, *, actor: str, reason: str, at: str | None = None) -> Event:
    """Take a claim out of force without another in its place."""
    _claim(claim, reason)
    return record("claim.retracted", {"claim": claim}, actor=actor, reason=reason, at=at)


@alone()
def attribute(
    mention: str, incident: int, *, probability: float, actor: str, reason: str, at: str | None = None
) -> Event:
    """Attribute a mention to an incident with a probability (0..1) and a reason."""
    _known(mention)
    if not Incident.objects.filter(no=incident).exists():
        raise NotAllowedError(_("There is no incident %(incident)s.") % {"incident": incident})
    if not 0 < probability <= 1 or not reason.strip():
        raise NotAllowedError(_("An attribution needs a probability above 0 and up to 1, and a reason."))
    body = {"incident": incident, "mention": mention, "permille": round(probability * 1000)}
    return record("incident.attributed", body, actor=actor, reason=reason, at=at)


def _known(*mentions: str) -> None:
    there = {row[0] for row in select("SELECT uid FROM register_mention WHERE uid IN ({ids})", mentions)}
    for uid in mentions:
        if uid not in there:
            raise NotAllowedError(_("There is no mention %(uid)s.") % {"uid": uid})


def _claim(uid: str, reason: str) -> Claim:
    found = Claim.objects.filter(uid=uid, ended=None).first()
    if found is None:
        raise NotAllowedError(_("There is no claim %(uid)s in force.") % {"uid": uid})
    if not reason.strip():
        raise NotAllowedError(_("Changing a claim needs a reason."))
    return found


@alone()
def accept_batch(batch: int, *, actor: str, reason: str, at: str | None = None) -> Event:
    """Accept the open rows of one import as one reviewed batch; it can be revoked as one.

    Raises:
        NotAllowedError: no such import, or no reason.
    """
    if not Batch.objects.filter(seq=batch).exists():
        raise NotAllowedError(_("Event %(event)s is no import.") % {"event": batch})
    if not reason.strip():
        raise NotAllowedError(_("Accepting a whole list needs a reason: who looked at it, and how."))
    rows = Mention.objects.filter(capture__seq=batch, review=Review.OPEN).count()
    return record("batch.accepted", {"batch": batch, "counts": {"mentions": rows}}, actor=actor, reason=reason, at=at)
