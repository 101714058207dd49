"""Words of a canonical text with their places, and the lines and sentences they stand in.

Invariant: tokens are in the order of the text and do not overlap; sentences cover every token; linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
_GLUED = re.compile(r"(?<=[а-яёіїєґ]{3})(?=[А-ЯЁІЇЄҐ][а-яёіїєґ]{2})")  # «БойчукомПоховали»: a break was lost
_END = re.compile(
    r"[.!?…\n;](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*[»\")\]]*(?=\s+[«\"(\[—–•]?\s*[^\sa-zа-яёіїєґ])"
    r"|(?<=[!?…])(?<![.!?…].)[!?…]*[»\")]*(?=\s)|(?<=\n)(?<!\n\n)\n*|(?<=;)[ \t]{0,4}\n)"
)
# Words after which a full stop is no end of a sentence.
_SHORT = re.compile(
    r"(?:^|[^\w])(?:[^\W\d_]|гв|ст|мл|мол|сп|им|ул|пер|пос|дер|обл|респ|р-н|кр|пл|стр|корп|кв|тел|руб|тыс|млн|млрд|см|др|"
    r"пр|род|ум|пог|пох|похор|зах|моб|осужд|вып|св|гр|н\.э|т\.е|т\.к|т\.д|т\.п|г\.р|р\.н|р\. н|г\. р|"
    r"серж|лейт|полк|подп|мр|ряд|ефр|прап|Mr|Mrs|Ms|Dr|Sgt|SSgt|Lt|Col|Capt|Cpt|Maj|Gen|Brig|St|Pvt|Pte|Pfc|Spc|Cpl|LCpl|Cdr|Cmdr|"
    r"Sr|Jr|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)$",
    re.I,
)
_YEAR_ABBREVIATION = re.compile(r"(?<![№\d] )(?<![№\d])\d+\s*(?:г|гг|р|рр|лет|р\.\s?н|г\.\s?р|ст)$")


_COMPOUND = re.compile(
    r"-(?:turned|in)-[a-z]+$|-(?:born|based|led|backed|trained|educated|raised|held|occupied|elect)$"
)


class Token(NamedTuple):
    """One word: its place, and ``shape`` C (capitalised), U (all capitals), I (initial with its stop) or l."""

    text: str
    start: int
    end: int
    shape: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text; ``line`` is the number of its line, ``first`` whether it begins that line."""

    start: int
    end: int
    line: int
    first: bool


def tokens(text: str) -> list[Token]:
    """Every word of the text."""
    found = []
    for match in _WORD.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if word.isascii() and word.endswith("'s"):
            word, end = word[:-2], end - 2
        if not (word.isascii() or word[1:].islower() or word.isupper()) and (cut := _GLUED.search(word)):
            found.append(Token(word[: cut.start()], start, start + cut.start(), _shape(word)))
            word, start = word[cut.start() :], start + cut.start()
        if len(word) == 1 and word.isupper() and text[end : end + 1] == ".":
            found.append(Token(word, start, end + 1, "I"))
        else:
            found.append(Token(word, start, end, _shape(word)))
    return found


def _shape(word: str) -> str:
    if not word[0].isupper() or (word[-1].islower() and "-" in word and word.isascii() and _COMPOUND.search(word)):
        return "l"
    return "U" if len(word) > 1 and word.isupper() else "C"


def sentences(text: str) -> list[Sentence]:
    """Sentences in order; a line break always ends one."""
    found: list[Sentence] = []
    start, line, first = 0, 0, True
    for match in _END.finditer(text):
        breaks = "\n" in match[0]
        if not breaks and not _ends(text, match):
            continue
        if text[start : match.end()].strip():
            found.append(Sentence(start, match.end(), line, first))
            first = False
        start = match.end()
        if breaks:
            line, first = line + match[0].count("\n"), True
    if text[start:].strip():
        found.append(Sentence(start, len(text), line, first))
    return found


def _ends(text: str, match: re.Match[str]) -> bool:
    if match[0][0] != "." or len(match[0]) > 1:
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    if not _SHORT.search(before):
        return True
    return bool(_YEAR_ABBREVIATION.search(before)) and not text[match.end() :].lstrip(" (")[:1].isdigit()


def abbreviated(word: str) -> bool:
    """Whether the full stop behind a word may be that of an abbreviation («ул.», «Sgt.»)."""
    return bool(_SHORT.search(word))


class Lines:
    """Finds the sentence of a position."""

    def __init__(self, parts: list[Sentence]) -> None:
        self.parts = parts
        self._starts = [s.start for s in parts]

    def index(self, position: int) -> int:
        """Number of the sentence that holds the position (the last one that begins before it)."""
        return max(0, bisect_right(self._starts, position) - 1)
