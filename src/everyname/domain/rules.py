"""Rules of confirmation: evidence in, a status with its grounds out.

Invariant: ``RuleSet.decide`` is a pure function of the evidence and the rules. The order of the evidence does not
matter; more independent evidence never weakens a decision of the same rule. A rule file is TOML::

    [rules]
    version = "2026-1"
    [[rule]]                          # in order: the first that holds decides; none holds: "reported"
    id = "official-notice"
    status = "confirmed"
    kinds = ["official", "court"]     # kinds of source that count (absent: any)
    roles = ["dead"]                  # role of the person in the text (absent: dead)
    proves = ["death", "identity"]    # what each counted piece of evidence must prove
    independent = 1                   # distinct independence groups needed
    requires = ["death"]              # properties the counted evidence must claim, taken together
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from everyname.domain.errors import InputError
from everyname.domain.words import Property, Role, SourceKind, Status

PROVABLE = frozenset({"death", "identity", "date", "branch"})
_RULE_KEYS = {"id", "status", "kinds", "roles", "proves", "independent", "requires", "label"}


class RuleError(InputError):
    """A rule file cannot be used; the message names the rule and the field."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One mention of a person, as far as a rule may look at it."""

    mention: str
    source: int
    kind: SourceKind
    group: str  # independence group: reports of one group count once
    proves: frozenset[str]
    role: Role
    claims: frozenset[str]  # codes of the properties that it claims
    published: str = ""
    listed: bool = True  # False: the source no longer carries it


@dataclass(frozen=True, slots=True)
class Rule:
    """One written rule; see the module's docstring for the fields."""

    id: str
    status: Status
    kinds: frozenset[SourceKind] | None = None
    roles: frozenset[Role] = frozenset({Role.DEAD})
    proves: frozenset[str] = frozenset()
    independent: int = 1
    requires: frozenset[str] = frozenset()
    label: Mapping[str, str] | None = None

    def counted(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """The evidence that this rule may look at, in a fixed order."""
        found = [
            e
            for e in evidence
            if e.listed
            and e.role in self.roles
            and (self.kinds is None or e.kind in self.kinds)
            and self.proves <= e.proves
        ]
        return sorted(found, key=lambda e: (e.published or "9999", e.source, e.mention))

    def holds(self, counted: list[Evidence]) -> bool:
        """Whether enough independent groups say it and the required properties are claimed."""
        claims = frozenset().union(*(e.claims for e in counted))
        return len({e.group for e in counted}) >= self.independent and self.requires <= claims


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, the rule that decided, and the evidence it rests on (first of each group first)."""

    status: Status
    rule: str
    basis: tuple[Evidence, ...]
    sentence: str  # code of the sentence that explains it
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A version of the rules."""

    version: str
    rules: tuple[Rule, ...]

    def decide(self, evidence: Iterable[Evidence]) -> Decision:
        """The status of one person. ``evidence`` is all that is accepted about the person."""
        items = list(evidence)
        for rule in self.rules:
            counted = rule.counted(items)
            if counted and rule.holds(counted):
                return _decision(rule.status, rule.id, counted)
        listed = [e for e in items if e.listed]
        if items and not listed:
            return _decision(Status.WITHDRAWN, "no-longer-listed", sorted(items, key=lambda e: e.mention))
        return _decision(Status.REPORTED, "none", listed)


@lru_cache(maxsize=16)
def load_rules(text: str) -> RuleSet:
    """Read a rule file.

    Raises:
        RuleError: unknown word, missing field or duplicate id, named by rule and field.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"rules: not valid TOML: {error}") from error
    version = str(table.get("rules", {}).get("version", ""))
    if not version:
        raise RuleError('rules: [rules] needs a version, such as version = "2026-1"')
    rules = tuple(_rule(row, n) for n, row in enumerate(table.get("rule", []), 1))
    if not rules:
        raise RuleError("rules: at least one [[rule]] is needed")
    ids = [r.id for r in rules]
    if len(set(ids)) != len(ids):
        raise RuleError(f"rules: rule ids must differ: {', '.join(sorted(i for i in ids if ids.count(i) > 1))}")
    return RuleSet(version, rules)


def _decision(status: Status, rule: str, counted: list[Evidence]) -> Decision:
    groups = len({e.group for e in counted})
    dated = any(str(Property.DEATH) in e.claims for e in counted)
    first = counted[0] if counted else None
    params = {
        "kind": str(first.kind) if first else "",
        "source": first.source if first else 0,
        "groups": groups,
        "dated": dated,
    }
    basis: dict[str, Evidence] = {}
    for item in counted:
        basis.setdefault(item.group, item)
    return Decision(status, rule, tuple(basis.values()), f"{status}.{'one' if groups <= 1 else 'many'}", params)


def _rule(row: Mapping[str, Any], number: int) -> Rule:
    name = str(row.get("id") or f"number {number}")
    extra = set(row) - _RULE_KEYS
    if extra:
        raise RuleError(
            f"rule {name}: unknown field {', '.join(sorted(extra))}; known are {', '.join(sorted(_RULE_KEYS))}"
        )
    if "id" not in row or "status" not in row:
        raise RuleError(f"rule {name}: id and status are needed")
    proves = frozenset(row.get("proves", ()))
    if not proves <= PROVABLE:
        raise RuleError(f"rule {name}: proves may name {', '.join(sorted(PROVABLE))}")
    independent = row.get("independent", 1)
    if not isinstance(independent, int) or independent < 1:
        raise RuleError(f"rule {name}: independent is a whole number from 1")
    try:
        return Rule(
            id=name,
            status=Status(row["status"]),
            kinds=frozenset(map(SourceKind, row["kinds"])) if "kinds" in row else None,
            roles=frozenset(map(Role, row.get("roles", ["dead"]))),
            proves=proves,
            independent=independent,
            requires=frozenset(str(Property(p)) for p in row.get("requires", ())),
            label=row.get("label"),
        )
    except ValueError as error:
        raise RuleError(f"rule {name}: {error}") from error
