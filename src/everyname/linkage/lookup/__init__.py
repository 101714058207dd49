"""«Is he already on the list?»: one table of keys, for what people type and for whole records. Knows no database.

Whoever keeps an index stores what ``index_of`` and ``word_keys`` give, and answers the five questions of ``Index``.
"""

from everyname.linkage.lookup.asking import CANDIDATES, Answers, Question, ask, candidates
from everyname.linkage.lookup.index import Form, Index
from everyname.linkage.lookup.keys import KINDS, Entry, Indexed, Record, facts_text, index_columns, index_of, word_keys
from everyname.linkage.lookup.scoring import Found, look_up, score, search
from everyname.linkage.lookup.words import Word, hashes_of, word_of, words_of

__all__ = [
    "CANDIDATES", "KINDS", "Answers", "Entry", "Form", "Found", "Index", "Indexed", "Question", "Record",
    "Word", "ask", "candidates", "facts_text", "hashes_of", "index_columns", "index_of", "look_up", "score", "search",
    "word_keys", "word_of", "words_of",
]  # fmt: skip
