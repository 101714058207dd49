"""The shipped sample agrees with itself and with its generator."""

import csv
import json
import tomllib
from collections import Counter
from importlib import resources

import pytest
import yaml

from everyname.domain import edtf
from everyname.sample.generate import main, sample
from everyname.sample.inflect import forms
from everyname.sample.people import cast, read_data
from everyname.sample.posts import handwritten

TRAPS = [
    "repost",
    "reprint",
    "edited",
    "found-alive",
    "namesakes",
    "brothers",
    "planted",
    "missing",
    "prisoner",
    "wwii",
    "illness",
    "accident",
    "hero-living",
    "fundraising",
    "statistics",
    "anniversary",
    "plaque",
    "reburial",
    "court",
    "incident",
    "roundup",
    "list",
    "ukrainian",
    "english",
    "school",
    "employer",
    "comrade",
    "relative",
    "denial",
    "misspelling",
]


def lines(name):
    return [json.loads(line) for line in read_data(name).splitlines()]


@pytest.fixture(scope="module")
def truth():
    return lines("truth.jsonl")


@pytest.fixture(scope="module")
def posts():
    return {(batch, row["id"]): row for batch in (1, 2, 3) for row in lines(f"posts-{batch}.jsonl")}


def test_shipped_files_are_the_generators_output():
    shipped = resources.files("everyname.sample") / "data"
    for name, content in sample().items():
        assert (shipped / name).read_bytes() == content, f"{name}: run everyname.sample.generate again"


def test_about_400_reports_of_150_men(truth):
    reports = {row["report"] for row in truth if row["type"] != "man"}
    men = [row for row in truth if row["type"] == "man"]
    assert 370 <= len(reports) <= 430
    assert len(men) == len({m["id"] for m in men}) == 150
    named = {m["man"] for row in truth if row["type"] != "man" for m in row["mentions"]} - {""}
    assert named == {m["id"] for m in men}


def test_at_least_90_texts_are_written_by_hand():
    assert len({post.text for post in handwritten(cast())}) >= 90


def test_every_named_man_stands_in_his_text_in_some_form(truth, posts):
    surnames = {row["id"]: row["surname"] for row in truth if row["type"] == "man"}
    for row in truth:
        if row["type"] != "post":
            continue
        text = posts[row["batch"], row["report"]]["text"]
        for mention in row["mentions"]:
            if mention["man"]:
                assert text[mention["start"] : mention["end"]] in forms(surnames[mention["man"]])


def test_every_trap_is_present(truth):
    assert set(TRAPS) <= {tag for row in truth if row["type"] == "post" for tag in row["tags"]}


def test_every_judgement_refers_to_a_mention(truth):
    known = {(row["report"], m["name"].split()[0]) for row in truth if row["type"] == "post" for m in row["mentions"]}
    judgements = lines("judgements.jsonl")
    assert [j["seq"] for j in judgements] == list(range(1, len(judgements) + 1))
    for judgement in judgements:
        assert (judgement["report"], judgement["surname"]) in known
        if "other" in judgement:
            assert (judgement["other"], judgement["surname"]) in known


def test_a_decision_never_precedes_its_report(truth):
    arrived = {}
    for row in truth:
        if row["type"] == "post":
            arrived[row["report"]] = min(row["batch"], arrived.get(row["report"], 3))
    for judgement in lines("judgements.jsonl"):
        assert arrived[judgement["report"]] <= judgement["batch"]
        assert arrived.get(judgement.get("other"), 0) <= judgement["batch"]


def test_a_wrong_merge_is_revoked_and_two_analysts_disagree():
    judgements = lines("judgements.jsonl")
    revoked = [(j["report"], j["other"]) for j in judgements if j["action"] == "revoke"]
    assert revoked == [("b015", "b014"), ("b021", "a013")]  # a dispute settled, and a wrong merge undone
    sides = {(frozenset((j["report"], j["other"])), j["action"]) for j in judgements if "other" in j}
    assert {(frozenset(("b014", "b015")), "same"), (frozenset(("b014", "b015")), "different")} <= sides


def test_posts_name_known_sources_and_dates(posts):
    kinds = {s["id"]: s["kind"] for s in tomllib.loads(read_data("sources.toml"))["source"]}
    for (batch, _), post in posts.items():
        assert kinds[post["source"]] == post["source_kind"]
        assert int(post.get("edited", post["published"])[:4]) == batch + 2021
        assert edtf.parse(post["published"]).is_exact
    reposts = [p for p in posts.values() if "repost_of" in p]
    assert len(reposts) == 2
    assert {p["text"] for p in reposts} == {posts[1, "a004"]["text"]}


def test_facts_of_men_are_dates_or_unknown(truth):
    for man in (row for row in truth if row["type"] == "man"):
        assert edtf.parse(man["birth"]).is_exact
        assert not man["death"] or man["birth"] < man["death"]


def test_official_releases_differ_in_every_way():
    first, second = (
        {row["ключ"]: row for row in csv.DictReader(read_data(f"official-list-{n}.csv").splitlines(), delimiter=";")}
        for n in (1, 2)
    )
    both = first.keys() & second.keys()
    kinds = Counter(first[k] == second[k] for k in both)
    assert kinds[True] > 5
    assert kinds[False] >= 1
    assert first.keys() - second.keys()
    assert second.keys() - first.keys()


def test_incident_men_are_known_and_fewer_than_claimed(truth):
    (incident,) = lines("incidents.jsonl")
    men = {row["id"] for row in truth if row["type"] == "man"}
    assert {m["man"] for m in incident["men"]} <= men
    assert len(incident["men"]) < incident["claimed_low"] < incident["claimed_high"]
    assert len(list(csv.DictReader(read_data("stated_tolls.csv").splitlines()))) == 7
    assert yaml.safe_load(read_data("templates.yaml"))["first"]


def test_command_refuses_fewer_men_than_the_cast(tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--men", "3", "--out", str(tmp_path)])
    assert stop.value.code == 2
    assert "40 men" in capsys.readouterr().err
