"""Imports with their quarantine, the ledger's events, and a sign of life for monitors."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from everyname.ledger.events import parse
from everyname.register.models import Batch, Event


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, the latest first."""
    rows = Batch.objects.select_related("source").order_by("-seq")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "desk/imports.html", {"page": page})


@require_GET
def batch(request: HttpRequest, seq: int) -> HttpResponse:
    """One import: its counts, what the file was like, and the rows that could not be read."""
    row = get_object_or_404(Batch.objects.select_related("source"), seq=seq)
    quarantined = Paginator(row.quarantined.order_by("row", "uid"), 100).get_page(request.GET.get("page"))
    return render(request, "desk/batch.html", {"batch": row, "page": quarantined})


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
