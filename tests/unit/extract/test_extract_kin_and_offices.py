"""Surnames, kin and offices that decide who is dead, in sentences written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import read

DEAD = [
    # a Ukrainian closed syllable: the nominative has another vowel
    ("На фронті загинув Олег Чумак. Воїна Захара Пирога поховають завтра.", {"Пиріг Захар", "Чумак Олег"}),
    ("Поховали солдата Романа Бондаря, загиблого під Бахмутом.", {"Бондар Роман"}),
    # the family is named in the plural, the dead man by his given name alone
    ("Соболезнуем семье Ларичевых. На СВО погиб младший из сыновей, Антон.", {"Ларичев Антон"}),
    ("Ордена Мужества вручены отцу рядовых Ислама и Юсупа Качаевых, павших на СВО.", {"Качаев Ислам", "Качаев Юсуп"}),
    # an award handed to kin is a posthumous one; a woman's noun is no man's title
    ("Глава передал Звезду Героя России родителям капитана Влада Ермохина.", {"Ермохин Владислав"}),
    ("Орден Мужества получила мать прапорщика Бориса Кушнова, погибшего на СВО.", {"Кушнов Борис"}),
    # an office of the army, and an office told behind the name, hide no death
    ("The general staff confirmed the death of Major Andriy Kovtun, deputy commander of a brigade.", {"Kovtun Andriy"}),
    ("Дослідники знайшли могилу майора Всеволода Притулкіна: 04.05.1988 — 22.12.2023.", {"Притулкін Всеволод"}),
    # a noun for a man shows a given name that no list has
    ("Привезли гроб с телом 22-летнего Актана Сыдыгалиева, погибшего на СВО.", {"Сыдыгалиев Актан"}),
    # entries without a photograph have no photographer
    (
        "На СВО погибли:\nрядовой Кочин Павел\nбез фото — Ладыгин Юрий\nМохов Антон",
        {"Кочин Павел", "Ладыгин Юрий", "Мохов Антон"},
    ),
    # a court that declares a man dead at his wife's request
    ("Суд удовлетворил заявление об объявлении умершим её мужа, Корзухина Ильи, воевавшего на СВО.", {"Корзухин Илья"}),
    # what a father of so many is, a list's second brother
    ("Отец пятерых детей, Ямил Хажигалин погиб 14 июля на СВО.", {"Хажигалин Ямил"}),
    (
        "На СВО погибли:\nНугманов Ильдус\nБатов Ильнур и Батов Айбулат",
        {"Нугманов Ильдус", "Батов Ильнур", "Батов Айбулат"},
    ),
    # an earlier war is no scene of this death; a commissioner's assistant is no engine driver's
    ("Майор Тадеуш Бжостов летал ещё в Сирии. 18 августа он погиб под Работино.", {"Бжостов Тадеуш"}),
    ("На СВО погиб помощник машиниста Урушев Дамир Ильгизович.", {"Урушев Дамир"}),
    (
        "На СВО погиб рядовой Денис Котов. Подтвердилась гибель Стального Кондрата под Опытным.",
        {"Котов Денис", "Стальной Кондрат"},
    ),
    ("Killed October 21 at the front in Ukraine: Shamil Tagirovich Abushahmanov.", {"Abushahmanov Shamil"}),
    ("На фронті загинули солдати Мартин Довгалюк та Захар Оброк.", {"Довгалюк Мартин", "Оброк Захар"}),
    # taken back
    ("Снимаем чёрную ленту! Богдан Эрдынеев сам позвонил маме, а мы писали, что он погиб на СВО.", set()),
    ("Поиск. Лука Кайгородцев, нет связи. Заур Мирзаханов, ушёл за водой. Никто погибшим не числится.", set()),
]


@pytest.mark.parametrize(("text", "dead"), DEAD)
def test_the_dead_are_named_and_nobody_else(text: str, dead: set[str]) -> None:
    persons = read(text, published=date(2024, 5, 1)).persons
    named = [p.first(Property.FULL_NAME) for p in persons if p.role is Role.DEAD]
    assert {" ".join(f.value.split()[:2]) for f in named if f} == dead
