"""Given name, patronymic and surname that agree in sex and case: the frames of a name and what a surname allows.

Invariant: a frame's cases are those that every part of it may stand in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from everyname.extract.names.endings import CLOSED_GIVEN
from everyname.extract.names.lexicon import fold, names_in_ukrainian
from everyname.extract.names.paradigms import surname_forms
from everyname.extract.names.parts import Reading, given_readings, noun_cases, patronymic_readings
from everyname.extract.names.runs import Run
from everyname.extract.names.unlisted import as_written
from everyname.extract.tokens import Token

_UKRAINIAN = 3.0  # «Данилу» is «Данило» there, not «Данил»
_LIKELIHOOD = 0.4  # how much the likeliest nominative of the surname counts for the reading that allows it
_RARELY_CALLED = 3.0  # a vocative is rarer than any other case of the same form
_RARE_WOMEN = 0.5  # most of whom notices name are men
_OBLIQUE_LEFT = frozenset(("го", "та", "ра", "на", "ля", "ка", "ли", "ну", "му", "ту", "ом", "ым", "им"))
_OBLIQUE = ("ова", "ева", "ёва", "ина", "ына", "овым", "евым", "иным", "ским", "цким")  # of a man's surname
_WOMANS = ("ова", "ева", "ёва")
_NO_CASES = "еиоуыэю"
Frame = tuple[str, str, str, str]  # given, patronymic, sex, cases


@lru_cache(maxsize=1 << 14)
def frames_of(given: str, patronymic: str, lang: str) -> tuple[tuple[Frame, float], ...]:
    """Readings of given name and patronymic (empty: absent) together that agree in sex and case."""
    fathers = patronymic_readings(patronymic) if patronymic else ()
    if not given:
        return () if fathers else ((("", "", "m", "ngdail"), 0.8), (("", "", "f", "ngdail"), 0.5))
    names = given_readings(given)
    if lang == "uk":
        names = tuple(replace(r, weight=r.weight + _UKRAINIAN) if _is_ukrainian(r.base) else r for r in names)
    if not fathers:
        return tuple(((r.base, "", r.sex, r.cases), r.weight - (_RARE_WOMEN if r.sex == "f" else 0.0)) for r in names)
    found = []
    for father in fathers:
        for name in names:
            shared = "".join(c for c in name.cases if c in father.cases)
            if name.sex == father.sex and shared:
                found.append(((name.base, father.base, name.sex, shared), name.weight + father.weight))
        if not found:
            found.append(((_unlisted(given, father), father.base, father.sex, father.cases), father.weight))
    return tuple(found)


def _is_ukrainian(name: str) -> bool:
    """Whether a name has another form in Russian, from which its cases do not differ."""
    key, listed = fold(name), names_in_ukrainian()
    foreign = key not in listed and key[:-1] in listed  # «Едуардо»
    return (key.endswith("о") and not foreign) or key in CLOSED_GIVEN


def _unlisted(word: str, father: Reading) -> str:
    """A given name no list knows, put into the nominative by its patronymic's case."""
    if father.cases == "n":
        return as_written(word)
    forms = [b for b, cases, _ in surname_forms(fold(word), father.sex, "ru") if father.cases[0] in cases]
    return forms[0].capitalize() if forms else as_written(word)


def agree(frame: tuple[Frame, float], surname: Token | None, run: Run, lang: str) -> tuple[Frame, float]:
    """The frame with the cases its surname allows; the case of the likeliest surname first when all are open."""
    (given, patronymic, sex, cases), weight = frame
    if run.left and run.left[-2:] in _OBLIQUE_LEFT and "n" in cases and sex == "f":
        weight -= 1.5
    if run.ranked and sex == "f":
        weight -= 0.8
    if surname is None:
        return (given, patronymic, sex, cases), weight
    allowed, likely = _allowed(surname.text, sex, cases, lang)
    if not allowed:
        return (given, patronymic, sex, cases), weight - 1.2
    weight -= _RARELY_CALLED if allowed == "v" != cases else 0.0
    return (given, patronymic, sex, allowed), weight + 0.5 + _LIKELIHOOD * min(likely, 2.0)


def own_case(surname: str, sex: str, cases: str, lang: str) -> str:
    """The case of a surname beside given name and patronymic; its own where the writer slipped.

    «в память о Сергее Николаевиче Лучинкина»: no man's surname ends so in the nominative.
    """
    if sex != "m" or not surname.lower().endswith(_WOMANS if cases[0] == "n" else _OBLIQUE):
        return cases[0]  # «Сергей Николаевич Калина»
    readings = surname_forms(fold(surname).rpartition("-")[2], sex, lang)
    if cases[0] != "n" and any(set(r[1]) & set(cases) for r in readings):
        return cases[0]
    return max(readings, key=lambda r: r[2])[1][0] if readings else cases[0]


def with_cases(frame: tuple[Frame, float], surname: str, run: Run, lang: str) -> tuple[Frame, float]:
    """«рядового Бато Цыренова», «о гибели Ай-Херел Куулара»: a given name that shows no case."""
    (given, patronymic, sex, cases), weight = frame
    if sex == "m" and cases == "n" and _declined_alone(surname, given, run, lang):
        return (given, patronymic, sex, "gdail"), weight
    return frame


def _declined_alone(surname: str, given: str, run: Run, lang: str) -> bool:
    """Whether a man's surname stands in a case that his given name, which has no cases, does not show."""
    if surname.isascii() or lang == "uk":
        return False
    if surname.lower().endswith(_OBLIQUE):
        return given[-1] not in "аяь"
    if given[-1] not in _NO_CASES and "-" not in given:
        return False
    wanted = noun_cases(run.left) if run.left else ""
    return bool(wanted) and "n" not in wanted


@lru_cache(maxsize=1 << 15)
def _allowed(surname: str, sex: str, cases: str, lang: str) -> tuple[str, float]:
    """Those of the cases a surname may stand in, and the weight of its likeliest reading; empty when there are none."""
    readings = surname_forms(fold(surname).rpartition("-")[2], sex, lang)
    fitting = [(w, shared) for _, c, w in readings if (shared := "".join(x for x in cases if x in c))]
    if not fitting:
        return "", 0.0
    every = "".join(dict.fromkeys("".join(shared for _, shared in fitting)))
    if len(cases) > 4:
        likeliest = max(fitting, key=lambda f: (f[0], "n" in f[1]))[1]
        every = likeliest + "".join(c for c in every if c not in likeliest)
    return every, max(w for w, _ in fitting)
