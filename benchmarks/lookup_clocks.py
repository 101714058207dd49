"""What a measurement says: times of questions, shares of right answers, one JSON line each."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Clocks:
    """Seconds of each question: by the clock, and of this process's processor (a busy machine shows in the first)."""

    wall: list[float]
    cpu: list[float]

    @contextmanager
    def one(self) -> Iterator[None]:
        """Time one question."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(time.process_time() - cpu)

    def told(self) -> dict[str, float]:
        """Median and 95th percentile in milliseconds."""
        figures = {}
        for name, times in (("", self.wall), (" cpu", self.cpu)):
            for share in (50, 95):
                figures[f"p{share}{name}"] = round(1000 * sorted(times)[len(times) * share // 100], 2)
        return figures


def shares(right: Sequence[int], asked: int) -> dict[str, float]:
    """Questions whose first hit, and one of whose first five, is the right man."""
    return {"first": round(right[0] / asked, 3), "first5": round(right[1] / asked, 3)}


def say(what: str, **figures: object) -> None:
    """One line."""
    print(json.dumps({"what": what, **figures}, ensure_ascii=False), flush=True)
