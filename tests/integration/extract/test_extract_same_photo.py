"""One photograph under two men's names is told to whoever judges either; under one man's names it is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from everyname.conf.create import create_folder
from everyname.conf.tally import Tally
from everyname.register.models import Medium, Mention
from everyname.register.rebuild import rebuild_check
from everyname.workflow import importing, intake, photos, reading, setup

pytestmark = pytest.mark.django_db
FACE = "https://pictures.example.org/face.jpg"
TEXTS = {
    "p1": ("На СВО погиб рядовой Кошкарин Лев Павлович, 24 года.", [FACE, "https://pictures.example.org/flag.jpg"]),
    "p2": ("Погиб на СВО Лев Кошкарин, светлая память.", [FACE]),
    "p3": ("На СВО погиб сержант Осокин Пётр Ильич, 31 год.", [FACE]),
    "p4": ("На СВО погиб сержант Зуев Егор, 40 лет.", []),
}


@pytest.fixture
def men(tmp_path: Path, settings: Any) -> dict[str, Mention]:
    create_folder(tmp_path / "tally", "named-list")
    settings.TALLY = Tally.open(tmp_path / "tally")
    setup.start(settings.TALLY, actor="tester")
    posts = tmp_path / "posts.jsonl"
    lines = [
        {"id": key, "text": text, "media": media, "published": "2023-05-01"} for key, (text, media) in TEXTS.items()
    ]
    posts.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    found = intake.read(posts, source="page")
    importing.import_found(settings.TALLY, found, source="page", kind="community", actor="t")
    reading.extract_pending(actor="reader")
    return {mention.report.external_id: mention for mention in Mention.objects.select_related("report")}


def test_another_name_under_the_same_photograph_is_told(men: dict[str, Mention]) -> None:
    assert photos.elsewhere(men["p3"]) == sorted((men["p1"], men["p2"]), key=lambda m: m.uid)
    assert photos.elsewhere(men["p1"]) == photos.elsewhere(men["p2"]) == [men["p3"]]
    assert photos.elsewhere(men["p4"]) == []


def test_the_desk_says_so(men: dict[str, Mention]) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_user("anna"), "allauth.account.auth_backends.AuthenticationBackend")
    assert "The same photograph stands under another name" in client.get(f"/mention/{men['p3'].uid}/").content.decode()
    assert "The same photograph" not in client.get(f"/mention/{men['p4'].uid}/").content.decode()


def test_photographs_come_back_when_the_tables_are_rebuilt(men: dict[str, Mention]) -> None:
    assert Medium.objects.count() == 4
    assert not rebuild_check().fault
