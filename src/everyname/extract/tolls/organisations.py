"""The organisation or the person that a noun phrase names.

Invariant: a name is the text's own, in the nominative, without determiners; pronouns and "the outlet" are the last
organisation of their kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from everyname.domain.tolls import TollKind
from everyname.extract.tolls.lexicon import any_of, flat, lexicon, pattern, vocabulary
from everyname.extract.tolls.phrases import Token, nominative, surname_key

Named = tuple[str, TollKind]
_SPEAK_AS_A_KIND = (
    TollKind.OTHER_GOVERNMENT,
    TollKind.INTERNATIONAL,
    TollKind.UNOFFICIAL_LIST,
    TollKind.MEMORIAL,
)


@dataclass
class Voices:
    """The organisations and persons of a text so far."""

    organisations: list[Named] = field(default_factory=list)
    persons: dict[str, Named] = field(default_factory=dict)

    def last(self, kind: TollKind | None = None) -> Named | None:
        """The organisation named last, of a kind if asked."""
        return next((o for o in reversed(self.organisations) if kind is None or o[1] is kind), None)

    def add(self, who: str, kind: TollKind) -> None:
        """Remember an organisation as the last one."""
        self.organisations.append((who, kind))


class Organisations:
    """Names the speakers of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._words = vocabulary(lang, "tolls_cues")
        self._trim = set(map(flat, self._words["np_trim"]))
        self._link = set(map(flat, self._words["np_link"]))
        self._pronouns = set(map(flat, self._words["pronouns"]))
        self._drop = re.compile(any_of(self._words["np_drop"]))
        self._roles = re.compile(any_of(self._words["roles"]))

    def resolve(
        self, phrase: list[Token], voices: Voices, *, oblique: bool, initial: bool, title: bool
    ) -> Named | None:
        """The organisation or person of a phrase; ``None`` when it names nobody.

        ``oblique``: the phrase may stand in another case than the nominative. ``initial``: it opens the sentence, so
        that its first capital says nothing. ``title``: the sentence is a headline with capitals throughout.
        """
        case_of = self.lang if oblique else "en"
        text = " ".join(t.text for t in phrase)
        if flat(text) in self._pronouns:
            return voices.last()
        lower = initial and not any(t.capital for t in phrase[1:])
        named = None if lower and self._is_generic(text) else self._organisation(phrase, voices, case_of, title)
        if named:
            return named
        if (kind := self.kind_of(flat(text))) in _SPEAK_AS_A_KIND:
            return self._generic(phrase, kind, case_of)
        for kind in (TollKind.OFFICIAL, TollKind.INDEPENDENT_TALLY):
            if re.search(any_of(self._words["generics"][kind.value]), flat(text)):
                return voices.last(kind) or self._generic(phrase, kind, case_of)
        return None

    def _is_generic(self, text: str) -> bool:
        """Whether a phrase names a kind of speaker and nobody in particular: «Журналисты»."""
        generics = [word for words in self._words["generics"].values() for word in words]
        return re.fullmatch(any_of(generics) + r"(?:\s+\w+)?", flat(text)) is not None

    def _generic(self, phrase: list[Token], kind: TollKind, case_of: str) -> Named:
        words = [t.text for t in phrase]
        return " ".join(nominative(words, case_of)), kind

    def _organisation(self, phrase: list[Token], voices: Voices, case_of: str, title: bool) -> Named | None:
        kind = self.kind_of(flat(" ".join(t.text for t in phrase)))
        role = next((i for i, t in enumerate(phrase) if self._roles.fullmatch(flat(t.text))), None)
        person: list[Token] = []
        if role is not None:
            phrase, person = self._without_role(phrase, role)
            case_of = self.lang
            if person and not any(t.capital for t in phrase):
                if own := self._generic_of(phrase, voices):
                    voices.persons[surname_key(person[-1].text)] = own
                    return own
                phrase, person = person, []
        if not any(t.capital for t in phrase):
            return None
        if len(phrase) <= 2 and (known := voices.persons.get(surname_key(phrase[-1].text))):
            return known
        who = self._name(self.trimmed(phrase), kind, case_of, title)
        if not who:
            return None
        if kind is TollKind.UNSTATED:
            kind = next((k for name, k in voices.organisations if name == who), self.kind_of(flat(who)))
        resolved = (who, kind)
        voices.add(*resolved)
        if person:
            voices.persons[surname_key(person[-1].text)] = resolved
        return resolved

    def _generic_of(self, phrase: list[Token], voices: Voices) -> Named | None:
        """The organisation that "the outlet" in «журналистка издания Анна Берг» stands for."""
        text = flat(" ".join(t.text for t in phrase))
        for kind in (TollKind.INDEPENDENT_TALLY, TollKind.OFFICIAL):
            if text and re.search(any_of(self._words["generics"][kind.value]), text):
                return voices.last(kind)
        return None

    def _without_role(self, phrase: list[Token], role: int) -> tuple[list[Token], list[Token]]:
        """ "Mediazona editor Dmitry Treshchanin": organisation and person. An office-holder is a person only."""
        before, after = phrase[:role], phrase[role + 1 :]
        person = [t for t in after if t.capital and not t.quoted]
        if person and pattern(self.lang, "offices").fullmatch(flat(phrase[role].text)):
            return self._role_in_slavic(after)[1] or person, []
        country = lexicon(self.lang, "sides").codes(flat(" ".join(t.text for t in before)))
        if self.lang == "en" and person and country and not self._institution(before):
            return person, []  # "Ukraine's presidential adviser Mykhailo Podolyak"
        if any(t.capital for t in before):
            return before, person
        if self.lang != "en":
            return self._role_in_slavic(after)
        cut = next((i for i, t in enumerate(after) if flat(t.text) in self._link and flat(t.text) != "the"), None)
        if cut is not None:  # "a spokesman for the General Staff"
            return after[cut + 1 :], [t for t in after[:cut] if t.capital]
        return before, person

    def _institution(self, phrase: list[Token]) -> bool:
        """Whether a phrase has the noun of an institution: "Ukraine's Defense Ministry"."""
        generics = re.compile(any_of(self._words["generics"]["official"]))
        return any(generics.fullmatch(flat(t.text)) for t in phrase)

    def _role_in_slavic(self, rest: list[Token]) -> tuple[list[Token], list[Token]]:
        """«представитель Генштаба Иван Петров»: organisation up to the last two capitals, which are the person."""
        capitals = [t for t in rest if t.capital and not t.quoted]
        if len(capitals) >= 2 and rest[-2:] == capitals[-2:]:
            return rest[:-2], rest[-2:]
        return rest, []

    def _name(self, phrase: list[Token], kind: TollKind, case_of: str, title: bool) -> str:
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
        institution = lexicon(self.lang, "kinds").codes(flat(" ".join(words)))
        if kind in (TollKind.INDEPENDENT_TALLY, TollKind.UNSTATED) or not institution:
            words = self._proper(words, title)
        return " ".join(nominative(words, case_of))

    def _proper(self, words: list[str], title: bool) -> list[str]:
        """The proper name in a phrase: from its first capital; in English its capitals and what links them."""
        if self.lang != "en":
            return words[next((i for i, w in enumerate(words) if w[:1].isupper()), 0) :]
        own = re.split(r"['’]s ", " ".join(words))[0]
        kept = []
        for word in re.sub(r"['’]s?$", "", own).split():
            dropped = title and self._drop.fullmatch(flat(word))
            if flat(word) in self._link or (word[:1].isupper() and not dropped):
                kept.append(word)
        while kept and flat(kept[-1]) in self._link:
            kept.pop()
        while kept and flat(kept[0]) in self._link | self._trim:
            kept.pop(0)
        return kept

    def kind_of(self, flat_text: str) -> TollKind:
        """The kind of speaker by its words; the first kind of the vocabulary's order of precedence that fits."""
        codes = set(lexicon(self.lang, "kinds").codes(flat_text))
        order = ("memorial", "unofficial_list", "other_government", "international", "official", "independent_tally")
        return next((TollKind(code) for code in order if code in codes), TollKind.UNSTATED)

    def trimmed(self, phrase: list[Token]) -> list[Token]:
        """The phrase without the adverbs and determiners at its ends."""
        out = list(phrase)
        while out and flat(out[0].text) in self._trim:
            out.pop(0)
        while out and flat(out[-1].text) in self._trim:
            out.pop()
        return out
