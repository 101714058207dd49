"""Counts, now and as of any past moment, from the history of statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from everyname.domain.words import Review, Role, Status
from everyname.register.models import Event, Mention, Person, StatusChange


def counts() -> dict[str, int]:
    """Active persons by status."""
    rows = Person.objects.filter(active=True).values_list("status", flat=True)
    return _all(Counter(rows))


def counts_as_of(*, at: str = "", seq: int | None = None) -> dict[str, int]:
    """Persons by status as the tally said it at an instant (ISO, UTC) or after an event.

    Raises:
        ValueError: neither or both are given.
    """
    if bool(at) == (seq is not None):
        raise ValueError("give either an instant or the number of an event")
    if seq is None:
        last = Event.objects.filter(at__lte=at).order_by("-seq").values_list("seq", flat=True).first()
        seq = -1 if last is None else last
    latest: dict[str, str] = {}
    rows = StatusChange.objects.filter(seq__lte=seq).order_by("seq").values_list("person", "status")
    latest.update(rows.iterator(chunk_size=5000))
    return _all(Counter(s for s in latest.values() if s in Status._value2member_map_))


def backlog() -> dict[str, int | str]:
    """Mentions of possible dead that nobody judged yet: how many, and since when."""
    waiting = Mention.objects.filter(review=Review.OPEN, role__in=(Role.DEAD, Role.UNCLEAR), listed=True)
    oldest = (
        waiting.exclude(report__published="").order_by("report__published").values_list("report__published", flat=True)
    )
    return {"size": waiting.count(), "oldest": oldest.first() or ""}


def _all(found: Mapping[str, int]) -> dict[str, int]:
    return {str(status): found.get(status, 0) for status in Status}
