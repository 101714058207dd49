"""Texts of a tally read by the rules and by a language model: what the queue holds, and what it says of both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytest.importorskip("httpx", reason="the extra llm is not installed")

from llmserver import answer, person, says, sends, serving

from everyname.conf.create import create_folder
from everyname.conf.tally import Tally
from everyname.domain.words import Role
from everyname.extract.many import Options
from everyname.extract.readers.endpoint import Endpoint
from everyname.extract.told import tell
from everyname.register import rebuild
from everyname.register.models import Capture, Event, Mention
from everyname.workflow import importing, intake, judging, reading, setup

pytestmark = pytest.mark.django_db
TEXT = "На СВО погиб рядовой Кошкарин Лев Павлович, 34 года. Смеялись над ним: молчун."
KOSHKARIN = {
    "surname": ("Кошкарин", "Кошкарин"), "given": ("Лев", "Лев"), "patronymic": ("Павлович", "Павлович"),
    "age": ("34", "34 года"),
}  # fmt: skip


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    create_folder(tmp_path / "tally", "named-list")
    made = Tally.open(tmp_path / "tally")
    setup.start(made, actor="tester")
    return made


def bring(tally: Tally, *texts: str) -> None:
    posts = [{"id": f"p{n}", "text": text, "published": "2023-05-01", "lang": "ru"} for n, text in enumerate(texts)]
    path = tally.folder / "posts.jsonl"
    path.write_text("".join(json.dumps(post) + "\n" for post in posts), encoding="utf-8")
    found = intake.read(path, source="page")
    importing.import_found(tally, found, source="page", kind="community", actor="tester")


def read(content: str, **more: bool) -> reading.Summary:
    with serving(says(content)) as here:
        return reading.extract_pending(actor="reader", options=Options(llm=Endpoint(here.url, "small")), **more)


def shown(lang: str = "en") -> str:
    """The first page of the queue as an analyst sees it."""
    client = Client()
    client.force_login(User.objects.create_user("anna"), "allauth.account.auth_backends.AuthenticationBackend")
    return client.get("/", headers={"accept-language": lang}).content.decode()


def test_the_queue_says_where_both_readers_agree_and_where_not(tally: Tally) -> None:
    bring(tally, TEXT)
    done = read(answer(person(**KOSHKARIN, rank=("ефрейтор", "рядовой"), nom_de_guerre=("Молчун", "молчун"))))
    assert done.differ == 1
    assert done.agreed == 5  # role, three parts of the name, age
    page = shown()
    assert "both readers say «34»" in page
    assert "readers differ: the rules «рядовой», the model «ефрейтор»" in page
    assert "the model alone: «Молчун»" in page
    assert "read by the model alone" in page
    assert "language model small" in page


def test_russian_and_ukrainian_analysts_read_it_in_their_language(tally: Tally) -> None:
    bring(tally, TEXT)
    read(answer({**person(**KOSHKARIN), "rank": {"value": "генерал", "quote": "генерал"}}))
    client = Client()
    client.force_login(User.objects.create_user("anna"), "allauth.account.auth_backends.AuthenticationBackend")
    for lang, same, dropped in (
        ("ru", "оба чтения говорят «34»", "1 значение из её ответа отброшено"),
        ("uk", "обидва читання кажуть «34»", "1 значення з її відповіді відкинуто"),
    ):
        page = client.get("/", headers={"accept-language": lang}).content.decode()
        assert same in page
        assert dropped in page


def test_values_of_the_model_alone_are_claims_that_are_never_sure(tally: Tally) -> None:
    bring(tally, TEXT)
    read(answer(person(**KOSHKARIN, nom_de_guerre=("Молчун", "молчун"))))
    (mention,) = Mention.objects.all()
    by_model = mention.claims.filter(reader__startswith="llm:")
    assert [(c.property, c.value, c.confidence) for c in by_model] == [("nom_de_guerre", "Молчун", 500)]
    assert "small" in by_model[0].reader


def test_whom_the_model_alone_names_as_dead_waits_for_an_analyst(tally: Tally) -> None:
    bring(tally, "В бою ушёл Айтегин Тюлькубай.")
    read(answer(person("dead", "В бою ушёл", surname=("Тюлькубай", "Тюлькубай"), given=("Айтегин", "Айтегин"))))
    (mention,) = Mention.objects.all()
    assert (mention.name, mention.role, mention.confidence) == ("Тюлькубай Айтегин", Role.DEAD, 500)
    assert tell("second_only") in mention.reasons


def test_whom_one_reader_takes_for_dead_and_the_other_for_an_official_waits_too(tally: Tally) -> None:
    text = "Глава района Лев Орлов скорбит."
    bring(tally, text)
    read(answer(person("dead", "скорбит", surname=("Орлов", "Орлов"), given=("Лев", "Лев"))))
    (mention,) = Mention.objects.all()
    assert mention.role == Role.UNCLEAR
    assert "readers differ: the rules «official», the model «dead»" in shown()


def test_living_people_whom_the_model_names_stay_in_the_text(tally: Tally) -> None:
    bring(tally, "Сегодня выступал хор.")
    read(answer(person("living", "выступал", surname=("хор", "хор"))))
    assert not Mention.objects.exists()


def test_without_an_answer_the_rules_reading_is_kept_and_it_is_counted(tally: Tally) -> None:
    bring(tally, TEXT)
    with serving(sends(b"", status=401)) as here:
        done = reading.extract_pending(actor="reader", options=Options(llm=Endpoint(here.url, "small")))
    assert (done.mentions, done.unanswered) == (1, 1)
    assert "second.unanswered" in Capture.objects.get().reading["warnings"][0]
    assert "What two readers say" not in shown()


def test_again_asks_about_texts_that_nobody_has_judged(tally: Tally) -> None:
    bring(tally, TEXT, "На СВО погиб сержант Орешкин Иван Ильич, 40 лет.")
    reading.extract_pending(actor="reader")
    judging.accept(Mention.objects.get(name__startswith="Орешкин").uid, actor="anna")
    assert read(answer(person(**KOSHKARIN))).captures == 0
    assert read(answer(person(**KOSHKARIN)), again=True).captures == 1
    assert Mention.objects.get(name__startswith="Кошкарин").capture.reading["second"]["model"] == "small"
    assert not Mention.objects.filter(recheck=True).exists()


def test_history_replays_with_both_readings(tally: Tally) -> None:
    bring(tally, TEXT)
    read(answer(person(**KOSHKARIN)))
    event = Event.objects.filter(kind="extraction.recorded").get()
    assert b"llm:small" in bytes(event.data)
    assert "Кошкарин".encode() not in bytes(event.data)
    assert rebuild.rebuild_check().fault == ""
