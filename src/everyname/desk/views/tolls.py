"""What others say, beside the tally's own count; incidents; proposals read in texts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from everyname.desk import permissions
from everyname.domain.errors import InputError
from everyname.register.models import Incident, TollProposal
from everyname.workflow import tolling


@require_GET
def comparison(request: HttpRequest) -> HttpResponse:
    """Stated tolls beside the own count for the same scope and period, and what waits."""
    context = {
        "rows": tolling.comparison(),
        "proposals": TollProposal.objects.filter(review="open").select_related("capture__report__source"),
        "incidents": [(i, tolling.incident_summary(i.no)) for i in Incident.objects.order_by("no")],
    }
    return render(request, "desk/tolls.html", context)


@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Accept or dismiss a number read in a text."""
    permissions.check_can_judge(request.user)
    try:
        if "accept" in request.POST:
            tolling.accept(uid, actor=request.user.get_username())
            messages.success(request, _("Recorded among the stated tolls."))
        else:
            tolling.dismiss(uid, actor=request.user.get_username(), reason=request.POST.get("reason", ""))
            messages.success(request, _("Dismissed."))
    except InputError as error:
        messages.error(request, str(error))
    return redirect("tolls")


@require_GET
def incident(request: HttpRequest, no: int) -> HttpResponse:
    """Claimed against named, and the remainder."""
    row = get_object_or_404(Incident, no=no)
    attributions = row.attributions.filter(revoked=None).select_related("mention__person").order_by("mention__key")
    context = {"incident": row, "summary": tolling.incident_summary(no), "attributions": attributions}
    return render(request, "desk/incident.html", context)
