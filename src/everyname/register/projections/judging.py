"""Effects of judgements: reviews, pairs, links, revocations, corrections of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from everyname.domain.names import fold
from everyname.domain.words import Review as State
from everyname.domain.words import Role
from everyname.ledger.events import Event
from everyname.register import lookup
from everyname.register.models import Attribution, Claim, Judgement, LinkProposal, Mention, Review, Setting
from everyname.register.projections.persons import refresh
from everyname.register.sql import execute, insert, select

_SETTLE = "UPDATE register_mention SET review = %s, reviewed = %s, role = %s, recheck = %s WHERE uid = %s"
COUNTABLE = (Role.DEAD, Role.MISSING, Role.PRISONER)


def batch_accepted(event: Event, rows: Sequence[Any]) -> None:
    """A list's rows as one reviewed batch: every open mention of a countable role in it is accepted."""
    batch = Mention.objects.filter(capture__seq=event.body["batch"])
    batch.filter(review=State.ACCEPTED, recheck=True).update(recheck=False)
    open_ones = batch.filter(review=State.OPEN, role__in=COUNTABLE)
    uids = list(open_ones.values_list("uid", flat=True))
    open_ones.update(review=State.ACCEPTED, reviewed=event.seq, in_batch=event.seq)
    refresh(event, uids)


def mention_reviewed(event: Event, rows: Sequence[Any]) -> None:
    """An analyst's word on one mention."""
    uid = event.body["mention"]
    review = {
        "seq": event.seq, "mention_id": uid, "review": event.body["review"], "role": event.body["role"],
        "actor": event.actor, "at": event.at, "reason": event.reason,
    }  # fmt: skip
    insert(Review, [review])
    _settle(uid)
    refresh(event, [uid])


def pair_judged(event: Event, rows: Sequence[Any]) -> None:
    """An analyst's word on two mentions."""
    a, b = sorted((event.body["a"], event.body["b"]))
    judgement = {
        "uid": f"{event.seq}.0", "seq": event.seq, "a_id": a, "b_id": b, "verdict": event.body["verdict"],
        "actor": event.actor, "at": event.at, "reason": event.reason,
    }  # fmt: skip
    insert(Judgement, [judgement])
    refresh(event, [a, b])


def linkage_recorded(event: Event, rows: Sequence[Any]) -> None:
    """A linkage run: its model and proposals replace those of the last run.

    What the policy lets a model say is a judgement.
    """
    LinkProposal.objects.all().delete()
    model = {"version": event.body["model"], "text": rows[0]["model"] if rows and rows[0] else "", "seq": event.seq}
    Setting.objects.update_or_create(name="linkage", defaults=model)
    kept = [r for r in rows[1:] if r]
    LinkProposal.objects.bulk_create(
        [
            LinkProposal(uid=f"{r['a']}|{r['b']}", a_id=r["a"], b_id=r["b"], weight=r["weight"],
                         permille=r["permille"], change=r["change"], terms=r["terms"],
                         seq=event.seq)
            for r in kept
        ],
        batch_size=1000,
    )  # fmt: skip
    auto = [r for r in kept if r["auto"]]
    Judgement.objects.bulk_create(
        [
            Judgement(uid=f"{event.seq}.{n}", seq=event.seq, a_id=r["a"], b_id=r["b"], verdict="same",
                      actor=event.actor, at=event.at, reason=event.reason, permille=r["permille"])
            for n, r in enumerate(auto)
        ],
        batch_size=1000,
    )  # fmt: skip
    refresh(event, {uid for r in auto for uid in (r["a"], r["b"])})


def revoked(event: Event, rows: Sequence[Any]) -> None:
    """An earlier judgement no longer holds; what it had joined or accepted comes apart again."""
    target = event.body["event"]
    touched: set[str] = set()
    judged = Judgement.objects.filter(seq=target, revoked=None)
    for pair in judged.values_list("a_id", "b_id"):
        touched.update(pair)
    judged.update(revoked=event.seq)
    reviewed = list(Review.objects.filter(seq=target, revoked=None).values_list("mention_id", flat=True))
    Review.objects.filter(seq=target).update(revoked=event.seq)
    batch = list(Mention.objects.filter(in_batch=target).values_list("uid", flat=True))
    Mention.objects.filter(in_batch=target).update(in_batch=None)
    for uid in [*reviewed, *batch]:
        _settle(uid)
    Attribution.objects.filter(seq=target, revoked=None).update(revoked=event.seq)
    refresh(event, touched | set(reviewed) | set(batch))


def claim_corrected(event: Event, rows: Sequence[Any]) -> None:
    """An analyst's value supersedes a claim; the old one stays, ended."""
    old = Claim.objects.get(uid=event.body["claim"])
    value = rows[0] if rows and rows[0] else {"value": "", "original": ""}
    Claim.objects.filter(uid=old.uid).update(ended=event.seq)
    Claim.objects.create(
        uid=f"{old.mention_id}.{event.seq}.0", mention_id=old.mention_id, capture_id=old.capture_id,
        property=old.property, value=value["value"], original=old.original, start=old.start, end=old.end,
        column=old.column, reader=f"analyst:{event.actor}", seq=event.seq,
    )  # fmt: skip
    if old.property == "full_name":
        Mention.objects.filter(uid=old.mention_id).update(name=value["value"], key=fold(value["value"]))
    lookup.reindex([old.mention_id])
    refresh(event, [old.mention_id])


def claim_retracted(event: Event, rows: Sequence[Any]) -> None:
    """A claim no longer holds; it stays, ended."""
    claim = Claim.objects.get(uid=event.body["claim"])
    Claim.objects.filter(uid=claim.uid).update(ended=event.seq)
    lookup.reindex([claim.mention_id])
    refresh(event, [claim.mention_id])


def _settle(uid: str) -> None:
    """The latest review that holds, the batch's acceptance included, is the mention's state; its role likewise."""
    in_batch, role = select("SELECT in_batch, read_role FROM register_mention WHERE uid IN ({ids})", [uid])[0]
    held = select(
        "SELECT seq, review, role FROM register_review WHERE revoked IS NULL AND mention_id IN ({ids})", [uid]
    )
    seq, state, said = max(held, default=(None, str(State.OPEN), ""))
    if in_batch is not None and (seq is None or in_batch > seq):
        state, seq, said = str(State.ACCEPTED), in_batch, ""
    execute(_SETTLE, (state, seq, said or role, False, uid))
