"""Judgements of a few uncertain pairs improve the answer on pairs that nobody was asked about."""

from random import Random

from everyname.linkage import Linked, Table, link, questions

COLUMNS = {"id": "id", "surname": "surname", "given": "given", "born": "birth_year", "street": "other:text"}
SURNAMES = [
    "Barlow",
    "Corley",
    "Denham",
    "Eastly",
    "Farrow",
    "Garnet",
    "Holway",
    "Ilford",
    "Jessop",
    "Kelmar",
    "Lorton",
    "Marsh",
    "Norley",
    "Orwell",
]
GIVEN = ["Ann", "Bea", "Cora", "Dora", "Ella", "Fay", "Gwen", "Hope", "Iris", "Jane", "Kate", "Lena", "Mona", "Nell"]


def households() -> tuple[list[dict[str, str]], dict[str, str]]:
    """People of one household share surname and street, which looks like more evidence than it is; every other one is
    written down twice, with the given name's first letter only or without the year of birth.
    """
    random, rows, truth = Random(7), [], {}
    for house in range(260):
        surname, street = random.choice(SURNAMES), f"{random.choice(SURNAMES)} road {random.randint(1, 99)}"
        for member, given in enumerate(random.sample(GIVEN, random.choice([1, 1, 2, 3]))):
            born = random.randint(1930, 2010)
            for copy in range(random.choice([1, 2])):
                number = f"{house}-{member}-{copy}"
                row = {"id": number, "surname": surname, "street": street}
                row["given"] = given[:1] if random.random() < 0.3 else given
                row["born"] = str(born + random.choice([0, 0, 0, 1])) if random.random() < 0.5 else ""
                rows.append(row)
                truth[number] = f"{house}-{member}"
    return rows, truth


def errors(linked: Linked, truth: dict[str, str], asked: set[tuple[str, str]]) -> int:
    """Pairs nobody was asked about that are on the wrong side of even odds."""
    return sum(
        (pair.weight > 0) != (truth[pair.id_l] == truth[pair.id_r])
        for pair in linked.pairs
        if (pair.id_l, pair.id_r) not in asked
    )


def test_judgements_teach_what_the_data_alone_cannot() -> None:
    rows, truth = households()
    table = Table.from_rows(rows, COLUMNS)
    before = link(table)
    asked = {(q.id_l, q.id_r) for q in questions(before, most=60).questions}
    same = [pair for pair in asked if truth[pair[0]] == truth[pair[1]]]
    after = link(table, same=same, different=asked - set(same))
    assert errors(after, truth, asked) < 0.5 * errors(before, truth, asked)
    persons = len(set(truth.values()))
    assert abs(after.expected.point - persons) < abs(before.expected.point - persons)


def test_reports_taken_as_evidence_do_not_make_strangers_likely() -> None:
    """Analysts who say «same» of every further report and never «different» leave the odds of two records at random."""
    rows, truth = households()
    table = Table.from_rows(rows, COLUMNS)
    before = link(table)
    same = sorted((p.id_l, p.id_r) for p in before.pairs if truth[p.id_l] == truth[p.id_r])
    after = link(table, same=same)
    assert after.model.prior < before.model.prior + 0.1
