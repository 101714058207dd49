"""One question to an OpenAI-compatible endpoint, within a bounded time and a bounded size.

Invariant: no call lasts longer than the endpoint's ``seconds``, reads more than ``LARGEST`` bytes of an answer, or
follows a redirect to another host. A proxy of the environment is used for remote endpoints only.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from everyname.domain.errors import InputError
from everyname.extract.readers.endpoint import Endpoint
from everyname.extract.readers.llm_answer import Answer

TRIES = 3
LARGEST = 1 << 20  # bytes of an answer
_AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
_PAUSE = 0.5  # seconds before the second try, doubled before each further one
_QUOTED = 160  # characters of an answer that a message repeats


class NoAnswerError(InputError):
    """The endpoint gave no usable answer; the message says why."""


class _RetryError(Exception):
    """This try failed; another may not. ``told``: what the model is told of its answer, ``pause``: seconds asked."""

    def __init__(self, why: str, *, answer: str = "", pause: float = 0.0) -> None:
        super().__init__(why)
        self.answer, self.pause = answer, pause


def ask(endpoint: Endpoint, messages: Sequence[Mapping[str, str]]) -> Answer:
    """The model's answer, checked against the schema.

    Raises:
        NoAnswerError: nothing usable came within the endpoint's time, or the endpoint refused.
    """
    ends = time.monotonic() + endpoint.seconds
    talk, why = list(messages), ""
    for attempt in range(TRIES):
        try:
            content = _content(_post(endpoint, talk, ends))
            return _checked(content)
        except _RetryError as error:
            why = str(error)
            if error.answer:
                talk = [*messages, {"role": "assistant", "content": error.answer[:LARGEST]}, _complaint(why)]
            pause = max(error.pause, _PAUSE * 2**attempt)
        if attempt + 1 == TRIES or time.monotonic() + pause >= ends:
            break
        time.sleep(pause)
    raise NoAnswerError(f"{endpoint.host}: {why}")


def _post(endpoint: Endpoint, talk: Sequence[Mapping[str, str]], ends: float) -> bytes:
    import httpx

    schema = {"name": "reading", "strict": True, "schema": Answer.model_json_schema()}
    form = {"type": "json_schema", "json_schema": schema}
    body = {"model": endpoint.model, "messages": list(talk), "temperature": 0, "response_format": form}
    key = os.environ.get(endpoint.key_env, "") if endpoint.key_env else ""
    headers = {"Accept-Encoding": "identity", **({"Authorization": f"Bearer {key}"} if key else {})}
    left = max(0.05, ends - time.monotonic())
    address = f"{endpoint.base_url.rstrip('/')}/chat/completions"
    try:
        with (
            httpx.Client(timeout=left, trust_env=not endpoint.is_local) as client,
            client.stream("POST", address, json=body, headers=headers) as response,
        ):
            data = _bounded(response, ends, endpoint.seconds)
            _refuse(response, data)
            return data
    except httpx.TimeoutException as error:
        raise _RetryError(f"no answer within {endpoint.seconds:g} s") from error
    except httpx.HTTPError as error:
        raise _RetryError(f"{type(error).__name__}: {error}") from error


def _bounded(response: Any, ends: float, seconds: float) -> bytes:
    data = b""
    for piece in response.iter_raw():
        data += piece
        if len(data) > LARGEST:
            raise NoAnswerError(f"an answer of more than {LARGEST >> 10} KiB was broken off")
        if time.monotonic() > ends:
            raise NoAnswerError(f"the answer was not complete within {seconds:g} s")
    return data


def _refuse(response: Any, data: bytes) -> None:
    """Raise unless the status is 200."""
    status = response.status_code
    if status == 200:
        return
    said = f"HTTP {status}: {' '.join(data.decode('utf-8', 'replace').split())[:_QUOTED]}"
    if status in _AGAIN:
        wait = response.headers.get("retry-after", "")
        raise _RetryError(said, pause=float(wait) if wait.isdecimal() else 0.0)
    raise NoAnswerError(said)


def _content(data: bytes) -> str:
    """The words of the model in the endpoint's envelope."""
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        shown = data[:_QUOTED].decode("utf-8", "replace")
        raise _RetryError(f"no OpenAI-compatible answer: «{shown}»") from error
    if not isinstance(content, str) or not content.strip():
        raise _RetryError("an empty answer")
    return content


def _checked(content: str) -> Answer:
    try:
        return Answer.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise _RetryError(f"does not fit the schema: {where}: {first['msg']}", answer=content) from error


def _complaint(why: str) -> dict[str, str]:
    return {"role": "user", "content": f"Your answer cannot be used: it {why}. Answer again, the JSON object alone."}
