"""Cues of a vocabulary, looked for only where a word of the text begins with their first two letters.

Invariant: patterns are matched against folded text, so they need no case and no «ё»; the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from everyname.extract.spans.lexicon import Word, fold

T = TypeVar("T")
_QUOTES = '«"“„'
_UP_TO_THREE_WORDS = r"(?:\w+\s+){0,3}?"


def cue_pattern(cue: str) -> str:
    """A cue as a pattern for folded text: «*» ends a stem, «..» is up to three words, «№» a number, «"» any quote."""
    pattern = ""
    for part in fold(cue).removeprefix("«").split():
        pattern += _UP_TO_THREE_WORDS if part == ".." else _word(part) + r"\s+"
    return pattern.removesuffix(r"\s+")


def _word(part: str) -> str:
    if part.endswith("*"):
        return _escaped(part[:-1]) + r"\w*"
    return _escaped(part) + ("" if part[-1] in ".»" else r"(?!\w)")


def _escaped(part: str) -> str:
    escaped = re.escape(part).replace("№", r"(?:№\s*)?\d{1,3}")
    return re.sub('[«»“”„"]', f"[{_QUOTES}»”]", escaped)


def stem_pattern(stem: str) -> str:
    """The beginning of a word or phrase as a pattern for folded text."""
    return re.escape(fold(stem)).replace(r"\ ", r"\s+")


class Cues(Generic[T]):
    """Patterns with what they mean, keyed by the first two letters. A pattern has no groups of its own."""

    def __init__(self, entries: Iterable[tuple[str, str, T]]) -> None:
        """Entries are (cue text, its pattern, meaning); a cue that begins with «“» asks for a quotation mark before."""
        grouped: dict[str, list[tuple[str, str, T]]] = {}
        for cue, pattern, meaning in sorted(entries, key=lambda entry: -len(entry[0])):
            quoted = f"(?<=[{_QUOTES}])" if cue[0] in _QUOTES else ""
            grouped.setdefault(fold(cue).lstrip(_QUOTES)[:2], []).append((cue, quoted + pattern, meaning))
        self._entries = grouped
        self._groups: dict[str, tuple[re.Pattern[str], list[T]]] = {}

    def find(self, low: str, words: list[Word]) -> Iterator[tuple[int, int, T]]:
        """Every cue that begins at a word: where it begins and ends, and what it means. Cues never overlap."""
        free, entries = 0, self._entries
        for word in words:
            if word.key in entries and word.start >= free:
                pattern, meanings = self._groups.get(word.key) or self._compile(word.key)
                if match := pattern.match(low, word.start):
                    free = match.end()
                    yield word.start, free, meanings[(match.lastindex or 1) - 1]

    def _compile(self, key: str) -> tuple[re.Pattern[str], list[T]]:
        """The pattern of a key, made when a text first has it."""
        entries = self._entries[key]
        pattern = re.compile("|".join(f"({pattern})" for _, pattern, _ in entries))
        self._groups[key] = pattern, [meaning for _, _, meaning in entries]
        return self._groups[key]
