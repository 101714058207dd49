"""Settlements no gazetteer has: behind a word for a kind of place, or where fighting is told.

Invariant: the name is what stands in the text, put into the nominative by its ending alone.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import given_readings, is_common_word, patronymic_readings, surname_score
from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, adjacent, fold
from everyname.extract.spans.place_context import GOVERNED, place_context
from everyname.extract.spans.place_cues import Before, no_names
from everyname.extract.spans.place_names import guess

_DESIGNATION = re.compile(r"[^\W\d_]{1,4}-\d+[^\W\d_]?")  # «ИК-3», «Су-34»
_KINDS = ("зато", "пгт", "рп")  # written in capitals before a name
_USUAL = 2.0  # weight of a given name that is no rare one
_MOST_WORDS = 3
_COMMON_GIVEN = 1.0  # weight of a given name that more than a few bear
_OF_A_THING = ("ским", "цким", "ской", "цкой", "ським", "цьким")
_OF_REGION = ("ської", "цької", "зької", "ской", "цкой")
OF_DISTRICT = ("ского", "цкого", "ського", "цького")
_OF_LAND, _LANDS = (*OF_DISTRICT, "ской", "цкой"), ("област", "республик")
_GENITIVES, _LIKE_SURNAME = ("ова", "ева", "ина", "ына"), 1.2
_OF_KIND = re.compile(r"(?:village|town|city|settlement|hamlet) of $")
_GENITIVE = ("а", "я", "ы", "и", "о", "ей", "ов", "ев", "ок", "ек")
_OBLIQUE = (
    "ої", "ого", "ому", "ській", "івки", "ївки", "івці", "ївці", "івку", "івкою", "ах", "ях",
    "ами", "ова", "ові",
)  # fmt: skip
_LOCATIVE = (
    "ке", "не", "ве", "ле", "ре", "те", "де", "се", "хе", "ом", "ой", "ове",
    "еве", "ине", "ах", "ях", "ске", "ово", "ево", "ино", "ыно",
)  # fmt: skip
_OWNED = ("ово", "ево", "ино")  # «Букреево Плесо»
POSSESSIVE = ("ов", "ев", "ёв", "ин", "ын")  # «Юрасов Хутор»
_OF_A_NOUN = ("ном", "вом", "том", "ной", "вой", "той", "ском", "цком")  # «в Молодёжном центре»
_OF_HOME = ("burial", "birth", "gathering")
_NOMINATIVE = ("ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие")


def run_of(text: str, words: list[Word], index: int, lang: str) -> int:
    """How many capitalised words stand together from ``index``."""
    count = 1
    while count < _MOST_WORDS and index + count < len(words):
        following = words[index + count]
        if not adjacent(text, words[index + count - 1], following) and not _after_saint(text, words, index, count):
            break
        if "\n" in text[words[index + count - 1].end : following.start]:
            break
        if not following.text[0].isupper() and words[index].text[0].isupper():
            break
        count += 1
    return count


def _after_saint(text: str, words: list[Word], index: int, count: int) -> bool:
    """«St. Petersburg»: the full stop of the abbreviation ends no name."""
    return count == 1 and words[index].text == "St" and text[words[index].end : words[index + 1].start] == ". "


def unknown(
    text: str, words: list[Word], index: int, cue: Before, events: Events, lang: str
) -> tuple[Found | None, int]:
    """A name no gazetteer has, after a type word or where fighting is told."""
    if lang == "en" and words[index].low in no_names():
        return None, 0  # «the Sarapul City Court»
    if not cue.type and _DESIGNATION.fullmatch(words[index].text):
        return None, 0
    if words[index].low in _KINDS and words[index].text.isupper():
        return None, 0  # «города ЗАТО Сибирский»
    count = run_of(text, words, index, lang)
    after = words[index + count].low if index + count < len(words) else ""
    if count > 1 and words[index + count - 1].low.endswith(OF_DISTRICT if not after.startswith(_LANDS) else _OF_LAND):
        count -= 1  # «села Урада Шамильского района»
    if count > 1 and lang != "en" and words[index + count - 1].low.endswith(_OF_REGION):
        count -= 1  # «населеного пункту Новоселівка Запорізької області»
    if cue.type and count > 1 and _given(words[index]) and lang != "en":
        return None, 0  # «мешканка міста Оксана Мороз»
    if cue.type and cue.type.nominative and not cue.type.short and lang == "ru" and _given(words[index]):
        return None, 0  # «Родной город Вадима»
    count = _without_name(text, words, index, count) if cue.type else count
    if cue.cue == "home" and not cue.type and count > 1 and _given(words[index]):
        return None, 0  # «местного жителя Александра Васильева»
    if cue.cue == "home" and not _given(words[index]):
        count = 1 if count > 1 and _given(words[index + 1]) else count  # «житель Шамарки Андрей Котов»
        if count == _MOST_WORDS and surname_score(words[index + 1].text) and _given(words[index + 2]):
            count = 1  # «житель Новодністровська Мороз Роман»
    near = cue.cue == "near" and not words[index].text.isupper() and _is_fought_at(words[index], cue, events)
    near = near and not (count > 1 and _of_a_man(words[index + 1].text))
    origin = cue.cue in ("from", "home") and (count == 1 or not given_readings(words[index].text))
    of_named = cue.cue == "from" and lang == "ru" and origin and _behind_name(text, words, index, cue)
    from_abroad = lang == "en" and (origin or (near and not given_readings(words[index].text)))
    if cue.cue == "buried" and text[words[index].start - 1] in '«"“„':
        return None, 0  # «кладбище «Шор»»
    of_office = cue.cue == "institution" and count > 1 and bool(given_readings(words[index].text))
    if cue.type and (cue.type.known or of_office):
        return None, 0  # «глава поселения Ирина Котова»
    laid = lang == "ru" and not cue.type and _is_laid_in(words[index : index + count], cue, events)
    laid = laid or (lang == "en" and count == 1 and _is_buried_in(text, words[index], cue, events))
    if not cue.type and not (near or cue.cue == "home" or from_abroad or of_named or laid):
        return None, 0
    most = 1 if cue.cue == "home" and lang != "en" and not _like_place(words[index].low) else 2
    if not cue.type and (count > most or len(words[index].low) < 4 or (lang == "en" and not (from_abroad or laid))):
        return None, 0
    if (
        cue.type
        and count > 1
        and lang != "en"
        and not all(_like_place(w.low) for w in words[index : index + count - 1])
        and not _owned(text, words, index)
    ):
        count = 1
    part = words[index : index + count]
    said = text[part[0].start : part[-1].end]
    if cue.cue in ("home", "from") and not cue.type and said.endswith(OF_DISTRICT):
        return None, 0  # «житель Охинского»: a district
    if near and not cue.type and said.endswith(_OF_A_THING) and _goes_on(text, words, index + count):
        return None, 0  # «над Киевским морем»
    value = _nominative(said, cue, lang)
    support = cue.cue or "type"
    attrs = {"form": "name", "case": "nom" if value == said else "other"} | place_context(
        support, cue, events, part[0].start, part[-1].end
    )
    if of_named and not (cue.type or near):
        attrs["cue"] = "name"  # who the name is we cannot tell: «невеста Снежана из Гондыря»
    confidence = 0.8 if cue.type else 0.55
    return Found(
        "settlement", value, part[0].start, part[-1].end, f"places/unknown-{support}", confidence, attrs=attrs
    ), count


def _nominative(said: str, cue: Before, lang: str) -> str:
    """The name as it is told of: by the case its preposition asks for, or that of its type word."""
    if cue.type and _kept(said, lang, short=cue.type.short):
        return said
    oblique = cue.type and not cue.type.nominative and not cue.type.short
    cases = cue.cases or (frozenset(("gen", "loc")) if oblique else frozenset())
    feminine = " " in said and fold(said).partition(" ")[0].endswith(("ей", "ой")) and "loc" in cases
    return guess(said, cases, cue.type.gender if cue.type else "f" if feminine else "", lang)


def _without_name(text: str, words: list[Word], index: int, count: int) -> int:
    """«села Малая Бича Кусков Алексей»: how many words are left when those of the name behind are taken off."""
    while count > 1:
        last = index + count - 1
        ahead = last + 1 < len(words) and adjacent(text, words[last], words[last + 1])
        if ahead and not _given(words[last]) and _named_whole(text, words, last + 1):
            break  # «села Старый Онохой Яков Иванов»
        if not _given(words[last]) and not (ahead and _given(words[last + 1])):
            break
        count -= 1
    return count


def _named_whole(text: str, words: list[Word], at: int) -> bool:
    """Whether a given name stands with its surname behind it."""
    behind = words[at + 1 : at + 2]
    titled = bool(behind) and adjacent(text, words[at], behind[0]) and behind[0].text.istitle()
    return titled and _given(words[at]) and not patronymic_readings(behind[0].text)


def _given(word: Word) -> bool:
    return any(r.weight >= _USUAL for r in given_readings(word.text))


def _behind_name(text: str, words: list[Word], index: int, cue: Before) -> bool:
    """«Виктор Рябков из Кичей»: a name right before the preposition, and nothing but a stop behind the place."""
    at = index - 2
    named = at >= 0 and words[at].text.istitle() and text[words[at].end : cue.start] == " "
    woman = named and any(r.sex == "f" for r in given_readings(words[at].text))
    ends = index + 1 == len(words) or not adjacent(text, words[index], words[index + 1])
    if not ends and words[index + 1].text.islower() and words[index - 1].low == "из":  # «из Кичей погиб»
        of_man = named and bool(given_readings(words[at].text) or surname_score(words[at].text))
        ends = of_man and not is_common_word(words[index].text) and not _given(words[index])
    return named and not woman and ends and words[index].low.endswith(_GENITIVE)


def _goes_on(text: str, words: list[Word], after: int) -> bool:
    """Whether a word in small letters follows at once."""
    return after < len(words) and adjacent(text, words[after - 1], words[after]) and words[after].text.islower()


def _of_a_man(word: str) -> bool:
    """«помолитесь за Ильнара Гарипова»: a surname in the genitive."""
    return word.endswith(_GENITIVES) and surname_score(word) >= _LIKE_SURNAME


def _is_fought_at(word: Word, cue: Before, events: Events) -> bool:
    """Behind «под» a name is a place; behind «у» it may be a man's, so a death must be told right before it."""
    if "ins" in cue.cases:
        return not any(r.weight >= _COMMON_GIVEN for r in given_readings(word.text))  # «сумуємо за Андрієм»
    if word.low.endswith("'s"):
        return False
    nearest = events.nearest(word.start, word.end)
    return nearest is not None and nearest[1] == "death" and nearest[0] <= GOVERNED and not given_readings(word.text)


def _is_laid_in(part: list[Word], cue: Before, events: Events) -> bool:
    """«родился в Гилёвке», «В Нижней Шахтаме простились с …»: where one is born or buried stands in a locative."""
    nearest = events.nearest(part[0].start, part[-1].end)
    told = nearest is not None and nearest[1] in _OF_HOME and nearest[0] <= GOVERNED
    fits = part[-1].low.endswith(_LOCATIVE) and all(w.text.istitle() for w in part)
    common = is_common_word(part[-1].text) or (len(part) == 1 and part[0].low.endswith(_OF_A_NOUN))
    return told and fits and cue.cue == "in" and not common and not any(map(_given, part))


def _is_buried_in(text: str, word: Word, cue: Before, events: Events) -> bool:
    """«was laid to rest Thursday in Boise», «in the village of Dibrova»: an English town that no list has, no man."""
    if cue.cue == "in" and _OF_KIND.search(text, max(0, word.start - 14), word.start):
        return word.text.istitle() and not _given(word)
    nearest = events.nearest(word.start, word.end)
    told = nearest is not None and nearest[1] in _OF_HOME and nearest[0] <= GOVERNED
    named = word.text.istitle() and not is_common_word(word.text) and not _given(word)
    return told and cue.cue in ("in", "buried") and named and not text[word.end : word.end + 2].strip().isdigit()


def _owned(text: str, words: list[Word], index: int) -> bool:
    """«в селе Букреево Плесо»: a name of two words of which the first is a possessive."""
    one, other = words[index], words[index + 1]
    beside = text[one.end : other.start] == " "
    if beside and one.low.endswith(POSSESSIVE) and other.text.istitle():
        return is_common_word(other.text)
    return beside and one.low.endswith(_OWNED) and not surname_score(other.text)


def _like_place(low: str) -> bool:
    """Whether a word may be the first of a name of two: an adjective («Малая Кизня»)."""
    return low.endswith(
        ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ом", "ем", "ей", "ых", "их", "а", "і")
    )


def _kept(said: str, lang: str, *, short: bool) -> bool:
    """After a type word the name mostly stands in the nominative: «деревни Быструшка», «села Озёрки», «с. Підгірки»."""
    first, _, low = fold(said).rpartition(" ")
    if lang == "ru" and first.endswith(_NOMINATIVE):
        return True  # «села Нижняя Падь»
    if short and lang == "uk":
        return not low.endswith(_OBLIQUE)
    nominative = {
        "ru": (
            "ка",
            "ня",
            "ла",
            "да",
            "га",
            "ба",
            "ча",
            "ша",
            "жа",
            "ха",
            "за",
            "ово",
            "ево",
            "ино",
            "ск",
            "ое",
            "ые",
            "ий",
            "ый",
        ),
        "uk": ("ка", "не", "ве", "ськ"),
    }
    return low.endswith(nominative.get(lang, ("",)))
