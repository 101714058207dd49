"""Read a file by its ending, before anything is written: lists with a mapping, posts, an article, a photograph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from everyname.domain import edtf
from everyname.domain.errors import InputError
from everyname.register.models import Setting, Source
from everyname.sources.decoding import decode
from everyname.sources.lists import import_table, read_table
from everyname.sources.mapping import Mapping, MappingError, guess_mapping
from everyname.sources.posts import read_posts
from everyname.sources.report import Batch, Quarantined, Report, Skipped, SourceError, file_sha256
from everyname.workflow import photos

Progress = Callable[[int, int], None]
_POSTS = {".jsonl", ".ndjson"}
_TEXTS = {".txt", ".md"}


@dataclass(slots=True)
class Found:
    """What a file holds: nothing of it is in the register yet. ``mapping`` is TOML, empty for posts.

    ``partial``: a few rows of a list; the others stay as they are.
    """

    path: Path
    sha256: str
    reports: list[Report] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    skipped: dict[str, int] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    mapping: str = ""
    partial: bool = False

    @property
    def is_list(self) -> bool:
        """Whether the file is the whole of a list, so that what it lacks is no longer listed."""
        return bool(self.mapping)


def read(
    path: Path,
    *,
    source: str = "",
    mapping: Path | None = None,
    published: str = "",
    url: str = "",
    progress: Progress | None = None,
) -> Found:
    """Read a file; the mapping remembered for the source is used again while it fits.

    Raises:
        SourceError, InputError: the file or the mapping cannot be used; the message says what to do.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    ending = path.suffix.lower()
    try:
        if ending in _POSTS:
            return _collected(path, read_posts(path, source, progress))
        if ending in _TEXTS:
            return _article(path, source, published, url)
        if ending in photos.ENDINGS:
            return _photo(path, source, published, url)
        return _list(path, source, mapping, progress)
    except (SourceError, MappingError) as error:
        raise InputError(str(error)) from error


def _list(path: Path, source: str, given: Path | None, progress: Progress | None) -> Found:
    table = read_table(path)
    mapping = guess_mapping(table)
    if given is not None:
        mapping = Mapping.from_toml(given.read_text("utf-8"))
    elif remembered := _remembered(source):
        known = Mapping.from_toml(remembered)
        if {c.name for c in known.columns} == set(table.columns):
            mapping = known
    batch = import_table(table, source, mapping, progress)
    found = _collected(path, batch)
    found.mapping = mapping.to_toml()
    return found


def _remembered(source: str) -> str:
    number = Source.objects.filter(name=source).values_list("no", flat=True).first()
    return Setting.objects.filter(name=f"mapping:{number}").values_list("text", flat=True).first() or ""


def _collected(path: Path, batch: Batch) -> Found:
    found = Found(path, batch.sha256 or file_sha256(path), facts=batch.facts)
    for item in batch:
        if isinstance(item, Report):
            found.reports.append(item)
        elif isinstance(item, Quarantined):
            found.quarantined.append(item)
        elif isinstance(item, Skipped):
            found.skipped[item.code] = found.skipped.get(item.code, 0) + 1
    return found


def _check_day(published: str) -> None:
    if published and not edtf.is_valid(published[:10]):
        raise InputError(f"--published {published}: write YYYY-MM-DD")


def _photo(path: Path, source: str, published: str, url: str) -> Found:
    """One photograph of a plaque or a grave, read word by word."""
    _check_day(published)
    text, cells = photos.read(path)
    data = path.read_bytes()
    report = Report(
        source, url or path.name, text, data, published=published, url=url, cells=cells,
        media=(file_sha256(path),), file=path.name, row=1,
    )  # fmt: skip
    facts = (f"{len(cells)} words read from the photograph by tesseract: compare each with the photograph",)
    return Found(path, file_sha256(path), [report], facts=facts)


def _article(path: Path, source: str, published: str, url: str) -> Found:
    """One article or post saved as a text file."""
    _check_day(published)
    data = path.read_bytes()
    text = decode(data, path.name).text.replace("\r\n", "\n")
    if not text.strip():
        raise InputError(f"{path}: the file is empty")
    report = Report(source, url or path.name, text, data, published=published, url=url, file=path.name, row=1)
    return Found(path, file_sha256(path), [report])


def by_source(found: Found, source: str, kind: str) -> Iterator[tuple[str, str, list[Report]]]:
    """(source, kind, reports), since posts of one file may name several sources.

    Raises:
        InputError: a report names no source, and none was given.
    """
    groups: dict[tuple[str, str], list[Report]] = {}
    for item in found.reports:
        name = item.source or source
        if not name:
            raise InputError(f"{found.path.name}: row {item.row} names no source: give --source NAME")
        groups.setdefault((name, item.source_kind or kind), []).append(item)
    if not groups:
        groups[source or found.path.stem, kind] = []
    yield from ((name, code, items) for (name, code), items in groups.items())
