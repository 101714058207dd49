"""What an index of names answers, on whatever database. Invariant: equal tables give equal answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.keys import Hashes
from everyname.linkage.lookup.keys import Entry

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Form:
    """One word of a list: as written, under which stem, and how many records hold it."""

    form: str
    stem: str
    count: int


class Index(Protocol):
    """A table of keys on any database."""

    def targets(self, keys: Sequence[int], most: int) -> tuple[Ints, Ints]:
        """Keys and what they lead to, the ``most`` smallest of each key."""
        ...

    def holding(self, keys: Sequence[int], traces: Sequence[int], most: int) -> tuple[Ints, Ints]:
        """As ``targets``, of each key those whose trace has all bits of the one asked for; an index may stop looking
        after some thousands.
        """
        ...

    def forms(self, stems: Sequence[int]) -> list[Form]:
        """The words with these hashes of stems."""
        ...

    def beginning(self, prefix: str, most: int) -> list[Form]:
        """The ``most`` frequent words whose form begins so."""
        ...

    def entries(self, ids: Sequence[int]) -> list[Entry]:
        """Records by id."""
        ...


def signed(hashes: Hashes) -> list[int]:
    """Hashes as an index takes them."""
    found: list[int] = hashes.view(np.int64).tolist()
    return found
