"""Reading, measured: posts a second against natasha as documented, cold start, memory, and the own notices' scores.

Invariant: every figure printed was measured in this run, on the same posts, in CPU seconds of one process each.

    python benchmarks/extract.py [POSTS.jsonl] [--rounds 3]

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


ENGINES = {"everyname": ours, "natasha": natasha}


def measure(engine: str, path: Path, rounds: int) -> None:
    """Print one engine's figures as JSON."""
    began = time.process_time()
    run = ENGINES[engine]()
    texts = posts(path)
    run(*texts[0])
    cold = time.process_time() - began
    best = 0.0
    for _ in range(rounds):
        began = time.process_time()
        for text, day in texts:
            run(text, day)
        best = max(best, len(texts) / (time.process_time() - began))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"posts/s": round(best, 1), "cold start s": round(cold, 2), "memory MB": round(memory)}))


def main() -> None:
    """Each engine in a process of its own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", type=Path, nargs="?", default=OWN / "check.jsonl")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=list(ENGINES))
    arguments = parser.parse_args()
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
