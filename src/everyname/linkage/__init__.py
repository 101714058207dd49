"""Records in; scored pairs, clusters, explanations and the expected number of persons out. Knows no database.

Public face: ``Table`` and ``read_table``, ``link`` and ``explain``, ``keys_of`` and ``score``, ``link_file``.
"""

from everyname.linkage.cluster import ConstraintError
from everyname.linkage.count import Expected
from everyname.linkage.engine import Linked, ScoredPair, explain, link
from everyname.linkage.explain import Term, words
from everyname.linkage.lookup import Found, keys_of, score
from everyname.linkage.model import Model, ModelError
from everyname.linkage.output import link_file, write_clusters, write_pairs
from everyname.linkage.reading import read_table
from everyname.linkage.table import Column, Kind, Table, TableError

__all__ = [
    "Column", "ConstraintError", "Expected", "Found", "Kind", "Linked", "Model", "ModelError", "ScoredPair", "Table",
    "TableError", "Term", "explain", "keys_of", "link", "link_file", "read_table", "score", "words",
    "write_clusters", "write_pairs",
]  # fmt: skip
