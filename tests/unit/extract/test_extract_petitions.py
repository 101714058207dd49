"""Who asks a court to declare a man dead lives; the man does not."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import read

COURTS = (
    ("Суд рассмотрел заявление воинской части о признании пропавшего Половчана Фёдора Ильича умершим.", ""),
    ("Суд рассмотрел заявление Зимогоровой Р. П. о признании умершим её сына. Установлено: Зимогоров Артур Павлович, "
     "контрактник, 3 июля 2023 года пропал при обстреле.", "Зимогорова"),
    ("Дело об объявлении умершим рассмотрено по заявлению Е. В. Лубенцовой. Её супруг, рядовой Лубенцов Аркадий "
     "Никандрович, не вернулся из окопа. Суд объявил военнослужащего умершим.", "Лубенцова"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "asks"), COURTS)
def test_who_asks_lives_and_whom_they_ask_for_does_not(text: str, asks: str) -> None:
    persons = read(text, published=date(2024, 3, 20), lang="ru").persons
    names = {person.role: person.first(Property.SURNAME) for person in persons}
    dead, author = names.get(Role.DEAD), names.get(Role.AUTHOR)
    assert dead
    assert dead.value in ("Половчан", "Зимогоров", "Лубенцов")
    assert (author.value if author else "") == asks
