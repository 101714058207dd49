"""Confidences learn from judgements, and stay where they were while there is little to learn from."""

import json
from pathlib import Path

import pytest

from everyname.domain.errors import InputError
from everyname.extract import read
from everyname.extract.contract import read_file
from everyname.extract.rescore import load, shipped
from everyname.extract.training import Judgement, fit, train

POST = {"id": "1", "text": "На СВО погиб рядовой Кошкарин Лев Павлович.", "published": "2023-06-01"}


def judged(verdict: str, rule: str, confidence: float = 0.9) -> str:
    line = {"property": "rank", "reader": rule, "confidence": confidence, "verdict": verdict}
    return json.dumps(line) + "\n"


def test_a_rule_that_is_often_corrected_is_believed_less() -> None:
    log = [Judgement("rank", "good", 0.9, True)] * 40 + [Judgement("rank", "bad", 0.9, False)] * 40
    model = fit(log)
    assert model.confidence("rank", "bad", 0.9) < 0.3 < 0.8 < model.confidence("rank", "good", 0.9)


def test_surer_values_stay_surer_even_when_the_log_says_otherwise() -> None:
    model = fit([Judgement("age", "a", 0.6, True)] * 50 + [Judgement("age", "a", 0.95, False)] * 50)
    assert model.confidence("age", "a", 0.6) <= model.confidence("age", "a", 0.95)


def test_the_shipped_map_rises() -> None:
    sure = [shipped().confidence("rank", "ranks/phrase", step / 10) for step in range(1, 10)]
    assert sure == sorted(sure)
    assert len(set(sure)) == len(sure)


def test_a_trained_model_changes_confidences_and_no_value(tmp_path: Path) -> None:
    log, model, posts = tmp_path / "log.jsonl", tmp_path / "model.json", tmp_path / "posts.jsonl"
    log.write_text(judged("correct", "ranks/phrase", 0.97) * 60, encoding="utf-8")
    posts.write_text(json.dumps(POST) + "\n", encoding="utf-8")
    assert train(log, model) == 60
    read_file(posts, tmp_path / "plain.jsonl")
    read_file(posts, tmp_path / "trained.jsonl", model=model)
    plain, trained = (
        json.loads((tmp_path / f"{name}.jsonl").read_text())["persons"][0] for name in ("plain", "trained")
    )
    assert trained["confidence"]["rank"] < 0.6 < plain["confidence"]["rank"]
    assert trained | {"confidence": 0} == plain | {"confidence": 0}


def test_a_bad_line_of_the_log_is_named(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(judged("accept", "a") * 30 + judged("perhaps", "a"), encoding="utf-8")
    with pytest.raises(InputError, match=r"line 31.*verdict"):
        train(log, tmp_path / "model.json")


def test_too_few_judgements_are_refused() -> None:
    with pytest.raises(InputError, match="at least 20"):
        fit([Judgement("rank", "a", 0.9, True)] * 3)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"bias": 0, "slope": -1, "offsets": {}}'])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="model"):
        load(path)


def test_confidences_are_probabilities() -> None:
    values = [p.confidence for person in read(POST["text"]).persons for p in person.proposals]
    assert values
    assert all(0 < v < 1 for v in values)
