"""Laws of the reader that hold for any text."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.extract.tolls import read_tolls_in_text
from everyname.extract.tolls.layout import lay_out
from everyname.extract.tolls.lexicon import flat
from everyname.extract.tolls.numbers import find_quantities

REPORT = (
    "The Aurora Post has identified 4,318 soldiers killed as of May 1, 2031. Reservists account for 1,207 of the 4,318 "
    "deaths, and around 200 reports are awaiting verification, its editor Marta Lindqvist said on Wednesday."
)
HEAP = (
    "погибли двести 11 662 солдат, по данным «Фонаря» the outlet said 40,000 killed of whom half не менее from 3 to 9 "
    "May 2023 удар по Вешину % 15% (+660) — „ « https://a.example/2024/05/04/x Related: станом на загинуло понад"
)
WORDS = st.sampled_from([*HEAP.split(), "\n"])


@given(st.text(max_size=200))
def test_flat_text_keeps_every_position(text: str) -> None:
    assert len(flat(text)) == len(text)


@given(st.integers(min_value=1000, max_value=9_999_999), st.sampled_from([",", " ", ".", "\u00a0", "\u202f"]))
def test_any_thousands_separator_gives_the_same_number(value: int, separator: str) -> None:
    written = f"{value:,}".replace(",", separator)
    assert [q.low for q in find_quantities(flat(f"{written} soldiers"), "en")] == [value]


@given(st.sets(st.integers(min_value=0, max_value=REPORT.count(" ") - 1)))
@settings(max_examples=40, deadline=None)
def test_line_ends_between_words_change_nothing(breaks: set[int]) -> None:
    words = REPORT.split(" ")
    wrapped = words[0] + "".join(("\n" if i in breaks else " ") + w for i, w in enumerate(words[1:]))
    plain, read = (read_tolls_in_text(t, published=date(2031, 5, 8)) for t in (REPORT, wrapped))
    assert [p.claim for p in plain] == [p.claim for p in read]
    assert [p.spans for p in plain] == [p.spans for p in read]


@given(st.lists(WORDS, max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_heap_of_words_is_read_and_every_span_lies_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for proposal in read_tolls_in_text(text, published=date(2024, 1, 1)):
        assert 0 < proposal.confidence <= 1
        assert proposal.span("value") is not None
        for _, (start, end) in proposal.spans:
            assert 0 <= start < end <= len(text)


@given(st.text(alphabet="ab .\n\u00a0Жї", max_size=120))
def test_layout_keeps_every_offset(text: str) -> None:
    for passage in lay_out(text).passages:
        assert all(a < b for a, b in pairwise(passage.offsets))
        assert all(text[o] == c or text[o].isspace() for o, c in zip(passage.offsets, passage.text, strict=True))
