"""Those who stand beside the dead in a notice: speakers, the dead of other wars, objects of prepositions."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import read

CASES = [
    (
        "Platoon leader Andriy Koval did not come back. Marko Hrytsak, who served with Koval, spoke at the grave.",
        {"Koval Andriy"},
    ),
    (
        "Андрей Бабкин жив! В плену он рассказал, что из его группы на СВО погибли двое — Сергей Тюрин и ещё один.",
        {"Тюрин Сергей"},
    ),
    (
        "Лётчик Николай Гастелло погиб в 1941 году, лейтенант Руслан Халиуллин — 11 октября 2022-го.",
        {"Халиуллин Руслан"},
    ),
    ("Дезертир Андрон Шишов сдался. Он рассказал, что его взвод из 18 человек погиб под Крынками на СВО.", set()),
    (
        "Ложное известие о гибели Арсена Бекмурзаева разошлось по чатам. А рядовой Хетаг Туаев погиб 2 июля на СВО.",
        {"Туаев Хетаг"},
    ),
]


@pytest.mark.parametrize(("text", "dead"), CASES)
def test_only_the_dead_are_proposed_as_dead(text: str, dead: set[str]) -> None:
    persons = read(text, published=date(2023, 6, 1)).persons
    names = {n.value for p in persons if p.role is Role.DEAD and (n := p.first(Property.FULL_NAME))}
    assert names == dead
