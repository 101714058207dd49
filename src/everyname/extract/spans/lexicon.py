"""Vocabulary files, the words of a text, and phrases of lemmas found among them.

Invariant: a vocabulary is a CSV file under ``everyname/vocabulary/<lang>/``; code never holds its words.
Words are compared folded: lower case, «ё» as «е».
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from everyname.extract.added import own

FOLDER = Path(__file__).resolve().parents[2] / "vocabulary"
LANGUAGES = ("ru", "uk", "en")
_WORD = re.compile(r"[^\W_]+(?:(?:['’ʼ]|(?<!\d)[-‑]|[-‑](?!\d)|(?<=\b\w)/)[^\W_]+)*")  # «п/п-к», not «1990-2023»
_FOLDED = str.maketrans("ё‑’ʼ\n\t", "е-''  ")
_GAP = re.compile(r"\s{1,3}")
_LONGEST_WORD = 80  # letters; longer ones are noise
_ABBREVIATED_GAP = re.compile(r"\s?\.?\s{0,3}|/")


class Word(NamedTuple):
    """A word of the text: as written, folded, its place, and the two folded characters from where it begins."""

    text: str
    low: str
    start: int
    end: int
    key: str


class Form(NamedTuple):
    """What an inflected word may be: its lemma, whether it is plural, and whether it is an abbreviation."""

    lemma: str
    plural: bool
    short: bool


def fold(text: str) -> str:
    """Lower case, «ё» as «е», one kind of hyphen, apostrophe and space; a text of the same length."""
    low = text.lower()
    if len(low) != len(text):  # a capital whose small form is two characters, such as «İ»
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return low.translate(_FOLDED)


def words_of(text: str, low: str) -> list[Word]:
    """Every word of the text, in order; ``low`` is the folded text."""
    return [Word(m[0], low[(s := m.start()) : m.end()], s, m.end(), low[s : s + 2]) for m in _WORD.finditer(text)]


def starts_of(words: list[Word]) -> list[Word]:
    """The words and, for hyphenated ones, their later parts, in order: where a cue may begin («казака-добровольца»)."""
    starts: list[Word] = []
    for word in words:
        starts.append(word)
        if "-" in word.low and len(word.low) <= _LONGEST_WORD:
            at = word.low.find("-") + 1
            while at:
                start = word.start + at
                starts.append(Word(word.text[at:], word.low[at:], start, word.end, word.low[at : at + 2]))
                at = word.low.find("-", at) + 1
    return starts


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``vocabulary/<name>.csv``, then the installation's; lines that begin with «#» are remarks."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        shipped = tuple(csv.DictReader(line for line in file if not line.startswith("#")))
    return (*shipped, *own(name))


def split(cell: str) -> list[str]:
    """The parts of a cell joined with «;»."""
    return [part.strip() for part in cell.split(";") if part.strip()]


@cache
def endings(lang: str) -> dict[str, tuple[list[str], list[str]]]:
    """Declensions of the language: name to (singular endings, plural endings)."""
    return {row["name"]: (_cells(row["singular"]), _cells(row["plural"])) for row in rows(f"{lang}/endings")}


def _cells(cell: str) -> list[str]:
    return ["" if part == "-" else part for part in cell.split()]


def forms_of(lemma: str, declension: str, lang: str) -> Iterator[tuple[str, bool]]:
    """Every case of a word with its number; the first singular ending is the one the lemma carries."""
    if not declension:
        yield lemma, False
        return
    singular, plural = endings(lang)[declension]
    stem = lemma[: len(lemma) - len(singular[0])] if singular[0] else lemma
    for ending in plural:
        yield stem + ending, True
    for ending in singular:
        yield stem + ending, False


class Phrases:
    """Finds sequences of lemmas. Built once from (lemma, declension, abbreviations) words and phrases of lemmas."""

    def __init__(self, words: Iterable[dict[str, str]], phrases: Iterable[str], lang: str) -> None:
        self._forms: dict[str, Form] = {}
        for row in words:
            for form, plural in forms_of(row["word"], row["declension"], lang):
                self._forms[fold(form)] = Form(row["word"], plural, False)
            for short in split(row["short"]):
                self._forms.setdefault(fold(short).strip("."), Form(row["word"], False, True))
        self._known = {tuple(phrase.split()) for phrase in phrases}
        self._prefixes = {phrase[:n] for phrase in self._known for n in range(1, len(phrase) + 1)}

    def form(self, word: Word) -> Form | None:
        """What the word may be in this vocabulary; of «сержант-связист» the first half counts."""
        form = self._forms.get(word.low)
        return form or (self._forms.get(word.low.partition("-")[0]) if "-" in word.low else None)

    def longest(self, text: str, words: list[Word], at: int) -> tuple[tuple[str, ...], int, list[Form]] | None:
        """The longest known phrase that begins at word ``at``: its lemmas, the index after it, the forms met."""
        lemmas: tuple[str, ...] = ()
        forms: list[Form] = []
        best: tuple[tuple[str, ...], int, list[Form]] | None = None
        for index in range(at, len(words)):
            form = self.form(words[index])
            if form is None or (forms and not adjacent(text, words[index - 1], words[index], short=forms[-1].short)):
                break
            lemmas = (*lemmas, form.lemma)
            if lemmas not in self._prefixes:
                break
            forms.append(form)
            if lemmas in self._known:
                best = lemmas, index + 1, list(forms)
        return best


def adjacent(text: str, left: Word, right: Word, *, short: bool = False) -> bool:
    """Whether nothing but a space (after an abbreviation also a full stop or a slash) parts two words."""
    gap = text[left.end : right.start]
    return gap == " " or bool((_ABBREVIATED_GAP if short else _GAP).fullmatch(gap))
