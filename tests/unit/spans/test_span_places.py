"""Settlements, districts and regions come out in the nominative, in any case, and never from a bare name."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.extract.spans import Found, find_all


def places(text: str, lang: str = "ru", kind: str = "settlement") -> list[Found]:
    return [f for f in find_all(text, lang, date(2024, 3, 14)) if f.kind == kind]


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("похоронили в Балакове", "ru", "Балаково"),
        ("родом из Набережных Челнов", "ru", "Набережные Челны"),
        ("в Великих Луках простились", "ru", "Великие Луки"),
        ("уроженец села Озёрки", "ru", "Озёрки"),
        ("в станице Вёшенской", "ru", "Вёшенская"),
        ("погиб под Бахмутом", "ru", "Бахмут"),
        ("в районе Кременной", "ru", "Кременная"),
        ("у Новомихайловки", "ru", "Новомихайловка"),
        ("житель Комсомольска-на-Амуре", "ru", "Комсомольск-на-Амуре"),
        ("В Кыштым доставлено тело", "ru", "Кыштым"),
        ("Поронайск прощается с бойцом", "ru", "Поронайск"),
        ("Петров Пётр, Бузулук, старшина", "ru", "Бузулук"),
        ("с. Верхние Кулички", "ru", "Верхние Кулички"),
        ("в деревне Малая Кизня", "ru", "Малая Кизня"),
        ("из Сакмарского р-на", "ru", "Сакмарский район"),
        ("из Охинского, остальные оттуда же", "ru", "Охинский район"),
        ("махачкалинского ОМОНа", "ru", "Махачкала"),
        ("Надымчанин Иван", "ru", "Надым"),
        ("у Кременчуці поховали", "uk", "Кременчук"),
        ("поблизу Кліщіївки", "uk", "Кліщіївка"),
        ("під Ямполем", "uk", "Ямпіль"),
        ("Бережанська громада у скорботі", "uk", "Бережани"),
        ("from Miass, died", "en", "Miass"),
        ("killed near Klishchiivka", "en", "Klishchiivka"),
    ],
)
def test_settlements(text: str, lang: str, name: str) -> None:
    assert name in [f.value for f in places(text, lang)]


@pytest.mark.parametrize(
    "text",
    [
        "Владимир служил честно",
        "погиб Роман",
        "полковник А. Бузников",
        "на улице Вишнёвого",
        "родился 2 мая 1991 г. Остались дети",
        "Иван Шадрин",
    ],
)
def test_a_bare_name_is_no_settlement(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "lang", "region"),
    [
        ("в Курганской области", "ru", "Курганская область"),
        ("Пермского края", "ru", "Пермский край"),
        ("Республика Коми", "ru", "Коми"),
        ("главы Северной Осетии", "ru", "Северная Осетия"),
        ("из Зауралья", "ru", "Курганская область"),
        ("сводка по Оренбуржью", "ru", "Оренбургская область"),
        ("на Ямале", "ru", "Ямало-Ненецкий автономный округ"),
        ("из ЯНАО", "ru", "Ямало-Ненецкий автономный округ"),
        ("в Ханты-Мансийском автономном округе", "ru", "Ханты-Мансийский автономный округ"),
        ("жительница КЧР", "ru", "Карачаево-Черкесия"),
        ("На Житомирщині", "uk", "Житомирська область"),
        ("у Львівській області", "uk", "Львівська область"),
        ("in Rostov region", "en", "Ростовская область"),
        ("a sniper from Dagestan", "en", "Дагестан"),
    ],
)
def test_regions(text: str, lang: str, region: str) -> None:
    assert [f.value for f in places(text, lang, "region")] == [region]


def test_an_ambiguous_name_tells_its_regions() -> None:
    (place,) = places("уроженец села Александровка")
    assert len(place.attrs["regions"].split("|")) > 5


def test_cues_tell_home_death_and_burial_apart() -> None:
    found = places("Уроженец Канаша погиб под Соледаром. Похоронили его в Шадринске.")
    assert [(f.value, f.attrs["cue"]) for f in found] == [
        ("Канаш", "home"),
        ("Соледар", "death"),
        ("Шадринск", "buried"),
    ]


def test_the_centre_of_the_only_region_is_its_capital() -> None:
    found = places("Список по Саратовской области: Ртищево, житель областного центра.")
    assert ("Саратов", True) in [(f.value, f.derived) for f in found]


def test_a_front_is_no_place() -> None:
    (front,) = places("погиб на Запорожском направлении", kind="front")
    assert front.value == "Запорожское направление"


def test_a_region_tells_whether_men_died_there() -> None:
    (region,) = places("погиб в Курской области", kind="region")
    assert region.attrs["cue"] == "death"
