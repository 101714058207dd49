"""Commands that publish and check: release, verify, site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from everyname.cli.tallies import Folder
from everyname.cli.terminal import Actor, Json, Yes, actor, confirm, progress, say, show_json
from everyname.conf.boot import open_tally
from everyname.domain.errors import CheckFailedError, InputError


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for command in (release, verify, site):
        app.command()(command)


def release(
    folder: Folder,
    reason: Annotated[str, typer.Option(help="Why now, in words for the readers.")] = "",
    yes: Yes = False,
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Publish the next numbered, signed release, and build the site."""
    tally = open_tally(folder)
    from everyname.site import build as build_site
    from everyname.workflow import publishing

    publishing.finish(tally)
    publishing.check_can_release()
    if not confirm("Publish the next release? It can never be changed.", yes=yes):
        raise InputError("nothing was published: add --yes")
    with progress("publishing") as advance:
        made = publishing.publish(tally, actor=actor(who), reason=reason, progress=advance)
    build_site(tally.releases, tally.site)
    from everyname.releases import Release

    found = Release.read(made)
    if as_json:
        show_json({"release": found.number, "folder": str(made), "counts": found.counts["by_status"],
                   "changes": len(found.changes)})  # fmt: skip
        return
    say(f"release {found.number}: {made}")
    for status, number in found.counts["by_status"].items():
        say(f"  {status}: {number}")
    say(f"  {len(found.changes)} changes since the last release; site: {tally.site}")


def verify(
    path: Annotated[Path, typer.Argument(metavar="RELEASE_DIR_OR_ZIP", help="A release folder or zip.")],
    key: Annotated[str, typer.Option(help="The key's fingerprint as the site shows it.")] = "",
    as_json: Json = False,
) -> None:
    """Recompute a release offline: exit 0 and its counts, or exit 1 and the first thing that differs."""
    from everyname.releases import verify as check

    found = check(path, key)
    if as_json:
        show_json({"ok": found.ok, "release": found.number, "fingerprint": found.fingerprint,
                   "by_status": dict(found.by_status), "notes": list(found.notes),
                   "difference": str(found.difference) if found.difference else None})  # fmt: skip
    if found.difference:
        raise CheckFailedError(str(found.difference))
    if as_json:
        return
    say(f"release {found.number} holds; key {found.fingerprint}")
    for status, number in found.by_status.items():
        say(f"  {status}: {number}")
    for line in found.notes:
        say(f"  note: {line}")


def site(
    folder: Folder,
    base_url: Annotated[str, typer.Option(help="The site's public address, for feeds and canonical links.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write it; TALLY/site otherwise.")] = None,
) -> None:
    """Build the public site: plain files, made from the releases alone."""
    from everyname.conf.tally import Tally
    from everyname.site import build as build_site

    tally = Tally.open(folder)
    target = out or tally.site
    summary = build_site(tally.releases, target, base_url=base_url)
    say(f"release {summary.release}: {summary.pages} pages, {summary.written} of them written anew, in {target}")
