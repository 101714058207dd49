"""What every page knows: whose tally this is and how much waits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from everyname.desk.permissions import can_edit, can_judge
from everyname.desk.waiting import waiting


def tally(request: HttpRequest) -> dict[str, Any]:
    """``tally_title``, ``is_demo``, ``waiting``, ``may_judge`` and ``may_edit`` for templates."""
    config = settings.TALLY.config.tally if settings.TALLY else None
    titles = config.title if config else {}
    language = translation.get_language() or "en"
    signed_in = request.user.is_authenticated
    return {
        "tally_title": titles.get(language) or next(iter(titles.values()), "everyname"),
        "is_demo": bool(config and config.demo),
        "waiting": waiting().count() if signed_in else 0,
        "may_judge": can_judge(request.user),
        "may_edit": can_edit(request.user),
    }
