"""The shipped name lists: given names with sex and frequency, patronymics, surnames, short forms.

Invariant: keys are folded (lower case, ё=е, plain apostrophe); a list is read once, when first asked for.
Sources and licences: ``data/NOTICE``.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

from everyname.extract.added import own

_DATA = files("everyname.extract.names") / "data"
_OWN_COUNT = 300  # weight of a name from our own lists, in the scale of the counted ones
_ROMANISED_COUNT = 30
_SELDOM_COUNT = 40  # weight of a name borne in one people of Russia or its neighbours
_ABROAD_COUNT = 20  # weight of a name of other countries: many are places or words too
_LETTERS = dict(zip("абвгдезийклмнопрстуфыэіґ", "abvgdeziyklmnoprstufyeig", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": "",
    "є": "ye", "ї": "yi", "'": "",
}  # fmt: skip
_UKRAINIAN = {"г": "h", "и": "y", "щ": "shch", "й": "i", "ю": "iu", "я": "ia", "є": "ie", "ї": "i"}
_UKRAINIAN_FIRST = {"й": "y", "ю": "yu", "я": "ya", "є": "ye", "ї": "yi"}
# How the press spells endings and letters otherwise: «Andrei» and «Andrey», «Dmitry», «Dmitrii» and «Dmitri».
_ENDINGS = {
    "iy": ("y", "ii", "i", "ij"),
    "yy": ("y", "yi", "yj"),
    "ey": ("ei", "ej"),
    "ay": ("ai", "aj"),
    "oy": ("oi",),
}
_INSIDE = (
    ("ks", "x"),
    ("kh", "h"),
    ("yu", "iu"),
    ("ya", "ia"),
    ("yu", "ju"),
    ("ya", "ja"),
    ("ye", "je"),
    ("ch", "tch"),
)


def fold(word: str) -> str:
    """The form under which words are looked up."""
    return word.lower().replace("ё", "е").replace("ʼ", "'")


def in_letters(name: str, lang: str) -> str:
    """A name in the letters of its language: Ukrainian has no ё."""
    return name.replace("ё", "е").replace("Ё", "Е") if lang == "uk" else name


_TENDER = (("ша", ("енька", "ечка")), ("жа", ("енька",)), ("я", ("ечка", "енька", "юшка")), ("а", ("очка", "онька")))


@cache
def given_names() -> dict[str, tuple[str, int]]:
    """Folded given name to (sex ``m``, ``f`` or ``u``; count)."""
    names = {name: (sex, count) for name, sex, count in _counted("given_ru.tsv.gz")}
    for file in ("given_uk.tsv", "given_more.tsv", "given_en.tsv"):
        for sex, line in _rows(file):
            for name in line.split():
                key, known = fold(name), names.get(fold(name), (sex, 0))
                names[key] = (sex if known[1] < _OWN_COUNT or known[0] == "u" else known[0], max(known[1], _OWN_COUNT))
    for file, count in (("given_peoples.tsv", _SELDOM_COUNT), ("given_latin.tsv", _ABROAD_COUNT)):
        for sex, line in _rows(file):
            for name in line.split():
                names.setdefault(fold(name), (sex, count))
    for short, full in short_forms().items():
        if names.get(short, ("", 0))[1] < _OWN_COUNT:
            names[short] = ("f" if names.get(fold(full[0]), ("m", 0))[0] == "f" else "m", 40)
    return names | {fold(row["name"]): (row["sex"], _OWN_COUNT) for row in own("given")}


@cache
def ukrainian_names() -> frozenset[str]:
    """Folded given names that are Ukrainian and not Russian: «олександр», not «богдан»."""
    return names_in_ukrainian() - {name for name, _, count in _counted("given_ru.tsv.gz") if count >= _OWN_COUNT}


@cache
def names_in_ukrainian() -> frozenset[str]:
    """Folded given names as Ukrainian writes them."""
    return frozenset(fold(name) for _, line in _rows("given_uk.tsv") for name in line.split())


@cache
def patronymics() -> frozenset[str]:
    """Folded patronymics of men, in the nominative."""
    added = (fold(row["name"]) for row in own("patronymics"))
    return frozenset([*(name for name, _, _ in _counted("patronymics_ru.tsv.gz")), *added])


@cache
def spoken_patronymics() -> dict[str, str]:
    """Folded patronymic as it is spoken («сергеич») to its full form."""
    return {fold(spoken): full for full, line in _rows("patronymics_short.tsv") for spoken in line.split()}


@cache
def surnames() -> dict[str, int]:
    """Folded surname of a man in the nominative to its count."""
    shipped = {name: count for name, _, count in _counted("surnames_ru.tsv.gz")}
    return shipped | {fold(row["name"]): _OWN_COUNT for row in own("surnames")}


def family_count(name: str) -> int:
    """How often a folded surname is counted; «іванов» is «иванов» in the lists."""
    return surnames().get(name, 0) or (surnames().get(name.replace("і", "и"), 0) if "і" in name else 0)


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Folded short form («саша») to the full names it may stand for."""
    forms: dict[str, tuple[str, ...]] = {}
    for full, line in _rows("diminutives.tsv"):
        for short in dict.fromkeys(form for word in line.split() for form in (fold(word), *_tender(fold(word)))):
            if short != fold(full):
                forms[short] = (*forms.get(short, ()), full)
    return forms


@cache
def english_shorts() -> dict[str, tuple[str, ...]]:
    """Folded short form in Latin letters («dan») to the full names it may stand for in one text."""
    forms: dict[str, tuple[str, ...]] = {}
    for full, line in _rows("short_en.tsv"):
        for short in line.split():
            forms[fold(short)] = (*forms.get(fold(short), ()), full)
    return forms


def _tender(short: str) -> list[str]:
    """«Саня» is «Санечка» to his widow, «Дима» «Димочка», «Миша» «Мишенька»."""
    ends = next((ends for end, ends in _TENDER if short.endswith(end)), ())
    return [short[:-1] + end for end in ends]


@cache
def korean_surnames() -> frozenset[str]:
    """Surnames of Korean families as Russian and Ukrainian papers write them."""
    return frozenset(
        [
            "ан",
            "ван",
            "ген",
            "ем",
            "ен",
            "и",
            "им",
            "кан",
            "кван",
            "кил",
            "ким",
            "ко",
            "ли",
            "лигай",
            "лим",
            "мин",
            "мун",
            "нам",
            "но",
            "огай",
            "пак",
            "пан",
            "пек",
            "сим",
            "син",
            "сон",
            "те",
            "тен",
            "тхай",
            "тян",
            "хан",
            "хван",
            "хегай",
            "цой",
            "че",
            "чен",
            "чжен",
            "чо",
            "чон",
            "шегай",
            "шин",
            "эм",
            "ю",
            "юн",
            "ян",
        ]
    )


@cache
def spellings() -> dict[str, str]:
    """Folded name to its spelling with ё, where every bearer writes it so («петр» to «Пётр»)."""
    names = "Пётр Фёдор Семён Артём Алёна Матвей"
    return {fold(name): name for name in names.split()}


@cache
def romanised_names() -> dict[str, tuple[str, int]]:
    """Spellings in Latin letters of the names that more than a few bear; made when a text first has such letters."""
    common = ((name, sex) for name, (sex, count) in given_names().items() if sex != "u" and count >= 60)
    entries = ((spelling, sex) for name, sex in common if not name.isascii() for spelling in romanisations(name))
    return {spelling: (sex, _ROMANISED_COUNT) for spelling, sex in entries}


def romanisations(name: str) -> frozenset[str]:
    """How a folded Cyrillic name is met in Latin letters: by BGN/PCGN, by the Ukrainian resolution 55, in the press."""
    plain = "".join(_LETTERS.get(letter, letter) for letter in name)
    official = _UKRAINIAN_FIRST.get(name[0], _LETTERS.get(name[0], name[0])) if name[0] != "г" else "h"
    found = {plain, official + "".join(_UKRAINIAN.get(c, _LETTERS.get(c, c)) for c in name[1:])}
    for spelling in tuple(found):
        for ending, others in _ENDINGS.items():
            found |= {spelling.removesuffix(ending) + other for other in others if spelling.endswith(ending)}
    for spelling in tuple(found):
        found |= {spelling.replace(one, other) for one, other in _INSIDE if one in spelling}
        found |= {"ye" + spelling[1:]} if spelling[0] == "e" else set()
    return frozenset(found)


def _counted(file: str) -> list[tuple[str, str, int]]:
    text = gzip.decompress((_DATA / file).read_bytes()).decode()
    rows = (line.split("\t") for line in text.splitlines())
    return [(name, sex, int(count)) for name, sex, count in rows]


def _rows(file: str) -> list[tuple[str, str]]:
    lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
    return [(head, rest) for head, _, rest in (line.partition("\t") for line in lines)]
