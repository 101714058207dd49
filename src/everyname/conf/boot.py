"""Open a tally folder for this process: Django starts once, with the folder's database."""

from __future__ import annotations

import os
from pathlib import Path

from everyname.conf.tally import Tally, TallyError


def open_tally(folder: Path, *, of_any_version: bool = False) -> Tally:
    """Check the folder, start Django on its database and return the tally.

    Args:
        folder: the tally folder.
        of_any_version: the caller brings the database up to date itself.

    Raises:
        TallyError: no tally folder, settings that cannot be used, or tables of an earlier version.
    """
    tally = Tally.open(folder)
    os.environ["EVERYNAME_TALLY"] = str(tally.folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everyname.conf.settings")
    import django

    django.setup()
    if not of_any_version and _is_behind():
        raise TallyError(
            f"{folder}: its tables were made by an earlier version of everyname; run: everyname rebuild {folder}"
        )
    return tally


def _is_behind() -> bool:
    """Whether a step of the register's tables, among those this version brings, was not taken here yet."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    register = apps.get_app_config("register")
    taken = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == register.label}
    steps = {file.stem for file in Path(register.path, "migrations").glob("[0-9]*.py")}
    return bool(taken) and not steps <= taken
