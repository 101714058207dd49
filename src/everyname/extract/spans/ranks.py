"""Military and police ranks in any case, number and abbreviation, in the language of the text.

Invariant: the value is a phrase of ``vocabulary/<lang>/ranks.csv`` in the nominative singular, with «гвардии» before
it and the service («полиции», «медицинской службы») after it when the text has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.names.parts import given_readings, is_common_word
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Form, Phrases, Word, adjacent, fold, rows
from everyname.extract.spans.timewords import either, months

_MOST_ADJECTIVES = 3  # between a rank and a word for a team
_LONGEST_SHORT = 5  # letters of an abbreviated rank
_INITIALS = re.compile(r"\s[А-ЯЁ]\.")
_INITIAL_BEFORE = re.compile(r"(?<!\w)[А-ЯЁ]\. ?$")
_GUARDS = {"гвардии", "гвардейский", "гвардії", "guards", "guard"}
_GUARDS_BEHIND = re.compile(r"\s+(?:гвардии|гвардії)(?=\s+[А-ЯЁІЇЄҐ]|[,.;]|$)")
_CAREER, _FROM = re.compile(r" (?:до|к) "), ("от ", "от «", "Від", "від")
_FIELDS = (", ", ",", "(", "— ", "– ", "- ", ": ", "/ ", "| ", "/", "|", "\t")
_GUARDS_SAID = {"ru": "гвардии", "uk": "гвардії"}
_ALONE = re.compile(r"\.?(?:[,;)\n]|$)")
_TITLED = re.compile(r"(?:(?<!\w)an?(?:\s+[^\W\d_]+)?|rank of|promoted to(?: the rank of)?)\s$", re.IGNORECASE)
_ENDED = re.compile(r"[,.;]|$|\s(?:in|with|of|from|who|and|at|by|posthumously)\s")
_TOLD_BEFORE = 44
_REACHED = re.compile(
    r"(?<!\w)(?:дослужил\w+ до|в звании|до звания|звани[ея]|произвед\w+ в|повыш\w+ до) (?:гвардии )?$", re.I
)
_BEGAN = re.compile(
    r"(?<!\w)(?:начинал|начал|училища|училище|академии|после \w+|приш[её]л|прибыл|выпустил\w+) [^.;!?]{0,30}$", re.I
)
_INSTRUMENTAL = ("ом", "ем", "ым", "ой", "ей")
_RESERVE = re.compile(r"\s+(?:запаса|запасу|в отставке|у відставці|in reserve|\(ret)", re.IGNORECASE)


@cache
def _phrases(lang: str) -> Phrases:
    return Phrases(rows(f"{lang}/rank_words"), [row["phrase"] for row in rows(f"{lang}/ranks")], lang)


@cache
def _ranks(lang: str) -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in rows(f"{lang}/ranks")}


@cache
def _services(lang: str) -> re.Pattern[str]:
    services = either([row["after"] for row in rows(f"{lang}/rank_services")])
    return re.compile(rf"\s+({services})(?!\w)", re.IGNORECASE)


@cache
def _service_names(lang: str) -> dict[str, str]:
    return {fold(row["after"]): row["as"] for row in rows(f"{lang}/rank_services") if row.get("as")}


@cache
def _stems(lang: str, side: str) -> tuple[str, ...]:
    return tuple(row["stem"] for row in rows(f"{lang}/rank_guards") if row["side"] == side)


def find_ranks(text: str, words: list[Word], lang: str) -> Iterator[Found]:
    """Every rank of the text."""
    phrases, index = _phrases(lang), 0
    while index < len(words):
        form = phrases.form(words[index])
        if form is None:
            index += 1
            continue
        guards = int(form.lemma in _GUARDS)
        hit = phrases.longest(text, words, index + guards) if index + guards < len(words) else None
        if not hit:
            index += 1
            continue
        lemmas, after, forms = hit
        if found := _found(text, words, index, after, " ".join(lemmas), forms, lang, guards=bool(guards)):
            yield found
        index = after


def _found(
    text: str, words: list[Word], first: int, after: int, phrase: str, forms: list[Form], lang: str, *, guards: bool
) -> Found | None:
    row = _ranks(lang)[phrase]
    start, end = words[first].start, words[after - 1].end
    if _is_no_rank(text, words, first, after, lang, needs=row.get("needs_name") or ""):
        return None
    alone = forms[-1].short and len(forms) == 1 and not guards
    if alone and words[first].low in months() and text[end : end + 1] != ".":
        return None  # «за май Дагестан потерял»
    sentence_ends = alone and after < len(words) and text[end : end + 1] == "." and is_common_word(words[after].text)
    if sentence_ends and not _is_field(text, start, end):
        return None  # «новый ряд. Слева направо»
    if (
        alone
        and not _services(lang).match(text, end)
        and not _before_name(text, words, after)
        and not _is_field(text, start, end)
    ):
        return None
    if _CAREER.match(text, end) and text[max(0, start - 3) : start] in _FROM:
        return None  # «прошёл путь от рядового до майора»
    value = row["as"] or phrase
    if not guards and (behind := _GUARDS_BEHIND.match(text, end)):
        guards, end = True, behind.end()  # «рядовой гвардии»
    if guards:
        value = f"{_GUARDS_SAID.get(lang) or words[first].low} {value}"
    attrs = {"class": row["class"]} | ({"guards": "1"} if guards else {})
    if service := _services(lang).match(text, end):
        value, end = (
            f"{value} {_service_names(lang).get(fold(service[1])) or ' '.join(service[1].lower().split())}",
            service.end(),
        )
    if _RESERVE.match(text, end):
        attrs["reserve"] = "1"
    if any(form.plural for form in forms):
        attrs["plural"] = "1"
    if lang == "ru" and (career := _career(text, start, words[after - 1].low)):
        attrs["career"] = career
    return Found("rank", value, start, end, "ranks/phrase", 0.95, attrs=attrs)


def _career(text: str, start: int, last: str) -> str:
    """Whether a rank is told as one that was reached in the end, or as the one that a service began with."""
    before = text[max(0, start - _TOLD_BEFORE) : start]
    if _REACHED.search(before):
        return "reached"
    return "first" if last.endswith(_INSTRUMENTAL) and _BEGAN.search(before) else ""


def _is_no_rank(text: str, words: list[Word], first: int, after: int, lang: str, *, needs: str) -> bool:
    if after - first == 1 and _is_surname(text, words, first):
        return True
    touches = after < len(words) and not text[words[after - 1].end : words[after].start].strip(" .")
    if touches and words[after].low.startswith(_stems(lang, "after")):
        reserve = _RESERVE.match(text, words[after - 1].end)
        in_reserve = reserve and (_before_name(text, words, after + 1) or _ALONE.match(text, reserve.end()))
        return not (_before_name(text, words, after) or in_reserve)
    if touches and _of_other_men(text, words, after, lang):
        return True
    if first and _of_kin(words[first - 1], words[first], lang) and not _before_name(text, words, after):
        return True  # «сын прапорщика»
    street = first and words[first - 1].low.startswith(_stems(lang, "before")) and lang != "en"
    if street and not (words[first].text.islower() and _before_two(words, after)):
        return bool(
            re.search(
                r"\b(?:ул|пл|пер|вул|(?:улиц|вулиц|площ|переул|просп|бульв|сквер)\w*)\.?\s*$",
                fold(text[max(0, words[first].start - 14) : words[first].start]),
            )
        )
    if needs == "title":
        return not (words[first].text[0].isupper() and _before_name(text, words, after))
    if needs and not (words[first].text[0].isupper() or _before_name(text, words, after)):
        start, end = words[first].start, words[after - 1].end
        return not (needs == "article" and _TITLED.search(text, max(0, start - 24), start) and _ENDED.match(text, end))
    return False


def _is_surname(text: str, words: list[Word], at: int) -> bool:
    """«Майоров Сергей», «Пётр Сотников»: the genitive of the plural beside a given name in the nominative."""
    word = words[at]
    if not word.text[0].isupper() or not word.low.endswith(("ов", "ев")):
        return False
    beside = [w for w in words[max(0, at - 1) : at + 2] if w is not word and w.text[0].isupper()]
    near = [w for w in beside if adjacent(text, *((word, w) if w.start > word.start else (w, word)))]
    initials = _INITIALS.match(text, word.end) or _INITIAL_BEFORE.search(text, max(0, word.start - 4), word.start)
    return bool(initials) or any("n" in r.cases for w in near for r in given_readings(w.text))


def _of_other_men(text: str, words: list[Word], after: int, lang: str) -> bool:
    """«капитан школьной команды»: adjectives between the rank and the word for a team."""
    for at in range(after + 1, min(after + 1 + _MOST_ADJECTIVES, len(words))):
        if not (words[at - 1].text.islower() and adjacent(text, words[at - 1], words[at])):
            return False
        if words[at].low.startswith(_stems(lang, "team")):
            return True
    return False


def _of_kin(before: Word, rank: Word, lang: str) -> bool:
    """A rank in the genitive behind a noun for kin is another man's."""
    return rank.low.endswith(("а", "я", "го")) and before.low.startswith(_stems(lang, "kin"))


def _before_two(words: list[Word], after: int) -> bool:
    """«улица старшего сержанта Ивана Котова»: a first name and a surname follow, a man in full."""
    named = words[after : after + 2]
    return len(named) > 1 and all(w.text.istitle() for w in named) and bool(given_readings(named[0].text))


def _is_field(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation stands alone between commas, as in a list: «Гомбоев, ряд., срочник»."""
    return bool(_ALONE.match(text, end)) and text[:start].endswith(_FIELDS, max(0, start - 2))


def _before_name(text: str, words: list[Word], after: int) -> bool:
    """Whether a capitalised word follows at once; behind a whole word a full stop ends the sentence."""
    if after >= len(words):
        return False
    gap = text[words[after - 1].end : words[after].start]
    whole = len(words[after - 1].low) > _LONGEST_SHORT
    return len(gap) <= 2 and not gap.strip(" " if whole else " .") and words[after].text[0].isupper()
