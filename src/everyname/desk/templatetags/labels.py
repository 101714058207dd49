"""Filters that turn codes, dates and claims into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from everyname.desk.wording import LABELS, REFUSED, SENTENCES, TOLD, UNDATED
from everyname.domain import edtf as dates
from everyname.domain.edtf import Precision
from everyname.extract.told import parts
from everyname.linkage import Term
from everyname.linkage import words as in_words
from everyname.linkage.explain import languages
from everyname.register.models import Capture, Claim, Person
from everyname.workflow import photos

register = template.Library()
_DATES = frozenset({"birth", "death", "burial"})
_SHOWN = 50  # thousandths of a bit: below, a weight is shown as 0.0
_CODED = frozenset({"category", "status", "sex", "role", "rank_class"})
_HIDDEN = frozenset({"full_name", "surname", "given", "patronymic", "external_key", "rank_class"})


@register.filter
def label(code: object) -> str:
    """The words for a code; a code without words is shown as it is."""
    return str(LABELS.get(str(code), code))


@register.filter
def told(line: str) -> str:
    """The words for what a reader says of its own reading; a line that is no code is shown as it is."""
    code, details = parts(line)
    words = TOLD.get(code)
    return str(words).format(*(edtf(label(detail)) for detail in details)) if words else line


@register.filter
def refused(code: str, reason: str) -> str:
    """Why a row or cell was not read, in words; a code without words keeps the importer's own sentence."""
    return str(REFUSED.get(code, reason))


@register.filter
def edtf(text: str) -> str:
    """A date as far as it is known, in the reader's language."""
    day = text[:10] if "T" in text else text
    if not dates.is_valid(day):
        return text
    found = dates.parse(day)
    if found.precision is Precision.DAY and found.earliest:
        shown = date_format(found.earliest, "DATE_FORMAT")
    elif found.precision is Precision.MONTH and found.earliest:
        shown = date_format(found.earliest, "YEAR_MONTH_FORMAT")
    elif found.precision is Precision.YEAR and found.year:
        shown = str(found.year)
    else:
        shown = day
    return _("about %s") % shown if found.approximate else shown


@register.filter
def value(claim: Claim) -> str:
    """A claim's value in words."""
    return shown_value(claim.property, claim.value)


@register.filter
def is_photo(capture: Capture) -> bool:
    """Whether the text was read from a photograph."""
    return bool(photos.words(capture))


@register.filter
def by_model(claim: Claim) -> bool:
    """Whether a language model read the claim."""
    return claim.reader.startswith("llm:")


@register.filter
def percent(permille: int) -> str:
    """Thousandths as a percentage."""
    return f"{round(permille / 10)} %"


@register.filter
def likely(permille: int) -> str:
    """A model's probability in thousandths as a percentage, never rounded to certainty."""
    if permille > 990:
        return "> 99 %"
    return "< 1 %" if permille < 10 else percent(permille)


@register.filter
def because(person: Person) -> str:
    """The one sentence that explains a status."""
    sentence = SENTENCES.get(person.sentence)
    if sentence is None:
        return ""
    params = {**person.params, "kind": label(person.params.get("kind", ""))}
    said = str(sentence).format(**params)
    if person.status == "confirmed" and not person.params.get("dated"):
        said += " " + str(UNDATED)
    return said


@register.filter
def shown(facts: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """The facts in words, in the order of the vocabulary, the name's parts left out."""
    order = list(LABELS)
    found = []
    for prop in sorted((p for p in facts if p not in _HIDDEN), key=lambda p: order.index(p) if p in order else 999):
        fact = facts[prop]
        values = fact["value"] if isinstance(fact["value"], list) else [fact["value"]]
        text = ", ".join(shown_value(prop, v) for v in values)
        others = [shown_value(prop, v) for v in fact["others"]]
        found.append((prop, {"text": text, "groups": fact["groups"], "others": others}))
    return found


@register.filter
def years(facts: Mapping[str, Mapping[str, Any]]) -> str:
    """«1991–2023», with a question mark where a year is not known."""
    born, died = (str(facts.get(p, {}).get("value", ""))[:4] for p in ("birth", "death"))
    return f"{born or '?'}–{died or '?'}" if born or died else ""


@register.filter
def telling(terms: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The terms that say something: those whose weight, as shown, is not nought."""
    return [term for term in terms if abs(term["weight"]) >= _SHOWN]


@register.filter
def words(term: Mapping[str, Any]) -> str:
    """A term of the explanation in words: «фамилия: редкая, совпадает: +9,1»."""
    language = translation.get_language() or "en"
    spoken = language if language in languages() else "en"
    found = Term(term["field"], term["level"], term["weight"] / 1000, term["code"])
    return in_words(found, spoken)


@register.filter(name="counts")
def count_words(found: Mapping[str, int]) -> str:
    """«reports: 120, not readable: 3», zeros left out."""
    pairs: Iterable[tuple[str, int]] = found.items()
    return ", ".join(f"{label(name)}: {number_format(n, force_grouping=True)}" for name, n in pairs if n)


def shown_value(prop: str, text: str) -> str:
    """A value of a property in words."""
    if prop in _DATES:
        return edtf(text)
    return label(text) if prop in _CODED else text
