"""What two readers say of one mention, field by field, in words.

Invariant: every field that either reader has is told, with the values of both; nothing is chosen between them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from everyname.desk.templatetags.labels import shown_value
from everyname.desk.wording import LABELS
from everyname.register.models import Mention

_ORDER = ("different", "alone", "same")  # what an analyst must look at comes first


@dataclass(frozen=True, slots=True)
class Opinion:
    """One field: its code, whether the readers agree (``same``, ``different``, ``alone``), and the sentence."""

    field: str
    said: str
    words: str


@dataclass(frozen=True, slots=True)
class SecondReader:
    """The second reader of a text. ``dropped``: values of its answer that the text does not bear out."""

    name: str
    is_local: bool
    dropped: int
    opinions: tuple[Opinion, ...]


def second_reader(mention: Mention) -> SecondReader | None:
    """What the second reader of the mention's text says of it; ``None`` when there was none."""
    reading = mention.capture.reading
    second = reading.get("second")
    if second is None:
        return None
    fields = reading.get("compared", {}).get(mention.uid, {})
    names = [name for said in _ORDER for name in ("role", *LABELS) if name in fields and fields[name]["said"] == said]
    opinions = (_opinion(name, fields[name]) for name in dict.fromkeys(names))
    return SecondReader(second["model"], second["local"], second["dropped"], tuple(opinions))


def _opinion(field: str, found: dict[str, str | list[str]]) -> Opinion:
    first, second = (", ".join(shown_value(field, value) for value in found[side]) for side in ("first", "second"))
    if found["said"] == "same":
        words = _("both readers say «%s»") % first
    elif found["said"] == "different":
        words = _("readers differ: the rules «%(first)s», the model «%(second)s»") % {"first": first, "second": second}
    else:
        words = _("the rules alone: «%s»") % first if first else _("the model alone: «%s»") % second
    return Opinion(field, str(found["said"]), words)
