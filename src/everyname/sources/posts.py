"""Posts, one JSON object a line, and single articles as plain text.

A line: ``{"id", "text", "published"?, "lang"?, "source_kind"?, "url"?, "source"?, "author"?, "repost_of"?}``. A line
that is no such object stands in quarantine; the others are kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from everyname.domain import edtf
from everyname.sources.decode import decode
from everyname.sources.report import Quarantined, Read, Report, SourceError

Progress = Callable[[int, int], None]
_OPTIONAL = ("published", "lang", "source_kind", "url", "source", "author", "repost_of")
_LONGEST = 4 << 20


class _LineError(ValueError):
    """Why a line is no post: the field and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def read_posts(path: Path, *, progress: Progress | None = None) -> Read:
    """Read JSON Lines of posts; memory holds one line beside what is kept.

    Raises:
        SourceError: the file cannot be opened or is empty.
    """
    try:
        size = os.path.getsize(path)
        file = path.open("rb")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
    read = Read(path.name, "", facts={"format": "jsonl"})
    digest = hashlib.sha256()
    seen: dict[str, str] = {}
    done = 0
    with file:
        for number, line in enumerate(file, 1):
            digest.update(line)
            done += len(line)
            _line(read, seen, number, line.strip(b"\xef\xbb\xbf \t\r\n"))
            if progress and number % 1000 == 0:
                progress(done, size)
    if not done:
        raise SourceError(f"{path}: the file is empty")
    read.sha256 = digest.hexdigest()
    return read


def read_article(path: Path, *, published: str = "", url: str = "", lang: str = "") -> Read:
    """Read one article or post saved as a text file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
    if not data.strip():
        raise SourceError(f"{path}: the file is empty")
    if published and not edtf.is_valid(published[:10]):
        raise SourceError(f"--published {published}: write YYYY-MM-DD")
    text = decode(data, path.name)
    read = Read(path.name, hashlib.sha256(data).hexdigest(), facts={"format": "text", "encoding": text.encoding})
    read.reports.append(
        Report(url or path.name, 1, data, published=published, url=url, lang=lang, text=text.text.replace("\r\n", "\n"))
    )
    return read


def _line(read: Read, seen: dict[str, str], number: int, line: bytes) -> None:
    if not line:
        return read.ignore("blank")
    try:
        report = _post(line, number)
    except _LineError as error:
        raw = line[:_LONGEST].decode("utf-8", "backslashreplace")
        value = raw[:200]
        read.quarantined.append(Quarantined(read.file, number, error.field, value, "no-post", str(error), raw))
        return None
    known = seen.get(report.external_id)
    if known == report.sha256:
        return read.ignore("repeated")
    if known is not None:
        reason = (
            f"the id {report.external_id} stands twice in this file with different texts: give each post its own id"
        )
        read.quarantined.append(
            Quarantined(read.file, number, "id", report.external_id, "double-id", reason, line.decode())
        )
        return None
    seen[report.external_id] = report.sha256
    read.reports.append(report)
    return None


def _post(line: bytes, number: int) -> Report:
    if len(line) > _LONGEST:
        raise _LineError("", f"the line has {len(line):,} bytes; {_LONGEST:,} are the most")
    try:
        value: Any = json.loads(line)
    except ValueError as error:
        raise _LineError("", f"no JSON: {error}") from error
    if not isinstance(value, dict):
        raise _LineError("", "a line must be an object with id and text")
    post_id = value.get("id")
    if isinstance(post_id, int) and not isinstance(post_id, bool):
        post_id = str(post_id)
    if not isinstance(post_id, str) or not post_id.strip():
        raise _LineError("id", "the id is missing or no text")
    text = value.get("text")
    if not isinstance(text, str) or "\ud800" <= max(text, default="") <= "\udfff":
        raise _LineError("text", "the text is missing or no text")
    wrong = [name for name in _OPTIONAL if not isinstance(value.get(name) or "", str)]
    if wrong:
        raise _LineError(wrong[0], f"{wrong[0]} must be text")
    fields: dict[str, str] = {name: value.get(name) or "" for name in _OPTIONAL}
    if fields["published"] and not edtf.is_valid(fields["published"][:10]):
        raise _LineError("published", f"«{fields['published']}» is no date: write YYYY-MM-DD")
    return Report(
        post_id.strip(), number, line, text=text, published=fields["published"], lang=fields["lang"],
        source_kind=fields["source_kind"], url=fields["url"], source=fields["source"], author=fields["author"],
        repost_of=fields["repost_of"],
    )  # fmt: skip
