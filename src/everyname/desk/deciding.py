"""One decision of the queue. Invariant: nothing is recorded on a mention that changed since the analyst saw it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from everyname.domain.errors import InputError
from everyname.domain.words import Review, Role, Verdict
from everyname.register.models import Mention
from everyname.workflow import judging

_STATES = {"not_a_death": Review.NOT_A_DEATH, "skip": Review.SKIPPED, "reopen": Review.OPEN}
# What an analyst may say a person is; the reader's own word is kept beside it.
ROLES = (Role.DEAD, Role.MISSING, Role.PRISONER, Role.LIVING, Role.DEAD_OTHER)
_NEED_REASON = ("not_a_death", "different")
_SEEN_BY_ALL = ("different",)  # a word on a pair stands beside another analyst's word; it overwrites nothing


class RefusedError(InputError):
    """The decision was not recorded; the message, in the reader's language, says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a form carries. ``seen``: the event number of the review that the page showed, empty without one."""

    mention: str
    action: str
    other: str
    reason: str
    seen: str
    role: str = ""  # what the person is in the analyst's eyes, where the form says it


def decide(decision: Decision, who: str) -> str:
    """Record it; what to tell the analyst.

    Raises:
        RefusedError: judged by somebody else in between, no reason, or no such decision.
        everyname.workflow.judging.NotAllowedError: the register refuses it.
    """
    with transaction.atomic():
        _check(decision)
        return _record(decision, who)


def seen(mention: Mention) -> str:
    """What a form carries of this mention."""
    return "" if mention.reviewed is None else str(mention.reviewed)


def _check(decision: Decision) -> None:
    if decision.action in _NEED_REASON and not decision.reason:
        raise RefusedError(_("This decision needs a reason, so that the next analyst does not ask again."))
    mention = Mention.objects.filter(uid=decision.mention).first()
    if mention and decision.action not in _SEEN_BY_ALL and seen(mention) != decision.seen:
        raise RefusedError(
            _("Somebody judged this in the meantime. Nothing was recorded: please look at it again as it is now.")
        )


def _record(decision: Decision, who: str) -> str:
    uid, reason = decision.mention, decision.reason
    if decision.role and decision.role not in ROLES:
        raise RefusedError(_("Choose one of the decisions."))
    role = Role(decision.role) if decision.role else None
    if decision.action == "accept":
        judging.accept(uid, actor=who, reason=reason, role=role)
        return _("Accepted as a new person.")
    if decision.action == "same":
        judging.same_person(uid, decision.other, actor=who, reason=reason, role=role)
        return _("Accepted as evidence for a known person.")
    if decision.action == "different":
        judging.judge(uid, decision.other, Verdict.DIFFERENT, actor=who, reason=reason)
        return _("Recorded: two different people.")
    if decision.action not in _STATES:
        raise RefusedError(_("Choose one of the decisions."))
    judging.review(uid, _STATES[decision.action], actor=who, reason=reason)
    return {
        "not_a_death": _("Recorded: not a death in scope."),
        "skip": _("Left for later."),
        "reopen": _("Open again."),
    }[decision.action]
