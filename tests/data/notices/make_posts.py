# ruff: noqa: E501 -- tables
"""Writes the project's own notices: invented persons in varied patterns, with labels. CC0 1.0.

Every person here is invented; places, ranks and kinds of unit are vocabulary. The same seed gives the same files.

    python tests/data/notices/make_posts.py     writes tune.jsonl and check.jsonl beside this file
"""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
GIVEN = [
    "Егор",
    "Артур",
    "Макар",
    "Ринат",
    "Тимур",
    "Глеб",
    "Ярослав",
    "Дамир",
    "Родион",
    "Алдар",
    "Баир",
    "Руслан",
    "Марк",
    "Савелий",
    "Роман",
    "Ильдар",
    "Валентин",
    "Аюр",
    "Константин",
    "Вячеслав",
    "Эдуард",
    "Магомед",
    "Денис",
    "Станислав",
    "Аркадий",
    "Юрий",
    "Игорь",
    "Алексей",
    "Виталий",
    "Илья",
    "Никита",
]
GIVEN_UK = [
    "Остап",
    "Назар",
    "Максим",
    "Тарас",
    "Роман",
    "Богдан",
    "Степан",
    "Віктор",
    "Орест",
    "Руслан",
    "Артем",
    "Сергій",
    "Андрій",
    "Юрій",
]
GIVEN_EN = ["Roman", "Kirill", "Denis", "Stanislav", "Timur", "Gleb", "Ruslan", "Maxim", "Artyom", "Vadim"]
STEMS = [
    "Кудряв",
    "Маслюк",
    "Береснев",
    "Хлопот",
    "Заруб",
    "Тарасев",
    "Голенищ",
    "Мухамет",
    "Сайфутдин",
    "Абзал",
    "Жамбал",
    "Цыбик",
    "Дорж",
    "Муртаз",
    "Лопат",
    "Ветош",
    "Прялух",
    "Самохвал",
    "Дубовик",
    "Колотил",
    "Журавск",
    "Вишневецк",
    "Заболотн",
    "Гринчук",
    "Панасюк",
    "Кравчук",
    "Гвоздецк",
    "Радевич",
    "Лихач",
    "Тимошенк",
    "Остапенк",
    "Вербицк",
    "Косолап",
    "Чернопят",
    "Галиуллин",
    "Нурмагомед",
    "Алиев",
    "Хамзат",
    "Батор",
    "Очир",
    "Ондар",
    "Куулар",
    "Мингаз",
    "Шарафутдин",
    "Тёплых",
    "Седых",
    "Ковтун",
    "Мороз",
    "Шульг",
]
STEMS_UK = [
    "Гринчук",
    "Панасюк",
    "Кравчук",
    "Остапенко",
    "Тимошенко",
    "Вербицький",
    "Гвоздецький",
    "Ковтун",
    "Мороз",
    "Шульга",
    "Бондаренко",
    "Лисюк",
    "Заболотний",
    "Дячук",
    "Перебийніс",
]
STEMS_EN = [
    "Kudryavtsev",
    "Lopatin",
    "Vetoshkin",
    "Kravchuk",
    "Ostapenko",
    "Verbitsky",
    "Likhachev",
    "Zarubin",
    "Samokhvalov",
    "Galiullin",
]
FATHERS = [
    "Иван",
    "Олег",
    "Пётр",
    "Сергей",
    "Ильдус",
    "Марат",
    "Игорь",
    "Василий",
    "Рашид",
    "Баир",
    "Юрий",
    "Николай",
    "Виктор",
    "Артур",
]
# nominative, genitive, locative («в …»), region in the nominative
PLACES = [
    ("Сызрань", "Сызрани", "Сызрани"), ("Шадринск", "Шадринска", "Шадринске"), ("Канск", "Канска", "Канске"),
    ("Бугульма", "Бугульмы", "Бугульме"), ("Орск", "Орска", "Орске"), ("Троицк", "Троицка", "Троицке"),
    ("Бирск", "Бирска", "Бирске"), ("Елабуга", "Елабуги", "Елабуге"), ("Вольск", "Вольска", "Вольске"),
    ("Ржев", "Ржева", "Ржеве"), ("Кяхта", "Кяхты", "Кяхте"), ("Миасс", "Миасса", "Миассе"),
    ("Кинешма", "Кинешмы", "Кинешме"), ("Балашов", "Балашова", "Балашове"), ("Кунгур", "Кунгура", "Кунгуре"),
]  # fmt: skip
REGIONS = [
    ("Самарская область", "Самарской области"), ("Курганская область", "Курганской области"),
    ("Пермский край", "Пермского края"), ("Тверская область", "Тверской области"),
    ("Оренбургская область", "Оренбургской области"), ("Забайкальский край", "Забайкальского края"),
]  # fmt: skip
FRONTS = [
    ("Авдеевка", "Авдеевкой", "Авдеевки"), ("Бахмут", "Бахмутом", "Бахмута"), ("Кременная", "Кременной", "Кременной"),
    ("Соледар", "Соледаром", "Соледара"), ("Угледар", "Угледаром", "Угледара"), ("Купянск", "Купянском", "Купянска"),
]  # fmt: skip
RANKS = [
    ("рядовой", "рядового", "рядовому", "рядовым", "рядовые", "рядовых"),
    ("ефрейтор", "ефрейтора", "ефрейтору", "ефрейтором", "ефрейторы", "ефрейторов"),
    ("сержант", "сержанта", "сержанту", "сержантом", "сержанты", "сержантов"),
    ("младший сержант", "младшего сержанта", "младшему сержанту", "младшим сержантом", "младшие сержанты", "младших сержантов"),
    ("старший лейтенант", "старшего лейтенанта", "старшему лейтенанту", "старшим лейтенантом", "старшие лейтенанты", "старших лейтенантов"),
    ("прапорщик", "прапорщика", "прапорщику", "прапорщиком", "прапорщики", "прапорщиков"),
    ("гвардии рядовой", "гвардии рядового", "гвардии рядовому", "гвардии рядовым", "гвардии рядовые", "гвардии рядовых"),
]  # fmt: skip
MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
MONTHS_UK = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
OFFICIALS = ["Сергей Половинкин", "Андрей Верхогляд", "Ольга Пустовит", "Михаил Старобин"]


def given_case(name: str, case: str) -> str:
    """A given name in a case; ``case`` is one of n g d i."""
    if name.endswith("ья"):
        return name[:-1] + {"n": "я", "g": "и", "d": "е", "i": "ёй"}[case]
    if name.endswith("а"):
        return name[:-1] + {"n": "а", "g": "ы", "d": "е", "i": "ой"}[case]
    if name.endswith(("й", "ь")):
        return name if case == "n" else name[:-1] + {"g": "я", "d": "ю", "i": "ем"}[case]
    return name + {"n": "", "g": "а", "d": "у", "i": "ом"}[case]


def surname_of(stem: str) -> str:
    if re.search(r"(?:юк|ук|ов|ев|ин|их|ых|ич|ун|оз|енк)$", stem):
        return stem + ("о" if stem.endswith("енк") else "")
    ending = "ий" if stem.endswith(("ск", "цк")) else "ый" if stem.endswith("тн") else "а" if stem == "Шульг" else "ов"
    return stem + ending


def surname_case(name: str, case: str) -> str:
    """A man's surname in a case."""
    if case == "n" or name.endswith(("о", "их", "ых")):
        return name
    if name.endswith(("ий", "ый")):
        return name[:-2] + {"g": "ого", "d": "ому", "i": "им" if name.endswith("ий") else "ым"}[case]
    if name.endswith("а"):
        return name[:-1] + {"g": "и", "d": "е", "i": "ой"}[case]
    if name.endswith(("ов", "ев", "ин")):
        return name + {"g": "а", "d": "у", "i": "ым"}[case]
    return name + {"g": "а", "d": "у", "i": "ем" if name.endswith("ич") else "ом"}[case]


def father(name: str) -> str:
    special = {
        "Пётр": "Петрович",
        "Николай": "Николаевич",
        "Василий": "Васильевич",
        "Юрий": "Юрьевич",
        "Игорь": "Игоревич",
    }
    return special.get(name) or (name[:-1] + "евич" if name.endswith("й") else name + "ович")


def patronymic_case(name: str, case: str) -> str:
    return name + {"n": "", "g": "а", "d": "у", "i": "ем"}[case]


class Man:
    """One invented man; ``{p.sg.g}`` in a template is «surname given» in the genitive."""

    def __init__(self, r: random.Random, pub: date, lang: str) -> None:
        self.lang = lang
        self.s = (
            r.choice(STEMS_UK) if lang == "uk" else r.choice(STEMS_EN) if lang == "en" else surname_of(r.choice(STEMS))
        )
        self.g = r.choice(GIVEN_UK if lang == "uk" else GIVEN_EN if lang == "en" else GIVEN)
        self.p = father(r.choice(FATHERS))
        self.age = r.randint(19, 54)
        self.death = pub - timedelta(days=r.randint(8, 40))
        self.burial = pub - timedelta(days=r.randint(1, 4))
        self.birth = date(self.death.year - self.age, r.randint(1, 12), r.randint(1, 28))
        self.place, self.front, self.rank = r.choice(PLACES), r.choice(FRONTS), r.choice(RANKS)
        self.brigade = r.choice((15, 37, 60, 74, 114, 138, 200))
        self.unit_no = r.randint(10000, 79999)
        self.award = r.choice(("орденом Мужества", "медалью «За отвагу»"))

    def form(self, order: str, case: str) -> str:
        parts = {"s": surname_case(self.s, case), "g": given_case(self.g, case), "p": patronymic_case(self.p, case)}
        if self.lang != "ru":
            parts = {"s": self.s, "g": self.g, "p": self.p}
        return " ".join(parts[letter] for letter in order)


def words(day: date, lang: str = "ru") -> str:
    if lang == "en":
        return f"{MONTHS_EN[day.month - 1]} {day.day}"
    return f"{day.day} {(MONTHS_UK if lang == 'uk' else MONTHS)[day.month - 1]}"


def years(age: int) -> str:
    last, tens = age % 10, age % 100
    if last == 1 and tens != 11:
        return f"{age} год"
    return f"{age} года" if last in (2, 3, 4) and tens not in (12, 13, 14) else f"{age} лет"


def fill(template: str, men: list[Man], r: random.Random, pub: date) -> str:
    def put(match: re.Match[str]) -> str:
        number, key, *rest = match[1].split(".")
        if number == "o":
            return r.choice(OFFICIALS)
        if number == "reg":
            return REGIONS[men[0].age % len(REGIONS)][0 if key == "n" else 1]
        man = men[int(number) - 1]
        case = rest[0] if rest else "n"
        index = {"n": 0, "g": 1, "d": 2, "i": 3, "N": 4, "G": 5}
        simple = {
            "age": str(man.age), "years": years(man.age), "unit": f"в/ч {man.unit_no}", "award": man.award,
            "dw": words(man.death, man.lang), "dn": man.death.strftime("%d.%m.%Y"), "dy": man.death.strftime("%d.%m.%y"),
            "bw": words(man.burial, man.lang), "bn": man.birth.strftime("%d.%m.%Y"), "by": str(man.birth.year),
            "dyear": str(man.death.year), "brig": f"{man.brigade}-й", "dwy": f"{words(man.death, man.lang)} {man.death.year} года",
            "age1": str(man.age + 1), "init": f"{man.s} {man.g[0]}. {man.p[0]}.", "caps": man.form("sgp", "n").upper(),
            "enwy": f"{words(man.death, 'en')}, {man.death.year}",
        }  # fmt: skip
        if key in simple:
            return simple[key]
        if key == "rank":
            return man.rank[index[case]]
        if key == "pl":
            return man.place[{"n": 0, "g": 1, "l": 2}[case]]
        if key == "fr":
            return man.front[{"n": 0, "i": 1, "g": 2}[case]]
        return man.form(key, case)

    return re.sub(r"\{([\w.]+)\}", put, template)


# Slots of a template that state a field; a field stated for the first man alone is shared by all.
SLOTS = {
    "death": ("dw", "dn", "dy", "dwy", "enwy"), "burial": ("bw",), "place": ("pl",), "rank": ("rank",), "awards": ("award",),
    "death_place": ("fr",), "age": ("age", "years", "age1"), "deathyear": ("dyear",), "unitno": ("unit",), "brigade": ("brig",),
}  # fmt: skip


def label(man: Man, fields: str, men: list[Man], lang: str, text: str) -> dict[str, object]:
    """The labels of one man: ``fields`` are the names that the template states."""
    number = men.index(man) + 1
    names = fields.split()
    order = next((f for f in names if f in ("sgp", "sg", "init")), "sg")
    full = f"{man.s} {man.g[0]}. {man.p[0]}." if order == "init" else man.form(order, "n")
    out: dict[str, object] = {"full_name": full}
    full_man, labels = man, {}
    for name in names:
        own = any(f"{{{number}.{slot}" in text for slot in SLOTS.get(name, ()))
        man = full_man if own or name not in SLOTS else men[0]
        labels.update(_one_label(man, name, men))
    return out | labels


def _one_label(man: Man, name: str, men: list[Man]) -> dict[str, object]:
    values = {
        "age": man.age, "birth": man.birth.isoformat(), "birthyear": str(man.birth.year), "death": man.death.isoformat(),
        "deathyear": str(man.death.year), "burial": man.burial.isoformat(), "place": man.place[0], "rank": man.rank[0],
        "unitno": f"в/ч {man.unit_no}", "death_place": man.front[0],
        "brigade": f"{man.brigade}-я мотострелковая бригада",
        "region": REGIONS[men[0].age % len(REGIONS)][0],
        "awards": [{"орденом Мужества": "орден Мужества", "медалью «За отвагу»": "медаль «За отвагу»"}[man.award]],
    }  # fmt: skip
    keys = {"birthyear": "birth", "deathyear": "death", "unitno": "unit", "brigade": "unit"}
    codes = {
        "mob": "мобилизованный",
        "con": "контрактник",
        "vol": "доброволец",
        "inm": "заключённый",
        "pmc": "ЧВК",
        "conscr": "срочник",
    }
    if name in codes:
        return {"category": codes[name]}
    return {keys.get(name, name): values[name]} if name in values else {}


def posts(templates: list[tuple[str, str, str, list[str]]], repeat: int) -> list[dict[str, object]]:
    """Every template ``repeat`` times with other men and days."""
    r, made = random.Random(20260311), []
    for number, (lang, tag, text, fields) in enumerate(templates):
        for turn in range(repeat):
            pub = date(2022, 6, 1) + timedelta(days=r.randint(0, 1000))
            count = max([int(n) for n in re.findall(r"\{(\d)\.", text)] or [1])
            men: list[Man] = []
            while len(men) < count:
                man = Man(r, pub, lang)
                if all(man.s != other.s and man.g != other.g for other in men):
                    men.append(man)
            made.append({
                "id": f"own{number:03d}-{turn}", "lang": lang, "pub": pub.isoformat(), "text": fill(text, men, r, pub),
                "is_war_death": bool(fields) or tag == "unnamed", "tags": [tag], "synthetic": True,
                "persons": [label(m, f, men, lang, text) for m, f in zip(men, fields, strict=False) if f != "-"],
            })  # fmt: skip
    return made


def main() -> None:
    """Write both halves: even templates tune, odd templates check, so that no pattern stands in both."""
    blocks = (FOLDER / "templates.txt").read_text(encoding="utf-8").split("\n===\n")
    templates = []
    for block in blocks:
        head, _, text = block.strip().partition("\n")
        lang, tag, *fields = [part.strip() for part in head.split("|")]
        templates.append((lang, tag, text.strip(), fields))
    made = posts(templates, 4)
    for half, name in enumerate(("tune", "check")):
        lines = [json.dumps(p, ensure_ascii=False) for p in made if int(str(p["id"])[3:6]) % 2 == half]
        (FOLDER / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(name, len(lines))


if __name__ == "__main__":
    main()
