"""Whose a death is: by subject, attribute, kin, number, quotation and list, in sentences written for this test."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import read

SUBJECTS = [
    # a plural verb is of the two named before, not of the one who tells it
    (
        "В музее новые имена: Лаврентий Чугин и Тихон Оборин. Письма отдала Маргарита Вольская. Оба выпускника полегли "
        "под Торецком.",
        {"Чугин Лаврентий", "Оборин Тихон"},
    ),
    ("Начальник склада Пётр Зуев заявил, что погибли не меньше десяти мобилизованных.", set()),
    # the aftermath of a death is of the one told dead, whoever was named last
    (
        "Антон Лапшин погиб 3 мая под Бахмутом. Вячеслав Горшенин держал речь на кладбище. Похороны были вчера.",
        {"Лапшин Антон"},
    ),
    # a participle is of the name it agrees with and stands by
    (
        "Суд взыскал деньги в пользу Галины Теребиловой, матери погибшего под Суджей срочника Данила Теребилова.",
        {"Теребилов Данил"},
    ),
    ("Стипендию имени Никиты Савостьянова, посмертно, получили студенты Лев Огурцов и Майя Синичкина. СВО.",
     {"Савостьянов Никита"}),
    # she whose he is did not die
    ("Зоя Дроздова плачет. Её муж подорвался на мине. Матвею Дроздову было 29 лет, воевал на СВО.", {"Дроздов Матвей"}),
    # kin in apposition
    (
        "Медаль получила Ольга Вахромеева, супруга рядового Антона Вахромеева, не дожившего на СВО до весны.",
        {"Вахромеев Антон"},
    ),
    # who is quoted does not die in his own words
    ("«Погиб за други своя», — сказал Димитрий Лаврухин, отпевая ефрейтора Андрея Пожидаева.", {"Пожидаев Андрей"}),
    # a sentence without a verb goes on with the dead
    (
        "Камень: хоронят водителя Петра Войтюшенко, 48 лет, погиб на СВО. Рубцовск: Денис Гончарик и Айрат Мухсинов, "
        "14 апреля.",
        {"Войтюшенко Пётр", "Гончарик Денис", "Мухсинов Айрат"},
    ),
    # one of those counted
    ("Подтвердили 41 имя погибших на СВО. Самый старший, Юрий Шашков из Кургана, работал сварщиком.", {"Шашков Юрий"}),
    ("Письма получили 38 военнопленных. Среди адресатов Аслан Кубекаев и Виктор Недоступенко.", set()),
    ("На Рівненщині попрощалися з воїнами: Іваном Жуком та Назаром Романюком. Обом було по 27.",
     {"Жук Іван", "Романюк Назар"}),
    ("Stepan Halych lost his best friend, Zakhar Melnyk, near Chasiv Yar.", {"Melnyk Zakhar"}),
    ("Ruslan Omarov fell in Ukraine. His coach, Murad Gadzhiev, dedicated the cup to the late champion.",
     {"Omarov Ruslan"}),
]  # fmt: skip
CAUSES = [
    ("Под Торским 3 июня убит мобилизованный Гурий Пантюшков, дома остались две дочки-школьницы.", Role.DEAD),
    ("Не стало актёра Иннокентия Слепцова. Артисту было 78 лет.", Role.DEAD_OTHER),
    ("Vadim Stolnikov, who came through Bakhmut, was killed in northern Mali.", Role.DEAD_OTHER),
    ("Ветеран Афганистана Артур Мамыкин убит на СВО 3 мая.", Role.DEAD),
    ("На кладбище найдены могилы: Олег Тютин, 2003–2022, и Рафис Галямшин, 1971–2022.", Role.DEAD),
]


@pytest.mark.parametrize(("text", "dead"), SUBJECTS)
def test_a_death_is_of_its_subject(text: str, dead: set[str]) -> None:
    persons = read(text, published=date(2023, 6, 20)).persons
    names = {n.value for p in persons if p.role is Role.DEAD and (n := p.first(Property.FULL_NAME))}
    assert names == dead


@pytest.mark.parametrize(("text", "role"), CAUSES)
def test_a_cause_bears_on_the_death_it_is_told_of(text: str, role: Role) -> None:
    assert {p.role for p in read(text, published=date(2023, 6, 20)).persons if p.first(Property.SURNAME)} == {role}


def test_what_a_person_does_in_the_present_is_a_sign_of_life_that_is_told() -> None:
    reading = read(
        "Погиб Иван Котов, Бахмут, СВО. Психолог Ирина Гуляева дежурит у родителей.", published=date(2023, 6, 20)
    )
    (living,) = [p for p in reading.persons if p.role is Role.LIVING]
    assert living.reasons == ("acts_now",)
