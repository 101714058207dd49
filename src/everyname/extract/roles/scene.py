"""The stage of one text: who is named in which sentence, with which title, in which enumeration, and who is in focus.

Invariant: positions are canonical; an occurrence is one mention of one person; look-ups cost logarithmic time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from everyname.extract.names.parts import noun_cases
from everyname.extract.names.persons import Person
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.enumerations import number_enumerations
from everyname.extract.roles.givers import hands_over
from everyname.extract.roles.passed_on import OFFICES
from everyname.extract.roles.predicates import predicate, quoted
from everyname.extract.roles.signatures import sign
from everyname.extract.roles.titles import give_titles
from everyname.extract.spans.found import Found
from everyname.extract.tokens import Lines, Sentence
from everyname.extract.war import RUSSIA_UKRAINE, War

_PREPOSITION = re.compile(
    r"(?<!\w)(?:of|by|to|under|with|for|from|against|about|beside|than|alongside|after) (?:[A-Z][\w.]* ){0,3}$"
)
_OF_OFFICIAL = re.compile(r" of (?:\w+ )?$")
_FINITE = re.compile(r" (?:was|were|had|has|died|fell) ")  # «after Colonel Rogov was killed»
_CUE_MOST = 40
_OF_NOBODY = frozenset(
    ("statistics", "denial", "fiction", "animal", "fundraising", "court", "held", "member", "military", "war")
)
_HEIRS = ("мат", "мам", "отц", "вдов", "жен", "супруг", "родител")  # to whom an award is handed
_PAYS = re.compile(  # who does it for a dead man lives
    r" (?:has |have |had |also |later )?(?:(?:paid|pays|pay) (?:[a-z]+ )?(?:tribute|homage|respects)|hailed(?! from)|"
    r"praised|mourned|led tributes|expressed|offered|sent condolences|extended)(?!\w)"
)
_ASKED = ("interview with ", "interview to ", "interviewed by ", "conversation with ")
_RULES = re.compile(
    r"['’]s (?:[a-z-]+ ){0,2}(?:war|invasion|government|army|forces|regime|troops|orders?|decision|plans?|rule|"
    r"administration|party|call|call-up|mobili[sz]ation|offensive)(?!\w)"
)


@dataclass(slots=True)
class Occurrence:
    """One mention of a person (number in the cast) in a sentence; ``group`` numbers the enumeration it stands in."""

    person: int
    start: int
    end: int
    cases: str
    sentence: int
    title: str = ""
    title_at: int = -1
    group: int = -1
    noun: str = ""  # of the title
    does: str = ""  # ``now`` or ``then``: subject of a verb that tells neither a death nor a life


class Scene:
    """Sentences, occurrences, cues and typed spans of one text, each by position."""

    def __init__(
        self,
        text: str,
        parts: list[Sentence],
        persons: list[Person],
        cues: list[Cue],
        titles: list[Cue],
        found: list[Found],
        lang: str = "ru",
        war: War = RUSSIA_UKRAINE,
    ) -> None:
        self.lang, self.war = lang, war
        self.text, self.sentences, self.persons, self.cues, self.found = text, parts, persons, cues, found
        self.lines = Lines(parts)
        ranks = {f.end + 1: text[f.start : f.end] for f in found if f.kind == "rank"}
        self.occurrences = sorted(
            (
                Occurrence(number, m.start, m.end, _as_ranked(m.cases, ranks.get(m.start)), self.lines.index(m.start))
                for number, person in enumerate(persons)
                for m in person.mentions
            ),
            key=lambda o: o.start,
        )
        self._found_starts = [f.start for f in found]
        self._starts = [o.start for o in self.occurrences]
        self._cue_starts = [c.start for c in cues]
        self._title_starts = [t.start for t in titles]
        self.titles = titles
        give_titles(self, titles)
        sign(self)
        self.officials = frozenset(
            o.person
            for o in self.occurrences
            if o.title in OFFICES
            or (o.title == "kin" and o.noun.startswith(_HEIRS) and "d" in o.cases)
            or (_stands_aside(text, o) if lang == "en" else hands_over(self, o))
        )
        number_enumerations(self)
        self._groups: dict[int, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            self._groups.setdefault(occurrence.group, []).append(occurrence)
        self._by_line: dict[int, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            self._by_line.setdefault(parts[occurrence.sentence].line, []).append(occurrence)
        self._act()

    def place_of(self, found: Found) -> int:
        """Where a span stands among the spans of the text."""
        return bisect_left(self._found_starts, found.start)

    def spans_before(self, position: int) -> int:
        """How many spans begin before the position."""
        return bisect_left(self._found_starts, position)

    def spans_within(self, start: int, end: int) -> list[Found]:
        """Typed spans that begin in the stretch."""
        return self.found[bisect_left(self._found_starts, start) : bisect_left(self._found_starts, end)]

    def titles_within(self, start: int, end: int) -> list[Cue]:
        """Titles that begin in the stretch."""
        return self.titles[bisect_left(self._title_starts, start) : bisect_left(self._title_starts, end)]

    def within(self, start: int, end: int) -> list[Occurrence]:
        """Occurrences that begin in the stretch."""
        return self.occurrences[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def in_sentence(self, number: int) -> list[Occurrence]:
        """Occurrences of a sentence."""
        part = self.sentences[number]
        return self.within(part.start, part.end)

    def names_somebody(self, number: int) -> bool:
        """Whether a sentence holds an occurrence."""
        first = self.following(self.sentences[number].start)
        return first is not None and first.sentence == number

    def in_line(self, line: int) -> list[Occurrence]:
        """Occurrences of a line."""
        return self._by_line.get(line, [])

    def lines_with_names(self) -> list[int]:
        """Numbers of the lines that name somebody, in order."""
        return list(self._by_line)

    def line_start(self, line: int) -> int:
        """Where a line that names somebody begins."""
        number = self._by_line[line][0].sentence
        while number and self.sentences[number - 1].line == line:
            number -= 1
        return self.sentences[number].start

    def line_text(self, line: int) -> str:
        """A line that names somebody."""
        begin = self.line_start(line)
        return self.text[begin:].partition("\n")[0]

    def cues_within(self, start: int, end: int) -> list[Cue]:
        """Cues that begin in the stretch."""
        return self.cues[bisect_left(self._cue_starts, start) : bisect_left(self._cue_starts, end)]

    def previous(self, position: int) -> Occurrence | None:
        """The last occurrence that begins before the position."""
        at = bisect_left(self._starts, position) - 1
        return self.occurrences[at] if at >= 0 else None

    def following(self, position: int) -> Occurrence | None:
        """The first occurrence that begins at or after the position."""
        at = bisect_left(self._starts, position)
        return self.occurrences[at] if at < len(self.occurrences) else None

    def kin_before(self, occurrence: Occurrence) -> bool:
        """Whether a noun for one of the same family stands right before a name: a brother, no friend."""
        near = {t.kind for t in self.titles if t.end + 1 == occurrence.start}
        return "kin" in near and "friend" not in near

    def friend_before(self, occurrence: Occurrence) -> bool:
        """Whether a noun for a friend stands right before a name."""
        return any(t.kind == "friend" and t.end + 1 == occurrence.start for t in self.titles)

    def after_preposition(self, occurrence: Occurrence) -> bool:
        """Whether an English preposition stands right before a name, which then is no subject."""
        if occurrence.title == "official" and 0 <= occurrence.title_at < occurrence.start:
            title = occurrence.title_at
            return bool(_OF_OFFICIAL.search(self.text, max(0, title - 24), title))  # «the son of Duma deputy A»
        match = _PREPOSITION.search(self.text, max(0, occurrence.start - 44), occurrence.start)
        if match is None or not match[0].startswith("after") or self.text.endswith("named ", 0, match.start()):
            return match is not None
        return not _FINITE.match(self.text, occurrence.end)

    def members(self, occurrence: Occurrence) -> list[Occurrence]:
        """The enumeration an occurrence stands in, itself alone when it stands in none."""
        if occurrence.group < 0:
            return [occurrence]
        return self._groups[occurrence.group]

    def _act(self) -> None:
        """Mark the subjects of verbs in the present, and of verbs of what was done once, that are no cues."""
        for at, one in enumerate(self.occurrences):
            part, around = self.sentences[one.sentence], self.occurrences[max(0, at - 1) : at + 2]
            low = max([part.start, *(o.end for o in around if o.end <= one.start)])
            high = min([part.end, *(o.start for o in around if o.start >= one.end)])
            last = self.members(one)[-1]
            if self.lang == "en" and self.after_preposition(self.members(one)[0]):
                continue  # «the service for A takes place»
            found = predicate(self.text, low, high, one, self.persons[one.person].sex, last is not one, self.lang)
            if found and not self._told_at(found[0]):
                one.does = "now" if found[1].present else "then" if found[1].perfective else ""
        for group in self._groups.values():
            if group[0].group >= 0 and (told := next((o.does for o in group if o.does), "")):
                for one in group:
                    one.does = told

    def _told_at(self, position: int) -> bool:
        """Whether a word is part of a cue that says something of a person."""
        near = self.cues_within(position - _CUE_MOST, position + 1)
        return any(c.start <= position < c.end and c.kind not in _OF_NOBODY for c in near)


def _stands_aside(text: str, one: Occurrence) -> bool:
    """English: whose war it is, under whom men serve, who is a dead man's commander («their commander, Captain A»)."""
    if one.title == "comrade" and text.endswith((" his ", " her ", " their "), 0, one.title_at):
        return True
    if _PAYS.match(text, one.end) or quoted(text, one.start) or text.endswith(_ASKED, 0, one.start):
        return True
    return bool(_RULES.match(text, one.end)) or text.endswith(" under ", 0, one.start)


def _as_ranked(cases: str, rank: str | None) -> str:
    """The cases of a name that the rank before it shares: «из роты капитана Гареева» is no nominative."""
    known = noun_cases(rank.split()[-1]) if rank else ""
    return "".join(case for case in cases if case in known) or cases
