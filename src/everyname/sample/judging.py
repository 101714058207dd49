"""The scripted analysts' decisions, in order.

Invariant: every decision names a report and a surname that the truth knows; the one wrong merge is revoked later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from everyname.sample.posts import Mention, Post

Decision = dict[str, object]
ANALYSTS = ("curlew", "dunlin")
# What the two analysts got wrong or disputed, and how it was settled: batch, report, surname, action, other, who, why.
_SPECIAL = (
    (2, "b021", "Лучинкин", "same", "a013", "dunlin", "same full name and father's name"),
    (2, "b014", "Калачёв", "same", "b015", "curlew", "same rank, village and month"),
    (2, "b015", "Калачёв", "different", "b014", "dunlin", "no patronymic and no date: too little to say so"),
    (2, "b015", "Калачёв", "revoke", "b014", "dunlin", "both looked again: the village has one captain of this name"),
    (3, "b021", "Лучинкин", "revoke", "a013", "curlew", "born in 1988 and in 2001, different regions: two men"),
    (3, "b021", "Лучинкин", "different", "a013", "curlew", "namesakes"),
)
_BACKLOG_FROM = "2024-11-15"


def decisions(posts: Sequence[Post]) -> list[Decision]:
    """Every decision, ordered by batch; what arrived last stays unjudged and is the backlog."""
    ordered = sorted(posts, key=lambda p: (p.batch, p.edited or p.published, p.id))
    found = [d for d in _by_rule(ordered) if d["report"] not in {"b021", "b015"}]
    for batch, report, surname, action, other, analyst, reason in _SPECIAL:
        found.append(_decision(batch, report, surname, action, analyst, reason, other))
    found.sort(key=lambda d: int(str(d["batch"])))
    return [{"seq": number, **decision} for number, decision in enumerate(found, 1)]


def _by_rule(posts: Sequence[Post]) -> Iterator[Decision]:
    first: dict[str, str] = {}
    for number, post in enumerate(posts):
        if post.edited or (post.published >= _BACKLOG_FROM and not post.id.startswith("c")):
            continue
        for mention in post.mentions:
            yield _judge(post, mention, first, ANALYSTS[number % 2])


def _judge(post: Post, mention: Mention, first: dict[str, str], analyst: str) -> Decision:
    surname = mention.name.split()[0]
    if not mention.man:
        action = "skip" if mention.role == "unclear" else "not_a_death"
        return _decision(post.batch, post.id, surname, action, analyst, f"role in the text: {mention.role}")
    known = first.setdefault(mention.man, post.id)
    if known != post.id:
        reason = f"named again: {mention.occasion}"
        return _decision(post.batch, post.id, surname, "same", analyst, reason, known, mention.role)
    reason = f"first report: {mention.role}"
    return _decision(post.batch, post.id, surname, "accept", analyst, reason, role=mention.role)


def _decision(
    batch: int, report: str, surname: str, action: str, analyst: str, reason: str, other: str = "", role: str = ""
) -> Decision:
    row: Decision = {"batch": batch, "report": report, "surname": surname, "action": action}
    if other:
        row["other"] = other
    if role:
        row["role"] = role
    return {**row, "analyst": analyst, "reason": reason}
