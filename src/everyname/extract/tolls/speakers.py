"""Who says a number: the noun phrase of an attribution, reduced to the organisation or the person.

Invariant: a speaker is named as the text names it, in the nominative, or is empty; pronouns and "the outlet" are
resolved to the last organisation of their kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from everyname.domain.tolls import TollKind
from everyname.extract.tolls.lexicon import any_of, flat, lexicon, pattern, vocabulary
from everyname.extract.tolls.periods import Period
from everyname.extract.tolls.phrases import Token, is_nominal, nominative, surname_key, tokens

_BREAKS = set(".,;:!?()—–[]…")


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
class Voices:
    """The organisations and persons of a text so far."""

    organisations: list[tuple[str, TollKind]] = field(default_factory=list)
    persons: dict[str, tuple[str, TollKind]] = field(default_factory=dict)

    def last(self, kind: TollKind | None = None) -> tuple[str, TollKind] | None:
        """The organisation named last, of a kind if asked."""
        return next((o for o in reversed(self.organisations) if kind is None or o[1] is kind), None)

    def add(self, who: str, kind: TollKind) -> None:
        """Remember an organisation as the last one."""
        self.organisations.append((who, kind))


class SpeakerReader:
    """Reads the speakers of sentences of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._words = vocabulary(lang, "tolls_cues")
        self._stop = set(map(flat, self._words["np_stop"]))
        self._trim = set(map(flat, self._words["np_trim"]))
        self._link = set(map(flat, self._words["np_link"]))
        self._pronouns = set(map(flat, self._words["pronouns"]))
        self._join_words = {word for phrase in self._words["together"] for word in flat(phrase).split()}
        self._locative = set(map(flat, self._words["locative"]))
        self._together = re.compile(any_of(self._words["together"]) + r"\s*$")
        self._nouns = set(map(flat, self._words["say_nouns"]))
        self._drop = re.compile(any_of(self._words["np_drop"]))
        self._roles = re.compile(any_of(self._words["roles"]))

    def find(self, sentence: str, periods: list[Period], voices: Voices) -> list[Speaker]:
        """All attributions of a sentence; organisations and persons met are remembered in ``voices``."""
        flat_text = flat(sentence)
        parts = tokens(sentence)
        blocked = [(p.start, p.end) for p in periods]
        found: list[Speaker] = []
        taken: set[int] = set()
        for match in pattern(self.lang, "attribution").finditer(flat_text):
            phrase = self._rightward(parts, match.end(), blocked)
            self._keep(found, phrase, match.start(), "speaker.according_to", sentence, voices, taken)
        for match in pattern(self.lang, "say").finditer(flat_text):
            if any(s.start <= match.start() < s.end or s.at <= match.start() < s.start for s in found):
                continue
            phrase = self._leftward(parts, match.start(), blocked)
            if not self._keep(found, phrase, match.start(), "speaker.says", sentence, voices, taken):
                weak = not pattern(self.lang, "say_strong").match(flat_text, match.start())
                inverted = not weak and self._may_be_inverted(flat_text[: match.start()])
                phrase = self._rightward(parts, match.end(), blocked) if inverted else []
                self._keep(found, phrase, match.start(), "speaker.says", sentence, voices, taken)
        if colon := re.match(r"\s*([^:.,;]{2,60}):\s", sentence):
            phrase = [t for t in parts if t.end <= colon.end(1)]
            named = all(t.capital for t in phrase) or self.kind_of(flat(colon[1])) is not TollKind.UNSTATED
            phrase = phrase if named and all(self._allowed(t) for t in phrase) else []
            self._keep(found, phrase, colon.end(1), "speaker.colon", sentence, voices, taken)
        self._possessives(sentence, found, voices, taken)
        return sorted(found, key=lambda s: s.start)

    def _keep(
        self,
        found: list[Speaker],
        phrase: list[Token],
        at: int,
        rule: str,
        sentence: str,
        voices: Voices,
        taken: set[int],
    ) -> bool:
        phrase = self._trimmed(phrase)
        if not phrase or phrase[0].start in taken or self._is_what_is_counted(phrase):
            return False
        before = flat(sentence[: phrase[0].start]).split()
        oblique = rule == "speaker.according_to" or (before and before[-1] in self._locative)
        resolved = self._resolve(phrase, voices, self.lang if oblique else "en")
        if resolved is None:
            return False
        who, kind = resolved
        taken.add(phrase[0].start)
        text = flat(sentence[phrase[0].start : phrase[-1].end])
        side = next(iter(lexicon(self.lang, "sides").codes(text)), "")
        weak = not pattern(self.lang, "say_strong").match(flat(sentence), at) and rule == "speaker.says"
        found.append(Speaker(who, kind, phrase[0].start, phrase[-1].end, at, rule, side, weak))
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

    def _rightward(self, parts: list[Token], position: int, blocked: list[tuple[int, int]]) -> list[Token]:
        out: list[Token] = []
        for token in parts:
            if token.start < position:
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

    def _is_counted(self, low: str) -> bool:
        """Whether a word is what is counted and ends the name of the speaker: «по данным Медиазоны погибли»."""
        codes = set(lexicon(self.lang, "measures").codes(low)) - {"confirmed", "identified"}
        return bool(codes) or pattern(self.lang, "persons").fullmatch(low) is not None

    def _leftward(self, parts: list[Token], position: int, blocked: list[tuple[int, int]]) -> list[Token]:
        out: list[Token] = []
        before = [t for t in parts if t.end <= position]
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
                if institution and self.kind_of(flat(" ".join(t.text for t in head))) is not TollKind.UNSTATED:
                    return head
            if inside or not self._allowed(token):
                break
            out.insert(0, token)
        return out

    def _without_apposition(self, before: list[Token]) -> list[Token]:
        """ "The Register, an independent project, lists": the words between the commas are left out."""
        commas = [i for i, t in enumerate(before) if t.text == ","]
        if len(commas) < 2 or commas[-1] != len(before) - 1 or not 1 < commas[-1] - commas[-2] <= 9:
            return before
        named = before[commas[-2] + 1].capital  # "the city's mayor, Ruta Sels, said"
        return before[:-1] if named else before[: commas[-2]]

    def _trimmed(self, phrase: list[Token]) -> list[Token]:
        out = list(phrase)
        while out and flat(out[0].text) in self._trim:
            out.pop(0)
        while out and flat(out[-1].text) in self._trim:
            out.pop()
        return out

    def _is_what_is_counted(self, phrase: list[Token]) -> bool:
        """ "Deaths among Taran soldiers" is no speaker."""
        return not phrase[0].quoted and "killed" in lexicon(self.lang, "measures").codes(flat(phrase[0].text))

    def _resolve(self, phrase: list[Token], voices: Voices, case_of: str) -> tuple[str, TollKind] | None:
        """The organisation or person of a phrase; ``None`` when it names nobody."""
        text = " ".join(t.text for t in phrase)
        if flat(text) in self._pronouns:
            return voices.last()
        named = self._organisation(phrase, voices, case_of)
        if named:
            return named
        if (kind := self.kind_of(flat(text))) in (TollKind.OTHER_GOVERNMENT, TollKind.INTERNATIONAL):
            return self._generic(phrase, kind, case_of)
        for kind in (TollKind.OFFICIAL, TollKind.INDEPENDENT_TALLY):
            if re.search(any_of(self._words["generics"][kind.value]), flat(text)):
                return voices.last(kind) or self._generic(phrase, kind, case_of)
        return None

    def _generic(self, phrase: list[Token], kind: TollKind, case_of: str) -> tuple[str, TollKind]:
        words = [t.text for t in phrase]
        return " ".join(nominative(words, case_of)), kind

    def _organisation(self, phrase: list[Token], voices: Voices, case_of: str) -> tuple[str, TollKind] | None:
        text = " ".join(t.text for t in phrase)
        kind = self.kind_of(flat(text))
        role = next((i for i, t in enumerate(phrase) if self._roles.fullmatch(flat(t.text))), None)
        person: list[Token] = []
        if role is not None:
            person = [t for t in phrase[role + 1 :] if t.capital and not t.quoted]
            before = phrase[:role]
            if person and pattern(self.lang, "offices").fullmatch(flat(phrase[role].text)):
                phrase, person = self._role_in_slavic(phrase[role + 1 :])[1] or person, []
            elif any(t.capital for t in before):
                phrase = before
            elif self.lang == "en" and any(flat(t.text) in ("of", "for", "at") for t in phrase[role:]):
                cut = next(i for i, t in enumerate(phrase) if i > role and flat(t.text) in ("of", "for", "at"))
                phrase, person = phrase[cut + 1 :], [t for t in phrase[role + 1 : cut] if t.capital]
            elif self.lang == "en":
                phrase = before if not person else []
            else:
                phrase, person = self._role_in_slavic(phrase[role + 1 :])
                case_of = self.lang
            if person and not any(t.capital for t in phrase):
                own = self._generic_of(phrase, voices)
                if own:
                    voices.persons[surname_key(person[-1].text)] = own
                    return own
                phrase, person = person, []
        if not any(t.capital for t in phrase):
            return None
        if len(phrase) <= 2 and (known := voices.persons.get(surname_key(phrase[-1].text))):
            return known
        who = self._name(self._trimmed(phrase), kind, case_of)
        if not who:
            return None
        if kind is TollKind.UNSTATED:
            kind = next((k for name, k in voices.organisations if name == who), self.kind_of(flat(who)))
        resolved = (who, kind)
        voices.add(*resolved)
        if person:
            voices.persons[surname_key(person[-1].text)] = resolved
        return resolved

    def _generic_of(self, phrase: list[Token], voices: Voices) -> tuple[str, TollKind] | None:
        """The organisation that "the outlet" in «журналистка издания Анна Берг» stands for."""
        text = flat(" ".join(t.text for t in phrase))
        for kind in (TollKind.INDEPENDENT_TALLY, TollKind.OFFICIAL):
            if text and re.search(any_of(self._words["generics"][kind.value]), text):
                return voices.last(kind)
        return None

    def _role_in_slavic(self, rest: list[Token]) -> tuple[list[Token], list[Token]]:
        """«представитель Генштаба Иван Петров»: organisation up to the last two capitals, which are the person."""
        capitals = [t for t in rest if t.capital and not t.quoted]
        if len(capitals) >= 2 and rest[-2:] == capitals[-2:]:
            return rest[:-2], rest[-2:]
        return rest, []

    def _name(self, phrase: list[Token], kind: TollKind, case_of: str) -> str:
        """The name in the nominative, without determiners and generic nouns."""
        quoted = [t for t in phrase if t.quoted]
        if quoted:
            before = phrase[phrase.index(quoted[0]) - 1] if phrase[0] is not quoted[0] else None
            names = [q.text[1:-1] for q in quoted]
            if before is None or not pattern(self.lang, "apposed").fullmatch(flat(before.text)):
                case = case_of if before is None else self.lang
                names = [" ".join(nominative(name.split(), case)) for name in names]
            return f" {self._words['and']} ".join(names)
        words = [t.text for t in phrase]
        low = flat(" ".join(words))
        official = lexicon(self.lang, "kinds").codes(low)
        if kind in (TollKind.INDEPENDENT_TALLY, TollKind.UNSTATED) or not official:
            if self.lang != "en":
                first = next((i for i, w in enumerate(words) if w[:1].isupper()), 0)
                return " ".join(nominative(words[first:], case_of))
            own = re.sub(r"['’]s?$", "", " ".join(words).split("’s ")[0].split("'s ")[0])
            kept = [
                w
                for w in own.split()
                if flat(w) in self._link or (w[:1].isupper() and not self._drop.fullmatch(flat(w)))
            ]
            while kept and flat(kept[-1]) in self._link:
                kept.pop()
            while kept and (flat(kept[0]) in self._link or flat(kept[0]) in self._trim):
                kept.pop(0)
            words = kept
        return " ".join(nominative(words, case_of))

    def kind_of(self, flat_text: str) -> TollKind:
        """The kind of speaker by its words; the first kind of the vocabulary's order of precedence that fits."""
        codes = set(lexicon(self.lang, "kinds").codes(flat_text))
        order = ("memorial", "unofficial_list", "other_government", "international", "official", "independent_tally")
        return next((TollKind(code) for code in order if code in codes), TollKind.UNSTATED)

    def _possessives(self, sentence: str, found: list[Speaker], voices: Voices, taken: set[int]) -> None:
        """ "Mediazona's database": the owner of a count speaks by it."""
        if self.lang != "en":
            return
        for match in re.finditer(r"((?:[A-Z][\w-]+ ?)+)['’]s (?:\w+[ -]){0,3}?(\w+)", sentence):
            if re.fullmatch(any_of(self._words["generics"]["independent_tally"]), match[2]):
                if any(s.start <= match.start() < s.end for s in found):
                    continue
                phrase = [t for t in tokens(sentence) if match.start(1) <= t.start < match.end(1)]
                self._keep(found, phrase, match.end(), "speaker.owner", sentence, voices, taken)
