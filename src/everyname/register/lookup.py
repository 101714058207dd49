"""The index of names on either database. Invariant: it holds every mention as the tables have him now.

Written with every event that changes a mention; what is stored and how it is asked is ``linkage.lookup``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from everyname.domain.words import Property
from everyname.linkage.keys import text_hash
from everyname.linkage.lookup import (
    Entry,
    Form,
    Indexed,
    Record,
    Word,
    facts_text,
    hashes_of,
    index_columns,
    index_of,
    word_keys,
)
from everyname.register.keytable import delete_keys, holding, insert_keys, limited
from everyname.register.models import LookupRecord
from everyname.register.sql import insert_many, pieces, query, select

# Which kind of the linkage each property is.
KINDS = {
    Property.FULL_NAME: "full_name", Property.SURNAME: "surname", Property.GIVEN: "given",
    Property.PATRONYMIC: "patronymic", Property.SEX: "sex", Property.BIRTH: "birth_date", Property.AGE: "age",
    Property.DEATH: "death_date", Property.REGION: "region", Property.SETTLEMENT: "settlement",
    Property.UNIT: "unit", Property.RANK: "rank",
}  # fmt: skip
_KEYS = "register_lookupkey"
_FORMS = "SELECT form, stem, count FROM register_lookupword WHERE word IN ({ids}) AND count > 0"
_BEGINNING = (
    "SELECT form, stem, count FROM (SELECT form, stem, count FROM register_lookupword "
    "WHERE form >= %s AND form < %s AND count > 0 ORDER BY form LIMIT 2000) AS x ORDER BY count DESC, form LIMIT %s"
)
_MORE = "ON CONFLICT (form, stem) DO UPDATE SET count = register_lookupword.count + excluded.count"
_ENTRIES = "SELECT id, words, facts FROM register_lookuprecord WHERE id IN ({ids})"
_CLAIMS = (
    "SELECT mention_id, property, value FROM register_claim "
    "WHERE ended IS NULL AND mention_id IN ({ids}) ORDER BY mention_id, seq, length(uid), uid"
)


class Tables:
    """The index of the tally that is open; answers ``linkage.lookup.Index``."""

    def targets(self, keys: Sequence[int], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Keys and what they lead to, ``most`` of each."""
        rows = np.array(limited(_KEYS, keys, most), dtype=np.int64).reshape(-1, 2)
        return rows[:, 0], rows[:, 1]

    def holding(
        self, keys: Sequence[int], traces: Sequence[int], most: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """As ``targets``, of each key those whose trace has all bits of the one asked for."""
        rows = np.array(holding(_KEYS, keys, traces, most), dtype=np.int64).reshape(-1, 2)
        return rows[:, 0], rows[:, 1]

    def forms(self, stems: Sequence[int]) -> list[Form]:
        """The words with these hashes of stems."""
        return [Form(*row) for row in select(_FORMS, stems)]

    def beginning(self, prefix: str, most: int) -> list[Form]:
        """The ``most`` frequent words whose form begins so."""
        return [Form(*row) for row in query(_BEGINNING, (prefix, prefix + "\U0010ffff", most))]

    def entries(self, ids: Sequence[int]) -> list[Entry]:
        """Records by id."""
        return [Entry(*row) for row in select(_ENTRIES, ids)]

    def mentions(self, ids: Sequence[int]) -> dict[int, str]:
        """The uids of the mentions with these numbers."""
        return dict(select("SELECT id, mention FROM register_lookuprecord WHERE id IN ({ids})", ids))


def records(uids: Iterable[str]) -> Iterator[tuple[str, Record]]:
    """Mentions as records, as they are indexed and linked."""
    held = {id_of(uid): uid for uid in uids}
    for number, words, facts in select(_ENTRIES, held):
        yield held[number], Entry(number, words, facts).record


def id_of(uid: str) -> int:
    """The number of a mention in the index: 63 bits of its uid's hash."""
    return text_hash(uid) >> 1


def reindex(uids: Iterable[str]) -> None:
    """Read these mentions' names and claims again and store them."""
    held = list(uids)
    names = dict(select("SELECT uid, name FROM register_mention WHERE uid IN ({ids})", held))
    index(names, select(_CLAIMS, held))


def index(names: Mapping[str, str], claims: Iterable[tuple[str, str, str]]) -> None:
    """Store these mentions (uid to name) with their claims (uid, property, value) in place of what stood there."""
    records: dict[str, dict[str, str]] = {uid: {"full_name": name} for uid, name in names.items()}
    for uid, prop, value in claims:
        if prop in KINDS and value:
            records[uid].setdefault(KINDS[Property(prop)], value)
    store(records)


def store(records: Mapping[str, Record]) -> None:
    """Store whole records (uid to kind to value); what is stored already is left alone."""
    wanted = {id_of(uid): uid for uid in records}
    there = {entry.id: entry for entry in Tables().entries(list(wanted))}
    fresh = {i: uid for i, uid in wanted.items() if i not in there or there[i].facts != facts_text(records[uid])}
    _remove([there[i] for i in fresh if i in there])
    _write(list(fresh.values()), index_of({i: records[uid] for i, uid in fresh.items()}))


def fill(uids: Sequence[str], columns: Mapping[str, list[str]]) -> None:
    """Store a whole list, as columns of the linkage's kinds, in an index that holds none of it."""
    _write(uids, index_columns([id_of(uid) for uid in uids], columns), fresh=not LookupRecord.objects.exists())


def _write(uids: Sequence[str], found: Indexed, *, fresh: bool = False) -> None:
    rows = sorted(zip(found.ids, uids, found.words, found.facts, strict=True))
    insert_many("register_lookuprecord", ("id", "mention", "words", "facts"), rows)
    words = sorted(found.counts)
    _count((word, found.counts[word]) for word in words)
    columns = [np.concatenate(both) for both in zip(word_keys(words), found.keys, strict=True)]
    order = np.argsort(columns[0])
    insert_keys(_KEYS, *(column[order] for column in columns), fresh=fresh)


def _count(words: Iterable[tuple[Word, int]]) -> None:
    counted = list(words)
    if counted:
        hashes = hashes_of([word.stem for word, _ in counted]).view(np.int64).tolist()
        rows = ((word.form, word.stem, number, n) for (word, n), number in zip(counted, hashes, strict=True))
        insert_many("register_lookupword", ("form", "stem", "word", "count"), rows, _MORE)


def _remove(entries: Sequence[Entry]) -> None:
    """Take records out; a word that no record holds any more keeps its row, with a count of 0."""
    old = index_of({entry.id: entry.record for entry in entries})
    delete_keys(_KEYS, *old.keys[:2])
    _count((word, -count) for word, count in sorted(old.counts.items()))
    for piece in pieces(old.ids):
        LookupRecord.objects.filter(id__in=piece).delete()
