"""English news: a list of men with their homes, another name of the same man, a surname alone in a family.

Invariant: each question looks at the words right beside a name, and at the names the text has in full.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from everyname.extract.names.lexicon import fold
from everyname.extract.names.runs import Run
from everyname.extract.names.unlisted import Mention

_LEADS = (" of ", " from ", " (", ", of ", ", from ")
_HOME = (
    r"(?:,? (?:of|from) (?:the )?[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|\d{1,2}|of|in|district|region|village|county))*|"
    r" \([A-Z][a-z][^()\n]{1,40}\))"
)
_AND = r"(?:,? and |, )"
_BETWEEN = re.compile(_HOME + _AND)
_NEXT = re.compile(rf"{_HOME}{_AND}(?:[A-Z][\w.’'-]+ ){{1,3}}[A-Z][\w’'-]+(?:,? (?:of|from) [A-Z]| \([A-Z])")
_ALIAS = re.compile(
    r"(?<!\w)(?:aka|a\.k\.a\.|alias|also known as|nom de guerre|stage name|pen name|pseudonym|"
    r"(?:better|otherwise) known as|under the name|born) [«\"“‘(]?$"
)
_CALLED = re.compile(
    r"(?<!\w)(?:known (?:to (?:[a-z]+ ){1,4})?as|knew (?:[A-Z][\w’'-]+ |him |her ){1,3}as|"
    r"nicknamed|was called|is called) [«\"“‘(]?$"
)
_ALIAS_FAR = 60  # characters from a name to the other one of the same man
_KIN = (
    r"(?:father|mother|dad|mum|mom|wife|husband|widow|brother|sister|son|daughter|uncle|aunt|cousin|partner|parents|"
    r"grandmother|grandfather|grandson|nephew|niece|fiancée|fiancee|girlfriend|boyfriend|stepfather|stepmother|"
    r"ex-wife|ex-husband|ex-partner|brother-in-law|sister-in-law|father-in-law|mother-in-law)"
)
_KIN_BEFORE = re.compile(rf"(?<!\w){_KIN},? $")
_KIN_BEHIND = re.compile(rf",? [^.\n]{{0,60}}?(?:his|her) (?:late )?{_KIN},? $")
_KIN_APPOSED = re.compile(rf", (?:(?:the|his|her|a|an|whose) )?(?:[a-z-]+ )?{_KIN}(?: of |,)")
_SPEAKS = re.compile(r",?[”\"]? (?:said|says|told|tells|recalled|recalls|confirmed|wrote|added|explained)(?!\w)")
_HIS_DEATH = re.compile(
    r"(?:,? (?:aged )?\d\d,| \(\d\d\)|, who (?:was|had)(?: been)? (?:\d\d|killed)|"
    r"['’]s (?:death|body|coffin|funeral|remains|grave|family|parents|father|mother|wife|widow|brother|"
    r"sister|colleague))|"
    r" (?:had |has |was |have been |had been |has been )*(?:died|killed|shot|slain|fell|perished|buried|enlisted|"
    r"grew up|joined|served|volunteered|leaves|left behind|survived by|born|posthumously)(?!\w)"
)
_MANNER = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Miss)\.? $")
_NEAR = 40
_BACK = 3  # mentions back to the name before the home


def on_list(text: str, run: Run, found: list[Mention]) -> bool:
    """«A from Gorkha, B from Kaski, and C from Ilam»: words are a name between names, each with its home behind it."""
    end = run.words[-1].end
    if len(run.words) < 2 or not text.startswith(_LEADS, end):
        return False
    before = next((m for m in found[: -_BACK - 1 : -1] if m.is_full), None)
    follows = before is not None and _BETWEEN.fullmatch(text, before.end, run.words[0].start) is not None
    return follows or _NEXT.match(text, end) is not None


def same_man(text: str, begin: int, found: list[Mention]) -> bool:
    """«Finbar Lacey aka Heval Agri»: another name of him who is named right before it."""
    near = bool(found) and begin - found[-1].end < _ALIAS_FAR
    return near and found[-1].is_full and _ALIAS.search(text, found[-1].end, begin) is not None


def by_name(text: str, run: Run) -> bool:
    """«her son, who was known as Joe», «friends knew Jordan Lacey as Joe»: what a man is called is no other man."""
    begin = run.words[0].start
    return len(run.words) == 1 and _CALLED.search(text, max(0, begin - _ALIAS_FAR), begin) is not None


def of_family(text: str, found: list[Mention]) -> list[Mention]:
    """«his father, John Lacey … Lacey, 28, had died»: a surname alone is his whose kin the others of it are."""
    families: dict[str, list[Mention]] = {}
    for one in found:
        if one.is_full:
            families.setdefault(fold(one.surname), []).append(one)
    shared = {name: of for name, of in families.items() if len({fold(m.given) for m in of}) > 1}
    if not shared:
        return found
    main = {name: only for name, of in shared.items() if (only := _whose(text, of))}
    return [_given_to(text, one, main) for one in found]


def _whose(text: str, family: list[Mention]) -> Mention | None:
    """Whom the family is told of: the only one who is named as nobody's kin."""
    held = {fold(other.given) for one, other in pairwise(family) if _KIN_BEHIND.fullmatch(text, one.end, other.start)}
    kin = {fold(m.given) for m in family if fold(m.given) not in held and _is_kin(text, m)}
    others = {fold(m.given): m for m in family if fold(m.given) not in kin}
    if held and len(others) > 1:
        others = {given: m for given, m in others.items() if given in held}  # «John holds his son Andrew's urn»
    return next(iter(others.values())) if (kin or held) and len(others) == 1 else None


def _is_kin(text: str, one: Mention) -> bool:
    if _KIN_BEFORE.search(text, max(0, one.start - _NEAR), one.start) or _KIN_APPOSED.match(text, one.end):
        return True
    return _SPEAKS.match(text, one.end) is not None


def _given_to(text: str, one: Mention, main: dict[str, Mention]) -> Mention:
    him = main.get(fold(one.surname)) if one.surname and not one.given else None
    if him is None or not _HIS_DEATH.match(text, one.end) or _MANNER.search(text, max(0, one.start - 6), one.start):
        return one
    return replace(one, given=him.given, sex=him.sex)
