"""Builds ``src/everyname/vocabulary/places_{ru,uk,en}.tsv`` from public sources.

usage: build_gazetteer.py GEONAMES_CITIES500.json KODIFIKATOR.xlsx OKTMO.csv [OKTMO.csv …]

Sources and licences stand in ``src/everyname/vocabulary/NOTICE.md``. A line of the result is a name in the
nominative, the regions that have a place of this name (numbers of lines in ``regions.csv``, from 0), and the number of
digits of the largest population known (0: unknown). Needs python-calamine, which the project has.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from python_calamine import load_workbook

VOCABULARY = Path(__file__).resolve().parents[1] / "src/everyname/vocabulary"
OKTMO_REGIONS = {
    "79": "Адыгея", "85": "Калмыкия", "03": "Краснодарский край", "12": "Астраханская область",
    "18": "Волгоградская область", "60": "Ростовская область", "80": "Башкортостан", "88": "Марий Эл",
    "89": "Мордовия", "92": "Татарстан", "94": "Удмуртия", "97": "Чувашия", "57": "Пермский край",
    "33": "Кировская область", "22": "Нижегородская область", "53": "Оренбургская область",
    "56": "Пензенская область", "36": "Самарская область", "63": "Саратовская область",
    "73": "Ульяновская область",
}  # fmt: skip
SETTLEMENT = re.compile(
    r"(?:-\s*)?(?:г|рп|пгт|п|с|д|х|ст-ца|ст|аул|сл|п\. ?ст|ж/д_ст|нп|м|с/п|кп|дп)\s+([А-ЯЁ][^;()/\d]+?)\s*$"
)


def _table(pairs: str) -> dict[str, str]:
    """«а=a б=b ь=» as a table."""
    return dict(pair.split("=") for pair in pairs.split())


LATIN = _table(
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh"
    " щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=ye ґ=g"
)
OFFICIAL = _table(
    "а=a б=b в=v г=h ґ=g д=d е=e є=ie ж=zh з=z и=y і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh"
    " ц=ts ч=ch ш=sh щ=shch ь= ю=iu я=ia"
)
PRESS = _table(
    "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh"
    " щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
LARGE = 4  # digits of the population from which the English press may name a Russian place
INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# alternate names in an old spelling or of another tongue
ODD = re.compile(r"ъ(?:$|[^еёюя])|[^л]ьск|тс(?=$|[еиоыа])|брацк|шч|ск[аэ]й$|рней$|[цж]ь$|мьна", re.IGNORECASE)
RUSSIAN = re.compile(r"(?!.*[сцз]ьк)[А-ЯЁ][А-Яа-яё]+(?:[ -][А-Яа-яё]+)*")
Places = dict[str, tuple[set[int], int]]


def main(geonames: str, kodifikator: str, *oktmo: str) -> None:
    """Reads the sources and writes the three files."""
    regions = {lang: _regions(lang) for lang in ("ru", "uk")}
    places: dict[str, Places] = {lang: defaultdict(lambda: (set(), 0)) for lang in ("ru", "uk", "en")}
    for file in oktmo:
        for name, region in _oktmo(Path(file)):
            _add(places["ru"], name, regions["ru"][region], 0)
    for name, region in _katottg(kodifikator):
        _add(places["uk"], name, regions["uk"].get(region), 0)
    cities = [c for c in json.loads(Path(geonames).read_text()).values() if c["countrycode"] in ("RU", "UA")]
    for city, code in _with_region(cities, regions["ru"], "ru"):
        digits = len(str(city["population"])) if city["population"] else 0
        _add(places["en"], _plain(city["name"]), code, digits)
        if name := (_russian(city, places["ru"]) or "").replace("Санкт ", "Санкт-"):
            _add(places["ru"], name, code, digits)
            if city["countrycode"] == "RU" and digits >= 5 and not re.search("[ыэёъ]", name):
                _add(places["uk"], name, None, digits)
    places["ru"]["Москва"] = (set(), 8)  # the capital, before every village of its name
    for city, code in _with_region(cities, regions["uk"], "uk"):
        digits = len(str(city["population"])) if city["population"] else 0
        for name in city["alternatenames"]:
            name = name.replace("’", "'")
            if name in places["uk"] and SequenceMatcher(None, _latin(name), city["name"].lower()).ratio() > 0.7:
                _add(places["uk"], name, code, digits)
    for name, (_, digits) in places["uk"].items():
        _add(places["en"], _official_latin(name), None, digits)
    for name, (_, digits) in places["ru"].items():
        for spelled in _press_latin(name) if digits >= LARGE else ():
            _add(places["en"], spelled, None, digits)
    for lang, spelled in places.items():
        found = _one_spelling(spelled)
        lines = [
            f"{name}\t{','.join(map(str, sorted(ids)))}\t{digits}\n" for name, (ids, digits) in sorted(found.items())
        ]
        (VOCABULARY / f"places_{lang}.tsv").write_text("".join(lines), encoding="utf-8")
        print(lang, len(lines))


def _one_spelling(places: Places) -> Places:
    """One entry for «Озерки» and «Озёрки»: the spelling of the larger place, the regions of both."""
    merged: dict[str, tuple[str, set[int], int]] = {}
    for name, (ids, digits) in sorted(places.items()):
        key = name.lower().replace("ё", "е")
        known_name, known_ids, known_digits = merged.get(key, (name, set(), -1))
        best = name if digits > known_digits or (digits == known_digits and "ё" in name) else known_name
        merged[key] = best, known_ids | ids, max(digits, known_digits)
    return {name: (ids, digits) for name, ids, digits in merged.values()}


def _regions(lang: str) -> dict[str, int]:
    with (VOCABULARY / lang / "regions.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["name"]: number for number, row in enumerate(rows)}


def _capitals(lang: str) -> dict[str, str]:
    with (VOCABULARY / lang / "regions.csv").open(encoding="utf-8") as file:
        return {
            row["capital"]: row["name"] for row in csv.DictReader(line for line in file if not line.startswith("#"))
        }


def _add(places: Places, name: str, region: int | None, digits: int) -> None:
    ids, most = places[name]
    places[name] = (ids | ({region} if region is not None else set()), max(most, digits))


def _oktmo(path: Path) -> Iterator[tuple[str, str]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1251")
    for line in text.splitlines():
        cells = line.split(";")
        region = OKTMO_REGIONS.get(cells[0].replace(" ", "")[:2])
        for cell in cells[2:]:
            if region and (match := SETTLEMENT.fullmatch(cell.strip())):
                yield match[1].strip(), region


def _katottg(path: str) -> Iterator[tuple[str, str]]:
    names: dict[str, str] = {}
    for row in load_workbook(path).get_sheet_by_index(0).to_python():
        kind, name = str(row[5]).strip(), str(row[6]).strip().replace("’", "'")
        if kind in ("O", "K"):
            names[str(row[0])] = "Крим" if "Крим" in name else f"{name} область"
        elif kind in ("M", "C", "X", "T"):
            yield name, names.get(str(row[0]), "")


def _with_region(
    cities: list[dict[str, Any]], regions: dict[str, int], lang: str
) -> Iterator[tuple[dict[str, Any], int | None]]:
    """Cities with the number of their region: GeoNames' first-level code is known by the capitals."""
    capitals = _capitals(lang)
    codes: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cities:
        for name in city["alternatenames"]:
            if (
                name in capitals
                and city["population"] > codes.get((city["countrycode"], city["admin1code"]), (0, ""))[0]
            ):
                codes[city["countrycode"], city["admin1code"]] = city["population"], capitals[name]
    for city in cities:
        known = codes.get((city["countrycode"], city["admin1code"]))
        yield city, regions.get(known[1]) if known else None


def _russian(city: dict[str, Any], known: Places) -> str | None:
    """The Cyrillic alternate name that reads most like the main one; «Тихорецк» goes before «Тихоретск»."""
    names = [n for n in city["alternatenames"] if RUSSIAN.fullmatch(n)]
    names = [n for n in names if not ODD.search(n)] or names
    said = _plain(city["name"]).lower()

    def likeness(name: str) -> tuple[float, bool, int]:
        ratio = SequenceMatcher(None, _latin(name), said).ratio()
        return round(ratio - 0.03 * name.endswith("тск"), 2), name in known, len(name)

    return max(names, key=likeness, default=None)


def _latin(name: str) -> str:
    return "".join(LATIN.get(letter, letter) for letter in name.lower())


def _official_latin(name: str) -> str:
    """The romanisation of the Ukrainian government (resolution 55 of 2010)."""
    text = re.sub("[зЗ]г", lambda m: "zgh" if m[0][0] == "з" else "Zgh", name.replace("'", ""))
    text = re.sub(r"(?<![\w])[єїйюяЄЇЙЮЯ]", lambda m: INITIAL[m[0].lower()].capitalize(), text)
    return "".join(
        OFFICIAL.get(c, OFFICIAL.get(c.lower(), c.lower()).capitalize() if c != c.lower() else c) for c in text
    )


def _press_latin(name: str) -> set[str]:
    """Russian names as the English press has them: BGN/PCGN without its apostrophes, «й» as y or i."""
    latin = ""
    for before, letter in zip(" " + name.lower(), name, strict=False):
        low = letter.lower()
        said = "ye" if low == "е" and before in "аеёиоуыэюяъь -" else PRESS.get(low, low)
        latin += said.capitalize() if letter != low else said
    latin = re.sub(r"(?:iy|yy)(?![a-z])", "y", latin)
    latin = latin.replace("yye", "ye")
    return {latin, re.sub(r"(?<=[aeo])y(?=[^aeiouy\W])", "i", latin)}


def _plain(name: str) -> str:
    return re.sub(r"[’‘'`]", "", name)


if __name__ == "__main__":
    main(*sys.argv[1:])
