"""A release that breaks off anywhere: ledger and folder of releases tell the same story after the next call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from everyname.conf.create import create_folder
from everyname.conf.tally import Tally
from everyname.register.models import Release as Row
from everyname.releases import Release
from everyname.workflow import importing, intake, judging, publishing, setup

pytestmark = pytest.mark.django_db


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    create_folder(tmp_path / "tally", "named-list", slug="breaks")
    tally = Tally.open(tmp_path / "tally")
    setup.start(tally, actor="editor")
    file = tmp_path / "list.csv"
    file.write_text("id;ФИО;Дата гибели\nA1;Лучинкин Павел Андреевич;03.04.2023\n", "utf-8")
    (done,) = importing.import_found(tally, intake.read(file, source="list"), source="list", actor="editor")
    assert done.batch is not None
    judging.accept_batch(done.batch, actor="editor", reason="two of us read it")
    return tally


def folders(tally: Tally) -> list[str]:
    return sorted(p.name for p in tally.releases.iterdir())


def broken(*_args: Any, **_more: Any) -> Any:
    raise OSError("the power went")


def test_recorded_and_not_yet_in_its_place(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def never_into_place(part: Path, target: Path) -> Path:
        return broken() if target.parent == tally.releases else rename(part, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", never_into_place)
        with pytest.raises(OSError, match="power"):
            publishing.publish(tally, actor="editor")
    assert Row.objects.count() == 1
    assert folders(tally) == [".pending"]
    publishing.finish(tally)
    assert folders(tally) == ["001"]
    assert Release.read(tally.releases / "001").counts["by_status"]["confirmed"] == 1


def test_built_and_never_recorded(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "record", broken)
        with pytest.raises(OSError, match="power"):
            publishing.publish(tally, actor="editor")
    assert not Row.objects.exists()
    assert publishing.publish(tally, actor="editor").name == "001"
    assert folders(tally) == ["001"]


def test_clearing_what_was_never_recorded_breaks_off_too(tally: Tally, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "record", broken)
        with pytest.raises(OSError, match="power"):
            publishing.publish(tally, actor="editor")
    (tally.releases / ".pending" / "001" / "manifest.json").unlink()
    assert publishing.publish(tally, actor="editor").name == "001"
    assert folders(tally) == ["001"]
