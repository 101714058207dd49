"""The argument of a cue in its own sentence: by case, sex, distance and title, the one that costs least.

Invariant: a name that the cue cannot govern is never its argument, however near it stands.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import noun_cases
from everyname.extract.roles.appositions import (
    apposed_offices,
    attribute_of_titled,
    namesake,
    own_speaker,
    titled_subject,
)
from everyname.extract.roles.costs import cost_of
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.english import (
    behind_its_noun,
    last_named,
    possesses,
    says,
    speaks_english,
    takes_object,
    told_apart,
)
from everyname.extract.roles.english_asides import over_aside
from everyname.extract.roles.english_joined import object_of
from everyname.extract.roles.givers import gives, takes
from everyname.extract.roles.government import NEED, OF_DEATH
from everyname.extract.roles.others import of_his_man
from everyname.extract.roles.owned import of_her_man
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.reach import heads, out_of_clause
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.roles.speech import said_by_none

_OF_ONE = (("его", "ga"), ("ого", "ga"), ("ему", "dl"), ("ому", "dl"), ("шем", "l"))
_MOST = 230
_RITES = ("during", "at", "service", "outdoor", "church", "religious", "open")  # nouns: nobody does them
_KIN_NOUN = 40  # characters of a noun for kin
_SUBJECT_OF = re.compile(r"(?:,? who)? (?:(?:was|were|had|has|have|having|being|been|is) ){0,2}")
_HIS = re.compile(r"(?:(?<!\w)(?:his|her|their|whose)|['’]s) (?:[a-z-]+ ){0,2}$", re.I)
_SUBJECT_GAP = re.compile(r" ?[^,;:()]{0,24}|[^,;:()\n]{0,70} и |(?:, \d\d)?, [^,;:()\n]{3,80}, ?(?:[^\W\d_]+ )?")
_MANY = ("ших", "шим", "шими", "тых", "тым", "тыми")
_LISTED = re.compile(r"[:(\n]| ?[—–-] |\.\s")
_DASHES = (" — ", " – ", " - ", "— ", "– ", "- ")
_ABOUT = re.compile(
    r"(?<!\w)(?:об?|для|про|памяти|в память|в честь|мемориала|памятника) $"
)  # «автор книги о погибших — краевед А»
_PRESS = ("journalist", "reporter", "correspondent", "photographer", "editor")
_SCHOLARS = (
    "researcher",
    "professor",
    "lecturer",
    "teacher",
    "historian",
    "economist",
    "sociologist",
    "artist",
    "lawyer",
)
_WHO_DIED = re.compile(r", who (?:had |has )?| of (?:the )?[A-Z][^,;:()]{2,60} ")
_QUOTED = re.compile(r"«[^»]*»")
WHOSE = re.compile(r"(?<!\w)(?:чь[яиё]|чей|чи[йяї]|чиє) $", re.I)
_APART = re.compile(r"[.;:!?()\n]| [—–-] |, (?:где|котор|як)")
_MARK_GAP = re.compile(r",? \(?|, [^,;.()]{3,60} \(")
_SOURCE_MOST = 70
_BY_WORD_OF = re.compile(  # «по словам командира », «согласно оценке исследователя »
    r"(?<!\w)(?:по|согласно|за) (?:[а-яё]+ )?(?:данн|подсч[её]т|подрах|выкладк|"
    r"сведени|словам|мнени|оценк|информаци|расч[её]т|версии|свидетельств|рапорт|доклад|заявлени|ходатайств|"
    r"распоряжени|приказ|просьб|инициатив|приглашени|рассказ|воспоминани|наблюдени|признани|прикидк|"
    r"дани|слов|оцінк)[а-яёії]*(?: [^\W\d_]+){0,4} $",
    re.I,
)
_SINCE = re.compile(r"(?<!\w)(?:после|до|со времени|с момента) $", re.I)
_WHO = re.compile(r", котор(?:ый|ая) [^.;:!?\n()]{0,70}")  # «обязан жизнью А, который накрыл гранату и погиб»
_BRACKET = re.compile(r" \(")  # «Данилова Дмитрия (погиб под Бахмутом)»
_TOGETHER_REACH = 90
_OPENS_SPEECH = re.compile(r"[^.;:!?«»\n]{0,60}: ?[«\"“„]")


def buries(scene: Scene, cue: Cue, sentence: int) -> bool:
    """English: whoever «has buried» or «lost» somebody lives."""
    if scene.lang != "en" or cue.kind not in ("buried", "bereaved") or cue.text.startswith(_RITES):
        return False
    return any(o.end <= cue.start for o in scene.in_sentence(sentence))


def argument_of(scene: Scene, cue: Cue, sentence: int) -> Occurrence | None:
    need = _cases_of(cue) if scene.lang != "en" else None
    if said_by_none(scene, cue) or of_her_man(scene, cue) or of_his_man(scene, cue):
        return None
    costs = []
    if scene.lang == "en" and cue.kind in OF_DEATH and (latter := last_named(scene, cue)):
        return latter
    if scene.lang == "en" and (victim := object_of(scene, cue) or over_aside(scene, cue)):
        return victim
    subject = kin_subject(scene, cue)
    if subject and WHOSE.search(scene.text, max(0, subject.start - 8), subject.start):
        return None  # «женщин, чьи сыновья погибли»
    for occurrence in _near(scene, cue, sentence):
        if _marked(scene, cue, occurrence):
            return occurrence
        if need and not set(need) & set(occurrence.cases):
            continue
        if _other_sex(scene, cue, occurrence) or (subject is not None and not _named_so(occurrence, subject)):
            continue
        if _of_many(scene, cue, occurrence) or namesake(scene, cue, occurrence):
            continue
        if (
            cue.kind == "killed"
            and cue.text.endswith("ло")
            and scene.lang == "ru"
            and not set("ga") & set(occurrence.cases)
        ):
            continue  # «А рассказал, что группу накрыло миной»
        if cue.kind in OF_DEATH and scene.lang != "en" and _quotes(scene, cue, occurrence):
            continue  # «Рассказал его командир А: «Он погиб, прикрывая отход»»
        if cue.kind in OF_DEATH and occurrence.title in ("official", "author") and not _subject(scene, cue, occurrence):
            continue
        if (occurrence.title == "official" and since(scene, cue)) or (
            cue.kind in OF_DEATH and _source(scene, occurrence)
        ):
            continue
        if gives(scene, cue, occurrence) or takes(scene, cue, occurrence):
            continue  # «А звернулася з петицією про звання Героя (посмертно) Б»
        if cue.kind in OF_DEATH and occurrence.title == "kin" and " of" in occurrence.noun:
            continue  # «Vasyl, nephew of our cantor Myron, who gave his life»
        if scene.lang == "en" and cue.kind in OF_DEATH and _told_by(scene, cue, occurrence):
            continue  # «Ivan Bohun, his commander, said the private died»
        if cue.kind == "said" and (
            ":" in scene.text[cue.end : occurrence.start] or own_speaker(scene, cue, occurrence)
        ):
            continue  # «полк помнит: А, Б и В»
        if scene.lang == "en" and cue.kind == "said" and not speaks_english(scene, cue, occurrence):
            continue
        if occurrence.end <= cue.start and (buries(scene, cue, sentence) or (scene.lang == "en" and takes_object(cue))):
            continue
        if cue.kind == "body" and scene.lang == "en" and not possesses(scene, cue, occurrence):
            continue
        if scene.lang == "en" and cue.text.startswith("funeral") and occurrence.does and not takes_object(cue):
            continue  # «As the funeral procession passed, A held a portrait»
        if out_of_clause(scene, cue, occurrence) or not heads(scene, cue, occurrence):
            continue
        costs.append((cost_of(scene, cue, occurrence), occurrence.start, occurrence))
    if not costs:
        return None
    cost, _, best = min(costs, key=lambda c: c[:2])
    return best if cost < _MOST else None


def _quotes(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether a word stands in what one says whose name opens the quotation."""
    if "n" not in occurrence.cases or occurrence.end > cue.start:
        return False
    opened = _OPENS_SPEECH.match(scene.text, occurrence.end)
    if opened is None or "»" in scene.text[opened.end() : cue.start]:
        return False
    begin = scene.sentences[occurrence.sentence].start
    return any(c.kind == "said" for c in scene.cues_within(begin, opened.end()))


def _source(scene: Scene, name: Occurrence) -> bool:
    """«Район, по подсчётам краеведа А, потерял сорок человек»: by whose word it is told."""
    if scene.lang == "en" or not set("gi") & set(name.cases):
        return False
    low = max(scene.sentences[name.sentence].start, name.start - _SOURCE_MOST)
    return _BY_WORD_OF.search(scene.text, low, name.start) is not None


def since(scene: Scene, cue: Cue) -> bool:
    """«После смерти основателя Б»: a mark of time, no news."""
    after = scene.following(cue.end) if cue.text.startswith("смерт") else None
    told = after is not None and after.title == "official" and after.title_at == cue.end + 1
    return told and bool(_SINCE.search(scene.text, max(0, cue.start - 12), cue.start))


def _told_by(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """English: whether a name is that of who tells of the death, or is in another clause than its verb."""
    if says(scene, cue, occurrence) or behind_its_noun(scene, cue, occurrence):
        return True
    return NEED.get(cue.kind) == "n" and told_apart(scene, cue, occurrence)


def _named_so(occurrence: Occurrence, kin: Cue) -> bool:
    """Whether a name is that of the kin who died: titled so, or «погиб зять директора Громова — Пётр Сотников»."""
    return occurrence.title_at == kin.start or (kin.end < occurrence.start and occurrence.cases == "n")


def _of_many(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«Концерт памяти погибших дал певец А»: a participle of many, and one in the nominative whom it does not list."""
    if cue.kind != "fallen" or not cue.text.split()[0].endswith(_MANY) or occurrence.start < cue.end:
        return False
    gap = scene.text[cue.end : occurrence.start]
    listed = _LISTED.search(_QUOTED.sub("", gap))
    dashed = listed is not None and listed[0] in _DASHES
    head = cue.text.split()[0]
    told_of = dashed and (
        (head.endswith("шим") and "d" not in occurrence.cases)
        or _ABOUT.search(scene.text, max(0, cue.start - 24), cue.start)
    )
    if not listed and occurrence.cases[:1] != "n":
        return scene.lang == "ru" and "," not in gap and bool(verbs_in(gap, scene.lang))  # «… помогает фонд Петра Б»
    return occurrence.cases[:1] == "n" and (not listed or bool(told_of))


def _marked(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«имени Никиты К., посмертно, …», «орденом К. (посмертно)»: a mark right behind a name is his in any case."""
    if cue.kind in ("died", "passed") and not cue.plural and _WHO.fullmatch(scene.text, occurrence.end, cue.start):
        alone = not scene.within(occurrence.end, cue.start) and occurrence.title not in ("official", "author")
        return alone and scene.lang == "ru" and not _other_sex(scene, cue, occurrence)
    gap = _MARK_GAP if cue.kind == "posthumous" else _BRACKET if cue.kind == "died" and not cue.plural else None
    near = gap and gap.fullmatch(scene.text, occurrence.end, cue.start)
    return bool(near) and not scene.within(occurrence.end, cue.start) and not gives(scene, cue, occurrence)


def _cases_of(cue: Cue) -> str | None:
    """The cases a name must stand in: those a verb governs, or a participle's own («сестра погибшего»)."""
    if cue.kind == "fallen":
        return next((cases for ending, cases in _OF_ONE if cue.text.endswith(ending)), None)
    return NEED.get(cue.kind)


def kin_subject(scene: Scene, cue: Cue) -> Cue | None:
    """«брат погиб», «погиб сын»: the kin noun that is itself the subject of a verb of death."""
    if (NEED.get(cue.kind) != "n" and scene.lang != "en") or cue.kind not in OF_DEATH:
        return None
    if scene.lang == "en" and scene.text.endswith(" and ", 0, cue.start) and (told := _told_before(scene, cue)):
        return kin_subject(scene, told)  # «that her son had been hit and died in his arms»
    near = scene.titles_within(cue.start - _KIN_NOUN, cue.end + 2)
    for title in near:
        touches = bool(_SUBJECT_OF.fullmatch(scene.text, title.end, cue.start)) or (
            cue.end + 1 == title.start and scene.lang != "en"
        )
        if touches and title.kind == "kin" and is_subject(scene, title):
            return title
    return None


def _told_before(scene: Scene, cue: Cue) -> Cue | None:
    """The word of a death that stands before another one of the same sentence."""
    low = max(scene.sentences[scene.lines.index(cue.start)].start, cue.start - _TOGETHER_REACH)
    return next((c for c in reversed(scene.cues_within(low, cue.start)) if c.kind in OF_DEATH), None)


def is_subject(scene: Scene, noun: Cue) -> bool:
    """Whether a noun for kin may be a subject: by its case, in English by the pronoun before it («his father»)."""
    if scene.lang == "en":
        return _HIS.search(scene.text, max(0, noun.start - 24), noun.start) is not None
    return "n" in noun_cases(noun.text.split()[0], scene.lang)


def _subject(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether an official is himself who died: his name in the nominative right by the verb, or in apposition to it."""
    if attribute_of_titled(scene, cue, occurrence):
        return True
    if cue.kind == "mourned" and cue.end <= occurrence.title_at < occurrence.start and scene.lang != "en":
        gap = scene.text[cue.end : occurrence.start]  # «вечер памяти вице-губернатора А»
        return not (_APART.search(gap) or verbs_in(gap, scene.lang) or scene.within(cue.end, occurrence.start))
    if NEED.get(cue.kind) != "n" or cue.plural:
        return cue.kind == "killed" and apposed_offices(scene, cue, occurrence)
    if apposed_offices(scene, cue, occurrence):
        return True
    low, high = (occurrence.end, cue.start) if occurrence.end <= cue.start else (cue.end, occurrence.start)
    if any(c.kind == "said" for c in scene.cues_within(low, high)):
        return False
    apposed = occurrence.title_at > occurrence.end and high == cue.start
    gap = scene.text[low:high]
    apposed = apposed or (scene.lang == "en" and gap == ", " and occurrence.noun.startswith(_PRESS))
    apposed = apposed or (
        scene.lang == "en" and occurrence.noun.startswith(_SCHOLARS) and bool(_WHO_DIED.fullmatch(gap))
    )
    return apposed or bool(_SUBJECT_GAP.fullmatch(gap)) or titled_subject(scene, cue, occurrence, gap)


def _other_sex(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    sex = scene.persons[occurrence.person].sex
    return bool(cue.sex and sex and cue.sex != sex)


def _near(scene: Scene, cue: Cue, sentence: int) -> list[Occurrence]:
    part = scene.sentences[sentence]
    return scene.within(max(part.start, cue.start - 400), min(part.end, cue.end + 400))
