"""English texts: names of two words to five, of any country, with middle names, particles and two surnames.

Invariant: words that no list of names knows are a name only where something beside them says so: a noun for a man or
a rank before them, an age or a death behind them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from everyname.extract.names.lexicon import fold
from everyname.extract.names.parts import given_readings, patronymic_readings
from everyname.extract.names.runs import Run
from everyname.extract.names.unlisted import Mention, as_written, with_callsign
from everyname.extract.spans.lexicon import rows
from everyname.extract.tokens import Token

_PARTICLES = (
    r"(?:van|von|vom|de|del|della|delle|di|da|do|dos|das|du|le|la|los|el|al|bin|ibn|ben|bint|der|den|ter|ten|zu|"
    r"zum|y|e)"
)
_PARTICLE = re.compile(rf" (?:{_PARTICLES} ){{1,3}}", re.I)
_PARTICLE_WORD = re.compile(_PARTICLES, re.I)
_ASIAN_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
_IN_APPOSITION = re.compile(r"[A-Z][\w'-]+, $|(?<!\w)(?:of|from|in|near|at) $")  # «from Stockport, Greater Manchester»
_NEXT_CAPITAL = re.compile(r" ([A-Z][a-z]+)")
_UNIT_NEXT = re.compile(  # «the Kastus Kalinouski volunteer regiment»
    r" (?:(?:volunteer|assault|special|separate|belarusian|tank|mechani[sz]ed|airborne|international) ){0,2}"
    r"(?:regiment|brigade|battalion|legion|division|corps)(?!\w)(?! commander)"
)
_ARTICLE = re.compile(r"(?<!\w)the $", re.I)
_APPOSED_MAN = re.compile(
    r", (?:an?|the|one of the) ((?:[\w’'-]+ ){0,4}[a-z-]+)"
)  # «A, the Mayo man killed in Ukraine»
_KIN_BEHIND = (  # «Sandip Thapa's brother», «Kamal Thapa, whose younger brother»
    r"(?:['’]s|, whose) (?:[a-z]+ ){0,2}"
    r"(?:brother|father|mother|widow|wife|husband|sister|parents|son|body|remains|cousin)"
)
_SIGN = 40  # characters before a name
_LONGEST = 5  # words of a name
_OF_THREE = 6  # letters of each word of a name of three syllables
_MAN_BEFORE = re.compile(r"(?<![\w-])([a-zé]+(?:-[a-z]+)?|\d\d-year-old|[A-Z][a-z]+(?:-[a-z]+)?) $")


@cache
def _stops() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in rows("en/name_stops")}


@cache
def _men() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("en/man_nouns"))


@cache
def _told_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_signs('before')}) $", re.I)


@cache
def _told_behind() -> re.Pattern[str]:
    return re.compile(rf",? (?:who )?(?:{_signs('behind')})(?!\w)|{_KIN_BEHIND}(?!\w)")


def _signs(side: str) -> str:
    said = sorted((row["words"] for row in rows("en/name_signs") if row["side"] == side), key=len, reverse=True)
    return "|".join(map(re.escape, said))


@cache
def _doubles() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("en/double_surnames"))


@cache
def _surnames_first() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("en/surnames_first"))


def behind_man(text: str, begin: int) -> bool:
    """«Kenyan recruit Evans Langat», «26-year-old Bikash Thapa»: a noun for a man, or an age, stands right before."""
    match = _MAN_BEFORE.search(text, max(0, begin - 30), begin)
    return match is not None and (match[1][0].isdigit() or match[1].lower() in _men())


def with_particles(text: str, runs: list[Run]) -> list[Run]:
    """The runs, those that only the small words of a surname part («Liam van der Berg») as one."""
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and (
            _PARTICLE.fullmatch(text, before.words[-1].end, run.words[0].start) or _inverted(text, before, run)
        ):
            joined[-1] = before._replace(words=(*before.words, *run.words), initials=before.initials or run.initials)
        else:
            joined.append(run)
    return joined


def _inverted(text: str, family: Run, given: Run) -> bool:
    """«HARGREAVE, Callum James.»: a surname in capitals that opens a line, first names behind its comma."""
    opens = len(family.words) == 1 and family.words[0].shape == "U" and family.initial
    if not opens or text[family.words[0].end : given.words[0].start] != ", " or not _listed(given.words[0]):
        return False
    alone = all(_listed(word) or word.shape == "I" for word in given.words)
    return alone and text[given.words[-1].end : given.words[-1].end + 1] in ("", ".", ",", ";", "(", "\n")


def in_full(text: str, run: Run, found: list[Mention]) -> list[Mention]:
    """The names of a run in full, where what was found leaves words of them out; ``found`` are its mentions."""
    if run.strict or run.words[0].text[0] >= "Ѐ":
        return found
    if len(run.words) == 1:
        word = run.words[0].text
        adjective = _stops().get(word.lower()) == "nation"
        return [] if adjective and text[run.words[0].end : run.words[0].end + 2].strip().islower() else found
    kept: list[Mention] = []
    for part in _stretches(run):
        words = part.words
        mine = [m for m in found if words[0].start <= m.start and m.end <= words[-1].end]
        if part.thing or _names_thing(text, words[-1].end) or _with_article(text, run, part):
            continue  # «the Taras Shevchenko Regiment»
        man = part.first and (run.ranked or run.man or words[0] is not run.words[0])  # «Actor Pasha Leev»
        named = _whole(text, words, mine, man or (run.aged and words[-1] is run.words[-1]))
        if not (named or mine) and len(words) == 1 and words[0] is not run.words[0] and not _listed(words[0]):
            surname = as_written(words[0].text)  # «Though Babych», where the text has his name in full
            named = Mention(words[0].start, words[0].end, surname, "", "", "", "ngdail", 1.0)
        kept.extend([named] if named else mine)
    return kept


def of_club(run: Run) -> bool:
    """«Karpaty Lviv»: a word of a club, which no place in an enumeration makes a name."""
    return any(_stops().get(word.text.lower()) == "club" for word in run.words)


def _names_thing(text: str, end: int) -> bool:
    """Whether the word right behind is that of a thing named after a man: a unit, a street, a school."""
    following = _NEXT_CAPITAL.match(text, end)
    if following is not None:
        return _stops().get(following[1].lower()) == "thing"
    return bool(_UNIT_NEXT.match(text, end))


def _with_article(text: str, run: Run, part: _Stretch) -> bool:
    """«named after the Chorni Zaporozhtsi»: an article right before two words with capitals makes them no man's."""
    begins = part.words[0] is run.words[0] and len(part.words) > 1
    return begins and bool(_ARTICLE.search(text, max(0, run.words[0].start - 5), run.words[0].start))


class _Stretch(NamedTuple):
    """Words of a run between those that are no names."""

    words: tuple[Token, ...]
    first: bool  # nothing but a noun for a man is before them
    thing: bool  # what is named after them is no man


def _stretches(run: Run) -> list[_Stretch]:
    parts: list[_Stretch] = []
    words: list[Token] = []
    first = True
    for at, word in enumerate(run.words):
        if _is_stop(run, at) or (not words and at + 1 < len(run.words) and _is_man(word)):
            if words:
                parts.append(_Stretch(tuple(words), first, _stops().get(word.text.lower()) == "thing"))
            words, first = [], word.text.lower() in _men()
        else:
            words.append(word)
    return [*parts, _Stretch(tuple(words), first, False)] if words else parts


def _is_stop(run: Run, at: int) -> bool:
    """Whether a word is none of a name; a surname may look so behind a given name («Bryan Young»)."""
    word = run.words[at]
    if (kind := _stops().get(word.text.lower())) in ("suffix", "club"):
        return kind == "club" or at > 0  # «Willy Carver Jr.», «Karpaty Lviv»
    if word.text.lower() not in _stops() or word.shape == "I":
        return False
    following = run.words[at + 1].text if at + 1 < len(run.words) else ""
    if _ASIAN_GIVEN.fullmatch(following) and word.text.lower() in _surnames_first():
        return False
    surname = at == len(run.words) - 1 and at > 0 and (run.words[at - 1].shape == "I" or _listed(run.words[at - 1]))
    return not surname and not (len(run.words) == 2 and _listed(word))


def _is_man(word: Token) -> bool:
    """Whether a word is a noun for a man that begins a sentence («Journalist Brent Archer»)."""
    low = word.text.lower()
    return (low in _men() and not _listed(word)) or low.endswith("-year-old")


def _listed(word: Token) -> bool:
    return bool(given_readings(word.text))


def _whole(text: str, words: tuple[Token, ...], mine: list[Mention], shown: bool) -> Mention | None:
    """All words of a stretch as one name, if what was found in it is less and they are one."""
    if len(words) < 2:
        return None
    start, end = words[0].start, words[-1].end
    if text[words[0].end : words[1].start] == ", ":
        sex = next(r.sex for r in given_readings(words[1].text))
        given = " ".join(as_written(w.text) for w in words[1:])
        return Mention(start, end, as_written(words[0].text), given, "", sex, "ngdail", 3.0)
    covered = len(mine) == 1 and (mine[0].start, mine[0].end) == (start, end) and mine[0].is_full
    covered = covered and not any(_PARTICLE.fullmatch(text, a.end, b.start) for a, b in pairwise(words))
    asian = any(_ASIAN_GIVEN.fullmatch(w.text) for w in words)
    if not 2 <= len(words) <= _LONGEST or any(m.patronymic for m in mine) or (covered and not asian):
        return None
    if any(w.shape != "C" and w.shape != "I" for w in words) or any(patronymic_readings(w.text) for w in words[1:-1]):
        return None
    told = shown or _listed(words[0]) or _dying(text, start, end)
    told = told or bool(_told_before().search(text, max(0, start - _SIGN), start))
    if not told or (words[0].shape == "I" and covered):
        return None
    given, surname = _parts(text, words)
    sexes = {r.sex for r in given_readings(words[0].text)} if given.startswith(words[0].text) else set()
    mention = Mention(start, end, surname, given, "", sexes.pop() if len(sexes) == 1 else "", "ngdail", 3.0)
    return with_callsign(text, words, mention)


def _dying(text: str, start: int, end: int) -> bool:
    """Whether a verb of a death or of service follows, and what stands before is no place the words belong to."""
    apposed = _APPOSED_MAN.match(text, end)
    told = apposed is not None and not _men().isdisjoint(apposed[1].split())
    told = told or _told_behind().match(text, end) is not None
    return told and not _IN_APPOSITION.search(text, max(0, start - 30), start)


def _parts(text: str, words: tuple[Token, ...]) -> tuple[str, str]:
    """Given names and surname as the text has them."""
    at = _surname_at(text, words)
    plain = [as_written(text[w.start : w.end]) for w in words]
    if at < 0:
        return " ".join(plain[1:]), plain[0]
    gaps = [text[one.end : other.start] for one, other in pairwise(words)]
    lead = gaps[at - 1].strip() if _PARTICLE.fullmatch(gaps[at - 1]) else ""
    inner = [
        f"{gap.strip()} {word}" if _PARTICLE.fullmatch(gap) else word
        for gap, word in zip(gaps[at:], plain[at + 1 :], strict=True)
    ]
    given = [word for word in plain[:at] if not _PARTICLE_WORD.fullmatch(word)]
    return " ".join(given), " ".join(part for part in (lead, plain[at], *inner) if part)


def _surname_at(text: str, words: tuple[Token, ...]) -> int:
    """The number of the word with which the surname begins; -1 where the first word alone is it («Kim Jae-hoon»)."""
    if len(words) == 2 and _ASIAN_GIVEN.fullmatch(words[1].text) and not _listed(words[1]):
        return -1
    if _is_asian(words):
        return -1
    for at in range(1, len(words)):
        if _PARTICLE.fullmatch(text, words[at - 1].end, words[at].start) or (
            at + 1 < len(words) and _PARTICLE_WORD.fullmatch(words[at].text)
        ):
            spanish = at > 1 and at + 1 == len(words) and fold(words[at - 1].text) in _doubles()
            return at - 1 if spanish else at
    last = len(words) - 1
    two = last >= 2 and not _common(words[last - 1]) and (fold(words[last - 1].text) in _doubles() or last >= 3)
    return last - 1 if two else last


def _common(word: Token) -> bool:
    """Whether a word is a given name and no surname of two."""
    return word.shape == "I" or (_listed(word) and fold(word.text) not in _doubles())


def _is_asian(words: tuple[Token, ...]) -> bool:
    first = words[0].text.lower()
    short = all(len(w.text) <= _OF_THREE and not _listed(w) for w in words[1:])
    return len(words) == 3 and first in _surnames_first() and short
