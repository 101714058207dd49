"""One text read: from its characters to persons with roles and grounded values.

Invariant: the same text, date and language give the same reading; every proposal's span holds its original words.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date

from everyname.domain.words import Occasion, Property, Role
from everyname.extract.blocks import LONGEST, blocks, joined
from everyname.extract.canonical import Canonical, canonical
from everyname.extract.facts.attach import attach
from everyname.extract.facts.callsigns import find_callsigns
from everyname.extract.facts.choose import Chosen, choose
from everyname.extract.facts.fill import fill_shared
from everyname.extract.facts.sections import give_sections
from everyname.extract.language import in_each, language, stretches
from everyname.extract.names.eponyms import without_eponyms
from everyname.extract.names.lexicon import fold, given_names, in_letters
from everyname.extract.names.mentions import Mention, find_mentions
from everyname.extract.names.parts import full_name, given_readings, patronymic_readings, surname_score
from everyname.extract.names.persons import Cast, Person
from everyname.extract.names.tagger import unseen
from everyname.extract.reading import PersonReading, Proposal, Reading
from everyname.extract.rescore import ROLE_RULE, Rescorer, shipped
from everyname.extract.roles.corrections import taken_back
from everyname.extract.roles.cues import find_cues
from everyname.extract.roles.decide import Decided, decide, weigh
from everyname.extract.roles.families import share_family
from everyname.extract.roles.owners import claim
from everyname.extract.roles.planted import signals
from everyname.extract.roles.scene import Scene
from everyname.extract.roles.survivors import survived
from everyname.extract.roles.text_kind import judge_text
from everyname.extract.spans import find_all
from everyname.extract.spans.found import Found
from everyname.extract.tokens import Token, sentences, tokens
from everyname.extract.told import PLANTED, tell
from everyname.extract.war import RUSSIA_UKRAINE, War

READER = "everyname-rules/1"
_NO_NAME = frozenset(("rank", "unit", "award", "region", "category", "date", "settlement", "area", "callsign"))
_LAST_WORD = re.compile(r"([^\W\d_]+) $")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_INNER_WORD = re.compile(r"-[^\W\d_A-ZА-ЯЁІЇЄҐ]+-")
_COMMON_GIVEN = 1.4
_LIKE_SURNAME = 1.2
_PREPOSITION = re.compile(
    r"(?<!\w)(?:во?|из|на|под|у|с|со|об?|до|от|к|за|при|близ|около|возле|город\w*|сел[оаеу]|посёлок|посёлк\w|дерев\w+|"
    r"із|з|біля|до|від|міст\w+|in|from|near|of|at|\w{1,4}\.) $",
    re.I,
)
_HONOURED = re.compile(r"-(?:хазрат|хаджи|мулл|багш|лам|абый|апа|ага)[а-я]{0,3}$")  # «Рим-хазрат просит»
_NAMELESS = re.compile(  # «Хуснутдинов, имя уточняем»: a surname alone, and the text says so
    r"([А-ЯЁ][а-яё]{2,})(?:,| \(| [—–-]) ?(?:имя|имени|инициалы)(?: и отчество| пока)? "
    r"(?:уточня|нет|неизвест|не (?:указан|извест|установ|разобра|чита)|стёрто|стерто)"
)
_LISTED = 100  # a short form so common is a name of its own
_NOTICES = ("death_notice", "list")
_DEAD = (Role.DEAD, Role.DEAD_OTHER)


def read(
    text: str,
    *,
    published: date | None = None,
    lang: str | None = None,
    ner: bool = False,
    model: Rescorer | None = None,
    war: War = RUSSIA_UKRAINE,
) -> Reading:
    """Read one text.

    Args:
        text: as captured; spans of the result are code points of it.
        published: resolves years and relative dates; without it they stay open.
        lang: ru, uk or en; found from the text when absent.
        ner: ask the neural tagger too; names it alone sees are told in the warnings.
        model: makes confidences of the finders' own; the shipped map when absent.
        war: whose dead are counted.
    """
    if len(text) <= LONGEST:
        return _read(text, published, lang, ner, model or shipped(), war)
    readings = []
    for block in blocks(text):
        reading = _read(block.text, published, lang, ner, model or shipped(), war)
        named = tuple(kept for p in reading.persons if (kept := block.person(p)))
        readings.append(replace(reading, persons=named))
    return joined(readings)


def _read(text: str, published: date | None, lang: str | None, ner: bool, rescorer: Rescorer, war: War) -> Reading:
    canon = canonical(text)
    tongue = lang or language(canon.text)
    scene = _stage(canon.text, tongue, published, war)
    claimed = survived(scene, claim(scene))
    owned = attach(scene, claimed)
    for item in claimed:
        if item.cue.kind == "court":
            for number in item.persons:
                status = Found("status", "court_declared", item.cue.start, item.cue.end, "roles/court", 0.9)
                owned[number].append((status, 0))
    values = {n: choose(owned.get(n, []), war) for n in range(len(scene.persons))}
    deaths = {n: c.found for n, (chosen, _) in values.items() for c in chosen if c.property is Property.DEATH}
    for number, found in deaths.items():
        if published and found.value > published.isoformat():
            values[number][1].append(f"death {found.value} lies after the publication, {published}")
    burials = {n: c.found for n, (chosen, _) in values.items() for c in chosen if c.property is Property.BURIAL}
    ages = {n: c.found for n, (chosen, _) in values.items() for c in chosen if c.property is Property.AGE}
    evidence = weigh(scene, claimed, deaths, burials, ages, published.isoformat() if published else "")
    denied = taken_back(scene, claimed)
    share_family(scene, evidence)
    decided = [_named_enough(decide(e, n in denied), scene.persons[n]) for n, e in enumerate(evidence)]
    kind = judge_text(scene, claimed, decided)
    dead = [n for n, d in enumerate(decided) if d.role is Role.DEAD]
    living = [n for n, d in enumerate(decided) if d.role in (Role.LIVING, Role.MISSING, Role.PRISONER)]
    give_sections(scene, dead, values)
    fill_shared(scene, dead, living, values)
    persons = tuple(
        _rescored(rescorer, _person(canon, scene.persons[n], decided[n], kind.occasion, tongue, *values[n]))
        for n in range(len(decided))
    )
    warnings = (*kind.warnings, *signals(scene, values))
    if ner:
        seen = {position for o in scene.occurrences for position in range(o.start, o.end)}
        warnings = (*warnings, *unseen(canon.text, seen))
    return Reading(kind.is_war_death, tongue, _kind_told(kind.kind, warnings), persons, READER, warnings)


def _kind_told(kind: str, warnings: tuple[str, ...]) -> str:
    """A notice with a sign of planting is told as such, whatever it reports."""
    return "planted" if any(w.startswith(PLANTED) for w in warnings) and kind in _NOTICES else kind


def _rescored(rescorer: Rescorer, person: PersonReading) -> PersonReading:
    """The person with confidences that are probabilities; of roles only that of the dead has been measured."""
    sure = person.role_confidence
    if person.role is Role.DEAD:
        sure = rescorer.confidence("role", ROLE_RULE, sure)
    return replace(person, role_confidence=sure, proposals=tuple(map(rescorer.proposal, person.proposals)))


def _named_enough(decided: Decided, person: Person) -> Decided:
    """A first name or a call sign alone is not a recorded person."""
    if decided.role is Role.DEAD and not person.surname:
        return Decided(Role.UNCLEAR, decided.confidence, (*decided.reasons, tell("no_surname")))
    return decided


def _stage(text: str, lang: str, published: date | None, war: War) -> Scene:
    words, parts = tokens(text), sentences(text)
    spoken = stretches(text, ((p.start, p.end) for p in parts), lang)
    titles = in_each(spoken, lambda tongue: find_cues(text, tongue, "titles"))
    found = in_each(spoken, lambda tongue: find_all(text, tongue, published))
    found = sorted([*found, *find_callsigns(text, titles)], key=lambda f: f.start)
    starts = frozenset(
        p.start + len(text[p.start : p.end]) - len(text[p.start : p.end].lstrip(' «"—–-•*\n')) for p in parts
    )
    kin = {t.start for t in titles if t.kind in ("kin", "clergy") and t.start in starts}
    barred = kin.union(position for t in titles if t.kind == "formula" for position in range(t.start, t.end))
    barred |= {position for t in titles if t.kind == "saint" for position in range(t.start, _end_of_next(text, t.end))}
    free = [
        word
        for word in _outside(text, words, found)
        if word.start not in barred and not ("-" in word.text and _HONOURED.search(word.text))
    ]
    before = frozenset(
        [*(f.end for f in found if f.kind == "rank"), *(t.end for t in titles if t.kind in ("comrade", "soldier"))]
    )
    before |= {m.start(1) for m in _NAMELESS.finditer(text)}
    families = frozenset(t.end for t in titles if t.kind == "family")
    mentions = in_each(spoken, lambda tongue: find_mentions(text, free, tongue, starts, before, families))
    mentions = without_eponyms(text, mentions, titles, parts)
    persons = Cast(mentions).persons
    found = _without_names(found, mentions, text if lang == "en" else "")
    medals = [(f.start, f.end) for f in found if f.kind == "award"]
    cues = in_each(spoken, lambda tongue: find_cues(text, tongue))
    cues = [c for c in cues if c.kind != "fallen" or not any(low < c.start < high for low, high in medals)]
    return Scene(text, parts, persons, cues, titles, found, lang, war)


def _outside(text: str, words: list[Token], found: list[Found]) -> list[Token]:
    """Words that no rank, unit, award or region has taken: only they can be names."""
    ranked = {f.end + 1 for f in found if f.kind == "rank"}
    taken = [
        (f.start, f.end)
        for f in found
        if f.kind in _NO_NAME and not (_may_be_name(f, text) or (f.start in ranked and _like_surname(f, text)))
    ]
    free, at = [], 0
    for word in words:
        while at < len(taken) and taken[at][1] <= word.start:
            at += 1
        if at == len(taken) or word.end <= taken[at][0]:
            free.append(word)
    return free


def _end_of_next(text: str, position: int) -> int:
    """Where the word behind a position ends."""
    word = _NEXT_WORD.match(text, position)
    return word.end() if word else position


def _without_names(found: list[Found], mentions: list[Mention], english: str) -> list[Found]:
    """The spans less the places that turned out to be names of persons; in English a surname alone is one too."""
    named = {position for m in mentions for position in range(m.start, m.end)}
    bare = {m.surname for m in mentions if m.is_full and english} - {""}
    named |= {f.start for f in found if english[f.start : f.end] in bare}
    return [f for f in found if f.kind != "settlement" or f.start not in named]


def _may_be_name(found: Found, text: str) -> bool:
    """A place that is a given name («Stanislav»), or an adjective with no noun behind it («Гвоздецкий»), stays open."""
    if found.kind != "settlement" or "type" in found.attrs:
        return False
    if _INNER_WORD.search(text, found.start, found.end):
        return False  # «Комсомольск-на-Амуре»
    if found.attrs.get("form") == "adjective":
        return _beside_given(found, text) or not text[found.end : found.end + 2].strip().islower()
    led_by = found.attrs.get("support")
    is_where = led_by == "from" or (led_by in ("in", "buried") and found.attrs.get("case") == "loc")
    if is_where and not _beside_given(found, text):
        return False  # «із Борислава», «в Измаиле»
    led = _PREPOSITION.search(text, max(0, found.start - 12), found.start)
    written = text[found.start : found.end]
    if not led and " " not in written and surname_score(written) >= _LIKE_SURNAME:
        return _beside_given(found, text)
    return any(r.weight >= _COMMON_GIVEN for r in given_readings(found.value))


def _like_surname(found: Found, text: str) -> bool:
    """«Сержант Суздальцев»: behind a rank a word that is a surname is no townsman."""
    written = text[found.start : found.end]
    return found.kind == "settlement" and " " not in written and surname_score(written) >= _LIKE_SURNAME


def _beside_given(found: Found, text: str) -> bool:
    before, after = _LAST_WORD.search(text[max(0, found.start - 24) : found.start]), _NEXT_WORD.match(text, found.end)
    return any(m and given_readings(m[1]) for m in (before, after)) or bool(before and patronymic_readings(before[1]))


def _person(
    canon: Canonical,
    person: Person,
    decided: Decided,
    occasion: Occasion,
    lang: str,
    chosen: list[Chosen],
    conflicts: list[str],
) -> PersonReading:
    proposals = [*_name(canon, person, lang), *(_proposal(canon, c.property, c.found) for c in chosen)]
    rank = next((c.found for c in chosen if c.property is Property.RANK), None)
    if rank and rank.attrs.get("class"):
        proposals.append(_proposal(canon, Property.RANK_CLASS, rank, rank.attrs["class"]))
    if decided.role not in _DEAD:
        proposals = [p for p in proposals if p.property not in (Property.DEATH, Property.BURIAL, Property.DEATH_PLACE)]
    return PersonReading(
        decided.role, occasion, tuple(proposals), decided.confidence, decided.reasons, tuple(conflicts)
    )


def _proposal(canon: Canonical, prop: Property, found: Found, value: str = "") -> Proposal:
    start, end = canon.span(found.start, found.end)
    sure = round(math.sqrt(found.confidence), 3)  # finders doubt more than their values on our notices deserve
    return Proposal(
        prop, value or found.value, canon.original[start:end], (start, end), found.rule, sure, found.derived
    )


def _name(canon: Canonical, person: Person, lang: str) -> list[Proposal]:
    """The name and its parts, each with the mention that shows it best."""
    best = max(person.mentions, key=lambda m: (m.is_full, bool(m.patronymic), "n" in m.cases[:1], -m.start))
    surname, given = (in_letters(part, lang) for part in (person.surname, _in_full(person.given, lang)))
    full = " ".join(p for p in (surname, given, person.patronymic) if p)
    parts = [(Property.FULL_NAME, full), (Property.SURNAME, surname), (Property.GIVEN, given)]
    sure = min(0.99, 0.7 + 0.06 * best.score)
    proposals = [_name_part(canon, prop, value, best.start, best.end, sure) for prop, value in parts if value]
    if person.patronymic:
        at = person.patronymic_at or best
        proposals.append(_name_part(canon, Property.PATRONYMIC, person.patronymic, at.start, at.end, sure))
    if person.callsign:
        proposals.append(_name_part(canon, Property.NOM_DE_GUERRE, person.callsign, best.start, best.end, 0.9))
    return proposals


def _in_full(given: str, lang: str) -> str:
    """«Андрюша» stands for one name alone; a short form of several, or one that is a name too, stays as written."""
    return given if given_names().get(fold(given), ("", 0))[1] >= _LISTED else full_name(given, lang)


def _name_part(canon: Canonical, prop: Property, value: str, low: int, high: int, sure: float) -> Proposal:
    start, end = canon.span(low, high)
    return Proposal(prop, value, canon.original[start:end], (start, end), "names/paradigm", round(sure, 3))
