"""Shorter forms of an English name of many words, read as the name that the text has in full.

Invariant: a form is read so only where the text has the full name.
"""

from __future__ import annotations

from dataclasses import replace

from everyname.extract.names.lexicon import english_shorts, fold
from everyname.extract.names.unlisted import Mention


def as_first_named(text: str, found: list[Mention]) -> list[Mention]:
    """«Evans Kiprotich Langat … Evans … Langat»: shorter forms of a name of many words are the same man's."""
    long = [m for m in found if m.is_full and (" " in m.given or " " in m.surname)]
    if not long:
        return found
    families = {fold(short): m.surname for m in long for short in _shorter(m.surname)}
    spoken = {(fold(m.surname), fold(m.given.split()[0])) for m in long}
    givens = {(fold(m.surname), fold(m.given.split()[0])): m.given for m in long}
    alone = {fold(m.given.split()[0]): m.given for m in long}
    for one in found:
        full = next(
            (f for f in english_shorts().get(fold(one.given), ()) if (fold(one.surname), fold(f)) in spoken), ""
        )
        if full:
            givens[fold(one.surname), fold(one.given)] = givens[fold(one.surname), fold(full)]  # «Chris Campbell»
    return [_as_named(text, m, families, givens, alone) for m in found]


def _shorter(surname: str) -> tuple[str, ...]:
    words = surname.split()
    return (surname, words[-1], words[0]) if len(words) > 1 and words[0][0].isupper() else (surname, words[-1])


def _as_named(
    text: str,
    mention: Mention,
    families: dict[str, str],
    givens: dict[tuple[str, str], str],
    alone: dict[str, str],
) -> Mention:
    written = fold(text[mention.start : mention.end])
    if written in families and " " in families[written] and " " in written and written != fold(mention.surname):
        return replace(mention, surname=families[written], given="")
    surname = families.get(fold(mention.surname), mention.surname)
    if not mention.given or " " in mention.given:
        return replace(mention, surname=surname)
    given = givens.get((fold(surname), fold(mention.given))) if surname else alone.get(fold(mention.given))
    return replace(mention, surname=surname, given=given or mention.given)
