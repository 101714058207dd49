"""Names apart from spelling: what two writers of the same name may write differently.

Invariant: for comparing only, never shown. Word spaces are dropped, because compound names are written both ways.
"""

from __future__ import annotations

import unicodedata

from everyname.sources.words import members

# Arabic: teh marbuta, alef maksura, tatweel (hamza carriers, diacritics and ё fall apart under NFKD).
_LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "ـ": None, "ٱ": "ا"})


def spelling_words(name: str) -> tuple[str, ...]:
    """The words of a name: case folded, letter variants merged, marks removed; «й» stays apart from «и»."""
    protected = unicodedata.normalize("NFC", name).casefold().replace("й", "\0")
    apart = unicodedata.normalize("NFKD", protected).translate(_LETTERS)
    return tuple("".join(c for c in apart if not unicodedata.combining(c)).replace("\0", "й").split())


def spelling_key(name: str) -> str:
    """One form for all spellings."""
    return "".join(spelling_words(name))


def is_placeholder(name: str) -> bool:
    """Whether every word stands for «unknown»: such names say nothing about identity."""
    words = spelling_words(name)
    known = {spelling_key(word) for word in members("placeholder_name")}
    return bool(words) and ("".join(words) in known or all(word in known for word in words))


def script(name: str) -> str:
    """The script of the first letter, as Unicode names it: CYRILLIC, LATIN, ARABIC; empty without letters."""
    return next((unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()), "")
