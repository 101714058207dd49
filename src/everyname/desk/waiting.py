"""What waits for an analyst. Invariant: the number beside «Queue» and the queue itself are the same mentions."""

from __future__ import annotations

from django.db.models import Case, Q, QuerySet, Value, When

from everyname.domain.words import Review, Role
from everyname.register.models import Mention

_ROLES = (Role.DEAD, Role.MISSING, Role.PRISONER, Role.UNCLEAR, Role.LIVING)  # in the order of the queue
_TURN = Case(*(When(role=role, then=Value(turn)) for turn, role in enumerate(_ROLES)), default=Value(len(_ROLES)))


def waiting(kind: str = "") -> QuerySet[Mention]:
    """Mentions to judge: those whose source changed, then the dead, the missing, the captive and whoever else is named,
    in each the oldest first. ``kind`` narrows to a kind of source.
    """
    found = Mention.objects.filter(Q(review=Review.OPEN, role__in=_ROLES, listed=True) | Q(recheck=True))
    if kind:
        found = found.filter(report__source__kind=kind)
    return found.order_by("-recheck", _TURN, "report__published", "uid")


def kinds_waiting() -> list[str]:
    """The kinds of source from which something waits."""
    return sorted(set(waiting().order_by().values_list("report__source__kind", flat=True).distinct()))
