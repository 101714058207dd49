"""Many texts read by several processes, in order.

Invariant: what comes out stands in the order of what went in, memory is bounded by a window of open jobs, and an
interruption ends the workers at once.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from everyname.domain.errors import InputError
from everyname.extract import own_words
from everyname.extract.names.tagger import tagger
from everyname.extract.reader import READER, read
from everyname.extract.readers import agree, endpoint
from everyname.extract.reading import Reading
from everyname.extract.rescore import Rescorer
from everyname.extract.war import RUSSIA_UKRAINE, War

_WINDOW = 4  # open jobs a worker
Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Text:
    """One text to read, with what is known beside it."""

    text: str
    published: date | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How texts are read. ``vocabulary``: a folder of an installation's own words; ``llm``: a second reader."""

    ner: bool = False
    model: Rescorer | None = None
    vocabulary: Path | None = None
    llm: endpoint.Endpoint | None = None
    war: War = RUSSIA_UKRAINE

    @property
    def reader(self) -> str:
        """Who reads: the rules with what an installation changed of them, and the model asked beside them."""
        words = f" words {own_words.version()}" if own_words.version() else ""
        trained = f" trained {self.model.digest}" if self.model else ""
        return f"{READER}{words}{trained}" + (f" + llm:{self.llm.model[:24]}" if self.llm else "")

    def check(self) -> None:
        """Make this process ready. Raises ``InputError`` when a part is asked for that cannot be used."""
        own_words.use(self.vocabulary)
        if self.ner:
            tagger()
        if self.llm:
            endpoint.check(self.llm)


def read_one(text: Text, options: Options) -> Reading:
    """One text by the rules and, where a second reader is asked for, by both."""
    first = read(
        text.text,
        published=text.published,
        lang=text.lang,
        ner=options.ner,
        model=options.model,
        war=options.war,
    )
    if options.llm is None:
        return first
    from everyname.extract.readers import llm  # pydantic, which reading by the rules does without

    try:
        second = llm.read(text.text, options.llm, published=text.published)
    except llm.NoAnswerError as error:
        return agree.unanswered(first, str(error))
    return agree.combined(first, second)


def read_job(job: tuple[Text, Options]) -> Reading:
    """``read_one`` as a job of ``spread``; it stands here so that a worker needs this room alone."""
    return read_one(*job)


def spread(work: Callable[[Job], Result], jobs: Iterable[Job], options: Options, workers: int) -> Iterator[Result]:
    """``work`` done on every job, in order; with one worker in this process.

    Raises:
        InputError: a process ended by itself (most likely for want of memory).
    """
    options.check()
    if workers <= 1:
        yield from map(work, jobs)
        return
    clean = multiprocessing.get_context("spawn")  # nothing of this process: no threads' locks, no open database
    pool = ProcessPoolExecutor(workers, clean, _begin, (options,))
    whole = False
    try:
        yield from _in_order(pool, work, jobs, workers * _WINDOW)
        whole = True
    except BrokenProcessPool as error:
        raise InputError("a reading process ended by itself: the same command, with fewer workers, goes on") from error
    finally:
        # After an interruption nobody reads the pipe to the workers any more: waiting for it to empty may take forever.
        pool.shutdown(wait=whole, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, work: Callable[[Job], Result], jobs: Iterable[Job], most: int
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for job in jobs:
        waiting.append(pool.submit(work, job))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begin(options: Options) -> None:
    """A worker dies of an interruption without a word; the first process says what is to be said."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    options.check()
