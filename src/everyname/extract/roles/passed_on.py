"""Titles that pass from one name to the next: kin in apposition, several officials, the families of several men.

Invariant: a title passes on only within a sentence, to the very next name, in one case.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from everyname.extract.names.parts import noun_cases
from everyname.extract.roles.cues import Cue

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Occurrence, Scene

_APPOSED = re.compile(r", (?:(?:его|ее|её|його|її|родная|родной) )?")
_APPOSED_WITH_ARTICLE = re.compile(r", (?:(?:the|a|an) )?(?:[a-z-]+ )?")
_AND = re.compile(r" (?:и|та|й|і|and) ")
_COMMA = re.compile(r",? ")
_OF_MANY_KIN = ("families", "relatives", "parents", "loved ones", "widows", "wives", "mothers")
_AND_ALSO = re.compile(r"(?: \(\d\d\)|, \d\d(?=,))?(?:, (?:and )?| and )")
OFFICES = ("official", "author")
_PLURAL_NOUN = ("ы", "и", "ов", "ам", "ами", "ями", "ей")
_ENUMERATED = re.compile(r", | (?:и|та|й|і) ")


def passed_on(scene: Scene, before: Occurrence | None, one: Occurrence, title: Cue | None) -> Cue | None:
    """Kin in apposition: «Ольга, супруга рядового Антона», «сестра Антона, Ольга»: she is the kin, he is not."""
    if before is None or before.sentence != one.sentence:
        return title
    if title and title.kind == "of_kin" and scene.lang == "en" and not before.title:
        if _APPOSED_WITH_ARTICLE.fullmatch(scene.text, before.end, title.start):  # «Ludmyla, the mother of soldier A»
            before.title, before.title_at, before.noun = "kin", title.start, title.text
        return title
    if title and title.kind in ("kin", "of_kin") and _APPOSED.fullmatch(scene.text, before.end, title.start):
        noun = noun_cases(title.text.split()[0])
        if "g" in one.cases and (not noun or set(noun) & set(before.cases)) and not before.title:
            before.title, before.title_at, before.noun = "kin", title.start, title.text
            return replace(title, kind="of_kin")
    if title is None and before.title == "kin" and _AND.fullmatch(scene.text, before.end, one.start):
        return Cue("kin", before.title_at, before.title_at, before.noun, False, False)  # «матери, А и Б»
    listed = title is None and _of_several(before) and bool(set(before.cases) & set(one.cases))
    if listed and _ENUMERATED.fullmatch(scene.text, before.end, one.start):
        return Cue(before.title, before.title_at, before.title_at, before.noun, False, False)  # «депутаты А, Б и В»
    of_many = title is None and before.title == "of_kin" and before.noun.startswith(_OF_MANY_KIN)
    if of_many and _AND_ALSO.fullmatch(scene.text, before.end, one.start):
        return Cue("of_kin", before.title_at, before.title_at, before.noun, False, False)  # «families of A, B and C»
    if title is None and before.title == "of_kin" and _COMMA.fullmatch(scene.text, before.end, one.start):
        noun = noun_cases(before.noun.split()[0])
        if not noun or set(noun) & set(one.cases):
            return Cue("kin", before.title_at, before.title_at, before.noun, False, False)
    return title


def _of_several(one: Occurrence) -> bool:
    """Whether the name bears the title of several officials: «депутаты А, Б и В»."""
    return one.title in OFFICES and one.noun.split()[0].endswith(_PLURAL_NOUN)
