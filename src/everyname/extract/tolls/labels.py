"""The words for the codes of stated tolls. Invariant: a code that is shown has words in every language."""

from __future__ import annotations

from collections.abc import Mapping

from everyname.domain.tolls import StatedToll
from everyname.extract.tolls.lexicon import vocabulary
from everyname.extract.tolls.proposals import TollProposal


class LabelError(KeyError):
    """A code without a word; the message names the code and the language."""


def labels(lang: str) -> Mapping[str, str]:
    """Every label of a language by its code, such as ``measure.killed`` or ``compare.backlog``."""
    sections = vocabulary(lang, "tolls_labels")
    return {f"{section}.{code}": text for section, texts in sections.items() for code, text in texts.items()}


def label(code: str, lang: str) -> str:
    """The words of one code. Raises ``LabelError`` when there are none."""
    try:
        return labels(lang)[code]
    except KeyError:
        raise LabelError(f"no label for {code} in {lang}/tolls_labels.yaml") from None


def reason(proposal: TollProposal, lang: str) -> str:
    """Why a proposal says what it says, in one line for the analyst."""
    return "; ".join(label(code, lang) for code in proposal.reasons)


def scope_label(toll: StatedToll, lang: str) -> str:
    """What is counted, in words: "killed and identified by name: mobilised"."""
    groups = ", ".join(label(f"group.{group}", lang) for group in toll.scope.groups)
    measure = label(f"measure.{toll.scope.measure}", lang)
    return f"{measure}: {groups}" if groups else measure
