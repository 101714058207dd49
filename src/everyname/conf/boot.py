"""Open a tally folder for this process: Django starts once, with the folder's database."""

from __future__ import annotations

import os
from pathlib import Path

from everyname.conf.tally import Tally


def open_tally(folder: Path) -> Tally:
    """Check the folder, start Django on its database and return the tally.

    Raises:
        TallyError: no tally folder, or settings that cannot be used.
    """
    tally = Tally.open(folder)
    os.environ["EVERYNAME_TALLY"] = str(tally.folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everyname.conf.settings")
    import django

    django.setup()
    return tally
