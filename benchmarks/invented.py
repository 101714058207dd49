"""Lists of invented persons with a known truth, in several languages and error models, for benchmarks and tests.

Every person is drawn from name frequencies and random dates; none is real. Same arguments, same bytes.

usage: invented.py ru|en|ar|books RECORDS OUT.csv [--seed N] [--errors typing|hearing|scanning]
"""

# ruff: noqa: E501, SIM905
from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from invented_draws import Errors, Row, words, zipf
from invented_russian import russian


def english(random: Random, kind: str) -> Callable[[], tuple[Row, Callable[[], Row]]]:
    """Households' registers: given, surname, street, suburb, postcode, state, date of birth, an official number."""
    starts, middles, ends = (
        "Al Bar Cal Dor Ed Far Gil Har Jen Kel Lor Mar Nor Os Pat Ros Sel Tam Wil",
        "a e i o er an el in or",
        "ton ley son man ford well by ham a e y in",
    )
    surnames, given = (
        zipf(words(random, 6000, starts, middles, ends), 0.8),
        zipf(words(random, 700, starts, middles, "a e y n ie is us ia"), 0.9),
    )
    streets, suburbs = (
        words(random, 900, starts, middles, "street road avenue place court"),
        words(random, 700, starts, middles, "dale vale ville brook port"),
    )
    places = zipf(suburbs, 0.5)
    post = {s: str(random.randint(1000, 9999)) for s in suburbs}
    states, errors = zipf(["nsw", "vic", "qld", "wa", "sa", "tas"]), Errors(random, "en", kind)

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
    families = zipf(
        [
            "أبو " + "".join(random.choice("ابتجحدرسشعفقكلمنهوي") for _ in range(4))
            if i % 3 == 0
            else "ال" + "".join(random.choice("ابتجحدرسشعفقكلمنهوي") for _ in range(5))
            for i in range(900)
        ],
        0.6,
    )
    names, errors = zipf(men, 0.7), Errors(random, "ar", kind)
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
    terms = words(
        random,
        2500,
        "al be co de em fi gra ho in ju ka li me no op pro qua re si tra",
        "a e i o ta ra li ne",
        "tion ment ic ing al ed ous ity s",
    )
    pick, errors = zipf(terms, 0.7), Errors(random, "en", kind)
    people = [
        f"{chr(97 + random.randrange(26))}. {w}"
        for w in words(random, 1500, "Br Cl Dr Fl Gr K M P S T V", "a e i o u", "ton ski man er son")
    ]
    venues = [" ".join(random.choice(terms) for _ in range(random.randint(2, 5))) for _ in range(60)]

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
