"""Words that say what happened to a person or who the person is: the cue vocabulary and its finder.

Invariant: a cue begins and ends at word boundaries; cues of a text come in its order. Finding costs one lookup a word:
a pattern is tried only where its first letters stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from everyname.extract.added import own
from everyname.extract.names.lexicon import fold
from everyname.extract.roles.predicates import sex_shown

_FOLDER = files("everyname.vocabulary")
LANGUAGES = ("ru", "uk", "en")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"\w+")
_SUBJECT, _OWNER = re.compile(r"\b(?:he|she)\b"), re.compile(r"\b(?:he|she|his|her|him)\b")
OF_THINGS = ("подорв", "підірв", "взорв", "сгор", "згор")
_GAP = r"[ \n«\"]{1,3}"
_FEW, _FEW_WORDS = "…", r" (?:[^\s.,;:!?()]+ ){1,5}?"
_KEY = 3  # letters of the first word by which patterns are filed
_OF_OTHERS = frozenset(  # their verb agrees with something else; a pronoun before them may show whom they are of
    (
        "loss",
        "body",
        "bereaved",
        "buried",
        "farewell",
        "killed",
        "strike",
        "happened",
        "seen_off",
        "identified",
        "condolence",
        "mourned",
        "rites",
        "honours",
        "requiem",
    )
)
_PARTICIPLES = (
    ("m", ("его", "ого", "ему", "ому", "ший", "тый", "лий", "тий", "шем")),
    ("f", ("шая", "тая", "шую", "тую", "лої", "тої", "лу")),
)
_HIM = {"его": "m", "него": "m", "ним": "m", "ему": "m", "ее": "f", "нее": "f", "ней": "f", "ей": "f"}
_HIM |= {"його": "m", "нього": "m", "йому": "m", "її": "f", "неї": "f", "нею": "f", "їй": "f"}
_OBJECT_FIRST = ("жизн", "в закрытом", "в цинковом")  # their verb stands last: «жизни за Родину отдали»
_MANY = ("coffins", "bodies", "graves", "deaths", "funerals", "caskets")  # of several, nobody named
_OF_SEVERAL = ("were",)  # «were killed on Thursday»
_DISBELIEF = re.compile(  # «не верьте тем, кто пишет, что он погиб», «это ложь, что он жив»
    r"(?:не (?:верь|верьте|слушай|слушайте|ведитесь)(?: [^\W\d_]+){0,3}|"
    r"(?:ложь|неправда|вранье|брехня|выдумка|фейк)(?: о том)?|"
    r"не (?:вірте|вір|слухайте)(?: [^\W\d_]+){0,3}|(?:брехня|неправда|фейк)(?: про те)?),? (?:[^.!?\n]{0,30} )?"
    r"(?:что|будто|якобы|що|ніби|нібито) [^.!?\n]*"
)
_NEGATIONS = frozenset(("не", "ни", "not", "never"))
BEHIND_DEATH = frozenset(  # what is told of a dead man once his death is
    ("loss", "body", "interred", "buried", "farewell", "mourned", "rites", "honours", "requiem", "fallen")
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in a text: its kind, place, whether its verb is plural and whether a negation stands before it."""

    kind: str
    start: int
    end: int
    text: str
    plural: bool
    negated: bool
    sex: str = ""  # of the subject, where the verb shows it


# Longer cues hide them: «живой коридор».
_YIELDING = frozenset(("alive", "found_alive", "official", "said", "kin", "bereaved", "body", "other_war"))
_YIELDING_ENGLISH = _YIELDING | {"mourned"}  # «mourned him»
_HIDING = ("life", "transit")  # a longer cue of theirs hides all others that begin at its word


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the vocabulary."""

    kind: str
    cue: str
    example: str
    heads: tuple[tuple[str, bool], ...]  # what its first word is, or (True) begins with
    seconds: tuple[tuple[str, bool], ...]  # the same of its second word; empty: it has none, or anything may follow

    def end(self, low: str, start: int) -> int:
        """Where the cue that begins at a place of a folded text ends; 0 where it does not stand there."""
        match = compile_cue(self.cue).match(low, start)
        return match.end() if match else 0


def entries(lang: str, book: str) -> tuple[tuple[str, str, str], ...]:
    """(kind, cue, example) of every line of a vocabulary file, ``book`` being ``people`` or ``titles``."""
    text = (_FOLDER / lang / f"cues_{book}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506
    shipped = ((kind, str(cue), example) for kind, cues in loaded.items() for cue, example in (cues or {}).items())
    added = ((row["kind"], row["cue"], row["cue"]) for row in own(f"{lang}/{book}"))
    return (*shipped, *added)


@cache
def compile_cue(cue: str) -> re.Pattern[str]:
    """A cue as a pattern over folded text: «*» ends a stem, «|» parts the choices of one word, «…» is a few words.

    Made when a text first has its first two words: most of the vocabulary is in no text of a day.
    """
    parts = [[_choices(word) for word in part.split()] for part in cue.split(_FEW)]
    return re.compile(_FEW_WORDS.join(_GAP.join(words) for words in parts))


def _choices(word: str) -> str:
    return "(?:" + "|".join(map(_choice, word.split("|"))) + ")"


def _choice(choice: str) -> str:
    choice = fold(choice)
    if choice.endswith("*"):
        return re.escape(choice[:-1]) + r"\w*"
    if choice.isdigit():
        return choice + r"(?!\d)"
    return re.escape(choice) + ("" if choice.endswith(".") else r"(?!\w|-\w)")


@cache
def _index(lang: str, book: str) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = {}
    for kind, cue, example in entries(lang, book):
        words = [fold(word).split("|") for word in cue.split()[:2]]
        plain = len(words) > 1 and all(len(_WORD.findall(choice)) == 1 for choices in words for choice in choices)
        seconds = tuple(map(_head, words[1])) if plain else ()
        entry = Entry(kind, cue, example, tuple(map(_head, words[0])), seconds)
        for head, _ in entry.heads:
            index.setdefault(head[:_KEY], []).append(entry)
    return {key: tuple(dict.fromkeys(filed)) for key, filed in index.items()}


def _head(choice: str) -> tuple[str, bool]:
    head = _WORD.findall(choice)[0]
    return head, choice in (f"{head}*", head) and not choice.isalpha()


@cache
def _beginning(lang: str, book: str) -> Callable[[str], tuple[Entry, ...]]:
    """The cues that may begin with a word; texts repeat their words, and most words begin none."""
    index = _index(lang, book)

    @lru_cache(maxsize=1 << 16)
    def beginning(word: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in index.get(word[:_KEY], ()) if _is_one(word, entry.heads))

    return beginning


@lru_cache(maxsize=1 << 16)
def _going_on(word: str, following: str, lang: str, book: str) -> tuple[Entry, ...]:
    """Those of them that may go on with the word behind it."""
    return tuple(e for e in _beginning(lang, book)(word) if not e.seconds or _is_one(following, e.seconds))


@lru_cache(maxsize=2)
def _words(text: str) -> tuple[str, list[str], list[int]]:
    """The folded text, its words with an empty one before and behind them, and where they begin."""
    low = fold(text)
    matches = list(_WORD.finditer(low))
    return low, ["", *(match[0] for match in matches), ""], [match.start() for match in matches]


def _is_one(word: str, heads: tuple[tuple[str, bool], ...]) -> bool:
    return any(word.startswith(head) if stem else word == head for head, stem in heads)


def find_cues(text: str, lang: str, book: str = "people") -> list[Cue]:
    """Every cue of a canonical text. A longer cue that begins at the same word hides shorter ones of its kind."""
    tongue = lang if lang in LANGUAGES else "ru"
    yielding = _YIELDING_ENGLISH if tongue == "en" else _YIELDING
    low, words, starts = _words(text)
    beginning = _beginning(tongue, book)
    found: list[Cue] = []
    covered = ended = 0
    disbelieved = [match.span() for match in _DISBELIEF.finditer(low)]
    for number, start in enumerate(starts, 1):
        if not beginning(words[number]):
            continue
        before = words[number - 1]
        best: dict[str, int] = {}
        closed = 0  # what the cues without a gap for other words cover
        for entry in _going_on(words[number], words[number + 1], tongue, book):
            end = entry.end(low, start)
            if end > best.get(entry.kind, 0):
                best[entry.kind] = end
            closed = closed if _FEW in entry.cue else max(closed, end)
        if not best:
            continue
        whole = max(best.values())
        hidden = any(best.get(kind) == whole for kind in _HIDING)
        best = {kind: end for kind, end in best.items() if end == whole or not (hidden or kind in yielding)}
        if whole <= covered or whole == ended:
            best = {}  # inside a longer cue: «was buried» is no «buried»
        covered, ended = max(covered, closed), whole if whole > closed else ended
        found.extend(
            Cue(
                kind,
                start,
                end,
                low[start:end],
                before in _OF_SEVERAL or (_plural(low[start:end], lang) and before != "to"),
                before in _NEGATIONS or any(begin < start < stop for begin, stop in disbelieved),
                _sex(kind, low, start, end, lang),
            )
            for kind, end in best.items()
        )
    return found


def _verb(words: list[str]) -> str:
    return words[-1] if " ".join(words[:2]).startswith(_OBJECT_FIRST) else words[0]


def _plural(cue: str, lang: str) -> bool:
    head = _verb(cue.removeprefix("не ").split())
    return (
        head.endswith(("ли", "лись", "ут", "ют", "ят", "ны", "иты", "шие", "ших", "ивы", "иві", "уть"))
        if lang != "en"
        else "were" in cue
        or cue.endswith((" included", " include", " their lives", " are"))
        or head == "have"
        or head in _MANY
    )


def _sex(kind: str, low: str, start: int, end: int, lang: str) -> str:
    """``m`` or ``f`` where the form of the word, or the pronoun before it, shows whose it is."""
    if lang == "en":
        if kind in _OF_OTHERS:
            return ""
        pronouns = _SUBJECT.findall(low, max(0, start - 24), end) or _OWNER.findall(low, max(0, start - 4), end)
        return {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}[pronouns[-1]] if pronouns else ""
    words = low[start:end].split()
    head = _verb(words[1:] if words[0] in _NEGATIONS and len(words) > 1 else words)
    if kind == "fallen":
        return next((sex for sex, ends in _PARTICIPLES if head.endswith(ends)), "")
    if kind in _OF_OTHERS or head in _HIM:
        word = head if head in _HIM else (low[max(0, start - 6) : start].split() or [""])[-1]
        return _HIM.get(word, "")
    if head.startswith(OF_THINGS):
        return ""  # «БМП подорвалась»
    return sex_shown(head, lang)
