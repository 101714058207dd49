"""Whose a date, an age, a place or an award is, where the clause tells it by its shape alone."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.domain.words import Property
from everyname.extract import read

PUBLISHED = date(2023, 11, 20)


def told(text: str, published: date = PUBLISHED) -> dict[str, dict[str, str]]:
    """Surname to the first value of each field."""
    found = {}
    for person in read(text, published=published).persons:
        if name := person.first(Property.SURNAME):
            found[name.value] = {p.property.value: p.value for p in reversed(person.proposals)}
    return found


CASES = [
    (
        "Погибли контрактник Цыден Гармаев (погиб 27 октября) и доброволец Аркадий Носков.",
        {"Гармаев": {"death": "2023-10-27"}, "Носков": {"death": None}},
    ),
    (
        "Погибли Виталий Набоков и Камиль Мавлеев (оба — Петровский район), Вячеслав Дубов из Хвалынска.",
        {"Набоков": {"settlement": "Петровский район"}, "Дубов": {"settlement": "Хвалынск"}},
    ),
    (
        "Похоронили Ивана Кравца, Жаргала Очирова и Олега Пассарова. Кравец погиб 3 ноября, Очиров и Пассаров — 8-го.",
        {"Кравец": {"death": "2023-11-03"}, "Очиров": {"death": "2023-11-08"}, "Пассаров": {"death": "2023-11-08"}},
    ),
    (
        "Igor Malyutin, 47, and Yevgeny Fatkov, 52, both volunteers, were killed in Ukraine in July.",
        {"Malyutin": {"category": "volunteer"}, "Fatkov": {"category": "volunteer"}},
    ),
    (
        "Орден Мужества получила Клавдия Егоровна, мать погибшего младшего сержанта Дениса Симушкина.",
        {"Симушкин": {"awards": "орден Мужества"}},
    ),
    (
        "Оба погибли под Крынками: Глеб Ремез и Лев Ярцев. Оба погибли на Украине в октябре 2023 года.",
        {"Ремез": {"death": "2023-10"}, "Ярцев": {"death": "2023-10"}},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_value_is_whose_the_clause_says(text: str, wanted: dict[str, dict[str, str | None]]) -> None:
    found = told(text)
    assert {n: {f: found[n].get(f) for f in fields} for n, fields in wanted.items()} == wanted


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Камень-на-Оби: сегодня хоронят погибшего водителя Петра Войтова, 48 лет.", "settlement", "Камень-на-Оби"),
        ("Ефрейтор Лев Сухарев погиб 3 мая. Погребён в родной Иловке.", "settlement", "Иловка"),
        ("Майор Лев Сухарев умер 3 мая в госпитале Ростова-на-Дону.", "death_place", "Ростов-на-Дону"),
        ("Лев Сухарев из колонии под Тулой погиб 3 мая у Авдеевки.", "death_place", "Авдеевка"),
        ("Лев Сухарев, 34 года, погиб 3 мая. Ясиноватая. Бронежилет не помог.", "death_place", "Ясиноватая"),
        ("Заседание Тутаевской городской думы. Погиб депутат Лев Сухарев.", "settlement", "Тутаев"),
        ("Лев Сухарев умер в госпитале от осколочных ранений 21 сентября.", "death", "2023-09-21"),
        ("Погиб Лев Сухарев. Жители Полевой улицы в Кулебаках простились с ним.", "settlement", "Кулебаки"),
        ("Погиб Лев Сухарев. Предание земле 9 декабря.", "burial", "2023-12-09"),
        ("Погиб Сухарев Лев Анат., 1972 г.р.", "patronymic", "Анат."),
        ("Погибшие:\nСт. лейтенант ЭМИРСУЛТАНОВ Сеттар, 1997 г.р.", "given", "Сеттар"),
        ("Погиб одноклассник Вовка Тихонравский.", "given", "Владимир"),
        ("Лев Сухарев убит во вторник, 14 ноября.", "death", "2023-11-14"),
    ],
)
def test_a_field_is_read(text: str, field: str, value: str) -> None:
    (person,) = told(text).values()
    assert person.get(field) == value


@pytest.mark.parametrize(
    ("text", "surname", "field", "value"),
    [
        ("A notice in the Kukmor weekly marks the death of Ilshat Gabdulov.", "Gabdulov", "settlement", "Kukmor"),
        ("Callum Tregarth, 22, of Leeds, was killed near Robotyne.", "Tregarth", "settlement", "Leeds"),
        ("Andrii Kuzmenko died of wounds in a Dnipro hospital.", "Kuzmenko", "death_place", "Dnipro"),
        ("Yaroslav Kobzarenko was killed Feb. 20 in Pokrovsk.", "Kobzarenko", "death_place", "Pokrovsk"),
        ("Officials on Wednesday named Capt. Mark Rybalko, killed in Ukraine.", "Rybalko", "death", None),
    ],
)
def test_an_english_field_is_read(text: str, surname: str, field: str, value: str | None) -> None:
    assert told(text)[surname].get(field) == value


def test_a_colony_is_nobodys_home() -> None:
    text = "Ушли с ИК-12 (Волжский) в «Вагнер» и погибли:\n— Скачедубов Виктор, 1972\n— Поцелуйко Антон, 1980"
    assert all("settlement" not in fields for fields in told(text).values())
