"""Names that streets, schools and monuments bear: «на вулиці Івана Франка», «ліцей імені Василя Стуса».

Invariant: a name is left out only where all its mentions are those of things, and none of them was named so just now.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from everyname.extract.names.lexicon import fold
from everyname.extract.names.unlisted import Mention
from everyname.extract.roles.cues import Cue
from everyname.extract.tokens import Lines, Sentence

_STREET = re.compile(r"(?<!\w)(?:ул|пер|пл|просп|пр-т|вул|пров)\.? $", re.I)  # «ул. Ленина»
_GAP = re.compile(
    r"\.? ?(?:Геро\w+ (?:України|Рад\w+ Союзу|Сов\w+ Союза|Росси\w+) )?"
    r"(?:(?:[а-яіїєґё]{1,4}\.|[а-яіїєґё]+) ){0,4}"
)
_DEAD = re.compile(r"загибл|полегл|погибш|павш|воїн|воин|захисник|защитник|бійц|бойц|випускник|выпускник", re.I)
_WHO_DIED = re.compile(r",? (?:який|яка|що|котор|полегл|загибл|погибш|\()")
_FORMER = re.compile(r"[»\")]* (?:[—–-] |перейменува|переименова|на вул|на честь|отримал|названо|стал)")
_OLD_STREET = re.compile(
    r"(?<!\w)(?:на|по|від|вздовж|вдоль|до|біля|возле) $", re.I
)  # «на бульварі Шевченка»: it was named before
_OLD_HOUSE = re.compile(  # «у дворику університету імені Шевченка»: so it was named before, whatever is opened there
    r"(?:університет|университет|інститут|институт|училищ|лице|гімназі|гимнази|школ|академі|академи|музе|театр|"
    r"бібліоте|библиоте|коледж|колледж|технікум|техникум)[а-яіїє]{0,3}[аеиіїєяу] $",
    re.I,
)
_TONGUE = re.compile(
    r"\((?:(?:in )?(?:Ukrainian|Russian|Cyrillic|ukr|rus|Belarusian)\.?:? |[А-ЯЁЇІЄҐ][а-яёїієґ’'-]+ ){0,3}"
)
_REACH = 60


def without_eponyms(text: str, mentions: list[Mention], titles: list[Cue], parts: list[Sentence]) -> list[Mention]:
    """The mentions without those that name a thing; a first name alone behind «вул.» is no mention either."""
    mentions = [m for m in mentions if m.surname or not _STREET.search(text, max(0, m.start - 8), m.start)]
    mentions = [m for m in mentions if not _twice_written(text, m, mentions)]
    leads = [t for t in titles if t.kind in ("eponym", "monument")]
    if not leads:
        return mentions
    lines, ends = Lines(parts), [t.end for t in leads]
    renamed = {lines.index(t.start) for t in titles if t.kind == "renaming"}
    first = {bisect_right(ends, m.start) - 1: m for m in reversed(mentions)}
    things = {
        m.start
        for at, m in first.items()
        if at >= 0
        and (lines.index(m.start) not in renamed or _FORMER.match(text, m.end) or _is_old(text, leads[at]))
        and _bears(text, leads[at].end, m)
    }
    people = {_key(m) for m in mentions if m.start not in things}
    return [m for m in mentions if m.start not in things or not people.isdisjoint((_key(m), (fold(m.surname), "")))]


def _twice_written(text: str, one: Mention, mentions: list[Mention]) -> bool:
    """«Oleh Makhov (Ukrainian: Олег Махов; 1986 – 2022)»: in brackets the same name in its own letters."""
    if text[one.start].isascii():
        return False
    opened = text.rfind("(", max(0, one.start - _REACH), one.start)
    if opened < 0 or not _TONGUE.fullmatch(text, opened, one.start):
        return False
    return any(m.end + 1 == opened and m.is_full and text[m.start].isascii() for m in mentions)


def _is_old(text: str, lead: Cue) -> bool:
    """Whether the thing had its name before what is opened or renamed now."""
    before = max(0, lead.start - 24), lead.start
    return bool(_OLD_STREET.search(text, *before) or _OLD_HOUSE.search(text, *before))


def _bears(text: str, end: int, mention: Mention) -> bool:
    """Whether nothing but titles stands between the noun for a thing and the name, and no death behind it."""
    gap = text[end : mention.start] if mention.start - end <= _REACH else ","
    if not _GAP.fullmatch(gap) or _DEAD.search(gap):
        return False
    return not _WHO_DIED.match(text, mention.end)


def _key(mention: Mention) -> tuple[str, str]:
    return fold(mention.surname), fold(mention.given)[:1]
