"""Files of posts read by several processes: resumable, and a bad line costs that line alone.

Invariant: the output holds one line for each good post, in the order of the input; what could not be read stands in
``<out>.rejected.jsonl`` with file, line and reason. An interrupted run goes on where it stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from everyname.domain.errors import InputError
from everyname.extract.many import Options, Text, read_one, spread
from everyname.extract.readers.agree import counted
from everyname.extract.readers.endpoint import Endpoint
from everyname.extract.records import to_json
from everyname.extract.rescore import load
from everyname.extract.war import RUSSIA_UKRAINE, War

_CHUNK = 64
_LONGEST = 4_000_000  # characters; a longer line is no post


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: posts read now, posts found already read, lines rejected, and where those are listed."""

    read: int
    resumed: int
    rejected: int
    quarantine: Path
    agreed: int = 0  # fields of which two readers say the same
    differ: int = 0
    unanswered: int = 0  # texts of which the second reader said nothing

    def as_dict(self) -> dict[str, Any]:
        """The counts, and the file of rejected lines when there is one."""
        counts = {"read": self.read, "resumed": self.resumed, "rejected": self.rejected}
        counts |= {"agreed": self.agreed, "differ": self.differ, "unanswered": self.unanswered}
        return counts | ({"quarantine": str(self.quarantine)} if self.rejected else {})

    def sentence(self) -> str:
        """The counts in words."""
        told = f"{self.read} read, {self.resumed} read before, {self.rejected} rejected"
        return f"{told}: see {self.quarantine}" if self.rejected else told


Progress = Callable[[int, int], None]
Line = tuple[int, str]  # number in the file, from 1, and what stands there
Done = tuple[str, str, dict[str, int]]


def read_file(
    posts_path: Path,
    out_path: Path,
    *,
    workers: int = 1,
    ner: bool = False,
    model: Path | None = None,
    vocabulary: Path | None = None,
    llm: Endpoint | None = None,
    war: War = RUSSIA_UKRAINE,
    progress: Progress | None = None,
) -> Summary:
    """Read every post of a JSON-lines file.

    Args:
        posts_path: lines ``{"id", "text", "published"?, "lang"?}``; other fields are let be.
        out_path: the contract's lines; an existing file is continued (posts that stand in it are not read again).
        workers: processes.
        ner: add the neural tagger (needs the extra ``ner``).
        model: a map of confidences written by ``--train``; the shipped one when absent.
        vocabulary: a folder of words that an installation adds.
        llm: a language model as a second reader (needs the extra ``llm``).
        war: whose dead are counted.
        progress: called with the lines done and the lines in all.

    Raises:
        InputError: the input is missing or no file, or a part is asked for that cannot be used.
    """
    if not posts_path.is_file():
        raise InputError(f"{posts_path}: no such file; give a file with one JSON object a line")
    options = Options(ner, load(model) if model else None, vocabulary, llm, war)
    options.check()
    done = _done(out_path)
    resumed = done.total()
    quarantine = out_path.with_name(out_path.name + ".rejected.jsonl")
    total = _lines(posts_path) if progress else 0
    counts = Counter[str]()
    with (
        posts_path.open(encoding="utf-8", errors="replace") as posts,
        out_path.open("a", encoding="utf-8") as out,
        quarantine.open("w", encoding="utf-8") as rejected,
    ):
        lines = ((number, raw) for number, raw in enumerate(posts, start=1) if raw.strip())
        jobs = ((chunk, options) for chunk in _chunks(_unread(lines, done), 1 if llm else _CHUNK))
        for results in spread(_read_chunk, jobs, options, workers):
            for key, value, found in results:
                counts.update(found)
                (out if key == "read" else rejected).write(value if key == "read" else _rejected(posts_path, value))
            out.flush()
            if progress:
                progress(resumed - done.total() + counts["read"] + counts["rejected"], total)
    if not counts["rejected"]:
        quarantine.unlink()
    agreement = {name: counts[name] for name in ("agreed", "differ", "unanswered")}
    return Summary(counts["read"], resumed - done.total(), counts["rejected"], quarantine, **agreement)


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _rejected(path: Path, value: str) -> str:
    return json.dumps({"file": str(path), **json.loads(value)}, ensure_ascii=False) + "\n"


def _unread(lines: Iterable[Line], done: Counter[str]) -> Iterator[Line]:
    """The lines whose posts do not stand in the output; ``done`` loses what was met, an id as often as it stood."""
    for number, raw in lines:
        identity = _identity(raw) if done else ""
        if identity in done:
            done[identity] -= 1
            if not done[identity]:
                del done[identity]
        else:
            yield number, raw


def _identity(raw: str) -> str:
    try:
        return str(_post(raw)["id"])
    except ValueError:
        return ""


def _chunks(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    iterator = iter(lines)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _read_chunk(job: tuple[list[Line], Options]) -> list[Done]:
    lines, options = job
    return [_read_line(number, raw, options) for number, raw in lines]


def _read_line(number: int, raw: str, options: Options) -> Done:
    """(``read``, the line to write) or (``rejected``, line number and reason as JSON); with counts."""
    try:
        post = _post(raw)
    except ValueError as error:
        reason = json.dumps({"line": number, "reason": str(error)}, ensure_ascii=False)
        return "rejected", reason, {"rejected": 1}
    reading = read_one(Text(post["text"], post["published"], post["lang"]), options)
    agreed, differ = counted(reading)
    unanswered = bool(options.llm) and "second" not in reading.extra
    counts = {"read": 1, "agreed": agreed, "differ": differ, "unanswered": int(unanswered)}
    return "read", json.dumps(to_json(post["id"], reading), ensure_ascii=False) + "\n", counts


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
    }


def _done(out_path: Path) -> Counter[str]:
    """Ids in the output, with how often. A line cut short by an interruption is dropped from the file."""
    found = Counter[str]()
    if not out_path.exists():
        return found
    good = 0
    with out_path.open("rb") as out:
        for raw in out:
            try:
                found[str(json.loads(raw)["id"])] += 1
            except (ValueError, KeyError, TypeError):
                break
            good += len(raw)
    with out_path.open("r+b") as out:
        out.truncate(good)
    return found
