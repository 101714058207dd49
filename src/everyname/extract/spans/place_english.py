"""What English alone has around the name of a place: «Dayton, Ohio», «Achinsk's school», «a Dayton native».

Invariant: the name itself is never changed, only what stands around it is read.
"""

from __future__ import annotations

import re
from functools import cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, fold, rows, split
from everyname.extract.spans.place_cues import Before, no_names

_FIELD_OF_LIFE = re.compile(r"\d, $")  # behind an age or a day of birth
_SPEAKING = ("in", "institution")
_NATIVE = re.compile(r" (?:native|resident)s?(?!\w)")
_ARTICLE = re.compile(r"(?<!\w)(?:an?|the) $", re.I)
_LEFT = re.compile(r"(?<!\w)(?:left|leaving) $")
_TO_FIGHT = re.compile(r" to (?:fight|join|volunteer|serve|help|defend|enlist|take part)(?!\w)")
_BORN = "-born"
_PRESS = re.compile(  # «AFP journalists in Kharkiv were present»
    r"(?:journalists?|reporters?|correspondents?|diplomats|analysts|observers|newsroom|bureau|investigators) in $"
)
_YARD = re.compile(  # «at Baikove cemetery», «in Holy Trinity Church»: what bears a name and is no town
    r"(?:[A-Z][\w-]+ ){1,3}(?:[a-z]+ )?"
    r"(?i:cemetery|graveyard|churchyard|crematorium|church|cathedral|monastery|chapel|mosque|temple)(?!\w)"
)
_PRESS_REACH = 24
_OPENS = re.compile(r"(?:[.!?]|^|\n|,|and) ?$")
_ASIDE_OF = re.compile(  # «Lukianivka, some 30 miles east of Kyiv»: where the place just named lies
    r"[A-Z][\w'’-]+,(?: (?:just|about|some|around|roughly))?(?: \d+ ?(?:km|kilomet(?:re|er)s?|miles?))?(?: to the)?"
    r" (?:north|south|east|west)-?(?:east|west)?(?:ern)? of(?: the [a-z ]{3,30})? $"
)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.’'-]+ ){2,4}\($")
_ITEM_BEFORE = re.compile(r"[a-z]\)(?:, and |, | and )(?:[A-Z][\w.’'-]+ ){2,4}\($")
_ITEM_BEHIND = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?\)(?:, and |, | and )(?:[A-Z][\w.’'-]+ ){2,4}\([A-Z][a-z]")
_ASIDE_REACH = 90
_NOUN = re.compile(r" ([a-z]+)(?=[ ,.])")
_WORDS = r"(?:St\. )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"


@cache
def _lands() -> re.Pattern[str]:
    names = "|".join(re.escape(row["name"]) for row in rows("en/home_lands"))
    return re.compile(rf"{_WORDS}, (?:{names})(?!\w)")


@cache
def capitals() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("en/capitals"))


def in_english(text: str, words: list[Word], index: int, cue: Before) -> Before:
    """The cue of a name: a home too where a state or country follows an age and a town, or «native» the town."""
    start = words[index].start
    if _YARD.match(text, start) and not text.endswith(("the ", "The "), 0, start):
        return cue._replace(cue="street")
    if not cue.cue and _listed(text, words, index):
        return cue._replace(cue="home", cases=frozenset(("nom",)))
    if cue.cue == "near" and _ASIDE_OF.search(text, max(0, start - _ASIDE_REACH), start):
        return cue._replace(cue="", cases=frozenset())
    if cue.cue or cue.type:
        return cue
    behind_life = _FIELD_OF_LIFE.search(text, max(0, start - 4), start)
    if behind_life and _lands().match(text, start):
        return cue._replace(cue="home", cases=frozenset(("nom",)))
    left = _LEFT.search(text, max(0, start - 10), start)
    named = _NAMES.match(text, start)
    if words[index].low.endswith(_BORN) or (left and named and _TO_FIGHT.match(text, named.end())):
        return cue._replace(cue="home", cases=frozenset(("nom",)))
    opens = start == 0 or bool(_OPENS.search(text, max(0, start - 3), start))
    if opens or _ARTICLE.search(text, max(0, start - 4), start):
        native = named and not opens and _NATIVE.match(text, named.end())
        if named and (native or _of_man(text, named, opens)):
            return cue._replace(cue="home", cases=frozenset(("nom",)))
    return cue


def _listed(text: str, words: list[Word], index: int) -> bool:
    """«A (Syangja), B (Ilam) and C (Kaski)»: a place in brackets behind each name of an enumeration."""
    start = words[index].start
    if text[start - 1 : start] != "(" or not _NAME_BEFORE.search(text, max(0, start - _ASIDE_REACH), start):
        return False
    return bool(_ITEM_BEFORE.search(text, max(0, start - _ASIDE_REACH), start) or _ITEM_BEHIND.match(text, start))


def _of_man(text: str, named: re.Match[str], opens: bool) -> bool:
    """«a Zhytomyr librarian», «Kharkiv historian Valerii»: a noun for a man, not of a unit that bears the name."""
    noun = _NOUN.match(text, named.end())
    if noun and ("-speaking" in named[0] or no_names() & set(named[0].lower().split())):
        return False  # «a Nepali-speaking Indian soldier»
    if noun is None or noun[1] not in _men() or fold(named[0]) in _of_units():
        return False
    return not opens or text[noun.end() + 1 : noun.end() + 2].isupper()


@cache
def _men() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("en/man_nouns"))


@cache
def _of_units() -> frozenset[str]:
    return frozenset(form for row in rows("en/units_named") for form in split(row["words"]))


_NAMES = re.compile(_WORDS)


_TAILS = ("'s", _BORN)


def owned(part: list[Word]) -> list[Word]:
    """The words of a name without the «'s» of the last one."""
    last = part[-1]
    tail = next((len(tail) for tail in _TAILS if last.low.endswith(tail)), 0)
    if not tail:
        return part
    return [*part[:-1], last._replace(text=last.text[:-tail], low=last.low[:-tail], end=last.end - tail)]


def spoken_in(text: str, found: Found) -> bool:
    """Whether a capital is only where somebody speaks: «Officials in Moscow did not comment»."""
    inside = (
        found.attrs.get("cue") in ("in", "home")
        and found.attrs.get("support") in _SPEAKING
        and "type" not in found.attrs
    )
    if not inside or not text.endswith((" in ", "In "), 0, found.start):
        return False
    press = _PRESS.search(text, max(0, found.start - _PRESS_REACH), found.start)
    return fold(found.value) in capitals() or press is not None


@cache
def states() -> frozenset[str]:
    """States and provinces of other lands, told as homes."""
    return frozenset(fold(row["name"]) for row in rows("en/home_lands") if row["alone"])


def from_state(low: str, cue: Before) -> bool:
    """«from Kansas», «a Kansas native»: a state told as the home."""
    return cue.cue in ("from", "home") and low in states()
