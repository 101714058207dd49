"""What a man lived through, and what befell his kin, is no cause of his death and dates nothing of it."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.domain.words import Property, Role
from everyname.extract import read

PUBLISHED = date(2024, 3, 20)
LIVES = {
    "ru": """
    До мобилизации работал сторожем в школе.
    Работал пожарным в местной части.
    Увлекался парашютным спортом.
    Любил рыбалку и мотоциклы.
    Прошёл Афганистан, Чечню и Сирию.
    Участник двух чеченских кампаний.
    Служил срочную службу в Грузии на военной базе.
    Служил в 331-м гвардейском парашютно-десантном полку.
    Служил в учебном центре, потом на фронте.
    После учений подписал контракт.
    Отсидел за драку.
    Переболел ковидом, выздоровел.
    Уроженец Чеченской Республики.
    Родился в Венгрии в семье военного.
    Позывной «Сирия».
    Награждён знаком «Ветеран боевых действий».
    Выпускник корпуса имени Героя Советского Союза Карпенко.
    Его отец погиб в Афганистане.
    Его прадед погиб под Сталинградом в 1942 году.
    Мать умерла от рака два года назад.
    Отец погиб в ДТП, мальчика растила бабушка.
    Спас троих товарищей, которые живы.
    """,
    "uk": """
    Працював пожежником у ДСНС.
    Захоплювався парашутним спортом.
    Служив миротворцем у Косові та Конго.
    Воював в Афганістані.
    Проходив підготовку на полігоні, потім вирушив на передову.
    Його прадід загинув під Сталінградом у 1942 році.
    Мати померла від раку два роки тому.
    Батько загинув у ДТП, хлопця виховувала бабуся.
    Врятував трьох побратимів, які живі.
    Уродженець Росії, з дитинства жив у Сумах.
    """,
    "en": """
    He worked as a firefighter.
    He was a keen parachutist and loved motorcycles.
    He was a veteran of the war in Syria.
    He had served two tours in Chechnya.
    A former US Marine, he served in Afghanistan.
    He had recovered from Covid.
    His father was killed in Afghanistan.
    His father died in a car accident when he was five.
    He saved three comrades, who survived.
    """,
}
NOTICES = {
    "ru": (
        "При выполнении боевых задач погиб ефрейтор Веретельников Пахом. {}",
        "Прощание с Пахомом Веретельниковым, погибшим на Украине, прошло в Заринске. {}",
        "{} Веретельников Пахом Савельевич, 1990 г.р., погиб 12 марта под Авдеевкой.",
        "Веретельников Пахом Савельевич (03.04.1990 – 12.03.2024). {} Вечная память!",
    ),
    "uk": (
        "На війні загинув солдат Веретельник Пахом. {}",
        "{} Веретельник Пахом Савович, 1990 р.н., загинув 12 березня під Авдіївкою.",
        "Веретельник Пахом Савович (03.04.1990 – 12.03.2024). {} Вічна пам'ять!",
    ),
    "en": (
        "Pakhom Veretelnikov, a 33-year-old private from Zarinsk, was killed in Ukraine on 12 March. {}",
        "{} Pakhom Veretelnikov, 33, was killed near Avdiivka on 12 March.",
    ),
}
CASES = [(lang, life.strip()) for lang, lines in LIVES.items() for life in lines.strip().splitlines()]


@pytest.mark.parametrize(("lang", "life"), CASES)
def test_a_life_is_no_cause_of_death(lang: str, life: str) -> None:
    for notice in NOTICES[lang]:
        reading = read(notice.format(life), published=PUBLISHED, lang=lang)
        dead = [p for p in reading.persons if p.role is Role.DEAD]
        assert reading.is_war_death, notice
        assert len(dead) == 1, notice
        told = {p.property: p.value for p in dead[0].proposals}
        assert told[Property.SURNAME].startswith("Веретельник" if lang != "en" else "Veretelnik")
        assert told.get(Property.DEATH, "2024-03-12") == "2024-03-12", notice


@pytest.mark.parametrize(
    "text",
    [
        "Веретельников Пахом Савельевич работал сторожем и погиб при пожаре на складе.",
        "В ДТП под Заринском погиб Веретельников Пахом. Он любил мотоциклы.",
        "Прошёл Чечню, служил в Сирии и погиб в Сирии Веретельников Пахом.",
        "Ветеран чеченской кампании Веретельников Пахом скончался от рака на 52-м году жизни.",
    ],
)
def test_a_cause_told_of_the_death_stays_its_cause(text: str) -> None:
    assert [p.role for p in read(text, published=PUBLISHED, lang="ru").persons] == [Role.DEAD_OTHER]


def test_the_man_in_a_relatives_post_keeps_the_day_told_of_the_brother() -> None:
    reading = read("Погиб брат 5 марта. Веретельников Пахом. Похороны Пахома завтра.", published=PUBLISHED, lang="ru")
    told = {p.property: p.value for p in reading.persons[0].proposals}
    assert told[Property.DEATH] == "2024-03-05"
