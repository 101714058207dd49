"""From a question to the records that may answer it. Invariant: what a question costs does not grow with the list.

First every word that the list knows is taken as it stands, and what slips and beginnings may have made of the others; a
rare word that begins much more frequent ones is taken for their beginning. Where no record answers them all, more words
are doubted: the rare ones and the rarest, then all but the very frequent, each as a piece of a longer one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from everyname.linkage.dates import read_date
from everyname.linkage.lookup.fitting import fits_of
from everyname.linkage.lookup.fragments import cut
from everyname.linkage.lookup.index import Index
from everyname.linkage.lookup.keys import KINDS, NAMES, PLACES, TRIPLED, Entry, Record, facts_of
from everyname.linkage.lookup.reaching import BORN, MOST, reached
from everyname.linkage.lookup.reading import Floats, Reader, Readings
from everyname.linkage.lookup.words import Word, place_words, word_of, words_of
from everyname.linkage.names import name_words
from everyname.linkage.text import clean, retypings

CANDIDATES = 60  # records worth a closer look
_DOUBTS = (0, MOST, 50 * MOST)  # in each round: a word that more records hold is taken as it stands
_FITS = 0.7  # how well every word of a record has to fit, that no other record is looked for
_KNOWN = 0.985  # the same where all words are taken as they stand
_BEGUN = 0.9  # the same where words are taken for beginnings, for no slips
_KEPT = 10  # records of one round that are still looked at in the next
_DATE = re.compile(r"[\d.\-/]{4,10}")


class Typed(NamedTuple):
    """One word as a person typed it: in Latin letters or not, as it stands, and as other keyboard layouts have it."""

    latin: bool
    word: tuple[Word, ...]
    retyped: tuple[Word, ...]

    @classmethod
    def of(cls, part: str) -> Typed:
        """Read a word; both are empty when it is none."""
        words = ("".join(name_words(clean(text))) for text in (part, *retypings(part)))
        own, *others = [(word_of(word),) if word else () for word in words]
        return cls(part.isascii(), own, tuple(dict.fromkeys(word for other in others for word in other)))


@dataclass(frozen=True, slots=True)
class Question:
    """What a person typed: its words, and a date of birth as typed ('' for none)."""

    words: tuple[Typed, ...]
    born: str

    @classmethod
    def of(cls, text: str) -> Question:
        """Words of a name and a place in any order, and a year or day of birth."""
        parts = [part for part in re.split(r"[\s‐-―]+|(?<=\w)-(?=[^\W\d])", text) if part]
        dates = [part for part in parts if _DATE.fullmatch(part) and read_date(part)[0]]
        words = (Typed.of(part) for part in parts if part not in dates)
        said = dict.fromkeys(w for w in words if w.word or w.retyped)
        return cls(tuple(said)[:NAMES], dates[0] if dates else "")

    @property
    def year(self) -> int:
        """Year of birth; 0 for none."""
        return read_date(self.born)[0]

    def meant(self, reader: Reader, *, surely: bool) -> list[tuple[Word, ...]]:
        """Each word as it stands or retyped: of the words in one script the list knows more one way than the other;
        both ways where it knows none, and, unless ``surely``, where it knows some the other way.
        """
        found = []
        known = {latin: (self._known(reader, latin, 0), self._known(reader, latin, 1)) for latin in (False, True)}
        for latin, word, retyped in self.words:
            typed, other = known[latin]
            as_typed = typed >= other or not surely
            found.append(word * as_typed + retyped * (not typed or other > (typed if surely else 0)))
        return found

    def _known(self, reader: Reader, latin: bool, way: int) -> int:
        """How many words of a script the list knows as they stand (way 0) or retyped."""
        return sum(any(map(reader.count, (w.word, w.retyped)[way])) for w in self.words if w.latin is latin)


@dataclass(frozen=True, slots=True)
class Answers:
    """Records in question, those first whose keys tell most; and how well their words fit."""

    entries: list[Entry]
    fits: Floats  # words of the question x records


def ask(question: Question, index: Index, *, most: int = CANDIDATES) -> Answers:
    """The records that may answer what a person typed, at most ``most`` and the best of those looked at before."""
    reader = Reader(index, [word for typed in question.words for word in typed.word + typed.retyped])
    answers = Answers([], np.zeros((len(question.words), 0)))
    facts, held, kept = {"birth_date": question.born}, dict[int, Entry](), list[int]()
    for doubt in _DOUBTS:
        meant = question.meant(reader, surely=not doubt)
        counts = [max(map(reader.as_typed if doubt else reader.count, words), default=0) for words in meant]
        slips = [n <= doubt or (doubt > 0 and n == min(counts)) for n in counts]
        begins = [slip or reader.cut_off(words) for slip, words in zip(slips, meant, strict=True)]
        readings = _readings(meant, slips, begins, reader)
        rarest = sorted(range(len(meant)), key=counts.__getitem__)
        keys = cut(meant, readings, [i for i in rarest if doubt or begins[i]], facts_of(facts)[0], BORN)
        found = reached(readings, len(readings), facts, index, most, keys)
        held |= {entry.id: entry for entry in index.entries([number for number in found.ids if number not in held])}
        entries = [held[number] for number in dict.fromkeys([*found.ids, *kept])]
        answers = Answers(entries, fits_of(meant, readings, entries))
        worst = answers.fits.min(axis=0, initial=1.0).max(initial=0.0)
        if found.answered and worst >= (_FITS if any(slips) else _BEGUN if any(begins) else _KNOWN):
            break
        best = np.argsort(-answers.fits.sum(axis=0), kind="stable")[:_KEPT]
        kept = [entries[place].id for place in best.tolist()]
    return answers


def _readings(
    meant: Sequence[tuple[Word, ...]], slips: Sequence[bool], begins: Sequence[bool], reader: Reader
) -> list[Readings]:
    """What each word may stand for; a lone word may be a piece of any."""
    words = [word for words, slip in zip(meant, slips, strict=True) if slip for word in words]
    reader.look(words, pieces=words if len(meant) == 1 else [])
    return [reader.read(words, begins=begin) for words, begin in zip(meant, begins, strict=True)]


def candidates(record: Record, index: Index, *, most: int = CANDIDATES) -> list[Entry]:
    """The records that may speak of the same person as a whole record, at most ``most``."""
    said = [words_of(record.get(kind, "")) for kind in KINDS[:4]]
    names = list({word.stem: word for words in said for word in words}.values())[:NAMES]
    words = names + [w for w in place_words(record.get("settlement", "")) if w not in names][:PLACES]
    reader = Reader(index, words)
    reader.look(words)
    readings = [reader.read([word], begins=False) for word in words]
    return in_order(reached(readings, min(len(names), TRIPLED), record, index, most).ids, index)


def in_order(ids: Sequence[int], index: Index) -> list[Entry]:
    """Records in the order of these ids."""
    held = {entry.id: entry for entry in index.entries(ids)}
    return [held[number] for number in ids]


def year_of(entry: Entry) -> int:
    """Year of birth that a record says; 0 when it says none."""
    record = entry.record
    return read_date(record.get("birth_date", "") or record.get("birth_year", ""))[0]
