"""JSON Lines of posts, one object a line, read as a stream: memory does not grow with the file.

Invariant: every line is a Report, Quarantined or Skipped. The same id with the same bytes comes once; with other bytes
it is a new capture of the same report (an edited post), handed on with the same identity.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from everyname.domain import edtf
from everyname.sources.report import Batch, Item, Progress, Quarantined, Report, Skipped, SourceError, file_sha256

MAX_LINE = 4 * 1024 * 1024  # bytes; a longer line is no post
_TEXTS = ("published", "lang", "source_kind", "url", "source", "edited", "repost_of", "author")
_KEEP = 2000  # bytes of a refused line that is too long to keep whole
_STEP = 1000


class _BadLineError(ValueError):
    def __init__(self, code: str, field: str, sentence: str, value: object = "") -> None:
        super().__init__(sentence)
        self.code, self.field, self.sentence, self.value = code, field, sentence, str(value)[:200]


@dataclass(frozen=True, slots=True)
class Posts:
    """The lines of one file; each pass reads it anew. ``progress`` counts bytes."""

    path: Path
    source: str
    progress: Progress | None = None

    def __iter__(self) -> Iterator[Item]:
        seen = _Seen()
        try:
            with self.path.open("rb") as handle:
                yield from self._items(handle, seen)
        except OSError as error:
            raise SourceError(self.path.name, "", f"cannot be read ({error.strerror})") from error
        finally:
            seen.close()

    def _items(self, handle: BinaryIO, seen: _Seen) -> Iterator[Item]:
        total, done = self.path.stat().st_size, 0
        for number, (line, size) in enumerate(_lines(handle), 1):
            done += size
            yield self._item(number, line, size, seen)
            if self.progress and number % _STEP == 0:
                self.progress(done, total)
        if self.progress:
            self.progress(done, total)

    def _item(self, number: int, line: bytes, size: int, seen: _Seen) -> Item:
        name = self.path.name
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        line = line.rstrip(b"\r\n")
        if not line.strip():
            return Skipped(name, number, "blank", "")
        try:
            if size > MAX_LINE:
                raise _BadLineError("too_long", "", f"the line has {size} bytes, more than {MAX_LINE}")
            report = read_post(line, self.source, name, number)
        except _BadLineError as bad:
            return Quarantined(name, number, bad.field, bad.value, bad.code, bad.sentence, line)
        if not seen.add(report):
            return Skipped(name, number, "repeated", report.external_id)
        return report


def read_posts(path: Path, source: str, progress: Progress | None = None) -> Batch:
    """Open a file of posts; lines are read while iterating. Raises ``SourceError`` when it cannot be opened."""
    sha256 = file_sha256(path)
    with path.open("rb") as handle:
        head = handle.read(4)
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"PK")) or b"\0" in head:
        raise SourceError(path.name, "byte 1", "is no JSON Lines in UTF-8; save it as UTF-8, one object a line")
    return Batch(path.name, sha256, "utf-8", ("JSON Lines, one post a line",), Posts(path, source, progress))


def _lines(handle: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Lines with their full size; of one that is too long only the beginning is kept."""
    while line := handle.readline(MAX_LINE + 1):
        size = len(line)
        if size > MAX_LINE and not line.endswith(b"\n"):
            line = line[:_KEEP]
            while rest := handle.readline(MAX_LINE):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
        yield line, size


class _Seen:
    """Digests of (identity, bytes) in a temporary file of SQLite, so that a million posts need no memory."""

    def __init__(self) -> None:
        self.base = sqlite3.connect("")
        self.base.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY) WITHOUT ROWID")

    def add(self, report: Report) -> bool:
        """Whether this is the first time."""
        identity = json.dumps(report.identity).encode()
        digest = hashlib.blake2b(identity + b"\n" + report.raw, digest_size=16).digest()
        return self.base.execute("INSERT OR IGNORE INTO seen VALUES (?)", (digest,)).rowcount == 1

    def close(self) -> None:
        self.base.close()


def read_post(line: bytes, source: str, file: str, number: int) -> Report:
    """One line to a report; the post's own ``source`` wins over the given one."""
    post = _parsed(line)
    identity, text = _identity(post), post.get("text")
    if not isinstance(text, str):
        raise _BadLineError("wrong_type", "text", "«text» is missing or no string", text)
    if not text.strip() and not post.get("media"):
        raise _BadLineError("no_text", "text", "the post has no text")
    fields = {name: _text(post, name) for name in _TEXTS}
    for name in ("published", "edited"):
        _check_date(fields[name], name)
    own = fields["source"] or source
    media = _media(post.get("media"))
    return Report(
        own,
        identity,
        text,
        line,
        published=fields["published"],
        url=fields["url"],
        lang=fields["lang"],
        media=media,
        source_kind=fields["source_kind"],
        author=fields["author"],
        edited=fields["edited"],
        repost_of=fields["repost_of"],
        file=file,
        row=number,
    )


def _parsed(line: bytes) -> Mapping[str, object]:
    try:
        post = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _BadLineError("not_utf8", "", f"byte {error.start + 1} of the line is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise _BadLineError("not_json", "", f"not JSON at character {error.colno}: {error.msg}") from error
    except (RecursionError, ValueError) as error:
        raise _BadLineError("not_json", "", f"not readable JSON: {error}") from error
    if not isinstance(post, dict):
        raise _BadLineError("wrong_type", "", "the line is no JSON object")
    return post


def _identity(post: Mapping[str, object]) -> str:
    identity = post.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    if isinstance(identity, str) and identity.strip():
        return identity.strip()
    why = "«id» is missing, empty or neither text nor whole number: give each post one of its own, such as its address"
    raise _BadLineError("wrong_type", "id", why, identity)


def _text(post: Mapping[str, object], name: str) -> str:
    value = post.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if name == "repost_of" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _BadLineError("wrong_type", name, f"«{name}» is no string", value)


def _media(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise _BadLineError("wrong_type", "media", "«media» is no list of strings", value)


def _check_date(value: str, name: str) -> None:
    if not value or edtf.is_valid(value):
        return
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        raise _BadLineError("not_a_date", name, f"«{name}» is neither ISO nor EDTF: {value[:60]}", value) from error
