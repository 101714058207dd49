"""How well the words of records fit the words of a question. Invariant: 1 only for the word itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from everyname.linkage.lookup.keys import Entry
from everyname.linkage.lookup.reading import BEGINS, WITHIN, Floats, Readings
from everyname.linkage.lookup.words import TRACED, Word, bones_of, hashes_of

_ALIKE = 0.9  # times the share of letters in their places
_LEAST = 0.7  # share of letters in their places below which a word is another
_BONES = 0.84


def fits_of(asked: Sequence[Sequence[Word]], readings: Sequence[Readings], entries: Sequence[Entry]) -> Floats:
    """The best fit, 0..1, of every word of the question (rows; each as it may have been meant) to each record."""
    held = [entry.words.split() for entry in entries]
    every = list(dict.fromkeys(word for words in held for word in words))
    if not asked or not every:
        return np.zeros((len(asked), len(entries)))
    place = {word: i for i, word in enumerate(every)}
    width = max(map(len, held))
    table = np.array([[place[w] for w in words] + [len(every)] * (width - len(words)) for words in held])
    hashes = hashes_of(every)
    read = np.array([reading.fits_of(hashes) for reading in readings])
    best = np.maximum(read, _in_letters(asked, every))
    return np.asarray(np.pad(best, ((0, 0), (0, 1)))[:, table].max(axis=2))


def _in_letters(asked: Sequence[Sequence[Word]], every: list[str]) -> Floats:
    """The best fit of the words of each group to every stem."""
    words = [word for group in asked for word in group]
    texts = [word.stem for word in words] + [word.form for word in words]
    alike = cdist(texts, every, scorer=OSA.normalized_similarity, score_cutoff=_LEAST, dtype=np.float64)
    fits = _ALIKE * alike.reshape(2, len(words), len(every)).max(axis=0)
    bones = [bones_of(stem) for stem in every]
    for row, word in zip(fits, words, strict=True):
        own, form = bones_of(word.stem), word.form
        least = [
            BEGINS if stem.startswith(form)
            else WITHIN if form in stem and len(form) >= TRACED
            else _BONES if bone == own
            else 0.0
            for stem, bone in zip(every, bones, strict=True)
        ]  # fmt: skip
        np.maximum(row, least, out=row)
    starts = np.cumsum([0, *map(len, asked)])[:-1]
    return np.asarray(np.maximum.reduceat(fits, starts, axis=0))
