"""«Is he already on the list?»: what people type, whole records, and what a question may cost."""

from itertools import product
from random import Random

import pytest
from memoryindex import Memory

from everyname.linkage import Linked, Table, link, look_up, score
from everyname.linkage.lookup import Record, index_columns, index_of, search, words_of

MEN: dict[int, Record] = {
    1: {"full_name": "Карманов Иван Александрович", "birth_date": "1981-03-05", "settlement": "город Боровск"},
    2: {"surname": "Щербаков", "given": "Алексей", "patronymic": "Ильич", "birth_year": "1990"},
    3: {"full_name": "Литвиненко Олександр Іванович"},
    4: {"full_name": "محمد أحمد حسن أبو شعبان"},
    5: {"full_name": "خالد يوسف قاسم"},
    6: {"full_name": "Карманова Инна", "birth_date": "1975-03-05"},
    7: {"full_name": "Осокин Пётр Карпович", "death_date": "2023-02-01"},
    8: {"full_name": "Салтыков-Щедрин Михаил"},
    9: {"full_name": "Миндюкевич Зоя"},
}


@pytest.fixture(scope="module")
def index() -> Memory:
    return Memory(MEN)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("карманов иван", 1),
        ("Иван Карманов", 1),
        ("карманав иван", 1),  # a wrong vowel
        ("карамнов иван", 1),  # letters in the wrong order
        ("кармонав иван", 1),  # two wrong vowels
        ("Karmanov Ivan", 1),
        ("rfhvfyjd bdfy", 1),  # the English layout
        ("rfhvfyjd иван", 1),  # changed layout half-way
        ("Карманову Ивану", 1),  # as a notice has it
        ("карманов 1981", 1),
        ("карманов 05.03.1981", 1),
        ("карма ив", 1),  # fragments
        ("арманов иван", 1),  # a fragment from within
        ("твиненко", 3),  # a long one, two letters short
        ("боровск карманов", 1),
        ("иван александрович карманов", 1),
        ("Shcherbakov Alexey", 2),
        ("Щербаков Олексій", 2),
        ("щербаков алёша", 2),
        ("литвиненко саша", 3),
        ("Kbndbytyrj", 3),
        ("Литвиненко Александр", 3),
        ("Mohammed Ahmad Hassan", 4),
        ("محمد احمد شعبان", 4),
        ("ohg] d,st", 5),  # the Arabic layout
        ("Khaled Qassem", 5),
        ("осокин петр", 7),
        ("осокин п", 7),
        ("щедрин", 8),
        ("Салтыков-Щедрин", 8),
        ("миндюевич зоя", 9),  # a letter less before what looks like an ending
    ],
)
def test_a_person_is_found_by_what_people_type(index: Memory, typed: str, who: int) -> None:
    assert search(typed, index)[0][0].id == who


def test_a_slip_that_another_layout_makes_a_word_of_is_still_a_slip() -> None:
    both = Memory({1: {"full_name": "Шутов Владимир Леонидович"}, 2: {"full_name": "End"}})
    assert search("Шутв Владимир Леонидович", both)[0][0].id == 1
    assert search("end", both)[0][0].id == 2


def test_a_rare_word_is_doubted_when_no_record_holds_all_words() -> None:
    both = Memory({1: {"full_name": "Мороз Иван"}, 2: {"full_name": "Морозов Глеб Карпович"}})
    assert search("мороз глеб карпович", both)[0][0].id == 2


@pytest.mark.parametrize("typed", ["лого Вера Павловна", "олог Вера 1971", "Холо Вера Павл"])
def test_a_piece_of_a_name_finds_its_man_among_namesakes(typed: str) -> None:
    others = {i: {"full_name": f"{'бвгджзк'[i % 7]}{'аеиоу'[i % 5]}{'лмнпрст'[i // 7 % 7]}ов Вера Павловна",
                  "birth_year": "1971"} for i in range(400)}  # fmt: skip
    index = Memory({**others, 1000: {"full_name": "Хологовская Вера Павловна", "birth_year": "1971"}})
    assert search(typed, index)[0][0].id == 1000


def test_a_piece_counts_though_it_is_also_a_name_of_its_own() -> None:
    index = Memory({1: {"full_name": "Алесь Пётр"}, 2: {"full_name": "Залесский Иван", "birth_year": "1973"}})
    assert search("алес иван 1973", index)[0][0].id == 2


def test_a_word_of_a_record_answers_one_word() -> None:
    both = Memory({1: {"full_name": "Дрозд Пётр Николаевич"}, 2: {"full_name": "Петров Николай Николаевич"}})
    assert [entry.id for entry, _ in search("петр нико николаевич", both)] == [2, 1]


@pytest.mark.parametrize(("typed", "who"), [("шкев сергей", 1), ("сергей петровна", 2), ("сергей петрович", 3)])
def test_words_are_compared_as_they_are_written(typed: str, who: int) -> None:
    index = Memory({
        1: {"full_name": "Лашкевич Сергей"}, 2: {"full_name": "Ашк Сергей Петровна"},
        3: {"full_name": "Ашк Сергей Петрович"}, 4: {"full_name": "Шек Сергей"},
    })  # fmt: skip
    assert search(typed, index)[0][0].id == who


def test_beginnings_that_another_layout_makes_words_of_are_beginnings() -> None:
    index = Memory({
        1: {"full_name": "Годун Никглай", "birth_year": "1978"}, 2: {"full_name": "Uile", "birth_year": "1978"},
        3: {"full_name": "Ybru", "birth_year": "1978"},
    })  # fmt: skip
    assert search("году никг 1978", index)[0][0].id == 1


def test_a_rare_word_that_begins_frequent_ones_is_taken_for_their_beginning() -> None:
    men = {i: {"full_name": f"Новиков Константин {'А' * (i % 7 + 1)}"} for i in range(300)}
    index = Memory({**men, 1000: {"full_name": "Нови Вера"}, 1001: {"full_name": "Новиков Глеб Карпович"}})
    assert search("нови глеб карпович", index)[0][0].id == 1001
    assert search("нови вера", index)[0][0].id == 1000


def test_nobody_is_found_who_is_not_there(index: Memory) -> None:
    assert search("Верстовский Глеб", index) == []
    assert search("", index) == []
    assert search("—", index) == []
    assert search("неизвестный", index) == []


def test_a_year_that_differs_puts_a_namesake_behind(index: Memory) -> None:
    both = Memory({**MEN, 9: {"full_name": "Карманов Иван", "birth_year": "1960"}})
    assert [entry.id for entry, _ in search("карманов иван 1960", both)][:2] == [9, 1]
    assert [entry.id for entry, _ in search("карманов иван 1981", both)][:2] == [1, 9]


@pytest.mark.parametrize(
    ("forms", "other"),
    [
        ("Иванов Иванову Ивановым Иванова Ivanov Ivanova", "Иванович"),
        ("Алексей Олексій Аляксей Alexey Алёша Алексею", "Александр"),
        ("Ильич Ильича Ильичу", "Илья"),
        ("Щербаков Shcherbakov Schtscherbakow", "Серебряков"),
    ],
)
def test_forms_of_one_name_have_one_stem(forms: str, other: str) -> None:
    stems = {word.stem for word in words_of(forms)}
    assert len(stems) == 1
    assert not stems & {word.stem for word in words_of(other)}


def test_records_are_indexed_alike_alone_and_together() -> None:
    together = index_of(MEN)
    alone = [index_of({i: record}) for i, record in MEN.items()]
    pairs = set(zip(*(side.tolist() for side in together.keys), strict=True))
    assert pairs == {pair for one in alone for pair in zip(*(side.tolist() for side in one.keys), strict=True)}
    assert together.words == [one.words[0] for one in alone]
    kinds = sorted({kind for record in MEN.values() for kind in record})
    columns = {kind: [record.get(kind, "") for record in MEN.values()] for kind in kinds}
    assert index_columns(list(MEN), columns).facts == together.facts


def test_an_entry_gives_back_its_record(index: Memory) -> None:
    assert {i: entry.record for i, entry in index.held.items()} == MEN
    odd = index_of({1: {"full_name": "Осокин\tПётр"}})
    assert odd.facts[0].split("\t")[0] == "Осокин Пётр"


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
KINDS = {"id": "id", "surname": "surname", "given": "given", "born": "birth_date", "town": "settlement"}


@pytest.fixture(scope="module")
def linked() -> Linked:
    random = Random(3)
    rows = []
    for i in range(160):
        born = f"{random.randint(1965, 2004)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
        row = {
            "id": f"a{i:03}",
            "surname": random.choice(SURNAMES),
            "given": random.choice(GIVEN),
            "born": born,
            "town": "Нея",
        }
        rows.append(row)
        if i % 2:
            rows.append({**row, "id": f"b{i:03}", "surname": row["surname"] + "у", "town": ""})
    return link(Table.from_rows(rows, KINDS))


def records_of(linked: Linked) -> dict[int, Record]:
    values = {str(column.kind): column.values for column in linked.table.columns}
    return {i: {kind: held[i] for kind, held in values.items() if held[i]} for i in range(len(linked.table))}


def test_one_new_record_has_the_weights_of_the_batch(linked: Linked) -> None:
    records = records_of(linked)
    index = Memory(records)
    batch = {
        (a, b): w for a, b, w in zip(linked.left.tolist(), linked.right.tolist(), linked.weights.tolist(), strict=True)
    }
    compared = 0
    for new in range(0, len(records), 7):
        for entry, found in look_up(records[new], index, linked.model):
            if pair := batch.get((min(new, entry.id), max(new, entry.id))):
                assert found.weight == pytest.approx(pair, abs=1e-9)
                assert sum(term.weight for term in found.explain()) == pytest.approx(pair, abs=1e-9)
                compared += 1
    assert compared > 20


def test_every_likely_pair_of_the_batch_is_found_by_one_record(linked: Linked) -> None:
    records = records_of(linked)
    index = Memory(records)
    likely = [
        (a, b)
        for a, b, w in zip(linked.left.tolist(), linked.right.tolist(), linked.weights.tolist(), strict=True)
        if w > 0
    ]
    assert len(likely) >= 80
    for a, b in likely:
        assert b in {entry.id for entry, _ in look_up(records[a], index, linked.model, best=50)}


def test_the_right_man_is_scored_first(linked: Linked) -> None:
    right = {"surname": "Зорин", "given": "Пётр", "birth_date": "1980-02-03"}
    wrong = {"surname": "Зорин", "given": "Глеб", "birth_date": "1980-02-03"}
    found = score({"full_name": "Зорину Петру", "birth_date": "1980-02-03"}, [wrong, right], linked.model)
    assert found[0].candidate == 1
    assert score(right, [], linked.model) == []


def test_a_question_costs_the_same_among_ten_times_as_many_namesakes() -> None:
    def asked(years: int) -> int:
        names = product(("Иванов", "Иваноф", "Иванав"), ("Иван", "Пётр"), range(1900, 1900 + years))
        index = Memory({i: {"full_name": f"{s} {g}", "birth_year": str(y)} for i, (s, g, y) in enumerate(names)})
        assert search("иванов иван 1905", index)[0][0].record["birth_year"] == "1905"
        return index.asked["rows"]

    assert asked(300) < 3 * asked(30)
