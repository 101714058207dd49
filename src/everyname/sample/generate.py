"""Make the sample's generated files again, or a whole tally with known truth.

    python -m everyname.sample.generate --men 150 --seed 1 --out DIR
    python -m everyname.sample.generate --men 5000 --seed 7 --tally --out DIR

Invariant: the same arguments give the same bytes; the shipped files are those of ``--men 150 --seed 1``.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from everyname.sample import lists
from everyname.sample.judging import decisions
from everyname.sample.people import Man, cast, invent, read_data
from everyname.sample.posts import Post, generated, handwritten
from everyname.sample.tally import Knobs, simulate, write

MEN, SEED = 150, 1


def sample(men: int = MEN, seed: int = SEED) -> dict[str, bytes]:
    """File name to content of every generated file of the sample.

    Raises:
        ValueError: fewer men than the hand-written cast has.
    """
    known = cast()
    if men < len(known):
        raise ValueError(f"--men {men}: the hand-written texts already name {len(known)} men; ask for at least that")
    further = tuple(invent(men - len(known), seed))
    everyone = known + further
    posts = [*handwritten(known), *generated(further, seed)]
    graves, (first, second) = lists.buried(everyone, seed), lists.official(everyone, seed)
    files = {f"posts-{batch}.jsonl": _jsonl(_posts(posts, batch)) for batch in (1, 2, 3)}
    rows = [*_rows("cemetery", enumerate(graves, lists.GRAVES_BEGIN)), *_rows("official", _keyed(first + second))]
    return files | {
        "cemetery.csv": lists.cemetery(graves).encode("cp1251"),
        "official-list-1.csv": lists.official_list(first, 1).encode(),
        "official-list-2.csv": lists.official_list(second, 2).encode(),
        "truth.jsonl": _jsonl([*({"type": "man", **asdict(m)} for m in everyone), *map(_truth, posts), *rows]),
        "judgements.jsonl": _jsonl(decisions(posts)),
    }


def _posts(posts: Sequence[Post], batch: int) -> Iterable[Mapping[str, object]]:
    kinds = {s["id"]: s["kind"] for s in tomllib.loads(read_data("sources.toml"))["source"]}
    chosen = (p for p in posts if p.batch == batch)
    for post in sorted(chosen, key=lambda p: (p.edited or p.published, p.id)):
        row = {
            "id": post.id,
            "text": post.text,
            "published": post.published,
            "lang": post.lang,
            "source": post.source,
            "source_kind": kinds[post.source],
            "url": f"https://{post.source}.example.org/{post.id}",
        }
        extra = {"repost_of": post.repost_of, "edited": post.edited}
        yield row | {name: value for name, value in extra.items() if value}


def _keyed(men: Iterable[Man]) -> Iterable[tuple[str, Man]]:
    return sorted({lists.key(man): man for man in men}.items())


def _rows(name: str, keyed: Iterable[tuple[object, Man]]) -> Iterable[Mapping[str, object]]:
    for key, man in keyed:
        mention = {"man": man.id, "name": man.full_name, "role": "dead", "occasion": "list"}
        yield {"type": "row", "report": f"{name}:{key}", "mentions": [mention]}


def _truth(post: Post) -> Mapping[str, object]:
    mentions = [asdict(m) for m in post.mentions]
    return {"type": "post", "report": post.id, "batch": post.batch, "tags": list(post.tags), "mentions": mentions}


def _jsonl(rows: Iterable[Mapping[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the call, write the files, say how many."""
    parser = argparse.ArgumentParser(prog="everyname.sample.generate", description=__doc__.split("\n")[0])
    parser.add_argument("--men", type=int, default=MEN, help="how many invented men")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--tally", action="store_true", help="records, captures and triangle instead of the sample")
    call = parser.parse_args(arguments)
    call.out.mkdir(parents=True, exist_ok=True)
    if call.tally:
        write(simulate(Knobs(men=call.men, seed=call.seed)), call.out)
        return
    try:
        files = sample(call.men, call.seed)
    except ValueError as error:
        parser.error(str(error))
    for name, content in files.items():
        (call.out / name).write_bytes(content)


if __name__ == "__main__":
    main()
