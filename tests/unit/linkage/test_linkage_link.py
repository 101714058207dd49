"""Linking a small invented list: who is one man, why, and what analysts bind."""

from random import Random

import pytest

from everyname.linkage import ConstraintError, Linked, Model, Table, explain, link, words

COLUMNS = {
    "id": "id",
    "surname": "surname",
    "given": "given",
    "patronymic": "patronymic",
    "born": "birth_date",
    "town": "settlement",
}
SURNAMES = (
    "Зорин",
    "Лужин",
    "Верстов",
    "Караваев",
    "Сухоруков",
    "Гридин",
    "Молчанов",
    "Тетерин",
    "Бережнов",
    "Ольшанов",
)
GIVEN = ("Пётр", "Иван", "Алексей", "Сергей", "Роман", "Глеб", "Борис", "Юрий")

TOWNS = ("Боровск", "Елатьма", "Кологрив", "Лальск", "Мезень", "Нея", "Оса", "Пошехонье", "Солигалич", "Чухлома")


def people() -> list[dict[str, str]]:
    """160 invented men, every other one reported twice, the second time in the dative and without patronymic."""
    random = Random(1)
    rows = []
    for i in range(160):
        born = f"{random.randint(1965, 2004)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
        name, given, town = random.choice(SURNAMES), random.choice(GIVEN), random.choice(TOWNS)
        row = {"id": f"a{i}", "surname": name, "given": given, "patronymic": "Ильич", "born": born, "town": town}
        rows.append(row)
        if i % 2:
            rows.append({**row, "id": f"b{i}", "surname": name + "у", "patronymic": ""})
    return rows


@pytest.fixture(scope="module")
def linked() -> Linked:
    return link(Table.from_rows(people(), COLUMNS))


def test_two_reports_of_one_man_are_one_person(linked: Linked) -> None:
    assert all(linked.clusters[f"a{i}"] == linked.clusters[f"b{i}"] for i in range(1, 160, 2))
    assert 157 <= len(set(linked.clusters.values())) <= 160  # a few namesakes share nearly everything


def test_expected_count_is_near_the_truth_and_inside_its_interval(linked: Linked) -> None:
    assert linked.expected.low <= 160 <= linked.expected.high
    assert linked.expected.high - linked.expected.low < 20


def test_an_explanation_adds_up_to_the_weight(linked: Linked) -> None:
    pair = next(p for p in linked.pairs if p.weight > 0)
    assert sum(term.weight for term in explain(linked, (pair.id_l, pair.id_r))) == pytest.approx(pair.weight)
    said = [words(term, "ru") for term in linked.explain(pair.id_l, pair.id_r)]
    assert any(line.startswith("фамилия: ") and "совпадает" in line for line in said)


def test_a_judgement_binds_the_clusters() -> None:
    table = Table.from_rows(people(), COLUMNS)
    apart = link(table, same=[("a0", "a2")], different=[("a1", "b1")])
    assert apart.clusters["a0"] == apart.clusters["a2"]
    assert apart.clusters["a1"] != apart.clusters["b1"]


def test_contradicting_judgements_are_refused() -> None:
    table = Table.from_rows(people(), COLUMNS)
    with pytest.raises(ConstraintError, match="a0"):
        link(table, same=[("a0", "a2"), ("a2", "a4")], different=[("a4", "a0")])


def test_a_saved_model_gives_the_same_pairs(linked: Linked) -> None:
    again = link(linked.table, model=Model.from_json(linked.model.to_json()))
    assert list(again.pairs) == list(linked.pairs)
