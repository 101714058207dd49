"""Speed of the ledger and the register: ``python benchmarks/ledger.py [--events N] [--seconds S]``.

Durable events are committed to SQLite with synchronous=FULL in a temporary folder (TMPDIR chooses the disk). Times are
seconds of the clock for what waits for the disk, CPU seconds of this process for what only computes.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import rfc8785

from everyname.conf.boot import open_tally
from everyname.conf.create import create_folder
from everyname.ledger import canonical, events, merkle, verify

AT = "2023-01-19T12:00:00.000Z"


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each kind of durable event")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        rows = [*durable(Path(scratch) / "tally", options.seconds), *computed(options.events)]
    print(f"{'what':46} {'measured':>16} {'bar':>10} {'ratio':>7}")
    for what, figure, unit, bar, ratio in rows:
        print(f"{what:46} {figure:>12,.1f} {unit:3} {bar or '':>10} {f'{ratio:.2f}' if ratio else '':>7}")


Row = tuple[str, float, str, str, float]


def durable(folder: Path, seconds: float) -> Iterator[Row]:
    """Events a second that are on the disk when the call returns; ratio is to the bar of 200."""
    mentions = _tally(folder)
    from everyname.domain.words import Review, Verdict
    from everyname.register.record import record
    from everyname.workflow import judging

    def bare(n: int) -> object:
        return record("mention.reviewed", _skip(mentions[n % len(mentions)]), actor="bench")

    def accept(n: int) -> object:
        return judging.review(mentions[n % len(mentions)], Review.ACCEPTED, actor="bench")

    def same(n: int) -> object:
        a, b = mentions[2 * n % len(mentions)], mentions[(2 * n + 1) % len(mentions)]
        return judging.judge(a, b, Verdict.SAME, actor="bench")

    for what, act in (("bare: skip", bare), ("accept, with its person", accept), ("same person, with merge", same)):
        rate, cpu = _rate(act, seconds)
        yield f"durable events/s, {what}", rate, "/s", ">= 200", rate / 200
        yield "    of which CPU, an event", cpu * 1000, "ms", "", 0


def _tally(folder: Path) -> list[str]:
    """A tally with a list of 5,000 invented rows; the ids of its mentions."""
    create_folder(folder, "russia-ukraine", slug="bench")
    tally = open_tally(folder)
    from everyname.register.models import Mention
    from everyname.workflow import importing, intake, setup

    setup.migrate()
    setup.start(tally, actor="bench")
    path = folder / "list.csv"
    rows = "".join(f"{n};Осокин{n} Пётр;1990-01-{n % 28 + 1:02}\n" for n in range(5000))
    path.write_text("id;full name;date of birth\n" + rows, "utf-8")
    importing.import_found(tally, intake.read(path, source="list"), source="list", kind="official", actor="bench")
    return list(Mention.objects.order_by("uid").values_list("uid", flat=True))


def _skip(mention: str) -> dict[str, str]:
    return {"mention": mention, "review": "skipped", "role": ""}


def _rate(act: Callable[[int], object], seconds: float) -> tuple[float, float]:
    """Events a second of the clock, and CPU seconds an event."""
    act(0)
    started, worked = time.perf_counter(), time.process_time()
    for done in count(1):
        act(done)
        spent = time.perf_counter() - started
        if spent > seconds:
            return done / spent, (time.process_time() - worked) / done
    raise AssertionError("unreachable")


def computed(number: int) -> Iterator[Row]:
    """Verification, Merkle root and canonical JSON; the last against rfc8785 on the same values."""
    sealed = (events.seal(n, AT, "bench", "mention.reviewed", _skip(f"{n:024x}"), "", ()) for n in range(number))
    rows = [(e.seq, e.data, e.leaf) for e in sealed]
    spent, found = _cpu(lambda: verify.verify_history(rows))
    if not isinstance(found, verify.Verified) or found.size != number:
        raise AssertionError(found)
    yield f"verify {number:,} events, CPU", spent, "s", "< 15", 15 / spent
    leaves = [hashlib.sha256(b"%d" % n).digest() for n in range(number)]
    spent, _ = _cpu(lambda: merkle.root(leaves))
    yield f"Merkle root of {number:,} leaves, CPU", spent, "s", "", 0
    values = [canonical.loads(data) for _, data, _ in rows[: number // 20]]
    ours, a = _cpu(lambda: [canonical.dumps(v) for v in values])
    theirs, b = _cpu(lambda: [rfc8785.dumps(v) for v in values])
    if a != b:
        raise AssertionError("canonical bytes differ from RFC 8785")
    yield f"canonical JSON, {len(values):,} events, CPU", ours, "s", "rfc8785", theirs / ours


def _cpu(act: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = act()
    return time.process_time() - started, result


if __name__ == "__main__":
    main()
