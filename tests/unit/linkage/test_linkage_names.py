"""Names in the form they are compared in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyname.linkage.names import name_form, split_full_name
from everyname.linkage.text import Script, clean, clean_all


def form(text: str, part: str) -> str:
    return name_form(clean(text), Script.SLAVIC, part)


@pytest.mark.parametrize(
    ("part", "spellings"),
    [
        ("surname", ["Щербаков", "Щербакову", "Щербаковым", "Shcherbakov", "Щербакова"]),
        ("surname", ["Малиновский", "Малиновского", "Malinovskii", "Malinovsky"]),
        ("given", ["Алексей", "Олексій", "Alexey", "Алексею", "Аляксей"]),
        ("given", ["Вячеслав", "Viacheslav", "Vyacheslav", "Вячеславу"]),
        ("given", ["Пётр", "Петр", "Петро", "Петра"]),
        ("patronymic", ["Александрович", "Олександрович", "Александровичу", "Aleksandrovich"]),
        ("patronymic", ["Сергеевна", "Сергеевны", "Сергеевич"]),
    ],
)
def test_spellings_of_one_name_have_one_form(part: str, spellings: list[str]) -> None:
    assert len({form(spelling, part) for spelling in spellings}) == 1


@pytest.mark.parametrize("pair", [("Александр", "Алексей"), ("Иван", "Игорь"), ("Роман", "Рамазан")])
def test_different_given_names_stay_apart(pair: tuple[str, str]) -> None:
    assert form(pair[0], "given") != form(pair[1], "given")


@pytest.mark.parametrize(
    "text", ["unknown", "Неизвестный", "НЕИЗВЕСТНО", "مجهول", "مجهول مجهول مجهول", "unknown 7", "—", "  "]
)
def test_placeholders_are_missing(text: str) -> None:
    assert clean(text) == ""


def test_a_name_that_contains_a_placeholder_word_is_no_placeholder() -> None:
    assert clean("Иван Неизвестный") != ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Карманов Иван Александрович", ("карманов", "иван", "александрович", "", "")),
        ("Иван Александрович Карманов", ("карманов", "иван", "александрович", "", "")),
        ("Михаила Сулейманова", ("сулейманова", "михаила", "", "", "")),
        ("В. А. Малиновский", ("малиновский", "в", "а", "", "")),
        ("Виктор Петрович", ("", "виктор", "петрович", "", "")),
        ("Елена", ("", "елена", "", "", "")),
        ("Гайда", ("гайда", "", "", "", "")),
    ],
)
def test_a_slavic_full_name_is_told_apart_in_any_order(text: str, parts: tuple[str, ...]) -> None:
    assert split_full_name(clean(text), Script.SLAVIC) == parts


def test_arabic_letter_variants_and_articles_are_one_form() -> None:
    assert name_form(clean("أحمد"), Script.ARABIC, "given") == name_form(clean("احمد"), Script.ARABIC, "given")
    assert name_form(clean("فاطمة"), Script.ARABIC, "given") == name_form(clean("فاطمه"), Script.ARABIC, "given")


@pytest.mark.parametrize(
    ("one", "other"),
    [("عبد المجيد", "عبدالمجيد"), ("ابو العلا", "ابوالعلا"), ("أبو سنجر", "ابوسنجر"), ("الأسطل", "اسطل")],
)
def test_an_arabic_particle_and_article_are_written_in_any_way(one: str, other: str) -> None:
    assert name_form(clean(one), Script.ARABIC, "surname") == name_form(clean(other), Script.ARABIC, "surname")


def test_an_arabic_name_of_many_parts_keeps_every_one() -> None:
    parts = split_full_name(clean("محمد خالد سعيد حسن ابو حطب"), Script.ARABIC)
    assert parts == ("ابوحطب", "محمد", "خالد", "سعيد", "حسن")


@given(st.lists(st.one_of(st.text(max_size=8), st.text("АЯЁЙёйякabZ -І", max_size=6), st.just("Неизвестный"))))
def test_many_texts_are_cleaned_as_each_alone(texts: list[str]) -> None:
    assert clean_all(texts) == [clean(text) for text in texts]
