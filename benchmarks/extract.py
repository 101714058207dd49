"""Reading, measured: posts a second against natasha as documented, cold start, memory, and the own notices' scores.

Invariant: every figure printed was measured in this run, on the same posts, in CPU seconds of one process each.

    python benchmarks/extract.py [POSTS.jsonl] [--rounds 3]
    python benchmarks/extract.py LABELLED.jsonl --misses      every miss with its cause

Peers are used when they are installed (natasha needs ``setuptools<82``); an absent peer is named, not guessed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyname.extract import PersonReading

OWN = Path(__file__).parent.parent / "tests" / "data" / "notices"


def posts(path: Path) -> list[tuple[str, date]]:
    """Texts with their days of publication."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(row["text"], date.fromisoformat(row.get("published") or row["pub"])) for row in rows]


def ours() -> Callable[[str, date], object]:
    """The rule reader."""
    from everyname.extract import read

    return lambda text, day: read(text, published=day)


def natasha() -> Callable[[str, date], object]:
    """natasha's documented pipeline: segmentation, embeddings, morphology, syntax, NER, normal forms."""
    from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    steps = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def run(text: str, _: date) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        for step, tag in zip(steps, (doc.tag_morph, doc.parse_syntax, doc.tag_ner), strict=True):
            tag(step)
        for span in doc.spans:
            span.normalize(vocabulary)
        return doc

    return run


def misses(path: Path) -> None:
    """Print, for every labelled person and field that is not told right, what stood in the way."""
    from everyname.domain.names import fold
    from everyname.domain.words import Property, Role
    from everyname.extract import read

    def key(name: str) -> str:
        return " ".join(fold(name).split()[:2])

    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        reading = read(row["text"], published=date.fromisoformat(row.get("published") or row["pub"]))
        told = {key(n.value): p for p in reading.persons if (n := p.first(Property.FULL_NAME))}
        wanted = {key(p["full_name"]): p for p in row["persons"]}
        for name in sorted(k for k, p in told.items() if p.role is Role.DEAD and k not in wanted):
            print(f"{row['id']}  false dead «{name}»: {'; '.join(told[name].reasons)}")
        for name, labels in wanted.items():
            person = told.get(name)
            if person is None:
                near = [k for k in told if set(k.split()) & set(name.split())]
                print(f"{row['id']}  missed «{name}»: {'read as ' + ', '.join(near) if near else 'no name seen'}")
            elif person.role is not Role.DEAD:
                print(f"{row['id']}  missed «{name}»: {person.role}, {'; '.join(person.reasons) or 'no evidence'}")
            else:
                _fields(row["id"], name, labels, person)


LABELS = {"place": "settlement"} | {
    f: f for f in ("age", "birth", "death", "burial", "region", "rank", "unit", "death_place")
}


def _fields(post: str, name: str, labels: dict[str, object], person: PersonReading) -> None:
    from everyname.domain.names import fold
    from everyname.domain.words import Property

    for label, field in LABELS.items():
        value, wanted = person.first(Property(field)), labels.get(label)
        forms = [wanted, *(labels.get("place_alt") or [])] if label == "place" else [wanted]
        if value and wanted is None:
            print(f"{post}  {label} of «{name}»: {value.value} is not labelled, read by {value.reader}")
        elif wanted is not None and value is None:
            print(f"{post}  {label} of «{name}»: nothing attached, wanted {wanted}")
        elif value and fold(value.value) not in {fold(str(f)) for f in forms}:
            print(
                f"{post}  {label} of «{name}»: {value.value} by {value.reader} from «{value.original}», wanted {wanted}"
            )


ENGINES = {"everyname": ours, "natasha": natasha}


def measure(engine: str, path: Path, rounds: int) -> None:
    """Print one engine's figures as JSON."""
    began = time.process_time()
    run = ENGINES[engine]()
    texts = posts(path)
    run(*texts[0])
    cold = time.process_time() - began
    speeds = []
    for _ in range(rounds):
        began = time.process_time()
        for text, day in texts:
            run(text, day)
        speeds.append(round(len(texts) / (time.process_time() - began), 1))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    met, again = speeds[0], max(speeds)  # posts met for the first time, and the same ones with every word known
    print(
        json.dumps(
            {
                "posts/s met first": met,
                "posts/s again": again,
                "cold start s": round(cold, 2),
                "memory MB": round(memory),
            }
        )
    )


def main() -> None:
    """Each engine in a process of its own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", type=Path, nargs="?", default=OWN / "check.jsonl")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=list(ENGINES))
    parser.add_argument("--misses", action="store_true", help="list every miss of a labelled set with its cause")
    arguments = parser.parse_args()
    if arguments.misses:
        misses(arguments.posts)
        return
    if arguments.engine:
        measure(arguments.engine, arguments.posts, arguments.rounds)
        return
    for engine in ENGINES:
        call = [sys.executable, __file__, str(arguments.posts), "--rounds", str(arguments.rounds), "--engine", engine]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        told = done.stdout.strip() or f"not measured: {done.stderr.strip().splitlines()[-1]}"
        print(f"{engine:10} {told}", flush=True)


if __name__ == "__main__":
    main()
