"""Invented men and their true facts.

Invariant: two invented men never share a full name; namesakes come from the hand-written cast only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

FIRST_DEATH, LAST_DEATH = date(2022, 3, 1), date(2024, 9, 30)


@dataclass(frozen=True, slots=True)
class Man:
    """What is true of one invented man. ``fate``: dead, alive, missing, prisoner. Dates are EDTF; empty: unknown."""

    id: str
    surname: str
    given: str
    patronymic: str
    birth: str
    death: str
    rank: str
    unit: str
    category: str
    village: str
    region: str
    fate: str = "dead"

    @property
    def full_name(self) -> str:
        """«Surname Given Patronymic»."""
        return f"{self.surname} {self.given} {self.patronymic}"


def read_data(name: str) -> str:
    """The text of one data file of the package."""
    return (resources.files(__package__) / "data" / name).read_text(encoding="utf-8")


@cache
def vocabulary() -> Any:
    """Names, places, ranks and units (``data/vocabulary.yaml``)."""
    return yaml.safe_load(read_data("vocabulary.yaml"))


def cast() -> tuple[Man, ...]:
    """The men of the hand-written texts (``data/cast.csv``)."""
    return tuple(Man(**row) for row in csv.DictReader(read_data("cast.csv").splitlines(), delimiter=";"))


def invent(count: int, seed: int) -> Iterator[Man]:
    """``count`` further men, none of whom shares a full name with the cast or with another.

    Raises:
        ValueError: the vocabulary has too few full names for so many men.
    """
    names = len(vocabulary()["surnames"]) * len(vocabulary()["given"]) ** 2
    if count > names // 2:
        raise ValueError(f"{count} men: the vocabulary has {names} full names, ask for at most half as many")
    taken = {man.full_name for man in cast()}
    for number in range(1, count + 1):
        rng = Random(f"{seed}/man/{number}")  # noqa: S311 (repeatable, not secret)
        man = _draw(rng, number)
        while man.full_name in taken:
            man = _draw(rng, number)
        taken.add(man.full_name)
        yield man


def _draw(rng: Random, number: int) -> Man:
    words = vocabulary()
    death = FIRST_DEATH + timedelta(days=rng.randrange((LAST_DEATH - FIRST_DEATH).days))
    birth = death - timedelta(days=int(365.25 * rng.triangular(19, 58, 29)) + rng.randrange(365))
    region = rng.choice(list(words["villages"]))
    return Man(
        id=f"g{number:03d}",
        surname=rng.choice(words["surnames"]),
        given=rng.choice(words["given"])[0],
        patronymic=rng.choice(words["given"])[1],
        birth=birth.isoformat(),
        death=death.isoformat(),
        rank=rng.choice(words["ranks"])[0],
        unit=rng.choice(words["units"]),
        category=rng.choice(words["categories"]),
        village=rng.choice(words["villages"][region]),
        region=region,
    )
