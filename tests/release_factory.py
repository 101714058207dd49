"""Invented persons and three releases of them, for the tests of releases and site. Nobody here ever lived."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from everyname.domain.rules import Evidence, load_rules
from everyname.domain.words import Role, SourceKind
from everyname.ledger import note
from everyname.releases import (
    BacklogRecord,
    EvidenceRecord,
    IncidentRecord,
    PersonRecord,
    ReleaseContent,
    SourceRecord,
    StatedTollRecord,
    TallyInfo,
    build,
)

SIGNER = note.Signer("invented.example", hashlib.sha256(b"a key for tests only").digest())
RULES = """\
[rules]
version = "2026-1"

[[rule]]
id = "seen-alive"
status = "found_alive"
roles = ["living"]
proves = ["identity"]

[[rule]]
id = "official-notice"
status = "confirmed"
kinds = ["official", "court"]
proves = ["death", "identity"]
label = { ru = "О гибели сообщили власти", en = "An authority announced it", uk = "Про загибель повідомила влада" }

[[rule]]
id = "grave"
status = "confirmed"
kinds = ["cemetery", "memorial"]
proves = ["death", "identity"]
requires = ["death"]

[[rule]]
id = "two-independent"
status = "confirmed"
proves = ["death", "identity"]
independent = 2

[[rule]]
id = "one-source"
status = "probable"
proves = ["death", "identity"]
"""
POLICY = '[publication]\nstatuses = ["confirmed", "probable"]\nbirth = "year"\ndeath = "day"\nsmall_cells = 0\n'
TALLY = TallyInfo(
    slug="invented",
    origin="invented.example/tally",
    titles={"ru": "Поимённый список погибших", "en": "The dead, by name", "uk": "Поіменний список загиблих"},
    scope={
        "ru": "Выдуманные участники боевых действий, погибшие с 24 февраля 2022 года",
        "en": "Invented combatants killed since 24 February 2022",
        "uk": "Вигадані учасники бойових дій, загиблі з 24 лютого 2022 року",
    },
    languages=("ru", "en", "uk"),
    demo=True,
)
SOURCES = (
    SourceRecord(1, SourceKind.OFFICIAL, "g1", "Администрация Выдуманного района"),
    SourceRecord(2, SourceKind.RELATIVE, "g2"),
    SourceRecord(3, SourceKind.LOCAL_MEDIA, "g3", "«Выдуманные вести»"),
    SourceRecord(4, SourceKind.CEMETERY, "g4", "Кладбище посёлка Небывалый"),
    SourceRecord(5, SourceKind.COMMUNITY, "g5"),
    SourceRecord(6, SourceKind.SCHOOL, "g6", "Школа № 3 посёлка Небывалый"),
)
NAMES = (
    "Абросимцев Артём Ильич", "Бережанов Семён Олегович", "Вьюжный Пётр Андреевич", "Гордиенков Олег Игоревич",
    "Дальневский Иван Сергеевич", "Ермолинец Николай Петрович", "Жаворонцев Алексей Юрьевич",
    "Зареченцев Михаил Фёдорович", "Ивановец Григорий Львович", "Калиновцев Дмитрий Романович",
    "Лугинский Роман Викторович", "Медынцев Юрий Павлович", "Надеждинов Егор Денисович", "Озеринцев Вадим Ильич",
    "Полевцов Антон Кириллович", "Ракитинцев Глеб Тимурович", "Снегирёвский Максим Олегович",
    "Тихомирцев Евгений Егорович", "Устьянов Тимур Маратович", "Филинцев Кирилл Вадимович",
    "Хлебородов Степан Ильич", "Цветаринов Лев Антонович", "Чернопольцев Илья Глебович",
    "Шумиловец Виктор Степанович", "Щеглецов Фёдор Львович", "Эльбрусов Мурат Русланович",
    "Юрьевцев Денис Юрьевич", "Яблоневцев Павел Никитич", "Ёлкинцев Никита Семёнович", "Тихомирцев Евгений Петрович",
)  # fmt: skip
REGIONS = ("Выдуманская область", "Небывалый край", "Республика Заречье", "")
RANKS = (
    ("рядовой", "private"), ("сержант", "nco"), ("капитан", "junior_officer"), ("майор", "senior_officer"), ("", ""),
)  # fmt: skip
CATEGORIES: tuple[tuple[str, ...], ...] = (("mobilised",), ("contract",), ("volunteer",), ("inmate", "pmc"), ())
_MENTIONS: tuple[tuple[tuple[int, str, str], ...], ...] = (
    ((1, "announcement", "death"),),
    ((2, "announcement", "full_name"), (3, "funeral", "death")),
    ((4, "list", "death"),),
    ((5, "announcement", "full_name"),),
    ((1, "award", "death"), (6, "plaque", "full_name"), (5, "article", "full_name")),
)


def evidence(source: int, occasion: str, claim: str, published: str, role: Role = Role.DEAD) -> EvidenceRecord:
    """One piece of evidence from a source of the table above."""
    row = SOURCES[source - 1]
    claims = tuple(sorted({"full_name", claim}))
    return EvidenceRecord(source, row.kind, row.group, ("death", "identity"), role, claims, occasion, published)


def decided(person: PersonRecord, rules: str = RULES) -> PersonRecord:
    """The person with the status that the rules give."""
    ordered = sorted(person.evidence, key=lambda e: (e.published or "9999", e.source))
    decision = load_rules(rules).decide(
        Evidence(
            f"{n:06d}",
            e.source, e.kind, e.group, frozenset(e.proves), e.role, frozenset(e.claims), e.published, e.listed)
        for n, e in enumerate(ordered)
    )  # fmt: skip
    return replace(
        person, status=decision.status, rule=decision.rule, sentence=decision.sentence, params=dict(decision.params)
    )


def person(n: int) -> PersonRecord:
    """The n-th invented person (any n: names repeat with another patronymic spelling of the same table)."""
    surname, given, patronymic = NAMES[n % len(NAMES)].split()
    if n >= len(NAMES):
        patronymic = NAMES[(n * 7) % len(NAMES)].split()[2]
    rank, rank_class = RANKS[n % 5]
    year, month = 2022 + n % 5, 1 + (n * 5) % (7 if n % 5 == 4 else 12)
    death = ("", f"{year}", f"{year}-{month:02d}")[n % 3] if n % 4 == 3 else f"{year}-{month:02d}-{1 + n % 28:02d}"
    full = f"{surname} {given} {patronymic}"
    mentions = _MENTIONS[n % 5]
    return decided(
        PersonRecord(
            id=f"{hashlib.sha256(str(n).encode()).hexdigest()[:7]}",
            name=full,
            surname=surname,
            given=given,
            patronymic=patronymic,
            nom_de_guerre="Кедр" if n % 11 == 4 else "",
            spellings=(full, full.replace("ё", "е").replace("Ё", "Е"))
            + (("Івановець Григорій Львович",) if n == 8 else ()),
            status="reported",  # type: ignore[arg-type]
            rule="",
            sentence="",
            params={},
            birth=f"{1968 + n % 34}",
            death=death,
            burial=f"{year}-{month:02d}-28" if n % 6 == 0 else "",
            age=19 + n % 34 if n % 7 else None,
            rank=rank,
            rank_class=rank_class,
            unit="N-й мотострелковый полк" if n % 3 == 0 else "",
            category=CATEGORIES[n % 5],
            region=REGIONS[n % 4],
            settlement="посёлок Небывалый" if n % 4 == 1 else "",
            death_place="под Вымышленным" if n % 5 == 0 else "",
            evidence=tuple(
                evidence(source, occasion, claim, f"{year}-{month:02d}-{20 + place:02d}")
                for place, (source, occasion, claim) in enumerate(mentions)
            ),
        )
    )


def checkpoint(number: int, signer: note.Signer = SIGNER) -> str:
    """A signed checkpoint of an invented ledger."""
    root = hashlib.sha256(f"root {number}".encode()).digest()
    return signer.sign(note.checkpoint(TALLY.origin, 400 * number, root))


def content(number: int, previous: Path | None = None, **other: Any) -> ReleaseContent:
    """Release 1, 2 or 3 of the invented tally."""
    fields: dict[str, Any] = {
        "number": number,
        "made_at": f"2026-{number + 7:02d}-15T12:00:00Z",
        "tally": TALLY,
        "persons": tuple(_persons(number)),
        "sources": SOURCES,
        "rules": RULES,
        "policy": POLICY,
        "methodology": {
            "ru": "# Как мы считаем\n\nКаждое имя прочитано **человеком**.\n\n- официальное сообщение\n- могила\n",
            "en": "# How we count\n\nA person read every name.\n\n- an official notice\n- a grave\n",
            "uk": "# Як ми рахуємо\n\nКожне ім’я прочитала людина.\n",
        },
        "backlog": BacklogRecord(31 - number, "2026-05-02", {"2026-05": 3, "2026-06": 28 - number}, 12.5),
        "checkpoint": checkpoint(number),
        "withdrawn": {person(4).id: "Жив: семья сообщила, что он вернулся домой"} if number > 1 else {},
        "redirects": {person(6).id: person(7).id} if number == 2 else {},
        "reasons": {person(9).id: "Дата гибели уточнена по могиле"},
        "stated_tolls": _tolls(),
        "incidents": (_incident(number),),
        "estimates": {"nowcast": {"point": 44, "interval_95": [38, 57]}} if number == 3 else None,
        "previous": previous,
    }
    return ReleaseContent(**(fields | other))


def publish(folder: Path, upto: int = 3) -> list[Path]:
    """Build the first releases one after another."""
    paths: list[Path] = []
    for number in range(1, upto + 1):
        paths.append(build(content(number, paths[-1] if paths else None), folder, SIGNER))
    return paths


def _persons(number: int) -> list[PersonRecord]:
    rows = {n: person(n) for n in range((20, 28, 30)[number - 1])}
    if number > 1:
        del rows[4]
        later = evidence(4, "plaque", "death", "2026-08-20")
        rows[3] = decided(replace(rows[3], evidence=(*rows[3].evidence, later)))
    if number == 2:
        del rows[6]
        rows[7] = replace(rows[7], merged_from=(person(6).id,))
    if number == 3:
        rows[9] = replace(rows[9], death="2026-10-07~")
    return list(rows.values())


def _tolls() -> tuple[StatedTollRecord, ...]:
    return (
        StatedTollRecord(
            "Выдуманное министерство", "official", "2026-03-01", "killed", 11, 11, "2022-02-24", "2026-03-01"
        ),
        StatedTollRecord(
            "Другая редакция", "media", "2026-06-01", "killed", 40, 60, "2022-02-24", "", qualifier="about"
        ),
        StatedTollRecord("Губернатор", "official", "2023-01-04", "killed", 89, 89, event="Удар по училищу"),
    )


def _incident(number: int) -> IncidentRecord:
    return IncidentRecord(
        id="school",
        titles={"ru": "Удар по училищу", "en": "Strike on the school", "uk": "Удар по училищу"},
        claimed=89,
        named=43 + number,
        date="2023-01-01",
        place="Вымышленное",
        claims=(_tolls()[2],),
        persons=tuple(sorted((person(0).id, person(1).id))),
    )


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
days = st.dates().map(str)
dates = st.one_of(st.just(""), days, st.sampled_from(["2023", "2023-02", "2023-02~", "2023-02-01/2023-02-14", "198X"]))
_KINDS = st.sampled_from(list(enumerate(SourceKind, 1))[:6])  # a source is of one kind
evidence_records = st.builds(
    lambda source, **more: EvidenceRecord(source=source[0], kind=source[1], **more),
    source=_KINDS,
    group=st.sampled_from(["g1", "g2", "g3"]),
    proves=st.lists(st.sampled_from(["death", "identity", "date"]), unique=True).map(tuple),
    role=st.sampled_from([Role.DEAD, Role.LIVING, Role.MISSING]),
    claims=st.lists(st.sampled_from(["death", "full_name", "age"]), unique=True).map(tuple),
    published=st.one_of(st.just(""), days),
    listed=st.booleans(),
)


@st.composite
def person_lists(draw: st.DrawFn) -> tuple[PersonRecord, ...]:
    """Persons with any names, dates and evidence, and the status that the rules give."""
    ids = draw(st.lists(st.integers(0, 999), min_size=1, max_size=6, unique=True))
    rows = []
    for n in ids:
        row = PersonRecord(
            id=f"p{n:03d}",
            name=draw(words),
            status="reported",
            rule="",
            sentence="",
            params={},  # type: ignore[arg-type]
            evidence=tuple(draw(st.lists(evidence_records, max_size=4))),
            spellings=tuple(draw(st.lists(words, max_size=3))),
            birth=draw(dates),
            death=draw(dates),
            age=draw(st.one_of(st.none(), st.integers(0, 99))),
            category=tuple(draw(st.lists(st.sampled_from(["contract", "pmc"]), unique=True))),
            region=draw(words),
        )
        rows.append(decided(row))
    return tuple(rows)
