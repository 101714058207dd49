"""Who says a number: the noun phrase of each attribution in a sentence.

Invariant: a speaker is a phrase of the sentence ("according to …", the subject of a verb of saying, the owner of a
count) that names an organisation or a person; what is counted is never a speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from everyname.domain.tolls import TollKind
from everyname.extract.tolls.lexicon import any_of, flat, lexicon, pattern, vocabulary
from everyname.extract.tolls.organisations import Organisations, Voices
from everyname.extract.tolls.periods import Period
from everyname.extract.tolls.phrases import Token, is_nominal, tokens

Blocked = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Speaker:
    """An attribution: ``start:end`` is the noun phrase, ``at`` the place of the word that attributes."""

    who: str
    kind: TollKind
    start: int
    end: int
    at: int
    rule: str  # reason code
    side: str = ""
    weak: bool = False  # the verb may say something else


@dataclass
class _Scan:
    """One sentence while its speakers are found."""

    text: str
    flat: str
    parts: list[Token]
    blocked: Blocked
    voices: Voices
    found: list[Speaker] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def title(self) -> bool:
        """Whether the sentence has capitals throughout, as headlines have."""
        return all(t.capital for t in self.parts if t.is_word and len(t.text) > 4)


class SpeakerReader:
    """Reads the speakers of sentences of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._words = vocabulary(lang, "tolls_cues")
        self._names = Organisations(lang)
        self._stop = set(map(flat, self._words["np_stop"]))
        self._trim = set(map(flat, self._words["np_trim"]))
        self._link = set(map(flat, self._words["np_link"]))
        self._nouns = set(map(flat, self._words["say_nouns"]))
        self._locative = set(map(flat, self._words["locative"]))
        self._together = re.compile(any_of(self._words["together"]) + r"\s*$")
        self._join_words = {word for phrase in self._words["together"] for word in flat(phrase).split()}

    def find(self, sentence: str, periods: list[Period], voices: Voices) -> list[Speaker]:
        """All attributions of a sentence; organisations and persons met are remembered in ``voices``."""
        blocked = [(p.start, p.end) for p in periods]
        scan = _Scan(sentence, flat(sentence), tokens(sentence), blocked, voices)
        self._attributed(scan)
        self._saying(scan)
        self._before_colon(scan)
        self._owners(scan)
        return sorted(scan.found, key=lambda s: s.start)

    def _attributed(self, scan: _Scan) -> None:
        """ "According to …", «по данным …», «за його словами»."""
        starts = [m.start() for m in pattern(self.lang, "attribution").finditer(scan.flat)]
        for match in pattern(self.lang, "attribution").finditer(scan.flat):
            phrase = self._rightward(scan.parts, match.end(), scan.blocked)
            generic = phrase and not any(t.capital for t in phrase)
            if generic and any(0 <= other - phrase[-1].end <= 1 for other in starts):
                continue  # "according to figures compiled by Meridian": Meridian speaks
            self._keep(scan, phrase, match.start(), "speaker.according_to")
        if last := scan.voices.last():
            pronouns = pattern(self.lang, "by_pronoun").finditer(scan.flat)
            scan.found += [Speaker(*last, m.start(), m.end(), m.start(), "speaker.according_to") for m in pronouns]

    def _saying(self, scan: _Scan) -> None:
        """Subjects of verbs of saying, before the verb or, after speech, behind it."""
        for match in pattern(self.lang, "say").finditer(scan.flat):
            if any(s.start <= match.start() < s.end or s.at <= match.start() < s.start for s in scan.found):
                continue
            phrase = self._leftward(scan.parts, match.start(), scan.blocked)
            if self._keep(scan, phrase, match.start(), "speaker.says"):
                continue
            strong = pattern(self.lang, "say_strong").match(scan.flat, match.start())
            if strong and self._may_be_inverted(scan.flat[: match.start()]):
                phrase = self._rightward(scan.parts, match.end(), scan.blocked)
                self._keep(scan, phrase, match.start(), "speaker.says")

    def _before_colon(self, scan: _Scan) -> None:
        """ "UN: 2,000 civilians killed"."""
        if colon := re.match(r"\s*([^:.,;]{2,60}):\s", scan.text):
            phrase = [t for t in scan.parts if t.end <= colon.end(1)]
            kind = self._names.kind_of(flat(colon[1]))
            named = all(t.capital for t in phrase) or kind is not TollKind.UNSTATED
            if named and all(self._allowed(t) for t in phrase):
                self._keep(scan, phrase, colon.end(1), "speaker.colon")

    def _owners(self, scan: _Scan) -> None:
        """ "Mediazona's database": the owner of a count speaks by it."""
        counts = re.compile(any_of(self._words["generics"]["independent_tally"]))
        for match in re.finditer(r"((?:[A-Z][\w-]+ ?)+)['’]s (?:\w+[ -]){0,3}?(\w+)", scan.text):
            known = any(s.start <= match.start() < s.end for s in scan.found)
            if counts.fullmatch(match[2]) and not known:
                phrase = [t for t in scan.parts if match.start(1) <= t.start < match.end(1)]
                self._keep(scan, phrase, match.end(), "speaker.owner")

    def _keep(self, scan: _Scan, phrase: list[Token], at: int, rule: str) -> bool:
        """Add the speaker that a phrase names; ``False`` when it names none."""
        phrase = self._names.trimmed(phrase)
        if not phrase or phrase[0].start in scan.taken or self._is_what_is_counted(phrase):
            return False
        start, end = phrase[0].start, phrase[-1].end
        before = scan.flat[:start]
        oblique = rule == "speaker.according_to" or (before.split() or [""])[-1] in self._locative
        initial = not before.strip(' "«')
        resolved = self._names.resolve(phrase, scan.voices, oblique=oblique, initial=initial, title=scan.title)
        if resolved is None:
            return False
        who, kind = resolved
        title = re.search(r"([^,.;:]+),\s*$", before)
        if kind is TollKind.UNSTATED and title:  # "Lorran's president, Iva Strand, said"
            kind = self._names.kind_of(title[1])
        scan.taken.add(start)
        side = next(iter(lexicon(self.lang, "sides").codes(scan.flat[start:end])), "")
        weak = rule == "speaker.says" and not pattern(self.lang, "say_strong").match(scan.flat, at)
        scan.found.append(Speaker(who, kind, start, end, at, rule, side, weak))
        return True

    def _may_be_inverted(self, before: str) -> bool:
        """Whether a verb of saying can stand before its subject: after speech, a comma or "as", or first of all."""
        return re.search(r'(?:^|[,"»”—–-]|' + any_of(self._words["as"]) + r")\s*$", before) is not None

    def _allowed(self, token: Token) -> bool:
        if not token.is_word:
            return token.text == "&"
        if token.capital and not (token.text.istitle() and flat(token.text) in self._stop):
            return True
        low = flat(token.text)
        if low in self._stop:
            return False
        if pattern(self.lang, "say").fullmatch(low) or pattern(self.lang, "hypothetical").fullmatch(low):
            return low in self._link or (self.lang == "en" and low in self._nouns)
        return low in self._link or self.lang == "en" or is_nominal(low, self.lang)

    def _rightward(self, parts: list[Token], position: int, blocked: Blocked) -> list[Token]:
        out: list[Token] = []
        following = [t for t in parts if t.start >= position]
        for index, token in enumerate(following):
            if not out and self._in_place(following[max(index - 1, 0) : index + 2], index):
                continue
            low = flat(token.text)
            inside = any(a <= token.start < b for a, b in blocked)
            counted = out and not token.capital and self._is_counted(low)
            if inside or not self._allowed(token) or counted or (out and pattern(self.lang, "say").fullmatch(low)):
                if not out and (inside or low in self._trim):
                    continue
                break
            out.append(token)
        return out

    def _in_place(self, around: list[Token], index: int) -> bool:
        """Whether the token is in «на брифинге» between a verb and its subject: «сообщил на брифинге …»."""
        if self.lang == "en" or len(around) < 2:
            return False
        pairs = [around[-2:]] if index == 0 else [around[:2], around[-2:]]
        links = pattern(self.lang, "place_links")
        return any(links.fullmatch(flat(a.text)) and b.is_word and not b.capital for a, b in pairs)

    def _is_counted(self, low: str) -> bool:
        """Whether a word is what is counted and ends the name of the speaker: «по данным Медиазоны погибли»."""
        return self._is_measure(low) or pattern(self.lang, "persons").fullmatch(low) is not None

    def _is_measure(self, low: str) -> bool:
        return bool(set(lexicon(self.lang, "measures").codes(low)) - {"confirmed", "identified", "unverified"})

    def _leftward(self, parts: list[Token], position: int, blocked: Blocked) -> list[Token]:
        out: list[Token] = []
        before = [t for t in parts if t.end <= position]
        while before and flat(before[-1].text) in self._trim:
            before.pop()
        for token in reversed(self._without_apposition(before)):
            inside = any(a <= token.start < b for a, b in blocked)
            if not out and (inside or flat(token.text) in self._trim):
                continue
            if self._together.search(" ".join(flat(t.text) for t in before if t.end <= token.end)):
                out = []  # "the outlet together with volunteers": the first speaks
                continue
            if not out and flat(token.text) in self._join_words:
                continue
            if out and pattern(self.lang, "place_links").fullmatch(flat(token.text)):
                head = self._leftward(before, token.start, blocked)
                institution = any(t.capital for t in head[1:]) or any(t.capital and t.start > 0 for t in head)
                if head and self._names.kind_of(flat(" ".join(t.text for t in head))) is not TollKind.UNSTATED:
                    official = pattern(self.lang, "institutions").search(flat(head[-1].text))
                    if institution or official:  # "the Health Ministry in Gaza", "the health ministry in Gaza"
                        return head if institution else [*head, token, *out]
            if inside or not self._allowed(token):
                break
            out.insert(0, token)
        return out

    def _without_apposition(self, before: list[Token]) -> list[Token]:
        """ "The Register, an independent project, lists": the words between the commas are left out."""
        commas = [i for i, t in enumerate(before) if t.text == ","]
        if len(commas) < 2 or commas[-1] != len(before) - 1 or not 1 < commas[-1] - commas[-2] <= 15:
            return before
        named = before[commas[-2] + 1].capital  # "the city's mayor, Ruta Sels, said"
        return before[:-1] if named else before[: commas[-2]]

    def _is_what_is_counted(self, phrase: list[Token]) -> bool:
        """ "Deaths among Taran soldiers" is no speaker."""
        name = phrase[0].quoted or (phrase[0].capital and phrase[0].start > 1)  # "the Casualty Archive"
        return not name and self._is_measure(flat(phrase[0].text))
