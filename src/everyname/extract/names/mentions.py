"""Names in a text: runs of capitalised words read as given name, patronymic and surname in one case.

Invariant: mentions are in the order of the text and never overlap; a mention holds at least a given name or a surname
and every part agrees with the others in sex and case as far as the word forms tell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from everyname.extract.names.families import AND, with_families, with_short_father
from everyname.extract.names.first_named import as_first_named
from everyname.extract.names.lexicon import fold
from everyname.extract.names.match import best_at, two_names
from everyname.extract.names.newswire import by_name, of_family, on_list, same_man
from everyname.extract.names.paradigms import surname_forms
from everyname.extract.names.parts import (
    given_readings,
    is_common_word,
    is_man_noun,
    patronymic_readings,
    surname_score,
)
from everyname.extract.names.runs import Run, find_runs, without_callsigns
from everyname.extract.names.subjects import of_women
from everyname.extract.names.unlisted import Mention, enumerated, with_callsign
from everyname.extract.names.western import behind_man, in_full, of_club, with_particles
from everyname.extract.spans.lexicon import rows
from everyname.extract.tokens import Token

__all__ = ["Mention", "find_mentions"]

_AGED = re.compile(
    r"(?:,? \(|, )(?:19|20)\d\d\b| (?:19|20)\d\d(?:-го)? р(?:оку|\. ?н)|"
    r",? (?:aged \d\d|an? \d\d-year-old|\(?(?:1[89]|[2-6]\d)[,)]|b\. ?\d|born \d)"
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\W{1,2}$")
_JUST_BEFORE = re.compile(r"(?<![\w-])([\w-]{3,}) $")
_AGE_BEFORE = re.compile(r"\d\d-?(?:летн|річн)")
_LISTED_GAP = re.compile(r"(?: \([^()\n]{1,60}\))?(?:, | (?:и|та|й|and) |, (?:и|та|й|and) )")
_WEAK = 2.4  # score of a name that only a rank shows to be one: its case is guessed
_BY_ENDING, _SURNAME = 1.0, 2.0  # weights of a patronymic that no list knows, and of a surname that one does
_HEAD = 3  # letters that all forms of a surname share
_QUOTES = ("«", "»", '"', "“", "”", "„")
_MARK = re.compile(r"[\W\d_]{0,8}")
_AFTER_HEAD = re.compile(r",| [—–-] | ?\(| ?\n|$")
_ENTRIES = 2  # entries with known names before the others are taken for names

_LISTED_FATHER = 2.0  # weight of a patronymic that the list knows
_OF_FAMILIES = ("кевич", "цевич", "чевич")


def find_mentions(
    text: str,
    words: list[Token],
    lang: str,
    starts: frozenset[int],
    ranks: frozenset[int] = frozenset(),
    families: frozenset[int] = frozenset(),
) -> list[Mention]:
    """Every name of the text.

    ``starts`` are the offsets at which sentences begin, ``ranks`` and ``families`` those where ranks and nouns for
    people of one family end.

    A surname alone is a name only behind a rank, or when the text says elsewhere whose it is.
    """
    found: list[Mention] = []
    runs = find_runs(text, without_callsigns(text, words), starts)
    english = lang == "en"
    runs = with_particles(text, runs) if english else runs
    for run in runs:
        begin = run.words[0].start
        follows = bool(found) and found[-1].is_full and bool(AND.fullmatch(text[found[-1].end : begin]))
        ranked = _behind_rank(text, begin, ranks) or follows
        aged = bool(_AGED.match(text, run.words[-1].end))
        if english and (same_man(text, begin, found) or by_name(text, run)):
            continue
        man = _behind_man(text, begin, lang) or (english and on_list(text, run, found))
        left = _word_before(text, begin) if ranked and not run.left else run.left
        run = run._replace(ranked=ranked, aged=aged, left=left, man=man)
        named = _read_run(text, run, lang)
        found.extend(in_full(text, run, named) if english else named)
    found = [m for m in _enumerated(text, runs, found, lang) if not _capital_of_sentence(text, m, starts, lang)]
    found = of_women(text, _as_in_nominative(text, _as_named_in_full(text, found), lang), lang)
    found = as_first_named(text, found) if english else found
    known = {fold(m.surname) for m in found if m.is_full}
    named = [kept for m in found if (kept := _lone_surname(m, text, known, ranks, lang))]
    named = of_family(text, named) if english else named
    named = [with_short_father(text, m) for m in _fathers_not_families(text, named)]
    return with_families(text, _families_not_fathers(text, named, ranks), families)


def _as_named_in_full(text: str, found: list[Mention]) -> list[Mention]:
    """«Даниле Огнивцеву … у которого Данила рос»: a first name alone is read as one that the text has in full."""
    full = {fold(m.given) for m in found if m.is_full}
    return [_read_as(full, text, m) if m.given and not m.surname and fold(m.given) not in full else m for m in found]


def _as_in_nominative(text: str, found: list[Mention], lang: str) -> list[Mention]:
    """«захисника Тараса Бурачка … Тарас Бурачок загинув»: a surname is read as the nominative that the text has."""
    told: dict[tuple[str, str], str] = {}
    for m in found:
        if m.is_full and m.cases[:1] == "n" and not m.plural and m.surname in text[m.start : m.end]:
            told.setdefault((fold(m.given), fold(m.surname)[:_HEAD]), m.surname)
    return [_nominative(text, m, told, lang) if m.is_full and "n" not in m.cases[:1] else m for m in found]


def _nominative(text: str, mention: Mention, told: dict[tuple[str, str], str], lang: str) -> Mention:
    surname = told.get((fold(mention.given), fold(mention.surname)[:_HEAD]), mention.surname)
    if surname == mention.surname:
        return mention
    words = (fold(w) for w in text[mention.start : mention.end].split() if fold(w)[:_HEAD] == fold(surname)[:_HEAD])
    fits = any(base == fold(surname) for word in words for base, _, _ in surname_forms(word, mention.sex or "m", lang))
    return replace(mention, surname=surname) if fits else mention


def _read_as(full: set[str], text: str, mention: Mention) -> Mention:
    word = text[mention.start : mention.end].split()[0]
    same = next((r for r in given_readings(word) if fold(r.base) in full), None)
    if same is None or mention.patronymic:
        return mention
    return replace(mention, given=same.base, sex=same.sex, cases=same.cases)


def _capital_of_sentence(text: str, mention: Mention, starts: frozenset[int], lang: str) -> bool:
    """«Дата смерті: …», «… полк. Мир праху»: the sentence gave the capital to a word that is a first name, too."""
    opens = mention.start in starts or text[: mention.start].rstrip(" ").endswith(".")
    lone = mention.given and not mention.surname and not mention.patronymic
    if lone and text[mention.start - 1 : mention.start] in _QUOTES and text[mention.end : mention.end + 1] in _QUOTES:
        return mention.start > 0  # «фанат київського «Динамо»»
    return bool(opens and lone and is_common_word(text[mention.start : mention.end], lang))


def _enumerated(text: str, runs: list[Run], found: list[Mention], lang: str) -> list[Mention]:
    """The mentions with those that only their place in an enumeration of names shows to be names."""
    full = {m.start: m for m in found if m.is_full}
    for order in (runs[::-1], runs):  # what stands before a known name, then what stands behind one
        for run, other in pairwise(order):
            beside, begin = full.get(run.words[0].start), other.words[0].start
            known = full.get(begin)
            if (
                beside is None
                or (lang == "en" and of_club(other))
                or (known and (known.score > _WEAK or known.cases[:1] == beside.cases[:1]))
            ):
                continue
            low, high = sorted(((run.words[0].start, run.words[-1].end), (begin, other.words[-1].end)))
            if _LISTED_GAP.fullmatch(text[low[1] : high[0]]):
                first = fold(run.words[0].text)[:3] == fold(beside.surname)[:3]
                if mention := enumerated(other, beside, first, lang):
                    full[begin] = mention
    full |= _entries(text, runs, full, lang)
    named = [(m.start, m.end) for m in full.values()]
    taken = {position for start, end in named for position in range(start, end)}
    alone = {m.start: m for m in found if m.start not in taken}
    return [mention for _, mention in sorted((alone | full).items())]


def _entries(text: str, runs: list[Run], full: dict[int, Mention], lang: str) -> dict[int, Mention]:
    """Of a list whose entries begin with names, those that no list of names knows: «▪ Довгялло Конрад, Тайга»."""
    heads = [run for run in runs if _opens_entry(text, run)]
    known = [full[run.words[0].start] for run in heads if run.words[0].start in full]
    if len(known) < _ENTRIES or 2 * len(known) < len(heads):
        return {}
    order = [fold(text[m.start : m.end])[:3] == fold(m.surname)[:3] for m in known]
    first = 2 * sum(order) > len(order)
    beside = replace(known[0], sex="m", cases="n")
    fresh = (enumerated(run, beside, first, lang, listed=True) for run in heads if run.words[0].start not in full)
    return {mention.start: mention for mention in fresh if mention}


def _opens_entry(text: str, run: Run) -> bool:
    """Whether a run stands between the beginning of a line, with its mark or number, and a comma, dash or bracket."""
    begin = run.words[0].start
    lead = text[text.rfind("\n", 0, begin) + 1 : begin]
    return bool(_MARK.fullmatch(lead)) and bool(_AFTER_HEAD.match(text, run.words[-1].end))


def _behind_rank(text: str, begin: int, ranks: frozenset[int]) -> bool:
    """Whether a rank ends right before, in the same line."""
    return any(begin - gap in ranks and "\n" not in text[begin - gap : begin] for gap in (0, 1, 2))


def _behind_man(text: str, begin: int, lang: str) -> bool:
    """«солдата Актана …», «22-летнего Актана …»: a noun for a man, or an age, stands right before."""
    if lang == "en":
        return behind_man(text, begin)
    match = _JUST_BEFORE.search(text, max(0, begin - 30), begin)
    if match and match[1][0].isupper():
        match = _JUST_BEFORE.search(text, max(0, match.start() - 30), match.start())  # «гражданин Кыргызстана Нурмат …»
    if match is None:
        return False
    word = match[1].lower()
    return bool(_AGE_BEFORE.match(word)) or is_man_noun(word, lang) or word in _leads(lang)


@cache
def _leads(lang: str) -> frozenset[str]:
    """Words of a death or a funeral behind which one man is named: «погиб», «проводили»."""
    return frozenset(row["word"] for row in rows(f"{lang}/name_leads"))


def _word_before(text: str, begin: int) -> str:
    match = _LAST_WORD.search(text, max(0, begin - 24), begin)
    return match[1] if match else ""


def _fathers_not_families(text: str, mentions: list[Mention]) -> list[Mention]:
    """«Арсений Давыдович» is a patronymic, no surname, where the text has another surname for that given name."""
    families: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.is_full:
            families.setdefault(fold(mention.given), set()).add(fold(mention.surname))
    return [_as_father(text, m) if len(families.get(fold(m.given), ())) > 1 else m for m in mentions]


def _families_not_fathers(text: str, mentions: list[Mention], ranks: frozenset[int]) -> list[Mention]:
    """«майору Данилу Курмановичу»: behind a rank, and without another surname, what looks a patronymic is a surname."""
    known = {fold(m.given) for m in mentions if m.is_full and (m.patronymic or not text[m.start].isascii())}
    return [
        replace(m, surname=m.patronymic, patronymic="")
        if not m.surname
        and m.patronymic
        and fold(m.given) not in known
        and (text[m.start].isascii() or _behind_rank(text, m.start, ranks))
        else m
        for m in mentions
    ]


def _a_family(word: str) -> bool:
    """«Мацкевич»: ends as a patronymic, and is known as a surname alone."""
    return surname_score(word) >= _SURNAME and all(f.weight <= _BY_ENDING for f in patronymic_readings(word))


def _as_father(text: str, mention: Mention) -> Mention:
    last = text[mention.start : mention.end].split()[-1]
    fathers = patronymic_readings(last)
    if mention.patronymic or not fathers or _a_family(last) or fold(last)[:4] != fold(mention.surname)[:4]:
        return mention
    if fathers[0].weight < _LISTED_FATHER and fold(fathers[0].base).endswith(_OF_FAMILIES):
        return mention  # «Вадим Алевтин и Вадим Занкевич»
    return replace(mention, surname="", patronymic=fathers[0].base)


def _lone_surname(mention: Mention, text: str, known: set[str], ranks: frozenset[int], lang: str) -> Mention | None:
    if mention.given or mention.patronymic:
        return mention
    word = text[mention.start : mention.end]
    for sex in "mf":
        for base, cases, _ in surname_forms(fold(word), sex, lang):
            if base in known:
                return replace(mention, surname=base.capitalize(), cases=cases, sex="")
    behind_rank = _behind_rank(text, mention.start, ranks) and not is_common_word(word, lang)
    return mention if behind_rank and mention.score >= 2.0 else None


def _read_run(text: str, run: Run, lang: str) -> list[Mention]:
    """The best readings of a run from left to right: at each word the best window that begins there or one later."""
    found: list[Mention] = []
    at, count = 0, len(run.words)
    following: tuple[Mention, int] | None = None
    ready = -1  # the word whose best window is already known
    while at < count:
        best = following if at == ready else best_at(run, at, lang)
        following, ready = (best_at(run, at + 1, lang), at + 1) if best and at + 1 < count else (None, -1)
        later = following
        rival = best and later and later[0].score > best[0].score + 0.25 and later[1] > best[1] - 1
        if rival and not two_names(run, at, best, lang):
            at += 1
            continue
        if best:
            found.append(with_callsign(text, run.words[at : at + best[1]], best[0]))
            at += best[1]
        else:
            at += 1
    return found
