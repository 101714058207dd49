"""Rules of confirmation."""

from __future__ import annotations

from importlib import resources

import pytest

from everyname.domain.rules import Evidence, RuleError, load_rules
from everyname.domain.words import Role, SourceKind, Status


def template(name: str) -> str:
    return (resources.files("everyname.conf") / "templates" / name / "rules.toml").read_text("utf-8")


def piece(
    kind: str,
    group: str = "",
    *,
    role: str = "dead",
    proves: str = "death identity",
    claims: str = "",
    listed: bool = True,
) -> Evidence:
    return Evidence(
        mention=f"{kind}{group}",
        source=1,
        kind=SourceKind(kind),
        group=group or kind,
        proves=frozenset(proves.split()),
        role=Role(role),
        claims=frozenset(claims.split()),
        listed=listed,
    )


@pytest.mark.parametrize(
    ("evidence", "status", "rule"),
    [
        ([piece("official")], Status.CONFIRMED, "official-notice"),
        ([piece("relative")], Status.CONFIRMED, "kin"),
        ([piece("cemetery", claims="death")], Status.CONFIRMED, "grave"),
        ([piece("cemetery")], Status.PROBABLE, "one-source"),
        ([piece("media")], Status.PROBABLE, "one-source"),
        ([piece("media", "a"), piece("community", "b")], Status.CONFIRMED, "two-independent"),
        ([piece("media", "a"), piece("community", "a")], Status.PROBABLE, "one-source"),
        ([piece("court")], Status.COURT_DECLARED, "court"),
        ([piece("official"), piece("media", role="living")], Status.FOUND_ALIVE, "seen-alive"),
        ([piece("media", role="missing")], Status.MISSING, "missing"),
        ([piece("tip", proves="")], Status.REPORTED, "none"),
        ([piece("official", listed=False)], Status.WITHDRAWN, "no-longer-listed"),
    ],
)
def test_the_rules_of_the_first_template(evidence: list[Evidence], status: Status, rule: str) -> None:
    decision = load_rules(template("russia-ukraine")).decide(evidence)
    assert (decision.status, decision.rule) == (status, rule)


def test_a_decision_rests_on_one_piece_a_group() -> None:
    pieces = [piece("media", "a"), piece("community", "b"), piece("school", "a")]
    decision = load_rules(template("russia-ukraine")).decide(pieces)
    assert sorted(e.group for e in decision.basis) == ["a", "b"]
    assert decision.params["groups"] == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "version"),
        ("[rules]\nversion='1'", "at least one"),
        ("[rules]\nversion='1'\n[[rule]]\nid='a'", "status"),
        ("[rules]\nversion='1'\n[[rule]]\nid='a'\nstatus='dead'", "dead"),
        ("[rules]\nversion='1'\n[[rule]]\nid='a'\nstatus='probable'\nkind=['media']", "unknown field kind"),
        ("[rules]\nversion='1'\n[[rule]]\nid='a'\nstatus='probable'\nindependent=0", "independent"),
        ("[rules]\nversion='1'\n[[rule]]\nid='a'\nstatus='probable'\nproves=['guilt']", "proves"),
        ("[rules]\nversion='1'\n[[rule]]\nid='a'\nstatus='probable'\n[[rule]]\nid='a'\nstatus='probable'", "differ"),
        ("[rules", "TOML"),
    ],
)
def test_a_bad_rule_file_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(RuleError, match=words):
        load_rules(text)
