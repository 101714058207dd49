"""The index of ``linkage.lookup`` in plain dictionaries: what any database has to answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.lookup import Entry, Form, Record, hashes_of, index_of, word_keys


class Memory:
    """Holds ``records`` (id to record)."""

    def __init__(self, records: Mapping[int, Record]) -> None:
        found = index_of(records)
        self.held = {i: Entry(i, w, f) for i, w, f in zip(found.ids, found.words, found.facts, strict=True)}
        self.words: dict[int, list[Form]] = defaultdict(list)
        for word, count in found.counts.items():
            number = int(hashes_of([word.stem]).view(np.int64)[0])
            self.words[number].append(Form(word.form, word.stem, count))
        self.keys: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for columns in (word_keys(sorted(found.counts)), found.keys):
            for key, *rest in zip(*(column.tolist() for column in columns), strict=True):
                self.keys[key].append(tuple(rest))
        self.asked: Counter[str] = Counter()

    def targets(self, keys: Sequence[int], most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return self.holding(keys, [0] * len(keys), most)

    def holding(
        self, keys: Sequence[int], traces: Sequence[int], most: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        rows: list[tuple[int, int]] = []
        for key, asked in zip(keys, traces, strict=True):
            fit = sorted(target for target, trace in self.keys.get(key, ()) if trace & asked == asked)
            rows += [(key, target) for target in fit[:most]]
        self.asked["keys"] += len(keys)
        self.asked["rows"] += len(rows)
        found = np.array(rows, dtype=np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    def forms(self, stems: Sequence[int]) -> list[Form]:
        return [form for stem in stems for form in self.words.get(stem, ())]

    def beginning(self, prefix: str, most: int) -> list[Form]:
        every = [form for forms in self.words.values() for form in forms if form.form.startswith(prefix)]
        return sorted(every, key=lambda form: (-form.count, form.form))[:most]

    def entries(self, ids: Sequence[int]) -> list[Entry]:
        return [self.held[i] for i in ids]
