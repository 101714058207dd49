"""Names and sums in the SQL of conditions. Invariant: a feature's column is a plain name in every engine, whatever the
header of the table's column (spaces, capitals, other scripts), and no two features have the same one.
"""

from __future__ import annotations

import re
from zlib import crc32


def column(feature: str) -> str:
    """The column of a feature: its name where that is plain, else its plain letters and a checksum."""
    plain = re.sub("[^a-z0-9]+", "_", feature.lower())
    return feature if feature == plain else f"{plain}_{crc32(feature.encode()):08x}"


def shared_words(name: str) -> tuple[str, str, str]:
    """Sums of the weights that stand behind the colon, in Spark's words: of both, of the left, of the right."""
    left, right = (f"split({side}.{column(name)}, ' ')" for side in "lr")
    both = f"array_intersect({left}, {right})"
    return _sum(both), _sum(left), _sum(right)


def _sum(words: str) -> str:
    return f"aggregate({words}, 0, (sum, word) -> sum + int(split(word, ':')[1]))"
