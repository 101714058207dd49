"""A man's facts as words that a template can hold: names in their cases, dates in three languages.

Invariant: every form of a name that is produced here is one of ``inflect.forms``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from everyname.sample import inflect
from everyname.sample.people import Man


def age(man: Man) -> int:
    """Full years at death."""
    born, died = date.fromisoformat(man.birth), date.fromisoformat(man.death)
    return died.year - born.year - ((died.month, died.day) < (born.month, born.day))


def years(count: int) -> str:
    """«21 год», «33 года», «45 лет»."""
    if count % 10 == 1 and count % 100 != 11:
        return f"{count} год"
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return f"{count} {'года' if few else 'лет'}"


def facts(man: Man, words: Any) -> dict[str, str]:
    """Every placeholder of ``data/templates.yaml`` for this man."""
    rank = next(r for r in words["ranks"] if r[0] == man.rank)
    born, died = date.fromisoformat(man.birth), date.fromisoformat(man.death)
    return {
        **_names(man, words["given"]),
        **_days("birth", born, words),
        **_days("death", died, words),
        "age": years(age(man)),
        "rank": rank[0],
        "rank_cap": rank[0].capitalize(),
        "rank_uk": rank[2],
        "rank_en": rank[3],
        "unit": man.unit,
        "village": man.village,
        "region": man.region,
    }


def _names(man: Man, given: list[list[str]]) -> dict[str, str]:
    first = next(g for g in given if g[0] == man.given)
    father = next(g for g in given if g[1] == man.patronymic)
    surname_uk, surname_en = inflect.ukrainian(man.surname), inflect.latin(man.surname)
    found = {
        "fio_uk": f"{surname_uk} {first[2]} {father[3]}",
        "name_en": f"{inflect.latin(man.given)} {surname_en}",
    }
    for case in inflect.CASES:
        family, own = inflect.surname(man.surname, case), inflect.given(man.given, case)
        suffix = "" if case == "nom" else f"_{case}"
        found[f"fio{suffix}"] = f"{family} {own} {inflect.patronymic(man.patronymic, case)}"
        found[f"name{suffix}"] = f"{own} {family}"
    return found


def _days(key: str, day: date, words: Any) -> dict[str, str]:
    return {
        key: f"{day.day} {words['months_gen'][day.month - 1]} {day.year} года",
        f"{key}_uk": f"{day.day} {words['months_uk'][day.month - 1]} {day.year} року",
        f"{key}_en": f"{day.day} {words['months_en'][day.month - 1]} {day.year}",
        f"{key}_dot": f"{day:%d.%m.%Y}",
    }
