"""A language model as second reader, behind an endpoint that lies, stalls, floods and talks nonsense."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra llm is not installed")

import llmserver
from llmserver import answer, drips, first, floods, person, says, sends, serving, stalls

from everyname.domain.errors import InputError
from everyname.domain.words import Property, Role
from everyname.extract.many import Options, Text, read_one
from everyname.extract.readers import llm, llm_client
from everyname.extract.readers.endpoint import WARNINGS, Endpoint, check
from everyname.extract.readers.llm import NoAnswerError, read
from everyname.extract.reading import UNMEASURED

TEXT = (
    "На СВО погиб рядовой Кошкарин Лев Павлович, 34 года. Родился в Дальних Ключах. Глава района Семён Орлов скорбит."
)
GOOD = person(
    surname=("Кошкарин", "Кошкарин"),
    given=("Лев", "Лев"),
    patronymic=("Павлович", "Павлович"),
    age=("34", "34 года"),
    rank=("рядовой", "рядовой"),
    settlement=("Дальние Ключи", "Дальних Ключах"),
)
UNAVAILABLE = sends(b"busy", status=503)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No failures remembered; short pauses between tries."""
    monkeypatch.setattr(llm_client, "_PAUSE", 0.01)
    llm._failures.clear()
    yield
    llm._failures.clear()


def endpoint(here: llmserver.Endpoint, **changes: Any) -> Endpoint:
    return Endpoint(**{"base_url": here.url, "model": "small", "seconds": 2.0, **changes})


def values(text: str, content: str) -> tuple[dict[Property, str], int]:
    """The values of the first person that a model's words lead to, and how many were thrown away."""
    with serving(says(content)) as here:
        reading = read(text, endpoint(here))
    persons = reading.persons
    return {p.property: p.value for p in persons[0].proposals} if persons else {}, reading.extra["dropped"]


def test_values_stand_where_their_quotes_stand() -> None:
    with serving(says(answer(GOOD))) as here:
        reading = read(TEXT, endpoint(here), published=date(2023, 5, 1))
    (found,) = reading.persons
    assert found.role is Role.DEAD
    assert found.first(Property.FULL_NAME).value == "Кошкарин Лев Павлович"  # type: ignore[union-attr]
    assert all(TEXT[slice(*p.span)] == p.original for p in found.proposals)
    assert {p.property: p.original for p in found.proposals}[Property.SETTLEMENT] == "Дальних Ключах"
    assert reading.extra["dropped"] == 0


def test_nothing_is_told_as_sure() -> None:
    with serving(says(answer(GOOD))) as here:
        (found,) = read(TEXT, endpoint(here)).persons
    assert {p.confidence for p in found.proposals} | {found.role_confidence} == {UNMEASURED}


def test_model_prompt_and_text_are_named_by_every_value() -> None:
    with serving(says(answer(GOOD))) as here:
        reading = read(TEXT, endpoint(here))
        again = read(TEXT + " Вечная память.", endpoint(here))
    names = {p.reader for p in reading.persons[0].proposals}
    assert names == {reading.reader}
    assert reading.extra["model"] == "small"
    for name in ("prompt_sha256", "text_sha256"):
        assert len(reading.extra[name]) == 64
        assert reading.extra[name][:12] in reading.reader
    assert again.extra["prompt_sha256"] == reading.extra["prompt_sha256"]
    assert again.extra["text_sha256"] != reading.extra["text_sha256"]


def test_the_question_asks_for_the_strict_schema_and_holds_the_text() -> None:
    with serving(says(answer(GOOD))) as here:
        read(TEXT, endpoint(here), published=date(2023, 5, 1))
    (asked,) = here.asked
    form = asked["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["strict"] is True
    for schema in (form["json_schema"]["schema"], *form["json_schema"]["schema"]["$defs"].values()):
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"])
    assert TEXT in asked["messages"][-1]["content"]
    assert "2023-05-01" in asked["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("field", "value", "quote"),
    [
        ("age", "41", "41 год"),  # invented quote
        ("age", "41", "34 года"),  # a true quote that says something else
        ("patronymic", "Иванович", "Павлович"),
        ("rank", "рядовой", "Рядовой"),  # not letter by letter
        ("birth", "весной", "Родился"),  # no date
        ("death", "2023-04", "погиб"),  # a quote that says no day
        ("age", "34", "рядовой"),
        ("settlement", "Москва", ""),
        ("age", "тридцать четыре", "34 года"),
        ("unit", "5" * 300, "СВО"),
    ],
)
def test_what_the_text_does_not_say_is_thrown_away_and_counted(field: str, value: str, quote: str) -> None:
    found, dropped = values(TEXT, answer({**GOOD, field: {"value": value, "quote": quote}}))
    assert found.get(Property(field)) is None
    assert dropped == 1
    assert found[Property.SURNAME] == "Кошкарин"


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [("вчера", "death", "2023-04-30"), ("в марте", "death", "2023-03"), ("тридцать четыре года", "age", "34")],
)
def test_days_and_ages_in_words_are_borne_out(said: str, field: str, value: str) -> None:
    text = f"На СВО погиб Кошкарин Лев, {said}."
    koshkarin = person(surname=("Кошкарин", "Кошкарин"), **{field: (value, said)})
    with serving(says(answer(koshkarin))) as here:
        reading = read(text, endpoint(here), published=date(2023, 5, 1))
    assert reading.persons[0].first(Property(field)).value == value  # type: ignore[union-attr]
    assert reading.extra["dropped"] == 0


def test_an_invented_person_does_not_come_in() -> None:
    found, dropped = values(TEXT, answer(person(surname=("Сидоров", "Сидоров"), given=("Пётр", "Пётр"))))
    assert found == {}
    assert dropped == 3


def test_an_invented_death_is_no_role() -> None:
    with serving(says(answer({**GOOD, "role_quote": "убит под Бахмутом"}))) as here:
        (found,) = read(TEXT, endpoint(here)).persons
    assert found.role is Role.UNCLEAR


def test_a_quote_that_stands_twice_is_taken_beside_the_name() -> None:
    text = "Погиб Кошкарин Лев Павлович. О Левашове вестей нет. Глава района Лев Орлов скорбит."
    orlov = person("official", "Глава района", surname=("Орлов", "Орлов"), given=("Лев", "Лев"))
    with serving(says(answer(orlov))) as here:
        (found,) = read(text, endpoint(here)).persons
    assert found.first(Property.GIVEN).span[0] == text.rindex("Лев")  # type: ignore[union-attr]


def test_a_living_man_has_no_day_of_death() -> None:
    living = person("living", "скорбит", surname=("Орлов", "Орлов"), death=("2023-05", "СВО"))
    found, _ = values(TEXT, answer(living))
    assert Property.DEATH not in found


@pytest.mark.parametrize(
    "bad",
    [
        says("Конечно! Вот что я нашёл: …"),
        says(answer(GOOD)[: len(answer(GOOD)) // 2]),
        says('{"is_war_death": true}'),
        says('{"is_war_death": true, "persons": [], "note": "x"}'),
        says(answer({**GOOD, "role": "hero"})),
        says(""),
        sends(b"<html>proxy error</html>"),
        sends(b"{}"),
        sends(b"[" * 100_000),
        UNAVAILABLE,
        sends(b"slow down", status=429, headers={"Retry-After": "0"}),
        sends(b"internal", status=500),
    ],
)
def test_after_a_bad_answer_it_is_asked_again(bad: llmserver.Behaviour) -> None:
    with serving(first(bad, says(answer(GOOD)))) as here:
        assert read(TEXT, endpoint(here)).persons
    assert len(here.asked) == 2


def test_the_model_is_told_what_was_wrong_with_its_answer() -> None:
    with serving(says('{"persons": 7}', answer(GOOD))) as here:
        read(TEXT, endpoint(here))
    told = here.asked[1]["messages"]
    assert told[-2] == {"role": "assistant", "content": '{"persons": 7}'}
    assert "is_war_death" in told[-1]["content"]


@pytest.mark.parametrize("bad", [UNAVAILABLE, says("no"), sends(b"", status=500)])
def test_asking_again_has_an_end(bad: llmserver.Behaviour) -> None:
    with serving(bad) as here, pytest.raises(NoAnswerError):
        read(TEXT, endpoint(here))
    assert len(here.asked) == llm_client.TRIES


@pytest.mark.parametrize("status", [301, 400, 401, 404])
def test_a_refusal_is_not_argued_with(status: int) -> None:
    refuse = sends(b"no such model", status=status, headers={"Location": "http://127.0.0.2:9/"})
    with serving(refuse) as here, pytest.raises(NoAnswerError, match=f"{status}.*no such model"):
        read(TEXT, endpoint(here))
    assert len(here.asked) == 1


@pytest.mark.parametrize("slow", [stalls, drips])
def test_no_answer_lasts_longer_than_was_allowed(slow: llmserver.Behaviour) -> None:
    with serving(slow) as here, pytest.raises(NoAnswerError, match=r"within 0\.6 s"):
        read(TEXT, endpoint(here, seconds=0.6))


def test_a_wait_that_is_too_long_is_not_waited_for() -> None:
    later = sends(b"later", status=429, headers={"Retry-After": "3600"})
    with serving(later) as here, pytest.raises(NoAnswerError, match="429"):
        read(TEXT, endpoint(here))
    assert len(here.asked) == 1


def test_a_flood_is_broken_off() -> None:
    with serving(floods) as here, pytest.raises(NoAnswerError, match="more than 1024 KiB"):
        read(TEXT, endpoint(here, seconds=20.0))


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    with serving(says(answer(GOOD))) as here:
        one = read(TEXT, endpoint(here, cache=tmp_path))
        assert read(TEXT, endpoint(here, cache=tmp_path)) == one
        assert len(here.asked) == 1
        read(TEXT, endpoint(here, cache=tmp_path, model="other"))
        read(TEXT + "!", endpoint(here, cache=tmp_path))
    assert len(here.asked) == 3


def test_a_damaged_cache_is_asked_again(tmp_path: Path) -> None:
    with serving(says(answer(GOOD))) as here:
        read(TEXT, endpoint(here, cache=tmp_path))
        (kept,) = tmp_path.glob("*/*.json")
        kept.write_text("{", encoding="utf-8")
        assert read(TEXT, endpoint(here, cache=tmp_path)).persons


def test_the_key_goes_into_the_header_and_nowhere_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("A_KEY", "secret-key")
    with serving(says(answer(GOOD))) as here:
        reading = read(TEXT, endpoint(here, key_env="A_KEY", cache=tmp_path))
    assert here.headers[0]["Authorization"] == "Bearer secret-key"
    kept = "".join(p.read_text("utf-8") for p in tmp_path.glob("*/*.json"))
    assert "secret-key" not in kept + repr(reading) + json.dumps(here.asked)


def test_a_proxy_of_the_environment_is_no_way_to_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with serving(says(answer(GOOD))) as here:
        assert read(TEXT, endpoint(here)).persons


def test_a_dead_endpoint_is_given_up() -> None:
    with serving(sends(b"", status=401)) as here:
        for _ in range(5):
            with pytest.raises(NoAnswerError):
                read(TEXT, endpoint(here))
    assert len(here.asked) == 3


@pytest.mark.parametrize("text", ["a" * 70_000, "Погиб Иван \ud83d Орлов"])
def test_texts_that_cannot_be_sent_whole_do_no_harm(text: str) -> None:
    with serving(says(answer())) as here:
        second = read_one(Text(text), Options(llm=endpoint(here)))
    assert second.kind
    assert len(here.asked) == (len(text) < 70_000)


def test_without_an_answer_the_rules_still_read() -> None:
    with serving(UNAVAILABLE) as here:
        reading = read_one(Text(TEXT), Options(llm=endpoint(here)))
    assert Role.DEAD in [p.role for p in reading.persons]
    assert any("second.unanswered" in w and "503" in w for w in reading.warnings)


@pytest.mark.parametrize(
    ("url", "is_local"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://localhost/v1", True),
        ("http://192.168.1.5/v1", False),
        ("https://models.example.org/v1", False),
        ("http://127.0.0.1.example.org/v1", False),
        ("http://localhost.example.org/v1", False),
    ],
)
def test_every_address_but_loopback_is_warned_of_in_three_languages(url: str, is_local: bool) -> None:
    place = Endpoint(url, "m")
    assert place.is_local is is_local
    said = {place.warning(lang) for lang in ("en", "ru", "uk")}
    assert said == {""} if is_local else len(said) == len(WARNINGS) == 3
    assert is_local or all(place.host in s for s in said)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (Endpoint("ftp://x/v1", "m"), "no address"),
        (Endpoint("http:///v1", "m"), "no address"),
        (Endpoint("http://127.0.0.1/v1", ""), "no model"),
        (Endpoint("http://127.0.0.1/v1", "m", key_env="NO_SUCH_KEY_HERE"), "NO_SUCH_KEY_HERE"),
    ],
)
def test_what_cannot_be_asked_is_said_before_anything_is_read(place: Endpoint, why: str) -> None:
    with pytest.raises(InputError, match=why):
        check(place)
