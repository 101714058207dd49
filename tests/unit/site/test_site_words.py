"""The site's catalogues: complete in every language, with right plurals, dates and names."""

from __future__ import annotations

import re
from importlib import resources
from string import Formatter

import pytest

from everyname.domain.words import Category, Occasion, Property, SourceKind, Status
from everyname.site.catalogue import LANGUAGES, load, plural
from everyname.site.letters import key, keys, latin
from everyname.site.people import claimed

FORMS = {"ru": {"one", "few", "many"}, "uk": {"one", "few", "many"}, "en": {"one", "other"}}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_has_every_text() -> None:
    tables = {x: load(x).table for x in LANGUAGES}
    assert tables["ru"].keys() == tables["en"].keys() == tables["uk"].keys()
    for name, text in tables["en"].items():
        for language in LANGUAGES:
            other = tables[language][name]
            assert isinstance(other, type(text)), name
            if isinstance(text, dict):
                assert other.keys() == FORMS[language], name
                assert {frozenset(_fields(f)) for f in other.values()} == {
                    frozenset(_fields(next(iter(text.values()))))
                }
            elif isinstance(text, str):
                assert _fields(other) == _fields(text), name
                assert other


def test_every_code_has_a_label() -> None:
    codes = {"status": Status, "kind": SourceKind, "category": Category, "occasion": Occasion}
    for language in LANGUAGES:
        for kind, words in codes.items():
            assert [c for c in words if f"{kind}.{c}" not in load(language).table] == []


def test_what_a_report_says_is_told_in_words_and_a_name_once() -> None:
    assert claimed(["awards", "given", "rank_class", "surname", "death"]) == ["full_name", "death", "rank", "awards"]
    for language in LANGUAGES:
        assert [p for p in claimed(list(Property)) if f"claim.{p}" not in load(language).table] == []


def test_every_text_that_a_template_asks_for_exists_and_none_is_left_over() -> None:
    room = resources.files("everyname.site")
    source = "".join(p.read_text("utf-8") for p in room.joinpath("templates").iterdir())
    source += "".join(p.read_text("utf-8") for p in room.iterdir() if p.name.endswith(".py"))
    asked = set(re.findall(r"""\b(?:t|words)\(f?['"]([a-z][a-z._-]+)['"][,)]""", source))
    table = load("en").table
    assert asked - table.keys() <= {"rules.toml"}  # a file, not a text
    made = (
        "status kind category occasion claim field cell rank_class because reason change breakdown nav person releases"
    )
    made = (*(f"{m}." for m in made.split()), "changes.evidence", "months", "date.", "ladder.")
    assert [k for k in table.keys() - asked if not k.startswith(made) and k not in ("thousands", "language")] == []


@pytest.mark.parametrize(
    ("n", "ru", "en"),
    [(0, "many", "other"), (1, "one", "one"), (2, "few", "other"), (5, "many", "other"), (11, "many", "other"),
     (12, "many", "other"), (21, "one", "other"), (22, "few", "other"), (111, "many", "other"), (1001, "one", "other")],
)  # fmt: skip
def test_plurals(n: int, ru: str, en: str) -> None:
    assert (plural("ru", n), plural("uk", n), plural("en", n)) == (ru, ru, en)


@pytest.mark.parametrize(
    ("edtf", "ru", "en"),
    [
        ("2023-02-14", "14\u00a0февраля 2023", "14\u00a0February 2023"),
        ("2023-02", "февраль 2023", "February 2023"),
        ("2023", "2023", "2023"),
        ("2023-02~", "примерно февраль 2023", "about February 2023"),
        ("2023-02-01/2023-03", "1\u00a0февраля 2023 – март 2023", "1\u00a0February 2023 – March 2023"),
        ("2023-02/..", "февраль 2023 – …", "February 2023 – …"),
        ("198X", "1980-е", "1980s"),
        ("", "неизвестно", "unknown"),
    ],
)  # fmt: skip
def test_dates_say_no_more_than_is_known(edtf: str, ru: str, en: str) -> None:
    assert (load("ru").date(edtf), load("en").date(edtf)) == (ru, en)


def test_numbers() -> None:
    assert (load("ru").number(11662), load("en").number(11662)) == ("11\u00a0662", "11,662")


def test_names_in_latin_letters() -> None:
    assert latin("Щеглецов Фёдор") == "Shchegletsov Fyodor"
    assert latin("Івановець Григорій") == "Ivanovets Hryhorii"
    assert latin("محمد") == "محمد"
    assert latin("Салтыков-ИЛЬИН") == "Saltykov-Ilin"


@pytest.mark.parametrize(
    "spellings",
    [
        ["Фёдоров", "Федоров", "Fyodorov", "Fedorov", "Fedoroff"],
        ["Семёнов", "Семенов", "Semyonov", "Semenov"],
        ["Щербаков", "Shcherbakov", "Scherbakov", "Щербакоф"],
        ["Григорий", "Григорій", "Hryhorii", "Grigory"],
        ["Чайковский", "Чайковський", "Chaikovsky", "Tchaikovskiy"],
        ["Юрьевцев", "Yuryevtsev", "Iurevtsev"],
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: list[str]) -> None:
    assert len({key(s) for s in spellings}) == 1, [key(s) for s in spellings]


def test_a_given_name_is_found_in_its_other_language() -> None:
    assert key("Олексій") in keys("Иванов Алексей")
    assert key("Николай") in keys("Шевченко Микола")
    assert key("Пётр") not in keys("Иванов Алексей")
