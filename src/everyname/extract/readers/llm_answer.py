"""What a language model is asked for: the schema of its answer, and the answer made into a reading.

Invariant: a value enters the reading only when its quote stands in the text letter by letter, its normal form is valid
and does not contradict the quote; what is thrown away is counted. Nothing is told as sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from everyname.domain import edtf
from everyname.domain.names import fold
from everyname.domain.words import Category, Occasion, Property, Role
from everyname.extract.language import language
from everyname.extract.reading import UNMEASURED, PersonReading, Proposal, Reading
from everyname.extract.spans import find_all
from everyname.extract.told import tell

_NAME = (Property.SURNAME, Property.GIVEN, Property.PATRONYMIC)
_DATES = (Property.BIRTH, Property.DEATH, Property.BURIAL)
_DEATHS = (Property.DEATH, Property.BURIAL, Property.DEATH_PLACE)
_STEM = 3  # letters that a name and its quote begin with alike, whatever the case
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d+")
_LONGEST = 200  # characters of a value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Grounded(_Strict):
    """A value and the words it was read from."""

    value: str
    quote: str


class Person(_Strict):
    """One person of the answer; every field is there, null where the text says nothing."""

    role: Literal[
        "dead", "dead_other", "missing", "prisoner", "living", "official", "kin", "author", "comrade", "unclear"
    ]
    role_quote: str
    occasion: Literal[
        "announcement", "funeral", "list", "award", "plaque", "anniversary", "reburial", "court", "article"
    ]
    surname: Grounded | None
    given: Grounded | None
    patronymic: Grounded | None
    nom_de_guerre: Grounded | None
    birth: Grounded | None
    age: Grounded | None
    death: Grounded | None
    burial: Grounded | None
    rank: Grounded | None
    unit: Grounded | None
    settlement: Grounded | None
    region: Grounded | None
    death_place: Grounded | None
    category: list[Grounded]
    awards: list[Grounded]


class Answer(_Strict):
    """The whole answer."""

    is_war_death: bool
    persons: list[Person]


def to_reading(answer: Answer, text: str, reader: str, published: date | None = None) -> Reading:
    """The answer as a reading of ``text``; ``extra["dropped"]`` counts the values thrown away."""
    lang = language(text)
    found = [_Grounding(text, reader, lang, published).person(p) for p in answer.persons]
    persons = tuple(person for person, _ in found if person is not None)
    dropped = sum(lost for _, lost in found)
    kind = "death_notice" if answer.is_war_death else "other"
    return Reading(answer.is_war_death, lang, kind, persons, reader, extra={"dropped": dropped})


class _Grounding:
    """Finds the quotes of one person in the text, near his name where they stand more than once."""

    def __init__(self, text: str, reader: str, lang: str, published: date | None) -> None:
        self.text, self.reader, self.lang, self.published = text, reader, lang, published
        self.dropped, self.near = 0, 0

    def person(self, person: Person) -> tuple[PersonReading | None, int]:
        """The person with what of him is grounded, ``None`` without a name; and how much was thrown away."""
        name: list[Proposal] = []
        for prop in _NAME:
            if part := self._proposal(prop, getattr(person, prop)):
                name.append(part)
                self.near = name[0].span[0]
        if not name:
            return None, self.dropped + 1
        role = Role(person.role)
        if self._span(person.role_quote) is None:
            role, self.dropped = Role.UNCLEAR, self.dropped + 1
        rest = [p for p in self._fields(person) if role in (Role.DEAD, Role.DEAD_OTHER) or p.property not in _DEATHS]
        start, end = name[0].span if len(name) == 1 else (min(p.span[0] for p in name), max(p.span[1] for p in name))
        full = self._made(Property.FULL_NAME, " ".join(p.value for p in name), (start, end))
        reasons = (tell("quoted", person.role_quote),) if role is not Role.UNCLEAR else ()
        proposals = (full, *name, *rest)
        return PersonReading(role, Occasion(person.occasion), proposals, UNMEASURED, reasons), self.dropped

    def _fields(self, person: Person) -> Iterator[Proposal]:
        for prop in Property:
            if prop in _NAME or prop not in Person.model_fields:
                continue
            said = getattr(person, prop)
            for item in said if isinstance(said, list) else [said]:
                if proposal := self._proposal(prop, item):
                    yield proposal

    def _proposal(self, prop: Property, said: Grounded | None) -> Proposal | None:
        if said is None:
            return None
        span, value = self._span(said.quote), " ".join(said.value.split())
        if span is None or not is_normal(prop, value) or not self._borne_out(prop, value, said.quote):
            self.dropped += 1
            return None
        return self._made(prop, value, span)

    def _borne_out(self, prop: Property, value: str, quote: str) -> bool:
        """Whether the quote says something of this kind, and nothing else: no other name, number or year."""
        if prop in _NAME:
            return any(word.startswith(fold(value)[:_STEM]) for word in fold(quote).split())
        numbers = _NUMBER.findall(quote)
        if prop is Property.AGE:
            return value in (numbers or self._read("age", quote))
        if prop not in _DATES:
            return True
        years = _YEAR.findall(quote)
        return any(year in value for year in years) if years else bool(numbers or self._read("date", quote))

    def _read(self, kind: str, quote: str) -> list[str]:
        """What the rules read in a quote without figures: «тридцать четыре года», «вчера»."""
        return [f.value for f in find_all(quote, self.lang, self.published) if f.kind == kind]

    def _made(self, prop: Property, value: str, span: tuple[int, int]) -> Proposal:
        quote = self.text[slice(*span)]
        derived = prop in _DATES and value[:4] not in quote
        return Proposal(prop, value, quote, span, self.reader, UNMEASURED, derived)

    def _span(self, quote: str) -> tuple[int, int] | None:
        """The place of the quote, as whole words, that is nearest to the name."""
        if not quote.strip():
            return None
        spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", self.text)]
        return min(spans, key=lambda span: abs(span[0] - self.near), default=None)


def is_normal(prop: Property, value: str) -> bool:
    """Whether a value has the form that its property needs."""
    if not 0 < len(value) <= _LONGEST:
        return False
    if prop in _DATES:
        return edtf.is_valid(value)
    if prop is Property.AGE:
        return value.isdecimal() and 0 < int(value) < 120
    return prop is not Property.CATEGORY or value in list(Category)
