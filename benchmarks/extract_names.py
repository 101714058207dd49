"""Names of factRuEval-2016, measured: persons whose surname and given name are both right in the nominative.

Invariant: the corpus is read where it lies and never copied; a document's persons are those of its ``.coref`` file
whose first name is in Cyrillic and in the shipped list.

    python benchmarks/extract_names.py FOLDER      the corpus (github.com/dialogue-evaluation/factRuEval-2016, MIT)

``EVERYNAME_FACTRUEVAL`` gives the folder too. Each engine runs in a process of its own, CPU seconds are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from everyname.extract.names.lexicon import fold, given_names

Names = set[tuple[str, str]]
_CYRILLIC = re.compile(r"[а-яё-]+")


def documents(folder: Path) -> list[tuple[str, Names]]:
    """Texts with their persons, folded (surname, given name)."""
    found = sorted(path for half in ("devset", "testset") for path in (folder / half).glob("*.coref"))
    return [(path.with_suffix(".txt").read_text(encoding="utf-8"), persons(path)) for path in found]


def persons(coref: Path) -> Names:
    """The persons of one document that have a surname and a listed first name."""
    named: Names = set()
    for block in coref.read_text(encoding="utf-8").split("\n\n"):
        parts = [line.partition(" ") for line in block.splitlines()[1:]]
        surname = next((fold(value.strip()) for key, _, value in parts if key == "lastname"), "")
        given = next((fold(value.strip()) for key, _, value in parts if key == "firstname"), "")
        if _CYRILLIC.fullmatch(surname) and given in given_names():
            named.add((surname, given))
    return named


def everyname() -> Callable[[str], Names]:
    """The names of the rules: tokens, mentions, persons."""
    from everyname.extract.canonical import canonical
    from everyname.extract.names.mentions import find_mentions
    from everyname.extract.names.persons import Cast
    from everyname.extract.tokens import sentences, tokens

    def run(text: str) -> Names:
        text = canonical(text).text
        starts = frozenset(part.start for part in sentences(text))
        cast = Cast(find_mentions(text, tokens(text), "ru", starts)).persons
        return {(fold(p.surname), fold(p.given)) for p in cast if p.surname and p.given}

    return run


def natasha() -> Callable[[str], Names]:
    """natasha as documented, with its extractor of names."""
    from natasha import (
        PER,
        Doc,
        MorphVocab,
        NamesExtractor,
        NewsEmbedding,
        NewsMorphTagger,
        NewsNERTagger,
        NewsSyntaxParser,
        Segmenter,
    )

    segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
    steps = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)
    extractor = NamesExtractor(vocabulary)

    def run(text: str) -> Names:
        doc = Doc(text)
        doc.segment(segmenter)
        for step, tag in zip(steps, (doc.tag_morph, doc.parse_syntax, doc.tag_ner), strict=True):
            tag(step)
        found = set()
        for span in (s for s in doc.spans if s.type == PER):
            span.normalize(vocabulary)
            span.extract_fact(extractor)
            fact = span.fact.as_dict if span.fact else {}
            if "last" in fact and "first" in fact:
                found.add((fold(fact["last"]), fold(fact["first"])))
        return found

    return run


ENGINES = {"everyname": everyname, "natasha": natasha}


def measure(engine: str, folder: Path) -> None:
    """Print one engine's figures as JSON."""
    run, texts = ENGINES[engine](), documents(folder)
    run(texts[0][0])
    began = time.process_time()
    found = [run(text) for text, _ in texts]
    seconds = time.process_time() - began
    wanted = sum(len(names) for _, names in texts)
    right = sum(len(names & have) for (_, names), have in zip(texts, found, strict=True))
    figures = {"persons": wanted, "both parts right": round(right / wanted, 4)}
    print(json.dumps(figures | {"CPU s": round(seconds, 2), "documents/s": round(len(texts) / seconds, 1)}))


def main() -> None:
    """Each engine in a process of its own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=os.environ.get("EVERYNAME_FACTRUEVAL"))
    parser.add_argument("--engine", choices=list(ENGINES))
    arguments = parser.parse_args()
    if arguments.folder is None or not (Path(arguments.folder) / "devset").is_dir():
        parser.error("give the folder of factRuEval-2016 (it holds devset and testset), or set EVERYNAME_FACTRUEVAL")
    if arguments.engine:
        measure(arguments.engine, Path(arguments.folder))
        return
    for engine in ENGINES:
        call = [sys.executable, __file__, str(arguments.folder), "--engine", engine]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        told = done.stdout.strip() or f"not measured: {done.stderr.strip().splitlines()[-1]}"
        print(f"{engine:10} {told}", flush=True)


if __name__ == "__main__":
    main()
