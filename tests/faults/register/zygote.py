"""Kill writers at random moments and count what was lost. Run as a program: FOLDER RUNS SEED.

One process opens the tally and forks a writer a run; the writer acknowledges each step on a pipe after it returned;
SIGKILL comes after a random time. After each run every acknowledged event must be there.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from everyname.conf.boot import open_tally


def main(folder: Path, runs: int, seed: int) -> None:
    tally = open_tally(folder)
    from django.db import connections
    from steps import step

    from everyname.register import rebuild
    from everyname.register.models import Event, Release
    from everyname.workflow import publishing

    rng = random.Random(seed)
    acknowledged = lost = killed = 0
    for _ in range(10):  # every module is loaded before the first fork, so that a short life is spent in writing
        step(rng, folder, releases=30)
    for run in range(runs):
        connections.close_all()
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            writer = random.Random(seed * 1_000_003 + run)
            while True:
                seq = step(writer, folder, releases=30)
                os.write(write, b"%d\n" % seq)
        os.close(write)
        time.sleep(rng.uniform(0.01, 0.6))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        killed += 1
        with os.fdopen(read, "rb") as pipe:
            seqs = [int(line) for line in pipe.read().split()]
        there = set(Event.objects.filter(seq__in=seqs).values_list("seq", flat=True))
        acknowledged += len(seqs)
        lost += len(set(seqs) - there)
    found = rebuild.rebuild_check()
    pending = tally.releases / ".pending"
    broken = pending.exists()
    publishing.finish(tally)
    recorded = Release.objects.values_list("number", flat=True)
    missing = [n for n in recorded if not (tally.releases / f"{n:03d}" / "manifest.json").is_file()]
    report = {
        "killed": killed, "acknowledged": acknowledged, "lost": lost, "events": found.events, "fault": found.fault,
        "releases": len(recorded), "releases_missing": missing, "broken": broken, "mended": not pending.exists(),
    }  # fmt: skip
    print(json.dumps(report))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
