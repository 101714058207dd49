"""Days of a man's last fight, told without a word of death: «Максим погиб … 8 февраля вытаскивал раненого».

Invariant: the sentence names nobody but him and tells of no wound healed, award or way home; the text tells a death.
"""

from __future__ import annotations

from everyname.extract.facts.beside import EVENTS
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import lazily

_FIGHT = (
    r"(?<!\w)(?:в бою|в ходе боя|прикры|обстрел|накры|прил[её]т|подорвал|вытаскива|вынос|вынес|штурм|дрон|fpv|"
    r"снайпер|осколок|осколк|мин[аыу](?!\w)|попал[аи]? под|сбит|сбил|рухнул|разбил|крушени|сброс)"
)
_LIVED_ON = (
    r"(?<!\w)(?:ранен|выжил|госпитал|наград|награжд|медал|орден|получил|родил|позвонил|сообщ|вернул|отпуск|похорон|"
    r"прощан|простил|проводил|привез|контуз|операци|пропал|плен|пострадавш|мирн|жител|школ)"
)
_OTHERS_HURT = r"(?:вытаскива|вынос|вынес|спаса|эвакуир)[а-я]* (?:[а-яё]+ ){0,2}ранен[а-я]*"
_DAYS = ("words", "numeric", "day", "weekday")
_WHOLE_DAY = len("2024-01-31")
_REACH = 3  # sentences between the word of death and that of the fight


def tells_last_fight(scene: Scene, found: Found) -> bool:
    """Whether a day is that of a fight, a few sentences from the death of the one man in focus."""
    if scene.lang != "ru" or found.kind != "date" or found.attrs.get("form") not in _DAYS:
        return False
    if {"role", "pair", "since"} & found.attrs.keys() or len(found.value) != _WHOLE_DAY:
        return False
    if found.value[:4] < str(scene.war.year):
        return False
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    if part.start != found.start and scene.text[part.start : found.start].count(" ") > 3:
        return False  # the day opens its sentence
    said = lazily(_OTHERS_HURT).sub("", scene.text[part.start : part.end])
    if not lazily(_FIGHT).search(said) or lazily(_LIVED_ON).search(said):
        return False
    low = scene.sentences[max(0, number - _REACH)].start
    high = scene.sentences[min(len(scene.sentences) - 1, number + 2)].end
    return any(c.kind in EVENTS["death"] and not c.negated for c in scene.cues_within(low, high))
