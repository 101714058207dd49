"""Every line of the cue vocabularies finds what its example says."""

import pytest

from everyname.extract.roles.cues import LANGUAGES, compile_cue, entries, find_cues

LINES = [(lang, book, *line) for lang in LANGUAGES for book in ("people", "titles") for line in entries(lang, book)]


@pytest.mark.parametrize(("lang", "book", "kind", "cue", "example"), LINES)
def test_line_is_found_in_its_example(lang: str, book: str, kind: str, cue: str, example: str) -> None:
    found = [c for c in find_cues(example, lang, book) if c.kind == kind]
    assert any(compile_cue(cue).match(c.text + " ") for c in found)


@pytest.mark.parametrize("text", ["соболезнования семье", "орденов и медалей", "пользователь", "вовремя прибыл"])
def test_cue_needs_a_word_boundary(text: str) -> None:
    assert {c.kind for c in find_cues(text, "ru")} <= {"condolence"}
