"""Make a tally folder from a template; its database and history begin afterwards, in ``workflow.setup``."""

from __future__ import annotations

import re
import tempfile
from importlib import resources
from pathlib import Path

from everyname.conf.tally import FILE, TallyError

TEMPLATES = ("russia-ukraine", "named-list")


def create_folder(folder: Path, template: str, *, slug: str = "", demo: bool = False) -> None:
    """Write the files of a new tally, all or none.

    Raises:
        TallyError: unknown template, or the folder already holds something.
    """
    if template not in TEMPLATES:
        raise TallyError(f"there is no template «{template}»; there are: {', '.join(TEMPLATES)}")
    if (folder / FILE).exists():
        raise TallyError(f"{folder} is a tally folder already: nothing was changed")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TallyError(f"{folder} is not empty: choose another folder")
    slug = slug or re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "tally"
    _copy(folder, template, {"slug": slug, "origin": f"everyname.example/{slug}", "demo": str(demo).lower()})


def _copy(folder: Path, template: str, values: dict[str, str]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    source = resources.files("everyname.conf") / "templates" / template
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch) / "tally"
        made.mkdir()
        for file in source.iterdir():
            text = file.read_text("utf-8")
            for name, value in values.items():
                text = text.replace("{" + name + "}", value)
            (made / file.name).write_text(text, "utf-8")
        for example in (resources.files("everyname.conf") / "vocabulary").iterdir():
            lang = made / "vocabulary" / example.name.partition(".")[0]
            lang.mkdir(parents=True)
            (lang / "own.yaml").write_text(example.read_text("utf-8"), "utf-8")
        for name in ("vault", "releases"):
            (made / name).mkdir()
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
