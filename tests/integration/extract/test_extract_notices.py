"""The own notices (invented persons): the dead are found and nobody else is; local evaluation data when it is there."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from everyname.domain.names import fold
from everyname.domain.words import Property, Role
from everyname.extract import read

OWN = Path(__file__).parents[2] / "data" / "notices"
EVALUATION = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[4] / "shared" / "data"))


def names(text: str, day: str) -> set[str]:
    persons = read(text, published=date.fromisoformat(day)).persons
    full = [p.first(Property.FULL_NAME) for p in persons if p.role is Role.DEAD]
    return {" ".join(fold(f.value).split()[:2]) for f in full if f}


def f1(path: Path) -> float:
    right = proposed = wanted = 0
    for post in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        have = names(post["text"], post["pub"])
        want = {" ".join(fold(p["full_name"]).split()[:2]) for p in post["persons"]}
        right, proposed, wanted = right + len(have & want), proposed + len(have), wanted + len(want)
    return 2 * right / (proposed + wanted)


@pytest.mark.parametrize("half", ["tune", "check", "hand_tune"])
def test_dead_of_the_own_notices_are_found(half: str) -> None:
    assert f1(OWN / f"{half}.jsonl") >= 0.95


@pytest.mark.parametrize("blind", [3, 4, *range(6, 20), 22])
def test_dead_of_the_blind_notices_stay_found(blind: int) -> None:
    assert f1(OWN / f"hand_blind{blind}.jsonl") >= 0.9


@pytest.mark.parametrize(("blind", "least"), [(20, 0.9), (21, 0.78)])
def test_dead_of_the_sets_met_last_are_found_as_they_were(blind: int, least: float) -> None:
    assert f1(OWN / f"hand_blind{blind}.jsonl") >= least


def test_dead_told_in_few_or_unusual_words_are_mostly_found() -> None:
    assert f1(OWN / "hand_whose.jsonl") >= 0.8


def test_dead_of_the_checked_notices_are_found() -> None:
    assert f1(OWN / "hand_check.jsonl") >= 0.9


@pytest.mark.skipif(not (EVALUATION / "notices").is_dir(), reason="local evaluation data: notices are absent")
def test_dead_of_the_evaluation_notices_are_found() -> None:
    assert f1(EVALUATION / "notices" / "dev.jsonl") >= 0.94
