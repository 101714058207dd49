"""The pairs that analysts should look at, those first whose answer changes the count most."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from everyname.register.models import LinkProposal
from everyname.workflow.linking import FIRST, open_questions

_PAGE = 30


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """How many uncertain pairs there are, what answering them would do to the count, and the pairs."""
    queue = open_questions()
    page = Paginator(queue.questions, _PAGE).get_page(request.GET.get("page"))
    uids = [f"{question.id_l}|{question.id_r}" for question in page]
    held = LinkProposal.objects.select_related(
        "a__person", "b__person", "a__report__source", "b__report__source"
    ).in_bulk(uids)
    context = {
        "page": page,
        "rows": [{"question": q, "proposal": held[uid]} for q, uid in zip(page, uids, strict=True)],
        "open": queue.open,
        "change": abs(queue.change),
        "fewer": queue.change <= 0,
        "spread": queue.spread(),
        "first": FIRST if queue.open > FIRST else 0,
        "after": queue.spread(FIRST),
    }
    return render(request, "desk/pairs.html", context)
