"""A language model as a second reader, through any OpenAI-compatible endpoint; off unless asked for.

Invariant: every value quotes the text; each names model, prompt and text by their hashes; the same question is asked
once and kept in a cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from everyname.extract.readers import llm_client
from everyname.extract.readers.endpoint import Endpoint
from everyname.extract.readers.llm_answer import Answer, to_reading
from everyname.extract.readers.llm_client import NoAnswerError
from everyname.extract.reading import Reading

__all__ = ["NoAnswerError", "read"]
_PROMPT = Path(__file__).with_name("prompt.txt")
_GIVE_UP = 3  # failures one after another
_LONGEST = 60_000  # characters of a text that a model is asked about


def read(text: str, endpoint: Endpoint, *, published: date | None = None) -> Reading:
    """Ask the model, or the cache, about one text.

    Raises:
        NoAnswerError: no usable answer; after three in a row the endpoint is not asked again by this process.
    """
    if len(text) > _LONGEST:
        raise NoAnswerError(f"a text of {len(text)} characters: a model is asked about {_LONGEST} at most")
    sendable = text.encode("utf-8", "replace").decode()  # halves of surrogate pairs; the length stays
    system, question = prompt(), f"Published: {published or 'unknown'}\n\nText:\n{sendable}"
    hashes = {"model": endpoint.model, "prompt_sha256": _sha256(system), "text_sha256": _sha256(text)}
    kept = _place(endpoint, system, question)
    answer = _kept(kept) or _asked(endpoint, system, question, kept)
    reader = f"llm:{endpoint.model[:48]} prompt {hashes['prompt_sha256'][:12]} text {hashes['text_sha256'][:12]}"
    reading = to_reading(answer, text, reader, published)
    return replace(reading, extra={**reading.extra, **hashes, "local": endpoint.is_local})


@cache
def prompt() -> str:
    """What the model is told of its task."""
    return _PROMPT.read_text(encoding="utf-8")


_failures: dict[Endpoint, int] = {}


def _asked(endpoint: Endpoint, system: str, question: str, kept: Path | None) -> Answer:
    if _failures.get(endpoint, 0) >= _GIVE_UP:
        raise NoAnswerError(f"{endpoint.host} was not asked: it failed {_GIVE_UP} times in a row")
    talk = [{"role": "system", "content": system}, {"role": "user", "content": question}]
    try:
        answer = llm_client.ask(endpoint, talk)
    except NoAnswerError:
        _failures[endpoint] = _failures.get(endpoint, 0) + 1
        raise
    _failures.pop(endpoint, None)
    if kept is not None:
        _keep(kept, answer)
    return answer


def _place(endpoint: Endpoint, system: str, question: str) -> Path | None:
    """Where the answer to this question is kept: under the hash of model, prompt and text."""
    if endpoint.cache is None:
        return None
    name = _sha256(json.dumps([endpoint.model, system, question]))
    return endpoint.cache / name[:2] / f"{name}.json"


def _kept(place: Path | None) -> Answer | None:
    try:
        return Answer.model_validate_json(place.read_bytes()) if place else None
    except (OSError, ValidationError):
        return None


def _keep(place: Path, answer: Answer) -> None:
    """Write an answer whole or not at all; only the owner can read it."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, scratch = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(answer.model_dump_json())
    Path(scratch).rename(place)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
