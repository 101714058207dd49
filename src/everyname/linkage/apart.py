"""Records of one report are of different persons: it names a man once, however often it speaks of him.

Invariant: no cluster holds two records of one report, unless an analyst said that they are the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.table import Kind, Table

Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reports:
    """Which report each record is of; below 0: none is told."""

    of: Rows

    @classmethod
    def in_table(cls, table: Table) -> Reports:
        """By the column of kind ``report``, if there is one."""
        told = table.of(Kind.REPORT)
        return cls(told[0].coded.codes.astype(np.intp) if told else np.full(len(table), -1, dtype=np.intp))

    def shared(self, left: Rows, right: Rows) -> Flags:
        """Whether the two records of each pair are of one report."""
        return np.asarray((self.of[left] == self.of[right]) & (self.of[left] >= 0))

    def without(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The pairs (left * records + right) that are not of one report."""
        if not (self.of >= 0).any():
            return codes
        left = codes // len(self.of)
        return codes[~self.shared(left, codes - left * len(self.of))]

    def clash(self, label: Rows, left: Rows, right: Rows) -> Flags:
        """Which of these pairs of clusters hold records of one report. ``label``: the cluster of each record; each
        cluster is in one pair at most.
        """
        found = np.zeros(len(left), dtype=np.bool_)
        pair = np.full(len(label), -1, dtype=np.intp)
        pair[left] = pair[right] = np.arange(len(left))
        rows = np.flatnonzero((self.of >= 0) & (pair[label] >= 0))
        if len(rows):
            which, reports = pair[label[rows]], int(self.of.max()) + 1
            told = np.unique((which * reports + self.of[rows]) * 2 + (label[rows] == right[which]))
            found[told[1:][told[1:] // 2 == told[:-1] // 2] // 2 // reports] = True
        return found
