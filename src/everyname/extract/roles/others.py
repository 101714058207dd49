"""Of whom a word of death is not told, though it stands near: men counted, troops, things, others than those named.

Invariant: each question looks at the sentence of the word and the one before it alone.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import is_inanimate, noun_cases
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.english_others import KILLS
from everyname.extract.roles.government import NEED, OF_DEATH
from everyname.extract.roles.no_man import CLAUSES, SUBJECT_MOST, of_a_thing, of_an_animal, of_no_man
from everyname.extract.roles.predicates import finite, verbs_in
from everyname.extract.roles.scene import Occurrence, Scene

_PEOPLE = (
    r"(?:[^\W\d_]+(?:их|ых|ian|ish) )?(?:человек|люд|военн|солдат|бойц|жител|мобилизован|россиян|украинц|"
    r"участник|защитник|доброволь|контрактник|заключ[её]нн|"
    r"осіб|воїн|військов|людей|people|men|soldiers|troops|servicemen|civilians)"
)
_NUMBER_BEFORE = re.compile(rf"\d[\d ,]*(?:тыс\w*\.? )?{_PEOPLE}\w* $", re.I)
_NUMBER_AFTER = re.compile(rf" (?:[^\W\d_]+ ){{0,2}}\d[\d ,]*(?:тыс\w*\.? )?{_PEOPLE}", re.I)
_MANY_AFTER = re.compile(rf" \d[\d ]*\d {_PEOPLE}", re.I)
_MANY_FALLEN = ("ших", "шим", "шими", "лих", "лим", "лими", "тих", "тим")
_CEREMONIES = frozenset(("said", "award_living", "memorial"))
_DEATHS_TOLD = OF_DEATH - {"fallen", "mourned", "rites", "requiem"}
_SILENCE = re.compile(r"минут\w* молчани|хвилин\w* мовчанн|почтил|вшанув|moment of silence", re.I)
_TROOPS = re.compile(
    r"(?<!\w)(?:взвод|рота|батальон|отделение|отряд|подразделение|відділення|підрозділ|platoon|squad|company|unit)"
    r"(?: (?:из|з|із|of) \d+ \w+)?(?: [\w-]+)? $",
    re.I,
)
_MEN = re.compile(
    r"(?<!\w)(?:men|soldiers|troops|people|servicemen|fighters|conscripts|civilians|residents)(?!\w)[^.;:,]{0,60}$"
)
_OF_MANY = ("их", "ими", "ие")
_LIST = re.compile(r"(?<!\w)(?:списк|перечн|сводк|ведомост)\w+", re.I)
_DONE = frozenset(("killed", "buried", "farewell"))  # what one man does to another
_OBJECT = re.compile(r"(?<!\w)(?:его|её|ее|их|котор\w+|наш\w+|него|ним|нею|ней|с ними|його|її|їх|яко\w+)(?!\w)", re.I)
_TOGETHER = re.compile(
    r"(?<!\w)(?:вместе со?|в один день со?|в одном бою (?:под \w+ |за \w+ |у \w+ )?со?|вслед за|"
    r"разом із|разом зі?|вслід за) "
    r"(?:[^\W\d_]+,? ){0,4}$",
    re.I,
)
_TROOPS_AFTER = re.compile(
    r" (?:(?:его|их|моей|нашей|своей|целой|всей|нашего|своего|целого) )?"
    r"(?:роты|взвода|батальона|отделения|отряда|подразделения|группы|экипажа|"
    r"[а-яё]{3,}(?:ых|их|ов|ев|ей)|[а-яё]{4,}ан)(?=[ ,.!?])"
)
_MANY_BEHIND = re.compile(
    r" (?:(?:їхніх|своїх|усіх|всіх) )?(?:близьких|рідних|людей|побратимів|воїнів|бійців|військових|синів)"
    r"(?=[,.;!?]| [а-яіїєґ]|$)"
)
_COUNT_WORD = re.compile(r" (?:дв|трои|тр[её]х|четв|четыр|пят|об[оеи])")
_HIS_MAN = re.compile(
    r" (?:(?:его|её|ее|их) (?:[а-яё]+(?:ый|ий|ой|ая) )?|(?:один|одна) из (?:его|её|их) )([а-яё-]{3,})(?=[.;!?)»])"
)
_SAVED_ME = re.compile(
    r"(?<!\w)(?:(?:винос|виніс|[ву]рятува|витяг|прикри|вытащ|вынес|вынос|спас|закры)[^\W\d_]* (?:мене|нас|меня)|"
    r"(?:мене|нас|меня) (?:винос|виніс|[ву]рятува|витяг|прикри|вытащ|вынес|спас|закры)|"
    r"(?:ми|мы) (?:[^\W\d_]+ ){0,3}(?:разом|вместе) (?:воюва|служи|воева|бул|был))",
    re.I,
)
_BODIES_OF_MEN = ("взвод", "батальон", "отряд", "полк", "расчет", "расчёт", "экипаж")
_KIN_OF, _KIN_MOST = (
    re.compile(r"(?<!\w)(?:родин|рідн|близьк|сім|матер|батьк|дружин|вдов|родн|близк|семь|родител|жён|жен)\w* $", re.I),
    20,
)
_MATE = 40
_HIS_MATE = re.compile(
    r"(?<!\w)(?:его|её|ее|их|його|її|їх|їхній) (?:[а-яёіїєґ]+ )?(?:товарищ|друг|сослуживец|напарник|однополчанин|"
    r"командир|водитель|сосед|товариш|побратим|напарник|водій|сусід) $",
    re.I,
)
_OPENS_LIST = re.compile(r"(?: [a-z]+){0,3}:\n")


def nobody_named(scene: Scene, cue: Cue, sentence: int) -> bool:
    """Whether a word of death is of troops, of a number of men, of a thing or of what its subject did to others."""
    return (
        counted_men(scene, cue)
        or troops(scene, cue)
        or of_a_thing(scene, cue)
        or of_an_animal(scene, cue)
        or of_no_man(scene, cue)
        or of_others_done(scene, cue, sentence)
    )


def counted_men(scene: Scene, cue: Cue) -> bool:
    """«погибли 2 967 военнослужащих», «погибло 36 человек», «погиб 1 351 солдат»: a number, nobody named."""
    if cue.kind == "bereaved" and scene.lang == "en" and KILLS.match(scene.text, cue.end):
        return True  # «whose company lost nineteen men»
    if not (cue.plural or cue.text.endswith("ло")):
        return bool(_MANY_AFTER.match(scene.text, cue.end))
    return bool(_NUMBER_BEFORE.search(scene.text, max(0, cue.start - 40), cue.start)) or bool(
        _NUMBER_AFTER.match(scene.text, cue.end)
    )


def troops(scene: Scene, cue: Cue) -> bool:
    """«его взвод из 18 человек погиб»: a body of men is the subject."""
    if _OPENS_LIST.match(scene.text, cue.end):
        return False  # «The three people killed were:»
    if scene.lang == "en" and _MEN.search(scene.text, max(0, cue.start - 80), cue.start):
        return cue.kind in OF_DEATH
    if cue.kind in ("loss", "bereaved", "requiem") and scene.lang == "ru" and _TROOPS_AFTER.match(scene.text, cue.end):
        return not _COUNT_WORD.match(scene.text, cue.end)  # «гибель роты»
    if cue.kind == "loss" and scene.lang == "uk" and _MANY_BEHIND.match(scene.text, cue.end):
        return True  # «знають про загибель близьких»
    return cue.kind in OF_DEATH and bool(_TROOPS.search(scene.text, max(0, cue.start - 60), cue.start))


def of_others_done(scene: Scene, cue: Cue, sentence: int) -> bool:
    """«Пётр, воевавший на СВО, убил соседа», «попрощался с семьёй»: the subject of such a verb lives."""
    head = cue.text.split()[0]
    verb = finite(head, scene.lang) if cue.kind in _DONE and scene.lang != "en" else None
    if verb is None or verb.plural or verb.sex not in ("m", "f"):
        return False
    part = scene.sentences[sentence]
    near = scene.within(max(part.start, cue.start - 2 * SUBJECT_MOST), min(part.end, cue.end + SUBJECT_MOST))
    for one in near:
        low, high = (one.end, cue.start) if one.end <= cue.start else (cue.end, one.start)
        same = scene.persons[one.person].sex in ("", verb.sex) and "n" in one.cases
        if same and not CLAUSES.search(scene.text, low, high) and not _OBJECT.search(scene.text, part.start, cue.start):
            return True
    return False


def together(scene: Scene, cue: Cue, subject: Occurrence) -> list[Occurrence]:
    """«Погиб вместе с водителем Б», «вместе с Б погиб А»: whom a verb of death joins to its subject."""
    if cue.kind not in ("died", "killed") or scene.lang == "en":
        return []
    low, high = min(subject.start, cue.start), max(subject.end, cue.end)
    part = scene.sentences[subject.sentence]
    near = scene.within(max(part.start, low - 2 * SUBJECT_MOST), min(part.end, high + 2 * SUBJECT_MOST))
    return [
        one
        for one in near
        if "i" in one.cases
        and _TOGETHER.search(scene.text, max(part.start, one.start - SUBJECT_MOST), one.start)
        and not CLAUSES.search(scene.text, min(one.end, high), max(one.start, low))
        and not (one.end <= low and verbs_in(scene.text[one.end : low], scene.lang))
    ]


def bearers(scene: Scene, cue: Cue) -> frozenset[int]:
    """«Платон сопровождал тело домой»: the subject of the clause is not whose body it is."""
    low = max(scene.text.rfind(mark, 0, cue.start) for mark in ",;:.!?\n") + 1
    return frozenset(o.person for o in scene.within(low, cue.start) if "n" in o.cases)


def of_ceremony(scene: Scene, sentence: int) -> bool:
    """Whether the sentence before tells of an act of the living, and of a death only by a participle."""
    low = scene.sentences[max(0, sentence - 1)].start
    kinds = {c.kind for c in scene.cues_within(low, scene.sentences[sentence].start)}
    return bool(kinds & _CEREMONIES) and not kinds & _DEATHS_TOLD


def fallen_others(cue: Cue) -> bool:
    """«…, погибших не вывозят»: a participle in the plural behind one man speaks of others."""
    return cue.kind == "fallen" and cue.text.split()[0].endswith(_OF_MANY)


def for_their_kin(scene: Scene, cue: Cue, argument: Occurrence) -> bool:
    """«Рідним полеглих захисників співчуття висловив капітан А»: he did something for the kin of others."""
    acts = fallen_others(cue) and "n" in argument.cases and cue.end <= argument.start
    return (
        acts
        and ":" not in scene.text[cue.end : argument.start]
        and bool(_KIN_OF.search(scene.text, max(0, cue.start - _KIN_MOST), cue.start))
    )


def missing_from_list(scene: Scene, cue: Cue) -> bool:
    """«В списке погибших, который составили жёны, его нет»."""
    low = scene.sentences[scene.lines.index(cue.start)].start
    return cue.kind == "loss" and cue.text.endswith(("нет", "немає")) and bool(_LIST.search(scene.text, low, cue.start))


def honoured(scene: Scene, sentence: int) -> bool:
    """«Хвилиною мовчання вшанували загиблих»: others than those named before."""
    part = scene.sentences[sentence]
    silent = bool(_SILENCE.search(scene.text, part.start, part.end))
    return silent and scene.previous(part.start) is not None and not scene.in_sentence(sentence)


def named_later(scene: Scene, sentence: int, position: int) -> frozenset[int]:
    """«вдова погибшего бойца Наталья и священник А»: whom the sentence names only later is not the one fallen."""
    later = (
        o
        for o in scene.in_sentence(sentence)
        if o.start > position and "n" in o.cases and ":" not in scene.text[position : o.start]
    )
    return frozenset(o.person for o in later if scene.persons[o.person].mentions[0].start == o.start)


def _of_the_one_who_saved(scene: Scene, cue: Cue) -> bool:
    """««Він виніс мене з поля бою, а сам загинув». Історія А»: he of whom a survivor speaks before anybody is named."""
    if scene.previous(cue.start) is not None:
        return False
    begin = max(scene.text.rfind(mark, 0, cue.start) for mark in '«“„"')
    return (
        begin >= 0 and "»" not in scene.text[begin : cue.start] and bool(_SAVED_ME.search(scene.text, begin, cue.start))
    )


def of_companion(scene: Scene, cue: Cue) -> bool:
    """«загинув побратим Івана Т.»: a friend of one who is named in the genitive died, not he."""
    if NEED.get(cue.kind) != "n" or scene.lang == "en":
        return False
    if _of_the_one_who_saved(scene, cue) or of_his_man(scene, cue):
        return True
    noun = next((t for t in scene.titles_within(cue.end, cue.end + 2) if t.kind in ("comrade", "friend")), None)
    owner = scene.following(noun.end) if noun else None
    touches = noun is not None and owner is not None and owner.start == noun.end + 1
    return touches and owner is not None and "g" in owner.cases and "n" not in owner.cases


def of_his_man(scene: Scene, cue: Cue) -> bool:
    """«Погиб его водитель», «его товарищ погиб»: the subject is whose he is, and nobody names him."""
    subject_before = NEED.get(cue.kind) == "n" and cue.kind in OF_DEATH and not cue.plural
    if subject_before and _HIS_MATE.search(scene.text, max(0, cue.start - _MATE), cue.start):
        return True
    noun = _HIS_MAN.match(scene.text, cue.end) if cue.kind == "died" and not cue.plural else None
    if noun is None or "n" not in noun_cases(noun[1]):
        return False
    return noun[1].startswith(_BODIES_OF_MEN) or not is_inanimate(noun[1], scene.lang)


def loss_of_kin(scene: Scene, cue: Cue, sentence: int) -> bool:
    """«співчуття Андрію Г. з приводу смерті батька»: the death is of a kin not named, not of him who is consoled."""
    if cue.kind != "loss" or not any(
        t.kind == "kin" and t.start == cue.end + 1 for t in scene.titles_within(cue.end, cue.end + 2)
    ):
        return False
    part = scene.sentences[sentence]
    return any(c.kind == "condolence" for c in scene.cues_within(part.start, cue.start))


def without_women(scene: Scene, cue: Cue, persons: tuple[int, ...], sentence: int) -> tuple[int, ...]:
    """«портрети полеглих – фото зятя Надії», «сина Надії, який загинув»: she whose kin the dead man is."""
    if cue.kind == "died" and cue.sex == "m" and not cue.plural:
        return tuple(p for p in persons if scene.persons[p].sex != "f")
    if cue.kind == "fallen" and persons and cue.text.split()[0].endswith(_MANY_FALLEN):
        kin = {o.person for o in scene.in_sentence(sentence) if o.title == "kin"}
        return tuple(p for p in persons if p not in kin or scene.persons[p].sex != "f")
    return persons
