"""«Братья Скоробреевы, Матвей и Илья»: a surname in the plural that stands before the first names of one family.

Invariant: only a noun for people of one family («братья», «отец и сын») right before it makes a word such a surname.
"""

from __future__ import annotations

import re
from dataclasses import replace

from everyname.extract.names.parts import is_common_word
from everyname.extract.names.unlisted import Mention, as_written

_FAMILY = re.compile(r"(?P<at> )(?P<name>[А-ЯЁІЇЄҐA-Z][^\W\d_]+(?:-[^\W\d_]+)?)(?:,| ?[—–:-]| ?\()? ?$")
_REACH = 40
_PLURALS = (  # endings of a surname in the plural and that of the man's nominative
    (r"([оеё]в|[иы]н)(?:ых|ым|ыми|ы|их|им|ими|і)", r"\2"),
    (r"(ськ|цьк)(?:их|им|ими|і)", r"\2ий"),
    (r"([сц]к)(?:их|им|ими|ие)", r"\2ий"),
    (r"(ен)(?:ків|кам|ками|ки|ко)", r"\2ко"),
    (r"([уюая]к|[аоу]р|[иі]к|ич)(?:ів|ам|ами|и|і)", r"\2"),
    (r"(л)(?:ів|ям|ями|і)", r"\2ь"),
)
_PLURAL = ("овы", "евы", "ины", "ыны", "ові")
_PLURAL_OBLIQUE = ("овых", "евых", "иных", "ыных")
_SEVERAL = re.compile("(?:енки|[уюая]ки|[иі]ки|ичі)$")  # «Іван та Петро Савчуки»


def with_families(text: str, mentions: list[Mention], nouns: frozenset[int]) -> list[Mention]:
    """The mentions, first names behind a family's name bearing it; ``nouns`` are the ends of nouns for a family."""
    return [m if m.surname or not m.given else _of_family(text, m, nouns) for m in mentions]


def _of_family(text: str, mention: Mention, nouns: frozenset[int]) -> Mention:
    begin = max(0, mention.start - _REACH)
    match = _FAMILY.search(text[begin : mention.start])
    if match is None or begin + match.start("at") not in nouns:
        return mention
    name = as_written(match["name"])
    return replace(mention, surname=borne_by(of_a_man(name) or name, mention.sex), plural=True)


def borne_by(surname: str, sex: str) -> str:
    """A family's surname as a man or a woman bears it."""
    if sex == "f" and surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return f"{surname}а"
    if sex == "m" and surname.endswith(("ская", "цкая")):
        return f"{surname[:-2]}ий"
    return (
        surname.removesuffix("а") if sex == "m" and surname.endswith(("ова", "ева", "ёва", "ина", "ына")) else surname
    )


def of_a_man(plural: str) -> str:
    """The surname of one man of a family that is named in the plural; empty where the word is no such plural."""
    for pattern, ending in _PLURALS:
        match = re.fullmatch(f"(.{{2,}}){pattern}", plural)
        if match and not is_common_word(plural):
            return match[1] + match.expand(ending)
    return ""


def is_plural(surname: str, cases: str, lang: str) -> bool:
    """Whether a surname stands in the plural: «Карповы», «Савчуки», not «Гуменюкові»."""
    several = surname.endswith(_PLURAL) or (lang == "uk" and bool(_SEVERAL.search(surname)))
    return surname.endswith(_PLURAL_OBLIQUE) or (several and "n" in cases)
