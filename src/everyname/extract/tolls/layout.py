"""A captured text as passages of running words: wrapped lines joined, link lines and "related" lines set apart.

Invariant: every character of a passage keeps its offset in the text as captured (``Passage.span``). A paragraph that is
broken by such lines goes on after them when it stopped in mid-sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from everyname.extract.tolls.lexicon import LANGUAGES, any_of, flat, vocabulary

_LINK = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_ENDS = re.compile(r"""[.!?…:;]["'»”’)\]]*\s*$""")
_RELATED = re.compile(
    r"^\s*"
    + any_of(p for lang in LANGUAGES for p in vocabulary(lang, "tolls_cues").get("related", []))
    + r"\s*[:—–-]\s*"
)
_ABBREVIATIONS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "st",
        "no",
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "sgt",
        "gov",
        "sen",
        "rep",
        "u.s",
        "u.k",
        "u.n",
        "г",
        "гг",
        "тыс",
        "млн",
        "чел",
        "им",
        "ст",
        "ул",
        "д",
        "т.е",
        "т.д",
        "т.п",
        "п",
        "см",
        "руб",
        "р",
        "тис",
        "осіб",
        "м",
        "вул",
        "ім",
        "ред",
        "прим",
    ]
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that belong together. ``offsets[i]`` is where ``text[i]`` stands in the captured text."""

    text: str
    offsets: tuple[int, ...]
    headline: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place of ``text[start:end]`` in the captured text."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Link:
    """An address on a line of its own."""

    url: str
    start: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a text consists of, in its order."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]


def lay_out(text: str) -> Layout:
    """Split a text into passages and links."""
    paragraphs: list[list[tuple[int, str]]] = [[]]
    headlines: list[Passage] = []
    links: list[Link] = []
    interrupted = False
    position = 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        if _LINK.fullmatch(line):
            links.append(Link(line.strip(), start + len(line) - len(line.lstrip())))
            interrupted = True
        elif related := _RELATED.match(flat(line)):
            headlines.append(_passage([(start + related.end(), line[related.end() :])], headline=True))
            interrupted = True
        elif not line.strip():
            _close(paragraphs)
        else:
            if interrupted:
                _close(paragraphs)
            interrupted = False
            paragraphs[-1].append((start, line))
    bodies = [_passage(lines) for lines in _rejoined([p for p in paragraphs if p])]
    return Layout(tuple(sorted(bodies + headlines, key=lambda p: p.offsets[0] if p.offsets else 0)), tuple(links))


def _close(paragraphs: list[list[tuple[int, str]]]) -> None:
    if paragraphs[-1]:
        paragraphs.append([])


def _rejoined(paragraphs: list[list[tuple[int, str]]]) -> list[list[tuple[int, str]]]:
    """Paragraphs with those continued that stopped in mid-sentence and go on in lower case."""
    joined: list[list[tuple[int, str]]] = []
    for lines in paragraphs:
        begins = lines[0][1].lstrip()
        if joined and begins[:1].islower() and not _ENDS.search(joined[-1][-1][1]):
            joined[-1] = joined[-1] + lines
        else:
            joined.append(lines)
    return joined


def _passage(lines: list[tuple[int, str]], headline: bool = False) -> Passage:
    """One passage of lines: line ends become spaces, a word hyphenated at a line's end is kept as written."""
    chars: list[str] = []
    offsets: list[int] = []
    for start, line in lines:
        for index, char in enumerate(line):
            chars.append(" " if char.isspace() else char)
            offsets.append(start + index)
    return Passage("".join(chars), tuple(offsets), headline)


def sentences(text: str) -> list[tuple[int, int]]:
    """Bounds of the sentences of a passage. Abbreviations, initials and decimal points end none."""
    cuts = [0]
    for match in re.finditer(r"""[.!?…]+["'»”’)\]]*\s+(?=["'«“„(\[—–-]*\s*[A-ZА-ЯЁІЇЄҐ0-9])""", text):
        word = re.search(r"([^\s(«\"“]+)$", text[cuts[-1] : match.start()])
        if match.group().startswith(".") and word and _is_abbreviation(word.group(1), text[match.end() :]):
            continue
        cuts.append(match.end())
    cuts.append(len(text))
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _is_abbreviation(word: str, following: str) -> bool:
    """Whether a point after ``word`` is no full stop. "17 г." before a capital may be one: then it is taken as one."""
    known = flat(word).strip(".") in _ABBREVIATIONS
    initial = len(word) == 1 and word.isupper()
    return initial or (known and (following[:1].isdigit() or not re.match(r"(?:г|гг|чел|м|р|осіб)$", flat(word))))
