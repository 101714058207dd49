"""«Братья Скоробреевы, Матвей и Илья»: a surname in the plural that stands before the first names of one family.

Invariant: only a noun for people of one family («братья», «отец и сын») right before it makes a word such a surname.
"""

from __future__ import annotations

import re
from dataclasses import replace

from everyname.extract.names.lexicon import fold
from everyname.extract.names.parts import is_common_word, patronymic_starts
from everyname.extract.names.unlisted import Mention, as_written

_FAMILY = re.compile(r"(?P<at> )(?P<name>[А-ЯЁІЇЄҐA-Z][^\W\d_]+(?:-[^\W\d_]+)?)(?:,| ?[—–:-]| ?\()? ?$")
_REACH = 40
_JOINED = re.compile(r" (?:и|та|й|and) ")
_WITH_PLURAL = ("ов", "ев", "ин", "ын", "ий", "ый", "ой", "ова", "ева", "ина", "ая", "енко")
_SIBERIAN = re.compile(r"[^\W\d_-]{2,}(?:[оеё]в|[иы]н)ых(?!\w)", re.I)
AND = re.compile(r",? (?:(?:и|та|й) )?")
_PLURALS = (  # endings of a surname in the plural and that of the man's nominative
    (r"([оеё]в|[иы]н)(?:ых|ым|ыми|ы|их|им|ими|і)", r"\2"),
    (r"(ськ|цьк)(?:их|им|ими|і)", r"\2ий"),
    (r"([сц]к)(?:их|им|ими|ие)", r"\2ий"),
    (r"(ен)(?:ків|кам|ками|ки|ко)", r"\2ко"),
    (r"([уюая]к|[аоу]р|[иі]к|ич)(?:ів|ам|ами|и|і)", r"\2"),
    (r"(л)(?:ів|ям|ями|і)", r"\2ь"),
)
_PLURAL = ("овы", "евы", "ины", "ыны", "ові")
_PLURAL_OBLIQUE = ("овых", "евых", "иных", "ыных")
_CUT = re.compile(r" ([А-ЯЁІЇЄҐ][а-яёіїєґ]{1,5})\.(?=[\s,;)]|$)")
_SEVERAL = re.compile("(?:енки|[уюая]ки|[иі]ки|ичі)$")  # «Іван та Петро Савчуки»


def with_families(text: str, mentions: list[Mention], nouns: frozenset[int]) -> list[Mention]:
    """The mentions, those of one family bearing its name; ``nouns`` are the ends of nouns for a family."""
    behind = [m if m.surname or not m.given else _of_family(text, m, nouns) for m in mentions]
    named = _share_surname(text, behind)
    return [_of_one(text, named, number, nouns) for number in range(len(named))]


def _of_family(text: str, mention: Mention, nouns: frozenset[int]) -> Mention:
    begin = max(0, mention.start - _REACH)
    match = _FAMILY.search(text[begin : mention.start])
    if match is None or begin + match.start("at") not in nouns:
        return mention
    name = as_written(match["name"])
    return replace(mention, surname=borne_by(of_a_man(name) or name, mention.sex), plural=True)


def borne_by(surname: str, sex: str) -> str:
    """A family's surname as a man or a woman bears it."""
    if sex == "f" and surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return f"{surname}а"
    if sex == "m" and surname.endswith(("ская", "цкая")):
        return f"{surname[:-2]}ий"
    return (
        surname.removesuffix("а") if sex == "m" and surname.endswith(("ова", "ева", "ёва", "ина", "ына")) else surname
    )


def of_a_man(plural: str) -> str:
    """The surname of one man of a family that is named in the plural; empty where the word is no such plural."""
    for pattern, ending in _PLURALS:
        match = re.fullmatch(f"(.{{2,}}){pattern}", plural)
        if match and not is_common_word(plural):
            return match[1] + match.expand(ending)
    return ""


def is_plural(surname: str, cases: str, lang: str) -> bool:
    """Whether a surname stands in the plural: «Карповы», «Савчуки», not «Гуменюкові»."""
    several = surname.endswith(_PLURAL) or (lang == "uk" and bool(_SEVERAL.search(surname)))
    return surname.endswith(_PLURAL_OBLIQUE) or (several and "n" in cases)


def _share_surname(text: str, mentions: list[Mention]) -> list[Mention]:
    """«Карпеченковы Александр и Владимир»: a surname in the plural belongs to every given name that follows."""
    shared: list[Mention] = []
    owned = {fold(m.given) for m in mentions if m.is_full}
    for mention in mentions:
        before = shared[-1] if shared else None
        if before and _brothers(text, before, mention, owned):
            shared[-1] = replace(before, surname=mention.surname)
        if before and before.plural and not mention.surname and AND.fullmatch(text[before.end : mention.start]):
            mention = replace(mention, surname=borne_by(before.surname, mention.sex), plural=True)
        alone = before is not None and mention.plural and bool(before.given) and not before.surname
        if before and alone and AND.fullmatch(text[before.end : mention.start]):
            shared[-1] = replace(before, surname=mention.surname, plural=True)  # «Микаил и Ахмед Льяновы»
        shared.append(mention)
    return shared


def _of_one(text: str, named: list[Mention], number: int, families: frozenset[int]) -> Mention:
    """«Вячеслав Савиных»: what looks a plural in the genitive never declines where it belongs to one man."""
    mention = named[number]
    if not mention.plural or not mention.given:
        return mention
    last = _SIBERIAN.search(text, mention.start, mention.end)
    beside = (named[n] for n in (number - 1, number + 1) if 0 <= n < len(named))
    shared = any(
        other.plural and other.surname == mention.surname and _together(text, mention, other) for other in beside
    )
    if last is None or shared or any(mention.start - gap in families for gap in (1, 2)):
        return mention
    return replace(mention, surname=as_written(last[0]), plural=False)


def _together(text: str, one: Mention, other: Mention) -> bool:
    low, high = sorted((one, other), key=lambda m: m.start)
    return bool(AND.fullmatch(text[low.end : high.start]))


def _brothers(text: str, one: Mention, other: Mention, owned: set[str]) -> bool:
    """«Игнат и Тимофей Шуст»: a surname that has no plural of its own belongs to both given names."""
    if not other.is_full or one.surname or one.patronymic or not one.given or fold(one.given) in owned:
        return False
    given_first = fold(text[other.start : other.end])[:3] == fold(other.given)[:3]
    agree = one.sex == other.sex and bool(set(one.cases) & set(other.cases))
    joined = _JOINED.fullmatch(text[one.end : other.start])
    return given_first and agree and bool(joined) and not fold(other.surname).endswith(_WITH_PLURAL)


def with_short_father(text: str, mention: Mention) -> Mention:
    """«Пайгусов Игорь Анат.»: a patronymic cut short stays as it is printed."""
    cut = _CUT.match(text, mention.end) if mention.is_full and not mention.patronymic else None
    if not cut or fold(cut[1]) not in patronymic_starts() or fold(text[mention.start])[:1] != fold(mention.surname)[:1]:
        return mention
    return replace(mention, patronymic=f"{cut[1]}.", end=cut.end())
