"""The plain-file contract of ``everyname extract``: what other programs may build on.

Invariant: names, field names and codes here are stable; the rest of the room may change behind them.
"""

from everyname.extract.batch import Summary, read_file
from everyname.extract.records import person_json, to_json

__all__ = ["Summary", "person_json", "read_file", "to_json"]
