"""One name in Arabic, Latin and Cyrillic letters is one form; other names stay apart."""

import random

import pytest

from everyname.linkage import Table, link
from everyname.linkage.names import name_form, split_full_name
from everyname.linkage.text import Script, clean, script_of


def form(text: str) -> tuple[str, ...]:
    parts = split_full_name(clean(text), Script.MIXED)
    return tuple(name_form(part, Script.MIXED, "given") for part in parts)


@pytest.mark.parametrize(
    ("arabic", "other"),
    [
        ("محمد خالد سعيد أبو حطب", "Mohammed Khaled Said Abu Hatab"),
        ("محمد خالد سعيد أبو حطب", "Muhamad Khalid Saeed Abo-Hatab"),
        ("عبدالرحمن محمود الأسطل", "Abd Al-Rahman Mahmoud El-Astal"),
        ("عبد الله عمر الشاعر", "Abdullah Omar Alshaer"),
        ("صلاح الدين يوسف", "Salah Eddin Youssef"),
        ("صلاحالدين يوسف", "Salahuddin Yousef"),
        ("فاطمة نور الشيخ", "Fatima Nour Al-Sheikh"),
        ("محمد يوسف النجار", "Мохаммед Юсеф Аль-Наджар"),
    ],
)
def test_one_name_in_two_scripts_is_one_form(arabic: str, other: str) -> None:
    assert form(arabic) == form(other)


@pytest.mark.parametrize(("one", "other"), [("محمد", "Mahmoud"), ("أحمد", "Hamed"), ("عمر", "Amr"), ("سمير", "Samira")])
def test_names_with_the_same_consonants_stay_apart(one: str, other: str) -> None:
    assert name_form(clean(one), Script.MIXED, "given") != name_form(clean(other), Script.MIXED, "given")


def test_a_table_in_two_scripts_is_told_by_its_values() -> None:
    assert script_of(["محمد", "Omar"]) is Script.MIXED
    assert script_of(["محمد", "عمر"]) is Script.ARABIC
    assert script_of(["Иван", "Ivan"]) is Script.SLAVIC
    assert script_of(["Omar", "Ivan"]) is Script.LATIN


def test_an_english_list_finds_its_people_on_an_arabic_list() -> None:
    names = [("محمد", "Mohamed"), ("خالد", "Khaled"), ("سعيد", "Said"), ("عمر", "Omar"), ("يوسف", "Yousef"),
             ("محمود", "Mahmoud"), ("حسن", "Hassan"), ("ابراهيم", "Ibrahim"), ("طارق", "Tareq")]  # fmt: skip
    families = [("النجار", "Al-Najjar"), ("الأسطل", "Al Astal"), ("ابو حطب", "Abu Hatab"), ("شاهين", "Shahin"),
                ("المصري", "El-Masri"), ("حمدان", "Hamdan"), ("زقوت", "Zaqout"), ("الخطيب", "Alkhatib")]  # fmt: skip
    draw = random.Random(3)
    rows = []
    for i in range(150):
        parts = [draw.choice(names), draw.choice(names), draw.choice(names), draw.choice(families)]
        age = str(draw.randint(1, 80))
        for n, tag in enumerate("AE"):
            rows.append({"id": f"{tag}{i:03d}", "name": " ".join(part[n] for part in parts), "age": age, "list": tag})
    linked = link(Table.from_rows(rows))
    best: dict[str, tuple[float, str]] = {}
    for pair in linked.pairs:
        if pair.id_l[0] == "A" and pair.id_r[0] == "E":
            best[pair.id_r] = max(best.get(pair.id_r, (-99.0, "")), (pair.weight, pair.id_l))
    assert sum(found[1:] == record[1:] for record, (_, found) in best.items()) >= 147
