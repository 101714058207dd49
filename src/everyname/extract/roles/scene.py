"""The stage of one text: who is named in which sentence, with which title, in which enumeration, and who is in focus.

Invariant: positions are canonical; an occurrence is one mention of one person; look-ups cost logarithmic time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from everyname.extract.names.parts import noun_cases
from everyname.extract.names.persons import Person
from everyname.extract.roles.cues import Cue
from everyname.extract.spans.found import Found
from everyname.extract.tokens import Lines, Sentence
from everyname.extract.war import RUSSIA_UKRAINE, War

_HARD = re.compile(r"[;:!?\n]|\.(?=\s|$)")
_COORDINATION = re.compile(r",|(?<!\w)(?:и|та|й|and|а также|а також)(?!\w)")
_PREPOSITION = re.compile(r"(?<!\w)(?:of|by|to|with|for|from|against|about|beside|than|alongside|after) $", re.I)
_GAP_MOST = 110
_TITLE_REACH = 90
_PARTING = ("said", "alive", "posthumous", "award_living")  # no title reaches past them
_DEATH = frozenset(("died", "killed", "passed", "loss", "body", "interred", "buried", "farewell", "mourned", "fallen"))


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
        self.occurrences = sorted(
            (
                Occurrence(number, m.start, m.end, m.cases, self.lines.index(m.start))
                for number, person in enumerate(persons)
                for m in person.mentions
            ),
            key=lambda o: o.start,
        )
        self._found_starts = [f.start for f in found]
        self._starts = [o.start for o in self.occurrences]
        self._cue_starts = [c.start for c in cues]
        self.titles = titles
        self._title(titles)
        self._group()
        self._groups: dict[int, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            self._groups.setdefault(occurrence.group, []).append(occurrence)
        self._by_line: dict[int, list[Occurrence]] = {}
        for occurrence in self.occurrences:
            self._by_line.setdefault(parts[occurrence.sentence].line, []).append(occurrence)

    def place_of(self, found: Found) -> int:
        """Where a span stands among the spans of the text."""
        return bisect_left(self._found_starts, found.start)

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

    def after_preposition(self, occurrence: Occurrence) -> bool:
        """Whether an English preposition stands right before a name, which then is no subject."""
        return bool(_PREPOSITION.search(self.text, max(0, occurrence.start - 14), occurrence.start))

    def members(self, occurrence: Occurrence) -> list[Occurrence]:
        """The enumeration an occurrence stands in, itself alone when it stands in none."""
        if occurrence.group < 0:
            return [occurrence]
        return self._groups[occurrence.group]

    def _title(self, titles: list[Cue]) -> None:
        """Give every occurrence the title that stands before it («губернатор …») or right after («…, глава района»)."""
        ends = [t.end for t in titles]
        previous_end = 0
        for occurrence in self.occurrences:
            floor = max(previous_end, self.sentences[occurrence.sentence].start, occurrence.start - _TITLE_REACH)
            near = titles[bisect_left(ends, floor) : bisect_right(ends, occurrence.start)]
            title = self._best_title(occurrence, [t for t in near if t.start >= floor])
            if title is None:
                title = self._title_after(occurrence, titles[bisect_right(ends, occurrence.end) :][:2])
            if title:
                occurrence.title, occurrence.title_at = title.kind, title.start
            previous_end = occurrence.end

    def _best_title(self, occurrence: Occurrence, near: list[Cue]) -> Cue | None:
        mine = [t for t in near if t.kind == "mine"]
        for title in reversed(near):
            if title.kind in ("mine", "friend") or not self._reaches(title, occurrence):
                continue
            if self._governed(title, occurrence):
                return None
            if title.kind == "kin" and any(0 <= title.start - m.end < 30 for m in mine):
                return None
            if title.kind == "kin" and self._of_kin(title, occurrence):
                return replace(title, kind="of_kin")
            return title
        return None

    def _reaches(self, title: Cue, occurrence: Occurrence) -> bool:
        """Whether nothing parts the noun from the name, and their cases agree where both are known."""
        if title.kind == "official" and not _agrees(title, occurrence):
            return False
        gap = self.text[title.end : occurrence.start]
        if _HARD.search(gap.replace("и.о.", "").rstrip()) and title.kind != "author":
            return False
        between = self.cues_within(title.end, occurrence.start)
        if title.kind == "kin" and _agrees(title, occurrence):
            between = [c for c in between if c.kind != "fallen"]  # «мать двоих погибших, Анна Котова»
        if any(c.kind in _DEATH or c.kind in _PARTING for c in between):
            return False
        commas = gap.count(",")
        if title.kind == "kin":
            return len(gap) < 40 and commas <= 1 and (not commas or gap.strip().startswith(","))
        return commas == 0 or (commas == 1 and len(gap.split(",")[1]) < 45)

    def _governed(self, title: Cue, occurrence: Occurrence) -> bool:
        """Whether a word of death governs the titled noun: «гибель сына, Ивана» names the dead, not his kin."""
        for cue in reversed(self.cues_within(max(0, title.start - 45), title.start)):
            if cue.kind in _DEATH and cue.end <= title.start:
                between = self.text[cue.end : title.start]
                return not re.search(r"[,.;:!?\n]", between) and len(between) < 30
        return False

    def _of_kin(self, title: Cue, occurrence: Occurrence) -> bool:
        """Whether the name is the one the kin is of («вдова Ивана»), not the kin's own («вдова Мария»)."""
        if self.lang == "en":
            return self.text[title.end : occurrence.start].startswith(" of ")
        if self.lang == "uk":
            dative = title.text.endswith(("і", "ові", "еві", "ам", "ям"))
            return dative and "g" in occurrence.cases and "d" not in occurrence.cases
        noun = noun_cases(title.text.split()[0])
        return bool(noun) and "g" in occurrence.cases and not set(noun) & set(occurrence.cases)

    def _title_after(self, occurrence: Occurrence, titles: list[Cue]) -> Cue | None:
        for title in titles:
            gap = self.text[occurrence.end : title.start]
            if title.kind in ("official", "author", "comrade") and gap in (", ", " — ", " – ", " ("):
                return title
        return None

    def _group(self) -> None:
        """Number the enumerations: neighbours in one sentence and case, joined by a comma or «и»."""
        number = 0
        for one, other in zip(self.occurrences, self.occurrences[1:], strict=False):
            if one.sentence == other.sentence and self._coordinated(one, other):
                if one.group < 0:
                    one.group, number = number, number + 1
                other.group = one.group

    def _coordinated(self, one: Occurrence, other: Occurrence) -> bool:
        gap = self.text[one.end : other.start]
        if self.lang == "en" and self.after_preposition(other) and not self.after_preposition(one):
            return False
        if len(gap) > _GAP_MOST or not _COORDINATION.search(gap) or ";" in gap or "\n" in gap:
            return False
        if not set(one.cases) & set(other.cases) or (one.title != other.title and "kin" in (one.title, other.title)):
            return False
        kinds = _DEATH | {"said", "alive", "missing", "captive"}
        told = [c for c in self.cues_within(one.end, other.start) if c.kind in kinds]
        return all(_bracketed(gap, c.start - one.end) for c in told)


def _bracketed(gap: str, at: int) -> bool:
    """Whether a position lies in brackets that open and close in the stretch: «А (погиб 27 ноября) и Б»."""
    return gap.rfind("(", 0, at) > gap.rfind(")", 0, at) and ")" in gap[at:]


def _agrees(title: Cue, occurrence: Occurrence) -> bool:
    noun = noun_cases(title.text.split()[0])
    return not noun or bool(set(noun) & set(occurrence.cases))
