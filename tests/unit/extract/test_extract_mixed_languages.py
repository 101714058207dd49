"""Posts in two languages are read sentence by sentence."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import read
from everyname.extract.language import stretches
from everyname.extract.tokens import sentences

RUSSIAN = "Погиб сержант Илья Вересков, уроженец посёлка Ягодный, 12 мая под Соледаром."
UKRAINIAN = "Загинув молодший сержант Остап Гриневецький, мешканець Козятина, під час бою, йому було тридцять два роки."
ENGLISH = "The family of Private Callum Birkwood, 29, of Leeds, said he was killed near Robotyne on 3 March."


def fields(text: str) -> dict[str, dict[str, str]]:
    found = {}
    for person in read(text, published=date(2023, 6, 1)).persons:
        name = person.first(Property.SURNAME)
        if name and person.role is Role.DEAD:
            found[name.value] = {p.property.value: p.value for p in person.proposals}
    return found


@pytest.mark.parametrize(
    ("text", "surname", "field", "value"),
    [
        (f"{RUSSIAN}\n{UKRAINIAN}", "Гриневецький", "age", "32"),
        (f"{RUSSIAN}\n{UKRAINIAN}", "Гриневецький", "rank", "молодший сержант"),
        (f"{RUSSIAN}\n{UKRAINIAN}", "Вересков", "settlement", "Ягодный"),
        (f"{UKRAINIAN}\n{RUSSIAN}", "Вересков", "settlement", "Ягодный"),
        (f"{ENGLISH}\n{RUSSIAN}", "Birkwood", "rank", "private"),
        (f"{ENGLISH}\n{RUSSIAN}", "Вересков", "rank", "сержант"),
        (f"{RUSSIAN}\n{ENGLISH}", "Birkwood", "settlement", "Leeds"),
    ],
)
def test_every_sentence_is_read_in_its_own_language(text: str, surname: str, field: str, value: str) -> None:
    assert fields(text)[surname][field] == value


def test_a_name_in_other_letters_changes_no_language() -> None:
    text = "Погиб разведчик отряда Storm Z Олег Кримінюк, живший в городе Орске. Мы скорбим."
    parts = [(s.start, s.end) for s in sentences(text)]
    assert [s.lang for s in stretches(text, parts, "ru")] == ["ru"]


def test_stretches_cover_the_text_once() -> None:
    text = f"{ENGLISH}\n{RUSSIAN}\n{UKRAINIAN}\n{ENGLISH}"
    found = stretches(text, [(s.start, s.end) for s in sentences(text)], "en")
    assert [s.lang for s in found] == ["en", "ru", "uk", "en"]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert all(one.end == other.start for one, other in pairwise(found))
