"""«Братья Скоробреевы, Матвей и Илья»: a surname in the plural that stands before the first names of one family.

Invariant: only a noun for people of one family («братья», «отец и сын») right before it makes a word such a surname.
"""

from __future__ import annotations

import re
from dataclasses import replace

from everyname.extract.names.unlisted import Mention, as_written

_FAMILY = re.compile(r"(?P<at> )(?P<name>[А-ЯЁІЇЄҐA-Z][^\W\d_]+(?:-[^\W\d_]+)?)(?:,| ?[—–:-]| ?\()? ?$")
_REACH = 40
_SINGULAR = (
    ("ченками", "ченко"), ("ченків", "ченко"), ("ченкам", "ченко"), ("ченки", "ченко"),
    ("скими", "ский"), ("ських", "ський"), ("ським", "ський"), ("ських", "ський"), ("ські", "ський"),
    ("ских", "ский"), ("ским", "ский"), ("ские", "ский"), ("цкие", "цкий"), ("цких", "цкий"),
    ("овыми", "ов"), ("евыми", "ев"), ("иными", "ин"), ("овых", "ов"), ("евых", "ев"), ("ёвых", "ёв"), ("иных", "ин"),
    ("овым", "ов"), ("евым", "ев"), ("иным", "ин"), ("овы", "ов"), ("евы", "ев"), ("ёвы", "ёв"), ("ины", "ин"),
    ("ыны", "ын"), ("ові", "ов"), ("уки", "ук"), ("юки", "юк"), ("аки", "ак"), ("яки", "як"), ("ики", "ик"),
    ("уків", "ук"), ("юків", "юк"), ("аків", "ак"), ("чі", "ч"), ("чи", "ч"), ("лі", "ль"),
)  # fmt: skip


def with_families(text: str, mentions: list[Mention], nouns: frozenset[int]) -> list[Mention]:
    """The mentions, first names behind a family's name bearing it; ``nouns`` are the ends of nouns for a family."""
    return [m if m.surname or not m.given else _of_family(text, m, nouns) for m in mentions]


def _of_family(text: str, mention: Mention, nouns: frozenset[int]) -> Mention:
    begin = max(0, mention.start - _REACH)
    match = _FAMILY.search(text[begin : mention.start])
    if match is None or begin + match.start("at") not in nouns:
        return mention
    return replace(mention, surname=borne_by(_singular(as_written(match["name"])), mention.sex), plural=True)


def borne_by(surname: str, sex: str) -> str:
    """A family's surname as a man or a woman bears it."""
    if sex == "f" and surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return f"{surname}а"
    return surname.removesuffix("а") if sex == "m" and surname.endswith(("ова", "ева", "ёва", "ина")) else surname


def _singular(name: str) -> str:
    return next((name[: -len(many)] + one for many, one in _SINGULAR if name.endswith(many)), name)
