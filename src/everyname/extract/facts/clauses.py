"""Clauses that name their men by their place alone: brackets behind a name, a verb told once for several, an heir.

Invariant: an answer names persons of the same sentence; an empty one means that the clause does not decide.
"""

from __future__ import annotations

import re
from itertools import pairwise

from everyname.extract.roles.gapped import day_behind
from everyname.extract.roles.implied import ALL
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found

_ASIDE = frozenset(("official", "author", "kin"))
_BOTH = re.compile(r"(?<!\w)(?:оба|обе|both|обидва|обидві|обоє)(?!\w)", re.I)
_AND = re.compile(r" (?:и|та|і|й|and) ")
HONOURED = re.compile(r"(?<!\w)(?:в честь|в память|памяти|имени|имена|именами|улиц[аы]?|переул\w{2,3})(?!\w)")
_LIVED_IN = ("settlement", "region")
_BRACKETED = re.compile(r"[^\W\d_] \([^()\n]{3,40}\)")
_FROM = re.compile(r" (?:родом )?из (?:[^\W\d_]{1,10}\.? ){0,2}")
_AND_RANK = re.compile(r" и(?: [а-яё-]{3,}){0,3} ")
_POST = re.compile(r",[а-яё \d-]{3,60},? ")
_AND_DAY = re.compile(r"(?:-?го)? (?:и|та|і|й|and) ")
_TIE = re.compile(r" (?:[—–-] )?")
_TIE_OF_PLACE = re.compile(r" [—–-] (?:[^,.;:()\n]{0,30} )?(?:под|у|в|во|близ|около|возле|під|біля) ")
_ELLIPTIC = ("date", "age", "settlement")
_STOP = re.compile(r"[,;.:()\n]| [—–-] ")
_PARTED = re.compile(r"^(?:,| и| а| та) (?:\w+ )?$")
_PLURAL_NOUN = re.compile(
    r"(?:,| [—–-]) (?:сотрудник(?:и|ов|ами)|бойц(?:ы|ов|ами)|жител(?:и|ей|ями)|урожен(?:цы|цев|цами)|братья|служили|"
    r"выпускник(?:и|ов|ами)|военнослужащ(?:ие|их|ими)|вои(?:ны|нов|нами)|воїни|мешканці|вихідці)\b",
    re.I,
)
_PLURAL_VERB = re.compile(r"(?<!\w)[^\W\d_]{2,}(?:ли|лись|ны|ты)(?!\w)")
_CONTRASTED = re.compile(r"(?:, (?:а|но|при этом)|;) ")
_OF_EACH = re.compile(r"^[^\n.;]*?(?<!\w)(?:[^\W\d_]{2,}(?:ли|лись)(?!\w)|по \w)")  # «подписали контракт», «по 27»
_THEY_ALL = re.compile(r"(?<!\w)(?:все они|они все|все трое|все четверо|все пятеро|оба|обидва|усі вони)(?!\w)", re.I)
LED = re.compile(r"[^,;.:\n]{0,30} [—–-] [^,;.:\n]{0,30}")  # «…, в Светлограде — сержанта Котова»
_NATIVE = re.compile(r"(?<!\w)(?:урожен(?:ец|ка|ца|цем|цу)|жител(?:ь|я|ем|ю)|выход(?:ец|ца)) (?:из |с )?$", re.I)
_OF_HOME = ("home", "born")  # «загинув у Діброві уродженець Луцька – Мороз Юрій»
_LOOKED_AT = 12  # spans behind one that may part its enumeration
_NEAR = 12  # spans around one that may share its sentence
_LED = 32  # characters from a day to the name it leads
_HEIR = 60  # characters from an award to the name of who took it


def bracketed(scene: Scene, found: Found, before: Occurrence) -> tuple[int, ...]:
    """«… Балданова (погиб 27 ноября) и …»: what stands in brackets right behind a name is his alone.

    It is of two where it says so («(оба — Петровский район)») or where they share the surname.
    """
    opens = scene.text.rfind("(", before.end, found.start)
    if opens < 0 or scene.text[before.end : opens].strip() or ")" in scene.text[opens : found.start]:
        return ()
    one = _joined(scene, before)
    if one and (_BOTH.search(scene.text, opens, found.start) or not scene.text[one.start : one.end].count(" ")):
        return one.person, before.person
    if one and found.kind in _LIVED_IN and _BRACKETED.search(_rest(scene, one, before)):
        return one.person, before.person  # «Котов и Рябов (Балаковский район), Лапшин (Марксовский район)»
    return (before.person,)


def _rest(scene: Scene, one: Occurrence, other: Occurrence) -> str:
    """The sentence of two names, less what stands from the one to the other and the bracket behind."""
    part = scene.sentences[other.sentence]
    closed = scene.text.find(")", other.end)
    return scene.text[part.start : one.start] + scene.text[max(closed, other.end) + 1 : part.end]


def of_pair(scene: Scene, found: Found, before: Occurrence) -> tuple[int, ...]:
    """«А из Тумбы, Б из Надвоиц, В и Г из Петрозаводска»: the last two of a list where each other has his place."""
    one = _joined_by_rank(scene, before) if found.kind in _LIVED_IN else None
    if one is None or not _FROM.fullmatch(scene.text[before.end : found.start]):
        return ()
    begin = scene.sentences[before.sentence].start
    others = [o for o in scene.within(begin, one.start) if o.title not in _ASIDE]
    each = all(_FROM.match(scene.text, o.end) for o in others)
    return (one.person, before.person) if others and each else ()


def _joined_by_rank(scene: Scene, one: Occurrence) -> Occurrence | None:
    """The occurrence that «и», with a rank behind it, joins to the one."""
    other = scene.previous(one.start)
    return other if other and _AND_RANK.fullmatch(scene.text[other.end : one.start]) else None


def rank_ahead(scene: Scene, found: Found, before: Occurrence, after: Occurrence) -> bool:
    """«А и рядовой, гранатомётчик, Б»: a rank behind «и» is of the next."""
    left, right = scene.text[before.end : found.start], scene.text[found.end : after.start]
    return found.kind == "rank" and bool(_AND.fullmatch(left)) and bool(_POST.fullmatch(right))


def led(
    scene: Scene, found: Found, event: Claimed | None, before: Occurrence, after: Occurrence | None
) -> tuple[int, ...]:
    """«в понедельник прощались с А, сегодня с Б»: the second day leads the second man."""
    if event is None or after is None or found.kind != "date" or event.cue.end > before.start:
        return ()
    gap = scene.text[found.end : after.start]
    if len(gap) > _LED or _STOP.search(gap) or not _PARTED.search(scene.text[before.end : found.start]):
        return ()
    begin = scene.sentences[before.sentence].start
    at = scene.place_of(found)
    told = any(f.kind == "date" and begin <= f.start < before.start for f in scene.found[max(0, at - 6) : at])
    return (after.person,) if told else ()


def both(scene: Scene, found: Found, before: Occurrence) -> tuple[int, ...]:
    """«A, 47, and B, 52, both volunteers»: what «both» says is of the last two."""
    gap = scene.text[before.end : found.start]
    if not _BOTH.search(gap) or any(mark in gap for mark in ".;\n"):
        return ()
    members = [o for o in scene.members(before) if o.start <= before.start][-2:]
    return tuple(o.person for o in members) if len(members) > 1 else ()


def elliptic(scene: Scene, found: Found, event: Claimed | None, before: Occurrence) -> tuple[int, ...]:
    """«Кравчук погиб 3 сентября, Очиров и Пассар — 8-го»: a verb told once, with a day or place for each man."""
    if event is None or found.kind not in _ELLIPTIC or before.start < event.cue.end or before.title in _ASIDE:
        return ()
    gap = scene.text[before.end : found.start]
    behind_day = found.kind == "settlement" and _TIE_OF_PLACE.fullmatch(gap)
    if not (behind_day or _TIE.fullmatch(gap) or day_behind(scene, before.end)):
        return ()
    begin = scene.sentences[before.sentence].start
    at = scene.place_of(found)
    told = [f for f in scene.found[max(0, at - 6) : at] if f.kind == found.kind and begin <= f.start < before.start]
    if not told:
        return ()
    one = _joined(scene, before)
    return (one.person, before.person) if one and one.start > told[-1].end else (before.person,)


def shared_out(scene: Scene, found: Found, event: Claimed) -> tuple[int, ...]:
    """«А похоронили 10 марта, а Б — 12 марта»: where each name has its day behind it, a day is of those before it."""
    if found.kind != "date" or len(event.persons) < 2:
        return ()
    if one := _in_order(scene, found, event):
        return one
    part = scene.sentences[scene.lines.index(found.start)]
    at = scene.place_of(found)
    near = scene.found[max(0, at - _NEAR) : at + _NEAR]
    days = [f for f in near if f.kind == "date" and part.start <= f.start < part.end and f.attrs.get("cue") != "birth"]
    named = scene.within(part.start, part.end)
    bounds = [part.start, *(f.start for f in days), part.end]
    held = [[o for o in named if low <= o.start < high] for low, high in pairwise(bounds)]
    if len(days) < 2 or not held[0] or not held[1]:
        return ()
    before = held[days.index(found)] if found in days else []
    return tuple(dict.fromkeys(o.person for o in before if o.person in event.persons))


def _in_order(scene: Scene, found: Found, event: Claimed) -> tuple[int, ...]:
    """«22 та 23 березня загинули А та Б»: as many days as men, joined by «та», the first day is the first man's."""
    at = scene.place_of(found)
    for first in (at - 1, at):
        pair = scene.found[max(0, first) : first + 2]
        if len(pair) < 2 or any(f.kind != "date" for f in pair) or len(event.persons) != 2:
            continue
        if _AND_DAY.fullmatch(scene.text[pair[0].end : pair[1].start]):
            ordered = [o.person for o in scene.in_sentence(scene.lines.index(found.start)) if o.person in event.persons]
            whole = tuple(dict.fromkeys(ordered))
            return (whole[at - first],) if len(whole) == len(pair) else ()
    return ()


def of_heir(scene: Scene, found: Found, before: Occurrence | None, after: Occurrence | None) -> int | None:
    """«Орден Мужества получила Клавдия Егоровна, мать сержанта Симушина»: an award that kin took is the dead man's."""
    if before or not after or after.title not in ("kin", "") or after.start - found.end > _HEIR:
        return None
    kin = [t for t in scene.titles if t.kind == "kin" and after.end <= t.start <= after.end + 3]
    behind = scene.following(after.end)
    if not kin or behind is None or behind.sentence != after.sentence or behind.title in ("official", "author"):
        return None
    return behind.person


def of_native(scene: Scene, found: Found) -> bool:
    """«погибли кунгуряк А, уроженец Сахалинской области Б»: a region told of one man, not «уроженцы … области»."""
    low = max(0, found.start - _LED)
    return found.kind == "region" and bool(_NATIVE.search(scene.text, low, found.start))


def told_of_all(scene: Scene, found: Found, after: Occurrence) -> bool:
    """«Бойцы посмертно награждены орденами, а А ещё удостоен медали»: the first award is of them all."""
    part = scene.sentences[after.sentence]
    plural = _PLURAL_VERB.search(scene.text, part.start, found.start)
    return bool(plural and _CONTRASTED.search(scene.text, found.end, after.start))


def _joined(scene: Scene, one: Occurrence) -> Occurrence | None:
    """The occurrence that «и» joins to the one."""
    other = scene.previous(one.start)
    return other if other and _AND.fullmatch(scene.text[other.end : one.start]) else None


def speaks_of_all(scene: Scene, last: Occurrence, found: Found) -> bool:
    """Whether what stands behind the last of an enumeration is told of all of it: «оба», «подписали контракт»."""
    between = scene.text[last.end : found.start]
    if last.group >= 0 and found.kind in ("category", "age") and _OF_EACH.match(scene.text[last.end : found.end]):
        return True
    return bool(
        ALL.search(between) or _PLURAL_NOUN.search(between) or (last.group >= 0 and _PLURAL_VERB.search(between))
    )


def of_all_below(scene: Scene, found: Found) -> tuple[int, ...]:
    """«Все они воевали в составе ЧВК», told before anybody is named: of all that are named below."""
    part = scene.sentences[scene.lines.index(found.start)]
    if scene.previous(part.end) is not None or not _THEY_ALL.search(scene.text, part.start, found.start):
        return ()
    return tuple(dict.fromkeys(o.person for o in scene.occurrences if o.title not in _ASIDE))


def next_led(scene: Scene, found: Found) -> int | None:
    """Where the next date or place of the sentence begins that has men of its own («…, в Светлограде — сержанта Б»)."""
    if found.kind not in ("settlement", "date"):
        return None
    end = scene.sentences[scene.lines.index(found.start)].end
    at = scene.place_of(found)
    for other in scene.found[at + 1 : at + 1 + _LOOKED_AT]:
        home = found.attrs.get("cue") == "death" and other.attrs.get("cue") in _OF_HOME
        led = other.kind == found.kind and found.end < other.start < end and not home
        after = scene.following(other.end) if led else None
        if after and after.start < end and LED.fullmatch(scene.text[other.end : after.start]):
            return other.start
    return None


def only_after(scene: Scene, person: int, found: Found, limit: int) -> bool:
    """Whether the sentence of the span names the person behind the limit alone."""
    named = [o.start for o in scene.in_sentence(scene.lines.index(found.start)) if o.person == person]
    return bool(named) and min(named) > limit
