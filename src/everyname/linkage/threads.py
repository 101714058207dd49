"""Work on many pairs by all processors. Invariant: the result does not depend on how many there are."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

CHUNK = 250_000  # pairs that are worked on at a time
THREADS = min(4, os.cpu_count() or 1)


def in_threads(fill: Callable[[slice], None], pairs: int) -> None:
    """Call for every chunk of the pairs; NumPy and rapidfuzz let go of the interpreter."""
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(fill, (slice(start, start + CHUNK) for start in range(0, pairs, CHUNK))))
