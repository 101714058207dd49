"""Units, categories and awards in any case come out in their normal form."""

from __future__ import annotations

import pytest

from everyname.extract.spans import find_all


def values(kind: str, text: str, lang: str = "ru") -> list[str]:
    return [f.value for f in find_all(text, lang, None) if f.kind == kind]


@pytest.mark.parametrize(
    ("text", "lang", "unit"),
    [
        ("из 40-й отдельной бригады морской пехоты", "ru", "40-я отдельная бригада морской пехоты"),
        ("в 331-м гвардейском парашютно-десантном полку", "ru", "331-й гвардейский парашютно-десантный полк"),
        ("247 дшп", "ru", "247-й десантно-штурмовой полк"),
        ("в 108-м десантно-штурмовом полку", "ru", "108-й десантно-штурмовой полк"),
        ("810 обрмп", "ru", "810-я отдельная бригада морской пехоты"),
        ("служил в 1427 полку", "ru", "1427-й полк"),
        ("В первой гвардейской танковой армии", "ru", "1-я гвардейская танковая армия"),
        ("74-й отд. мотострелковой бригаде", "ru", "74-я отдельная мотострелковая бригада"),
        ("войсковой части 41680", "ru", "в/ч 41680"),
        ("В/ч №91711", "ru", "в/ч 91711"),
        ("в БАРС-16 «Кубань»", "ru", "БАРС-16"),
        ("в «Шторм Z»", "ru", "Шторм Z"),
        ("в отряде Шторм-Z", "ru", "Шторм Z"),
        ("махачкалинского ОМОНа", "ru", "ОМОН"),
        ("отряд «Ахмат»", "ru", "Ахмат"),
        ("в Африканском корпусе", "ru", "Африканский корпус"),
        ("30-ї окремої механізованої бригади", "uk", "30-та окрема механізована бригада"),
        ("93 ОМБр", "uk", "93-тя окрема механізована бригада"),
        ("47 бригада", "uk", "47-ма бригада"),
        ("в/ч А7076", "uk", "в/ч А7076"),
        ("of the 810th Separate Guards Naval Infantry Brigade", "en", "810th Separate Guards Naval Infantry Brigade"),
    ],
)
def test_units(text: str, lang: str, unit: str) -> None:
    assert values("unit", text, lang) == [unit]


@pytest.mark.parametrize(
    "text", ["15 бригад уехали", "в 2022 году", "Ахмат Кадыров приехал", "2 роты подошли", "5 сентября отряд ушёл"]
)
def test_what_is_no_unit(text: str) -> None:
    assert values("unit", text) == []


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("Ушёл на СВО добровольцем", "ru", "volunteer"),
        ("подписал контракт", "ru", "contract"),
        ("был призван по мобилизации", "ru", "mobilised"),
        ("Повестку получил в сентябре", "ru", "mobilised"),
        ("боец ЧВК", "ru", "pmc"),
        ("сидел в ИК-4", "ru", "inmate"),
        ("сотрудник Росгвардии", "ru", "police_guard"),
        ("рядовой срочной службы", "ru", "conscript"),
        ("мобілізований у березні", "uk", "mobilised"),
        ("a contract soldier", "en", "contract"),
        ("recruited from a penal colony", "en", "inmate"),
    ],
)
def test_categories(text: str, lang: str, code: str) -> None:
    assert code in values("category", text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "начальник мобилизационного отдела",
        "военный комиссар района",
        "он не был мобилизован",
        "сотрудник колонии",
        "музыкальная школа",
        "жены мобилизованных",
    ],
)
def test_words_that_say_nothing_of_entering_service(text: str) -> None:
    assert values("category", text) == []


@pytest.mark.parametrize(
    ("text", "lang", "awards"),
    [
        ("награждён орденом Мужества", "ru", ["орден Мужества"]),
        ("медалью «За отвагу» посмертно", "ru", ["медаль «За отвагу»"]),
        ("звания Героя Российской Федерации", "ru", ["Герой России"]),
        ("Георгиевским крестом 4 ст.", "ru", ["Георгиевский крест IV степени"]),
        ("орденами Мужества и Жукова", "ru", ["орден Мужества", "орден Жукова"]),
        (
            "медалями Суворова, «За отвагу» и Нестерова",
            "ru",
            ["медаль Суворова", "медаль «За отвагу»", "медаль Нестерова"],
        ),
        ("медаль «За освобождение Попасной»", "ru", ["медаль «За освобождение Попасной»"]),
        ("орденом «За мужність» III ступеня", "uk", ["орден «За мужність» III ступеня"]),
        ("awarded the Order of Courage", "en", ["орден Мужества"]),
    ],
)
def test_awards(text: str, lang: str, awards: list[str]) -> None:
    assert values("award", text, lang) == awards
