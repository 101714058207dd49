"""Which numbers of a sentence count persons.

Invariant: a number that counts something else (equipment, money, ages, dates, units, list numbers) has no noun here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from everyname.domain.tolls import Measure
from everyname.extract.tolls.lexicon import Cue, any_of, flat, lexicon, pattern, vocabulary
from everyname.extract.tolls.numbers import Quantity
from everyname.extract.tolls.periods import Period
from everyname.extract.tolls.speakers import Speaker

_MONEY_OR_NUMBER = re.compile(r"[$€£₽₴№#]\s*$")
_NO_COUNT = re.compile(r"\s?[$€£₽₴]|-[^\W\d]|[:.]\d|\s*°")
_OLDEST = 110
_NOUNS = (
    ("units", "unit"),
    ("persons", "person"),
    ("records", "record"),
    ("reports", "report"),
    ("groups", "person"),
)


@dataclass
class Counted:
    """A number of persons with what was found around it."""

    quantity: Quantity
    noun: str  # person, record, measure, bare
    measure: Measure | None = None
    measure_span: tuple[int, int] | None = None
    measure_far: float = 0.0
    cues: dict[str, list[Cue]] = field(default_factory=dict)
    speaker: Speaker | None = None
    period: Period | None = None

    def has(self, section: str) -> bool:
        """Whether a cue of this vocabulary section belongs to the number."""
        return bool(self.cues.get(section))


def counted_noun(quantity: Quantity, others: list[Quantity], text: str, lang: str) -> str:
    """What the number counts by the words after it; ``""`` when it is not persons."""
    if _is_labelled(text[: quantity.outer], text[quantity.end :], lang):
        return ""
    if quantity.outer < quantity.start and quantity.high < 100 and _is_age_limit(text[: quantity.outer], lang):
        return ""
    limit = min((q.outer for q in others if q.start > quantity.end), default=len(text))
    tail = re.sub(r'^\s*[»"]', " ", text[quantity.end : limit])
    mark = re.search(r'[,.;:()—–!?…»"\]]|\s-\s', tail)
    tail = tail[: mark.start()] if mark else tail
    noun = head_of(tail, lang)
    written = text[quantity.start : quantity.end]
    is_year = re.fullmatch(r"(?:19|20)\d\d", written) is not None
    lone = not quantity.digits and quantity.high <= 2
    if (is_year or lone) and noun not in ("person", "record", "measure"):
        return ""
    return noun


def _is_labelled(before: str, after: str, lang: str) -> bool:
    """Whether the number is money, an age, an ordinal, a time, a formation's, or part of a name."""
    words = vocabulary(lang, "tolls_cues")
    aged = re.search(any_of(words["age_nouns"]) + r"\s*$", before)
    endings = "|".join(ending.replace("*", r"\w*") for ending in words["ordinals"])
    ordinal = re.match(rf"-?(?:{endings})(?!\w)", after)
    formation = re.match(r"\s+" + any_of(words["formations"]), after)
    return bool(aged or ordinal or formation or _MONEY_OR_NUMBER.search(before) or _NO_COUNT.match(after))


def demonym(text: str, quantity: Quantity, lang: str) -> str:
    """ "43,000 Vellanders": a capital plural, or a noun with the ending of a country's people."""
    word = re.match(r"\s+([^\W\d]{4,})", text[quantity.end :])
    if word is None:
        return ""
    capital = word[1][0].isupper() and word[1].endswith("s") and lang == "en"
    known = re.search(vocabulary(lang, "tolls_cues")["demonym_noun"], flat(word[1]))
    return "person" if capital or known else ""


def is_apposed_age(quantity: Quantity, text: str) -> bool:
    """ "Roman Dubrava, 33, and …": a small number between commas behind a name."""
    behind_name = re.search(r"[^\W\d_]\w+ [A-ZА-ЯЁІЇЄҐ][\w'’-]+,\s*$", text[: quantity.outer])
    closed = re.match(r"\s*(?:[,.;)]|$)", text[quantity.end :])
    return bool(behind_name and closed and quantity.high <= _OLDEST)


def _is_age_limit(before: str, lang: str) -> bool:
    """ "Men under 50": a bound right behind a noun of people."""
    words = before.split()
    noun_or_copula = re.compile(pattern(lang, "persons").pattern + "|" + pattern(lang, "age_before").pattern)
    return bool(words) and noun_or_copula.fullmatch(words[-1]) is not None


def head_of(tail: str, lang: str) -> str:
    """The kind of the noun that heads the words after a number."""
    phrase = tail.lstrip()
    if owner := pattern(lang, "owners").match(phrase):
        phrase = phrase[owner.end() :].lstrip()
    function = pattern(lang, "function")
    if not phrase or phrase.startswith("·") or function.match(phrase):
        return "bare"
    end = function.search(phrase)
    phrase = phrase[: min(end.start() if end else len(phrase), _nth_word(phrase, 6))].split("·")[0]
    found = [(cue.start, -cue.end, kind) for section, kind in _NOUNS for cue in lexicon(lang, section).find(phrase)]
    measures = lexicon(lang, "measures").find(phrase)
    if found:
        kind = (max(found) if lang == "en" else min(found))[2]
        return "" if kind == "unit" else kind
    return "measure" if measures else ""


def _nth_word(text: str, count: int) -> int:
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    return ends[min(count, len(ends)) - 1] if ends else 0
