"""Lists of things: what two of a kind share is no proof, rare words and numbers are."""

from random import Random

from everyname.linkage import Linked, Model, Table, link
from everyname.linkage.coded import Coded
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
    assert found > 0.3


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
