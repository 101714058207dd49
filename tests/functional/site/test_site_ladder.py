"""The ladder on the first page: five rungs in every language, made from the releases alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from release_factory import publish

from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.releases import Release
from everyname.site import build
from everyname.workflow import estimating

LABELS = {
    "en": (
        "Confirmed by name",
        "Waiting to be verified",
        "Expected to be named within a year",
        "Ever killed",
        "Stated by",
    ),
    "ru": ("Подтверждены поимённо", "Ждут проверки", "Будут названы в течение года", "Погибли всего", "Говорят другие"),
    "uk": (
        "Підтверджено поіменно",
        "Чекають на перевірку",
        "Будуть названі протягом року",
        "Загинули загалом",
        "Кажуть",
    ),
}


@pytest.fixture(scope="module")
def tally(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    made = Tally(tmp_path_factory.mktemp("tally"))
    publish(made.releases)
    estimating.estimate(made, thorough=False)
    return made


def test_the_first_page_shows_every_rung_in_its_order(tally: Tally) -> None:
    build(tally.releases, tally.site)
    for language, labels in LABELS.items():
        text = (tally.site / language / "index.html").read_text("utf-8")
        places = [text.index(f'<th scope="row">{label}') for label in labels]
        assert places == sorted(places)
        assert "real toll" not in text
    assert (tally.site / "estimates.json").read_bytes() == (tally.releases / estimating.FILE).read_bytes()


def test_without_estimates_there_is_no_ladder(tmp_path: Path) -> None:
    publish(tmp_path / "releases", 1)
    build(tmp_path / "releases", tmp_path / "site")
    assert "What the count misses" not in (tmp_path / "site/en/index.html").read_text("utf-8")
    assert not (tmp_path / "site/estimates.json").exists()


def test_the_exact_rungs_are_those_of_the_release(tally: Tally) -> None:
    document = json.loads((tally.releases / estimating.FILE).read_text("utf-8"))
    latest = Release.read(sorted(tally.releases.glob("[0-9]*"))[-1])
    verified, waiting, expected, ever, stated = document["rungs"]
    assert (document["release"], verified["count"]) == (latest.number, latest.counts["count"])
    assert waiting["count"] == latest.json("backlog.json")["size"]
    assert len({"still_to_be_named", "not_estimable"} & expected.keys()) == 1
    assert ever.get("low", verified["count"]) >= verified["count"]
    assert all(toll["who"] for toll in stated["tolls"])


def test_the_same_releases_give_the_same_bytes(tally: Tally) -> None:
    before = {
        p.name: p.read_bytes() for p in (*(tally.folder / "estimates").iterdir(), tally.releases / estimating.FILE)
    }
    estimating.estimate(tally, thorough=False)
    after = {
        p.name: p.read_bytes() for p in (*(tally.folder / "estimates").iterdir(), tally.releases / estimating.FILE)
    }
    assert before == after


def test_the_triangle_holds_every_confirmed_person_once_on_the_last_day(tally: Tally) -> None:
    releases = [Release.read(path) for path in sorted(tally.releases.glob("[0-9]*"))]
    made = date.fromisoformat(str(releases[-1].manifest["made_at"])[:10])
    rows = list(estimating.triangle(releases, made))
    last = [count for column, _, count in rows if column == made.isoformat()]
    assert sum(last) == releases[-1].counts["count"]
    assert all(death <= column for column, death, _ in rows)


def test_a_tally_without_releases_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no releases yet"):
        estimating.estimate(Tally(tmp_path))
