"""Bring a tally's database up to date, begin its history, adopt rules and policy, register sources."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command

from everyname.conf.tally import Tally, TallyError
from everyname.domain.rules import PROVABLE, load_rules
from everyname.domain.words import SourceKind
from everyname.ledger import canonical
from everyname.ledger.note import Signer
from everyname.register.models import Event, Setting, Source
from everyname.register.record import alone, record

# What a report of each kind can prove unless the source's entry says otherwise.
PROVES: dict[SourceKind, tuple[str, ...]] = {
    SourceKind.OFFICIAL: ("death", "identity", "date", "branch"),
    SourceKind.COURT: ("death", "identity"),
    SourceKind.REGISTRY: ("death", "identity", "date"),
    SourceKind.RELATIVE: ("death", "identity", "date"),
    SourceKind.CEMETERY: ("death", "identity", "date"),
    SourceKind.MEMORIAL: ("death", "identity"),
    SourceKind.TIP: (),
}
_USUALLY = ("death", "identity")


def migrate() -> None:
    """Bring the open tally's database up to date."""
    call_command("migrate", interactive=False, verbosity=0)


def signer(tally: Tally) -> Signer:
    """The tally's signing key; its seed lies in ``secrets/signing.key``."""
    return Signer(tally.config.tally.origin, tally.secret("signing.key"))


@alone()
def start(tally: Tally, *, actor: str, at: str | None = None) -> None:
    """Record whose tally this is, its rules and its publication policy, unless that was done."""
    if Event.objects.exists():
        return
    config = tally.config.tally
    body = {"tally": config.slug, "origin": config.origin, "key": str(signer(tally).public)}
    record("tally.created", body, actor=actor, at=at)
    adopt_rules(tally, actor=actor, reason="the tally begins", at=at)
    adopt_policy(tally, actor=actor, reason="the tally begins", at=at)


@alone()
def adopt_rules(tally: Tally, *, actor: str, reason: str, at: str | None = None) -> bool:
    """Bring the rule file into force; every person is judged again. False when it is in force already."""
    text = tally.rules_file.read_text("utf-8")
    rules = load_rules(text)
    present = Setting.objects.filter(name="rules").first()
    if present and present.text == text:
        return False
    body = {"version": rules.version, "sha256": canonical.sha256(text.encode())}
    record("rules.adopted", body, actor=actor, reason=reason, rows=[{"text": text}], at=at)
    return True


@alone()
def adopt_policy(tally: Tally, *, actor: str, reason: str, at: str | None = None) -> bool:
    """Bring the publication section into force for the next release. False when it is in force already."""
    text = tally.config.publication.model_dump_json()
    present = Setting.objects.filter(name="policy").first()
    if present and present.text == text:
        return False
    body = {"sha256": canonical.sha256(text.encode())}
    record("policy.adopted", body, actor=actor, reason=reason, rows=[{"text": text}], at=at)
    return True


@alone()
def source(
    name: str,
    kind: SourceKind,
    *,
    actor: str,
    proves: tuple[str, ...] | None = None,
    group: str = "",
    url: str = "",
    public: bool = True,
    lang: str = "",
    title: str = "",
    at: str | None = None,
) -> Source:
    """The source of this name, registered if it is new. An existing entry is returned unchanged.

    Raises:
        TallyError: ``proves`` names something that no source can prove.
    """
    known = Source.objects.filter(name=name).first()
    if known:
        return known
    proven = PROVES.get(kind, _USUALLY) if proves is None else proves
    if not set(proven) <= PROVABLE:
        raise TallyError(f"source {name}: proves may name {', '.join(sorted(PROVABLE))}")
    last = Source.objects.order_by("-no").values_list("no", flat=True).first() or 0
    body = {"source": last + 1, "kind": str(kind), "proves": sorted(proven), "group": group}
    private: dict[str, Any] = {"name": name, "title": title, "url": url, "public": public, "lang": lang}
    record("source.registered", body, actor=actor, rows=[private], at=at)
    return Source.objects.get(no=last + 1)
