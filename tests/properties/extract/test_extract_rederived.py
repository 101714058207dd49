"""Every value of a person follows from the words at its span, from its sentence, or from what the text said before.

A value that only the whole text yields would be a value nobody can check by looking at what is marked.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.domain.words import Property
from everyname.extract import read
from everyname.extract.canonical import canonical
from everyname.extract.reading import Proposal
from everyname.extract.spans import find_all
from everyname.extract.tokens import Lines, sentences

OWN = Path(__file__).parents[2] / "data" / "notices"
EVALUATION = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[4] / "shared" / "data"))
SETS = [path.name for path in sorted(OWN.glob("*.jsonl"))]
PLACES = ("settlement", "region", "area")
KINDS = {
    Property.AGE: ("age",),
    Property.BIRTH: ("date",),
    Property.DEATH: ("date",),
    Property.BURIAL: ("date",),
    Property.RANK: ("rank",),
    Property.UNIT: ("unit",),
    Property.CATEGORY: ("category",),
    Property.AWARDS: ("award",),
    Property.SETTLEMENT: PLACES,
    Property.REGION: ("region",),
    Property.DEATH_PLACE: PLACES,
}
READINGS = ("past", "nearest", "earlier", "context", "said")  # of a day without a year; a region as the text has it


def said(text: str, published: date, kinds: tuple[str, ...]) -> set[str]:
    """Every value that the finders read in a text, in each of its readings."""
    languages = ("ru", "uk", "en")
    every = [f for lang in languages for f in find_all(text, lang, published)]
    found = [f for f in every if f.kind in kinds]
    told = {f.value for f in found} | {f.attrs[key] for f in found for key in READINGS if key in f.attrs}
    people = (f for f in every if "region" in kinds and f.attrs.get("form") == "demonym")
    return told | {f.attrs["regions"] for f in people if "regions" in f.attrs}  # «Нижегородцы» are of their region too


def follows(text: str, proposal: Proposal, published: date) -> bool:
    (start, end), kinds = proposal.span, KINDS[proposal.property]
    sentence = sentences(text)[Lines(sentences(text)).index(start)]
    contexts = (text[start:end], text[sentence.start : sentence.end], text[: max(end, sentence.end)])
    return any(proposal.value in said(context, published, kinds) for context in contexts)


def unfounded(text: str, published: date) -> Iterator[tuple[str, str, str]]:
    for person in read(text, published=published).persons:
        for proposal in person.proposals:
            if proposal.property in KINDS and not follows(text, proposal, published):
                yield proposal.property, proposal.value, proposal.original


def of_file(path: Path) -> list[tuple[str, str, str]]:
    posts = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [w for p in posts for w in unfounded(canonical(p["text"]).text, date.fromisoformat(p["pub"]))]


@pytest.mark.parametrize("name", SETS)
def test_values_of_the_own_notices_follow_from_what_is_marked(name: str) -> None:
    assert of_file(OWN / name) == []


@pytest.mark.skipif(not (EVALUATION / "notices").is_dir(), reason="local evaluation data: notices are absent")
def test_values_of_the_evaluation_notices_follow_from_what_is_marked() -> None:
    assert of_file(EVALUATION / "notices" / "dev.jsonl") == []


PIECES = """Погиб погиб похоронен 12.05.2023 5 мая вчера 11-го днём позже накануне рядовой гв. мл. с-т Иван Петров Лев
Кошкарин уроженец Орска из села Озёрки Курганской области под Бахмутом 27 лет на 28-м году жизни 1985 г.р. 40-й
бригады морской пехоты «Ахмат» орденом Мужества мобилизован сын Анна Загинув сержант Остап Мельник під Бахмутом з Умані
Killed Private John Birkwood , . ( ) — aged 31 near Robotyne on Friday"""
TEXTS = st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=30).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_values_of_any_text_follow_from_what_is_marked(text: str) -> None:
    assert list(unfounded(canonical(text).text, date(2023, 6, 1))) == []
