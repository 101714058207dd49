"""Ages whose word is told of another: «30 и 33 года», «Віталієві було 45, Олегові — 33».

Invariant: the word that is shared stands in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.age_guards import use
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import folded, number_of

_YOUNGEST, _YOUNGEST_BARE, _OLDEST = 15, 17, 90
_LETTERS = r"[^\W\d_]+(?:'[^\W\d_]+)?"
_WORDS = rf"{_LETTERS}(?:\s+{_LETTERS})?"
_SHARED = re.compile(r"(?<![\d.,])(\d\d)\s+(?:и|та|і|й|and)\s+$")
_SHARED_REACH = 9
_DATIVE = "у|ю|ові|еві|єві|ому|ой|ій|е|і"
_MAY_ELIDE = re.compile(r" [—–-] \d|(?:втор|друг|трет)\w+ (?:\d|[—–-])|, (?:а )?\w+[уюеіи] \d\d[.,;\n]")


def sharing(low: str, found: Found) -> Iterator[Found]:
    """«30 и 33 года»: the number that shares the word for years."""
    shared = _SHARED.search(low[max(0, found.start - _SHARED_REACH) : found.start])
    if shared and found.attrs["form"] == "years" and _YOUNGEST <= int(shared[1]) <= _OLDEST:
        start = found.start - len(shared[0])
        yield Found("age", shared[1], start, start + len(shared[1]), "ages/shared", 0.75, attrs={"form": "years"})


@cache
def _elided_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{folded(use('telling'))})\s[^.!?\n]{{2,70}}?"
        rf"(?:[^\W\d_](?:{_DATIVE}),? [—–-] |, (?:а )?(?:втор|друг|трет)[^\W\d_]{{2,4}} (?:[—–-] |было )?"
        rf"|, (?:а )?[^\W\d_]{{2,14}}(?:{_DATIVE}) (?=\d))"
        rf"(?P<n>\d\d|{_WORDS})(?=[,.;)\n]|$)"
    )


def find_elided(low: str) -> Iterator[Found]:
    """«Віталієві було 45, Олегові — 33»: an age told by the verb of the man before."""
    for match in _elided_pattern().finditer(low) if _MAY_ELIDE.search(low) else ():
        years = int(match["n"]) if match["n"].isdigit() else number_of(match["n"]) or 0
        if _YOUNGEST_BARE <= years <= _OLDEST:
            yield Found("age", str(years), *match.span("n"), "ages/elided", 0.7, attrs={"form": "told"})
