"""Who signs a text or speaks it: a bare name on a line of its own, a name with a colon before what he says.

Invariant: a name that stands anywhere else in the text, or below a list, signs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from everyname.extract.roles.predicates import verbs_in

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Occurrence, Scene

_GIVEN_FIRST = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ-]+ [А-ЯЁІЇЄҐ](?:[а-яёіїєґ-]+|[А-ЯЁІЇЄҐ-]+)")
_CREDIT = 24
_CREDIT_BEHIND = re.compile(
    r" ?[/|] ?(?:[A-Z]{2,}|[A-Z][a-z]+(?: [A-Z][a-z]+)*|[A-Z]\w+)(?: ?/|$|[\n).,;]| via | Images| Photo)|"
    r" for (?:the |The |THE )?[A-Z][^.\n]{1,30}[)\n]| via (?:AP|AFP|Reuters|Getty)"
)
_CREDIT_BEFORE = re.compile(
    r"(?<!\w)(?:Photos?|Image|Images|Credit|Picture|Source|Copyright|©)(?: credit| by| from)?(?::|:? ©|:? by) ?$", re.I
)
_INITIALLED = re.compile(r"[А-ЯЁІЇЄҐ]\. ?[А-ЯЁІЇЄҐ][а-яёіїєґ'’-]+")
_INITIALS = re.compile(r"(?<!\w)[А-ЯЁІЇЄҐ]\.")
_BY_WORD = re.compile(r"\w,? [–—-] $")
_PROSE, _ENDS = 40, (".", "!", "»", "…", '"')  # the line above a signature: its least length, its ends
_ENTRY = 20  # characters from the beginning of a list's line to its name
_REST = re.compile(r"[.,]? *(?:[|/] *(?:[Фф]ото|[Тт]екст)[^\n]*|, (?:фото|текст|специально|наш корр)[^\n]*)?(?:\n|$)")
_STAMP = (  # the day and the hour of a publication
    r"(?:\d{1,2}\.\d{2}\.\d{4}|\d{1,2} [^\W\d_]{3,10},? \d{4})(?: ?р\.| року)?,? (?:\d\d|о \d\d):\d\d|"
    r"\d\d:\d\d,? (?:\d{1,2}\.\d{2}\.\d{4}|\d{1,2} [^\W\d_]{3,10},? \d{4})"
)
_STAMP_BEHIND, _STAMP_BEFORE = re.compile(rf"[,|]? ?(?:{_STAMP})"), re.compile(rf"(?:{_STAMP}),? ?[|]? ?$")
_STAMPED = 32  # characters of one
_SAYS = re.compile(r": ?[«\"]?[А-ЯЁ]")
_LOST = re.compile(r"погиб|павш|памят|честь|имен|посвящ", re.I)
_SPEECH = re.compile(
    r": ?(?:[«\"]|(?:Светлая|Вечная|Царств|Земля|Соболез|Помним|Скорб|Вечный|Упокой|Держитесь|Пусть|Искренн|Прими|Спи))"
)
_BEGINS = re.compile(r"\W*((?:[^\W\d_]+ ?){1,2})")
_TELLS = frozenset(("died", "killed", "fallen", "farewell", "buried", "loss", "interred", "rites", "condolence"))


def sign(scene: Scene) -> None:
    """«… выразили соболезнования. Ольга Сергеева»: who wrote it, below the text or above; who says it; who took it."""
    if scene.lang == "en":
        _credit(scene)
    _stamped(scene)
    if len(scene.occurrences) < 2:
        return
    _below(scene, scene.occurrences[-1])
    _by_word(scene)
    if scene.lang == "en":
        return
    _granted(scene)
    first = scene.occurrences[0]
    opens = not scene.text[: first.start].strip()
    if opens and not first.title and _SAYS.match(scene.text, first.end) and _own_name(scene, first):
        first.title, first.title_at = "author", first.start  # «Пётр Носов: В зоне СВО погиб наш земляк А»
    for one in scene.occurrences:
        if not one.title and _SPEECH.match(scene.text, one.end) and _own_name(scene, one) and _opens(scene, one):
            one.title, one.title_at = "author", one.start  # «Анна Лось: «Светлая память!»»
    bare = [o for o in scene.occurrences if _alone(scene, o)]
    if len(bare) == 1 and not bare[0].title and _own_name(scene, bare[0]) and _of_others(scene, bare[0]):
        bare[0].title, bare[0].title_at = "author", bare[0].start


def _stamped(scene: Scene) -> None:
    """«Анна Лось 17:32, 25 жовтня 2022»: whose name stands beside the day and the hour of a publication."""
    if ":" not in scene.text:
        return
    for one in scene.occurrences[:2]:
        before = max(0, one.start - _STAMPED)
        if not one.title and (
            _STAMP_BEHIND.match(scene.text, one.end) or _STAMP_BEFORE.search(scene.text, before, one.start)
        ):
            one.title, one.title_at = "author", one.start


def _opens(scene: Scene, one: Occurrence) -> bool:
    """Whether a name begins its sentence, in a text where others are told dead."""
    first = scene.sentences[one.sentence].start == one.start or scene.text.endswith(("» ", "\n", ". "), 0, one.start)
    return first and _told_of_others(scene, one)


def _granted(scene: Scene) -> None:
    """«Право открыть доску предоставлено майору А и участнику СВО Б», «покрывало сняли А и Б»: they live."""
    for right in scene.titles:
        if right.kind != "granted":
            continue
        end = scene.sentences[scene.lines.index(right.start)].end
        for one in scene.within(right.end, end):
            gap = scene.text[right.end : one.start]
            if not one.title and set(one.cases) & set("dn") and not _LOST.search(gap) and one.cases[:1] in "dn":
                one.title, one.title_at = "official", right.start


def _credit(scene: Scene) -> None:
    """Mark the photographers of an English text."""
    for one in scene.occurrences:
        if not one.title and _credited(scene.text, one.start, one.end):
            one.title, one.title_at, one.noun = "author", one.start, "photo"


def _credited(text: str, start: int, end: int) -> bool:
    """«Photo: A/AFP via Getty Images», «(A for The Post)», «[A]»: a credit beside a name or around it."""
    if _CREDIT_BEHIND.match(text, end) or _CREDIT_BEFORE.search(text, max(0, start - _CREDIT), start):
        return True
    return text[start - 1 : start] == "[" and text[end : end + 1] == "]"


def _by_word(scene: Scene) -> None:
    """«Погиб журналист – А. Гаврилюк»: to whose word a heading gives, named with his office below."""
    named = {o.person for o in scene.occurrences if o.title in ("official", "author")}
    for one in scene.occurrences if named else ():
        if one.person in named and not one.title and _INITIALLED.fullmatch(scene.text, one.start, one.end):
            ends = scene.text[one.end : one.end + 1] in ("", "\n")
            if ends and _BY_WORD.search(scene.text, max(0, one.start - 4), one.start):
                one.title, one.title_at = "author", one.start


def _below(scene: Scene, last: Occurrence) -> None:
    """A bare name on the last line, below prose that names others."""
    if not last.title and not scene.text[last.end :].strip(" .\n") and _office_line(scene, last):
        last.title, last.title_at = "author", last.start
    if last.title or scene.text[last.end :].strip() or not _GIVEN_FIRST.fullmatch(scene.text, last.start, last.end):
        return
    above = scene.text[: last.start].rstrip()
    gap = scene.text[len(above) : last.start]
    alone = gap.startswith("\n") or not gap  # «… получили ранения.Анна Егорова»
    line = above.rpartition("\n")[2]
    if alone and _own_name(scene, last) and len(line) > _PROSE and line.endswith(_ENDS):
        last.title, last.title_at = "author", last.start


def _office_line(scene: Scene, last: Occurrence) -> bool:
    """«Администрация сельсовета, Лось А.А.», «Подполковник И. Лось»: initials and an office, a line below a notice."""
    above, _, office = scene.text[: last.start].rpartition("\n")
    line = above.rstrip().rpartition("\n")[2]
    prose = len(line) > _PROSE and line.rstrip().endswith(_ENDS)
    if not prose or not _INITIALS.search(scene.text, last.start, last.end + 1) or verbs_in(office, scene.lang):
        return False
    begins = len(above.rstrip()) - len(line)
    if any(0 <= o.start - begins < _ENTRY for o in scene.occurrences):
        return False  # «Сержант Сомов А.Л., погиб в мае.»: entries of a list
    told = any(c.start > len(above) for c in scene.cues if c.kind in _TELLS)
    others = sum(bool(p.given) for p in scene.persons)
    again = sum(o.person == last.person for o in scene.occurrences) > 1
    return bool(others) and not told and not again and _told_of_others(scene, last)


def _own_name(scene: Scene, one: Occurrence) -> bool:
    """Whether it is written given name first, and once."""
    given = scene.persons[one.person].given
    again = sum(o.person == one.person for o in scene.occurrences) > 1
    return bool(given) and scene.text.startswith(given, one.start) and not again


def _alone(scene: Scene, one: Occurrence) -> bool:
    """Whether a name, given name first, is all of a line but a word on the picture."""
    begins = one.start == 0 or scene.text[one.start - 1] == "\n"
    bare = begins and _GIVEN_FIRST.fullmatch(scene.text, one.start, one.end)
    return bool(bare) and _REST.match(scene.text, one.end) is not None


def _of_others(scene: Scene, one: Occurrence) -> bool:
    """Whether the text tells a death of another by his name, and the next line goes on with no verb («Родился …»)."""
    rest = scene.text[one.end :].lstrip(" .,\n")
    opening = _BEGINS.match(rest)
    if opening and verbs_in(opening[1], scene.lang):
        return False
    return _told_of_others(scene, one)


def _told_of_others(scene: Scene, one: Occurrence) -> bool:
    told = (c for c in scene.cues if c.kind in _TELLS and not c.negated)
    sentences = {scene.lines.index(c.start) for c in told}
    return any(o.sentence in sentences and o.person != one.person for o in scene.occurrences)
