"""What the ledger of a tally says, and whether the tables agree. Run as a program: FOLDER."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from everyname.conf.boot import open_tally


def main(folder: Path) -> None:
    open_tally(folder)
    from everyname.register import rebuild
    from everyname.register.models import Event, Source

    found = rebuild.rebuild_check()
    implied = Event.objects.filter(kind__in=("source.registered", "mapping.confirmed"))
    report = {
        "events": found.events,
        "fault": found.fault,
        "implied": list(implied.values_list("seq", flat=True)),
        "sources": Event.objects.filter(kind="source.registered").count(),
        "source_names": sorted(set(Source.objects.values_list("name", flat=True))),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
