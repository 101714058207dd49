"""Laws of reading, whatever the text."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.extract import read
from everyname.extract.canonical import canonical

WORDS = st.sampled_from(
    [
        "Погиб",
        "на",
        "СВО",
        "рядовой",
        "Иван",
        "Петров",
        "Кошкарин",
        "Лев",
        "Павлович",
        "Орск",
        "—",
        ",",
        ".",
        "«",
        "»",
        "12.05.2023",
        "1985",
        "\xad",
        "\u200b",
        "é",
        "\u202e",
        "cержант",
        "г.р.",
        "СЕРГЕЙ",
        "мать",
        "(",
        ")",
        "и",
        "31",
        "год",
    ]
)
TEXTS = st.lists(WORDS, max_size=24).map(" ".join) | st.text(max_size=80)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_span_holds_its_original_words(text: str) -> None:
    for person in read(text, published=date(2023, 6, 1)).persons:
        for proposal in person.proposals:
            start, end = proposal.span
            assert 0 <= start < end <= len(text)
            assert text[start:end] == proposal.original


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_offsets_lead_back_in_order(text: str) -> None:
    canon = canonical(text)
    ends = [canon.span(i, i + 1) for i in range(len(canon.text))]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert all(one[0] <= other[0] for one, other in pairwise(ends))
