#!/usr/bin/env python3
"""Check a release of the dead with nothing but Python 3.11: python3 verify.py [FOLDER or ZIP] [KEY FINGERPRINT]

It checks the signature over the manifest, the hash of every file, that no file was added, that every status follows
from the evidence by the rules, and every count. Without arguments it checks the folder it lies in. Compare the
fingerprint it prints with the one the recorders publish. Exit code 0: holds; 1: the first thing that differs.
"""

import base64
import csv
import hashlib
import io
import json
import pathlib
import sys
import tomllib
import zipfile
from collections import Counter
from typing import Any

Point = tuple[int, int, int, int]
Files = dict[str, bytes]
Row = dict[str, Any]

# --- Ed25519 (RFC 8032), slow and plain -------------------------------------------------------------------------------
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(s: int, p: Point) -> Point:
    total = (0, 1, 1, 0)
    while s:
        total, p, s = add(total, p) if s & 1 else total, add(p, p), s >> 1
    return total


def point(data: bytes) -> Point:
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("no point of the curve")
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def signed(key: bytes, message: bytes, signature: bytes) -> bool:
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    left, right = times(s, base), add(point(r), times(h, point(key)))
    same = (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P
    return s < L and same


# --- the release ------------------------------------------------------------------------------------------------------
class DiffersError(Exception): ...


def need(holds: object, *what: object) -> None:
    if not holds:
        raise DiffersError(": ".join(map(str, what)))


def read(path: pathlib.Path) -> Files:
    if path.is_dir():
        odd = [p.name for p in path.iterdir() if p.is_symlink() or not p.is_file()]
        need(not odd, odd and odd[0], "is no plain file")
        return {p.name: p.read_bytes() for p in path.iterdir()}
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/")]
        need(len({n.rpartition("/")[0] for n in names}) == 1 and len(names) == len(set(names)), path, "odd archive")
        return {n.rpartition("/")[2]: archive.read(n) for n in names}


def check_note(text: str, note: str, key_text: str, file: str) -> str:
    """A C2SP signed note: text, empty line, one line «— name base64(key id + signature)»; no other byte is free."""
    name, keyid, encoded = key_text.split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    fits = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() == keyid
    need(raw[:1] == b"\x01" and len(raw) == 33 and fits, "manifest.json, field key", "is no Ed25519 key")
    need(note.startswith(text), "manifest.json" if file == "manifest.sig" else file, "is not what was signed")
    data = base64.b64decode(note.rstrip("\n").rpartition(" ")[2], validate=True)
    need(note == f"{text}\n— {name} {base64.b64encode(data).decode()}\n", file, "is no signed note of this key alone")
    need(data[:4].hex() == keyid and len(data) == 68, file, "another key")
    need(signed(raw[1:], text.encode(), data[4:]), file, "the signature does not fit")
    return hashlib.sha256(raw[1:]).hexdigest()[:32]


def check_seal(files: Files) -> tuple[Row, str]:
    need({"manifest.json", "manifest.sig"} <= files.keys(), "manifest.json or manifest.sig", "is missing")
    manifest = json.loads(files["manifest.json"])
    digest = hashlib.sha256(files["manifest.json"]).hexdigest()
    text = f"everyname-release/1\n{manifest['tally']} {manifest['number']}\n{digest}\n"
    fingerprint = check_note(text, files["manifest.sig"].decode(), manifest["key"], "manifest.sig")
    for name in sorted((files.keys() | manifest["files"].keys()) - {"manifest.json", "manifest.sig"}):
        need(name in files, name, "is in the manifest and not in the release")
        need(name in manifest["files"], name, "is in the release and not in the manifest")
        found = {"sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])}
        need(found == manifest["files"][name], name, "its bytes are not those of the manifest")
    ledger, note = manifest["ledger"], files["checkpoint.txt"].decode()
    check_note(f"{ledger['origin']}\n{ledger['size']}\n{ledger['root']}\n", note, manifest["key"], "checkpoint.txt")
    return manifest, fingerprint


def decide(rules: list[Row], evidence: list[Row]) -> tuple[str, str]:
    """The first rule that holds; see rules.toml."""
    listed = [e for e in evidence if e["listed"]]
    for rule in rules:
        counted = [e for e in listed if e["role"] in rule.get("roles", ["dead"])]
        counted = [e for e in counted if e["kind"] in rule.get("kinds", [e["kind"]])]
        counted = [e for e in counted if set(rule.get("proves", ())) <= set(e["proves"])]
        lacking = set(rule.get("requires", ())).difference(*(e["claims"] for e in counted))
        if counted and not lacking and len({e["group"] for e in counted}) >= rule.get("independent", 1):
            return rule["status"], rule["id"]
    return ("withdrawn", "no-longer-listed") if evidence and not listed else ("reported", "none")


def cell(value: object) -> str:
    text = " | ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def check_persons(files: Files) -> list[Row]:
    persons = [json.loads(line) for line in files["persons.jsonl"].splitlines()]
    need([p["id"] for p in persons] == sorted({p["id"] for p in persons}), "persons.jsonl, field id", "not in order")
    rules = tomllib.loads(files["rules.toml"].decode())["rule"]
    for person in persons:
        status, rule = decide(rules, person["evidence"])
        said, where = (person["status"], person["rule"]), f"persons.jsonl, record {person['id']}, field status"
        need(said == (status, rule), where, f"says {' by '.join(said)}, the rules give {status} by {rule}")
    header, *rows = csv.reader(io.StringIO(files["persons.csv"].decode("utf-8-sig"), newline=""), strict=True)
    need(len(rows) == len(persons), "persons.csv", f"{len(rows)} rows for {len(persons)} persons")
    for person, row in zip(persons, rows, strict=True):
        for column, value in zip(header, row, strict=True):
            where = f"persons.csv, record {person['id']}, field {column}"
            need(value == cell(person[column]), where, f"says «{value}», persons.jsonl says «{cell(person[column])}»")
    return persons


def month(person: Row) -> str:
    low, high = person["death_from"], person["death_to"]
    year = f"{low[:4]}-XX" if low and low[:4] == high[:4] else "unknown"
    return low[:7] if low and low[:7] == high[:7] else year


def band(person: Row) -> str:
    low = (person["age"] or 0) // 5 * 5
    return "unknown" if person["age"] is None else f"{low:02d}-{low + 4:02d}"


def cells(counter: Counter[str], small: int) -> dict[str, int]:
    kept = {k: n for k, n in counter.items() if n >= small or k == "unknown"}
    rest = sum(n for k, n in counter.items() if k not in kept)
    return kept | ({"other": kept.get("other", 0) + rest} if rest else {})


def count(persons: list[Row], small: int) -> Row:
    dead = [p for p in persons if p["status"] == "confirmed"]
    tables = {
        "category": Counter(c for p in dead for c in p["category"] or ["unknown"]),
        "region": Counter(p["region"] or "unknown" for p in dead),
        "death_month": Counter(map(month, dead)),
        "age": Counter(map(band, dead)),
        "rank_class": Counter(p["rank_class"] or "unknown" for p in dead),
    }
    by = {name: cells(table, small) for name, table in tables.items()}
    by_status = Counter(p["status"] for p in persons)
    return {"count": len(dead), "by_status": by_status, "small_cells": small, "confirmed_by": by}


def main(path: str, key: str = "") -> None:
    files = read(pathlib.Path(path))
    manifest, fingerprint = check_seal(files)
    shown = " ".join(fingerprint[i : i + 4] for i in range(0, 32, 4))
    need(not key or key.replace(" ", "").lower() == fingerprint, "manifest.json, field key", f"signed by {shown}")
    persons = check_persons(files)
    small = tomllib.loads(files["policy.toml"].decode()).get("publication", {}).get("small_cells", 0)
    said, found = json.loads(files["counts.json"]), count(persons, small) | {"release": manifest["number"]}
    for field in sorted(said.keys() | found.keys()):
        need(said.get(field) == found.get(field), f"counts.json, field {field}", f"the records give {found.get(field)}")
    print(f"release {manifest['number']} of {manifest['tally']} holds: {found['count']} confirmed by name")
    print(f"key {shown} - compare it with the one on the recorders' site")


if __name__ == "__main__":
    try:
        main(*(sys.argv[1:] or [str(pathlib.Path(__file__).parent)]))
    except DiffersError as difference:
        sys.exit(f"DIFFERS: {difference}")
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes the library raise
        sys.exit(f"DIFFERS: cannot be read as a release: {error}")
