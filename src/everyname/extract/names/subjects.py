"""A woman in the nominative whose name looks like a man's genitive: «рассказала Евгения К.», «Евгения К. погибла».

Invariant: only the verb decides; where no verb of the feminine stands by, the reading is left as it was.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from everyname.extract.names.lexicon import fold
from everyname.extract.names.paradigms import surname_forms
from everyname.extract.names.parts import analyser, given_readings
from everyname.extract.names.unlisted import Mention

_SAID = re.compile(  # verbs that take no person for their object
    r"(?<!\w)(?:рассказ|сказ|сообщ|подтверд|заяв|отмет|напис|поясн|уточн|добав|комментиров|призн|говор|ответ|объясн|"
    r"опубликов|обратил|выступ|вспомин|подчеркн|подел|вспомн|рассказыва|повідом|розпов|підтверд|зазнач|дода|наголос|"
    r"відпов|поділ|каза|оприлюдн|зверну|згада)[а-яіїєґ]*ла(?:сь|ся)?(?!\w)",
    re.I,
)
_REACH = 80
_GOVERNS = re.compile(r"(?<!\w)(?:об?|про|для|от|у|из|с|со|від|з|із|для|та|и|что|що)(?= )|[.!?](?=\s)|[;:\n(]", re.I)
_KIN = re.compile(
    r"(?<!\w)(?:мать|мама|матушка|сестра|вдова|жена|супруга|подруга|дочь|дочка|бабушка|т[её]тя|т[её]ща|невеста|крестная|"
    r"племянница|внучка|свекровь|семья|родня|мати|матір|дружина|донька|бабуся|тітка|наречена|родина|удова)\w* $",
    re.I,
)
_AFTER = re.compile(r" (?:[а-яёіїєґ]+(?:о|е|но) )?([а-яёіїєґ]{2,}ла(?:сь|ся)?)(?!\w)(?! [А-ЯЁІЇЄҐ])")
_OPENS = re.compile(r"(?:^|[.!?…:\n«\"“(]|[—–-] )\s?$")
_LAST = re.compile(r"(?<![\w-])([^\W\d_][а-яёіїєґ-]{2,}) $")


def of_women(text: str, found: list[Mention], lang: str) -> list[Mention]:
    """The mentions with such names read as women's where a verb tells so."""
    return found if lang == "en" else [_as_woman(text, mention, lang) for mention in found]


def _as_woman(text: str, mention: Mention, lang: str) -> Mention:
    if mention.sex != "m" or "n" in mention.cases or mention.patronymic or not mention.is_full:
        return mention
    words = text[mention.start : mention.end].split()
    if len(words) != 2:
        return mention
    for given, surname in (words, words[::-1]):
        hers = next((r for r in given_readings(given) if r.sex == "f" and "n" in r.cases), None)
        family = next((b for b, c, w in surname_forms(fold(surname), "f", lang) if "n" in c and w > 1.0), None)
        if hers and family and _is_subject(text, mention, lang):
            return replace(mention, given=hers.base, surname=surname, sex="f", cases="n")
    return mention


def _is_subject(text: str, mention: Mention, lang: str) -> bool:
    before = text[max(0, mention.start - _REACH) : mention.start]
    if _KIN.search(before):
        return False  # «мать Евгения К. рассказала»
    last = _LAST.search(before)
    opens = _OPENS.search(before) is not None
    if (opens or (last and _is_she(last[1], lang))) and _AFTER.match(text, mention.end):
        return True
    said = [verb.end() for verb in _SAID.finditer(before)]
    return bool(said) and not _GOVERNS.search(before, said[-1])


@lru_cache(maxsize=4096)
def _is_she(word: str, lang: str) -> bool:
    """Whether a word before a name may be of the same person, in the nominative: «медсестра», «депутат», «рядовая»."""
    parses = analyser("uk" if lang == "uk" else "ru").parse(word.lower())
    person = any(p.is_known and {"NOUN", "anim", "sing", "nomn"} <= p.tag.grammemes for p in parses)
    return person or word.endswith(("ая", "яя"))
