"""Surnames of those whom a text names by the given name alone: that of a brother, or of the family it names.

Invariant: only a dead man without a surname takes one, and only one that the text holds.
"""

from __future__ import annotations

import re

from everyname.domain.words import Role
from everyname.extract.names.families import borne_by, of_a_man
from everyname.extract.names.parts import analyser, given_readings
from everyname.extract.names.persons import kindred
from everyname.extract.roles.evidence import DEAD_FROM, Evidence
from everyname.extract.roles.scene import Occurrence, Scene

_SAME_NAME = ("сын", "муж", "супруг", "чолов")
_WOMEN = ("wife", "sister", "daughter")
_UNSURE = ("vanished", "never", "missing", "disappeared")
_HIS_KIN = re.compile(
    r"(?:(?<!\w)(?:his|her|their|whose)|['’]s) (?:[a-z-]+ ){0,2}"
    r"(?P<noun>husband|son|brother|father|grandson|wife|sister|daughter),? $",
    re.I,
)
_OF_WOMAN = re.compile(r"(?<=[oe]v)a$|(?<=sk)(aya)$")
_NOUN_MOST = 24
_HERS, _HERS_MOST = re.compile(r"(?<!\w)(?:её|ее) (?:(?:\w+ ){0,2}(?:муж|сын|супруг) )?$", re.I), 40
_OPENS = re.compile(r"\W{0,3}(?:[А-ЯЁІЇЄҐ][а-яёіїєґ]+ (?:[а-яёіїєґ]+ )?)??([А-ЯЁІЇЄҐ][а-яёіїєґ']+) (?=[а-яёіїєґ])")
_SON_MOST = 60
_REACH = 300  # characters back to the man whose brother is named
_HOUSE = (
    r"семь(?:я|и|е|ю|ей|ёй|ям)|братья(?:м|ми|х)?|братьев|родител(?:и|ей|ям|ями)|супруг(?:и|ов|ам)|близнец(?:ы|ов|ам)|"
    r"дом(?:е)?|родин(?:а|и|і|у|ою)|сім'(?:я|ї|ю|єю)|брат(?:и|ів|ам)|батьк(?:и|ів|ам)|подружжя"
)
_AT = r"у|к|ко|навестил[аи]?|посетил[аи]?|проведал[аи]?|обнял[аи]?"
_HOME = re.compile(
    rf"(?<!\w)(?i:{_AT}) ([А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н|[сц]к)(?:ых|им|ым|их))"
    r"(?!\w| [А-ЯЁ]| \w+(?:ов|ев|ей|ам|ям)(?!\w))"
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
        if scene.lang == "en" and (owner := _owner(scene, occurrence)):
            person.surname = owner
            continue
        if scene.kin_before(occurrence) or _son(scene, occurrence) or (one and not scene.friend_before(occurrence)):
            earlier = [scene.persons[o.person] for o in scene.within(occurrence.start - _REACH, occurrence.start)]
            family = [p.surname for p in earlier if p.surname and p.sex == person.sex] or _of_kin(scene, occurrence)
            if titled and not family and evidence[occurrence.person].died:
                family = list({borne_by(f, person.sex) for f in families})
            person.surname = family[-1] if family else ""
        if not person.surname and person.patronymic:
            person.surname = _surname_next(scene, occurrence)
        if not person.surname and person.sex == "m" and not scene.friend_before(occurrence):
            person.surname = family_named(scene.text)


def _son(scene: Scene, one: Occurrence) -> bool:
    """«Сын депутата Ивана Зуева Олег», «погиб сын моей подруги Веры Лапиной, Олег»."""
    part = scene.sentences[one.sentence]
    nouns = scene.titles_within(max(part.start, one.start - _SON_MOST), one.start)
    return any(t.kind == "kin" and t.text.startswith(_SAME_NAME) for t in nouns)


def _owner(scene: Scene, one: Occurrence) -> str:
    """«Anna Lys lost her husband, Petro», «Binod Rai, whose brother Kamal»: English, the surname of whose kin he is."""
    his = _HIS_KIN.search(scene.text, max(0, one.start - _SON_MOST), one.start)
    if his is None or any(c.text.startswith(_UNSURE) for c in scene.cues_within(one.end, one.end + _SON_MOST)):
        return ""  # «her husband Taras vanished»
    owner = scene.previous(his.start() + 1)
    if owner is None or owner.sentence < one.sentence - 1:
        return ""
    surname = scene.persons[owner.person].surname
    return surname if his["noun"] in _WOMEN else _OF_WOMAN.sub(lambda m: "y" if m[1] else "", surname)


def _of_kin(scene: Scene, one: Occurrence) -> list[str]:
    """«Любовь Сотникова потеряла сына Петра», «вслед за братом Ильёй погиб Пётр Сотников»: the one family told here."""
    noun = (scene.text[max(0, one.start - _NOUN_MOST) : one.start].casefold().split() or [""])[-1]
    here = [scene.persons[o.person] for o in scene.in_sentence(one.sentence) if o.person != one.person]
    sex = scene.persons[one.person].sex
    own = noun.startswith(_SAME_NAME) or _son(scene, one)
    found = {borne_by(p.surname, sex) for p in here if p.surname and (p.sex == sex or own)}
    found = found or _of_her(scene, one)
    return list(found) if len(found) == 1 and "" not in found else []


def _surname_next(scene: Scene, one: Occurrence) -> str:
    """«Не стало Олега Борисовича. Ширшов вёл физкультуру»: a bare surname that opens the next sentence."""
    if one.sentence + 1 >= len(scene.sentences):
        return ""
    part = scene.sentences[one.sentence + 1]
    match = _OPENS.match(scene.text, part.start, part.end)
    if match is None or scene.lang == "en":
        return ""
    tag = analyser(scene.lang).parse(match[1])[0].tag
    sex = "masc" if scene.persons[one.person].sex == "m" else "femn"
    return match[1] if {"Surn", "nomn", sex} <= tag.grammemes else ""


def _of_her(scene: Scene, one: Occurrence) -> set[str]:
    """«Анна Белова, учительница. Её муж Сергей погиб»: the woman who leads the sentence before."""
    if not _HERS.search(scene.text, max(0, one.start - _HERS_MOST), one.start) or one.sentence == 0:
        return set()
    women = [o for o in scene.in_sentence(one.sentence - 1) if scene.persons[o.person].sex == "f"]
    leads = len(women) == 1 and "n" in women[0].cases and women[0].title != "kin"
    surname = scene.persons[women[0].person].surname if leads else ""
    return {borne_by(surname, scene.persons[one.person].sex)} if surname else set()


def family_named(text: str) -> str:
    """The surname of the one family that a text names, as its men bear it; empty when it names none or several."""
    named = {of_a_man(m[1]) for m in _FAMILY.finditer(text) if m[1][:1].isupper()} - {""}
    named |= {of_a_man(m[1]) for m in _HOME.finditer(text)} - {""}
    named |= {m[1] for m in _ENGLISH.finditer(text) if not given_readings(m[1])}
    return named.pop() if len(named) == 1 else ""
