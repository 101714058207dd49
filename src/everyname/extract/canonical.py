"""The text as it is read, and the way back to the text as it was captured.

Invariant: ``canonical.text`` is NFC without invisible characters, its words in one alphabet each; every span of it
maps to the span of the captured text it came from, and mapping costs constant time.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f"
    "\u0000-\u0008\u000b\u000c\u000e-\u001f"
)
_DROP = re.compile(f"[{_INVISIBLE}]")
_SPACE_CODES = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_SPACES = str.maketrans({chr(code): " " for code in _SPACE_CODES})
_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n"})
_LINES = str.maketrans({"‐": "-", "‑": "-", "−": "-"})
# Latin letters that stand in Cyrillic words because they look alike, and the digits that OCR and censors' tricks use.
_LATIN, _CYRILLIC = "ABCEHIKMOPTXYaceiopxyï", "АВСЕНІКМОРТХУасеіорхуї"
_TO_CYRILLIC = str.maketrans({**dict(zip(_LATIN, _CYRILLIC, strict=True)), "0": "О", "3": "З"})
_MIXED = re.compile(r"(?<![^\W_])(?=[^\W\d_]*[а-яёіїєґА-ЯЁІЇЄҐ])(?=[^\W_]*[A-Za-z03ï])[^\W_]{2,64}")
_ONE_ALPHABET = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]+\d+|\d+[А-Яа-яЁёІіЇїЄєҐґ]+")
_DATE_LETTERS = re.compile(
    r"(?<![^\W_])(?=[\dОOоoЗ.]{0,12}\d)[\dОOоoЗ]{1,2}\.[\dОOоoЗ]{1,2}\.[\dОOоo]{2,4}(?![^\W\d_]{2})"
)
_TO_DIGITS = str.maketrans({"О": "0", "O": "0", "о": "0", "o": "0", "З": "3"})
_APOSTROPHE = re.compile(r"[’ʼ`′‘](?<=[^\W\d_].)(?=[^\W\d_])")
_SUSPECT = re.compile(r"[^\x20-\x7e\nА-Яа-яЁёІіЇїЄєҐґ«»—–№…“”„]")


@dataclass(frozen=True, slots=True)
class Canonical:
    """``text`` to read; ``offsets[i]`` is where its character ``i`` begins in ``original`` (``None``: at ``i``)."""

    text: str
    original: str
    offsets: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the captured text that a span of the canonical text came from."""
        if self.offsets is None:
            return start, end
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self._end(end)

    def _end(self, end: int) -> int:
        assert self.offsets is not None
        stop = self.offsets[end - 1] + 1
        following = self.offsets[end]
        while stop < following and unicodedata.combining(self.original[stop]):
            stop += 1
        return stop


def canonical(original: str) -> Canonical:
    """Make the canonical text of a capture. Linear time; never fails, whatever the characters."""
    text, offsets = original, None
    if _SUSPECT.search(original):
        text, offsets = _clean(original)
    return Canonical(_mend(text), original, offsets)


def _clean(original: str) -> tuple[str, array[int]]:
    """NFC by base letter, invisible characters dropped, one kind of space; with the offset of every character."""
    pieces: list[str] = []
    offsets: array[int] = array("q")
    at, size = 0, len(original)
    while at < size:
        stop = at + 1
        while stop < size and stop - at < 8 and unicodedata.combining(original[stop]):
            stop += 1
        piece = _plain(original[at:stop])
        pieces.append(piece)
        offsets.extend([at] * len(piece))
        at = stop
    offsets.append(size)
    return "".join(pieces).translate(_BREAKS).translate(_LINES), offsets


@lru_cache(maxsize=1 << 12)
def _plain(piece: str) -> str:
    """One letter with its marks as canonical characters; texts are made of few."""
    if not piece.isascii():
        piece = unicodedata.normalize("NFC", _DROP.sub("", piece)).translate(_SPACES)
    return _DROP.sub("", piece).translate(_SPACES)


def _mend(text: str) -> str:
    """Look-alike letters and apostrophes; every change keeps the length."""
    text = _APOSTROPHE.sub("'", text)
    text = _DATE_LETTERS.sub(lambda m: m[0].translate(_TO_DIGITS), text)
    return _MIXED.sub(_mend_word, text)


def _mend_word(match: re.Match[str]) -> str:
    word = match[0]
    if _ONE_ALPHABET.fullmatch(word):
        return word
    cyrillic = sum("а" <= c <= "я" or "А" <= c <= "Я" or c in "ёЁіІїЇєЄґҐ" for c in word)
    mended = word.translate(_TO_CYRILLIC)
    if cyrillic * 2 < len(word) or any(c.isascii() and c.isalnum() for c in mended):
        return word
    return mended
