"""A photographed plaque in a tally: its values are never sure, and the photo stands wherever its text stands."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from everyname.conf.create import create_folder
from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.extract.readers.ocr import BoxedWord, PlaqueText
from everyname.register.models import Capture, Claim, Mention
from everyname.workflow import importing, intake, judging, photos, reading, setup

pytestmark = pytest.mark.django_db
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TEXT = "Рядовой\nКОШКАРИН ЛЕВ ПАВЛОВИЧ\n12.05.1990 — 24.03.2023\nпогиб на СВО"
SURE = {"24.03.2023": 0.31}


def plaque(text: str = TEXT) -> PlaqueText:
    words, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        words.append(BoxedWord(start, at, (10, 20, 30, 40), SURE.get(word, 0.96)))
    return PlaqueText(text, tuple(words))


@pytest.fixture
def tally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Tally:
    create_folder(tmp_path / "tally", "named-list")
    settings.TALLY = Tally.open(tmp_path / "tally")
    setup.start(settings.TALLY, actor="tester")
    monkeypatch.setattr(photos, "read_photo", lambda path: plaque())
    return settings.TALLY  # type: ignore[no-any-return]


def bring(tally: Tally, name: str = "plaque.png", data: bytes = PNG) -> Capture:
    path = tally.folder / name
    path.write_bytes(data)
    found = intake.read(path, source="graves", published="2023-06-01")
    importing.import_found(tally, found, source="graves", kind="cemetery", actor="tester")
    return Capture.objects.get()


def analyst() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_user("anna"), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_no_value_of_a_photo_is_sure(tally: Tally) -> None:
    capture = bring(tally)
    reading.extract_pending(actor="reader")
    told = {c.property: c.confidence for c in Claim.objects.all()}
    assert {"surname", "rank", "birth", "death"} <= set(told)
    assert max(told.values()) <= 500
    assert told["death"] == 310  # as sure as its least sure word
    assert Mention.objects.get().confidence <= 500
    assert [w.confidence for w in photos.words(capture)].count(0.31) == 1


def test_the_same_text_typed_by_a_person_is_surer(tally: Tally) -> None:
    path = tally.folder / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = intake.read(path, source="graves", published="2023-06-01")
    importing.import_found(tally, found, source="graves", kind="cemetery", actor="tester")
    reading.extract_pending(actor="reader")
    assert Claim.objects.get(property="surname").confidence > 500


def test_words_keep_their_places_on_the_photo(tally: Tally) -> None:
    capture = bring(tally)
    assert photos.words(capture) == plaque().words
    assert capture.container == capture.sha256


def test_the_photo_stands_beside_the_proposal_and_on_the_persons_page(tally: Tally) -> None:
    capture = bring(tally)
    reading.extract_pending(actor="reader")
    client, address = analyst(), f"/photo/{capture.uid}/"
    page = client.get("/").content.decode()
    assert f'<img src="{address}"' in page
    assert "compare each letter" in page
    assert "(not sure)" in page
    mention = Mention.objects.get()
    judging.accept(mention.uid, actor="anna")
    mention.refresh_from_db()
    assert f'<img src="{address}"' in client.get(f"/person/{mention.person_id}/").content.decode()
    assert f'<img src="{address}"' in client.get(f"/mention/{mention.uid}/").content.decode()


def test_the_photo_is_served_as_it_came_to_those_who_signed_in_alone(tally: Tally) -> None:
    capture = bring(tally)
    answer = analyst().get(f"/photo/{capture.uid}/")
    assert (answer.content, answer.headers["Content-Type"]) == (PNG, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Client().get(f"/photo/{capture.uid}/").status_code == 302
    (vault_file,) = tally.vault.glob("??/*")
    vault_file.chmod(0o644)
    vault_file.write_bytes(b"damaged")
    assert analyst_again().get(f"/photo/{capture.uid}/").status_code == 404


def analyst_again() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="anna"), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_text_has_no_photo(tally: Tally) -> None:
    path = tally.folder / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    importing.import_found(tally, intake.read(path, source="g"), source="g", kind="cemetery", actor="tester")
    assert analyst().get(f"/photo/{Capture.objects.get().uid}/").status_code == 404


@pytest.mark.parametrize("data", [b"<svg onload='x'/>", b"GIF89a", b"RIFF0000WAVE", b""])
def test_what_is_no_photo_is_refused(tally: Tally, data: bytes) -> None:
    with pytest.raises(InputError, match="save it as JPEG, PNG or WebP"):
        bring(tally, data=data)


def test_a_photo_without_words_says_what_to_do(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "read_photo", lambda path: PlaqueText("", ()))
    with pytest.raises(InputError, match=r"no word could be read; write what it says to a \.txt file"):
        bring(tally)
