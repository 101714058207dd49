"""What a date is about, as far as its own clause tells: birth, death, burial, call-up, award.

Invariant: dates keep their place and value, except that a date without a year beside a burial cue takes the reading
nearest to the publication. A role is given only where the words leave no doubt; ``cue`` is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from everyname.domain.edtf import parse
from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found

_BORN_AFTER = re.compile(
    r"\s*(?:г\.?\s?р\b|г\.?\s?рожд|гр\b|года?\s+рожд|года?\s+р\b|р\.?\s?н\b|рок[уа]\s+народж|года?\s?р\.|births?\b|рожд|народж|р\.(?=\s*[,;)\n]|$))",
    re.IGNORECASE,
)
_BORN_BEFORE = re.compile(
    r"(?:\*|(?<!\w)(?:род(?:\.|ил(?:ся|ась))|рожд(?:\.|[её]н(?:а|ный)?)|дата\s+рождения|д\.\s?р\.|дн\.|народи(?:вся|лася)|нар\.|дата\s+народження|born(?:\s+on)?|b\.|dob|date\s+of\s+birth))[\s:–—-]*(?:в|у|in|on)?\s*$",
    re.IGNORECASE,
)
_DIED_BEFORE = re.compile(
    r"(?:[†✝]|(?<!\w)(?:пог(?:\.|иб(?:ла|ли|ший|шего|шему)?)|ум(?:\.|ер(?:ла)?)|скончал(?:ся|ась)|дата\s+(?:смерти|гибели|загибелі)|загину(?:в|ла|ли)|помер(?:ла)?|died(?:\s+on)?|killed(?:\s+on)?|d\.|dod|kia|fell(?:\s+on)?|date\s+of\s+death|passed\s+away(?:\s+on)?))[\s:–—-]*(?:в|у|in|on)?\s*$",
    re.IGNORECASE,
)
_BURIED_BEFORE = re.compile(
    r"(?<!\w)(?:похорон(?:ен[аы]?|ил[аи]?|ы|ят|им)|(?:с?хорон)(?:или|ят|им)|погреб(?:[её]н[аы]?|ли|ение)|"
    r"пох(?:овали|овала|ован(?:ий|о|а)|ороны)|(?:за|пере)хорон(?:ен[аы]?|или)|зах\.|пох\.|похор\.|упокоен[аы]?|"
    r"преда(?:н[аы]?|ли|дут|дим|ние|ния)\s+земле|(?:re)?buried(?:\s+on)?|interred(?:\s+on)?|burial|funeral|"
    r"laid\s+to\s+rest(?:\s+on)?)[\s:–—-]*(?:on)?\s*$",
    re.IGNORECASE,
)
_WAS_BURIED = re.compile(  # English tells by the verb that a burial is over
    r"(?<!\w)(?:(?:was|were|been) (?:(?:re)?buried|interred|cremated|laid to rest|held)|took place)"
    r"(?:(?! will )[^;\n]){0,60}$"
)
_SINCE = re.compile(r"(?<!\w)(?:с|со|до|от|по|з|із|від|since|(?<!lived )from|until|till|through) $", re.IGNORECASE)
_STAMP = re.compile(r"[\s,]*(?:(?:в )?\d{1,2}[:.]\d\d)?[ \t]*\n")
_CLOCK = re.compile(r"(?<![\d.:])[012]?\d:[0-5]\d(?![\d:])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PUBLISHED = re.compile(r"(?:публик|оприлюдн|обновл|оновл|добавл|додан|posted|published|updated)\w*\W{0,3}$", re.I)
_CREDIT = re.compile(
    r"(?: ?г\.| года)?[\s,|/•·-]*(?:\d\d:\d\d[\s,|/•·-]*)?"
    r"(?:источник|автор|фото|текст|рубрика|категория|просмотр|новости)\w*(?!\w)",
    re.I,
)
_FEW, _HEAD = 3, 4  # words beside the day of a post; lines in which it may stand
_DASH = re.compile(r"\s*(?:г\.?|года)?\s*[-–—‒]+\s*(?:[†✝]\s*)?")
_CITY = re.compile(r"[«\"]?[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐа-яёіїєґ .-]{2,30}, ")
_AGENCY = re.compile(
    r"\.? ?(?:[-–—/]{1,2} ?|\()"
    r"(?:РИА|ТАСС|ИА|АиФ|РБК|Интерфакс|Sputnik|Спутник|Регнум|REGNUM|NEWS|[А-ЯЁ][а-яё]+-[Ии]нформ)"
)
_WAR = r"(?:операци|вторжени|войн|СВО(?!\w))"
_WAR_BEGAN = re.compile(
    rf"(?: \d{{4}}(?:-го)?(?: года)?| года)?,? [^.;\n]{{0,40}}(?<!\w)нача(?:л|т)\w* [^.;\n]{{0,40}}{_WAR}", re.I
)
_BEGAN_ON = re.compile(rf"{_WAR}[^.;\n]{{0,50}}(?<!\w)нача(?:л(?!е )|т)\w* $", re.I)
_TOLD_ON = re.compile(
    r"(?<!\w)(?:сообщ|рассказ|заяв|объяв|напис|узна|извест|оповест)\w* о (?:гибели|смерти)(?: [^\W\d_]+){1,4} $", re.I
)
_AT = re.compile(r"(?: года)? (?:под|у|близ|возле|около|в районе|во время|при|в бою|на СВО|в ходе|в зоне)(?!\w)")
_FOR_US = re.compile(r",? за (?:нас|мир|родину|отечество|россию)(?!\w)", re.I)  # «сегодня за нас он пал в бою»
_PAST = ("birth", "death", "missing", "callup", "wound", "award")
_BIRTH_CUES = (None, "birth", "death", "burial", "missing", "callup")
_NO_SOLDIER_BORN = "2012"
_SOON = 21  # days
_YOUNGEST, _OLDEST = 15, 90


def with_roles(text: str, dates: list[Found], events: Events, published: date | None) -> Iterator[Found]:
    """The dates, in order, with role, cue and pair in their attrs."""
    pairs = _pairs(text, dates)
    for index, item in enumerate(dates):
        attrs = dict(item.attrs)
        role = attrs.get("role") or _role(text, item) or pairs.get(index)
        if index in pairs:
            attrs["pair"] = pairs[index]
        if cue := events.nearest(*_told_twice(text, dates, index), of_day=True):
            attrs["cue"], attrs["cue_distance"] = cue[1], str(cue[0])
            if cue[1] == "birth" and item.value[:4] > _NO_SOLDIER_BORN and attrs["year"] == "stated":
                del attrs["cue"], attrs["cue_distance"]  # «1990 г.р. (3.03.24)»
            role = None if cue[1] == "child" else role  # «дочь родилась 12 мая»
        forms = ("relative", "weekday") if text[item.start].isascii() else ("relative",)
        ahead = published and attrs.get("form") in forms and item.value > published.isoformat()
        if ahead and attrs.get("cue") in ("death", "fallen", "transport"):
            attrs["cue"] = "gathering"  # «тіло загиблого повернеться завтра»
        if role is None and (
            _WAR_BEGAN.match(text, item.end) or _BEGAN_ON.search(text, max(0, item.start - 90), item.start)
        ):
            attrs["cue"], attrs["cue_distance"] = "report", "0"
        if (
            role is None
            and _TOLD_ON.search(text, max(0, item.start - 90), item.start)
            and not _AT.match(text, item.end)
        ):
            attrs["cue"], attrs["cue_distance"] = "report", "0"  # «сообщил о гибели Лапшина 6 марта»
        if (
            attrs.get("form") == "relative"
            and attrs.get("cue") in ("death", "fallen")
            and _FOR_US.match(text, item.end)
        ):
            del attrs["cue"], attrs["cue_distance"]
        to_come = published is not None and max(item.value, attrs.get("nearest", "")) > published.isoformat()
        if role is None and index not in pairs and not to_come and _is_dateline(text, item, published):
            attrs["cue"], attrs["cue_distance"] = "report", "0"  # the day of the post itself
        if role is None and _only_birth_fits(text, item, published, attrs.get("cue")):
            role = "birth"
        if role:
            attrs["role"] = role
        if _SINCE.search(text, max(0, item.start - 8), item.start):
            attrs["since"] = "1"
        if "nearest" in attrs and _WAS_BURIED.search(text, max(0, item.start - 90), item.start):
            attrs["nearest"] = attrs["past"]
        yield _nearest_reading(replace(item, attrs=attrs), attrs, published)


def find_year_ranges(text: str, dates: list[Found]) -> Iterator[Found]:
    """Two years with a dash between that are no life («1941–1945», «2011–2015»): one interval."""
    for left, right in pairwise(dates):
        is_years = left.attrs["form"] == right.attrs["form"] == "year" and _DASH.fullmatch(text, left.end, right.start)
        if is_years and 0 < int(right.value) - int(left.value) < _YOUNGEST:
            value, attrs = f"{left.value}/{right.value}", {"form": "range", "year": "stated"}
            yield Found("date", value, left.start, right.end, "dates/range", 0.8, attrs=attrs)


def _role(text: str, item: Found) -> str | None:
    before = text[max(0, item.start - 30) : item.start]
    if _BORN_AFTER.match(text, item.end) or _BORN_BEFORE.search(before):
        return "birth"
    if _DIED_BEFORE.search(before):
        return "death"
    return "burial" if _BURIED_BEFORE.search(before) else None


def _told_twice(text: str, dates: list[Found], index: int) -> tuple[int, int]:
    """The stretch of a day; «сегодня, 2 сентября, пришло …» is one, and the comma behind parts it from nothing."""
    low, high = dates[index].start, dates[index].end
    near = dates[max(0, index - 1) : index + 2]
    for one, other in pairwise(near):
        if one.attrs["form"] == "relative" and text[one.end : other.start] == ", ":
            low, high = one.start, other.end + 2 * (text[other.end : other.end + 2] == ", ")
    return low, high


def _is_dateline(text: str, item: Found, published: date | None) -> bool:
    """Whether a day is that of the post: at its head, or alone in a line («10:12 22.02.2024 16+»)."""
    before = text[: item.start]
    if not before.strip() and _STAMP.match(text, item.end):
        return True
    if _CITY.fullmatch(before, before.rfind("\n") + 1) and _AGENCY.match(text, item.end):
        return True  # «МОСКВА, 8 сен - РИА Новости.»
    low, high = before.rfind("\n") + 1, text.find("\n", item.end)
    rest = before[low:] + " " + text[item.end : len(text) if high < 0 else high]
    if _PUBLISHED.search(before[low:]):
        return True
    if not before[low:].strip() and _CREDIT.match(text, item.end):
        return True  # «30 марта 2023, источник: Правда»
    today = published is not None and item.value == published.isoformat()
    timed = bool(_CLOCK.search(rest))
    if not (timed or today):
        return False
    words = len(_WORD.findall(_CLOCK.sub("", rest)))
    return not words or (timed and today and words <= _FEW and before.count("\n") < _HEAD)


def _pairs(text: str, dates: list[Found]) -> dict[int, str]:
    """Indexes of dates that stand as «birth – death»: a dash between, both with years, a soldier's age apart."""
    pairs = {}
    for index, (left, right) in enumerate(pairwise(dates)):
        if _DASH.fullmatch(text, left.end, right.start) and "stated" == left.attrs.get("year") == right.attrs.get(
            "year"
        ):
            years = int(right.value[:4]) - int(left.value[:4])
            if _YOUNGEST <= years <= _OLDEST:
                pairs[index], pairs[index + 1] = "birth", "death"
    return pairs


def _only_birth_fits(text: str, item: Found, published: date | None, cue: str | None) -> bool:
    """A day, or a year alone in brackets, that lies a soldier's age before the publication and has no other cue."""
    bracketed = text[item.start - 1 : item.start] == "(" and text[item.end : item.end + 1] == ")"
    is_whole = item.attrs["form"] == "numeric" and item.attrs["year"] == "stated"
    is_whole = is_whole or (bracketed and item.attrs["form"] == "words" and item.attrs["year"] == "stated")
    if not published or not (is_whole or (bracketed and item.attrs["form"] == "year")):
        return False
    born = parse(item.value).earliest
    is_old = born is not None and _YOUNGEST <= published.year - born.year <= _OLDEST
    return is_old and (bracketed or cue in _BIRTH_CUES)


def _nearest_reading(item: Found, attrs: dict[str, str], published: date | None) -> Found:
    about = attrs.get("role") or attrs.get("cue")
    if "nearest" in attrs and (
        about in ("burial", "gathering") or (about not in _PAST and _is_soon(attrs["nearest"], published))
    ):
        return replace(item, value=attrs["nearest"])
    return item


def _is_soon(day: str, published: date | None) -> bool:
    """Whether a day lies ahead of the publication, but not far: a farewell announced."""
    return published is not None and 0 < (date.fromisoformat(day) - published).days <= _SOON
