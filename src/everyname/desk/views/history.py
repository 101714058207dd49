"""Imports with their quarantine, the ledger's events, and a sign of life for monitors."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from everyname.desk import permissions
from everyname.domain.errors import InputError
from everyname.domain.words import Review
from everyname.ledger.events import parse
from everyname.register.models import Batch, Event, Mention
from everyname.register.projections.judging import COUNTABLE
from everyname.workflow import judging


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, the latest first."""
    rows = Batch.objects.select_related("source").order_by("-seq")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "desk/imports.html", {"page": page})


@require_GET
def batch(request: HttpRequest, seq: int) -> HttpResponse:
    """One import: its counts, what of it waits or was accepted as a whole, and the rows that could not be read."""
    row = get_object_or_404(Batch.objects.select_related("source"), seq=seq)
    mentions = Mention.objects.filter(capture__seq=seq)
    accepted = mentions.exclude(in_batch=None).order_by("in_batch").values("in_batch").annotate(n=Count("uid"))
    context = {
        "batch": row,
        "page": Paginator(row.quarantined.order_by("row", "uid"), 100).get_page(request.GET.get("page")),
        "open": mentions.filter(review=Review.OPEN, role__in=COUNTABLE).count(),
        "accepted": accepted,
    }
    return render(request, "desk/batch.html", context)


@require_POST
def accept_batch(request: HttpRequest, seq: int) -> HttpResponse:
    """Accept what waits of an import as one reviewed list."""
    permissions.check_can_edit(request.user)
    reason = request.POST.get("reason", "").strip()
    try:
        judging.accept_batch(seq, actor=request.user.get_username(), reason=reason)
        messages.success(request, _("The list is accepted as a batch; it can be taken back as one."))
    except InputError as error:
        messages.error(request, str(error))
    return redirect("batch", seq=seq)


@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """The ledger, the latest event first."""
    page = Paginator(Event.objects.order_by("-seq"), 50).get_page(request.GET.get("page"))
    rows = [parse(bytes(e.data)) for e in page.object_list]
    return render(request, "desk/history.html", {"page": page, "events": rows})


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the database answers; says nothing else to strangers."""
    Event.objects.order_by("-seq").values_list("seq", flat=True).first()
    return JsonResponse({"ok": True})
