"""Bytes to text with the reason for the encoding.

Marks and strict UTF-8 decide first. The 8-bit encodings of Russian, Ukrainian and Arabic are told apart by letter
frequencies: the mean log frequency of the non-ASCII characters, where a capital after a small letter counts as noise.
"""

from __future__ import annotations

import codecs
import math
from dataclasses import dataclass

from everyname.sources.report import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters of running text, the most frequent first (Russian and Ukrainian together; Arabic).
_CYRILLIC = "оаеинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"
_ARABIC = "اليمونرتبةعدسفهكقحجشطصىخءأضذغثزئآؤإظ"
_NOISE = -9.0
_SAMPLE = 200_000
_LEAST = -6.0  # a mean below this is no text in any of the three


def _frequencies() -> dict[str, float]:
    ranked = {}
    for alphabet in (_CYRILLIC, _ARABIC):
        for rank, letter in enumerate(alphabet):
            ranked[letter] = -math.log(2 + rank)
    return ranked | dict.fromkeys("«»—–№’“”،؟", -4.0)


_FREQUENCY = _frequencies()


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding's name as Python knows it, and why it was chosen."""

    text: str
    encoding: str
    reason: str


def decode(data: bytes, file: str) -> Decoded:
    """Decode the bytes of one file. Raises ``SourceError`` when they are text in no supported encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, file, "the file begins with its byte order mark")
    wide = _unmarked_utf16(data)
    if wide:
        return _strict(data, wide, file, "every other byte of the first kilobyte is zero or one same page")
    if b"\0" in data:
        raise SourceError(
            file, f"byte {data.index(0) + 1}", "holds a zero byte, so it is no text; export it as CSV UTF-8"
        )
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "every byte sequence is valid UTF-8")
    except UnicodeDecodeError:
        return _eight_bit(data, file)


def _strict(data: bytes, encoding: str, file: str, reason: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, reason)
    except UnicodeDecodeError as error:
        raise SourceError(
            file, f"byte {error.start + 1}", f"is not valid {encoding}; save the file as UTF-8"
        ) from error


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:1024]
    if len(sample) < 4 or len(data) % 2:
        return ""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(0) and sum(high.count(page) for page in (0, 4, 6)) > 0.9 * len(high):
            return encoding
    return ""


def _eight_bit(data: bytes, file: str) -> Decoded:
    scored = sorted(((_score(data, name), name) for name in ("cp1251", "koi8-r", "koi8-u", "cp1256")), reverse=True)
    (best, encoding), (second, rival) = scored[0], next(s for s in scored[1:] if s[1][:4] != scored[0][1][:4])
    if best < _LEAST:
        raise SourceError(file, "", "is neither UTF-8 nor text in cp1251, koi8-r or cp1256; save it as UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        raise SourceError(
            file, place, f"is no character of {encoding}, the best fit; save the file as UTF-8"
        ) from error
    doubt = "" if best - second > 0.5 else "; the two are close, look at a few names"
    return Decoded(
        text, encoding, f"not UTF-8; letters fit {encoding} ({best:.1f}) better than {rival} ({second:.1f}){doubt}"
    )


def _score(data: bytes, encoding: str) -> float:
    text = data[:_SAMPLE].decode(encoding, errors="replace")
    total, count, before = 0.0, 0, " "
    for letter in text:
        if letter > "\x7f":
            noisy = letter.isupper() and before.islower()
            total += _NOISE if noisy else _FREQUENCY.get(letter.lower(), _NOISE)
            count += 1
        before = letter
    return total / count if count else _NOISE
