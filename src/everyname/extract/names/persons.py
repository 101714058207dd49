"""Mentions gathered into persons: the man named in full here, by given name and patronymic there.

Invariant: every mention belongs to at most one person; two full names that differ never meet in one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from everyname.extract.names.lexicon import english_shorts, fold
from everyname.extract.names.mentions import Mention
from everyname.extract.names.parts import full_names as listed_names

_ENDING = re.compile(r"(?:ая|ий|ый|а|я|ська|ський|(?<=[nv])a|sk(?:aya|aia|a|yi|yy|iy|ii|y|i))$")
_Y_SPELT = re.compile(r"(?<=[a-z])(?:ii|iy|yy|ij|yj|yi|y|i)$")  # «Vitalii», «Vitaliy», «Vitaly»
_NICKNAME = 4  # letters of a surname that its short form keeps
_RECENT = 8  # mentions of a person that are looked back at


@dataclass(slots=True)
class Person:
    """One person of the text; parts are nominative, ``mentions`` in the order of the text."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    sex: str = ""
    mentions: list[Mention] = field(default_factory=list)
    patronymic_at: Mention | None = None

    @property
    def callsign(self) -> str:
        """The call sign that stood inside the name."""
        return next((m.callsign for m in self.mentions if m.callsign), "")

    def take(self, mention: Mention) -> None:
        """Add a mention that names this person, learning the parts it adds."""
        self.mentions.append(mention)
        self.surname = self.surname or mention.surname
        if _fuller(mention.given, self.given):
            self.given = mention.given
        if mention.patronymic and (not self.patronymic or self.patronymic.endswith(".")):
            self.patronymic, self.patronymic_at = mention.patronymic, mention
        self.sex = self.sex or mention.sex


class Cast:
    """The persons of one text, found by name in constant time."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.persons: list[Person] = []
        self._full: dict[tuple[str, str], list[Person]] = {}
        self._surname: dict[str, list[Person]] = {}
        self._given: dict[str, list[Person]] = {}
        loose = []
        for mention in mentions:
            if mention.is_full:
                self._take_full(mention)
            else:
                loose.append(mention)
        for mention in loose:
            self._take_loose(mention)
        for person in self.persons:
            person.mentions.sort(key=lambda m: m.start)

    def _take_full(self, mention: Mention) -> None:
        surname, given = _key(mention.surname), _key(mention.given)
        alike = self._full.setdefault((surname, given), [])
        person = next((p for p in reversed(alike) if _fits(p, mention)), None)
        person = person or self._same_initial(mention) or self._nicknamed(mention)
        if person is None:
            person = Person()
            self.persons.append(person)
            self._surname.setdefault(surname, []).append(person)
        person.take(mention)
        if person not in alike[-_RECENT:]:
            alike.append(person)
        self._know_given(person, mention.given)

    def _know_given(self, person: Person, given: str) -> None:
        for name in {_key(given), *(_key(full) for full in full_names(given))}:
            known = self._given.setdefault(name, [])
            if person not in known[-4:]:
                known.append(person)

    def _same_initial(self, mention: Mention) -> Person | None:
        for person in self._surname.get(_key(mention.surname), ())[-8:]:
            one, other = person.given, mention.given
            if not _fits(person, mention):
                continue  # «Иван Гордеевич Шибанов … правнук, Шибанов Иван Леонидович»
            if ("." in one or "." in other) and one[:1] == other[:1]:
                return person
            if set(_full_or_self(one)) & set(_full_or_self(other)):
                return person
        return None

    def _nicknamed(self, mention: Mention) -> Person | None:
        """«Макаров Александр, Саня Макар»: a short form with a surname cut short."""
        names, cut = set(_full_or_self(mention.given)), fold(mention.surname)
        if len(names) < 2 or len(cut) < _NICKNAME:
            return None
        alike = (p for p in self.persons[-_RECENT:] if p.surname and fold(p.surname).startswith(cut))
        return next((p for p in alike if _key(p.given) in names), None)

    def _take_loose(self, mention: Mention) -> None:
        person = next((p for p in self._candidates(mention) if _fits(p, mention)), None)
        if person is None:
            person = Person()
            self.persons.append(person)
            if mention.given:
                self._know_given(person, mention.given)
            if mention.surname:
                self._surname.setdefault(_key(mention.surname), []).append(person)
        person.take(mention)

    def _candidates(self, mention: Mention) -> Iterator[Person]:
        """Persons the mention may name, the nearest before it first, then those after it."""
        if mention.surname:
            found = self._surname.get(_key(mention.surname), [])
        else:
            names = {_key(mention.given), *(_key(n) for n in full_names(mention.given))}
            found = [p for name in sorted(names) for p in self._given.get(name, ())]
        recent = found[-64:] if len(found) > 64 else found
        yield from sorted(recent, key=lambda p: _distance(p, mention))


def _key(name: str) -> str:
    """A name as it is looked up: one key for the spellings of one ending in Latin letters."""
    low = fold(name)
    return _Y_SPELT.sub("y", low).replace("y", "i") if low.isascii() else low  # «Vladyslav», «Vladislav»


def full_names(short: str) -> tuple[str, ...]:
    """The full names a short form may stand for in this text: «Саша», «Dan»."""
    return (*listed_names(short), *english_shorts().get(fold(short), ()))


def _distance(person: Person, mention: Mention) -> int:
    """Characters back to the person's last mentions; one who comes later is further than all before."""
    known = (*person.mentions[:1], *person.mentions[-_RECENT:])
    before = [mention.start - m.start for m in known if m.start < mention.start]
    return min(before, default=1_000_000 + min(abs(mention.start - m.start) for m in known))


def _fits(person: Person, mention: Mention) -> bool:
    if mention.patronymic and person.patronymic and fold(person.patronymic) != fold(mention.patronymic):
        return person.patronymic.endswith(".") and person.patronymic[0] == mention.patronymic[0]
    return not (mention.sex and person.sex and mention.sex != person.sex and mention.given)


def _fuller(new: str, old: str) -> bool:
    """Whether a spelling of the given name says more than the one known."""
    if not old or (old.endswith(".") and new and not new.endswith(".")):
        return True
    return bool(full_names(old)) and bool(new) and not full_names(new) and not new.endswith(".")


def _full_or_self(name: str) -> tuple[str, ...]:
    return (_key(name), *(_key(n) for n in full_names(name)))


def related(one: Person, other: Person) -> bool:
    """Whether two persons bear one surname, in the man's or the woman's form."""
    return bool(one.surname and other.surname) and kindred(one.surname) == kindred(other.surname)


def kindred(surname: str) -> str:
    """What man's and woman's form of a surname share."""
    return _ENDING.sub("", fold(surname))
