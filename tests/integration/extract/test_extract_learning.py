"""A tally learns from its own judgements: rules that analysts correct are believed less, and better than before."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest

from everyname.conf.create import create_folder
from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.extract.many import Options
from everyname.extract.rescore import Rescorer, load, shipped
from everyname.extract.training import Judgement, fit
from everyname.register.models import Claim, Mention
from everyname.workflow import importing, intake, judging, learning, reading, setup

RANKS = ("рядовой", "сержант", "ефрейтор", "капитан")
NAMES = ("Лев", "Иван", "Олег", "Пётр", "Глеб", "Семён")
# How often each rule of an imagined installation is right, whatever it says of itself.
TRUTH = {("rank", "ranks/phrase"): 0.95, ("unit", "units/named"): 0.4, ("age", "ages/years"): 0.8}


def log(size: int, seed: int) -> list[Judgement]:
    """A synthetic log: rules that all say .9 and are right as often as ``TRUTH`` has it."""
    chance = random.Random(seed)
    kinds = list(TRUTH)
    drawn = [chance.choice(kinds) for _ in range(size)]
    return [Judgement(*kind, 0.9, chance.random() < TRUTH[kind]) for kind in drawn]


def loss(model: Rescorer, judged: list[Judgement]) -> float:
    """Mean logarithmic loss (lower is better)."""
    told = [model.confidence(j.property, j.rule, j.raw) for j in judged]
    return -sum(math.log(p if j.right else 1 - p) for p, j in zip(told, judged, strict=True)) / len(judged)


@pytest.mark.parametrize("seed", range(5))
def test_training_tells_unseen_judgements_better(seed: int) -> None:
    unseen = log(2000, seed + 100)
    untrained = min(loss(shipped(), unseen), loss(Rescorer(), unseen))
    small, large = loss(fit(log(60, seed)), unseen), loss(fit(log(600, seed)), unseen)
    assert max(small, large) < untrained
    told = {kind: fit(log(600, seed)).confidence(*kind, 0.9) for kind in TRUTH}
    assert sorted(told, key=told.__getitem__) == sorted(TRUTH, key=TRUTH.__getitem__)


def test_a_value_of_the_better_rule_is_told_first() -> None:
    model = fit(log(600, 1))
    assert model.confidence("unit", "units/named", 0.92) < model.confidence("rank", "ranks/phrase", 0.88)


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    create_folder(tmp_path / "tally", "named-list")
    made = Tally.open(tmp_path / "tally")
    setup.start(made, actor="tester")
    return made


def judged_tally(tally: Tally, count: int) -> None:
    """``count`` accepted notices, the rank of each corrected by an analyst."""
    posts = tally.folder / "posts.jsonl"
    with posts.open("w", encoding="utf-8") as file:
        for n in range(count):
            name = f"{NAMES[n % 6]} Орешкин{'ский' * (n % 2)}"
            text = f"На СВО погиб {RANKS[n % 4]} {name}, {20 + n} лет. Похоронен в селе."
            post = {"id": f"p{n}", "text": text, "published": "2023-05-01", "lang": "ru"}
            file.write(json.dumps(post) + "\n")
    importing.import_found(tally, intake.read(posts, source="page"), source="page", kind="community", actor="t")
    reading.extract_pending(actor="reader")
    for mention in Mention.objects.all():
        judging.accept(mention.uid, actor="anna")
        rank = mention.claims.get(property="rank")
        judging.correct_claim(rank.uid, "старшина", actor="anna", reason="the photo shows it")


@pytest.mark.django_db
def test_the_tallys_own_judgements_train_its_model(tally: Tally) -> None:
    judged_tally(tally, 12)
    learned = learning.train(tally)
    assert learned.model == tally.folder / "confidence.json"
    assert learned.judgements - learned.right == 12  # every rank was wrong, all else right
    model = load(learned.model)
    read = Claim.objects.exclude(reader__startswith="analyst:")
    rank, age = read.filter(property="rank")[0].reader, read.filter(property="age")[0].reader
    assert model.confidence("rank", rank, 0.97) < 0.6 < model.confidence("age", age, 0.97)


@pytest.mark.django_db
def test_the_trained_model_is_used_only_when_it_is_given(tally: Tally) -> None:
    judged_tally(tally, 12)
    model = load(learning.train(tally).model)
    more = tally.folder / "more.jsonl"
    more.write_text(json.dumps({"id": "x", "text": "На СВО погиб рядовой Кошкарин Лев Павлович.", "lang": "ru"}) + "\n")
    importing.import_found(tally, intake.read(more, source="page"), source="page", kind="community", actor="t")
    reading.extract_pending(actor="reader", options=Options(model=model))
    fresh = Mention.objects.get(name__startswith="Кошкарин")
    assert fresh.claims.get(property="rank").confidence < 600
    assert model.digest in fresh.capture.read_by
    old = Claim.objects.filter(property="rank").exclude(reader__startswith="analyst:").exclude(mention=fresh)
    assert min(old.values_list("confidence", flat=True)) > 800


@pytest.mark.django_db
def test_too_few_judgements_say_how_many_are_missing(tally: Tally) -> None:
    judged_tally(tally, 1)
    with pytest.raises(InputError, match=r"\d+ judgements: at least 20 are needed to train, \d+ more"):
        learning.train(tally)
    assert not (tally.folder / "confidence.json").exists()


@pytest.mark.django_db
def test_what_nobody_judged_teaches_nothing(tally: Tally) -> None:
    judged_tally(tally, 2)
    known = len(list(learning.judgements(tally)))
    more = tally.folder / "more.jsonl"
    more.write_text(json.dumps({"id": "x", "text": "На СВО погиб рядовой Кошкарин Лев Павлович.", "lang": "ru"}) + "\n")
    importing.import_found(tally, intake.read(more, source="page"), source="page", kind="community", actor="t")
    reading.extract_pending(actor="reader")
    assert len(list(learning.judgements(tally))) == known
