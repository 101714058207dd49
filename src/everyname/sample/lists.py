"""The sample's tables: a cemetery sheet and two releases of one official list, with the faults of real ones.

Invariant: a row's key is the man's for ever, except in the one row that the second release removes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from everyname.sample.people import Man

_HEADER = "ключ;ФИО;дата рождения;дата гибели;звание;населённый пункт"
_BAD_ROWS = ("LR-9001;;12.04.1990;01.02.2023;рядовой;Лугаринск", "LR-9002;Жерновов Осип Карпович;31.02.1991;;;Мшинка")


def dotted(day: str) -> str:
    """«2023-02-14» → «14.02.2023»; the empty text stays empty."""
    return f"{date.fromisoformat(day):%d.%m.%Y}" if day else ""


def buried(men: Sequence[Man], seed: int, count: int = 45) -> list[Man]:
    """Men whose graves the volunteers saw by the end of 2023."""
    rng = Random(f"{seed}/cemetery")  # noqa: S311
    known = [m for m in men if m.fate == "dead" and m.death <= "2023-10-31"]
    return rng.sample(known, min(count, len(known)))


GRAVES_BEGIN = 4  # the sheet's row of the first grave, below its title and its header of two rows


def cemetery(men: Sequence[Man]) -> str:
    """The sheet as exported: a title row, a header over two rows, two faulty rows at the end."""
    rows = [
        "Сектор «Новое кладбище», Лугаринск (все лица вымышлены);;;;;",
        "№;ФИО;Даты;;Место;",
        ";;рождения;смерти;ряд;могила",
    ]
    for number, man in enumerate(men, 1):
        rows.append(
            f"{number};{man.full_name};{dotted(man.birth)};{dotted(man.death)};{number // 12 + 1};{number % 12 + 1}"
        )
    rows.append(f"{len(men) + 1};;01.01.1980;;9;1")
    rows.append(f"{len(men) + 2};Безымянцев Карп Саввич;30.02.1985;11.11.2022;9;2")
    return "\r\n".join(rows) + "\r\n"


def official(men: Sequence[Man], seed: int) -> tuple[list[Man], list[Man]]:
    """Who stands in release 1 and who in release 2: one removed, the rest kept, later deaths added."""
    rng = Random(f"{seed}/official")  # noqa: S311
    dead = [m for m in men if m.fate == "dead" and rng.random() < 0.45]
    first = [m for m in dead if m.death < "2023-03-01"]
    later = [m for m in dead if "2023-03-01" <= m.death < "2024-06-01"]
    return first, first[:3] + first[4:] + later


def official_list(men: Sequence[Man], release: int) -> str:
    """One release as CSV. In the second, every ninth rank is corrected; both hold two rows for the quarantine."""
    rows = [_HEADER]
    for man in sorted(men, key=key):
        rank = "ефрейтор (посмертно)" if release == 2 and int(key(man)[3:]) % 9 == 0 else man.rank
        rows.append(";".join((key(man), man.full_name, dotted(man.birth), dotted(man.death), rank, man.village)))
    return "\r\n".join([*rows, *_BAD_ROWS]) + "\r\n"


def key(man: Man) -> str:
    """The list's own number of the man."""
    offset = 0 if man.id.startswith("h") else 500
    return f"LR-{offset + int(man.id[1:]):04d}"
