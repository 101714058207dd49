"""Every line of a vocabulary is found in a sentence of its own."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.extract.spans import find_all
from everyname.extract.spans.gazetteer import gazetteer
from everyname.extract.spans.lexicon import FOLDER, LANGUAGES, fold, forms_of, rows, split
from everyname.extract.spans.timewords import months, number_of, ordinals, weekdays

PUBLISHED = date(2024, 3, 14)


def values(kind: str, text: str, lang: str) -> list[str]:
    return [f.value for f in find_all(text, lang, PUBLISHED) if f.kind == kind]


def lines(name: str, langs: tuple[str, ...] = LANGUAGES) -> list[tuple[str, dict[str, str]]]:
    return [(lang, row) for lang in langs for row in rows(f"{lang}/{name}")]


@pytest.mark.parametrize(("lang", "row"), lines("ranks"))
def test_rank_lines(lang: str, row: dict[str, str]) -> None:
    text = f"Погиб {row['phrase']} Иванов" if lang != "en" else f"Killed: {row['phrase'].title()} Ivanov"
    assert values("rank", text, lang) == [row["as"] or row["phrase"]]


@pytest.mark.parametrize(("lang", "row"), lines("unit_abbreviations", ("ru", "uk")))
def test_unit_abbreviation_lines(lang: str, row: dict[str, str]) -> None:
    assert [v.split(" ", 1)[1] for v in values("unit", f"служил: 25 {row['short']}", lang)] == [row["name"]]


@pytest.mark.parametrize(("lang", "row"), lines("units_named"))
def test_named_unit_lines(lang: str, row: dict[str, str]) -> None:
    name = split(row["words"])[0]
    quoted = name if "«" in name else f"«{name[0].upper()}{name[1:]}»"
    assert values("unit", f"боец {quoted[0].upper()}{quoted[1:]}", lang) == [row["value"]]


@pytest.mark.parametrize(("lang", "row"), lines("categories"))
def test_category_lines(lang: str, row: dict[str, str]) -> None:
    cue = row["cue"].replace("*", "").replace("..", "новый").replace("№", "5")
    assert row["code"] in values("category", f"Сообщаем: {cue} и всё", lang)


@pytest.mark.parametrize(("lang", "row"), lines("category_guards"))
def test_category_guard_lines(lang: str, row: dict[str, str]) -> None:
    words = row["words"].replace("*", "").replace("..", "новый")
    assert values("category", f"Сообщаем: {words}", lang) == []


@pytest.mark.parametrize(("lang", "row"), [(g, r) for g, r in lines("awards", ("ru", "uk")) if r["kind"] != "крест"])
def test_award_lines(lang: str, row: dict[str, str]) -> None:
    for words in split(row["words"]):
        assert f"{row['kind']} {row['name']}" in values("award", f"Вручён {row['kind']} {words}", lang)


@pytest.mark.parametrize(("lang", "row"), lines("award_titles"))
def test_award_title_lines(lang: str, row: dict[str, str]) -> None:
    cue = row["cue"].replace("*", "")
    assert row["value"] in values("award", f"имеет {cue}{'»' if '«' in cue else ''} посмертно", lang)


@pytest.mark.parametrize(("lang", "row"), lines("regions", ("ru", "uk")))
def test_region_lines(lang: str, row: dict[str, str]) -> None:
    assert values("region", f"Родом: {row['name']}", lang) == [row["name"]]
    for other, _, declension in (o.partition(":") for o in split(row["others"])):
        for form, _plural in forms_of(other, declension, lang):
            assert row["name"] in values("region", f"сводка {form}", lang), form


@pytest.mark.parametrize(("lang", "row"), lines("place_types"))
def test_place_type_lines(lang: str, row: dict[str, str]) -> None:
    name = "Nowhereville" if lang == "en" else "Небыва"
    found = [f for f in find_all(f"Это {row['word']} {name}", lang, None) if f.kind == "settlement"]
    assert [f.value for f in found] == ([] if row["known"] else [name])


@pytest.mark.parametrize(("lang", "row"), lines("relative_days") + lines("relative_spans") + lines("feasts"))
def test_relative_date_lines(lang: str, row: dict[str, str]) -> None:
    assert len(values("date", f"погиб {row.get('word') or row['words']}", lang)) == 1


@pytest.mark.parametrize(("lang", "row"), lines("anchored_days"))
def test_anchored_day_lines(lang: str, row: dict[str, str]) -> None:
    found = values("date", f"5.02.2024 погиб, {row['words']} сообщили", lang)
    assert date.fromisoformat(found[-1]).toordinal() - date(2024, 2, 5).toordinal() == int(row["days"])


def test_calendar_words() -> None:
    for name, table in (("months", months()), ("weekdays", weekdays())):
        for _lang, row in lines(name):
            assert all(table[fold(form)] == int(row.get("month") or row["day"]) for form in split(row["forms"]))


def test_numerals() -> None:
    for lang, row in lines("numerals"):
        assert all(number_of(word) == int(row["value"]) for word in split(row["cardinal"])), (lang, row)
        assert all(ordinals()[fold(word)] == int(row["value"]) for word in split(row["ordinal"])), (lang, row)


def test_places_of_fighting_are_in_the_gazetteer() -> None:
    assert all(fold(row["name"]) in gazetteer("ru") for row in rows("ru/front_places"))


def test_every_file_is_a_table_with_no_empty_first_cell() -> None:
    for path in sorted(FOLDER.glob("??/*.csv")):
        if path.stem.startswith("cues_"):
            continue
        table = rows(f"{path.parent.name}/{path.stem}")
        assert table, path
        assert all(next(iter(row.values())) for row in table), path
        assert all(None not in row and None not in row.values() for row in table), path
