"""Several writers at once, forked from one process that has the tally open. Run as a program.

Arguments: FOLDER WRITERS STEPS SEED. Prints what each was acknowledged, what the ledger then says, and whether the
tables agree with it.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from everyname.conf.boot import open_tally


def main(folder: Path, writers: int, count: int, seed: int) -> None:
    open_tally(folder)
    from django.db import connections
    from steps import step

    from everyname.register.models import Event

    for _ in range(5):  # loads what the writers need, once
        step(random.Random(seed), folder)
    begun = Event.objects.count()
    connections.close_all()
    started = time.monotonic()
    pipes = [_fork(folder, count, seed * 1000 + n) for n in range(writers)]
    acknowledged = [json.loads(os.fdopen(pipe, "rb").read()) for pipe in pipes]
    for _ in pipes:
        os.wait()
    seconds = round(time.monotonic() - started, 1)
    print(json.dumps({"begun": begun, "acknowledged": acknowledged, "seconds": seconds, **_history()}))


def _fork(folder: Path, count: int, seed: int) -> int:
    """Start one writer; the end of the pipe on which it answers."""
    read, write = os.pipe()
    if os.fork() == 0:
        from steps import step

        rng = random.Random(seed)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(json.dumps([step(rng, folder) for _ in range(count)]).encode())
        os._exit(0)
    os.close(write)
    return read


def _history() -> dict[str, Any]:
    from everyname.register import rebuild
    from everyname.register.models import Event, Source

    found = rebuild.rebuild_check()
    implied = Event.objects.filter(kind__in=("source.registered", "mapping.confirmed"))
    return {
        "events": found.events,
        "fault": found.fault,
        "implied": list(implied.values_list("seq", flat=True)),
        "registered": Event.objects.filter(kind="source.registered").count(),
        "sources": len(set(Source.objects.values_list("name", flat=True))),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
