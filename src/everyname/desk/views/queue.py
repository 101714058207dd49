"""The queue: one mention at a time, what was read of it, who it may be, and the decision."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from everyname.desk import deciding, permissions
from everyname.desk.candidates import candidates
from everyname.desk.marking import marked
from everyname.desk.opinions import second_reader
from everyname.desk.waiting import kinds_waiting, waiting
from everyname.domain.errors import CheckFailedError, InputError
from everyname.register.models import Capture, Mention
from everyname.workflow import judging, photos

_WITH = ("report__source", "capture", "person")


@require_GET
def next_one(request: HttpRequest) -> HttpResponse:
    """The first mention that waits; ``after`` leaves one aside for this round."""
    queue = waiting(request.GET.get("kind", "")).select_related(*_WITH)
    first = queue.exclude(uid=request.GET.get("after", "")).first() or queue.first()
    if first is None:
        return render(request, "desk/done.html", {"kind": request.GET.get("kind", "")})
    return _page(request, first)


@require_GET
def mention(request: HttpRequest, uid: str) -> HttpResponse:
    """One mention, judged or not."""
    return _page(request, get_object_or_404(Mention.objects.select_related(*_WITH), uid=uid))


@require_GET
def photo(request: HttpRequest, uid: str) -> HttpResponse:
    """The photograph that a capture's text was read from."""
    capture = get_object_or_404(Capture, uid=uid)
    if settings.TALLY is None:
        raise Http404
    try:
        data, kind = photos.image(settings.TALLY.vault, capture)
    except (InputError, CheckFailedError) as error:
        raise Http404(str(error)) from error
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "private, max-age=3600"})


@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Record one decision and go on to the next mention."""
    permissions.check_can_judge(request.user)
    action, _sep, other = request.POST.get("action", "").partition(":")
    reason = request.POST.get("reason", "").strip()
    decision = deciding.Decision(uid, action, other, reason, request.POST.get("seen", ""), request.POST.get("role", ""))
    try:
        messages.success(request, deciding.decide(decision, request.user.get_username()))
    except InputError as error:
        messages.error(request, str(error))
        return redirect("mention", uid=uid)
    if action in ("different", "reopen"):
        return redirect("mention", uid=uid)
    kind = {"kind": request.POST["kind"]} if request.POST.get("kind") else {}
    return redirect("/?" + urlencode({"after": uid, **kind}))


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
    return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")


def _page(request: HttpRequest, row: Mention) -> HttpResponse:
    claims = list(row.claims.filter(ended=None).order_by("start", "uid"))
    context = {
        "mention": row,
        "seen": deciding.seen(row),
        "report": row.report,
        "capture": row.capture,
        "claims": claims,
        "second": second_reader(row),
        "pictured": photos.elsewhere(row),
        "roles": deciding.ROLES,
        "pieces": marked(row.capture.text, claims),
        "candidates": candidates(row),
        "reviews": list(row.reviews.order_by("seq")),
        "kind": request.GET.get("kind", ""),
        "kinds": kinds_waiting(),
        "others": list(row.report.mentions.exclude(uid=row.uid).order_by("uid")[:50]),
    }
    return render(request, "desk/mention.html", context)
