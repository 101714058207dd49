"""What stands between a word and a name: offices of the dead in apposition, and speakers who are no names.

Invariant: each question looks at the words between the two alone.
"""

from __future__ import annotations

import re

from everyname.extract.names.parts import is_man_noun, noun_cases
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.roles.titles import DEPUTY

_MOST = 190  # characters of an apposition
_CLOSED = re.compile(r"\s*(?:$|[.,;:!?\n(«—–])")
_BROKEN = re.compile(r"[.;:!?\n()]| [—–-] ")
_HEAD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEXT = re.compile(r" ([а-яё]+(?:-[а-яё]+)*)(?!\w)")
_LONG_TITLE = re.compile(r" [^,;:()\n]{0,140}")
_MODIFIERS = ("ий", "ый", "ой", "ая", "яя")  # of the noun that follows


def apposed_offices(scene: Scene, verb: Cue, name: Occurrence) -> bool:
    """«Убит призёр чемпионата, секретарь федерации А,»: offices in the nominative between the verb and the dead man."""
    gap = scene.text[verb.end : name.start]
    if scene.lang == "en" or name.start < verb.end or len(gap) > _MOST or _BROKEN.search(gap) or "n" not in name.cases:
        return False
    if not _CLOSED.match(scene.text, name.end) or scene.within(verb.end, name.start):
        return False
    if any(c.kind == "said" for c in scene.cues_within(verb.end, name.start)) or verbs_in(gap, scene.lang):
        return False
    return all(_nominal(phrase, scene.lang) for phrase in gap.split(",")[1:])


def _nominal(phrase: str, lang: str) -> bool:
    """Whether a phrase begins with a noun in the nominative, adjectives of it aside."""
    for word in _HEAD.findall(phrase):
        if word.endswith(_MODIFIERS):
            continue
        return "n" in noun_cases(word.lower(), lang)
    return True


def attribute_of_titled(scene: Scene, fallen: Cue, name: Occurrence) -> bool:
    """«Погибшему на СВО директору школы А»: the participle and the name in one phrase without a comma."""
    gap = scene.text[fallen.end : name.start]
    if (
        scene.lang == "en"
        or fallen.kind != "fallen"
        or fallen.plural
        or name.start < fallen.end
        or len(gap) > _MOST // 2
    ):
        return False
    return "," not in gap and not _BROKEN.search(gap) and "n" not in name.cases and not verbs_in(gap, scene.lang)


def own_speaker(scene: Scene, said: Cue, name: Occurrence) -> bool:
    """«А и Б погибли, сообщает администрация»: behind the verb stands a speaker who is not the name before it."""
    after = _NEXT.match(scene.text, said.end) if name.end <= said.start and scene.lang == "ru" else None
    if after is None:
        return False
    word = after[1].rpartition("-")[2]
    cases = noun_cases(word)
    kin = any(t.kind == "kin" for t in scene.titles_within(said.end, said.end + 2))  # «говорит мать»
    return "n" in cases and ("a" not in cases or kin or is_man_noun(word))


def namesake(scene: Scene, cue: Cue, name: Occurrence) -> bool:
    """«В школе им. Чкалова открыли доску»: whose name an institution bears is not spoken of, unless right behind it."""
    told = cue.start >= name.end and cue.kind in ("fallen", "posthumous", "memorial")
    behind = told and not _BROKEN.search(scene.text[name.end : cue.start])
    return name.title == "namesake" and not (behind and cue.start - name.end < _MOST // 4)


def titled_subject(scene: Scene, cue: Cue, occurrence: Occurrence, gap: str) -> bool:
    """«Погиб председатель отделения партии и глава поселения А»: a long title in the nominative, as the name."""
    behind = cue.end <= occurrence.title_at < occurrence.start and scene.lang != "en"
    if not behind or not _LONG_TITLE.fullmatch(gap) or verbs_in(gap, scene.lang):
        return False
    named = occurrence.noun.startswith(DEPUTY) or "n" in noun_cases(occurrence.noun.split()[0], scene.lang)
    return occurrence.cases == "n" and named
