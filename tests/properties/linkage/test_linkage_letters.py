"""Laws of conditions on letters: whatever they pass over quickly, they say what a plain reading of both texts says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from everyname.linkage.coded import Coded
from everyname.linkage.conditions import Condition, Pairs, begins_or_ends, initial, near
from everyname.linkage.features import Features

WORDS = st.lists(st.text("abсдع07", min_size=1, max_size=9), min_size=1, max_size=12)


def _holds(condition: Condition, words: list[str]) -> dict[tuple[str, str], bool]:
    features: Features = {"name": Coded.of(words).packed()}
    left, right = (side.ravel() for side in np.indices((len(words), len(words))))
    said = condition.holds(Pairs(features, features, left, right)).tolist()
    return {(words[a], words[b]): yes for a, b, yes in zip(left.tolist(), right.tolist(), said, strict=True)}


@given(WORDS)
def test_near_is_the_edit_distance(words: list[str]) -> None:
    """No pair within two edits is passed over."""
    for (a, b), yes in _holds(near("name", 2, 1.0), words).items():
        assert yes == (Levenshtein.distance(a, b) <= 2), (a, b)


@given(WORDS)
def test_part_is_a_beginning_or_an_end(words: list[str]) -> None:
    """No part is passed over, whatever letters the rest has."""
    for (a, b), yes in _holds(begins_or_ends("name", 2), words).items():
        short, long = sorted((a, b), key=len)
        assert yes == (len(short) >= 2 and (long.startswith(short) or long.endswith(short))), (a, b)


@given(WORDS)
def test_initial_is_one_letter(words: list[str]) -> None:
    """A single letter on either side, with which the other begins."""
    for (a, b), yes in _holds(initial("name"), words).items():
        assert yes == (min(len(a), len(b)) == 1 and a[0] == b[0]), (a, b)
