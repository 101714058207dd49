"""The reader against invented reports of the kind, in three languages, and against the local evaluation article."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tollcorpus import load, score

from everyname.domain.tolls import Aspect, IncidentClaim, Qualifier
from everyname.extract.tolls import read_tolls_in_text

DATA = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
ARTICLE = DATA.parent / "seed" / "article.txt"
needs_article = pytest.mark.skipif(not ARTICLE.is_file(), reason="local evaluation data (seed article) is absent")


@pytest.mark.parametrize(
    ("corpus", "recall", "precision", "fields"),
    [
        ("tune", 0.97, 0.97, 0.97),
        ("tune_second", 0.95, 0.95, 0.95),
        ("tune_third", 0.95, 0.95, 0.95),
        ("tune_fourth", 0.95, 0.95, 0.95),
        ("tune_fifth", 0.95, 0.95, 0.95),
        ("check", 0.9, 0.9, 0.9),
    ],
)
def test_reports_yield_what_they_state(corpus: str, recall: float, precision: float, fields: float) -> None:
    result = score(load(corpus))
    summary = "\n".join(result.notes)
    assert result.recall >= recall, summary
    assert result.precision >= precision, summary
    assert result.fields >= fields, summary


@needs_article
def test_article_yields_the_seven_figures() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    proposals = read_tolls_in_text(text, published=date(2023, 1, 19))
    by_value = {p.toll.value_low: p for p in proposals}
    seen = {
        v: (p.toll.who, p.toll.aspect.value, p.toll.scope.code, p.toll.period_from, p.toll.period_to)
        for v, p in by_value.items()
    }
    assert seen[11662] == ("Mediazona", "total", "identified", "", "2023-01-17")
    assert seen[942] == ("Mediazona", "added", "identified", "2023-01-01", "2023-01-17")
    assert seen[644] == ("Mediazona", "part", "identified+mobilised", "", "2023-01-17")
    assert seen[200][:3] == ("Mediazona", "backlog", "unverified")
    assert seen[5937] == ("Russian military", "total", "killed", "", "2022-09")
    assert seen[10000][:3] == ("BBC", "total", "identified")
    assert by_value[10000].toll.qualifier is Qualifier.AT_LEAST
    assert "said_on.link_later_than_text" in by_value[10000].reasons
    strike = by_value[89].claim
    assert isinstance(strike, IncidentClaim)
    assert (strike.place, strike.date) == ("Makiivka", "2022-12-31/2023-01-01")
    assert (strike.named_low, strike.named_high) == (44, 45)


@needs_article
def test_article_yields_nothing_else() -> None:
    proposals = read_tolls_in_text(ARTICLE.read_text(encoding="utf-8"), published=date(2023, 1, 19))
    assert sorted(p.toll.value_low for p in proposals) == [89, 200, 644, 942, 1000, 5937, 10000, 11662]
    assert all(p.toll.aspect is not Aspect.EARLIER for p in proposals)


def test_command_prints_one_json_line_a_proposal(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("The Aurora Post has identified 4,318 soldiers killed as of 1 May 2031.", encoding="utf-8")
    call = [sys.executable, "-m", "everyname.extract.tolls", str(file), "--published", "2031-05-02"]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=True)
    (line,) = done.stdout.splitlines()
    read = json.loads(line)
    assert (read["value_low"], read["who"], read["period_to"]) == (4318, "Aurora Post", "2031-05-01")
    (start, end) = read["spans"]["value"][0]
    assert file.read_text(encoding="utf-8")[start:end] == "4,318"


def test_command_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "everyname.extract.tolls", str(tmp_path / "absent.txt")]
    done = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "absent.txt" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "Regional outlets reported the deaths of paratrooper Maksim Bukreev, 21, and artilleryman Roman Dubrava, 33.",
        "Погибли Максим Букреев, 21, и Роман Дубрава, 33.",
    ],
)
def test_an_age_behind_a_name_is_no_toll(text: str) -> None:
    assert not read_tolls_in_text(text, published=date(2024, 1, 19))
