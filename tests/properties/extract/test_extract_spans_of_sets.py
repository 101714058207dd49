"""Every value of every own notice (and of the local evaluation data) can be derived again from its span alone."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from everyname.extract import read

OWN = Path(__file__).parents[2] / "data" / "notices"
EVALUATION = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[4] / "shared" / "data"))
SETS = [path.name for path in sorted(OWN.glob("*.jsonl"))]


def mismatches(path: Path) -> Iterator[tuple[str, str]]:
    for post in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        text = post["text"]
        for person in read(text, published=date.fromisoformat(post["pub"])).persons:
            for proposal in person.proposals:
                start, end = proposal.span
                if not (0 <= start < end <= len(text)) or text[start:end] != proposal.original:
                    yield post["id"], proposal.property


@pytest.mark.parametrize("name", SETS)
def test_spans_of_the_own_notices_hold_their_words(name: str) -> None:
    assert list(mismatches(OWN / name)) == []


@pytest.mark.skipif(not (EVALUATION / "notices").is_dir(), reason="local evaluation data: notices are absent")
def test_spans_of_the_evaluation_notices_hold_their_words() -> None:
    assert list(mismatches(EVALUATION / "notices" / "dev.jsonl")) == []
