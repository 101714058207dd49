"""Grammatical cases of Russian names, and their Ukrainian and English spellings.

Invariant: ``forms`` holds every form that the texts may use. Regular types only: the vocabulary avoids the rest.
Rules: Zaliznyak's surname types -ов/-ин (mixed), -ский (adjectival), -ко (uninflected).
"""

from __future__ import annotations

from typing import Final, Literal

Case = Literal["nom", "gen", "dat", "acc", "ins", "pre"]
CASES: Final[tuple[Case, ...]] = ("nom", "gen", "dat", "acc", "ins", "pre")

_MIXED: Final = ("", "а", "у", "а", "ым", "е")
_MIXED_PLURAL: Final = ("ы", "ых", "ым", "ых", "ыми", "ых")
_ADJECTIVE: Final = ("ий", "ого", "ому", "ого", "им", "ом")
_ADJECTIVE_PLURAL: Final = ("ие", "их", "им", "их", "ими", "их")
_HARD: Final = ("", "а", "у", "а", "ом", "е")
_GIVEN_ENDINGS: Final = {
    "ий": ("ий", "ия", "ию", "ия", "ием", "ии"),
    "й": ("й", "я", "ю", "я", "ем", "е"),
    "ь": ("ь", "я", "ю", "я", "ем", "е"),
    "ья": ("ья", "ьи", "ье", "ью", "ьёй", "ье"),
    "а": ("а", "ы", "е", "у", "ой", "е"),
}
_STEMS: Final = {"Павел": "Павл", "Пётр": "Петр", "Лев": "Льв"}
_UKRAINIAN: Final = str.maketrans({"и": "і", "ы": "и", "э": "е", "ё": "ьо", "ъ": "'", "И": "І", "Э": "Е"})
_LATIN: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".replace("_", "").split(" "),
        strict=True,
    )
)


def surname(name: str, case: Case, plural: bool = False) -> str:
    """A man's surname (or his family's, ``plural``) in the case."""
    index = CASES.index(case)
    if name.endswith("ский"):
        return name[:-2] + (_ADJECTIVE_PLURAL if plural else _ADJECTIVE)[index]
    if name.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return name + (_MIXED_PLURAL if plural else _MIXED)[index]
    return name


def given(name: str, case: Case) -> str:
    """A man's given name in the case."""
    index = CASES.index(case)
    for ending, forms_ in sorted(_GIVEN_ENDINGS.items(), key=lambda item: -len(item[0])):
        if name.endswith(ending):
            return name[: -len(ending)] + forms_[index]
    return name if index == 0 else _STEMS.get(name, name) + _HARD[index]


def patronymic(name: str, case: Case) -> str:
    """A man's patronymic (ending -ич) in the case."""
    ending = "ем" if case == "ins" else _HARD[CASES.index(case)]
    return name + ending


def ukrainian(name: str) -> str:
    """The usual Ukrainian spelling of a Russian surname: «Вербилкин» → «Вербілкін», «Калачёв» → «Калачов»."""
    for old, new in (("чёв", "чов"), ("ев", "єв"), ("ский", "ський")):
        if name.endswith(old):
            name = name[: -len(old)] + new
    head, tail = (name[:-4], name[-4:]) if name.endswith("ький") else (name, "")
    return head.translate(_UKRAINIAN) + tail


def latin(name: str) -> str:
    """BGN/PCGN-like letters as English media write them."""
    name = name[:-2] + "ы" if name.endswith("ий") else name
    return "".join(_LATIN.get(c.lower(), c) for c in name).title().replace("'", "")


def _ukrainian_forms(name: str) -> set[str]:
    base = ukrainian(name)
    if base.endswith("ський"):
        return {base[:-2] + e for e in ("ий", "ого", "ому", "им", "і", "их")}
    return {base + e for e in ("", "а", "у", "ові", "им", "і", "и", "их")}


def forms(name: str) -> frozenset[str]:
    """Every form of the surname that a text of the sample may hold, in three languages; «ё» also as «е»."""
    russian = {surname(name, case, plural) for case in CASES for plural in (False, True)}
    found = russian | {name.upper()} | _ukrainian_forms(name) | {latin(name)}
    return frozenset(found | {f.replace("ё", "е") for f in found})
