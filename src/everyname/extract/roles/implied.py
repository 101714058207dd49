"""Whom a cue speaks of that governs no name: those in focus, unless its sentence tells that it is of others.

Invariant: what follows a death is of one told dead; what a sentence says of a man unnamed is of nobody.
"""

from __future__ import annotations

import re

from everyname.extract.names.persons import related
from everyname.extract.roles.arguments import WHOSE, buries, kin_subject, since
from everyname.extract.roles.company import act_later, company
from everyname.extract.roles.cues import BEHIND_DEATH, Cue
from everyname.extract.roles.english import of_another, of_speaker, subjects, takes_object
from everyname.extract.roles.english_others import (
    kills_others,
    of_one_told_anew,
    of_the_many,
    opens_with_many,
    troops_alone,
)
from everyname.extract.roles.focus import NOTHING, Told, counted, focus, presented, rolled
from everyname.extract.roles.givers import givers
from everyname.extract.roles.government import NEED, OF_DEATH
from everyname.extract.roles.items import below_list, section
from everyname.extract.roles.no_man import of_a_thing, of_an_animal
from everyname.extract.roles.others import (
    bearers,
    counted_men,
    fallen_others,
    honoured,
    loss_of_kin,
    missing_from_list,
    named_later,
    of_companion,
    of_others_done,
    troops,
)
from everyname.extract.roles.owned import of_named_kin, of_sons_death
from everyname.extract.roles.presenting import heading
from everyname.extract.roles.reach import ADVERBIAL, of_one_of_them, of_whoever
from everyname.extract.roles.scene import Scene
from everyname.extract.roles.sources import argument_of

_OWN_OBJECT = frozenset(("bereaved", "said"))  # they speak of those the sentence names, or of nobody
_AFTERMATH = BEHIND_DEATH | {"posthumous", "memorial", "plaque", "losses", "happened", "strike", "seen_off"}
CEREMONY = frozenset(("buried", "interred", "farewell", "rites", "honours", "seen_off"))
_OF_ABSENT = frozenset(("loss", "buried", "fallen"))  # of nobody whom their own sentence names as doing something
OF_LIVING = frozenset(("said", "alive", "found_alive"))
_MEN, _OBJECT = re.compile(r"(?<!\w)(?:воинов|бойцов|защитников|героев|солдат|ребят|парней)(?!\w)"), 12
_COUNT_BEHIND = re.compile(  # «о гибели семи срочников»
    r" (?:ещё |еще |как минимум |не менее |сразу )?"
    r"(?:дв(?:ух|оих)|тр(?:ёх|ех|оих)|четверых|четырёх|четырех|пятерых|пяти|шести|"
    r"шестерых|семи|семерых|восьми|девяти|десяти|нескольких|многих|"
    r"двох|трьох|чотирьох|п'ятьох|шістьох|кількох|багатьох) "
)
_HE_DOES = re.compile(r"(?: [а-яёіїєґ]+){1,2} (?:он|она|я|він|вона)(?!\w)")  # «погибшего командира он знал»
_MANY_BURIED = re.compile(
    r" (?:(?:погибших|павших|убитых|своих|наших) )?(?:мобилизованных|погибших|бойцов|военных|солдат|земляков|ребят|"
    r"парней|воинов|героев|военнослужащих|контрактников|добровольцев)(?!\w)"
)
_OF_OTHER_CASES = ("раненому", "раненого", "раненым", "раненых", "трехсотого", "трехсотых")
_THE_MAN = re.compile(
    r"\W{0,3}(?:(?:[а-яёіїєґ-]+ ){1,4}(?=он |він )|)"
    r"(?:он|парень|боец|воин|мужчина|юноша|солдат|военнослужащий|земляк|хлопец|хлопець|чоловік|військовий|він) "
    r"(?!погиб|загинув|геройски|героически)[а-яёіїє]",
    re.I,
)
_NEXT_WORD = re.compile(r" \w+")
_OWNED = re.compile(
    r"(?<!\w)(?:его|ее|её|их|чей|чья|чьи|його|її|їх|їхній|чий|чия) $|"
    r"(?:(?<!\w)(?:his|her|their|whose)|['’]s) (?:[a-z-]+ ){0,2}$",
    re.I,
)
_OF_KIN = re.compile(  # «of the death of her son»
    r" (?:his|her|their) (?:[a-z-]+ ){0,2}(?:son|brother|husband|father|nephew|grandson|fiancé|fiance|partner|"
    r"cousin|sons|sister|wife|daughter|mother)(?!\w)(?! [A-Z]|, [A-Z])"
)
_KIN_REACH = 400
_PREDECESSOR = re.compile(r"(?<!\w)(?:вместо|на место|на смену|сменил|сменила|заменил|заменила) $", re.I)
_NOUN_BEHIND = re.compile(r" [а-яёіїєґ]{4,}(?:ов|ев|ей|ан|ян|ат|ків|ів|їв|ец|ами|ями|ам|ям)(?!\w)")  # «полеглих смілян»
ALL = re.compile(
    r"(?<!\w)(?:все|всех|всем|оба|обоих|обеих|обе|двое|двоих|трое|троих|четверо|четверых|пятеро|пятерых|ребята|парни|они|их|обидва|обидві|обом|обоим|обох|усі|них|никто|ніхто|both|all|they|them)(?!\w)",
    re.I,
)


def _relative(scene: Scene, cue: Cue, told: Told) -> tuple[int, ...]:
    """«Её муж погиб»: not she whose he is, but another of her family; nobody where the text names none."""
    before = scene.previous(cue.start)
    if before is None:
        return ()
    owner = scene.persons[before.person]
    others = [
        o.person
        for o in scene.within(cue.start - _KIN_REACH, cue.start + _KIN_REACH)
        if o.person != before.person and related(scene.persons[o.person], owner)
    ]
    others.sort(key=lambda p: p in told.living)
    return tuple(dict.fromkeys(p for p in others if not (cue.sex and scene.persons[p].sex not in ("", cue.sex))))[:1]


def _known(cue: Cue, told: Told) -> Told:
    """What is known that bears on whose a death is: its aftermath is of one told dead, and none of one alive."""
    if cue.kind in _AFTERMATH:
        return Told(told.dead, told.living - told.dead)
    return Told(frozenset(), told.living - told.dead) if cue.kind in OF_DEATH else NOTHING


def implied(scene: Scene, cue: Cue, told: Told) -> tuple[int, ...]:
    """Persons whom a cue speaks of that governs no name: those in focus; what follows a death is of one told dead."""
    sentence = scene.lines.index(cue.start)
    if members := company(scene, cue):
        return members
    if _of_others(scene, cue, sentence):
        return ()
    if below := section(scene, cue.start) or presented(scene, cue):
        return below
    if _of_many_or_living(scene, cue, sentence):
        return ()
    if scene.lang == "en" and takes_object(cue) and _OF_KIN.match(scene.text, cue.end):
        return _relative(scene, cue, told)
    if _of_one_unnamed(scene, cue, sentence):
        return ()
    if kin := kin_subject(scene, cue):
        if WHOSE.search(scene.text, max(0, kin.start - 8), kin.start):
            return ()  # «женщин, чьи сыновья погибли»
        if _OWNED.search(scene.text, max(0, kin.start - 24), kin.start):
            return _relative(scene, cue, told)
        if any(o.person in told.dead for o in scene.within(cue.start - _KIN_REACH, kin.start)):
            return ()  # «погиб Пахом В. Мать умерла»
    spoken_of = _in_focus(scene, cue, told, sentence)
    aside = _aside(scene, cue, told, sentence) if spoken_of else frozenset()
    return tuple(p for p in spoken_of if p not in aside)


def _of_others(scene: Scene, cue: Cue, sentence: int) -> bool:
    """Whether its own words tell that a cue is of men counted, of troops, of an animal, a thing, or of kin killed."""
    if cue.kind == "alive" and scene.lang == "ru" and cue.text.endswith(_OF_OTHER_CASES):
        return True  # «отдал бронежилет раненому»
    if cue.kind in _OWN_OBJECT or buries(scene, cue, sentence) or counted_men(scene, cue) or troops(scene, cue):
        return True
    animal = cue.kind in OF_DEATH and of_an_animal(scene, cue)
    if animal or of_others_done(scene, cue, sentence) or of_a_thing(scene, cue) or missing_from_list(scene, cue):
        return True
    if scene.lang != "en":
        return False
    of_men = kills_others(scene, cue) or troops_alone(scene, cue)
    of_men = of_men or opens_with_many(scene, cue) or of_one_told_anew(scene, cue)
    return of_men or of_speaker(scene, cue) or of_another(scene, cue)


def _of_many_or_living(scene: Scene, cue: Cue, sentence: int) -> bool:
    """Whether a cue below a list tells of the living, or an English one of the many beside whom somebody is named."""
    if cue.kind in OF_LIVING and below_list(scene, cue.start):
        return True
    return scene.lang == "en" and of_the_many(scene, cue) and scene.names_somebody(sentence)


def _of_one_unnamed(scene: Scene, cue: Cue, sentence: int) -> bool:
    """Whether a death is of kin, a companion, whoever it may be, or one of several, whom the text does not name."""
    if loss_of_kin(scene, cue, sentence) or of_companion(scene, cue) or of_sons_death(scene, cue):
        return True
    if cue.kind == "fallen" and ADVERBIAL.match(scene.text, cue.end) and not scene.within(0, cue.start):
        return True  # «по словам вдовы погибшего, на приёме у А ей отказали»
    if cue.kind == "fallen" and not cue.plural and _HE_DOES.match(scene.text, cue.end):
        return True
    if cue.kind == "fallen" and _PREDECESSOR.search(scene.text, max(0, cue.start - 24), cue.start):
        return True  # «назначен вместо погибшего предшественника»
    return of_whoever(scene, cue) or of_one_of_them(scene, cue) or since(scene, cue) or of_named_kin(scene, cue)


def _in_focus(scene: Scene, cue: Cue, told: Told, sentence: int) -> tuple[int, ...]:
    """Who is in focus where the cue stands; nobody where it counts others than him."""
    behind = _NEXT_WORD.match(scene.text, cue.end)  # «поховають обох»
    named = ALL.findall(scene.text, _clause_start(scene, cue.start), behind.end() if behind else cue.end)
    many_named = bool(named) or (cue.kind in CEREMONY and bool(_MEN.search(scene.text, cue.start, cue.end + _OBJECT)))
    many = cue.plural or many_named or cue.kind == "happened"  # «Загинули А і Б. Це сталося 5 травня»
    his = cue.kind == "fallen" and scene.text.startswith("его ", cue.start - 4)  # «признал его умершим»
    sex, count = "m" if his else cue.sex, max(map(counted, named), default=0)
    found = focus(scene, _of_the_man(scene, cue, sentence), many, sex, _known(cue, told), count, cue.kind == "killed")
    unnamed = len(found) == 1 or _NOUN_BEHIND.match(scene.text, cue.end) or honoured(scene, sentence)
    if cue.kind == "requiem" and len(found) == 1 and (row := rolled(scene, cue.start, found[0])):
        return row  # «А, 33, танкист. Б, 20. Вечная память»
    later = any(o.start > cue.end and "n" in o.cases for o in scene.in_sentence(sentence)) and not many_named
    if fallen_others(cue) and (unnamed or later) and not heading(scene, cue):
        return ()
    if scene.lang == "ru" and (fallen_others(cue) or cue.text == "погибшим") and act_later(scene, cue, found):
        return ()
    if len(found) == 1 and cue.kind == "loss" and _COUNT_BEHIND.match(scene.text, cue.end):
        return ()
    if cue.text.startswith(("хоронят", "хоронить")) and len(found) == 1 and _MANY_BURIED.match(scene.text, cue.end):
        return ()  # «В районе хоронят погибших мобилизованных»
    several = cue.plural and count > 1 and NEED.get(cue.kind) == "n"
    if len(found) == 1 and several and (found[0] in told.living or not scene.names_somebody(sentence)):
        return ()  # «Хабаров озвучил потери: погибли трое ребят», «Гай выжил, трое его товарищей погибли»
    if cue.plural and len(found) == 1 and not many_named and (scene.lang == "en" or NEED.get(cue.kind) == "n"):
        return ()  # «Two soldiers beside him were killed»
    return found


def _of_the_man(scene: Scene, cue: Cue, sentence: int) -> int:
    """«Парень занимался у тренера А, а потом погиб»: who «the lad» is was told before his sentence."""
    begin = scene.sentences[sentence].start
    if cue.kind not in OF_DEATH or not _THE_MAN.match(scene.text, begin):
        return cue.start
    beside = scene.within(begin, cue.start)
    return cue.start if any("n" in o.cases for o in beside) else begin


def _aside(scene: Scene, cue: Cue, told: Told, sentence: int) -> frozenset[int]:
    """Who is named near a cue and is not meant: who speaks, gives, bears a body, is named later, or does something."""
    here = scene.in_sentence(sentence)
    aside = bearers(scene, cue) if cue.kind == "body" else givers(scene, cue, sentence)
    if cue.kind == "fallen" and not cue.plural:
        aside |= named_later(scene, sentence, cue.start)
    if cue.kind == "fallen" and cue.text.endswith("погибшим"):  # «А, вернувшийся без ног, открыл мемориал погибшим»
        aside |= told.living - told.dead
    if fallen_others(cue) or cue.text.endswith("погибшим"):  # «…, посвятили погибшим. Павел пропал без вести»
        lost = [c for c in scene.cues_within(cue.end, cue.end + _KIN_REACH) if c.kind in ("missing", "captive")]
        beside = {
            o.person for c in lost for o in scene.in_sentence(scene.lines.index(c.start)) if o.sentence > sentence
        }
        aside |= beside - told.dead
    if cue.kind in _OF_ABSENT:
        aside |= {o.person for o in here if o.does}
    if cue.kind in OF_DEATH:
        after = scene.following(cue.end)
        aside |= speakers(scene, sentence) | (speakers(scene, after.sentence) if after else frozenset())
        aside |= {o.person for o in scene.occurrences if scene.text.startswith(":", o.end)} & (told.living - told.dead)
    if cue.kind == "died" and not cue.plural:
        aside |= _by_whose_word(scene, cue, sentence)
    if scene.lang == "en":
        aside |= subjects(scene, cue, sentence)
        if cue.kind == "body":
            aside |= {o.person for o in here if o.end <= cue.start}  # «A walked behind the coffin»
        if cue.kind in OF_DEATH and not cue.sex:
            aside |= told.living - told.dead - {o.person for o in here}  # «“…,” said A. The soldier was killed»
    return aside


def _by_whose_word(scene: Scene, cue: Cue, sentence: int) -> frozenset[int]:
    """«Ходил двухсотым, воскресили его по распоряжению комбата А»: a commander named later in another case."""
    later = (o for o in scene.in_sentence(sentence) if o.start > cue.end)
    return frozenset(o.person for o in later if o.title == "comrade" and "n" not in o.cases)


def speakers(scene: Scene, sentence: int) -> frozenset[int]:
    """Those of the sentence whose name is the subject of a verb of speech: they live."""
    part = scene.sentences[sentence]
    said = [c for c in scene.cues_within(part.start, part.end) if c.kind == "said"]
    found = (argument_of(scene, c, sentence) for c in said)
    return frozenset(o.person for o in found if o is not None)


def _clause_start(scene: Scene, position: int) -> int:
    return max(scene.sentences[scene.lines.index(position)].start, position - 80)
