"""What people type into the search: questions made of an invented man's record, as they stand, damaged or cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Row = dict[str, str]
_LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a,b,v,g,d,e,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya".split(","),  # noqa: SIM905
        strict=True,
    )
)
_KEYS = dict(zip("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`", strict=True))


def told_apart(row: Row) -> str:
    """What a person would add to the name."""
    return row["patronymic"] or row["birth_date"][:4] or row["birth_year"] or row["settlement"]


def typed(row: Row) -> str:
    """The question as it stands."""
    return f"{row['surname']} {row['given']} {told_apart(row)}"


def misspelled(row: Row, random: Random) -> str:
    """One letter of the surname wrong, missing, doubled or moved."""
    name, place = row["surname"], random.randrange(1, len(row["surname"]))
    letter = random.choice("абвгдежзиклмнопрстуфхцчшя")
    edits = [
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
        name[:place] + letter + name[place + 1 :],
    ]
    return f"{random.choice(edits)} {row['given']} {told_apart(row)}"


def latin(row: Row) -> str:
    """In Latin letters."""
    return "".join(_LATIN.get(c, c) for c in typed(row).lower().replace("ё", "е"))


def slipped(row: Row) -> str:
    """As the same keys give it on the English layout."""
    return "".join(_KEYS.get(c, c) for c in typed(row).lower())


def fragment(row: Row) -> str:
    """The beginnings of the surname and the given name."""
    return f"{row['surname'][: max(4, len(row['surname']) * 2 // 3)]} {row['given'][:4]} {told_apart(row)}"


def piece(row: Row) -> str:
    """A piece from within the surname."""
    return f"{row['surname'][1 : 1 + max(4, len(row['surname']) // 2)]} {row['given']} {told_apart(row)}"


def identified(asked: Sequence[Row], held: Sequence[Row], maker: Callable[[Row], str]) -> list[Row]:
    """The men of whom, with at most four others, the list says what ``maker`` asks."""
    by_detail: dict[str, list[Row]] = {told_apart(row): [] for row in asked}
    for row in held:
        for detail in {
            row["patronymic"],
            row["birth_date"][:4],
            row["birth_year"],
            row["settlement"],
        } & by_detail.keys():
            by_detail[detail].append(row)
    found = []
    for row in asked:
        surname, given = maker(row).split()[:2]
        inside = maker is piece
        fit = (
            r["cluster"]
            for r in by_detail[told_apart(row)]
            if r["given"].startswith(given)
            and (surname in r["surname"][1:] if inside else r["surname"].startswith(surname))
        )
        if len({*fit}) <= 5:
            found.append(row)
    return found
