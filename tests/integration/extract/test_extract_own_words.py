"""Words that an installation adds: they are read like the shipped ones, and a mistake is told by file and line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from everyname.conf.create import create_folder
from everyname.domain.errors import InputError
from everyname.domain.words import Property, Role
from everyname.extract import PersonReading, own_words, read
from everyname.extract.contract import read_file

OWN = """
ranks:
  - rank: старший десятник
    class: nco
    like: сержант
    short: [дес-к]
units:
  - unit: отряд «Полынь»
    words: [отряд полынь, отряда полынь]
places:
  - place: Верхние Кыштымки
    region: Воронежская область
occupations:
  - occupation: атаман|атамана
names:
  - given: Айтегин
    sex: m
  - surname: Тюлькубай
"""


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    """Every test begins and ends with the shipped words alone."""
    own_words.use(None)
    yield
    own_words.use(None)


def folder(path: Path, text: str = OWN, lang: str = "ru") -> Path:
    (path / lang).mkdir(parents=True, exist_ok=True)
    (path / lang / "own.yaml").write_text(text, encoding="utf-8")
    return path


def dead(text: str) -> PersonReading:
    return next(p for p in read(text).persons if p.role is Role.DEAD)


def value(person: PersonReading, prop: Property) -> str:
    found = person.first(prop)
    return found.value if found else ""


def test_added_words_are_read_in_any_case(tmp_path: Path) -> None:
    text = "На СВО погиб боец отряда Полынь Орешкин Иван Ильич. Семья старшего десятника живёт в Верхних Кыштымках."
    plain = dead(text)
    own_words.use(folder(tmp_path))
    known = dead(text)
    assert (value(plain, Property.UNIT), value(known, Property.UNIT)) == ("", "отряд «Полынь»")
    assert (value(plain, Property.RANK), value(known, Property.RANK)) == ("", "старший десятник")
    assert value(known, Property.RANK_CLASS) == "nco"


def test_an_added_abbreviation_is_read_before_a_name(tmp_path: Path) -> None:
    own_words.use(folder(tmp_path))
    assert value(dead("На СВО погиб ст. дес-к Орешкин Иван Ильич."), Property.RANK) == "старший десятник"


def test_an_added_place_brings_its_region(tmp_path: Path) -> None:
    text = "На СВО погиб Орешкин Иван Ильич, уроженец деревни Верхние Кыштымки."
    own_words.use(folder(tmp_path))
    assert value(dead(text), Property.SETTLEMENT) == "Верхние Кыштымки"


def test_added_names_are_names(tmp_path: Path) -> None:
    text = "Погиб на СВО Айтегин Тюлькубай."
    assert not read(text).persons
    own_words.use(folder(tmp_path))
    assert value(dead(text), Property.FULL_NAME) == "Тюлькубай Айтегин"


def test_an_added_occupation_tells_who_speaks(tmp_path: Path) -> None:
    text = "Об этом рассказал атаман Орешкин Иван Ильич. На СВО погиб рядовой Кошкарин Лев Павлович."
    own_words.use(folder(tmp_path))
    assert {value(p, Property.SURNAME): p.role for p in read(text).persons} == {
        "Орешкин": Role.OFFICIAL, "Кошкарин": Role.DEAD,
    }  # fmt: skip


def test_without_the_folder_the_shipped_words_are_as_before(tmp_path: Path) -> None:
    text = "Погиб на СВО Айтегин Тюлькубай."
    own_words.use(folder(tmp_path))
    assert own_words.version()
    own_words.use(None)
    assert own_words.version() == ""
    assert not read(text).persons


def test_a_file_of_posts_is_read_with_the_words_in_every_process(tmp_path: Path) -> None:
    posts = tmp_path / "posts.jsonl"
    lines = (json.dumps({"id": str(n), "text": "Погиб на СВО Айтегин Тюлькубай."}) for n in range(70))
    posts.write_text("\n".join(lines), encoding="utf-8")
    words = folder(tmp_path / "vocabulary")
    for workers in (1, 2):
        out = tmp_path / f"out-{workers}.jsonl"
        read_file(posts, out, workers=workers, vocabulary=words)
        read_names = {json.loads(line)["persons"][0]["full_name"] for line in out.read_text("utf-8").splitlines()}
        assert read_names == {"Тюлькубай Айтегин"}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("ranks:\n  - rank: десятник\n    class: nco\n", 2, "like: a text is needed"),
        ("ranks:\n\n  - rank: десятник\n    class: high\n    like: сержант\n", 3, "class «high»: one of"),
        ("ranks:\n  - rank: десятник\n    class: nco\n    like: гетман\n", 2, "like «гетман»: no shipped word"),
        ("ranks:\n  - rank: урядница\n    class: nco\n    like: рядовой\n", 2, "does not end in -ой"),
        ("ranks:\n  - rank: сержант\n    class: nco\n    short: [с.]\n", 2, "one new word"),
        ("rank:\n  - rank: x\n", 2, "section «rank»: one of ranks, units, places, occupations, names"),
        ("places:\n  - place: Падь\n    regoin: x\n", 3, "field «regoin»: one of place, region"),
        ("places:\n  - place: Падь\n    region: Москва и область\n", 2, "region «Москва и область»"),
        ("names:\n  - surname: Орешкин\n  - given: Лев\n", 3, "sex: a text is needed"),
        ("names:\n  - given: Лев\n    sex: male\n", 2, "sex «male»: one of m, f"),
        ("names: Орешкин\n", 1, "a list of entries"),
        ("names:\n  - Орешкин\n", 2, "«name: value»"),
        ("units:\n  - unit: [a, b]\n", 2, "unit: a text"),
        ("units:\n  - unit: {a: b}\n", 2, "a text was expected"),
        ("names:\n  - surname: 'Орешкин\n", 3, "no YAML"),
        ("\tnames:\n", 1, "no YAML"),
    ],
)
def test_a_mistake_is_told_by_file_and_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    with pytest.raises(InputError, match=rf"ru/own\.yaml, line {line}: .*{re.escape(why)}"):
        own_words.use(folder(tmp_path, text))
    assert own_words.version() == ""


def test_a_file_in_another_encoding_and_a_strange_language_are_told(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "ru" / "own.yaml").write_bytes("names:\n  - surname: Орешкин\n".encode("cp1251"))
    with pytest.raises(InputError, match=r"own\.yaml, byte .* is not UTF-8"):
        own_words.use(tmp_path)
    with pytest.raises(InputError, match="named by its language, one of ru, uk, en"):
        own_words.use(folder(tmp_path / "other", lang="de"))


@pytest.mark.parametrize("template", ["russia-ukraine", "named-list"])
def test_a_new_tally_has_examples_that_add_nothing_until_they_are_uncommented(tmp_path: Path, template: str) -> None:
    create_folder(tmp_path / "tally", template)
    words = tmp_path / "tally" / "vocabulary"
    own_words.use(words)
    files = sorted(words.glob("*/own.yaml"))
    assert [f.parent.name for f in files] == ["en", "ru", "uk"]
    text = "Погиб на СВО Айтегин Тюлькубай."
    assert not read(text).persons
    for file in files:
        file.write_text(re.sub(r"(?m)^#(?=[ a-z])", "", "\n".join(file.read_text("utf-8").splitlines()[2:])), "utf-8")
    own_words.use(words)
    assert value(dead(text), Property.FULL_NAME) == "Тюлькубай Айтегин"
