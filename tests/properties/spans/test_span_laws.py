"""Laws of the span finders: spans lie in the text, values are valid, nothing breaks on any text."""

from __future__ import annotations

import time
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.domain.edtf import is_valid
from everyname.domain.words import Category
from everyname.extract.spans import find_all
from everyname.extract.spans.calendar_days import last_before, nearest
from everyname.extract.spans.lexicon import fold

SAMPLE = """погиб 5 мая 2023 12.06.23 года рождения ( ) — – , . «Ахмат» гв. ст. л-т 46-летний орденом Мужества из села
Озёрки в/ч 12345 под Бахмутом 40-й отдельной бригады морской пехоты Курганской области вчера ~40 лет I II 1 99
31.02.2024 загинув 25 років the 22nd of May killed near год назад, 19 января ст. И. г. м. накануне днём позже"""
PIECES = st.sampled_from([*SAMPLE.split(), "\n", "\u0301", "İ"])
PUBLISHED = st.dates(date(2022, 2, 24), date(2035, 1, 1))
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.text(max_size=80))


@settings(max_examples=150, deadline=None)
@given(
    TEXTS,
    st.sampled_from(["ru", "uk", "en", "xx"]),
    st.one_of(st.none(), st.dates(date(2022, 2, 24), date(2030, 1, 1))),
)
def test_spans_lie_in_the_text_and_values_are_valid(text: str, lang: str, published: date | None) -> None:
    found = find_all(text, lang, published)
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        assert item.value.strip()
        assert 0 < item.confidence <= 1
        if item.kind == "date":
            assert is_valid(item.value)
        if item.kind == "category":
            Category(item.value)
        if item.kind == "age":
            assert 14 <= int(item.value) <= 90
    by_kind: dict[str, int] = {}
    for item in found:
        assert item.start >= by_kind.get(item.kind, 0)
        by_kind[item.kind] = item.end


@given(st.integers(1, 12), st.integers(1, 31), PUBLISHED)
def test_a_year_not_stated_makes_no_later_date(month: int, number: int, published: date) -> None:
    past, near = last_before(month, number, published), nearest(month, number, published)
    assert past is None or past <= published
    if past and near:
        assert abs((near - published).days) <= abs((past - published).days)


@given(st.text(max_size=60))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_time_is_linear_in_the_text() -> None:
    post = "Погиб 5 мая 2023 старший сержант Иванов из села Озёрки, 40-я бригада, орден Мужества, 27 лет. "

    def seconds(copies: int) -> float:
        text = post * copies
        begin = time.process_time()
        find_all(text, "ru", date(2024, 3, 14))
        return time.process_time() - begin

    seconds(10)
    assert seconds(800) < 30 * seconds(100) + 0.5
