"""Event words of a text and the clause each place of the text lies in.

Invariant: positions are those of the text; a clause ends at a full stop that ends no abbreviation, or at a line end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from everyname.extract.spans.cues import Cues, stem_pattern
from everyname.extract.spans.lexicon import LANGUAGES, Word, fold, rows
from everyname.extract.spans.regions import front_regions

_CLAUSE_END = re.compile(r"[.!?…;](?=\s|$)|\n")
_SHORT_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]{1,2}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$")
_OF = re.compile(
    r"(?<!\w)(?:от|від|of|from|[ву]наслідок|вследствие|[ву] результаті|в результате) (?:[^\W\d_]+ ){0,2}$",
    re.IGNORECASE,
)
_BORN_THERE = re.compile(r",? (?:звідки|откуда) (?:[^\W\d_]+ ){0,2}родом(?!\w)")
_AFTERWARDS = (" after ", " following ")
_NEWS_AHEAD = re.compile(r",? (?:it|reports?|news|word|details)(?: (?:was|has|had|have|were|later|then|first|been))* $")
_JOINED = re.compile(r" (?:and|и|та|й|і) (?:[^\W\d_]+ ){0,2}$")  # another verb follows
_REACH = 90
_NEWS_REACH = 36
_NEWS_OF = re.compile(
    r"(?:confirm|announc|report|acknowledg|learn|told|inform|notifi|hear|verif)\w*(?: of| about)? "
    r"(?:his|her|their|(?:the )?(?:[\w-]+ ){0,2}[\w-]+'s) $|"
    r"(?<!\w)(?:сообщени|вест[ьи]|новост|повідомленн|звістк)\w* (?:об?|про) (?:его |ее |його |її )?$"
)
_NEWS_BETWEEN = re.compile(
    r"(?<!\w)(?:сообщ|извест|рассказ|подтверд|скорб|соболезн|узна[лю]|проинформ|опублик|объяв|заяв|напис|оповест|"
    r"повідом|розпов|підтверд)"
)
_COMMA_PENALTY = 15
_REPORTED = 12  # characters between a verb of news and its day
_AFTER_PENALTY = 12  # a word before governs rather than one after
_ATTRIBUTE = _AFTER_PENALTY + 1  # «3 марта погибшего»: with nothing between
_FATAL = re.compile(r"смертельн|несовместим|не совместим|несумісн|не сумісн")
_FATAL_WOUND = re.compile(r" получил\w* [^.;\n]{0,40}?(?:смертельн|несовместим|не совместим)", re.I)
TO_FALLEN = re.compile(  # «загиблому воїну в Полтаві відкрили дошку», «загиблий воїн, сьогодні …»: what is done now
    r"[^\W\d_]+(?:им|ым|ому|ему) (?!(?:у|в|на|під|под|біля|при|за|від) )[^\W\d_]+(?:,? [^\W\d_]+){0,4}[, ]|"
    r"[^\W\d_]+(?:лий|ший) [^\W\d_]+(?: [^\W\d_]+)?, "
)
_ENDING = 4  # letters of «-шего»: the distance is from the stem
_ANCHORS = ("callup", "award", "life", "transport", "death")
_AFTER = re.compile(r"(?<!\w)(?:после|до|перед|накануне) (?:\w+ ){0,2}$")
_OF_DAYS = ("report", "life", "child", "site")
_PARTING = re.compile(r"[,:;()]| [—–-] ")


class Events:
    """The event words of one text, ready to be asked for the nearest."""

    def __init__(self, text: str, low: str, words: list[Word]) -> None:
        self._cues = list(_cues().find(low, words))
        self._low = low
        self._ends = [m.start() for m in _CLAUSE_END.finditer(text) if not _is_abbreviation(text, m.start())]

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around a position begins and ends (the end may lie past the text)."""
        index = bisect_right(self._ends, at)
        low = self._ends[index - 1] if index else 0
        return low, self._ends[index] if index < len(self._ends) else 1 << 30

    def before(self, at: int, most: int = 48) -> str:
        """The folded characters right before a position."""
        return self._low[max(0, at - most) : at]

    def in_front_region(self, end: int) -> bool:
        """«у с. Діброва Луганської області»: whether a place is told to be in a region of this war."""
        return bool(_front_region().match(self._low, end))

    def born_there(self, end: int) -> bool:
        """«Поховали бійця у Дичкові, звідки він родом»."""
        return bool(_BORN_THERE.match(self._low, end))

    def nearest(self, start: int, end: int, *, of_day: bool = False) -> tuple[int, str] | None:
        """The nearest event word of the same clause and its distance in characters; news have a day, but no place."""
        low, high = self.clause(start)
        at = bisect_right(self._cues, (start,))
        best: tuple[int, str] | None = None
        for cue_start, cue_end, event in self._cues[max(0, at - 4) : at + 4]:
            ahead = cue_start >= end
            between = (end, cue_start) if ahead else (cue_end, start)
            distance = between[1] - between[0] + _AFTER_PENALTY * ahead
            if event == "fallen" and not ahead:
                distance += _ENDING
            if 0 <= distance <= _REACH:
                distance += _COMMA_PENALTY * (self._low.count(",", *between) + self._low.count(": ", *between))
            inside = low <= cue_start and cue_end <= high + 1
            if not (inside and 0 <= distance <= _REACH and (best is None or distance < best[0])):
                continue
            if ahead and self._low.startswith(_AFTERWARDS, end):
                continue  # «were buried on Tuesday after being killed in action»
            if ahead and _JOINED.search(self._low, max(end, cue_start - 24), cue_start):
                continue  # «left in 2008 and both were killed»
            if event == "none":
                continue  # «while evacuating the wounded»
            opens_news = of_day and ahead and event == "report" and bool(_NEWS_AHEAD.fullmatch(self._low, *between))
            of_verb = event == "report" and self._low[cue_start].isascii() and not opens_news
            if of_verb and (ahead or distance > _REPORTED):
                continue  # «officials said on Monday», not «who, he said, was hit by a drone on July 14»
            if event == "death" and not ahead and self._is_news_of(distance, cue_start):
                event = "report"  # «Nairobi acknowledged his death last Thursday»
            if event == "fallen" and ahead and distance > _ATTRIBUTE:
                continue  # «в Юрьянском районе семьям погибших»: where they are named, not where they fell
            if event == "fallen" and not ahead and TO_FALLEN.match(self._low, cue_start, start):
                continue
            if event == "death" and ahead and not of_day and _NEWS_BETWEEN.search(self._low, *between):
                continue  # «в Балакове сообщили о гибели …»: where it was told, not where he died
            if not ahead and self._in_closed_bracket(cue_start, start):
                continue  # «с А (погиб 1 марта) — завтра в 12»
            if event in _ANCHORS and ahead is False and self._only_after(cue_start, between):
                continue  # «через месяц после подписания контракта, 1 марта»
            if (
                event in _OF_DAYS
                and not opens_news
                and (not of_day or event == "site" or _PARTING.search(self._low, *between))
            ):
                continue  # «сообщили, что 3 марта погиб …»; «у памятника» is an address
            best = distance, "death" if event == "fallen" or self._is_cause(event, cue_start) else event
        return best

    def _in_closed_bracket(self, cue_start: int, start: int) -> bool:
        opens = self._low.rfind("(", max(0, cue_start - _REACH), cue_start)
        closes = self._low.find(")", cue_start, start)
        return opens >= 0 and closes >= 0 and self._low.find(")", opens, cue_start) < 0

    def _only_after(self, cue_start: int, between: tuple[int, int]) -> bool:
        """Whether a word is only what a time is counted from, and a comma parts it from the day."""
        return "," in self._low[slice(*between)] and bool(_AFTER.search(self._low, max(0, cue_start - 30), cue_start))

    def _is_news_of(self, distance: int, at: int) -> bool:
        """Whether a death right before is itself the object of a verb of news."""
        low = max(0, at - _NEWS_REACH)
        return distance <= _NEWS_REACH and bool(_NEWS_OF.search(self._low[low:at]))

    def _is_cause(self, event: str, at: int) -> bool:
        if event != "wound":
            return False
        return died_of(self._low, at) or bool(_FATAL.search(self._low, *self.clause(at)))


def fatal(text: str, at: int) -> bool:
    """Whether wounds told of behind a place are deadly ones: «получил ранения, несовместимые с жизнью»."""
    return bool(_FATAL_WOUND.match(text, at))


def died_of(low: str, at: int) -> bool:
    """«умер от осколочных ранений 21 сентября»: whether a wound is one that he died of."""
    return bool(_OF.search(low, max(0, at - 28), at))


@cache
def _front_region() -> re.Pattern[str]:
    """The regions of this war, in the genitive behind a place, with or without its district."""
    stems = "|".join(sorted({fold(name).split()[0].rstrip("ая") for name in front_regions()}))
    return re.compile(
        rf",? (?:[^\W\d_-]+(?:ського|цького|ского|цкого) (?:району|р-ну|района|р-на),? )?(?:(?:{stems})[оі][їй] обл|"
        r"(?:на территории |в )?(?:[дл]нр(?!\w)|(?:донецк|луганск)ой народной республик))"
    )


@cache
def _cues() -> Cues[str]:
    found = {row["stem"]: row["event"] for lang in LANGUAGES for row in rows(f"{lang}/event_cues")}
    return Cues((stem, stem_pattern(stem), event) for stem, event in found.items())


def _is_abbreviation(text: str, at: int) -> bool:
    """Whether the full stop at ``at`` ends a short word, as in «г. Орск» and «12.03.1990 г. р.»."""
    return text[at] == "." and bool(_SHORT_WORD.search(text[max(0, at - 6) : at]))
