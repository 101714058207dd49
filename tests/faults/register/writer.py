"""One of several concurrent writers. Run as a program: FOLDER STEPS SEED. Prints the events it was acknowledged."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from everyname.conf.boot import open_tally


def main(folder: Path, count: int, seed: int) -> None:
    open_tally(folder)
    from steps import step

    rng = random.Random(seed)
    print(json.dumps([step(rng, folder) for _ in range(count)]))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
