"""What others say, beside the tally's own count; incidents; proposals read in texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from everyname.desk import permissions
from everyname.domain.errors import InputError
from everyname.domain.tolls import StatedToll
from everyname.register.models import Incident, TollProposal
from everyname.workflow import tolling

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number that was read in a text, before an analyst accepts it; ``event`` is an incident or empty."""

    uid: str
    toll: StatedToll
    source: str
    reasons: tuple[str, ...]
    event: str = ""
    date: str = ""
    named_low: int | None = None
    named_high: int | None = None


@require_GET
def comparison(request: HttpRequest) -> HttpResponse:
    """Stated tolls beside the own count for the same scope and period, and what waits."""
    open_ones = TollProposal.objects.filter(review="open").select_related("capture__report__source").order_by("uid")
    context = {
        "page": Paginator(tolling.comparison(), _PAGE).get_page(request.GET.get("page")),
        "proposals": [_waiting(p) for p in open_ones[:_PAGE]],
        "proposals_open": open_ones.count(),
        "incidents": [
            (i, tolling.incident_summary(i.no), tolling.named(i.no)) for i in Incident.objects.order_by("no")
        ],
    }
    return render(request, "desk/tolls.html", context)


@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Accept or dismiss a number read in a text."""
    permissions.check_can_judge(request.user)
    reason = request.POST.get("reason", "").strip()
    try:
        if "accept" in request.POST:
            tolling.accept(uid, actor=request.user.get_username())
            messages.success(request, _("Recorded among the stated tolls."))
        else:
            tolling.dismiss(uid, actor=request.user.get_username(), reason=reason)
            messages.success(request, _("Dismissed."))
    except InputError as error:
        messages.error(request, str(error))
    return redirect("tolls")


@require_GET
def incident(request: HttpRequest, no: int) -> HttpResponse:
    """Claimed against named, and the remainder."""
    row = get_object_or_404(Incident, no=no)
    attributions = row.attributions.filter(revoked=None).select_related("mention__person").order_by("mention__key")
    context = {
        "incident": row,
        "summary": tolling.incident_summary(no),
        "named": tolling.named(no),
        "tolls": [tolling.toll_of(toll.value) for toll in row.tolls.order_by("no")],
        "page": Paginator(attributions, _PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "desk/incident.html", context)


def _waiting(proposal: TollProposal) -> Waiting:
    value: Mapping[str, Any] = proposal.value
    source, reasons = proposal.capture.report.source.name, tuple(value["reasons"])
    if value["type"] != "incident":
        return Waiting(proposal.uid, tolling.toll_of(value), source, reasons, value["event"])
    toll, named = tolling.toll_of(value["toll"]), (value["named_low"], value["named_high"])
    return Waiting(proposal.uid, toll, source, reasons, value["event"], value["date"], *named)
