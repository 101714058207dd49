"""Posts: the hand-written ones, and generated ones about further men.

Invariant: every mention of a man says where his surname stands in the text and in which form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

from everyname.sample.inflect import forms
from everyname.sample.people import Man, read_data, vocabulary
from everyname.sample.phrases import facts

LAST_DAY = date(2024, 12, 20)


class SampleError(ValueError):
    """A hand-written file contradicts itself; the message names the post and the man."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One man (or, without id, another person) in one text. ``start`` and ``end`` bound the surname, code points."""

    man: str
    name: str
    role: str
    occasion: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Post:
    """One post as captured; ``edited`` is the day of a later version of the same id."""

    id: str
    text: str
    published: str
    source: str
    lang: str = "ru"
    repost_of: str = ""
    edited: str = ""
    tags: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def batch(self) -> int:
        """1 for 2022, 2 for 2023, 3 for 2024: the release before which the post arrives."""
        return int((self.edited or self.published)[:4]) - 2021


def find(surname: str, text: str) -> tuple[int, int] | None:
    """Where the surname first stands in any grammatical form, as (start, end); ``None`` when it does not."""
    for word in re.finditer(r"[\w'’]+", text):
        if word[0] in forms(surname):
            return word.span()
    return None


def handwritten(men: Sequence[Man]) -> Iterator[Post]:
    """The posts of ``data/handwritten-*.yaml``; a repost takes the text of its original."""
    by_id = {man.id: man for man in men}
    texts: dict[str, str] = {}
    for number in (1, 2, 3):
        for row in yaml.safe_load(read_data(f"handwritten-{number}.yaml")):
            text = row.get("text") or texts[row["repost_of"]]
            texts.setdefault(row["id"], text)
            yield _handwritten(row, text, by_id)


def _handwritten(row: dict[str, Any], text: str, men: dict[str, Man]) -> Post:
    mentions = [_mention(row["id"], men[key], text, *what.split("/")) for key, what in row["men"].items()]
    for name, role in row.get("others", {}).items():
        mentions.append(Mention("", name, role, "article", -1, -1))
    return Post(
        id=row["id"],
        text=text,
        published=row["day"].isoformat(),
        source=row["from"],
        lang=row.get("lang", "ru"),
        repost_of=row.get("repost_of", ""),
        edited=row["edited"].isoformat() if "edited" in row else "",
        tags=tuple(row["tags"]),
        mentions=tuple(mentions),
    )


def _mention(post: str, man: Man, text: str, role: str, occasion: str) -> Mention:
    span = find(man.surname, text)
    if span is None:
        raise SampleError(f"post {post}: no form of «{man.surname}» ({man.id}) stands in the text")
    return Mention(man.id, man.full_name, role, occasion, *span)


def generated(men: Sequence[Man], seed: int) -> Iterator[Post]:
    """One to three posts about each man: an announcement, then later namings by other sources."""
    templates = yaml.safe_load(read_data("templates.yaml"))
    for man in men:
        rng = Random(f"{seed}/posts/{man.id}")  # noqa: S311 (repeatable, not secret)
        chosen = [rng.choice(templates["first"])]
        others = [t for t in templates["later"] if t["from"] != chosen[0]["from"]]
        chosen += rng.sample(others, 1 if rng.random() < 0.55 else rng.choice((0, 2)))
        day = date.fromisoformat(man.death)
        for number, template in enumerate(chosen, 1):
            day += timedelta(days=3 + int(rng.lognormvariate(2.3 + number / 2, 0.8)))
            yield _render(f"{man.id}-{number}", man, template, min(day, LAST_DAY))


def _render(key: str, man: Man, template: dict[str, str], day: date) -> Post:
    text = template["text"].format_map(facts(man, vocabulary()))
    mention = _mention(key, man, text, "dead", template["occasion"])
    return Post(
        key, text, day.isoformat(), template["from"], template.get("lang", "ru"), "", "", ("generated",), (mention,)
    )
