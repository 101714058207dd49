"""Values told in turn of men named together: «первый 6 марта, второй 9-го», «6 и 9 марта соответственно».

Invariant: a turn is taken only where it is said, or where there are as many values as men.
"""

from __future__ import annotations

import re

from everyname.extract.facts.beside import EVENTS
from everyname.extract.names.parts import surname_score
from everyname.extract.roles.gapped import GAP_DASH, day_behind
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found

_TURN = re.compile(
    r"(?<!\w)(?:(?P<n1>перв(?:ый|ого|ому|ая|ой|ую)|перш(?:ий|ого|ому))"
    r"|(?P<n2>втор(?:ой|ого|ому|ая|ую)|друг(?:ой|ого|ому|ий))"
    r"|(?P<n3>трет(?:ий|ьего|ьему|ья|ьей))) (?:[—–-] )?(?:[^\W\d_]+ ){0,2}$",
    re.I,
)
_EACH = re.compile(r"(?<!\w)(?:соответственно|відповідно|respectively)(?!\w)", re.I)
_SURNAME = re.compile(r" (?!(?:Збройних|Вооруж[её]нных) [Сс]ил)([А-ЯЁ][а-яё]{3,})")
_LIKE_SURNAME = 1.2
_KINDS = ("date", "age", "settlement", "rank")
_REACH = 36  # characters from «первый» to its value
_TO_WORD = 60  # characters from a value to «соответственно»
_NEAR = 8  # spans around one that may share its sentence


def in_turn(scene: Scene, found: Found, event: Claimed | None, before: Occurrence) -> tuple[int, ...]:
    """The one whose turn a value is; nobody where no turn is told."""
    if found.kind not in _KINDS:
        return ()
    men = list(dict.fromkeys(o.person for o in scene.members(before)))
    if len(men) < 2 and event is not None:
        men = list(event.persons)
    if len(men) < 2:
        return ()
    turn = _turn(scene, found)
    if turn is None:
        turn = _respective(scene, found, len(men))
    return (men[turn],) if turn is not None and turn < len(men) else ()


def _turn(scene: Scene, found: Found) -> int | None:
    match = _TURN.search(scene.text, max(0, found.start - _REACH), found.start)
    told = next((n for n in (1, 2, 3) if match and match[f"n{n}"]), None)
    return told - 1 if told else None


def _respective(scene: Scene, found: Found, men: int) -> int | None:
    part = scene.sentences[scene.lines.index(found.start)]
    word = _EACH.search(scene.text, found.end, min(part.end, found.end + _TO_WORD))
    if word is None:
        return None
    near = scene.spans_within(max(part.start, found.start - _TO_WORD), word.start())
    alike = [f for f in near if f.kind == found.kind][-men:]
    return alike.index(found) if len(alike) == men and found in alike else None


def without_gapped(scene: Scene, found: Found, before: Occurrence | None, persons: tuple[int, ...]) -> tuple[int, ...]:
    """«А погиб в январе под Авдеевкой, Б — в феврале»: what is told of the first alone."""
    if before is None or len(persons) < 2 or before.person not in persons:
        return persons
    part = scene.sentences[before.sentence]
    later = [o for o in scene.within(found.end, part.end) if o.person in persons]
    gone = {o.person for o in later if _has_own(scene, o, part.end)}
    return tuple(p for p in persons if p not in gone or p == before.person)


def _has_own(scene: Scene, one: Occurrence, end: int) -> bool:
    """Whether a day of his own follows a name behind a dash."""
    if day_behind(scene, one.end):
        return True
    gap = GAP_DASH.match(scene.text, one.end)
    near = scene.spans_within(one.end, min(end, one.end + _REACH)) if gap else []
    return any(f.kind == "date" for f in near[:2])


def of_unnamed(scene: Scene, found: Found) -> bool:
    """«сослуживец, сержант Котов»: a rank before a surname that stands alone is that man's."""
    name = _SURNAME.match(scene.text, found.end)
    after = scene.following(found.end)
    if name is None or (after and after.start <= name.start(1)):
        return False
    known = {p.surname[:3] for p in scene.persons}
    return name[1][:3] not in known and surname_score(name[1]) >= _LIKE_SURNAME


def rank_above(scene: Scene, found: Found) -> Occurrence | None:
    """The name at the head of the line below one that is a rank and no more."""
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    head, tail = scene.text[part.start : found.start], scene.text[found.end : part.end]
    after = scene.following(found.end)
    if after and scene.lang == "en" and scene.text[found.end : after.start] == ". ":
        return after  # «Gen. Mark Millen»
    if not part.first or any(map(str.isalpha, head)) or tail.strip(" .,:") != "\n" or after is None:
        return None
    before = scene.previous(found.start)
    if before and _bare(scene.text[before.end : found.start]):
        higher = [f for f in scene.found[: scene.place_of(found)] if f.kind == "rank" and f.end <= before.start]
        if not higher or not _bare(scene.text[higher[-1].end : before.start]):
            return None  # «Лапшин Андрей / ефрейтор / Котов Роман / сержант»
    lead = scene.text[part.end : after.start]
    return after if _bare(lead) else None


def _bare(gap: str) -> bool:
    """Whether a stretch has no word."""
    return not any(map(str.isalpha, gap))


def of_line(scene: Scene, found: Found, event: Claimed | None, before: Occurrence) -> tuple[int, ...]:
    """«Без привязки: Сорокин Ф., ЧВК, прощались 20 февраля»: a farewell claimed by others is of whom its line names."""
    if event is None or found.kind != "date" or event.direct or event.cue.kind not in EVENTS["burial"]:
        return ()
    here = {o.person for o in scene.in_sentence(scene.lines.index(found.start))}
    part = scene.sentences[scene.lines.index(found.start)]
    return (before.person,) if part.first and here == {before.person} and before.person not in event.persons else ()
