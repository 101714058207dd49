"""Surnames of those whom a text names by the given name alone: that of a brother, or of the family it names.

Invariant: only a dead man without a surname takes one, and only one that the text holds.
"""

from __future__ import annotations

import re

from everyname.domain.words import Role
from everyname.extract.names.families import borne_by, of_a_man
from everyname.extract.names.parts import given_readings
from everyname.extract.names.persons import kindred
from everyname.extract.roles.evidence import DEAD_FROM, Evidence
from everyname.extract.roles.scene import Occurrence, Scene

_SAME_NAME = ("сын", "муж", "супруг", "чолов")
_NOUN_MOST = 24
_SON_MOST = 60
_REACH = 300  # characters back to the man whose brother is named
_HOUSE = (
    r"семь(?:я|и|е|ю|ей|ёй|ям)|братья(?:м|ми|х)?|братьев|родител(?:и|ей|ям|ями)|супруг(?:и|ов|ам)|близнец(?:ы|ов|ам)|"
    r"дом(?:е)?|родин(?:а|и|і|у|ою)|сім'(?:я|ї|ю|єю)|брат(?:и|ів|ам)|батьк(?:и|ів|ам)|подружжя"
)
_FAMILY = re.compile(rf"(?<!\w)(?i:{_HOUSE}) ([А-ЯЁІЇЄҐ][а-яёіїєґ']+)(?!\w| [А-ЯЁІЇЄҐ])")
_ENGLISH = re.compile(r"(?<!\w)the ([A-Z][a-z]+) (?:family|brothers|twins)(?!\w)")


def share_family(scene: Scene, evidence: list[Evidence]) -> None:
    """«…Виталий Х. погиб; его брат Кирилл убит…»: a brother without a surname has that of the man before him.

    So has a dead man named by his first name alone where all whom the text names in full are one family, or where it
    names one family («соболезнуем семье Карповых»).
    """
    families = [p.surname for p in scene.persons if p.surname]
    kin_told = any(o.title == "kin" for o in scene.occurrences)
    titled = bool(families) and all(o.title == "kin" for o in scene.occurrences if scene.persons[o.person].surname)
    one = (len(families) > 1 or titled) and len({kindred(f) for f in families}) == 1 and kin_told
    for occurrence in scene.occurrences:
        person = scene.persons[occurrence.person]
        if person.surname or evidence[occurrence.person].weights[Role.DEAD] < DEAD_FROM:
            continue
        if scene.kin_before(occurrence) or _son(scene, occurrence) or (one and not scene.friend_before(occurrence)):
            earlier = [scene.persons[o.person] for o in scene.within(occurrence.start - _REACH, occurrence.start)]
            family = [p.surname for p in earlier if p.surname and p.sex == person.sex] or _of_kin(scene, occurrence)
            if titled and not family and evidence[occurrence.person].died:
                family = list({borne_by(f, person.sex) for f in families})
            person.surname = family[-1] if family else ""
        if not person.surname and person.sex == "m" and not scene.friend_before(occurrence):
            person.surname = family_named(scene.text)


def _son(scene: Scene, one: Occurrence) -> bool:
    """«Сын депутата Ивана Зуева Олег», «погиб сын моей подруги Веры Лапиной, Олег»."""
    part = scene.sentences[one.sentence]
    nouns = scene.titles_within(max(part.start, one.start - _SON_MOST), one.start)
    return any(t.kind == "kin" and t.text.startswith(_SAME_NAME) for t in nouns)


def _of_kin(scene: Scene, one: Occurrence) -> list[str]:
    """«Любовь Сотникова потеряла сына Петра», «вслед за братом Ильёй погиб Пётр Сотников»: the one family told here."""
    noun = (scene.text[max(0, one.start - _NOUN_MOST) : one.start].casefold().split() or [""])[-1]
    here = [scene.persons[o.person] for o in scene.in_sentence(one.sentence) if o.person != one.person]
    sex = scene.persons[one.person].sex
    own = noun.startswith(_SAME_NAME) or _son(scene, one)
    found = {borne_by(p.surname, sex) for p in here if p.surname and (p.sex == sex or own)}
    return list(found) if len(found) == 1 and "" not in found else []


def family_named(text: str) -> str:
    """The surname of the one family that a text names, as its men bear it; empty when it names none or several."""
    named = {of_a_man(m[1]) for m in _FAMILY.finditer(text) if m[1][:1].isupper()} - {""}
    named |= {m[1] for m in _ENGLISH.finditer(text) if not given_readings(m[1])}
    return named.pop() if len(named) == 1 else ""
