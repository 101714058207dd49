"""A loopback endpoint that speaks like a language model's, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FIELDS = (
    "surname", "given", "patronymic", "nom_de_guerre", "birth", "age", "death", "burial", "rank", "unit", "settlement",
    "region", "death_place",
)  # fmt: skip


def person(role: str = "dead", role_quote: str = "погиб", **said: tuple[str, str]) -> dict[str, Any]:
    """A person of an answer; ``said`` are (value, quote) by field."""
    fields: dict[str, Any] = dict.fromkeys(FIELDS)
    fields |= {name: {"value": value, "quote": quote} for name, (value, quote) in said.items()}
    return {"role": role, "role_quote": role_quote, "occasion": "announcement", "category": [], "awards": [], **fields}


def answer(*persons: dict[str, Any]) -> str:
    """A whole answer, as a model writes it."""
    return json.dumps({"is_war_death": True, "persons": list(persons)}, ensure_ascii=False)


def envelope(content: str) -> bytes:
    """An answer in the envelope of the interface."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@dataclass
class Endpoint:
    """What was asked of the endpoint, and where it is."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


Behaviour = Callable[[BaseHTTPRequestHandler, int], None]


def says(*contents: str) -> Behaviour:
    """Answer with these contents in turn, the last for ever."""
    return sends(*(envelope(c) for c in contents))


def sends(*bodies: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Behaviour:
    """Send these bodies in turn, the last for ever."""

    def behave(handler: BaseHTTPRequestHandler, number: int) -> None:
        body = bodies[min(number, len(bodies) - 1)]
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def first(behaviour: Behaviour, then: Behaviour) -> Behaviour:
    """Behave so once, then otherwise."""
    return lambda handler, number: behaviour(handler, 0) if number == 0 else then(handler, number - 1)


def stalls(handler: BaseHTTPRequestHandler, number: int) -> None:
    """Take the question and say nothing."""
    time.sleep(20)


def drips(handler: BaseHTTPRequestHandler, number: int) -> None:
    """Send a byte now and then, for ever."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def floods(handler: BaseHTTPRequestHandler, number: int) -> None:
    """Send 40 MB."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(640):
        handler.wfile.write(b"x" * (1 << 16))


@contextmanager
def serving(behave: Behaviour) -> Iterator[Endpoint]:
    """An endpoint on a free port of this computer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = len(here.asked)
            here.asked.append(body)
            here.headers.append(dict(self.headers))
            try:
                behave(self, number)
            except OSError:
                self.close_connection = True  # the asker has gone

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    here = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
