"""One notice read: who died, and that a neighbour's fact stays with the neighbour."""

from datetime import date

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import PersonReading, read
from everyname.extract.war import War

DAY = date(2023, 6, 1)


def dead(text: str) -> dict[str, PersonReading]:
    persons = read(text, published=DAY).persons
    return {p.first(Property.FULL_NAME).value: p for p in persons if p.role is Role.DEAD}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("В бою на СВО погиб рядовой Кошкарин Лев Павлович.", "Кошкарин Лев Павлович"),
        ("Простились с ефрейтором Львом Кошкариным, погибшим на СВО.", "Кошкарин Лев"),
        ("Похоронили сержанта Никодима Бородавца, погибшего на СВО.", "Бородавец Никодим"),
        ("На СВО не стало нашего земляка Ильдара Гайсарова.", "Гайсаров Ильдар"),
        ("На щиті повертається солдат Остап Перебийніс, загинув 3 травня під Бахмутом.", "Перебийніс Остап"),
        ("Sergeant Pavel Drozdetsky was killed in Ukraine on May 3.", "Drozdetsky Pavel"),
    ],
)
def test_dead_is_named_in_the_nominative(text: str, name: str) -> None:
    assert list(dead(text)) == [name]


def test_official_and_mother_are_not_dead() -> None:
    text = (
        "Губернатор Олег Вертопрахов подтвердил гибель на СВО рядового Игната Смородкина. "
        "Соболезнования матери, Инне Яковлевне, и вдове Марии Смородкиной."
    )
    assert list(dead(text)) == ["Смородкин Игнат"]


def test_patronymic_is_found_sentences_later() -> None:
    text = "На СВО погиб наш выпускник Захар Клюквин. Учителя помнят его. Похороны Захара Ильича прошли 30 мая."
    assert list(dead(text)) == ["Клюквин Захар Ильич"]


def test_spans_point_into_the_captured_text() -> None:
    text = "Погиб на СВО рядовой\u00a0Кош\u00adкарин Ле\u0301в Павлович\u200b, 31 год."
    for person in read(text, published=DAY).persons:
        for proposal in person.proposals:
            start, end = proposal.span
            assert text[start:end] == proposal.original


def test_court_and_call_sign_are_told() -> None:
    text = "Суд признал умершим рядового Кошкарина Льва Павловича, позывной «Грач», пропавшего на СВО 3 мая 2023 года."
    (person,) = dead(text).values()
    assert person.first(Property.STATUS).value == "court_declared"  # type: ignore[union-attr]
    assert person.first(Property.NOM_DE_GUERRE).value == "Грач"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "Пропал без вести на СВО рядовой Кошкарин Лев Павлович. Помогите найти!",
        "Рядовой Лев Кошкарин, участник СВО, погиб в ДТП на трассе.",
        "Останки красноармейца Льва Кошкарина, погибшего в 1942 году, похоронили под Ржевом.",
        "Сообщение о гибели Льва Кошкарина оказалось фейком: он жив и здоров, вышел на связь.",
        "По данным журналистов, на СВО погибли 75 тысяч человек.",
        "Сбор! Нашему бойцу Льву Кошкарину на СВО нужны костыли, карта Сбербанка у сестры.",
    ],
)
def test_no_death_of_this_war_is_reported(text: str) -> None:
    assert not read(text, published=DAY).is_war_death
    assert not dead(text)


def test_fact_of_one_man_stays_with_him() -> None:
    text = "На СВО погибли Лев Кошкарин, 31 год, из Орска и Иван Бубликов, 24 года. Сержант Пётр Лялин ранен."
    men = dead(text)
    assert {name: p.first(Property.AGE).value for name, p in men.items()} == {  # type: ignore[union-attr]
        "Кошкарин Лев": "31",
        "Бубликов Иван": "24",
    }
    assert not any(p.first(Property.RANK) for p in men.values())


@pytest.mark.parametrize(
    "text",
    [
        "Загинув російський військовий: капітан Чапліненко Юрій Борисович. Дата смерті: 7 липня 2022 року.",
        "Загинув Чапліненко Юрій Борисович, 718-й мотострілецький полк. Дата смерті: 7 липня 2022 року.",
    ],
)
def test_a_capital_that_the_sentence_gave_makes_no_first_name_of_a_word(text: str) -> None:
    reading = read(text, published=date(2022, 7, 10))
    assert [p.first(Property.FULL_NAME).value for p in reading.persons] == ["Чапліненко Юрій Борисович"]  # type: ignore[union-attr]


def test_a_birthday_without_its_year_is_no_date_of_birth() -> None:
    text = "Двадцать второй день рождения Максим Букреев должен был отметить завтра. Погиб 7 марта. Мир праху."
    reading = read(text, published=date(2022, 3, 10))
    (person,) = reading.persons
    assert person.first(Property.BIRTH) is None
    assert not reading.warnings


def test_another_war_is_read_by_its_own_beginning() -> None:
    text = "Погиб в бою рядовой Арам Мелконян, 1999 года рождения. Похоронили его 5 октября 2020 года в Ереване."
    then = date(2020, 10, 7)
    (other,) = read(text, published=then).persons
    assert other.role is not Role.DEAD
    (person,) = read(text, published=then, war=War(date(2020, 9, 27))).persons
    assert person.role is Role.DEAD
    (person,) = read(text, published=then, war=War(None)).persons
    assert person.role is Role.DEAD
    assert person.first(Property.BIRTH).value == "1999"  # type: ignore[union-attr]
