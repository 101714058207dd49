"""Lists of invented persons with a known truth, in several languages and error models, for benchmarks and tests.

Every person is drawn from name frequencies and random dates; none is real. Same arguments, same bytes.

usage: invented.py ru|en|ar|books RECORDS OUT.csv [--seed N] [--errors typing|hearing|scanning]
"""

# ruff: noqa: E501, SIM905
from __future__ import annotations

import argparse
import csv
import gzip
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

NAMES = Path(__file__).parents[1] / "src" / "everyname" / "vocabulary" / "names"
Row = dict[str, str]
_TRANSLIT = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
        strict=True,
    )
)
_HEARD = {"ru": [("о", "а"), ("е", "и"), ("в", "ф"), ("д", "т"), ("б", "п"), ("г", "к"), ("тс", "ц"), ("нн", "н"), ("з", "с")],
          "en": [("ph", "f"), ("ie", "y"), ("ck", "k"), ("ee", "ea"), ("s", "z"), ("i", "y"), ("ll", "l"), ("tt", "t"), ("ou", "u")],
          "ar": [("ة", "ه"), ("ى", "ي"), ("أ", "ا"), ("ظ", "ض"), ("ذ", "د"), ("ث", "ت"), ("ق", "ك"), ("ؤ", "و")]}  # fmt: skip
_SCANNED = [
    ("н", "и"),
    ("ш", "щ"),
    ("с", "о"),
    ("ь", "ы"),
    ("rn", "m"),
    ("l", "1"),
    ("e", "c"),
    ("u", "v"),
    ("ب", "ت"),
    ("ر", "ز"),
    ("0", "8"),
    ("1", "7"),
]
_ALPHABETS = {
    "ru": "абвгдежзийклмнопрстуфхцчшыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}


class Weighted:
    """Draws by frequency."""

    def __init__(self, values: list[str], weights: list[float]) -> None:
        self.values, self.total = values, list(accumulate(weights))

    def draw(self, random: Random) -> str:
        """One value."""
        return random.choices(self.values, cum_weights=self.total)[0]


def _russian(part: str) -> Weighted:
    rows = [line.split("\t") for line in gzip.decompress((NAMES / f"{part}.tsv.gz").read_bytes()).decode().splitlines()]
    men = [(name, int(count)) for name, count, sex in rows if sex != "f"]
    return Weighted([name for name, _ in men], [float(count) for _, count in men])


def _words(random: Random, count: int, starts: str, middles: str, ends: str) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        middle = "".join(random.choice(middles.split()) for _ in range(random.randint(1, 2)))
        made[random.choice(starts.split()) + middle + random.choice(ends.split())] = None
    return list(made)


def _zipf(values: list[str], power: float = 0.9) -> Weighted:
    return Weighted(values, [1.0 / (i + 1) ** power for i in range(len(values))])


class Errors:
    """One error model: how a text and a date go wrong."""

    def __init__(self, random: Random, language: str, kind: str) -> None:
        self.random, self.alphabet, self.kind = random, _ALPHABETS[language], kind
        self.swaps = _HEARD[language] if kind == "hearing" else _SCANNED

    def text(self, text: str, rate: float) -> str:
        """The text, changed once with this probability."""
        if not text or self.random.random() > rate:
            return text
        if self.kind != "typing":
            fitting = [(a, b) for a, b in self.swaps if a in text]
            if fitting:
                return text.replace(*self.random.choice(fitting), 1)
        place, letter = self.random.randrange(len(text)), self.random.choice(self.alphabet)
        edits = [
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[:place] + letter + text[place + 1 :],
        ]
        if place + 1 < len(text):
            edits.append(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
        return self.random.choice(edits)

    def day(self, day: date, rate: float) -> date:
        """The day, wrong with this probability."""
        if self.random.random() > rate:
            return day
        if day.day <= 12 and self.random.random() < 0.3:
            return day.replace(month=day.day, day=day.month)
        return day + timedelta(days=self.random.choice([-10, -1, 1, 2, 10, 365, -365, 30]))


def russian(random: Random, kind: str) -> Callable[[], tuple[Row, Callable[[], Row]]]:
    """Men with surname, given, patronymic, dates and places; cases, transliteration, initials, missing fields."""
    surnames, given, fathers = _russian("surnames"), _russian("given"), _russian("patronymics")
    regions = _words(
        random, 80, "Бел Вол Кар Мур Ниж Ор Пен Рос Сам Тул Уль Хаб Чел Яр", "го ро ле ми ва но ка", "дская вская нская"
    )
    towns = {
        r: _zipf(
            _words(
                random,
                40,
                "Бор Вер Гор Дуб Ель Жар Зел Ив Кр Лип Мор Нов Ол Пав",
                "о е и а ова ино",
                "ск во град ка нь",
            )
        )
        for r in regions
    }
    where, errors = _zipf(regions, 0.5), Errors(random, "ru", kind)

    def person() -> tuple[Row, Callable[[], Row]]:
        family, name, father, region = (
            surnames.draw(random),
            given.draw(random),
            fathers.draw(random),
            where.draw(random),
        )
        town = towns[region].draw(random)
        born, died = (
            date(1960, 1, 1) + timedelta(days=random.randrange(16500)),
            date(2022, 3, 1) + timedelta(days=random.randrange(1300)),
        )
        unit = str(random.randint(10000, 99999)) if random.random() < 0.5 else ""

        def report() -> Row:
            parts = [errors.text(family, 0.09), errors.text(name, 0.03), errors.text(father, 0.04)]
            if random.random() < 0.12:
                parts = [_dative(part) for part in parts]
            if random.random() < 0.06:
                parts = [_latin(part) for part in parts]
            if random.random() < 0.35:
                parts[2] = ""
            if random.random() < 0.03:
                parts[1:] = [part[:1] + "." if part else "" for part in parts[1:]]
            if random.random() < 0.02:
                parts[:2] = parts[1::-1]
            exact, birth = random.random() < 0.5, errors.day(born, 0.04)
            age = "" if exact or random.random() < 0.5 else str((died - born).days // 365 + (random.random() < 0.1))
            moved = random.random() < 0.03
            return {
                "surname": parts[0], "given": parts[1], "patronymic": parts[2],
                "birth_date": birth.isoformat() if exact else "", "birth_year": str(birth.year) if exact or random.random() < 0.3 else "",
                "age": age, "death_date": errors.day(died, 0.15).isoformat() if random.random() < 0.6 else "",
                "region": (where.draw(random) if moved else region) if random.random() < 0.85 else "",
                "settlement": errors.text(town, 0.03) if random.random() < 0.5 else "", "unit": unit if random.random() < 0.25 else "",
            }  # fmt: skip

        return {"surname": family, "region": region, "town": town}, report

    return person


def _dative(name: str) -> str:
    if name.endswith(("й", "ь")):
        return name[:-1] + "ю"
    return name[:-1] + "е" if name.endswith(("а", "я")) else name + "у"


def _latin(text: str) -> str:
    return "".join(_TRANSLIT.get(c, c) for c in text.lower()).capitalize()


def english(random: Random, kind: str) -> Callable[[], tuple[Row, Callable[[], Row]]]:
    """Households' registers: given, surname, street, suburb, postcode, state, date of birth, an official number."""
    starts, middles, ends = (
        "Al Bar Cal Dor Ed Far Gil Har Jen Kel Lor Mar Nor Os Pat Ros Sel Tam Wil",
        "a e i o er an el in or",
        "ton ley son man ford well by ham a e y in",
    )
    surnames, given = (
        _zipf(_words(random, 6000, starts, middles, ends), 0.8),
        _zipf(_words(random, 700, starts, middles, "a e y n ie is us ia"), 0.9),
    )
    streets, suburbs = (
        _words(random, 900, starts, middles, "street road avenue place court"),
        _words(random, 700, starts, middles, "dale vale ville brook port"),
    )
    places = _zipf(suburbs, 0.5)
    post = {s: str(random.randint(1000, 9999)) for s in suburbs}
    states, errors = _zipf(["nsw", "vic", "qld", "wa", "sa", "tas"]), Errors(random, "en", kind)

    def person() -> tuple[Row, Callable[[], Row]]:
        name, family, suburb, state = (
            given.draw(random),
            surnames.draw(random),
            places.draw(random),
            states.draw(random),
        )
        number, street = str(random.randint(1, 250)), random.choice(streets)
        born, ssn = date(1920, 1, 1) + timedelta(days=random.randrange(32000)), str(random.randint(1000000, 9999999))

        def report() -> Row:
            a, b = errors.text(name, 0.15), errors.text(family, 0.15)
            if random.random() < 0.04:
                a, b = b, a
            day = errors.day(born, 0.08).strftime("%Y%m%d")
            cells = {
                "given_name": a, "surname": b, "street_number": errors.text(number, 0.05), "address_1": errors.text(street, 0.15),
                "suburb": errors.text(suburb, 0.1), "postcode": errors.text(post[suburb], 0.06), "state": state,
                "date_of_birth": day, "soc_sec_id": errors.text(ssn, 0.08),
            }  # fmt: skip
            return {key: "" if random.random() < 0.09 else value for key, value in cells.items()}

        return {}, report

    return person


def arabic(random: Random, kind: str) -> Callable[[], tuple[Row, Callable[[], Row]]]:
    """Four-part names with age and sex: families share father, grandfather and family name."""
    men = "محمد أحمد محمود علي حسن حسين عبدالله إبراهيم خالد يوسف عمر مصطفى سعيد ياسر نبيل كمال جمال رامي وليد سامي فادي عماد طارق زياد باسم".split()
    women = "فاطمة مريم آية نور هدى سارة ليلى أمل رنا دعاء إيمان سمر هبة ريم شيماء".split()
    families = _zipf(
        [
            "أبو " + "".join(random.choice("ابتجحدرسشعفقكلمنهوي") for _ in range(4))
            if i % 3 == 0
            else "ال" + "".join(random.choice("ابتجحدرسشعفقكلمنهوي") for _ in range(5))
            for i in range(900)
        ],
        0.6,
    )
    names, errors = _zipf(men, 0.7), Errors(random, "ar", kind)
    last: list[list[str]] = [["", "", ""]]

    def person() -> tuple[Row, Callable[[], Row]]:
        if random.random() > 0.3 or not last[0][0]:  # three in ten are brother or sister of the last
            last[0] = [names.draw(random), names.draw(random), families.draw(random)]
        sex = random.choice("MF")
        parts = [names.draw(random) if sex == "M" else random.choice(women), *last[0]]
        age = random.randint(0, 85)

        def report() -> Row:
            said = [errors.text(part, 0.06) for part in parts]
            if random.random() < 0.05:
                del said[2]
            years = age + random.choice([0, 0, 0, 0, 0, 1]) if random.random() < 0.95 else ""
            return {"name_ar": " ".join(said), "age": str(years), "sex": sex if random.random() < 0.97 else ""}

        return {}, report

    return person


def books(random: Random, kind: str) -> Callable[[], tuple[Row, Callable[[], Row]]]:
    """Bibliographic records: title, authors, venue, year."""
    words = _words(
        random,
        2500,
        "al be co de em fi gra ho in ju ka li me no op pro qua re si tra",
        "a e i o ta ra li ne",
        "tion ment ic ing al ed ous ity s",
    )
    pick, errors = _zipf(words, 0.7), Errors(random, "en", kind)
    people = [
        f"{chr(97 + random.randrange(26))}. {w}"
        for w in _words(random, 1500, "Br Cl Dr Fl Gr K M P S T V", "a e i o u", "ton ski man er son")
    ]
    venues = [" ".join(random.choice(words) for _ in range(random.randint(2, 5))) for _ in range(60)]

    def person() -> tuple[Row, Callable[[], Row]]:
        title = [pick.draw(random) for _ in range(random.randint(4, 10))]
        authors, venue, year = (
            random.sample(people, random.randint(1, 4)),
            random.choice(venues),
            random.randint(1980, 2005),
        )

        def report() -> Row:
            said = [errors.text(w, 0.04) for w in title if random.random() > 0.03]
            by = authors if random.random() < 0.8 else authors[:1]
            short = "".join(w[0] for w in venue.split()) if random.random() < 0.3 else errors.text(venue, 0.1)
            year_said = str(year + random.choice([0, 0, 0, 0, 1])) if random.random() < 0.75 else ""
            return {
                "title": " ".join(said),
                "authors": ", ".join(errors.text(a, 0.06) for a in by),
                "venue": short,
                "year": year_said,
            }

        return {}, report

    return person


MAKERS = {"ru": russian, "en": english, "ar": arabic, "books": books}


def rows(language: str, records: int, seed: int = 1, errors: str = "typing") -> Iterator[Row]:
    """``records`` rows with ``unique_id`` and ``cluster`` (the truth), in random order."""
    random = Random(f"{language} {seed} {errors}")
    person, made = MAKERS[language](random, errors), []
    number = 0
    while len(made) < records:
        _, report = person()
        times = random.choices([1, 2, 3, 4, 5, 6], [48, 27, 14, 7, 3, 1])[0]
        made += [{"cluster": str(number), **report()} for _ in range(times)]
        number += 1
    random.shuffle(made)
    return ({"unique_id": str(i), **row} for i, row in enumerate(made[:records]))


def main() -> None:
    """Write one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=MAKERS)
    parser.add_argument("records", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", choices=("typing", "hearing", "scanning"), default="typing")
    call = parser.parse_args()
    with call.out.open("w", encoding="utf-8", newline="") as file:
        made = rows(call.language, call.records, call.seed, call.errors)
        first = next(made)
        writer = csv.DictWriter(file, list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(made)


if __name__ == "__main__":
    main()
