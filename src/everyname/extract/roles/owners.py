"""Whose a word is: the persons a cue or a fact speaks of, by case, clause, enumeration and focus.

Invariant: the answer depends on structure alone; a stretch that names nobody passes to the one in focus, and a
sentence that names somebody else never reaches past him.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from everyname.extract.names.parts import noun_cases
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.tokens import Sentence

_NEED = {
    "bereaved": "ga",
    "died": "n",
    "passed": "n",
    "condolence": "d",
    "loss": "g",
    "body": "g",
    "interred": "n",
    "buried": "ga",
    "farewell": "i",
    "mourned": "dgl",
    "said": "n",
    "alive": "n",
}
_NEED |= {"missing": "nga", "captive": "nga", "posthumous": "nda", "award_living": "nda"}
_AFTER = frozenset(("bereaved", "loss", "body", "farewell", "buried", "mourned"))  # the argument follows the word
_OF_DEATH = frozenset(
    ("died", "passed", "loss", "body", "interred", "buried", "farewell", "mourned", "fallen", "killed", "bereaved")
)
_ASIDE = frozenset(("kin", "official", "author"))
_MOST = 230
_OFFICIAL_SUBJECT = 60  # an official's own death is told rarely, and then right by his name
_SUBJECT_GAP = re.compile(r" ?[^,;:()]{0,24}")
_OWN_OBJECT = frozenset(("bereaved", "said"))  # they speak of those the sentence names, or of nobody
_PEOPLE = (
    r"(?:[^\W\d_]+(?:их|ых|ian|ish) )?(?:человек|люд|военн|солдат|бойц|жител|мобилизован|россиян|украинц|"
    r"осіб|воїн|військов|людей|people|men|soldiers|troops|servicemen|civilians)"
)
_NUMBER_BEFORE = re.compile(rf"\d[\d ]*(?:тыс\w*\.? )?{_PEOPLE}\w* $", re.I)
_NUMBER_AFTER = re.compile(rf" (?:[^\W\d_]+ ){{0,2}}\d[\d ]*(?:тыс\w*\.? )?{_PEOPLE}", re.I)
_TRADE = re.compile(r" (?:[^\W\d_]+ ){0,3}")
_PRESENTS = re.compile(r" ?[—–:-] ")
_ASIDE_AFTER = re.compile(r", [^,.;\n]{3,60}")
_HEADING = 90  # characters from a heading's word to its colon
_HEADINGS = frozenset(("fallen", "losses", "posthumous", "died", "killed", "loss", "buried", "farewell"))
_ITEM_LEAD = 40  # characters from the colon to the first name: a rank, a place
_GAP_DASH = re.compile(r"\s+[—–-]\s+")
_COUNTING = ("перв", "втор", "трет", "перш", "друг", "трет", "the first", "the second", "the third")
_COUNTED_GAP = 24
_OF_MANY = ("их", "ими", "ие")
_BACK = 1500  # characters that a focus reaches
_LEAD_MOST = 34  # characters before the name of an item
ALL = re.compile(
    r"(?<!\w)(?:все|всех|всем|оба|обоих|обеих|обе|трое|троих|четверо|ребята|парни|они|их|обидва|обох|усі|both|all|they|them)(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A cue with the persons it speaks of."""

    cue: Cue
    persons: tuple[int, ...]
    sentence: int
    direct: bool = True  # the sentence of the cue names them


def claim(scene: Scene) -> list[Claimed]:
    """Every cue with its persons; cues that speak of nobody named stay with an empty tuple."""
    return [_claimed(scene, cue) for cue in scene.cues]


def _claimed(scene: Scene, cue: Cue) -> Claimed:
    persons, sentence = owners(scene, cue), scene.lines.index(cue.start)
    here = {o.person for o in scene.in_sentence(sentence)} if persons else set()
    return Claimed(cue, persons, sentence, not here.isdisjoint(persons))


def owners(scene: Scene, cue: Cue) -> tuple[int, ...]:
    """Persons a cue speaks of."""
    sentence = scene.lines.index(cue.start)
    best = _argument(scene, cue, sentence)
    if best is not None:
        whole = cue.kind in _AFTER or cue.plural or cue.kind not in _NEED or _heads(cue, best)
        members = scene.members(best) if whole else [best]
        if _heads(cue, best):
            members = [o for o in members if o.start >= cue.end]
        members = members + _gapped(scene, cue, best) + _itemised(scene, cue, best)
        if len(members) == 1 and best.end <= cue.start and _fallen_others(cue):
            return ()
        return tuple(dict.fromkeys(o.person for o in members))
    if cue.kind in _OWN_OBJECT or _buries(scene, cue, sentence) or _counted_men(scene, cue):
        return ()
    many_named = bool(ALL.search(scene.text, _clause_start(scene, cue.start), cue.end))
    many = cue.plural or many_named
    spoken_of = focus(scene, cue.start, many, cue.sex)
    if _fallen_others(cue) and len(spoken_of) == 1 and not _heading(scene, cue):
        return ()
    if cue.plural and len(spoken_of) == 1 and scene.lang == "en" and not many_named:
        return ()  # «Two soldiers beside him were killed»
    speakers = _speakers(scene, sentence) if cue.kind in _OF_DEATH else frozenset()
    return tuple(p for p in spoken_of if p not in speakers)


def _counted_men(scene: Scene, cue: Cue) -> bool:
    """«погибли 2 967 военнослужащих», «погибло 36 человек»: a number, nobody named."""
    if not (cue.plural or cue.text.endswith("ло")):
        return False
    return bool(_NUMBER_BEFORE.search(scene.text, max(0, cue.start - 40), cue.start)) or bool(
        _NUMBER_AFTER.match(scene.text, cue.end)
    )


def _heading(scene: Scene, cue: Cue) -> bool:
    """Whether the word stands in a heading: its sentence ends with a colon or a line."""
    part = scene.sentences[scene.lines.index(cue.start)]
    rest = scene.text[cue.end : part.end]
    return ":" in rest or rest.endswith("\n")


def _speakers(scene: Scene, sentence: int) -> frozenset[int]:
    """Those of the sentence whose name is the subject of a verb of speech: they live."""
    part = scene.sentences[sentence]
    said = [c for c in scene.cues_within(part.start, part.end) if c.kind == "said"]
    found = (_argument(scene, c, sentence) for c in said)
    return frozenset(o.person for o in found if o is not None)


def _heads(cue: Cue, argument: Occurrence) -> bool:
    """«Посмертно к ордену представлены А, Б и В»: said before an enumeration it speaks of all of it."""
    return cue.kind == "posthumous" and cue.end <= argument.start


def _gapped(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«А похоронили 15 апреля, Б — сегодня»: those who share a verb told once, in the same case and before a dash."""
    if cue.kind not in _NEED or argument.end > cue.start:
        return []
    later = scene.within(cue.end, scene.sentences[argument.sentence].end)
    return [o for o in later if set(o.cases) == set(argument.cases) and _GAP_DASH.match(scene.text, o.end)]


def _itemised(scene: Scene, cue: Cue, argument: Occurrence) -> list[Occurrence]:
    """«Имена погибших: Уржум — А; Омутнинск — Б»: a heading in a sentence speaks of every item behind its colon."""
    colon = scene.text.find(":", cue.end, cue.end + _HEADING)
    first = scene.following(colon) if colon >= 0 else None
    if cue.kind not in _HEADINGS or first is None or not colon < argument.start or first.start - colon > _ITEM_LEAD:
        return []
    return [o for o in scene.within(colon, scene.sentences[argument.sentence].end) if o.title not in _ASIDE]


def _fallen_others(cue: Cue) -> bool:
    """«…, погибших не вывозят»: a participle in the plural behind one man speaks of others."""
    return cue.kind == "fallen" and cue.text.split()[0].endswith(_OF_MANY)


def _buries(scene: Scene, cue: Cue, sentence: int) -> bool:
    """English: whoever «has buried» somebody lives."""
    return scene.lang == "en" and cue.kind == "buried" and any(o.end <= cue.start for o in scene.in_sentence(sentence))


def _argument(scene: Scene, cue: Cue, sentence: int) -> Occurrence | None:
    need = _NEED.get(cue.kind) if scene.lang != "en" else None
    costs = []
    subject = _kin_subject(scene, cue)
    for occurrence in _near(scene, cue, sentence):
        if need and not set(need) & set(occurrence.cases):
            continue
        if _other_sex(scene, cue, occurrence) or (subject is not None and occurrence.title_at != subject.start):
            continue
        if (
            cue.kind in _OF_DEATH
            and occurrence.title in ("official", "author")
            and not _subject(scene, cue, occurrence)
        ):
            continue
        if _buries(scene, cue, sentence) and occurrence.end <= cue.start:
            continue
        costs.append((_cost(scene, cue, occurrence), occurrence.start, occurrence))
    if not costs:
        return None
    cost, _, best = min(costs, key=lambda c: c[:2])
    return best if cost < _MOST else None


def _speaks(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether a verb of speech and the name stand side by side, at most a trade between: «подсчитала демограф А»."""
    part = scene.sentences[occurrence.sentence]
    for cue in scene.cues_within(part.start, part.end):
        low, high = (occurrence.end, cue.start) if occurrence.end <= cue.start else (cue.end, occurrence.start)
        if cue.kind == "said" and _TRADE.fullmatch(scene.text[low:high]):
            return True
    return False


def _kin_subject(scene: Scene, cue: Cue) -> Cue | None:
    """«брат погиб», «погиб сын»: the kin noun that is itself the subject of a verb of death."""
    if _NEED.get(cue.kind) != "n" or cue.kind not in _OF_DEATH or scene.lang == "en":
        return None
    for title in scene.titles:
        touches = title.end + 1 == cue.start or cue.end + 1 == title.start
        if touches and title.kind == "kin" and "n" in noun_cases(title.text.split()[0]):
            return title
    return None


def _subject(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether an official is himself who died: his name in the nominative right by the verb, or in apposition to it."""
    if _NEED.get(cue.kind) != "n" or cue.plural:
        return False
    low, high = (occurrence.end, cue.start) if occurrence.end <= cue.start else (cue.end, occurrence.start)
    if any(c.kind == "said" for c in scene.cues_within(low, high)):
        return False
    apposed = occurrence.title_at > occurrence.end and high == cue.start
    return apposed or bool(_SUBJECT_GAP.fullmatch(scene.text[low:high]))


def _other_sex(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    sex = scene.persons[occurrence.person].sex
    return bool(cue.sex and sex and cue.sex != sex)


def _near(scene: Scene, cue: Cue, sentence: int) -> list[Occurrence]:
    part = scene.sentences[sentence]
    return scene.within(max(part.start, cue.start - 400), min(part.end, cue.end + 400))


def _cost(scene: Scene, cue: Cue, occurrence: Occurrence) -> float:
    before = occurrence.end <= cue.start
    low, high = (occurrence.end, cue.start) if before else (cue.end, occurrence.start)
    gap = scene.text[low:high]
    cost = len(gap) * 0.6 + 14 * gap.count(",") + 70 * gap.count(";") + 15 * len(scene.within(low, high))
    if occurrence.title in ("official", "author") and cue.kind in _OF_DEATH:
        cost += _OFFICIAL_SUBJECT
    elif occurrence.title in _ASIDE:
        cost += _aside_cost(cue, before)
    if before and cue.kind in _AFTER:
        cost += 90 if "n" in occurrence.cases else 25  # «Старшину Ивана Котова похоронили»
    if not before and cue.kind in ("alive", "missing", "captive"):
        cost += 15
    if before and cue.kind == "fallen" and _PRESENTS.match(scene.text, cue.end):
        cost += 60  # «живы А и Б, а павший — капитан В»
    if before and cue.kind == "posthumous" and _ASIDE_AFTER.match(scene.text, cue.end):
        cost += 60  # «А и, посмертно, капитан Б»
    return cost


def _aside_cost(cue: Cue, before: bool) -> float:
    """How far a titled person stands from a cue: kin before the verb may be its subject, kin after it seldom."""
    if cue.kind in ("said", "alive"):
        return 25
    if cue.kind in _AFTER:
        return 60
    return 30 if before else 150


def focus(scene: Scene, position: int, many: bool, sex: str = "") -> tuple[int, ...]:
    """Whom a stretch speaks of that names nobody: the last one in the foreground, or the first after it."""
    part = scene.sentences[scene.lines.index(position)]
    if counted := _counted(scene, part, position):
        return counted
    around = scene.within(position - _BACK, position + _BACK)
    here = [o for o in around if scene.sentences[o.sentence].line == part.line and _in_front(scene, o, sex)]
    before = [o for o in here if o.start < position]
    if not before and here and not _continues(scene, part.line):
        return _chosen(scene, here[0], many, here)
    earlier = _earlier(scene, position)
    chain = [o for o in earlier if _in_front(scene, o, sex)] or [o for o in earlier if _kin_spoken_of(o)]
    if chain:
        return _chosen(scene, chain[-1], many, chain)
    return ahead(scene, position, sex)


def _counted(scene: Scene, part: Sentence, position: int) -> tuple[int, ...]:
    """«Первый погиб …, второй …»: the man of that place in the enumeration told before."""
    low = part.start
    clause = scene.text[max(low, scene.text.rfind(",", low, position) + 1) : position].strip(' «"—–-').lower()
    number = next((n % 3 for n, word in enumerate(_COUNTING) if clause.startswith(word)), None)
    if number is None or len(clause) > _COUNTED_GAP:
        return ()
    earlier = [o for o in _earlier(scene, low) if _in_front(scene, o, "")]
    told = list(dict.fromkeys(o.person for o in earlier if earlier and o.sentence == earlier[-1].sentence))
    return (told[number],) if 1 < len(told) > number else ()


def _kin_spoken_of(occurrence: Occurrence) -> bool:
    """Kin in an oblique case («мужа сестры, Ивана») may be whom a text is about; kin in the nominative acts."""
    return occurrence.title == "kin" and "n" not in occurrence.cases


def _in_front(scene: Scene, occurrence: Occurrence, sex: str) -> bool:
    if occurrence.title in _ASIDE:
        return False
    known = scene.persons[occurrence.person].sex
    return not (sex and known and sex != known)


def ahead(scene: Scene, position: int, sex: str = "") -> tuple[int, ...]:
    """The persons a heading is about: every item of the list below it, or the names of the next sentence."""
    after = scene.following(position)
    if after is None:
        return ()
    heads = item_heads(scene, scene.sentences[after.sentence].line)
    if len(heads) > 1:
        return tuple(heads)
    named = [o for o in scene.in_sentence(after.sentence) if _in_front(scene, o, sex)]
    return tuple(dict.fromkeys(o.person for o in named))


def item_heads(scene: Scene, from_line: int = 0) -> dict[int, int]:
    """The first person of every line that is an item of a list, with the number of the line, in order."""
    heads: dict[int, int] = {}
    for line in scene.lines_with_names():
        if line >= from_line and _is_item(scene, line):
            heads.setdefault(scene.in_line(line)[0].person, line)
    return heads


def _is_item(scene: Scene, line: int) -> bool:
    """Whether a line begins with a name, or with a mark, a rank or a place and soon a name."""
    first = scene.in_line(line)[0]
    begin = scene.line_start(line)
    lead = scene.text[begin : first.start].strip()
    if scene.text[begin : scene.text.find("\n", first.end)].rstrip().endswith(":"):
        return False  # a heading, whomever it names
    return len(lead) < _LEAD_MOST and first.title not in ("official", "author")


def _continues(scene: Scene, line: int) -> bool:
    """Whether a line goes on with the story of the line before: plain prose does, items of a list do not."""
    return not scene.in_line(line - 1) and not scene.in_line(line + 1)


def _earlier(scene: Scene, position: int) -> list[Occurrence]:
    low = max(0, position - _BACK)
    return scene.within(low, position)


def _chosen(scene: Scene, last: Occurrence, many: bool, chain: list[Occurrence]) -> tuple[int, ...]:
    members = scene.members(last)
    if many:
        wide = [o for o in chain if o.sentence == last.sentence] if len(members) == 1 else members
        return tuple(dict.fromkeys(o.person for o in wide))
    return (last.person,) if len(members) == 1 else tuple(dict.fromkeys(o.person for o in members))


def _clause_start(scene: Scene, position: int) -> int:
    return max(scene.sentences[scene.lines.index(position)].start, position - 80)
