"""What an installation adds to the shipped lists, by the name of the list. Empty until ``own_words`` fills it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_own: dict[str, tuple[dict[str, str], ...]] = {}


def own(name: str) -> tuple[dict[str, str], ...]:
    """The rows that an installation adds to a list."""
    return _own.get(name, ())


def set_own(lists: Mapping[str, Iterable[dict[str, str]]]) -> None:
    """Give the lists an installation's rows; whoever calls this forgets what was read before."""
    _own.clear()
    _own.update({name: tuple(found) for name, found in lists.items()})
