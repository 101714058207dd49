"""Proposals as plain JSON objects. Invariant: codes and EDTF texts only, the same in any language."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from everyname.domain.tolls import IncidentClaim
from everyname.extract.tolls.proposals import TollProposal


def as_json(proposal: TollProposal) -> dict[str, Any]:
    """One proposal: ``type`` is ``toll`` or ``incident``; spans map a field to its list of [start, end]."""
    spans: dict[str, list[list[int]]] = {}
    for name, span in proposal.spans:
        spans.setdefault(name, []).append(list(span))
    toll = asdict(proposal.toll)
    out: dict[str, Any] = {"type": "toll", **toll}
    if isinstance(proposal.claim, IncidentClaim):
        incident = asdict(proposal.claim)
        out = {"type": "incident", **{k: v for k, v in incident.items() if k != "toll"}, "toll": toll}
    return {**out, "spans": spans, "reasons": list(proposal.reasons), "confidence": proposal.confidence}
