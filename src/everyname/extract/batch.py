"""Files of posts read by several processes: resumable, and a bad line costs that line alone.

Invariant: the output holds one line for each good post, in the order of the input; what could not be read stands in
``<out>.rejected.jsonl`` with file, line and reason. An interrupted run goes on where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from everyname.domain.errors import InputError
from everyname.extract.names.tagger import tagger
from everyname.extract.reader import read
from everyname.extract.records import to_json
from everyname.extract.rescore import Rescorer, load

_CHUNK = 64
_LONGEST = 4_000_000  # characters; a longer line is no post


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: posts read now, posts found already read, lines rejected, and where those are listed."""

    read: int
    resumed: int
    rejected: int
    quarantine: Path

    def as_dict(self) -> dict[str, Any]:
        """The counts, and the file of rejected lines when there is one."""
        counts = {"read": self.read, "resumed": self.resumed, "rejected": self.rejected}
        return counts | ({"quarantine": str(self.quarantine)} if self.rejected else {})

    def sentence(self) -> str:
        """The counts in words."""
        told = f"{self.read} read, {self.resumed} read before, {self.rejected} rejected"
        return f"{told}: see {self.quarantine}" if self.rejected else told


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: str


def read_file(
    posts_path: Path,
    out_path: Path,
    *,
    workers: int = 1,
    ner: bool = False,
    model: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Read every post of a JSON-lines file.

    Args:
        posts_path: lines ``{"id", "text", "published"?, "lang"?, "source_kind"?}``.
        out_path: the contract's lines; an existing file is continued (posts whose id it holds are not read again).
        workers: processes.
        ner: add the neural tagger (needs the extra ``ner``).
        model: a map of confidences written by ``--train``; the shipped one when absent.
        progress: called with the lines done and the lines in all.

    Raises:
        InputError: the input is missing or no file, or the tagger is asked for and not installed.
    """
    if ner:
        tagger()
    if not posts_path.is_file():
        raise InputError(f"{posts_path}: no such file; give a file with one JSON object a line")
    rescorer = load(model) if model else None
    done = _done(out_path)
    quarantine = out_path.with_name(out_path.name + ".rejected.jsonl")
    total, seen = _lines(posts_path) if progress else 0, 0
    counts = {"read": 0, "resumed": 0, "rejected": 0}
    with (
        posts_path.open(encoding="utf-8", errors="replace") as posts,
        out_path.open("a", encoding="utf-8") as out,
        quarantine.open("w", encoding="utf-8") as rejected,
    ):
        lines = (_Line(number, raw) for number, raw in enumerate(posts, start=1) if raw.strip())
        for results in _map(lines, workers, done, ner, rescorer):
            for key, value in results:
                counts[key] += 1
                if key == "read":
                    out.write(value)
                elif key == "rejected":
                    rejected.write(_rejected(posts_path, value))
            out.flush()
            seen += len(results)
            if progress:
                progress(seen, total)
    if not counts["rejected"]:
        quarantine.unlink()
    return Summary(counts["read"], counts["resumed"], counts["rejected"], quarantine)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _rejected(path: Path, value: str) -> str:
    return json.dumps({"file": str(path), **json.loads(value)}, ensure_ascii=False) + "\n"


def _map(
    lines: Iterable[_Line], workers: int, done: frozenset[str], ner: bool, model: Rescorer | None
) -> Iterator[list[tuple[str, str]]]:
    jobs = ((chunk, done, ner, model) for chunk in _chunks(lines))
    if workers <= 1:
        yield from map(_read_chunk, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        while batch := list(islice(jobs, workers * 4)):
            yield from pool.map(_read_chunk, batch)


def _chunks(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    iterator = iter(lines)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _read_chunk(job: tuple[list[_Line], frozenset[str], bool, Rescorer | None]) -> list[tuple[str, str]]:
    lines, done, ner, model = job
    return [_read_line(line, done, ner, model) for line in lines]


def _read_line(line: _Line, done: frozenset[str], ner: bool, model: Rescorer | None) -> tuple[str, str]:
    """(``read``, the line to write), (``resumed``, id) or (``rejected``, line number and reason as JSON)."""
    try:
        post = _post(line.raw)
    except ValueError as error:
        return "rejected", json.dumps({"line": line.number, "reason": str(error)}, ensure_ascii=False)
    if post["id"] in done:
        return "resumed", post["id"]
    reading = read(
        post["text"],
        published=post["published"],
        lang=post["lang"],
        source_kind=post["source_kind"],
        ner=ner,
        model=model,
    )
    return "read", json.dumps(to_json(post["id"], reading), ensure_ascii=False) + "\n"


def _post(raw: str) -> dict[str, Any]:
    """A checked post. Raises ``ValueError`` with the field and what it should hold."""
    if len(raw) > _LONGEST:
        raise ValueError(f"line of {len(raw)} characters: a post has at most {_LONGEST}")
    try:
        post = json.loads(raw)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error}") from error
    if not isinstance(post, dict):
        raise ValueError('no JSON object: a post is {"id": …, "text": …}')
    if not isinstance(post.get("text"), str):
        raise ValueError("field text: missing or no text")
    if post.get("id") in (None, ""):
        raise ValueError("field id: missing")
    published = post.get("published") or post.get("pub")
    try:
        when = date.fromisoformat(str(published)[:10]) if published else None
    except ValueError as error:
        raise ValueError(f"field published: «{published}» is no ISO date (YYYY-MM-DD)") from error
    lang = post.get("lang")
    return {
        "id": str(post["id"]),
        "text": post["text"],
        "published": when,
        "lang": lang if lang in ("ru", "uk", "en") else None,
        "source_kind": post.get("source_kind"),
    }


def _done(out_path: Path) -> frozenset[str]:
    """Ids already in the output. A line cut short by an interruption is dropped from the file."""
    if not out_path.exists():
        return frozenset()
    found: set[str] = set()
    good = 0
    with out_path.open("rb") as out:
        for raw in out:
            try:
                found.add(str(json.loads(raw)["id"]))
            except (ValueError, KeyError, TypeError):
                break
            good += len(raw)
    with out_path.open("r+b") as out:
        out.truncate(good)
    return frozenset(found)
