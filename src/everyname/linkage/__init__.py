"""Records in; scored pairs, clusters, explanations and the expected number of persons out. Knows no database.

Public face: ``Table`` and ``read_table``, ``link`` and ``explain``, ``look_up`` and ``search``, ``link_file``.
"""

from everyname.linkage.cluster import ConstraintError
from everyname.linkage.count import Expected
from everyname.linkage.engine import EngineError, Linked, ScoredPair, explain, link
from everyname.linkage.explain import Term, words
from everyname.linkage.lists import Compared, Conflict, Reuse, compare_lists, key_reuse
from everyname.linkage.lookup import Found, look_up, score, search
from everyname.linkage.model import Model, ModelError
from everyname.linkage.output import link_file, write_clusters, write_pairs
from everyname.linkage.queue import Question, Queue, change_of, questions, queue_of
from everyname.linkage.reading import read_table
from everyname.linkage.table import Column, Kind, Table, TableError

__all__ = [
    "Column", "Compared", "Conflict", "ConstraintError", "EngineError", "Expected", "Found", "Kind", "Linked", "Model",
    "ModelError", "Question", "Queue", "Reuse", "ScoredPair", "Table", "TableError", "Term", "change_of",
    "compare_lists", "explain", "key_reuse", "link", "link_file", "look_up", "questions", "queue_of", "read_table",
    "score", "search", "words", "write_clusters", "write_pairs",
]  # fmt: skip
