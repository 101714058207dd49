"""``everyname verify``: does a release hold, offline, with nothing but its own bytes?

Invariant: verifying writes nothing and asks nobody. A release that verifies shows that the bytes are those that the
holder of the key signed and that its numbers follow from its records; whether it is the recorders' key, the reader
decides by comparing the fingerprint with the one on their site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from everyname.ledger import note
from everyname.releases import folder
from everyname.releases.checks import Difference, first_difference
from everyname.releases.release import Release


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying found. ``difference`` is the first thing that differs; ``by_status`` is what was recomputed."""

    number: int | None
    key: str
    fingerprint: str
    by_status: Mapping[str, int]
    notes: tuple[str, ...]
    difference: Difference | None

    @property
    def ok(self) -> bool:
        """Whether nothing differs."""
        return self.difference is None


def verify(path: Path, key: str = "") -> Report:
    """Recompute a release folder or zip; ``key`` is the fingerprint the reader expects, if known.

    The release before is taken from beside it (``NNN`` or ``NNN.zip``); when it is not there, a note says that
    the changes were not recomputed.

    Raises:
        ReleaseFolderError: the path is no folder of plain files and no readable zip.
    """
    release = Release.read(path)
    try:
        previous = _beside(path, release)
    except (ValueError, KeyError, TypeError, AttributeError):
        previous = None  # the manifest cannot be read: the check below says so
    fault = first_difference(release, previous)
    if fault and fault.file in ("manifest.json", "manifest.sig"):
        return Report(None, "", "", {}, (), fault)
    public = note.PublicKey.parse(release.manifest["key"])
    fault = fault or _other_key(public, previous, key)
    notes = _notes(release, previous)
    if fault:
        return Report(release.number, str(public), public.fingerprint, {}, notes, fault)
    return Report(release.number, str(public), public.fingerprint, release.counts["by_status"], notes, None)


def _beside(path: Path, release: Release) -> Release | None:
    named = release.manifest["previous"]
    if not named:
        return None
    name = folder.name_of(int(named["number"]))
    near = path.absolute().parent
    found = next((p for p in (near / name, near / f"{name}.zip") if p.exists()), None)
    return Release.read(found) if found else None


def _other_key(public: note.PublicKey, previous: Release | None, expected: str) -> Difference | None:
    if expected:
        if _plain(expected) == _plain(public.fingerprint):
            return None
        problem = f"signed by the key {public.fingerprint}, not by {expected}"
        return Difference("manifest.json", "", "key", problem)
    if previous and previous.manifest["key"] != str(public):
        problem = f"another key than that of release {previous.number}; if you trust {public.fingerprint}, pass it"
        return Difference("manifest.json", "", "key", problem)
    return None


def _notes(release: Release, previous: Release | None) -> tuple[str, ...]:
    named = release.manifest["previous"]
    if named and previous is None:
        return (f"release {named['number']} does not lie beside this one: its changes were not recomputed",)
    return ()


def _plain(fingerprint: str) -> str:
    return fingerprint.replace(" ", "").lower()
