"""Filters that say stated tolls and incidents in words. Codes have their words in ``tolls_labels.yaml``."""

from __future__ import annotations

from django import template
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from everyname.desk.templatetags.labels import edtf
from everyname.domain.tolls import Qualifier, StatedToll
from everyname.extract.tolls.comparison import ComparisonRow, IncidentSummary
from everyname.extract.tolls.labels import label, scope_label

register = template.Library()
_PLAIN = (Qualifier.EXACT, Qualifier.RANGE)


@register.filter
def tollword(code: str, section: str = "") -> str:
    """The words of a code: ``"compare.backlog"|tollword`` or ``toll.kind|tollword:"kind"``."""
    return label(f"{section}.{code}" if section else code, _language())


@register.filter
def scope(toll: StatedToll) -> str:
    """What is counted, with the limits as they were said."""
    return " · ".join(filter(None, (scope_label(toll, _language()), toll.scope.note, toll.event)))


@register.filter
def stated(toll: StatedToll) -> str:
    """The number with its bounds: «more than 10,000»."""
    number = between(toll.value_low, toll.value_high)
    return number if toll.qualifier in _PLAIN else f"{tollword(toll.qualifier, 'qualifier')} {number}"


@register.filter
def period(toll: StatedToll) -> str:
    """From when until when, as far as it was said."""
    start, end = edtf(toll.period_from), edtf(toll.period_to)
    if start and end:
        return start if start == end else f"{start} – {end}"
    if end:
        return _("until %s") % end
    return _("since %s") % start if start else _("not stated")


@register.filter
def difference(row: ComparisonRow) -> str:
    """Stated minus own, with its sign; empty where the two count different things."""
    low, high = row.difference_low, row.difference_high
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        return _signed(low) if low == high else f"{_signed(low)} … {_signed(high)}"
    return _("at least %s") % _signed(low) if low is not None else _("at most %s") % _signed(high or 0)


@register.filter
def against(summary: IncidentSummary | None, named: int) -> str:
    """«89 stated, 45 named, 44 not yet named»."""
    if summary is None:
        return _("%(named)s named; nobody stated how many died") % {"named": _number(named)}
    words = {"stated": _bounds(summary.claimed_low, summary.claimed_high), "named": _number(named)}
    if summary.exceeded:
        return _("%(stated)s stated, %(named)s named: more than were stated") % words
    rest = _bounds(summary.remainder_low, summary.remainder_high)
    return _("%(stated)s stated, %(named)s named, %(rest)s not yet named") % {**words, "rest": rest}


def between(low: int, high: int) -> str:
    """One number or a range."""
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return between(low, high)
    return _("at least %s") % _number(low) if low is not None else _("at most %s") % _number(high or 0)


def _number(value: int) -> str:
    return str(number_format(value, use_l10n=True, force_grouping=True))


def _signed(value: int) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{_number(abs(value))}"


def _language() -> str:
    return translation.get_language() or "en"
