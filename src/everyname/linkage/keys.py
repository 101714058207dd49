"""Blocking keys: 64-bit numbers that two records of one person are likely to share. Invariant: stable across runs.

A part is one reading of one field (form, skeleton, form less a letter); a key joins parts of several fields.
The deletions are those of the symmetric delete method (Garbe 2012): two texts one letter apart share at least one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded, Ints, segments
from everyname.linkage.features import Features
from everyname.linkage.text import skeletons

Hashes = NDArray[np.uint64]
NO_KEY = np.uint64(0)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0xBF58476D1CE4E5B9)
_NO_PARTS = ("given", "source", "sex")
_INVERSE = np.uint64(pow(int(_GOLDEN), -1, 2**64))
_SEGMENT = 50_000  # records whose keys are made at a time
_DELETED = np.array([0x2D], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Part:
    """One reading of one field: a hash per record, 0 where the record has none."""

    name: str
    field: str  # parts of one field are not joined
    hashes: Hashes
    bits: float


def text_hash(text: str) -> int:
    """64 bits of a text, never 0, the same on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") or 1


def mix(left: Hashes, right: Hashes) -> Hashes:
    """One hash of two in this order (Fibonacci hashing with a shift); 0 where one of them is 0."""
    with np.errstate(over="ignore"):
        joined = (left * _GOLDEN) ^ (left >> np.uint64(29)) ^ (right + _GOLDEN + (left << np.uint64(6)))
        stirred: Hashes = joined * _STIR
    stirred = np.asarray(stirred ^ (stirred >> np.uint64(32)), dtype=np.uint64)
    stirred[stirred == 0] = 1
    stirred[(left == 0) | (right == 0)] = 0
    return stirred


def hash_of(feature: Coded) -> Hashes:
    """Hash per record of a text feature."""
    return np.append(mix(feature.hashes(), feature.lengths().astype(np.uint64)), NO_KEY)[feature.codes]


def bones_of(feature: Coded) -> Coded:
    """What survives a wrong vowel, per record."""
    return feature.recode(skeletons(feature.texts)) if len(feature.texts) else feature


def _numbers(values: Ints) -> Hashes:
    with np.errstate(over="ignore"):
        hashed = (values.astype(np.int64).view(np.uint64) + np.uint64(1)) * _GOLDEN
    return np.where(values < 0, NO_KEY, hashed)


def parts_of(features: Features) -> list[Part]:
    """Every reading of every field, the sharpest first."""
    parts: list[Part] = []
    for name in sorted(features):
        feature = features[name]
        if isinstance(feature, Coded) and name not in _NO_PARTS and not name.endswith("_letters"):
            parts += _text_parts(name, feature)
    if "birth_low" in features:
        low, high = features["birth_low"], features["birth_high"]
        assert isinstance(low, np.ndarray)
        assert isinstance(high, np.ndarray)
        parts.append(_part("birth_year", "birth", _numbers(np.where(low == high, low, -1).astype(np.int32))))
    return sorted(parts, key=lambda part: (-part.bits, part.name))


def _text_parts(name: str, feature: Coded) -> list[Part]:
    if name == "surname":
        return [_part("surname_bones", name, hash_of(bones_of(feature)))]
    field = {"full_given": "given", "birth_day": "birth", "death_day": "death"}.get(name, name)
    parts = [_part(name, field, hash_of(feature))]
    if name == "full_given":
        parts.append(_part("given_initial", field, hash_of(feature.map(lambda t: t[:1]))))
    return parts


def _part(name: str, field: str, hashes: Hashes) -> Part:
    """With the bits that equality tells: -log2 of the share of pairs with equal values."""
    present = np.sort(hashes[hashes != 0])
    sizes = np.diff(np.flatnonzero(np.concatenate([[True], present[1:] != present[:-1], [True]])))
    equal = float((sizes * (sizes - 1.0)).sum()) / max(len(present) * (len(present) - 1.0), 1.0)
    return Part(name, field, hashes, -float(np.log2(max(equal, 1e-12))))


def deletions(feature: Coded, shortest: int = 4, longest: int = 16) -> tuple[Ints, Hashes]:
    """(record, hash) of each form and of it less one letter, for forms of ``shortest`` to ``longest`` letters."""
    lengths = np.fromiter(map(len, feature.texts), np.int64, len(feature.texts))
    usable = (lengths >= shortest) & (lengths <= longest)
    hashes, distinct = _less_one(feature.texts[usable], longest)
    counts = np.zeros(len(feature.texts), dtype=np.int64)
    counts[usable] = distinct.sum(axis=1)
    return _spread(feature, counts, hashes[distinct])


def _less_one(texts: NDArray[np.object_], width: int) -> tuple[Hashes, NDArray[np.bool_]]:
    """Hashes of texts whole (first column) and less their letter i (column i + 1), and which of them are distinct.

    A polynomial in an odd base over the letters' numbers, modulo 2^64; less a letter, what follows is one power lower.
    """
    padded = "".join(text.ljust(width, "\0") for text in texts).encode("utf-32-le")
    letters = np.frombuffer(padded, dtype="<u4").reshape(len(texts), width).astype(np.uint64)
    with np.errstate(over="ignore"):
        before = np.zeros((len(texts), width + 1), dtype=np.uint64)
        np.cumsum(letters * _powers(width), axis=1, out=before[:, 1:])
        whole = before[:, -1:]
        hashes = np.hstack([whole, before[:, :-1] + (whole - before[:, 1:]) * _INVERSE])
    repeated = np.zeros_like(letters, dtype=np.bool_)
    repeated[:, 1:] = letters[:, 1:] == letters[:, :-1]  # less the first or the second of two like letters is the same
    distinct = np.hstack([np.ones((len(texts), 1), dtype=np.bool_), (letters != 0) & ~repeated])
    hashes[hashes == 0] = 1
    return mix(hashes, _DELETED), distinct


def _powers(width: int) -> Hashes:
    with np.errstate(over="ignore"):
        return np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(width - 1, _GOLDEN)]), dtype=np.uint64)


def _spread(feature: Coded, counts: NDArray[np.int64], flat: Hashes) -> tuple[Ints, Hashes]:
    """(record, hash) for every hash of the record's text; ``flat`` holds ``counts`` hashes of each text in turn."""
    starts = np.cumsum(counts) - counts
    records = np.flatnonzero(feature.codes >= 0).astype(np.int32)
    codes = feature.codes[records]
    repeats = counts[codes]
    first = np.cumsum(repeats) - repeats
    hashes = np.empty(int(repeats.sum()), dtype=np.uint64)
    for rows in segments(len(records), _SEGMENT):
        number, start = repeats[rows], int(first[rows.start])
        shifts = np.repeat(starts[codes[rows]] - first[rows], number)
        hashes[start : start + len(shifts)] = flat[np.arange(start, start + len(shifts)) + shifts]
    return np.repeat(records, repeats), hashes


def word_pairs(feature: Coded, most: int = 5) -> tuple[Ints, Hashes]:
    """(record, hash) of every two of a text's rarest words that at least two records hold, and of a word alone."""
    counts = Counter(word for text in feature.texts for word in set(text.split()))
    per_text = [_rare_pairs(text, counts, most) for text in feature.texts]
    lengths = np.fromiter(map(len, per_text), np.int64, len(per_text))
    flat = np.fromiter((h for hashes in per_text for h in hashes), np.uint64, int(lengths.sum()))
    return _spread(feature, lengths, flat)


def _rare_pairs(text: str, counts: Counter[str], most: int) -> list[int]:
    known = sorted({w for w in text.split() if counts[w] > 1}, key=lambda w: (counts[w], w))[:most]
    return [text_hash(a) for a in known[:2]] + [text_hash(f"{min(p)} {max(p)}") for p in combinations(known, 2)]


_BLOCK_FIELDS = ("surname", "given", "patronymic", "birth", "death", "settlement", "unit")
_BROAD = {"full_given", "given_initial", "birth_year", "patronymic"}
_WITH_NAMES = ("full_given", "given_initial", "birth_year", "birth_day")


def joins_of(features: Features) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """(record, key) for every join of two fields: blocking where groups cannot be split, as on Spark."""
    if "surname" not in features:
        return _joins_of_things(features)
    parts = sorted((part for part in parts_of(features) if part.field in _BLOCK_FIELDS), key=lambda part: part.name)
    joined = [(a, b) for a, b in combinations(parts, 2) if a.field != b.field and not {a.name, b.name} <= _BROAD]
    records = len(parts[0].hashes) if parts else 0
    rows: list[NDArray[np.intp] | Ints] = [np.arange(records)] * len(joined)
    left, right = [a.hashes for a, _ in joined], [b.hashes for _, b in joined]
    surname = features.get("surname")
    if isinstance(surname, Coded):
        owners, deleted = deletions(surname)
        named = [part for part in parts if part.name in _WITH_NAMES]
        rows += [owners] * (1 + len(named))
        left += [deleted] * (1 + len(named))
        right += [np.ones(len(owners), dtype=np.uint64), *(part.hashes[owners] for part in named)]
    if not rows:
        return np.empty(0, np.intp), np.empty(0, np.int64)
    keys = mix(np.concatenate(left), np.concatenate(right))
    present = keys != NO_KEY
    return np.concatenate(rows).astype(np.intp)[present], keys[present].view(np.int64)


def _joins_of_things(features: Features) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """The same by every two fields that tell enough together, and by the rarest words of texts."""
    parts = sorted(parts_of(features), key=lambda part: part.name)
    enough = np.log2(max(len(parts[0].hashes) if parts else 0, 2)) / 2
    two = [(a, b) for a, b in combinations(parts, 2) if a.field != b.field and a.bits + b.bits >= enough]
    texts = [f for name, f in sorted(features.items()) if name.startswith("text_") and isinstance(f, Coded)]
    words = [word_pairs(text) for text in texts]
    rows = [np.arange(len(a.hashes)) for a, _ in two] + [owners.astype(np.intp) for owners, _ in words]
    keys = [mix(a.hashes, b.hashes) for a, b in two] + [hashes for _, hashes in words]
    flat = np.concatenate([np.empty(0, np.uint64), *keys])
    present = flat != NO_KEY
    return np.concatenate([np.empty(0, np.intp), *rows])[present], flat[present].view(np.int64)
