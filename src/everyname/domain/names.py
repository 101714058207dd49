"""Person names: as written, in parts, and as one search key.

Nothing here guesses: reading names is ``extract``'s work.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+")
# Letters that readers and keyboards use for one another inside one language.
_FOLD = str.maketrans({"ё": "е", "ґ": "г", "ʼ": "", "’": "", "'": "", "`": "", "ʹ": "", "ـ": ""})


class _Unmarked(dict[int, int | None]):
    """A translation table that drops combining marks; it learns each letter when it first meets it."""

    def __missing__(self, letter: int) -> int | None:
        self[letter] = None if unicodedata.combining(chr(letter)) else letter
        return self[letter]


_UNMARKED = _Unmarked()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """One form for comparing and searching: NFKC, case folded, ё=е, marks removed, one space between words.

    The result is for columns named ``*_key`` only; it is never shown.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_FOLD)
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.replace("й", "\0"))
        text = text.translate(_UNMARKED).replace("\0", "й")
    return _NOT_WORD.sub(" ", text.replace("_", " ")).strip()


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; ``original`` is the spelling of the source. Empty parts are unknown, not absent."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    nom_de_guerre: str = ""
    original: str = ""

    @property
    def full(self) -> str:
        """«Surname Given Patronymic», or the original where the parts are unknown."""
        return " ".join(p for p in (self.surname, self.given, self.patronymic) if p) or self.original

    @property
    def key(self) -> str:
        """The folded full name."""
        return fold(self.full)
