"""Bytes to text: which encoding, and why. Nothing is replaced or dropped."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from everyname.sources.report import SourceError

# The letters that make up most of a running text in the language an old code page was made for.
_FREQUENT = {
    "cp1251": "оеаинтсрвлкмдпуі",
    "koi8-r": "оеаинтсрвлкмдпу",
    "cp866": "оеаинтсрвлкмдпу",
    "cp1256": "اليمنوربتهدعحسف",
    "cp1252": "éèàáíóúñçäöüß",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text and how it was read, in words for the analyst."""

    text: str
    encoding: str
    why: str


def decode(data: bytes, file: str) -> Decoded:
    """Read bytes as text: by their mark, else UTF-8, else the old code page whose commonest letters they show.

    Raises:
        SourceError: binary data, or letters that fit no known code page.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding, "byte order mark")
            except UnicodeDecodeError as error:
                raise SourceError(
                    f"{file}: marked as {encoding}, but byte {error.start} does not fit: save it again"
                ) from error
    if b"\0" in data[:4096]:
        raise SourceError(f"{file}: binary data, no text: export the table as CSV or XLSX")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        return _old(data, file)


def _old(data: bytes, file: str) -> Decoded:
    scores = {name: _score(data, name) for name in _FREQUENT}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0.4:
        raise SourceError(f"{file}: neither UTF-8 nor a known code page: save it as UTF-8 and import again")
    return Decoded(data.decode(best), best, f"not UTF-8; {scores[best]:.0%} of its letters are the commonest of {best}")


def _score(data: bytes, encoding: str) -> float:
    """Share of the letters beyond ASCII that are frequent ones in lower case; 0 when a byte has no meaning."""
    try:
        text = data[:200_000].decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    foreign = [c for c in text if ord(c) > 127 and c.isalpha()]
    frequent = set(_FREQUENT[encoding])
    return sum(c in frequent for c in foreign) / len(foreign) if foreign else 0.0
