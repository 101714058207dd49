"""When a linked headline was said, by the date in its link's address.

Invariant: a date in an address is used only when it does not contradict the publication of the text that links to it.
"""

from __future__ import annotations

import re
from datetime import date

from everyname.extract.tolls.layout import Layout, Link, Passage
from everyname.extract.tolls.lexicon import flat

_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?:[/-]|$)")


def dated_by_link(passage: Passage, layout: Layout, published: date | None) -> tuple[str, str]:
    """EDTF text of the day a headline was published, and the reason code.

    Without a fitting link: on or before the publication of the text. A link dated after the text that links to it was
    re-dated or added later: its date is not used.
    """
    before = f"../{published.isoformat()}" if published else ""
    link = _link_of(passage, layout)
    if link is None or not (match := _DATE.search(link.url)):
        return before, "said_on.by_publication"
    text = "-".join(part for part in match.groups() if part)
    if published is None:
        return f"{text}?", "said_on.link_unchecked"
    if text > published.isoformat()[: len(text)]:
        return before, "said_on.link_later_than_text"
    return text, "said_on.link"


def _link_of(passage: Passage, layout: Layout) -> Link | None:
    """The link whose address repeats most of the headline's words."""
    words = {w.replace(",", "") for w in re.findall(r"\w[\w,]*", flat(passage.text)) if len(w) > 3}
    scored = [(len(words & set(re.findall(r"\w+", flat(link.url)))), link) for link in layout.links]
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best and words and best[0] >= 0.6 * len(words) else None
