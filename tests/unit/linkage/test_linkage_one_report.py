"""Men of one report share its day, place and unit, and are different men. All are invented."""

from random import Random

import pytest
from test_linkage_link import GIVEN, SURNAMES, TOWNS

from everyname.linkage import Linked, Table, link
from everyname.linkage.table import Kind

KINDS = ("surname", "given", "death_date", "settlement", "unit", "report")


def reports(posts: int = 60) -> list[dict[str, str]]:
    """Posts of four comrades each; every third man stands in a post of his own too."""
    random = Random(3)
    rows = []
    for post in range(posts):
        shared = {
            "death_date": f"2023-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
            "settlement": random.choice(TOWNS),
            "unit": f"{random.randint(1, 400)}-й полк",
        }
        for man in range(4):
            own = {
                "surname": random.choice(SURNAMES) + random.choice(("", "ский", "ец")),
                "given": random.choice(GIVEN),
            }
            rows.append({"id": f"p{post}m{man}", **own, **shared, "report": f"post {post}"})
            if man == 0 and post % 3 == 0:
                rows.append({"id": f"q{post}m{man}", **own, **shared, "report": f"of {post}"})
    return rows


@pytest.fixture(scope="module")
def linked() -> Linked:
    return link(Table.from_rows(reports(), {"id": "id", **{kind: kind for kind in KINDS}}))


def test_men_of_one_report_are_neither_joined_nor_asked_about(linked: Linked) -> None:
    report = dict(zip(linked.table.ids, linked.table.first(Kind.REPORT), strict=True))
    assert not any(report[pair.id_l] == report[pair.id_r] for pair in linked.pairs)
    joined = [(linked.clusters[record], report[record]) for record in linked.table.ids]
    assert len(joined) == len(set(joined))


def test_who_stands_in_a_post_of_his_own_is_found(linked: Linked) -> None:
    twice = [n for n in range(0, 60, 3) if linked.clusters[f"p{n}m0"] == linked.clusters[f"q{n}m0"]]
    assert len(twice) >= 18


def test_comrades_teach_nobody_that_names_may_differ(linked: Linked) -> None:
    other = next(level for level in linked.model.comparisons["surname"] if level.code == "different")
    assert other.m < 0.3


def test_an_analyst_may_say_that_a_report_names_one_man_twice() -> None:
    rows = reports(20)
    one, other = rows[2]["id"], rows[3]["id"]
    assert rows[2]["report"] == rows[3]["report"]
    found = link(Table.from_rows(rows, {"id": "id", **{kind: kind for kind in KINDS}}), same=[(one, other)])
    assert found.clusters[one] == found.clusters[other]
