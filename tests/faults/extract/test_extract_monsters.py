"""Texts nobody writes: no crash, and the work grows with the length, not with its square."""

import sys
from collections.abc import Callable
from datetime import date

import pytest

from everyname.extract import read

MONSTERS = [
    lambda n: "А" * n,
    lambda n: "Иван " * (n // 5),
    lambda n: "." * n,
    lambda n: "2022 " * (n // 5),
    lambda n: "а\u0301" * (n // 2),
    lambda n: "\u202eабв " * (n // 5),
    lambda n: "Погиб Иван. " * (n // 12),
    lambda n: ", ".join(["Иван Петров"] * (n // 13)),
    lambda n: "Погибшие на СВО:\n" + "Кошкарин Лев Павлович, 1985\n" * (n // 28),
]


def calls(text: str) -> int:
    """How many Python calls a reading costs: a measure of work that no other process disturbs."""
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        read(text, published=date(2023, 6, 1))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("monster", MONSTERS)
def test_work_grows_with_length(monster: Callable[[int], str]) -> None:
    read(monster(600), published=date(2023, 6, 1))
    assert calls(monster(4000)) < 6 * calls(monster(1000)) + 2000
