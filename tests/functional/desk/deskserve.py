"""Make a small tally in FOLDER, with an editor, and serve its desk: ``deskserve.py FOLDER PORT PASSWORD``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from everyname.conf.boot import open_tally
from everyname.conf.create import create_folder


def main(folder: Path, port: int, password: str) -> None:
    """Serve until killed; the addresses of the pages go to ``pages.json`` in the folder."""
    create_folder(folder, "russia-ukraine", demo=True)
    open_tally(folder)
    import deskfill

    from everyname.workflow import accounts, setup
    from everyname.workflow.serving import serve_desk

    setup.migrate()
    deskfill.fill()
    accounts.add("anna", "editor", password=password)
    (folder / "pages.json").write_text(json.dumps(deskfill.pages()), "utf-8")
    serve_desk("127.0.0.1", port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
