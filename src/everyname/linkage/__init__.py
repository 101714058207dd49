"""Records in; scored pairs, clusters, explanations and the expected number of persons out. Knows no database.

Public face: ``Table`` and ``read_table``, ``link`` and ``explain``, ``keys_of`` and ``score``, ``link_file``.
"""

from everyname.linkage.cluster import ConstraintError
from everyname.linkage.count import Expected
from everyname.linkage.engine import Linked, ScoredPair, explain, link
from everyname.linkage.explain import Term, words
from everyname.linkage.lists import Compared, Conflict, Reuse, compare_lists, key_reuse
from everyname.linkage.lookup import CANDIDATES, Found, keys_of, keys_of_many, keys_of_table, reading_of, score
from everyname.linkage.model import Model, ModelError
from everyname.linkage.output import link_file, write_clusters, write_pairs
from everyname.linkage.queue import Question, Queue, questions
from everyname.linkage.reading import read_table
from everyname.linkage.table import Column, Kind, Table, TableError

__all__ = [
    "CANDIDATES", "Column", "Compared", "Conflict", "ConstraintError", "Expected", "Found", "Kind", "Linked", "Model",
    "ModelError", "Question", "Queue", "Reuse", "ScoredPair", "Table", "TableError", "Term", "compare_lists", "explain",
    "key_reuse", "keys_of", "keys_of_many", "keys_of_table", "link", "link_file", "questions", "read_table",
    "reading_of", "score", "words", "write_clusters", "write_pairs",
]  # fmt: skip
