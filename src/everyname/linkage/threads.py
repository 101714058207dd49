"""Work on many pairs by all processors. Invariant: the result does not depend on how many there are."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

CHUNK = 250_000  # pairs that are worked on at a time
THREADS = min(4, os.cpu_count() or 1)
Result = TypeVar("Result")


def in_threads(work: Callable[[slice], Result], pairs: int) -> list[Result]:
    """Results for every chunk of the pairs, in order; NumPy and rapidfuzz let go of the interpreter."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, (slice(start, start + CHUNK) for start in range(0, pairs, CHUNK))))
