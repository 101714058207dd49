"""Lists of things: what two of a kind share is no proof, rare words and numbers are."""

from random import Random

from everyname.linkage import Linked, Model, Table, link
from everyname.linkage.coded import Coded
from everyname.linkage.guess import guess_kinds
from everyname.linkage.numbers import magnitude, plain, read_number
from everyname.linkage.words import Words, codes, plain_words

MAKERS = ("Norvane", "Telluro", "Basquel", "Ombrel")
SORTS = ("digital camera", "coffee maker", "table lamp", "wireless speaker")
COLOURS = ("black", "white", "silver", "red")
COLUMNS = {"id": "id", "name": "other:text", "maker": "other:text", "price": "other:exact"}


def catalogue() -> tuple[list[dict[str, str]], dict[str, str]]:
    """240 invented goods of four makers and four sorts; every other one is listed twice, in other words."""
    random, rows, thing = Random(3), [], {}
    for i in range(240):
        maker, sort, colour = random.choice(MAKERS), random.choice(SORTS), random.choice(COLOURS)
        code, price = (
            f"{random.choice('KLMN')}{random.choice('XZQ')}-{random.randint(100, 999)}",
            random.randint(40, 60),
        )
        rows.append({"id": f"a{i}", "name": f"{maker} {code} {sort}, {colour}", "maker": maker, "price": f"{price}"})
        if i % 2:
            name = f"{maker} {sort} {code.replace('-', '')}"
            rows.append({"id": f"b{i}", "name": name, "maker": maker, "price": f"{price + random.randint(0, 2)}"})
        thing |= {row["id"]: str(i) for row in rows[-2:] if row["id"][1:] == str(i)}
    return rows, thing


def right_and_found(linked: Linked, thing: dict[str, str]) -> tuple[float, float]:
    """Share of the pairs above even odds that are of one thing, and share of the 120 pairs that were found."""
    said = [thing[pair.id_l] == thing[pair.id_r] for pair in linked.pairs if pair.weight > 0]
    return sum(said) / max(len(said), 1), sum(said) / 120


def test_goods_of_one_maker_and_sort_are_not_one_thing() -> None:
    rows, thing = catalogue()
    right, found = right_and_found(link(Table.from_rows(rows, COLUMNS)), thing)
    assert right > 0.9
    assert found > 0.8


def test_where_shops_are_told_goods_are_found_in_the_other_shop() -> None:
    rows, thing = catalogue()
    rows = [{**row, "shop": row["id"][0]} for row in rows]
    right, found = right_and_found(link(Table.from_rows(rows, {**COLUMNS, "shop": "source"})), thing)
    assert right > 0.9
    assert found > 0.8


def test_of_two_halls_in_one_house_each_is_one_with_its_own_entry() -> None:
    """Address and telephone agree four times over; a thing that is listed twice has no third entry."""
    random, rows = Random(5), []
    halls = [f"{random.choice('BDFGKLM')}{random.choice('aeiou')}{random.choice('lnrst')}ver{i}" for i in range(80)]
    for i, hall in enumerate(halls):
        house = i if i > 3 else i // 2
        shown = {"phone": f"5550{house:04d}", "address": f"{100 + house} {halls[-1 - house][:5]} road"}
        rows += [{"id": f"{side}{i}", "name": name, **shown} for side, name in (("a", hall), ("b", f"{hall} hall"))]
    linked = link(
        Table.from_rows(rows, {"id": "id", "name": "other:text", "phone": "other:exact", "address": "other:text"})
    )
    assert all((linked.clusters[f"a{i}"] == linked.clusters[f"b{i}"]) for i in range(80))
    assert linked.clusters["a0"] != linked.clusters["a1"]


def test_prices_and_sizes_are_read_as_numbers() -> None:
    texts = ("$ 1,299.00", "1 299,50 грн", "5.60 %", "3:34", "1.299.000", "-12.5", "12 x 4", "n/a")
    assert [read_number(text) for text in texts] == [1299.0, 1299.5, 5.6, 214.0, 1299000.0, -12.5, None, None]
    assert magnitude(101.0) - magnitude(100.0) == 10
    assert plain("$ 219.50") == plain("219,5") == "219.5"
    kinds = guess_kinds({"title": ["lamp", "desk"], "price": ["19.99", "$ 5"], "year": ["1999", "2001"]})
    assert kinds["price"] == "other:number"
    assert kinds["year"] == "other:exact"


def test_a_saved_model_of_things_gives_the_same_pairs() -> None:
    linked = link(Table.from_rows(catalogue()[0], COLUMNS))
    again = link(linked.table, model=Model.from_json(linked.model.to_json()))
    assert list(again.pairs) == list(linked.pairs)


def test_the_order_of_things_is_immaterial() -> None:
    rows = catalogue()[0]
    one, other = (link(Table.from_rows(r, COLUMNS)) for r in (rows, Random(1).sample(rows, len(rows))))
    assert list(one.pairs) == list(other.pairs)
    assert one.clusters == other.clusters


def test_codes_are_read_with_and_without_their_dashes() -> None:
    assert codes("Norvane DEH-2000MP player") & codes("norvane deh2000mp") == {"deh2000mp"}
    assert codes("Nr. 0097 in Oslo") == {"97"}
    assert plain_words("Norvane DEH-2000MP player") == {"norvane", "deh", "player"}


def test_a_rare_word_weighs_more_than_one_that_all_texts_hold() -> None:
    texts = Coded.of([f"lamp w{i}" for i in "abcdefgh"])
    words = Words.of(texts, lambda text: set(text.split()))
    assert words.weighed({"lamp", "wa"}) == "lamp:1 wa:9"
