"""Words as they are looked for. Invariant: a word's hash and keys depend on the word alone and are stable for ever.

A word is stored under its stem: one Latin form for scripts, case endings and forms of one given name. What a slip may
make of it is found by keys: the stem less one letter (symmetric delete, Garbe 2012), its consonants, its four-letter
pieces. Hashes are polynomials over the letters (Rabin and Karp 1987), so those of all deletions take a few array steps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.keys import Hashes, mix
from everyname.linkage.names import main_given, name_words
from everyname.linkage.text import Script, clean, clean_all, latin_form, letters, stem, stem_lines

LONGEST = 24  # letters of a word that tell it apart
SHORTEST = 4  # a shorter word has no slips: nearly everything would be one of it
PIECE, TRACED = 4, 3  # letters of a piece that leads to words, of one that leaves a trace
FATHER = "'"  # ends the stem of a patronymic, so that Ivan is not taken for Ivanovich
_BASE, _STIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_POWERS = np.cumprod(np.full(LONGEST, _BASE, dtype=np.uint64))
_LESS = np.uint64(pow(int(_BASE), -1, 1 << 64))  # takes one power away
_UNPOWERS = np.cumprod(np.full(LONGEST, _LESS, dtype=np.uint64))
_SLIP, _BONES, _WITHIN = (np.uint64(n) for n in (0x51, 0xB0, 0x17))
_SAME_SOUND = str.maketrans({"q": "k", "x": "h", **dict.fromkeys("aeiouywj", "")})
_ARABIC, _PLAIN, _SINGLE = map(re.compile, ("[\u0600-\u06ff]", "[а-яіїєґў]+", "[a-zа-яіїєґў]+"))
_KINDS = ("given", "patronymic", "surname")


class Word(NamedTuple):
    """One word: its Latin ``form`` as written, and the ``stem`` under which records are found."""

    form: str
    stem: str


@lru_cache(maxsize=1 << 18)
def word_of(word: str) -> Word:
    """Form and stem of one folded word."""
    if _ARABIC.search(word):
        form = latin_form(word, Script.ARABIC)[:LONGEST]
        return Word(form, form)
    form = latin_form(word, Script.SLAVIC) or word
    return _word(word, form, *(stem(word, Script.SLAVIC, kind) for kind in _KINDS))


def _word(word: str, form: str, given: str, father: str, surname: str) -> Word:
    """The word whose stems as each part of a name are these."""
    found = main_given(given)
    if not found and len(word) > SHORTEST and father != given:
        found = (main_given(father) or father)[: LONGEST - 1] + FATHER
    return Word(form[:LONGEST], (found or surname[: max(2, len(surname.rstrip("aeiou")))] or form)[:LONGEST])


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a name as written anywhere; none for a placeholder."""
    return tuple(word_of(word) for word in name_words(clean(text)))


def words_of_many(texts: Sequence[str]) -> list[tuple[Word, ...]]:
    """``words_of`` each."""
    return _read([[text] if _SINGLE.fullmatch(text) else name_words(text) for text in clean_all(texts)])


def _read(split: list[list[str]]) -> list[tuple[Word, ...]]:
    """``word_of`` each; Cyrillic words, nearly all of a Slavic list, go through at once."""
    every = dict.fromkeys(word for words in split for word in words)
    plain = [word for word in every if _PLAIN.fullmatch(word)]
    lines = "\n".join(plain)
    stems = zip(plain, *stem_lines(lines, ("", *_KINDS)), strict=True) if plain else ()
    known = {word: _word(word, *rest) for word, *rest in stems}
    known |= {word: word_of(word) for word in every if word not in known}
    return [tuple(known[word] for word in words) for words in split]


@lru_cache(maxsize=1 << 16)
def place_words(text: str) -> tuple[Word, ...]:
    """The words of a place that tell which one it is."""
    return tuple(map(word_of, _of_place(clean(text))))


def place_words_of_many(texts: Sequence[str]) -> list[tuple[Word, ...]]:
    """``place_words`` of each."""
    return _read([_of_place(text) for text in clean_all(texts)])


def _of_place(text: str) -> list[str]:
    return [word for word in text.split() if len(word) > 1 and word not in _kinds_of_place()]


@cache
def _kinds_of_place() -> frozenset[str]:
    return frozenset(letters()["place_words"])


def _powers(words: Sequence[str]) -> NDArray[np.uint64]:
    """A term of the polynomial per letter, 0 beyond the end."""
    matrix = np.array(words, dtype=f"U{LONGEST}").view(np.uint32).reshape(len(words), LONGEST).astype(np.uint64)
    return np.asarray(matrix * _POWERS)


def _stirred(sums: NDArray[np.uint64]) -> Hashes:
    out = sums ^ (sums >> np.uint64(30))
    out = out * _STIR
    out ^= out >> np.uint64(27)
    out[out == 0] = 1
    return out


def hashes_of(words: Sequence[str]) -> Hashes:
    """64 bits a word, never 0."""
    with np.errstate(over="ignore"):
        return _stirred(_powers(words).sum(axis=1, dtype=np.uint64))


def slips_of(stems: Sequence[str]) -> tuple[NDArray[np.intp], Hashes]:
    """(place of the stem, key) of each stem, of it less one letter, and of its consonants alone."""
    with np.errstate(over="ignore"):
        terms = _powers(stems)
        before = np.cumsum(terms, axis=1, dtype=np.uint64)
        whole = before[:, -1:]
        less = before - terms + (whole - before) * _LESS
    lengths = np.fromiter(map(len, stems), np.int64, len(stems))
    row, column = np.nonzero((np.arange(LONGEST) < lengths[:, None]) & (lengths[:, None] >= SHORTEST))
    bones = [bones_of(text) for text in stems]
    boned = np.flatnonzero([len(text.rstrip(FATHER)) > 1 for text in bones])
    everyone = np.arange(len(stems))
    keys = (
        mix(_stirred(whole[:, 0]), _tag(everyone, _SLIP)),
        mix(_stirred(less[row, column]), _tag(row, _SLIP)),
        mix(hashes_of(bones)[boned], _tag(boned, _BONES)),
    )
    return np.concatenate([everyone, row, boned]), np.concatenate(keys)


def slips_of_words(words: Sequence[Word]) -> tuple[NDArray[np.intp], Hashes]:
    """(place of the word, key) of its stem's slips, and of its form's: a slip in an ending may change the stem more."""
    others = [i for i, word in enumerate(words) if word.form != word.stem]
    places, keys = slips_of([word.stem for word in words] + [words[i].form for i in others])
    return np.array([*range(len(words)), *others], dtype=np.intp)[places], keys


def pieces_of(forms: Sequence[str]) -> tuple[NDArray[np.intp], Hashes]:
    """(place of the form, key) of each run of ``PIECE`` letters."""
    row, runs = _runs(forms, PIECE)
    return row, mix(runs, _tag(row, _WITHIN))


def traces_of(forms: Sequence[str]) -> Hashes:
    """Of each form 64 bits, two for every run of ``TRACED`` letters: a word has all bits of a piece of it."""
    row, runs = _runs(forms, TRACED)
    found = np.zeros(len(forms), dtype=np.uint64)
    if len(row):
        one, last = np.uint64(1), np.uint64(63)
        bits = (one << (runs & last)) | (one << ((runs >> np.uint64(6)) & last))
        starts = np.flatnonzero(np.diff(row, prepend=-1))
        found[row[starts]] = np.bitwise_or.reduceat(bits, starts)
    return found


def _runs(forms: Sequence[str], letters: int) -> tuple[NDArray[np.intp], Hashes]:
    """(place of the form, hash) of each run of so many letters, in order of places."""
    with np.errstate(over="ignore"):
        before = np.cumsum(np.pad(_powers(forms), ((0, 0), (1, 0))), axis=1, dtype=np.uint64)
        runs = before[:, letters:] - before[:, :-letters]
        runs[:, 1:] *= _UNPOWERS[: runs.shape[1] - 1]
        lengths = np.fromiter(map(len, forms), np.int64, len(forms))
        row, column = np.nonzero(np.arange(runs.shape[1]) + letters <= lengths[:, None])
        return row, _stirred(runs[row, column])


def _tag(like: NDArray[np.intp], tag: np.uint64) -> Hashes:
    return np.full(len(like), tag)


@lru_cache(maxsize=1 << 18)
def bones_of(text: str) -> str:
    """Consonants alone, each once in a row: what vowels, long letters and another script leave of a word."""
    return re.sub(r"(.)\1+", r"\1", text.translate(_SAME_SOUND))
