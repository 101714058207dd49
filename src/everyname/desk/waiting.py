"""What waits for an analyst. Invariant: the number beside «Queue» and the queue itself are the same mentions."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from everyname.domain.words import Review, Role
from everyname.register.models import Mention

_ROLES = (Role.DEAD, Role.UNCLEAR, Role.MISSING, Role.PRISONER, Role.LIVING)


def waiting(kind: str = "") -> QuerySet[Mention]:
    """Mentions to judge: those whose source changed first, then the oldest; ``kind`` narrows to a kind of source."""
    found = Mention.objects.filter(Q(review=Review.OPEN, role__in=_ROLES, listed=True) | Q(recheck=True))
    if kind:
        found = found.filter(report__source__kind=kind)
    return found.order_by("-recheck", "report__published", "uid")


def kinds_waiting() -> list[str]:
    """The kinds of source from which something waits."""
    return sorted(set(waiting().order_by().values_list("report__source__kind", flat=True).distinct()))
