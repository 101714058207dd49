"""Awards in any case, alone or in a row («орденами Мужества и Жукова»), with degrees in Roman numerals.

Invariant: the value is the kind in the nominative and the name as ``vocabulary/<lang>/awards.csv`` writes it; an
unknown award is found only when its name stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.cues import Cues, cue_pattern
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, fold, forms_of, rows, split
from everyname.extract.spans.timewords import cardinals, either, loose, ordinals

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_DEGREE = re.compile(
    r"\s*,?\s*(?P<d>[IVІХ]{1,3}|[1-4]|\w{3,11}?(?:[её]й|[оі]ї|ой|я|а|го))(?:-?(?:й|ой|ей|го|ї|ої|я))?\s+(?P<w>степен\w*|ст\.|ступен\w*)"
)
_QUOTED = re.compile(r"\s*[«\"“„](?P<q>[^«»\"“”\n]{3,60})[»\"”]?")
_DEGREE_ENGLISH = re.compile(
    r",?\s+(?:\(|of the )?(?P<d>[IV]{1,3}|1st|2nd|3rd|4th|first|second|third|fourth)[\s-](?:class|degree)\)?"
)
_JOIN = re.compile(r"\s*(?:\((?:посмертно|дважды|двічі)\)\s*)?(?:,|и|та|і|й|а также|,\s*а также)\s*")
_PRAISE = re.compile(
    r"(?:(?:настоящ|истинн|подлинн|наш|справжн)\w*|(?<!\w)(?:є|був|були|як|став|це)) $|(?<!\w)an? (?:[a-z]+ )?[\"“]?$"
)
_NOT_GIVEN = re.compile(
    r"(?<!\w)(?:(?:вул|пл|просп|пров)\. ?|(?:вулиц|площ|проспект|провул|але|майдан|сквер|бульвар)[а-яії]{0,3} )"
    r"(?:імені |ім\. ?)?[«\"]?$|петиці[^.!?\n]*$"
)
_PARTING = re.compile(r"(?:похован|похорон|прощан|зустріч|тіл)[а-яії]{0,3} (?:з |із )?$")
_ASKED = 120  # characters from «петиція» to the title
_NAMED_FOR = re.compile(
    r"(?:представлен|представили|посмертно представ|подан[аи]? |ходатайств)[^.!?]{0,30}$", re.IGNORECASE
)
_OF_UNIT = re.compile(
    r" (?:и [А-ЯЁІЇЄҐ][^\W\d_]+ )?(?:[^\W\d_-]+(?:ого|его|ом|ой|ым|ому)(?:-[^\W\d_]+)? ){0,2}"
    r"(?:полк|дивизи|бригад|корпус|училищ|академи|дивизион|батальон|завод|институт|університет)"
)
_UKRAINIAN = re.compile("[іїєґ]|ьк")
_MOST_IN_A_ROW = 6
_OPENING = ("«", '"', "“", "„")
_FOR_DEEDS = re.compile(r"(?:,| и \w+,?) (?:проявл|оказан|показан)", re.I)
_GOES_ON = re.compile(
    r" (?!ст\.|степен|[IVІХ\d])[^\W\d_]+[^«»\"“”\n]{0,40}[»\"”]"
)  # «За мужество» in «За мужество и отвагу»
_OTHER_KINDS = ("знак", "крест")  # words for other things too
_FOR = re.compile("за |отличн|участник|ветеран|хрест|доблест", re.IGNORECASE)


@cache
def _kinds(lang: str) -> dict[str, str]:
    found = rows(f"{lang}/award_kinds")
    short = {fold(short): row["kind"] for row in found for short in split(row["short"])}
    return short | {
        fold(form): row["kind"] for row in found for form, _ in forms_of(row["kind"], row["declension"], lang)
    }


@cache
def _names(lang: str, kind: str) -> tuple[re.Pattern[str], list[tuple[str, bool]]]:
    wanted = [
        (w, row["name"], bool(row["degrees"]))
        for row in rows(f"{lang}/awards")
        if row["kind"] == kind
        for w in split(row["words"])
    ]
    wanted.sort(key=lambda item: -len(item[0]))
    joined = "|".join(f"({loose(words)})" for words, _, _ in wanted) or r"((?!))"
    return re.compile(rf"\s*[.:—–-]?\s*[«\"“„]?(?:{joined})(?!\w)[»\"”]?", re.IGNORECASE), [
        (n, d) for _, n, d in wanted
    ]


@cache
def _issuers(lang: str) -> re.Pattern[str]:
    """Who gives an award, between its kind and its name."""
    return re.compile(
        rf"\s+(?:{either([row['words'] for row in rows(f'{lang}/award_issuers')])})(?=\s+[«\"“„])", re.IGNORECASE
    )


@cache
def _titles(lang: str) -> Cues[str]:
    return Cues((row["cue"], cue_pattern(row["cue"]), row["value"]) for row in rows(f"{lang}/award_titles"))


def find_awards(text: str, low: str, words: list[Word], lang: str) -> Iterator[Found]:
    """Every award of the text; an award that is only proposed is found too."""
    for word in words if lang != "en" else ():
        if kind := _kinds(lang).get(word.low):
            yield from _row(text, word.start, word.end, kind, lang)
    for start, after, title in _titles(lang).find(low, words):
        if text[start].islower() and _PRAISE.search(low[max(0, start - 12) : start]):
            continue  # «он настоящий герой России»
        if _NOT_GIVEN.search(low[max(0, start - _ASKED) : start]) or _is_parting(text, low, start, after):
            continue  # «вулиця Героїв України», «петиція про присвоєння звання Героя України»
        degree, end = _degree(text, after, lang, title)
        yield Found("award", title + degree, start, end, "awards/title", 0.92, attrs=_attrs(text, start))


def _is_parting(text: str, low: str, start: int, end: int) -> bool:
    """«Церемонія поховання Героя України відбудеться завтра»: praise of the dead man, where no name follows."""
    return (
        bool(_PARTING.search(low[max(0, start - 24) : start])) and not text[end : end + 2].strip(" ,«(")[:1].isupper()
    )


def _row(text: str, start: int, at: int, kind: str, lang: str) -> Iterator[Found]:
    """The awards that follow one kind word."""
    names, known = _names(lang, kind)
    for position in range(_MOST_IN_A_ROW):
        joined = _JOIN.match(text, at) if position else None
        if position and not joined:
            return
        begin = joined.end() if joined else at
        first_degree, after_degree = _degree(text, begin, lang)
        if not names.match(text, after_degree) and (issuer := _issuers(lang).match(text, begin)):
            begin = after_degree = issuer.end()  # «медалью Министерства обороны «За боевые отличия»»
        match = names.match(text, after_degree)
        if match and _FOR_DEEDS.match(text, match.end()):
            return  # «медалями за мужество, проявленное в бою»
        if match and not (match[0].strip()[:1] in _OPENING and _GOES_ON.match(text, match.end())):
            name, has_degrees = known[(match.lastindex or 1) - 1]
            degree, end = (
                _degree(text, match.end(), lang) if has_degrees and not first_degree else (first_degree, match.end())
            )
            value, rule = f"{kind} {name}{degree}", "awards/known"
        elif (quoted := _QUOTED.match(text, begin)) and (kind not in _OTHER_KINDS or _FOR.match(quoted["q"])):
            degree, end = _degree(text, quoted.end(), lang)
            name = quoted["q"].strip()
            value, rule = f"{kind} «{name[0].upper()}{name[1:]}»{degree}", "awards/quoted"
        else:
            return
        if _OF_UNIT.match(text, end):
            return  # «ордена Кутузова полк»
        yield Found("award", value, start if not position else begin, end, rule, 0.93, attrs=_attrs(text, start))
        at = end


def _degree(text: str, at: int, lang: str, title: str = "") -> tuple[str, int]:
    """« IV степени» and the place after it, or nothing; in an English text in the language of the title."""
    match = (_DEGREE_ENGLISH if lang == "en" else _DEGREE).match(text, at)
    if not match:
        return "", at
    said = match["d"]
    ukrainian = lang == "uk" or (lang == "en" and bool(_UKRAINIAN.search(title)))
    word = "ступеня" if ukrainian else "степени"
    if re.fullmatch("[IVІХ]+", said) and lang != "en":
        return f" {said} {word}", match.end()
    number = int(said[0]) if said[0].isdigit() else ordinals().get(fold(said), 0)
    roman = said if said[0] in "IV" else _ROMAN.get(number)
    if not roman:
        return "", at
    return f" {roman.replace('I', 'І') if lang == 'uk' else roman} {word}", match.end()


def _attrs(text: str, start: int) -> dict[str, str]:
    attrs = {}
    before = text[max(0, start - 60) : start]
    if count := re.search(r"(\w+)\s+$", before):
        number = cardinals().get(fold(count[1]))
        if number and number > 1:
            attrs["count"] = str(number)
    if _NAMED_FOR.search(before):
        attrs["named_for"] = "1"
    return attrs
