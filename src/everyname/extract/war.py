"""The war whose dead are counted, as far as a reader must know it: since when.

Invariant: what is told of a time before it is another war's; nothing else in a text tells two wars of one army apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_OLDEST, _YOUNGEST = 77, 14  # years of age at its beginning


@dataclass(frozen=True, slots=True)
class War:
    """``began``: its first day; ``None`` where the tally leaves it open. By default Russia's war in Ukraine."""

    began: date | None = date(2022, 2, 24)

    @property
    def month(self) -> str:
        """The month it began in, as dates are written; empty where it is open."""
        return self.began.isoformat()[:7] if self.began else ""

    @property
    def year(self) -> int:
        """The year it began in; 0 where it is open."""
        return self.began.year if self.began else 0

    @property
    def births(self) -> tuple[int, int]:
        """The years in which those who fight in it may have been born; wide where it is open."""
        return (self.year - _OLDEST, self.year - _YOUNGEST) if self.began else (1900, date.max.year)


RUSSIA_UKRAINE = War()
