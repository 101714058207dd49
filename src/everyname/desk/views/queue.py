"""The queue: one mention at a time, what was read of it, who he may be, and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from everyname.desk import permissions
from everyname.desk.candidates import candidates
from everyname.desk.marking import marked
from everyname.domain.errors import InputError
from everyname.domain.words import Review, Role, SourceKind, Verdict
from everyname.register.models import Mention
from everyname.workflow import judging

_WAITING_ROLES = (Role.DEAD, Role.UNCLEAR, Role.MISSING, Role.PRISONER, Role.LIVING)


def waiting(params: Any) -> QuerySet[Mention]:
    """Mentions to judge: those whose source changed first, then the oldest. ``kind`` narrows to a kind of source."""
    found = Mention.objects.filter(
        Q(review=Review.OPEN, role__in=_WAITING_ROLES, listed=True) | Q(recheck=True)
    ).select_related("report__source", "capture")
    if params.get("kind"):
        found = found.filter(report__source__kind=params["kind"])
    return found.order_by("-recheck", "report__published", "uid")


@require_GET
def next_one(request: HttpRequest) -> HttpResponse:
    """The first mention that waits; ``after`` leaves one aside for this round."""
    queue = waiting(request.GET)
    rest = queue.exclude(uid=request.GET.get("after", ""))
    first = rest.first() or queue.first()
    if first is None:
        return render(request, "desk/done.html", {"kinds": SourceKind})
    return _page(request, first, queue.count())


@require_GET
def mention(request: HttpRequest, uid: str) -> HttpResponse:
    """One mention, judged or not."""
    row = get_object_or_404(Mention.objects.select_related("report__source", "capture", "person"), uid=uid)
    return _page(request, row, waiting(request.GET).count())


@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Record one decision and go on to the next mention."""
    permissions.check_can_judge(request.user)
    action, _sep, other = request.POST.get("action", "").partition(":")
    who, reason = request.user.get_username(), request.POST.get("reason", "").strip()
    try:
        said = _decide(uid, action, other, who, reason)
    except InputError as error:
        messages.error(request, str(error))
        return redirect("mention", uid=uid)
    messages.success(request, said)
    if action in ("different", "reopen"):
        return redirect("mention", uid=uid)
    kind = request.POST.get("kind", "")
    return redirect(f"/?after={uid}" + (f"&kind={kind}" if kind else ""))


@require_POST
def claim(request: HttpRequest, uid: str) -> HttpResponse:
    """Correct or retract one claim."""
    permissions.check_can_judge(request.user)
    who, reason = request.user.get_username(), request.POST.get("reason", "").strip()
    try:
        if "retract" in request.POST:
            judging.retract_claim(uid, actor=who, reason=reason)
        else:
            judging.correct_claim(uid, request.POST.get("value", ""), actor=who, reason=reason)
        messages.success(request, _("The correction is recorded; the earlier value stays in the history."))
    except InputError as error:
        messages.error(request, str(error))
    return redirect("mention", uid=uid.rsplit(".", 2)[0])


@require_POST
def revoke(request: HttpRequest, seq: int) -> HttpResponse:
    """Take back one judgement."""
    permissions.check_can_judge(request.user)
    try:
        judging.revoke(seq, actor=request.user.get_username(), reason=request.POST.get("reason", "").strip())
        messages.success(request, _("Taken back. What it had joined stands apart again."))
    except InputError as error:
        messages.error(request, str(error))
    back = request.POST.get("back", "")
    return redirect(back if back.startswith("/") and not back.startswith("//") else "/")


def _decide(uid: str, action: str, other: str, who: str, reason: str) -> str:
    if action == "accept":
        judging.accept(uid, actor=who, reason=reason)
        return _("Accepted as a person of his own.")
    if action == "same":
        judging.same_person(uid, other, actor=who, reason=reason)
        return _("Accepted as evidence for a known person.")
    if action == "different":
        judging.judge(uid, other, Verdict.DIFFERENT, actor=who, reason=reason)
        return _("Recorded: two different people.")
    states = {"not_a_death": Review.NOT_A_DEATH, "skip": Review.SKIPPED, "reopen": Review.OPEN}
    if action not in states:
        raise judging.NotAllowedError(_("Choose one of the decisions."))
    judging.review(uid, states[action], actor=who, reason=reason)
    return {
        "not_a_death": _("Recorded: not a death in scope."),
        "skip": _("Left for later."),
        "reopen": _("Open again."),
    }[action]


def _page(request: HttpRequest, row: Mention, count: int) -> HttpResponse:
    claims = list(row.claims.filter(ended=None).order_by("start", "uid"))
    context = {
        "mention": row,
        "report": row.report,
        "capture": row.capture,
        "claims": claims,
        "pieces": marked(row.capture.text, claims),
        "candidates": candidates(row),
        "reviews": row.reviews.order_by("seq"),
        "count": count,
        "kind": request.GET.get("kind", ""),
        "kinds": SourceKind,
        "others": row.report.mentions.exclude(uid=row.uid).order_by("uid")[:50],
    }
    return render(request, "desk/mention.html", context)
