"""Publish a release: from the register and the policy to a signed folder, then to the ledger, then to the site.

Invariant: a release is a function of the ledger at one size, so other writers wait while it is read and built. The
folder is built aside, the event is recorded, and only then the folder gets its number; a break at any point is mended
by the next call.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from everyname.conf.tally import Tally
from everyname.domain.errors import CheckFailedError
from everyname.register import rebuild
from everyname.register.models import Event, Person
from everyname.register.models import Release as Row
from everyname.register.record import alone, record
from everyname.releases import Release, build
from everyname.workflow import setup
from everyname.workflow.contents import Progress, content, ledger_head

_PENDING = ".pending"


class NotReleasableError(CheckFailedError):
    """The tally cannot be published now; the message says where and what to do."""


def check_can_release() -> None:
    """Raise unless history and tables are sound and no person holds a contradiction.

    Raises:
        NotReleasableError: naming the first conflict, or the first fault of the ledger.
    """
    if not Event.objects.exists():
        raise NotReleasableError("the tally has no history yet: import something first")
    conflict = Person.objects.filter(active=True).exclude(conflict=[]).order_by("key").first()
    if conflict:
        a, b = conflict.conflict[0]
        raise NotReleasableError(
            f"person {conflict.public_id} ({conflict.name}) joins mentions {a} and {b}, which an analyst judged to be "
            f"different: take one of the judgements back at /person/{conflict.public_id}/"
        )
    history = rebuild.check_history()
    if history.fault:
        raise NotReleasableError(f"the ledger does not verify: {history.fault}")


def publish(
    tally: Tally, *, actor: str, reason: str = "", at: str | None = None, progress: Progress | None = None
) -> Path:
    """Write the next release and record it; the folder.

    Raises:
        NotReleasableError: see ``check_can_release``.
    """
    name = _record(tally, actor=actor, reason=reason, at=at, progress=progress)
    finish(tally)
    return tally.releases / name


@alone()
def _record(tally: Tally, *, actor: str, reason: str, at: str | None, progress: Progress | None) -> str:
    """Build the next release aside and record it; the name of its folder."""
    finish(tally)
    check_can_release()
    number = (Row.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    made = content(tally, number, progress=progress)
    pending = tally.releases / _PENDING
    shutil.rmtree(pending, ignore_errors=True)
    pending.mkdir(parents=True)
    folder = build(made, pending, setup.signer(tally))
    manifest = Release.read(folder)
    size, root = ledger_head()
    body = {
        "number": number,
        "manifest": _sha256(folder / "manifest.json"),
        "size": size,
        "root": root.hex(),
        "counts": {str(k): int(v) for k, v in manifest.counts["by_status"].items()},
    }
    record("release.published", body, actor=actor, reason=reason, at=at)
    return folder.name


@alone()
def finish(tally: Tally) -> None:
    """Give a recorded release its place, or clear what was built and never recorded."""
    pending = tally.releases / _PENDING
    for folder in sorted(pending.glob("[0-9]*")) if pending.is_dir() else ():
        if _recorded(folder) and not (tally.releases / folder.name).exists():
            folder.rename(tally.releases / folder.name)
    shutil.rmtree(pending, ignore_errors=True)


def _recorded(folder: Path) -> bool:
    """Whether the ledger names this very release; one whose clearing broke off has lost its manifest, and is not."""
    manifest = folder / "manifest.json"
    return manifest.exists() and Row.objects.filter(number=int(folder.name), manifest=_sha256(manifest)).exists()


def _sha256(path: Path) -> str:
    from everyname.ledger.canonical import sha256

    return sha256(path.read_bytes())
