"""Which title a name bears: the noun before it or in apposition, and whether it is his own or that of his kin.

Invariant: a title reaches a name only where case agrees and nothing said of somebody stands between.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from everyname.extract.names.parts import is_man_noun, noun_cases, noun_sex
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.english_titles import bears_another
from everyname.extract.roles.passed_on import passed_on
from everyname.extract.roles.predicates import verbs_in

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Occurrence, Scene

_HARD = re.compile(r"[;:!?\n]|\.(?=\s|$)| (?:of whom|of which|after|when|while|since|until)(?!\w)")
_OF_WHOM = re.compile(r" [^\W\d_]+(?: [^\W\d_]+)?, ")  # «мать бойца, Анна»
_OF_EACH_OTHER = ("братья", "братьев", "братьям", "брати", "братів", "близнец", "brothers", "twins", "сестры")
_BYLINE = re.compile(r" (?:[a-z-]+ ){0,3}(?:[A-Z][\w.]* ){0,3}")
_OURS, _FEW_WORDS = 30, 3  # characters, and spaces, from «our» to the noun for kin
_NAMED_FOR = 40  # characters behind a name that tell why it is borne
_FALLEN = re.compile(r"погиб|павш|сложи|посмертн|отда[лв]|спецоп|специальн|(?<!\w)(?:сво|СВО)(?!\w)")
_FRIENDS = "друзья"
_MOTHER = ("супруга", "мать", "матер", "мати", "матір")
_HOUSEHOLD = ("семь", "родин", "сім")
_SEVERAL = ("родител", "батьк", "близк", "родн", "родственник")  # of one man
_WITHIN = re.compile(r"(?<!\w)(?:в|у|из|із|з) (?:[^\W\d_]+ ){0,2}$", re.I)
_ON = re.compile(r"(?<!\w)(?:на|по|с|з|із|без|нет|немає) $", re.I)
_OFFICE = re.compile(r", [^\W\d_A-ZА-ЯІЇЄҐ][^\W\d_]{3,} ")  # «…, міський голова»
_BRANCHES = re.compile(r" [а-яёіїєґ]+(?: [а-яёіїєґ]+)?, (?:[а-яёіїєґ]+ ){1,3}и (?:[^\W\d_]+ ){1,5}")
_APPOSED_BY = (", ", " — ", " – ", " (")
_ARTICLE_GAP = (", a ", ", an ", ", the ")
_LONG_GAP = re.compile(
    r", (?:an? |the |its |his |her )?(?:(?!former |ex-)[a-z][\w'’-]* ){0,4}"
)  # «A, a senior data reporter»
_SPEAKERS = (  # who is named beside a death because he told of it
    "journalist", "reporter", "correspondent", "editor", "spokes", "governor", "mayor", "minister", "advis", "head",
    "lawmaker", "senator", "official", "ambassador", "president", "chairman", "secretary", "prosecutor", "expert",
    "analyst", "ballerina", "conductor", "chief", "leader", "commissioner", "director", "blogger",
)  # fmt: skip
_OF_PETITIONER = re.compile(r" (?!(?:о|об|про) )(?:[^\W\d_]+ ){0,2}")
_PETITIONS = ("заяв", "иск", "обращ", "ходатай", "позов", "зверн", "клопот")  # who asks a court lives
_PICTURES = ("фото", "снимо", "снимк", "кадр", "видео", "світлин", "photo", "picture")
_APPOSED = re.compile(r", (?:[а-яёіїєґ-]+ ){0,3}")
_TITLE_REACH = 120
_OF_DEATH = 50  # characters from the noun for a death to the name it governs
_PARTED = re.compile(r"[,;:!?\n()«»]| [—–-] ")
_PARTING = ("said", "alive", "posthumous", "award_living")  # no title reaches past them
_DEATH = frozenset(
    (
        "died", "killed", "passed", "loss", "body", "interred", "buried", "farewell", "mourned", "rites", "honours",
        "fallen",
    )
)  # fmt: skip
_OBJECTS = frozenset(("loss", "body", "farewell", "mourned", "rites"))  # they govern no nominative
_KIN = "kin"
_SECOND, _HIS = ("заместит", "заступ"), re.compile(r"(?<!\w)(?:его|її|її|його) $", re.I)  # who is second to him
DEPUTY = ("замг", "замм", "замд", "замп", "замн", "замр", "врио", "помг")  # «замгубернатора»: its head has no cases
_CHILD_GAP = re.compile(r", (?:(?:a|an|the|his|her|only|eldest|youngest|elder|younger) ){0,2}")
_NO_TITLES = frozenset(
    (
        "child", "rank", "civil", "mine", "friend", "family", "address", "formula", "saint", "parent", "soldier",
        "eponym", "monument", "renaming", "clergy", "granted",
    )
)  # fmt: skip
_WHOSE = re.compile(r"(?<!\w)(?:его|ее|её|их|мой|моя|наш|наша|його|її|їх|мій|моя|наш|наша) $", re.I)


def give_titles(scene: Scene, titles: list[Cue]) -> None:
    """Give every occurrence the title that stands before it («губернатор …») or right after («…, глава района»)."""
    ends = [t.end for t in titles]
    previous_end = 0
    before: Occurrence | None = None
    for occurrence in scene.occurrences:
        floor = max(previous_end, scene.sentences[occurrence.sentence].start, occurrence.start - _TITLE_REACH)
        near = titles[bisect_left(ends, floor) : bisect_right(ends, occurrence.start)]
        near = [t for t in near if t.start >= floor]
        title = _of_parent(scene, occurrence, near) or _best_title(scene, occurrence, near)
        if title is None:
            title = _title_after(scene, occurrence, titles[bisect_right(ends, occurrence.end) :][:2])
        title = passed_on(scene, before, occurrence, title)
        if title:
            occurrence.title, occurrence.title_at, occurrence.noun = title.kind, title.start, title.text
        previous_end, before = occurrence.end, occurrence


def _of_parent(scene: Scene, occurrence: Occurrence, near: list[Cue]) -> Cue | None:
    """«Ivan, a son of Pyotr Lukin, was killed»: whose child one named before him is, he is kin."""
    for title in near:
        gap = scene.text[title.end : occurrence.start]
        before = scene.previous(title.start)
        behind = before is not None and bool(_CHILD_GAP.fullmatch(scene.text, before.end, title.start))
        if title.kind == "child" and behind and not _HARD.search(gap) and "," not in gap:
            return replace(title, kind="kin")
    return None


def _best_title(scene: Scene, occurrence: Occurrence, near: list[Cue]) -> Cue | None:
    mine = [t for t in near if t.kind == "mine"]
    for title in reversed(near):
        of_kin = title.kind == "official" and any(t.kind == _KIN and t.end + 1 == title.start for t in near)
        if of_kin:
            gap = scene.text[title.end : occurrence.start]
            if "," in gap or not _agrees(title, occurrence, scene.lang) or "g" not in occurrence.cases:
                continue  # «брат главы, подполковник А»
        if title.kind in _NO_TITLES or not _reaches(scene, title, occurrence):
            continue
        if title.kind == _KIN and _as_address(scene, title, occurrence, near):
            return None
        if title.kind == _KIN and title.text.startswith(_OF_EACH_OTHER):
            return None
        if title.kind == _KIN and title.text == _FRIENDS and not _WHOSE.search(scene.text, 0, title.start):
            return None  # «друзья А и Б ушли вместе»
        if not of_kin and not title.text.startswith(_PETITIONS) and _governed(scene, title, occurrence):
            return None
        if title.kind == "official" and title.text.startswith(_SECOND) and _HIS.search(scene.text, 0, title.start):
            return replace(title, kind="comrade")  # «такое же звание присвоено его заместителю А»
        if title.kind == "kin" and any(_called_ours(scene, m, title) for m in mine):
            return None
        if title.kind == "kin" and _of_kin(scene, title, occurrence):
            return replace(title, kind="of_kin")
        return title
    return None


def _called_ours(scene: Scene, mine: Cue, kin: Cue) -> bool:
    """«наш дорогой друг А», «our dear friend A»; no «our thoughts are with the family of A»."""
    between = scene.text[mine.end : kin.start]
    return 0 <= kin.start - mine.end < _OURS and (scene.lang != "en" or between.count(" ") <= _FEW_WORDS)


def _as_address(scene: Scene, title: Cue, occurrence: Occurrence, near: list[Cue]) -> bool:
    """«Дядя Гена Рогожкин»: what a village calls a man, where the text names nobody else whose kin he may be."""
    called = any(t.kind == "address" and t.start == title.start for t in near)
    alone = all(o.person == occurrence.person for o in scene.occurrences)
    return called and alone and title.end + 1 == occurrence.start and not _WHOSE.search(scene.text, 0, title.start)


def _reaches(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """Whether nothing parts the noun from the name, and their cases agree where both are known."""
    if title.kind == "official" and not _agrees(title, occurrence, scene.lang):
        return False
    gap = scene.text[title.end : occurrence.start]
    if scene.lang == "en" and (" as " in gap or (title.text == "by" and not _BYLINE.fullmatch(gap))):
        return False  # «killed by Russian fire were identified as A», «identified by their commander as A»
    if scene.lang == "en" and title.kind == "official" and bears_another(scene, title, occurrence):
        return False
    if title.kind == "namesake" and _of_the_fallen(scene, title, occurrence):
        return False
    if title.kind == "official" and scene.lang != "en" and "," not in gap and verbs_in(gap, scene.lang):
        return False  # «исследователи нашли могилу майора А»
    if scene.lang != "en" and gap.endswith(", ") and _of_former(scene, title, occurrence):
        return False
    petition = title.text.startswith(_PETITIONS)
    if petition and not _OF_PETITIONER.fullmatch(gap):
        return False  # «заявление части о признании А умершим»
    signs = title.kind == "author" and not petition
    if not signs and _HARD.search(gap.replace("и.о.", "").rstrip()):
        return False
    between = scene.cues_within(title.end, occurrence.start)
    if title.kind == "kin" and (_agrees(title, occurrence, scene.lang) or "g" in occurrence.cases):
        between = [c for c in between if c.kind != "fallen"]  # «мать двоих погибших, Анна Котова», «вдові загиблого А»
    if any(c.kind in _DEATH or c.kind in _PARTING for c in between):
        return False
    pictured = title.text.startswith(_PICTURES)
    if pictured and (")" in gap or _ON.search(scene.text, max(0, title.start - 7), title.start)):
        return False  # «(фото ниже): А», «узнал на фото А», «без фото — А»
    commas = gap.count(",")
    if title.kind == "kin":
        apposed = not commas or gap.strip().startswith(",") or bool(_OF_WHOM.fullmatch(gap))
        return len(gap) < 40 and commas <= 1 and apposed
    return commas == 0 or (commas == 1 and (len(gap.split(",")[1]) < 45 or _of_branches(title, gap, occurrence, scene)))


def _of_former(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """«А, бывший редактор газеты, Б, …»: a noun between commas is of the name before it."""
    before = scene.previous(title.start)
    if before is None or before.sentence != occurrence.sentence:
        return False
    return _APPOSED.fullmatch(scene.text, before.end, title.start) is not None


def _of_branches(title: Cue, gap: str, occurrence: Occurrence, scene: Scene) -> bool:
    """«Министр промышленности, предпринимательства и торговли Кировской области А»: an office of several branches."""
    nominative = occurrence.cases == "n" and "n" in noun_cases(title.text.split()[0], scene.lang)
    return title.kind == "official" and nominative and bool(_BRANCHES.fullmatch(gap)) and not verbs_in(gap, scene.lang)


def _of_the_fallen(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """«Аллея имени участника СВО А», «школа имени А, погибшего на СВО»; «имя» that is given to something now."""
    before, behind = scene.text[title.end : occurrence.start], scene.text[occurrence.end : occurrence.end + _NAMED_FOR]
    told = _FALLEN.search(before) or (behind[:2] in (", ", " (") and _FALLEN.search(behind))
    return bool(told) or len(scene.text[title.end : occurrence.start]) > _NAMED_FOR


def _governed(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """Whether a word of death governs the titled noun: «гибель сына, Ивана» names the dead, not his kin."""
    for cue in reversed(scene.cues_within(max(0, title.start - 45), title.start)):
        if cue.kind in _OBJECTS and scene.lang != "en" and occurrence.cases == "n":
            continue  # «возглавил отпевание настоятель прихода А»
        if (cue.kind in _DEATH or cue.kind == "bereaved") and cue.end <= title.start:
            between = scene.text[cue.end : title.start]
            many = cue.text.endswith(("их", "ими"))  # «портрети полеглих – фото сина Надії»
            apart = re.search(r"[,.;:!?\n]| [—–-] " if many else r"[,.;:!?\n]", between) or (
                scene.lang != "en" and verbs_in(between, scene.lang)
            )
            return not apart and len(between) < 30
    return False


def _of_kin(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """Whether the name is the one the kin is of («вдова Ивана»), not the kin's own («вдова Мария»)."""
    if scene.lang == "en":
        return scene.text[title.end : occurrence.start].startswith(" of ")
    if title.text.startswith(_HOUSEHOLD) and _WITHIN.search(scene.text, max(0, title.start - 40), title.start):
        return False  # «вырос в семье лесоруба А»
    if _son_of_hers(scene, title, occurrence):
        return False
    if _other_sex(scene, title, occurrence) or title.text.startswith(_SEVERAL):
        return "g" in occurrence.cases  # «мать прапорщика Ивана Котова», «орден у родителей сержанта А»
    if _sexes_differ(scene, title, occurrence):
        return True  # «мать А»
    noun = noun_cases(title.text.split()[0], scene.lang)
    return bool(noun) and "g" in occurrence.cases and not set(noun) & set(occurrence.cases)


def _son_of_hers(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """Whether the noun is a man's and the name that of a woman, whose kin he is: «фото зятя Надії Мороз»."""
    man = noun_sex(title.text.split()[0], scene.lang) == "m"
    return man and scene.persons[occurrence.person].sex == "f" and "g" in occurrence.cases


def _sexes_differ(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """Whether the noun is a woman's and the name, in full and in no nominative, a man's."""
    person = scene.persons[occurrence.person]
    return title.text.startswith(_MOTHER) and person.sex == "m" and bool(person.surname) and "n" not in occurrence.cases


def _other_sex(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """Whether the noun is of a woman and the name that of a man, whom another noun names: «мать прапорщика Ивана»."""
    woman = noun_sex(title.text.split()[0], scene.lang) == "f"
    *_, last = ("", *scene.text[title.end : occurrence.start].split())
    ranked = any(f.kind == "rank" and title.end < f.start and f.end + 1 == occurrence.start for f in scene.found)
    return woman and scene.persons[occurrence.person].sex == "m" and (ranked or is_man_noun(last, scene.lang))


def _title_after(scene: Scene, occurrence: Occurrence, titles: list[Cue]) -> Cue | None:
    if _lost(scene, occurrence):
        return None  # «confirmed the death of Major A, head of staff»
    if scene.text.startswith(" (@", occurrence.end):
        return Cue("author", occurrence.end + 2, occurrence.end + 3, "@", False, False)
    for title in titles:
        gap = scene.text[occurrence.end : title.start]
        signs = scene.sentences[occurrence.sentence].start == occurrence.start and _OFFICE.fullmatch(gap)
        apposed = gap == ", " and scene.lang == "ru" and title.kind == "official"
        if (apposed and not _agrees(title, occurrence, scene.lang)) or title.text == "by":
            continue  # «known by his call sign», «приехали друзья Андрея, представители думы»
        if gap in _APPOSED_BY and _kin_of_fallen(scene, title, occurrence):
            return title
        if title.kind in ("official", "author", "comrade") and (signs or gap in _APPOSED_BY or _speaks(title, gap)):
            return title
    return None


def _kin_of_fallen(scene: Scene, title: Cue, occurrence: Occurrence) -> bool:
    """«Лариса Коваль – мати загиблого Івана»: who is kin of one who fell, no death told before the name."""
    fallen = any(c.kind == "fallen" for c in scene.cues_within(title.end + 1, title.end + 2))
    if scene.lang != "uk" or title.kind != _KIN or not fallen or "n" not in occurrence.cases:
        return False
    begin = scene.sentences[occurrence.sentence].start
    return not any(c.kind in _DEATH for c in scene.cues_within(begin, occurrence.start))


def _speaks(title: Cue, gap: str) -> bool:
    """«Pavel Strogov, a journalist with state television»."""
    if not title.text.startswith(_SPEAKERS):
        return False
    return gap in _ARTICLE_GAP or _LONG_GAP.fullmatch(gap) is not None


def _lost(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether the noun for a death governs the name itself: whatever his office, it is his own."""
    near = scene.cues_within(occurrence.start - _OF_DEATH, occurrence.start)
    return any(c.kind == "loss" and not _PARTED.search(scene.text, c.end, occurrence.start) for c in near)


def _agrees(title: Cue, occurrence: Occurrence, lang: str) -> bool:
    noun = next((cases for word in title.text.split()[:2] if (cases := noun_cases(word, lang))), "")
    return not noun or title.text.startswith(DEPUTY) or bool(set(noun) & set(occurrence.cases))
