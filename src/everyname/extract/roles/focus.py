"""Whom a stretch speaks of that names nobody: the man in the foreground, the men of a list, the one counted.

Invariant: the answer depends on structure alone, and never passes over an official, an author or kin to one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.items import LEAD_MOST, LIST, in_list, item_heads
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.reach import subject_before
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.tokens import Sentence

ASIDE = frozenset(("kin", "official", "author"))
_COUNTING = ("перв", "втор", "трет", "перш", "друг", "трет", "the first", "the second", "the third")
_RANKED = re.compile(r"(?<!\w)(?:младш|старш|средн|молодш|середн)\w+ (?:\w+ )?$")  # «младшего похоронили»: another one
_QUANTITIES = ((2, ("об", "двое", "both")), (3, ("трое", "троих")), (4, ("четвер",)), (5, ("пятер",)))
_NUMBERS = ((2, ("two", "дв")), (3, ("three", "тр")), (4, ("four", "чет", "чот")), (5, ("five", "пят", "п'ят")))
_ANNOUNCED = re.compile(
    r"(?<!\w)(?:two|three|four|five|двое|двоих|дв[уо]м|двумя|двух|двоими|трое|троих|тр[её]х|тр[её]м|тремя|троими|"
    r"четверо|четверых|четыр[её]х|четырьмя|пятеро|пятерых|пятью|"
    r"двоє|двох|двома|троє|трьох|трьом|трьома|четверо|чотирьох|чотирма|п'ятеро|п'ятьох|п'ятьма)(?!\w)",
    re.I,
)
_THEIR = re.compile(r"(?<!\w)(?:его|её|ее|их) $", re.I)
_COUNTED_GAP = 24
_BACK = 1500  # characters that a focus reaches
_PRESENTED = frozenset(("died", "fallen"))
_MANY = ("ших", "шим", "шими", "шие", "тых", "ли")
_INTRODUCES = re.compile(
    r"[«\"—–\s-]*(?:(?:это|среди них|в их числе|ими стали|их имена|вот их имена|имена героев|це|серед них)"
    r"(?: [а-яё]+(?: [А-ЯЁ]?[а-яё]+)?)?(?: ?[:—–-])? )?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """Persons whom the text has told dead, or alive, beside their names."""

    dead: frozenset[int] = frozenset()
    living: frozenset[int] = frozenset()


NOTHING = Told()


def focus(
    scene: Scene,
    position: int,
    many: bool,
    sex: str = "",
    told: Told = NOTHING,
    count: int = 0,
    of_object: bool = False,
) -> tuple[int, ...]:
    """Whom a stretch speaks of that names nobody: the last one in the foreground, or the first after it.

    One told dead before another, never one told alive while there is another, then one who does nothing of his own;
    with ``many`` the last enumeration, of ``count`` names where that is known («оба»).
    """
    part = scene.sentences[scene.lines.index(position)]
    if counted := _counted(scene, part, position):
        return counted
    if _RANKED.search(scene.text, max(part.start, position - _COUNTED_GAP), position):
        return ()
    around = scene.within(position - _BACK, position + _BACK)
    here = [o for o in around if scene.sentences[o.sentence].line == part.line and in_front(scene, o, sex)]
    before = [o for o in here if o.start < position]
    ahead_here = [o for o in here if o.person not in told.living and not o.does]
    headed = sex and scene.lang != "en" and scene.text.endswith("\n", 0, position) and scene.in_line(part.line - 1)
    if not before and ahead_here and not headed and not _continues(scene, part.line):
        return _announced(scene, position, ahead_here[0], sex) or _chosen(scene, ahead_here[0], many, ahead_here)
    earlier = before if before and in_list(scene, part.line) else _earlier(scene, position)
    chain = [o for o in earlier if in_front(scene, o, sex) or _kin_told_dead(scene, o, told)]
    if all(o.person in told.living for o in chain):
        chain = [
            o for o in earlier if _kin_spoken_of(o)
        ] or chain  # «Софія згадує батька Андрія К.: … Його життя обірвалося»
    unsaid = [o for o in chain if o.person not in told.living]
    later = ahead(scene, position, sex) if not unsaid else ()
    if chain and not set(later) - told.living:
        everybody = chain
        chain = [o for o in chain if o.person in told.dead] or [o for o in unsaid if not o.does] or unsaid or chain
        alone = not any(o.sentence == scene.lines.index(position) for o in chain)
        enumerated = (alone and _rolled(scene, chain, count)) or _enumerated(scene, chain, count) if many else ()
        enumerated = enumerated or (_enumerated(scene, everybody, count) if count else ())
        known = many or of_object or chain[-1].person in told.dead
        last = chain[-1] if known else subject_before(scene, chain[-1], unsaid)
        return enumerated or _chosen(scene, last, many, chain)
    found = tuple(p for p in later if p not in told.living)
    return found or _only_kin(scene, earlier, sex, told)


def _only_kin(scene: Scene, earlier: list[Occurrence], sex: str, told: Told) -> tuple[int, ...]:
    """«Её муж, Виктор Т., подписал контракт. В извещении: погиб»: kin, where nobody else is told of."""
    kin = [o for o in earlier if o.title == "kin" and _THEIR.search(scene.text, max(0, o.title_at - 6), o.title_at)]
    persons = {o.person for o in kin if scene.persons[o.person].surname and scene.persons[o.person].sex == sex != ""}
    spoken = scene.lang == "en" or any(in_front(scene, o, sex) for o in earlier)
    return () if spoken or len(persons) != 1 else tuple(persons - told.living)


def _counted(scene: Scene, part: Sentence, position: int) -> tuple[int, ...]:
    """«Первый погиб …, второй …»: the man of that place in the enumeration told before."""
    low = part.start
    clause = scene.text[max(low, scene.text.rfind(",", low, position) + 1) : position].strip(' «"—–-').lower()
    number = next((n % 3 for n, word in enumerate(_COUNTING) if clause.startswith(word)), None)
    if number is None or len(clause) > _COUNTED_GAP:
        return ()
    earlier = [o for o in _earlier(scene, low) if in_front(scene, o, "")]
    told = list(dict.fromkeys(o.person for o in earlier if earlier and o.sentence == earlier[-1].sentence))
    return (told[number],) if 1 < len(told) > number else ()


def _kin_spoken_of(occurrence: Occurrence) -> bool:
    """Kin in an oblique case («мужа сестры, Ивана») may be whom a text is about; kin in the nominative acts."""
    return occurrence.title == "kin" and "n" not in occurrence.cases


def _kin_told_dead(scene: Scene, occurrence: Occurrence, told: Told) -> bool:
    """«Соболезнуем Л. по поводу гибели сына Кузьмина Евгения», «Её сын Олег умер от ран»: kin, yet the one who died."""
    if occurrence.title != "kin" or occurrence.person not in told.dead:
        return False
    return "n" in occurrence.cases or bool(scene.persons[occurrence.person].surname)


def in_front(scene: Scene, occurrence: Occurrence, sex: str) -> bool:
    if (
        occurrence.title in ASIDE
        or _eponym(scene, occurrence)
        or (occurrence.title in ("", "comrade") and occurrence.person in scene.officials)
    ):
        return False
    bearer = scene.persons[occurrence.person]
    if occurrence.title == "namesake" and (bearer.given.endswith(".") or not bearer.surname):
        return False  # «в школе им. А.М. Карпова», «университет имени Петра I»
    known = scene.persons[occurrence.person].sex
    return not (sex and known and sex != known)


def _eponym(scene: Scene, occurrence: Occurrence) -> bool:
    """«Госпиталь имени Н. Н. Бурденко»: with initials nobody is named who dies now."""
    return occurrence.title == "namesake" and scene.persons[occurrence.person].given.endswith(".")


def ahead(scene: Scene, position: int, sex: str = "") -> tuple[int, ...]:
    """The persons a heading is about: every item of the list below it, or the names of the next sentence."""
    after = scene.following(position)
    if after is None:
        return ()
    heads = item_heads(scene, scene.sentences[after.sentence].line)
    if len(heads) > 1:
        return tuple(p for p in heads if not sex or scene.persons[p].sex in ("", sex))
    if announced := _announced(scene, position, after, sex):
        return announced
    named = [o for o in scene.in_sentence(after.sentence) if in_front(scene, o, sex) and not o.does]
    if scene.lang == "en":
        owned = [o for o in named if scene.text.startswith(("'s ", "’s "), o.end)]
        named = [o for o in named if o not in owned] or owned  # «after Putin's decision»
    return tuple(dict.fromkeys(o.person for o in named))


def _announced(scene: Scene, position: int, after: Occurrence, sex: str) -> tuple[int, ...]:
    """«Two reservists were killed. A, 41, taught … B, 26, drove …»: as many as were announced, a sentence each."""
    sentence = scene.lines.index(position)
    if any(o.title not in ASIDE for o in scene.in_sentence(sentence)):
        return ()
    part = scene.sentences[sentence]
    told = _ANNOUNCED.search(scene.text, part.start, part.end)
    if told is None:
        return ()
    wanted = next(n for n, starts in _NUMBERS if told[0].casefold().startswith(starts))
    found: list[int] = []
    for number in range(after.sentence, min(after.sentence + wanted, len(scene.sentences))):
        leading = [o for o in scene.in_sentence(number) if in_front(scene, o, sex)]
        if not leading or leading[0].start - scene.sentences[number].start > LEAD_MOST:
            break
        found.append(leading[0].person)
    return tuple(dict.fromkeys(found)) if len(set(found)) == wanted else ()


def presented(scene: Scene, cue: Cue) -> tuple[int, ...]:
    """«Увековечили память троих погибших. Это А, Б и В», «… погибшим. А. Б. В.»: named next, and no more."""
    number = scene.lines.index(cue.start)
    if cue.kind not in _PRESENTED or not cue.text.split()[0].endswith(_MANY) or scene.names_somebody(number):
        return ()
    persons: list[int] = []
    for at in range(number + 1, min(number + LIST * LIST, len(scene.sentences))):
        here, part = scene.in_sentence(at), scene.sentences[at]
        lead = scene.text[part.start : here[0].start] if here else ""
        if not here or any(o.title in ASIDE or "n" not in o.cases for o in here) or not _INTRODUCES.fullmatch(lead):
            break
        bare = not scene.text[here[0].end : part.end].strip(" .!\n")
        if not bare and (lead.strip(" «—–-") == "" or persons):
            break
        persons.extend(o.person for o in here)
        if not bare:
            break
    return tuple(dict.fromkeys(persons))


def _continues(scene: Scene, line: int) -> bool:
    """Whether a line goes on with the story of the line before: plain prose does, items of a list do not."""
    return not scene.in_line(line - 1) and not scene.in_line(line + 1)


def _earlier(scene: Scene, position: int) -> list[Occurrence]:
    low = max(0, position - _BACK)
    return scene.within(low, position)


def counted(word: str) -> int:
    """How many a word for all of them speaks of; 0 where it does not say."""
    return next((n for n, starts in _QUANTITIES if word.casefold().startswith(starts)), 0)


def rolled(scene: Scene, position: int, person: int) -> tuple[int, ...]:
    """The row of sentences without a verb, a man each, that ends with him and right before a word."""
    chain = [o for o in _earlier(scene, position) if in_front(scene, o, "")]
    if not chain or chain[-1].sentence < scene.lines.index(position) - 1:
        return ()
    row = _rolled(scene, chain, 0)
    return row if person in row else ()


def _rolled(scene: Scene, chain: list[Occurrence], count: int) -> tuple[int, ...]:
    """«Рядовой А, 20 лет. Ефрейтор Б, 24 года. Погибли вместе»: who lead sentences without a verb, one by one."""
    found: list[int] = []
    number = chain[-1].sentence
    while number >= 0:
        leading, part = scene.in_sentence(number), scene.sentences[number]
        told = not leading or leading[0] not in chain or leading[0].start - part.start > LEAD_MOST
        if told or scene.lang == "en" or verbs_in(scene.text[part.start : part.end], scene.lang):
            break
        found = [*(o.person for o in scene.members(leading[0])), *found]
        number -= 1
    found = list(dict.fromkeys(found))
    return tuple(found) if len(found) > 1 and count in (0, len(found)) else ()


def _enumerated(scene: Scene, chain: list[Occurrence], count: int) -> tuple[int, ...]:
    """The last enumeration of that many before the word."""
    for one in reversed(chain):
        members = [o for o in scene.members(one) if scene.lang != "en" or o.person not in scene.officials]
        if len(members) == count or (not count and len(members) > 1):
            return tuple(dict.fromkeys(o.person for o in members))
    apart = tuple(dict.fromkeys(o.person for o in chain))
    return apart if count and len(apart) == count else ()  # each named in a sentence of his own


def _chosen(scene: Scene, last: Occurrence, many: bool, chain: list[Occurrence]) -> tuple[int, ...]:
    members = scene.members(last)
    if scene.lang == "en":
        members = [o for o in members if o is last or o.person not in scene.officials]
    if many:
        wide = [o for o in chain if o.sentence == last.sentence] if len(members) == 1 else members
        return tuple(dict.fromkeys(o.person for o in wide))
    return (last.person,) if len(members) == 1 else tuple(dict.fromkeys(o.person for o in members))
