"""Make a tally folder with a history and a few lists. Run as a program: FOLDER."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from everyname.conf.boot import open_tally
from everyname.conf.create import create_folder


def main(folder: Path) -> None:
    create_folder(folder, "russia-ukraine", slug="faults")
    tally = open_tally(folder)
    from steps import import_rows

    from everyname.workflow import setup

    setup.migrate()
    setup.start(tally, actor="editor")
    rng = random.Random(0)
    for _ in range(3):
        import_rows(rng, tally, "editor")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(Path(sys.argv[1]))
