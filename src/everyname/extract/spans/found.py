"""One typed span: what was found, where, in which normal form, and what is locally certain about it.

Invariant: ``0 <= start < end <= len(text)`` of the canonical text, and ``value`` follows from ``text[start:end]``
(and, when ``derived``, from the date of publication or from an earlier date of the same text).

Kinds, their values and their attrs (an attr is absent when nothing is certain):

==========  ==================================================================================================
kind        value; attrs
==========  ==================================================================================================
date        EDTF. ``form``: numeric, words, month, year, day, relative, weekday, span, ago, anchored, feast,
            anniversary, range. ``year``: stated or derived. ``past`` and ``nearest``: the two readings of a date
            without a year (the last one not later than the publication; the nearest to it); value is ``past``
            unless the cue is ``burial`` or the day is a few weeks ahead and no cue says otherwise. ``context``:
            the reading with the year of the date before. ``role``: birth, death or burial when the words around
            leave no doubt. ``cue``: the nearest event word of the clause (birth, death, burial, callup, award,
            missing, memory, wound, transport) and ``cue_distance``: characters between, more over commas.
            ``pair``: birth or death, one half of «birth – death».
age         whole years. ``form``: years, letniy, year_of_life, would_be, told, word, bare (a number alone between
            commas). ``approx``: 1.
rank        nominative singular, lower case. ``class``: private, nco, warrant, junior_officer, senior_officer,
            general. ``plural``: 1 when it belongs to several men. ``guards``: 1. ``reserve``: 1.
unit        nominative, abbreviations opened. ``form``: military_unit_number, numbered, abbreviation, named.
category    a code of ``everyname.domain.words.Category``. ``cue``: the form of the word in the vocabulary.
award       nominative. ``count`` when several of one kind. ``named_for``: 1 for «представлен к».
settlement  nominative. ``type``: село, город, район… ``cue``: home, born, buried, death, near, in, field, type.
            ``support``: what spoke for the name. ``event``, ``event_distance``: the nearest event word of the
            clause. ``case``: nom, gen, dat, acc, ins, loc. ``form``: name, adjective, demonym, district,
            capital. ``known``: 1 when in the gazetteer; ``size``: digits of the largest population known.
            ``candidates``: other nominatives, joined with «|». ``regions``: regions that have a place of this
            name, joined with «|»; ``country``: ru or ua when they leave no doubt. ``elided``: 1 for «из Охинского».
region      the short official name. ``form``: name, adjective, demonym, byname, abbreviation. ``cue`` as above.
area        a theatre of war that is no region, such as Донбасс. ``cue`` as above.
front       «Запорожское направление»: no place of death, but a sign of one.
==========  ==================================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """One typed span of the canonical text."""

    kind: str
    value: str
    start: int
    end: int
    rule: str
    confidence: float
    derived: bool = False
    attrs: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
