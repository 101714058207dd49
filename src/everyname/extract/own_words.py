"""The words that an installation adds: ``vocabulary/<lang>/*.yaml`` of its folder, beside the shipped lists.

Invariant: a file is used whole or not at all, and what cannot be used is told with its file and line. ``use`` is called
before a process reads its first text; calling it again replaces the words of the call before.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from everyname.domain.errors import InputError
from everyname.extract.added import set_own
from everyname.extract.own_yaml import Entry, entries_of
from everyname.extract.spans.lexicon import LANGUAGES, endings, rows

_TITLES = ("official", "author", "comrade", "kin")
_SEXES = ("m", "f")
Lists = dict[str, list[dict[str, str]]]
_state = {"files": "", "version": ""}  # hash of the files in use, and the same where they hold a word


def use(folder: Path | None) -> None:
    """Add the words of a ``vocabulary`` folder to the shipped ones; without a folder or files only those remain.

    Raises:
        InputError: a file cannot be used; the message names file and line and says what was expected.
    """
    files = sorted(folder.glob("*/*.yaml")) if folder and folder.is_dir() else []
    digest = hashlib.sha256(b"\0".join(f.read_bytes() for f in files)).hexdigest()[:12] if files else ""
    if digest == _state["files"]:
        return
    _forget({})
    lists: Lists = {}
    for file in files:
        _add(file, lists)
    if lists:
        _forget(lists)
    _state.update(files=digest, version=digest if lists else "")


def version() -> str:
    """The hash of the added words; empty without any."""
    return _state["version"]


def _forget(lists: Lists) -> None:
    """Set the added rows; whatever the room has read from the lists before is read anew."""
    set_own(lists)
    for name, module in list(sys.modules.items()):
        if name.startswith("everyname.extract."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    _state.update(files="", version="")


def _add(file: Path, lists: Lists) -> None:
    lang = file.parent.name
    if lang not in LANGUAGES:
        raise InputError(f"{file}: the folder is named by its language, one of {', '.join(LANGUAGES)}")
    for entry in entries_of(file, FIELDS):
        make = _SECTIONS[entry.section]
        for name, row in make(entry, lang):
            lists.setdefault(name, []).append(row)


def _rank(entry: Entry, lang: str) -> list[tuple[str, dict[str, str]]]:
    """``rank`` (a phrase in the nominative), ``class``; ``like`` and ``short`` for words that are not known yet."""
    phrase, known = entry.text("rank").lower(), {row["word"]: row for row in rows(f"{lang}/rank_words")}
    classes = sorted({row["class"] for row in rows(f"{lang}/ranks")})
    row = {"phrase": phrase, "class": entry.one_of("class", classes), "as": entry.text("as", ""), "needs_name": ""}
    new = [word for word in phrase.split() if word not in known]
    short = ";".join(entry.texts("short"))
    if short and len(new) != 1:
        raise entry.error("short: an abbreviation belongs to one new word of the rank")
    words = [{"word": w, "declension": _declension(entry, w, lang, known), "short": short} for w in new]
    return [(f"{lang}/ranks", row), *((f"{lang}/rank_words", word) for word in words)]


def _unit(entry: Entry, lang: str) -> list[tuple[str, dict[str, str]]]:
    """``unit`` as it is told, ``words`` as texts write it (in every form, unless ``like`` declines them)."""
    value = entry.text("unit")
    words = entry.texts("words") or [value.lower()]
    known = {row["word"]: row for row in (*rows(f"{lang}/unit_nouns"), *rows(f"{lang}/rank_words"))}
    declension = _declension(entry, words[0], lang, known) if entry.text("like", "") else ""
    quotes = "1" if entry.one_of("only_in_quotes", ("yes", "no"), "no") == "yes" else ""
    row = {"value": value, "words": ";".join(words), "declension": declension, "quotes": quotes}
    return [(f"{lang}/units_named", row)]


def _place(entry: Entry, lang: str) -> list[tuple[str, dict[str, str]]]:
    """``place`` in the nominative; ``region`` by the name the shipped list has (Russian only)."""
    region, names = entry.text("region", ""), [row["name"] for row in rows("ru/regions")]
    if region and (lang != "ru" or region not in names):
        raise entry.error(f"region «{region}»: only regions of ru/regions.csv can be told, and only in the folder ru")
    return [(f"{lang}/places", {"name": entry.text("place"), "region": str(names.index(region)) if region else ""})]


def _occupation(entry: Entry, lang: str) -> list[tuple[str, dict[str, str]]]:
    """``occupation``: a noun before a name; ``says``: what its bearer is in a notice."""
    cue = entry.text("occupation")
    return [(f"{lang}/titles", {"cue": cue, "kind": entry.one_of("says", _TITLES, "official")})]


def _name(entry: Entry, lang: str) -> list[tuple[str, dict[str, str]]]:
    """One of ``given`` (with ``sex``), ``surname`` and ``patronymic``, a man's in the nominative."""
    if entry.text("given", ""):
        return [("given", {"name": entry.text("given"), "sex": entry.one_of("sex", _SEXES)})]
    kind = "patronymic" if entry.text("patronymic", "") else "surname"
    return [(f"{kind}s", {"name": entry.text(kind)})]


def _declension(entry: Entry, word: str, lang: str, known: Mapping[str, Mapping[str, str]]) -> str:
    """The declension of the known word that ``like`` names, if this word can have it."""
    like = entry.text("like").lower()
    if like not in known:
        raise entry.error(f"like «{like}»: no shipped word; there are: {', '.join(sorted(known))}")
    declension = known[like]["declension"]
    ending = endings(lang)[declension][0][0] if declension else ""
    if not word.endswith(ending):
        raise entry.error(f"«{word}» cannot be declined like «{like}»: it does not end in -{ending}")
    return declension


_SECTIONS: Mapping[str, Callable[[Entry, str], list[tuple[str, dict[str, str]]]]] = {
    "ranks": _rank,
    "units": _unit,
    "places": _place,
    "occupations": _occupation,
    "names": _name,
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "ranks": ("rank", "class", "as", "like", "short"),
    "units": ("unit", "words", "like", "only_in_quotes"),
    "places": ("place", "region"),
    "occupations": ("occupation", "says"),
    "names": ("given", "sex", "surname", "patronymic"),
}
