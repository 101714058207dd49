"""The words by which tolls are read: YAML files of the package, one set a language.

Invariant: matching is done on ``flat`` text, which has exactly as many characters as its original, so every position
found is a position of the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("en", "ru", "uk")
_SAME = str.maketrans({"ё": "е", "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‑": "-", "−": "-"})


class _Texts(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads every scalar as text: a word list may say "no" and "on"."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.yaml_implicit_resolvers: dict[str, Any] = {}


class VocabularyError(ValueError):
    """A vocabulary file is missing or malformed; the message names the file."""


def flat(text: str) -> str:
    """Lower case, ё=е, plain quotes and spaces; the same length as ``text``."""
    same = text.translate(_SAME)
    lowered = same.lower()
    if len(lowered) != len(same):  # a letter whose small form is two
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in same)
    return re.sub(r"\s", " ", lowered)


@lru_cache(maxsize=32)
def vocabulary(lang: str, name: str) -> Mapping[str, Any]:
    """The file ``vocabulary/<lang>/<name>.yaml`` as written. Raises ``VocabularyError``."""
    path = files("everyname") / "vocabulary" / lang / f"{name}.yaml"
    if not path.is_file():
        raise VocabularyError(f"no vocabulary {lang}/{name}.yaml: languages are {', '.join(LANGUAGES)}")
    content = _Texts(path.read_text(encoding="utf-8")).get_single_data()
    if not isinstance(content, dict):
        raise VocabularyError(f"{lang}/{name}.yaml must be a mapping")
    return content


def phrase_pattern(phrase: str) -> str:
    """The regular expression of one vocabulary phrase: ``*`` is any ending, a space any white space."""
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in flat(str(phrase)).split()]
    return r"\s+".join(parts) + (r"(?!\w)" if re.search(r"[\w*]$", phrase) else "")


def any_of(phrases: Iterable[str]) -> str:
    """One alternation of phrases, longer first; an empty list matches nothing."""
    return _any_of(tuple(phrases))


@lru_cache(maxsize=1024)
def _any_of(phrases: tuple[str, ...]) -> str:
    return _alternation(sorted({str(p) for p in phrases}, key=lambda p: (-len(p), p)))


def _alternation(ordered: Sequence[str]) -> str:
    """Phrases in their order, parted by first letter: where one letter fails, all its phrases are passed over."""
    initials: dict[str, list[str]] = {}
    for phrase in ordered:
        initials.setdefault(flat(phrase)[:1], []).append(phrase_pattern(phrase))
    words = ["(?:" + "|".join(found) + ")" for initial, found in initials.items() if re.match(r"\w|\*", initial)]
    signs = ["|".join(found) for initial, found in initials.items() if not re.match(r"\w|\*", initial)]
    if words:
        signs.append(r"(?<!\w)(?:" + "|".join(words) + ")")
    return "(?:" + "|".join(signs) + ")" if signs else r"(?!)"


@dataclass(frozen=True, slots=True)
class Cue:
    """A vocabulary word found in a text."""

    code: str
    start: int
    end: int


class Lexicon:
    """Finds the coded phrases of one vocabulary section; the longest phrase at a place wins."""

    def __init__(self, section: Mapping[str, Sequence[str]]) -> None:
        entries = sorted(
            ((str(phrase), str(code)) for code, phrases in section.items() for phrase in phrases),
            key=lambda entry: (-len(entry[0].rstrip("*")), entry[0]),
        )
        self._codes = [code for _, code in entries]
        self._somewhere = re.compile(_alternation([phrase for phrase, _ in entries]))
        self._which = re.compile("|".join(f"({phrase_pattern(phrase)})" for phrase, _ in entries) or r"(?!)")

    def find(self, flat_text: str) -> list[Cue]:
        """All cues of a flat text, in its order, none overlapping another."""
        found = []
        for place in self._somewhere.finditer(flat_text):
            match = self._which.match(flat_text, place.start())
            if match and match.lastindex:
                found.append(Cue(self._codes[match.lastindex - 1], match.start(), match.end()))
        return found

    def codes(self, flat_text: str) -> tuple[str, ...]:
        """The distinct codes of a flat text in the order in which they appear."""
        return tuple(dict.fromkeys(cue.code for cue in self.find(flat_text)))


@lru_cache(maxsize=64)
def lexicon(lang: str, section: str) -> Lexicon:
    """The lexicon of a section of ``tolls_cues.yaml``; a plain list has the section's name as its only code."""
    content = vocabulary(lang, "tolls_cues").get(section, {})
    return Lexicon(content if isinstance(content, dict) else {section: content})


@lru_cache(maxsize=64)
def pattern(lang: str, section: str) -> re.Pattern[str]:
    """A plain-list section of ``tolls_cues.yaml`` as one regular expression."""
    return re.compile(any_of(vocabulary(lang, "tolls_cues").get(section, [])))


def language_of(text: str) -> str:
    """``uk``, ``ru`` or ``en`` by the letters that only one of them has; enough for the three."""
    if re.search(r"[іїєґІЇЄҐ]", text) and len(re.findall(r"[іїєґІЇЄҐ]", text)) > len(re.findall(r"[ыэъёЫЭЪЁ]", text)):
        return "uk"
    return "ru" if len(re.findall(r"[а-яА-Я]", text)) > len(re.findall(r"[a-zA-Z]", text)) else "en"
