"""``python -m everyname.extract.tolls FILE --published DATE``: one JSON line a proposal.

Exit codes: 0 done, 2 the call or the input is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from everyname.extract.tolls import read_tolls_in_text
from everyname.extract.tolls.lexicon import LANGUAGES
from everyname.extract.tolls.serial import as_json


def main(arguments: list[str] | None = None) -> int:
    """Read one UTF-8 text file and print its proposals."""
    parser = argparse.ArgumentParser(prog="everyname.extract.tolls", description="Read stated tolls in a text.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--published", type=date.fromisoformat, help="day of publication, YYYY-MM-DD")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--publisher", help="who speaks where the text names nobody")
    call = parser.parse_args(arguments)
    try:
        text = call.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"{call.file}: cannot be read as UTF-8 text: {error}", file=sys.stderr)
        return 2
    for proposal in read_tolls_in_text(text, published=call.published, lang=call.lang, publisher=call.publisher):
        print(json.dumps(as_json(proposal), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
