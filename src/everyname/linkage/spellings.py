"""Names across scripts, by what every script writes: consonants. Invariant: a form depends on the word alone.

Arabic leaves out short vowels and Latin spellings vary in them, so words are compared by consonant classes, with a
mark where a word begins with a vowel (Ahmed, Hamed). Common names whose consonants are alike (محمد, محمود) are told
apart by their usual Latin spellings, ``vocabulary/names/arabic.tsv``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import Levenshtein

from everyname.linkage.text import clean, letters

Rule = tuple[re.Pattern[str], str]
_FAR = 3  # letters; a spelling further than this from a known one of the same consonants is another name


@cache
def _rules(name: str) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in letters()[name])


def _apply(word: str, rules: str) -> str:
    for pattern, replacement in _rules(rules):
        word = pattern.sub(replacement, word)
    return word


def is_arabic(word: str) -> bool:
    """Whether a letter of the word is Arabic."""
    return any("\u0600" <= c <= "\u06ff" for c in word)


def words_of(text: str, *, latin: bool = False) -> list[str]:
    """The words of a name, a particle written together with its word, articles and words for «son of» left out.

    Particles are those of Arabic letters, and with ``latin`` (a table in several scripts) of Latin letters too.
    """
    words = text.split()
    if not latin and not is_arabic(text):
        return words
    out: list[str] = []
    pending = ""
    for word in words:
        particles = letters()["particles"]["arabic" if is_arabic(word) else "latin"]
        if word in particles["dropped"] and (not pending or word not in particles["joined"]):
            continue
        if word in particles["joined"]:
            pending += word
            continue
        if word in particles["added"] and out and not pending:
            out[-1] += _bare(word)
        else:
            out.append(_bare(pending + word))
        pending = ""
    return [*out, pending] if pending else out


def _bare(word: str) -> str:
    """A word without its article, also behind a particle (عبدالرحمن is عبد الرحمن)."""
    return _apply(word, "arabic_article" if is_arabic(word) else "latin_article")


def _latin(word: str) -> str:
    return word.translate(str.maketrans(letters()["cyrillic_sounds"]))


@lru_cache(maxsize=1 << 18)
def bones(word: str) -> str:
    """Consonant classes of a cleaned word in any script."""
    if is_arabic(word):
        return _apply(_apply(word, "arabic_sounds").translate(str.maketrans(letters()["arabic_bones"])), "bones")
    return _apply(_apply(_latin(word), "latin_sounds"), "bones")


@lru_cache(maxsize=1 << 18)
def cross_form(word: str) -> str:
    """The form in which one name is equal in every script: consonants, and a number where these are not enough."""
    by_word, groups = _known()
    if word in by_word:
        return by_word[word]
    form = bones(word)
    if is_arabic(word) or form not in groups:
        return form
    plain = _latin(word)
    distance, nearest = min((Levenshtein.distance(plain, spelling), name) for spelling, name in groups[form])
    return nearest if distance <= _FAR else form


@cache
def _known() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Form by word, and (spelling, form) of the names that have equal consonants."""
    text = (files("everyname") / "vocabulary" / "names" / "arabic.tsv").read_text(encoding="utf-8")
    by_word: dict[str, str] = {}
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    heads: dict[str, int] = defaultdict(int)
    for line in text.splitlines():
        arabic, latin = line.split("\t")
        head = "".join(words_of(clean(arabic)))
        consonants = bones(head)
        number = heads[consonants]
        heads[consonants] += 1
        form = f"{consonants}{number or ''}"
        by_word.setdefault(head, form)
        for spelling in latin.split():
            word = _bare(spelling)
            by_word.setdefault(word, form)
            groups[consonants].append((word, form))
    return by_word, dict(groups)
