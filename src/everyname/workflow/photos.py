"""Photographs: those of plaques and graves are read word by word, kept as captures, never told as sure.

Invariant: the text of such a capture is its words joined; each word's cell says where on the photo it stands and how
sure the reading program was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from everyname.capture import vault
from everyname.domain.errors import InputError
from everyname.extract.readers.ocr import BoxedWord, PlaqueText, read_photo
from everyname.extract.reading import UNMEASURED, PersonReading, Proposal, Reading
from everyname.register.models import Capture, Mention
from everyname.sources.diff import Entry, other_person

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
_MARK = "photo"
_MOST = 50  # mentions under one photograph that are looked at
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"RIFF", "image/webp"))


def read(path: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text of a photo and a cell a word.

    Raises:
        InputError: no photo of a kind that browsers show, nothing to be read on it, or tesseract cannot be used.
    """
    kind_of(path.read_bytes(), str(path))
    found = read_photo(path)
    if not found.words:
        raise InputError(f"{path}: no word could be read; write what it says to a .txt file and import that")
    return found.text, tuple(_cells(found))


def _cells(found: PlaqueText) -> Iterable[tuple[str, str]]:
    for word in found.words:
        yield f"{_MARK} {' '.join(map(str, word.box))} {word.confidence:.2f}", found.text[word.start : word.end]


def words(capture: Capture) -> tuple[BoxedWord, ...]:
    """The words of a photo with their boxes; none when the capture is no photo."""
    found, at = [], 0
    for where, word in capture.cells if capture.text else ():
        mark, *box, confidence = where.split(" ")
        start = capture.text.find(word, at)
        if mark != _MARK or len(box) != 4 or start < 0:
            return ()
        at = start + len(word)
        left, top, width, height = map(int, box)
        found.append(BoxedWord(start, at, (left, top, width, height), float(confidence)))
    return tuple(found)


def doubted(capture: Capture, reading: Reading) -> Reading:
    """A reading of a photo, each value no surer than its least sure word, and none ever sure."""
    boxed = words(capture)
    if not boxed:
        return reading

    def doubt(item: Proposal) -> Proposal:
        start, end = item.span
        met = [w.confidence for w in boxed if w.start < end and start < w.end]
        return replace(item, confidence=min(item.confidence, UNMEASURED, *met))

    def doubt_of(person: PersonReading) -> PersonReading:
        sure = min(person.role_confidence, UNMEASURED)
        return replace(person, role_confidence=sure, proposals=tuple(map(doubt, person.proposals)))

    return replace(reading, persons=tuple(map(doubt_of, reading.persons)))


def elsewhere(mention: Mention) -> list[Mention]:
    """Whom other reports name under a photograph or film of this one's, where none of their names is like this one."""
    digests = mention.capture.media.values("digest")
    found = Mention.objects.filter(capture__media__digest__in=digests).exclude(report=mention.report)
    rows = found.select_related("report__source").distinct().order_by("uid")[:_MOST]
    others = {m.uid: other_person(Entry((), m.name), Entry((), mention.name)) for m in rows}
    known = {m.report_id for m in rows if not others[m.uid]}
    return [m for m in rows if m.report_id not in known]


def image(folder: Path, capture: Capture) -> tuple[bytes, str]:
    """The bytes of a photo in the vault and their media type.

    Raises:
        InputError: the capture is no photo. VaultError: the vault has lost or damaged it.
    """
    if not words(capture):
        raise InputError(f"capture {capture.uid} is no photograph")
    data = vault.get(folder, capture.sha256)
    return data, kind_of(data, capture.uid)


def kind_of(data: bytes, name: str) -> str:
    """The media type by the first bytes. Raises ``InputError`` for anything but JPEG, PNG and WebP."""
    for head, kind in _KINDS:
        if data.startswith(head) and (kind != "image/webp" or data[8:12] == b"WEBP"):
            return kind
    raise InputError(f"{name}: no photograph that browsers show; save it as JPEG, PNG or WebP")
