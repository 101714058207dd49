"""What surrounds a name decides only what words of death and life leave open, and says which words it went by."""

from __future__ import annotations

from datetime import date

from everyname.domain.words import Role
from everyname.extract import read
from everyname.extract.roles.surroundings import PLACES
from everyname.extract.spans.lexicon import FOLDER
from everyname.extract.told import parts

LINES = (FOLDER / "role_words.tsv").read_text(encoding="utf-8").splitlines()
WITHOUT_A_WORD_OF_DEATH = "Мокшин Пётр, рядовой, 22 января, Работино, дрон. Сын так и не увидел отца."
ALIVE = "Мокшин Пётр, рядовой, жив и сегодня звонил домой из Работино."


def test_a_man_told_without_a_word_of_death_is_read_by_what_surrounds_him() -> None:
    (man,) = read(WITHOUT_A_WORD_OF_DEATH, published=date(2024, 3, 20), lang="ru").persons
    codes = [parts(reason) for reason in man.reasons]
    assert man.role is Role.DEAD
    (words,) = [details[0] for code, details in codes if code == "around_for"]
    assert all(word in WITHOUT_A_WORD_OF_DEATH.casefold() for word in words.split(", "))


def test_who_is_told_alive_stays_alive_whatever_surrounds_him() -> None:
    (man,) = read(ALIVE, published=date(2024, 3, 20), lang="ru").persons
    assert man.role is Role.LIVING


def test_every_sign_stands_once_with_a_weight_somewhere() -> None:
    table = [line.split("\t") for line in LINES]
    signs = [sign for sign, *_ in table]
    assert signs == sorted(set(signs))
    assert all(len(weights) == len(PLACES) and any(map(float, filter(None, weights))) for _, *weights in table)
