"""How well the words of records fit the words of a question. Invariant: 1 only for the word itself; a record's word
answers one word of the question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from everyname.linkage.lookup.keys import Entry
from everyname.linkage.lookup.reading import BEGINS, WITHIN, Floats, Readings
from everyname.linkage.lookup.words import TRACED, Word, bones_of, hashes_of

SAME, _FORM = 0.96, 0.04  # how well another form of a word fits that shares no letters with the one typed; all letters
_ALIKE = 0.9  # times the share of letters in their places
_LEAST = 0.7  # share of letters in their places below which a word is another
_BONES = 0.6, 0.3  # how well a word fits that has but the consonants of the one typed; that has all letters


def fits_of(asked: Sequence[Sequence[Word]], readings: Sequence[Readings], entries: Sequence[Entry]) -> Floats:
    """The fit, 0..1, of every word of the question (rows; each as it may have been meant) to each record."""
    held = [entry.words.split() for entry in entries]
    every = list(dict.fromkeys(word for words in held for word in words))
    if not asked or not every:
        return np.zeros((len(asked), len(entries)))
    place = {word: i for i, word in enumerate(every)}
    width = max(map(len, held))
    table = np.array([[place[w] for w in words] + [len(every)] * (width - len(words)) for words in held])
    parts = [word.partition("/") for word in every]
    words = [Word(form or stem, stem) for stem, _, form in parts]
    hashes = hashes_of([word.stem for word in words])
    read = np.array([reading.fits_of(hashes) for reading in readings])
    best = _in_letters(asked, words, read)
    return _one_each(np.pad(best, ((0, 0), (0, 1)))[:, table])


def _one_each(fits: Floats) -> Floats:
    """Of words of the question x records x words of a record: what each of the first has, the best pairs first."""
    asked, records, width = fits.shape
    left = fits.transpose(1, 0, 2).reshape(records, asked * width).copy()
    found, rows = np.zeros((asked, records)), np.arange(records)
    for _ in range(min(asked, width)):
        best = left.argmax(axis=1)
        word, own = np.divmod(best, width)
        found[word, rows] += left[rows, best]
        grid = left.reshape(records, asked, width)
        grid[rows, word] = 0.0
        grid[rows, :, own] = 0.0
    return found


def _in_letters(asked: Sequence[Sequence[Word]], every: list[Word], read: Floats) -> Floats:
    """The best fit of the words of each group to every word, of their letters or as it was ``read``."""
    words = [word for group in asked for word in group]
    shares = [
        cdist(a, b, scorer=OSA.normalized_similarity, dtype=np.float64)
        for a, b in (
            ([w.form for w in words], [w.form for w in every]), ([w.stem for w in words], [w.stem for w in every])
        )
    ]  # fmt: skip
    alike = np.maximum(*shares)
    fits = np.where(alike >= _LEAST, _ALIKE * alike, 0.0)
    forms, bones = [word.form for word in every], np.array([bones_of(word.stem) for word in every])
    for row, letters, word in zip(fits, alike, words, strict=True):
        own = bones_of(word.stem)
        if len(own) > 1:
            np.maximum(row, (bones == own) * (_BONES[0] + _BONES[1] * letters), out=row)
        np.maximum(row, _holding(word.form, forms), out=row)
    starts = np.cumsum([0, *map(len, asked)])[:-1]
    near = np.maximum.reduceat(shares[0], starts, axis=0)
    read = np.where(read == 1.0, SAME + _FORM * near, read)
    return np.asarray(np.maximum(read, np.maximum.reduceat(fits, starts, axis=0)))


def _holding(form: str, forms: Sequence[str]) -> list[float]:
    """How well words fit that begin with this form, or hold it."""
    least = WITHIN if len(form) >= TRACED else 0.0
    return [(BEGINS if other.startswith(form) else least) if form in other else 0.0 for other in forms]
