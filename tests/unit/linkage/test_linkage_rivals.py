"""Of two entries of one list that fit a record alike, none is taken for certain."""

import random

from everyname.linkage import Linked, Table, link

COLUMNS = {"id": "id", "surname": "surname", "given": "given", "year": "birth_year", "list": "source"}
SURNAMES = [
    a + b for a in ("Ka", "Lo", "Mer", "Tal", "Vin", "Sor", "Bra", "Del") for b in ("mon", "tes", "dry", "vik", "gar")
]
GIVEN = ("Anna", "Boris", "Clara", "David", "Emma", "Felix", "Greta", "Hugo")


def two_lists(repeated: int) -> Linked:
    """120 people on both lists; the first ``repeated`` of them stand twice on the second."""
    draw = random.Random(7)
    rows = []
    for i in range(120):
        person = {"surname": draw.choice(SURNAMES), "given": draw.choice(GIVEN), "year": str(draw.randint(1960, 2000))}
        entries = ["first", "second", *(["second"] if i < repeated else [])]
        rows += [{"id": f"{i:03d}{n}", **person, "list": entry} for n, entry in enumerate(entries)]
    return link(Table.from_rows(rows, COLUMNS))


def test_two_candidates_of_one_list_share_the_odds() -> None:
    linked = two_lists(repeated=2)
    pairs = {(p.id_l, p.id_r): p for p in linked.pairs}
    assert pairs["0000", "0001"].probability <= 0.5
    assert pairs["0500", "0501"].probability > 0.9
    lost = next(term for term in linked.explain("0000", "0001") if term.field == "rivals")
    assert lost.weight < -0.9


def test_terms_still_add_up_to_the_weight() -> None:
    linked = two_lists(repeated=2)
    pair = next(p for p in linked.pairs if (p.id_l, p.id_r) == ("0000", "0001"))
    assert abs(sum(term.weight for term in linked.explain("0000", "0001")) - pair.weight) < 1e-9


def test_lists_that_repeat_people_have_no_rivals() -> None:
    linked = two_lists(repeated=80)
    assert not linked.rivals.any()


def test_an_entry_that_its_list_repeats_is_still_one_person() -> None:
    linked = two_lists(repeated=2)
    assert linked.clusters["0001"] == linked.clusters["0002"]


def test_namesakes_within_a_list_are_not_taken_for_its_repeats() -> None:
    """Every tenth man of the first list has a namesake there whose year of birth it does not know. It repeats nobody
    of whom it says all, so it is not believed to repeat these.
    """
    draw, rows = random.Random(11), []
    for i in range(400):
        person = {
            "surname": draw.choice(SURNAMES) + draw.choice(("", "sen", "ini", "ova")),
            "given": draw.choice(GIVEN),
        }
        person |= {"year": str(draw.randint(1950, 2000)), "town": draw.choice(("Ashford", "Bexley", "Corwen", "Frome"))}
        rows += [{"id": f"{i:03d}0{n}", **person, "list": n} for n in ("first", "second")]
        rows += [{"id": f"{i:03d}1first", **person, "year": "", "list": "first"}] * (i % 10 == 0)
    linked = link(Table.from_rows(rows, {**COLUMNS, "town": "settlement"}))
    assert all(linked.clusters[f"{i:03d}0first"] != linked.clusters[f"{i:03d}1first"] for i in range(0, 400, 10))
    assert abs(len(set(linked.clusters.values())) - 440) <= 4
