"""Invented men of a Russian list."""

# ruff: noqa: SIM905 - lists of words are easier to read as text
from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from invented_draws import Errors, Row, Weighted, words, zipf

NAMES = Path(__file__).parents[1] / "src" / "everyname" / "vocabulary" / "names"
_TRANSLIT = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
        strict=True,
    )
)


def _russian(part: str) -> Weighted:
    rows = [line.split("\t") for line in gzip.decompress((NAMES / f"{part}.tsv.gz").read_bytes()).decode().splitlines()]
    men = [(name, int(count)) for name, count, sex in rows if sex != "f"]
    return Weighted([name for name, _ in men], [float(count) for _, count in men])


def russian(random: Random, kind: str) -> Callable[[], tuple[Row, Callable[[], Row]]]:
    """Men with surname, given, patronymic, dates and places; cases, transliteration, initials, missing fields."""
    surnames, given, fathers = _russian("surnames"), _russian("given"), _russian("patronymics")
    regions = words(
        random, 80, "Бел Вол Кар Мур Ниж Ор Пен Рос Сам Тул Уль Хаб Чел Яр", "го ро ле ми ва но ка", "дская вская нская"
    )
    towns = {
        r: zipf(
            words(
                random,
                40,
                "Бор Вер Гор Дуб Ель Жар Зел Ив Кр Лип Мор Нов Ол Пав",
                "о е и а ова ино",
                "ск во град ка нь",
            )
        )
        for r in regions
    }
    where, errors = zipf(regions, 0.5), Errors(random, "ru", kind)

    def person() -> tuple[Row, Callable[[], Row]]:
        family, name, father, region = (
            surnames.draw(random),
            given.draw(random),
            fathers.draw(random),
            where.draw(random),
        )
        town = towns[region].draw(random)
        born, died = (
            date(1960, 1, 1) + timedelta(days=random.randrange(16500)),
            date(2022, 3, 1) + timedelta(days=random.randrange(1300)),
        )
        unit = str(random.randint(10000, 99999)) if random.random() < 0.5 else ""

        def report() -> Row:
            parts = [errors.text(family, 0.09), errors.text(name, 0.03), errors.text(father, 0.04)]
            if random.random() < 0.12:
                parts = [_dative(part) for part in parts]
            if random.random() < 0.06:
                parts = [_latin(part) for part in parts]
            if random.random() < 0.35:
                parts[2] = ""
            if random.random() < 0.03:
                parts[1:] = [part[:1] + "." if part else "" for part in parts[1:]]
            if random.random() < 0.02:
                parts[:2] = parts[1::-1]
            exact, birth = random.random() < 0.5, errors.day(born, 0.04)
            age = "" if exact or random.random() < 0.5 else str((died - born).days // 365 + (random.random() < 0.1))
            moved = random.random() < 0.03
            return {
                "surname": parts[0], "given": parts[1], "patronymic": parts[2],
                "birth_date": birth.isoformat() if exact else "",
                "birth_year": str(birth.year) if exact or random.random() < 0.3 else "",
                "age": age, "death_date": errors.day(died, 0.15).isoformat() if random.random() < 0.6 else "",
                "region": (where.draw(random) if moved else region) if random.random() < 0.85 else "",
                "settlement": errors.text(town, 0.03) if random.random() < 0.5 else "",
                "unit": unit if random.random() < 0.25 else "",
            }  # fmt: skip

        return {"surname": family, "region": region, "town": town}, report

    return person


def _dative(name: str) -> str:
    if name.endswith(("й", "ь")):
        return name[:-1] + "ю"
    return name[:-1] + "е" if name.endswith(("а", "я")) else name + "у"


def _latin(text: str) -> str:
    return "".join(_TRANSLIT.get(c, c) for c in text.lower()).capitalize()
