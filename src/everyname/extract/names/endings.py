"""Tables of the endings of names after Zaliznyak's classes, as far as names need them, Russian and Ukrainian.

Invariant: a row is the ending of a form, that of its nominative and the cases (letters of ``paradigms``) it may be.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ending:
    """``form`` ending of a declined name, ``base`` ending of its nominative, the cases where it occurs."""

    form: str
    base: str
    cases: str


def _table(text: str) -> tuple[Ending, ...]:
    rows = (row.split() for row in text.strip().splitlines())
    return tuple(Ending(*("" if cell == "-" else cell for cell in row)) for row in rows)


# Nouns of men ending in a consonant, й, ь, о; and of both sexes ending in а, я.
NOUN_M = _table("""
а - ga
у - dv
ові - dl
ом - i
ем - i
ым - i
ю ь dv
е - lv
і - l
я й ga
ю й dv
єві й dl
еві ь dl
еві - dl
ем й i
єм й i
ем ь i
е й l
и й l
ї й l
я ь ga
е ь l
і ь l
а о ga
у о dv
е о v
ові о dl
ом о i
і о l
""")
NICKNAME_M = _table("""
ька ек ga
ьку ек d
ьком ек i
ьке ек l
ка ок ga
ку ок d
ком ок i
ке ок l
""")  # Игорёк, Сашок: names of affection alone
NOUN_A = _table("""
ы а g
и а g
е а dl
і а dl
у а a
ой а i
ою а i
ей а i
и я g
е я dlv
и я gdl
і я gdl
ї я gdl
ю я a
о а v
є я v
ей я i
ею я i
єю я i
ці ка dl
зі га dl
сі ха dl
""")
FEMALE_SOFT = _table("""
и ь gdl
ью ь i
і ь gdl
і - gdl
'ю - i
""")
ADJECTIVE_M = _table("""
ого ий ga
ого ый ga
ого ой ga
его ий ga
ому ий dl
ому ый dl
ому ой dl
ему ий d
ым ый i
ым ой i
им ий i
им ой i
ом ий l
ом ый l
ом ой l
ем ий l
ім ий l
ього ій ga
ьому ій dl
ім ій il
""")
SURNAME_M = _table("""
ря р ga
рю р d
реві р dl
рем р i
рі р l
ым - i
им - i
ова ів ga
ову ів d
овим ів i
єва їв ga
ья ей ga
ью ей d
ьем ей i
льца лец ga
льцу лец d
льцом лец i
льця лець ga
льцю лець d
йца яц ga
йцу яц d
йцем яц i
йце яц l
ла ел ga
лу ел d
лом ел i
ле ел l
ца ец ga
цу ец d
цом ец i
цем ец i
це ец l
ця ець ga
цю ець d
цем ець i
ня ень ga
ню ень d
нем ень i
ля ель ga
лю ель d
лем ель i
йця єць ga
йцю єць d
йцем єць i
ька ек ga
ка ок ga
ку ок d
ком ок i
""")
SURNAME_F = _table("""
ой а gdli
ою а i
у а a
ої а g
ій а dl
ой ая gdli
ую ая a
ою ая i
ей яя gdli
ої а g
""")
IRREGULAR = {
    **dict.fromkeys(("льва", "лева"), ("лев", "ga")),
    **dict.fromkeys(("льву", "левові"), ("лев", "d")),
    **dict.fromkeys(("львом", "левом"), ("лев", "i")),
    "льве": ("лев", "l"),
    "павла": ("павел", "ga"),
    "павлу": ("павел", "d"),
    "павлом": ("павел", "i"),
    "павле": ("павел", "l"),
    "петра": ("петр", "ga"),
    "ігоря": ("ігор", "ga"),
    "ігорю": ("ігор", "d"),
    "ігореві": ("ігор", "d"),
    "ігорем": ("ігор", "i"),
    "любви": ("любовь", "gdl"),
    "олеже": ("олег", "v"),
}
# Ukrainian names whose last vowel changes in a closed syllable: the stem of the cases to the nominative.
CLOSED = {"федор": "федір", "яков": "яків", "сидор": "сидір", "прокоп": "прокіп", "нестор": "нестір"}
CLOSED_CASES = {"а": "ga", "у": "dv", "ові": "dl", "ом": "i", "і": "l", "е": "v"}
CLOSED_GIVEN = frozenset(CLOSED.values()) - {"нестір", "прокіп"}  # of which the Ukrainian form alone is usual
