"""Numbers of persons as people write them, in three languages."""

from datetime import date

import pytest

from everyname.domain.tolls import Qualifier
from everyname.extract.tolls.lexicon import flat
from everyname.extract.tolls.numbers import find_quantities
from everyname.extract.tolls.reader import read_tolls_in_text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("На трассе Р-298 погибли водитель и пассажир.", "ru"),
        ("На трасі М-06 загинули двоє людей з 24 ОМБр імені короля Данила.", "uk"),
        ("Волонтёры передали дроны бойцам 72 бригады имени Запорожцев, где служил погибший.", "ru"),
        ("The 3 separate brigade named after the dead general received drones.", "en"),
    ],
)
def test_the_number_of_a_road_or_a_brigade_is_no_count(text: str, lang: str) -> None:
    found = read_tolls_in_text(text, published=date(2023, 5, 20), lang=lang)
    assert not {told.toll.value_low for told in found} & {298, 6, 24, 72, 3}


@pytest.mark.parametrize(
    ("text", "lang", "low", "high", "qualifier"),
    [
        ("11,662 troops", "en", 11662, 11662, "exact"),
        ("11 662 имени", "ru", 11662, 11662, "exact"),
        ("11.662 soldiers", "en", 11662, 11662, "exact"),
        ("11\u00a0662 імен", "uk", 11662, 11662, "exact"),
        ("nearly 1,000 soldiers", "en", 1000, 1000, "about"),
        ("a couple of hundred men", "en", 200, 200, "about"),
        ("two hundred and twelve cadets", "en", 212, 212, "exact"),
        ("more than half a million wounded", "en", 500000, 500000, "over"),
        ("10k dead", "en", 10000, 10000, "exact"),
        ("as many as 400 men", "en", 400, 400, "up_to"),
        ("200 or more soldiers", "en", 200, 200, "at_least"),
        ("between 40,000 and 55,000 men", "en", 40000, 55000, "range"),
        ("7,000-15,000 troops", "en", 7000, 15000, "range"),
        ("около двухсот человек", "ru", 200, 200, "about"),
        ("не менее 1,5 тыс. человек", "ru", 1500, 1500, "at_least"),
        ("полторы тысячи бойцов", "ru", 1500, 1500, "exact"),
        ("сто двадцать три имени", "ru", 123, 123, "exact"),
        ("от 160 до 165 тысяч военных", "ru", 160000, 165000, "range"),
        ("40–55 тысяч человек", "ru", 40000, 55000, "range"),
        ("200 с лишним солдат", "ru", 200, 200, "over"),
        ("понад 10 тисяч осіб", "uk", 10000, 10000, "over"),
        ("щонайменше двісті сорок бійців", "uk", 240, 240, "at_least"),
        ("від 70 до 100 тисяч осіб", "uk", 70000, 100000, "range"),
    ],
)
def test_number_has_its_value_and_bound(text: str, lang: str, low: int, high: int, qualifier: str) -> None:
    (quantity,) = find_quantities(flat(text), lang)
    assert (quantity.low, quantity.high, quantity.qualifier) == (low, high, Qualifier(qualifier))


def test_change_from_one_number_to_another_is_no_range() -> None:
    found = find_quantities(flat("the toll rose from 300 to 412"), "en")
    assert [(q.low, q.high) for q in found] == [(300, 300), (412, 412)]


def test_interval_with_a_probability_is_told_from_a_range() -> None:
    text = flat("the 95% confidence interval is 40,000 to 55,000 deaths")
    assert Qualifier.INTERVAL in [q.qualifier for q in find_quantities(text, "en") if q.low == 40000]


def test_share_takes_its_value_from_the_whole() -> None:
    half, whole = find_quantities(flat("half of the 89"), "en")
    named = half.of(whole)
    assert (named.low, named.high, named.qualifier) == (44, 45, Qualifier.ABOUT)
