"""The number of persons is right without labels, whoever is repeated and however few the records are."""

import gzip
from importlib.resources import files
from random import Random

import pytest

from everyname.linkage import Linked, Table, link

COLUMNS = {"id": "id", "surname": "surname", "given": "given", "patronymic": "patronymic", "born": "birth_date"}
NAMES = files("everyname.vocabulary") / "names"


def drawn(part: str, random: Random, count: int) -> list[str]:
    """Men's names, each as often as it is met."""
    lines = gzip.decompress((NAMES / f"{part}.tsv.gz").read_bytes()).decode("utf-8").splitlines()
    rows = [row for row in (line.split("\t") for line in lines) if row[2] != "f"]
    return random.choices([row[0] for row in rows], [int(row[1]) for row in rows], k=count)


def linked(persons: int, repeated: float) -> Linked:
    """Invented men, of whom this share is reported twice, the second time with two letters of the surname turned."""
    random, rows = Random(persons), []
    names = zip(*(drawn(part, random, persons) for part in ("surnames", "given", "patronymics")), strict=True)
    for i, (surname, given, father) in enumerate(names):
        row = {"id": f"{i}a", "surname": surname, "given": given, "patronymic": father}
        row["born"] = day(random)
        rows.append(row)
        if random.random() < repeated:
            place = random.randrange(1, max(len(surname) - 2, 2))
            turned = surname[:place] + surname[place : place + 2][::-1] + surname[place + 2 :]
            rows.append({**row, "id": f"{i}b", "surname": turned, "patronymic": ""})
    return link(Table.from_rows(rows, COLUMNS))


@pytest.mark.parametrize("persons", [25, 100, 1000])
@pytest.mark.parametrize("repeated", [0.0, 0.3, 1.0])
def test_number_of_persons(persons: int, repeated: float) -> None:
    found = linked(persons, repeated)
    assert abs(len(set(found.clusters.values())) - persons) <= 2 + 0.005 * persons
    assert found.expected.low - 0.5 <= persons <= found.expected.high + 0.5


def test_two_letters_turned_round_are_one_slip() -> None:
    found = linked(100, 1.0)
    levels = [pair.levels["surname"] for pair in found.pairs if pair.id_l[:-1] == pair.id_r[:-1]]
    assert levels.count("letters_moved") > 60


def test_twins_are_two_persons_where_brothers_are_many() -> None:
    random, rows = Random(3), []
    names = zip(*(drawn(part, random, 400) for part in ("surnames", "patronymics")), strict=True)
    for i, (surname, father) in enumerate(names):
        born = [day(random), day(random)] if i >= 20 else [day(random)] * 2
        for brother, given in enumerate(random.sample(["Иван", "Пётр", "Олег", "Юрий", "Антон", "Роман"], 2)):
            row = {"id": f"{i} {brother}", "surname": surname, "given": given, "patronymic": father}
            rows.append({**row, "born": born[brother]})
            if random.random() < 0.3:
                rows.append({**rows[-1], "id": f"{i} {brother} again"})
    found = link(Table.from_rows(rows, COLUMNS)).clusters
    assert not [i for i in range(20) if found[f"{i} 0"] == found[f"{i} 1"]]
    assert len(set(found.values())) == 800


def day(random: Random) -> str:
    return f"{random.randint(1965, 2004)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
