"""Whose a word is where English shows it by the order of words: who speaks, whose coffin it is, whom «and» joins.

Invariant: each question looks at the sentence of the word alone.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.english_titles import GOES_ON
from everyname.extract.roles.focus import ASIDE
from everyname.extract.roles.predicates import quoted
from everyname.extract.roles.scene import Occurrence, Scene

_OF_LIFE = frozenset(("said", "alive", "found_alive"))
_TRADE = re.compile(r" (?:[^\W\d_]+ ){0,3}")
_WHOSE = re.compile(r"(?<!\w)(?:whose|his|her|their) (?:[^\W\d_]+ ){0,2}$")
_SAYING = re.compile(r"(?:, [^,]{2,60},|,)? (?:has |have |had |also |later |was |is )?")
_ASIDE = re.compile(r", (?:an? |the |who )[^,“”\"]{2,110}, ")
_SPEAKER = re.compile(r" (?:[a-z-]+ ){0,3}(?:[a-z-]+, )?(?:[A-Z][\w.]* ){0,3}")  # «said his commander, Captain»
_MARKS = ('"', "”", "»")
_ALIAS = ("real name is ", "real name was ", "born ")
_SOURCE = re.compile(r" (?:(?:a|an|the|his|her|their) )?(?:[a-z-]+,? ){0,4}(?:[A-Z][\w.]* ){0,4}")
_TELLERS = ("kin", "official", "comrade")
_OWNS = ("'s ", "’s ", "' ", "’ ")
_TRANSITIVE = frozenset(("farewell", "loss", "buried", "body", "mourned"))
_OBJECT_NEXT = (" to", " of", " for", " killing", " murdering", " assassinating")
_PAID = ("paid ", "pay ", "pays ", "paying ")
_DONE = (
    *_PAID,
    "lost ",
    "has lost",
    "have lost",
    "russia ",
    "ukraine ",
    "bid ",
    "bade ",
    "bids ",
    "said ",
    "mourn",
    "remember",
)
_LATTER = re.compile(r"(?<!\w)the latter (?:was |were |had |has |himself )?$")
_QUOTED = tuple(',"”»')
_AND_LAST = re.compile(r",? and (?:[^\W\d_][\w.-]* ){0,3}$")
_TITLE_REACH = 24
_HAS = (" ", " has ", " have ", " had ")
_SAYS_NEXT = 80  # characters from a name to its verb of speech
_DEATHS = ("death", "deaths")
_AGED = re.compile(r"-(?:year-)?olds?['’]$")
_OTHER_CLAUSE = re.compile(
    r"(?<!\w)(?:since|when|after|before|because|while|until|whose|who|that|which|as|than|though|although)(?!\w)"
)


_NEW_VERB = re.compile(
    r"(?<!\w)(?:is|was|were|are|has|have|had|will|would|could|can|may|since|when|after|before|because|while|until|"
    r"that|according|said|says|told)(?!\w)"
)
_PRESENTED = re.compile(r":|(?: so far| there)? (?:is|was|were|are|includ\w+|named|identified)(?!\w)")
_NAMED_AS = re.compile(r"(?<!\w)(?:named|identified|known|called) ")


def of_another(scene: Scene, cue: Cue) -> bool:
    """«his brother's death»: a death whose owner is told right before it and is no name."""
    if cue.text != "s death":
        return False
    return not _AGED.search(scene.text, max(0, cue.start - 16), cue.start)


def told_apart(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether a name behind a verb of death is in another clause, or that of one who tells it."""
    return in_other_clause(scene, cue, occurrence) or says_behind(scene, cue, occurrence)


def in_other_clause(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«to have been killed since President A ordered»: a name behind the verb, in a clause of its own."""
    between = scene.text[cue.end : occurrence.start]
    return ":" not in between and bool(_OTHER_CLAUSE.search(between))


def behind_its_noun(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«the death of a general is a blow to A»: whose death it is stands before the verb that the noun has."""
    if cue.text.startswith("fatalit") and occurrence.start > cue.end:
        return _PRESENTED.match(scene.text, cue.end) is None  # «15,000 fatalities, though A says»
    if not takes_object(cue) or occurrence.start < cue.end:
        return False
    between = scene.text[cue.end : occurrence.start]
    return ":" not in between and bool(_NEW_VERB.search(between)) and not _NAMED_AS.search(between)


def says_behind(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«A woman died, the mayor added»: a name behind a verb of death whose own verb is one of speech."""
    if occurrence.start < cue.end:
        return False
    said = scene.cues_within(occurrence.end, occurrence.end + _SAYS_NEXT)
    return any(c.kind == "said" and _SAYING.fullmatch(scene.text, occurrence.end, c.start) for c in said)


def possesses(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether a coffin is that of a name before it («Dubrovin's coffin»), not one that he carried."""
    gap = scene.text[occurrence.end : cue.start]
    if cue.text.endswith(_DEATHS):
        return gap in ("'", "’")  # «Melnik's death was announced»
    return occurrence.start > cue.start or gap.startswith(("'s ", "’s ")) or bool(_WHOSE.search(gap))


def takes_object(cue: Cue) -> bool:
    """«paid tribute to», «the death of», «funeral for»: whose death it is stands behind the English words."""
    return cue.kind in _TRANSITIVE and cue.text.endswith(_OBJECT_NEXT)


_BEREFT_CASES = (
    ("ший", "n"),
    ("шая", "n"),
    ("шие", "n"),
    ("шего", "ga"),
    ("шую", "a"),
    ("ших", "ga"),
    ("им", "di"),
    ("шему", "d"),
    ("шей", "gdil"),
    ("шими", "i"),
)
_BEREFT = ("потерявш", "похоронивш", "лишивш", "утративш")


def bereft(scene: Scene, cue: Cue) -> tuple[int, ...]:
    """Who «has lost another colonel», «потерявшим сына»: the name right before the verb is of one alive."""
    if scene.lang == "ru" and cue.text.startswith(_BEREFT):
        parent = scene.previous(cue.start)
        cases = next((c for end, c in _BEREFT_CASES if cue.text.split()[0].endswith(end)), "")
        near = (
            parent is not None and scene.text[parent.end : cue.start] in (", ", " ") and set(cases) & set(parent.cases)
        )
        return tuple(o.person for o in scene.members(parent) if o.end <= cue.start) if parent and near else ()
    before = scene.previous(cue.start) if scene.lang == "en" and cue.text.startswith(_DONE) else None
    lost = before is not None and scene.text[before.end : cue.start] in _HAS
    return (before.person,) if before and lost else ()


def subjects(scene: Scene, cue: Cue, sentence: int) -> frozenset[int]:
    """«A found the remains of a soldier», «A has lost another colonel»: who does it lives; «A's mother» is not he."""
    found = set(bereft(scene, cue))
    if takes_object(cue):
        before = scene.within(scene.sentences[sentence].start, cue.start)
        owned = (o for o in before if not scene.after_preposition(o) and not scene.text.startswith(_OWNS, o.end))
        found |= {o.person for o in owned}
        behind = scene.within(cue.end, scene.sentences[sentence].end)
        found |= {o.person for o in behind if behind_its_noun(scene, cue, o)}
    return frozenset(found)


def says(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether a name before a word of death is the subject of a verb of speech between them."""
    said = (c for c in scene.cues_within(occurrence.end, cue.start) if c.kind == "said" or c.text.startswith(_PAID))
    return any(_SAYING.fullmatch(scene.text, occurrence.end, c.start) for c in said) or (
        _said_by(scene, occurrence) or scene.text.endswith(_ALIAS, 0, occurrence.start)
    )


def last_named(scene: Scene, cue: Cue) -> Occurrence | None:
    """«B wrote of A after the latter was killed»."""
    return (
        scene.previous(cue.start) if _LATTER.search(scene.text, max(0, cue.start - _TITLE_REACH), cue.start) else None
    )


def _said_by(scene: Scene, occurrence: Occurrence) -> bool:
    """«“…,” said Olga, the aunt of Taras»: a verb of speech right before a name, right behind the words said."""
    if quoted(scene.text, occurrence.start):
        return True
    said = (c for c in scene.cues_within(occurrence.start - _SAYS_NEXT, occurrence.start) if c.kind == "said")
    behind = (
        c
        for c in said
        if c.end < occurrence.start and scene.text[max(0, c.start - 3) : c.start].rstrip(" ,")[-1:] in _MARKS
    )
    return any(speaks_english(scene, c, occurrence) for c in behind)


def source_of(scene: Scene, cue: Cue) -> Occurrence | None:
    """«according to his commander, Captain Lazarenko»: who tells of it stands right behind the words."""
    after = scene.following(cue.end)
    near = after is not None and _SOURCE.fullmatch(scene.text, cue.end, after.start)
    owned = after is not None and scene.text.startswith(("'s ", "’s "), after.end)
    parted = after is not None and "," in scene.text[cue.end : after.start]  # «According to the ministry, A died»
    if parted and after is not None and not GOES_ON.match(scene.text, after.end):
        parted = not any(t.kind in _TELLERS for t in scene.titles_within(cue.end, after.start))
    return after if near and not owned and not parted else None


def speaks_english(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """An English subject stands before its verb; behind it only where the verb follows the words that were said."""
    if occurrence.end <= cue.start:
        between = scene.text[occurrence.end : cue.start]
        if scene.text.endswith(" and ", 0, cue.start) and _of_source(scene, occurrence):
            return False
        return between.count("”") == between.count("“") and between.count('"') % 2 == 0
    behind = scene.text[max(0, cue.start - 2) : cue.start].strip()[-1:] in _QUOTED
    before = scene.previous(cue.start)
    if before and before.sentence == occurrence.sentence and _ASIDE.fullmatch(scene.text, before.end, cue.start):
        return False  # «A, a data reporter, remembers B»
    return behind and bool(_SPEAKER.fullmatch(scene.text[cue.end : occurrence.start]))


def _of_source(scene: Scene, one: Occurrence) -> bool:
    """«The source said A was a target and alleged»: the sentence has a speaker before the name, who has none."""
    begin = scene.sentences[one.sentence].start
    said = next((c for c in scene.cues_within(begin, one.start) if c.kind == "said"), None)
    return said is not None and said.start > begin and not scene.within(begin, said.start)


def with_earlier(scene: Scene, last: Occurrence) -> list[Occurrence]:
    """«A, killed on May 3, and Private B, killed on May 5, were buried»: all whom «and» joins to the last one."""
    before = scene.previous(last.start)
    joined = before and before.sentence == last.sentence and _AND_LAST.search(scene.text, before.end, last.start)
    return [before, last] if before and joined and before.title not in ASIDE else [last]


def of_speaker(scene: Scene, cue: Cue) -> bool:
    """«his family believes»: a word of life right behind a noun for kin or an office is of them."""
    near = scene.titles_within(cue.start - _TITLE_REACH, cue.start) if cue.kind in _OF_LIFE else ()
    return any(t.end + 1 == cue.start and t.kind in ("kin", "official") for t in near)
