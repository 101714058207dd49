"""Persons: the list, the search box, and the page with every claim and who judged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from everyname.desk import permissions
from everyname.desk.marking import marked
from everyname.domain.errors import InputError
from everyname.domain.words import Status
from everyname.register.models import Attribution, Claim, Incident, Judgement, Mention, Person, StatusChange
from everyname.workflow import judging
from everyname.workflow.searching import search as look

_PAGE = 60
SURENESS = (100, 75, 50, 25)  # per cent that an analyst can choose from


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Persons by name, narrowed to a status or to conflicts."""
    rows = Person.objects.filter(active=True).order_by("key", "public_id")
    status = request.GET.get("status", "")
    if status in Status._value2member_map_:
        rows = rows.filter(status=status)
    if request.GET.get("conflict"):
        rows = rows.exclude(conflict=[])
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "status": status, "conflict": bool(request.GET.get("conflict")), "statuses": Status}
    return render(request, "desk/persons.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Is he already on the list?"""
    query = request.GET.get("q", "").strip()
    hits = look(query, limit=30) if query else []
    return render(request, "desk/search.html", {"query": query, "hits": hits})


@require_GET
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person: status and why, facts, every mention with its claims, every judgement."""
    row = get_object_or_404(Person, public_id=public_id)
    if not row.active and row.merged_into:
        return redirect("person", public_id=row.merged_into)
    mentions = list(
        row.mentions.select_related("report__source", "capture")
        .prefetch_related(Prefetch("claims", Claim.objects.filter(ended=None).order_by("start", "uid")), "reviews")
        .order_by("report__published", "uid")
    )
    uids = [m.uid for m in mentions]
    judgements = Judgement.objects.filter(Q(a__in=uids) | Q(b__in=uids)).select_related("a", "b").order_by("seq")
    context: dict[str, Any] = {
        "person": row,
        "mentions": [{"row": m, "pieces": marked(m.capture.text, m.claims.all())} for m in mentions],
        "judgements": judgements,
        "history": StatusChange.objects.filter(person=public_id).order_by("seq"),
        "former": Person.objects.filter(merged_into=public_id, active=False),
        "attributions": Attribution.objects.filter(mention__in=uids, revoked=None).select_related("incident"),
        "incidents": Incident.objects.order_by("-date", "no"),
        "sureness": SURENESS,
        "conflicts": Mention.objects.filter(uid__in={u for pair in row.conflict for u in pair}),
    }
    return render(request, "desk/person.html", context)


@require_POST
def attribute(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that this person died in an incident, how sure, and why."""
    permissions.check_can_judge(request.user)
    row = get_object_or_404(Person, public_id=public_id, active=True)
    incident, sure = (request.POST.get(name, "") for name in ("incident", "sureness"))
    try:
        judging.attribute(
            row.founder,
            int(incident) if incident.isdecimal() else 0,
            probability=int(sure) / 100 if sure.isdecimal() else 0,
            actor=request.user.get_username(),
            reason=request.POST.get("reason", "").strip(),
        )
        messages.success(request, _("Attributed to the incident."))
    except InputError as error:
        messages.error(request, str(error))
    return redirect("person", public_id=public_id)
