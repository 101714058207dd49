"""The site's folder on disk.

Invariant: a file is written only when its bytes differ; a file is deleted only when an earlier build wrote it and this
one did not. Each file is replaced in one step, so a server never sends half of one.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

LISTING = ".everyname-site.json"


@dataclass(slots=True)
class Output:
    """The files of one build."""

    folder: Path
    written: int = 0
    kept: int = 0
    removed: int = 0
    _now: set[str] = field(default_factory=set)
    _folders: set[str] = field(default_factory=set)

    def put(self, name: str, data: bytes | str) -> None:
        """Have ``name`` hold these bytes."""
        data = data.encode() if isinstance(data, str) else data
        self._now.add(name)
        path = os.path.join(self.folder, name)
        if _content(path) == data:
            self.kept += 1
            return
        self._make_folder(os.path.dirname(path))
        with open(f"{path}.part", "wb") as file:
            file.write(data)
        os.replace(f"{path}.part", path)
        self.written += 1

    def keep(self, name: str) -> None:
        """Leave a file of an earlier build as it is."""
        self._now.add(name)
        self.kept += 1

    def finish(self) -> None:
        """Delete what earlier builds wrote and this one did not, and note what it wrote."""
        for name in sorted(self._before() - self._now):
            path = self.folder / name
            if path.is_file():
                path.unlink()
                self.removed += 1
        listing = json.dumps(sorted(self._now), ensure_ascii=False, indent=0).encode()
        self._make_folder(str(self.folder))
        (self.folder / LISTING).write_bytes(listing)

    def _before(self) -> set[str]:
        data = _content(os.path.join(self.folder, LISTING))
        return set(json.loads(data)) if data else set()

    def _make_folder(self, path: str) -> None:
        if path not in self._folders:
            os.makedirs(path, exist_ok=True)
            self._folders.add(path)


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
