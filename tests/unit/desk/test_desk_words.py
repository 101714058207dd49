"""Every text of the desk has its words in every language."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from everyname.desk.marking import marked
from everyname.desk.templatetags.labels import count_words, edtf, label, refused, telling, told
from everyname.desk.templatetags.tollwords import against
from everyname.desk.wording import LABELS, REFUSED, SENTENCES
from everyname.domain import words
from everyname.extract.told import REASONS, WARNINGS, tell
from everyname.extract.tolls.comparison import IncidentSummary
from everyname.ledger.events import KINDS
from everyname.register.models import Claim

DESK = Path(settings.LOCALE_PATHS[0]).parent
ENUMS = (
    words.SourceKind, words.Role, words.Occasion, words.Property, words.Category, words.Status, words.Verdict,
    words.Review,
)  # fmt: skip
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)


def entries(lang: str) -> list[dict[str, str]]:
    text = (DESK / "locale" / lang / "LC_MESSAGES" / "django.po").read_text("utf-8")
    assert "#, fuzzy" not in text
    parts = [p + "\n" for p in text.split("\n\n")[1:]]
    return [{k: "".join(re.findall(r'"(.*)"', v)) for k, v in ENTRY.findall(part)} for part in parts]


def test_every_reason_of_the_quarantine_has_words() -> None:
    code = "".join(p.read_text("utf-8") for p in (DESK.parent / "sources").glob("*.py"))
    said = re.findall(r'(?:CellError|_BadLineError|_refused)\(\s*(?:number,\s*)?"(\w+)"', code)
    assert set(said) == set(REFUSED)
    with translation.override("uk"):
        assert refused("no_such_day", "«1991-02-31» names a day that does not exist") == "Такого дня немає в календарі."
        assert refused("of_a_plugin", "its own sentence") == "its own sentence"


@pytest.mark.parametrize("code", [c.value for e in ENUMS for c in e])
def test_every_code_has_a_label(code: str) -> None:
    assert code in LABELS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_event_kind_has_a_label(kind: str) -> None:
    assert kind in LABELS


@pytest.mark.parametrize(("code", "details"), sorted((REASONS | WARNINGS).items()))
@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_every_remark_of_a_reader_has_words_with_its_details(lang: str, code: str, details: int) -> None:
    seen = [f"detail{n}" for n in range(details)]
    with translation.override(lang):
        words = told(tell(code, *seen))
    assert words != tell(code, *seen)
    assert all(detail in words for detail in seen)


def test_a_remark_in_words_of_an_older_reader_is_shown_as_it_is() -> None:
    assert told("«погиб» is said of the person") == "«погиб» is said of the person"


def test_every_sentence_that_the_rules_can_name_has_words() -> None:
    assert set(SENTENCES) == {f"{status}.{number}" for status in words.Status for number in ("one", "many")}


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_nothing_is_untranslated(lang: str) -> None:
    found = entries(lang)
    assert len(found) > 200
    for entry in found:
        said = [v for k, v in entry.items() if k.startswith("msgstr")]
        assert said, entry
        assert all(said), entry
        for text in said:
            holes = r"%\(\w+\)s|\{\w+\}|%s"
            assert sorted(set(re.findall(holes, text))) == sorted(set(re.findall(holes, entry["msgid"]))), entry


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_every_text_of_the_code_and_the_templates_is_in_the_catalogue(lang: str) -> None:
    known = {e["msgid"] for e in entries(lang)}
    asked: set[str] = set()
    for file in DESK.rglob("*.html"):
        asked |= {a or b for a, b in re.findall(r"""\{% trans (?:"([^"]*)"|'([^']*)') %\}""", file.read_text("utf-8"))}
    for file in DESK.rglob("*.py"):
        asked |= set(re.findall(r'\b_\(\s*"([^"]*)"\s*\)', file.read_text("utf-8")))
    assert len(asked) > 200
    assert asked - known == set()


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_the_compiled_catalogue_is_fresh(lang: str, tmp_path: Path) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt (gettext) is not installed")
    source = DESK / "locale" / lang / "LC_MESSAGES" / "django.po"
    subprocess.run(["msgfmt", "-o", tmp_path / "x.mo", source], check=True, timeout=20)
    assert (tmp_path / "x.mo").read_bytes() == source.with_suffix(".mo").read_bytes()


def test_numbers_agree_with_their_nouns() -> None:
    with translation.override("ru"):
        one, few, many = (
            translation.ngettext("%(n)s mention waits", "%(n)s mentions wait", n) % {"n": n} for n in (1, 3, 11)
        )
    assert (one, few, many) == ("1 упоминание ждёт", "3 упоминания ждут", "11 упоминаний ждут")


def test_an_incident_is_said_in_words() -> None:
    summary = IncidentSummary(89, 89, 45, 44, 44, False)
    with translation.override("en"):
        assert against(summary, 45) == "89 stated, 45 named, 44 not yet named"
        assert against(None, 2) == "2 named; nobody stated how many died"
        assert against(IncidentSummary(3, 3, 5, 0, 0, True), 5) == "3 stated, 5 named: more than were stated"


def test_dates_are_said_as_far_as_they_are_known() -> None:
    with translation.override("en"):
        assert edtf("2023-02") == "February 2023"
        assert edtf("2023-02~") == "about February 2023"
        assert edtf("no date") == "no date"
        assert count_words({"reports": 1200, "removed": 0}) == "reports: 1,200"
        assert label("unheard-of") == "unheard-of"


def test_marked_text_is_the_text() -> None:
    claims = [Claim(property=p, start=s, end=e) for p, s, e in (("age", 0, 4), ("rank", 2, 6), ("unit", 3, 90))]
    pieces = marked("abcdefgh", claims)
    assert "".join(p.text for p in pieces) == "abcdefgh"
    assert [p.properties for p in pieces] == [("age",), ("age", "rank"), ("rank",), ()]


def test_terms_that_would_be_shown_as_nought_are_left_out() -> None:
    terms = [{"field": "surname", "weight": 9100}, {"field": "kin", "weight": -40}, {"field": "rank", "weight": -200}]
    assert [term["field"] for term in telling(terms)] == ["surname", "rank"]
