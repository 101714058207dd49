"""Django settings. Everything that differs between installations comes from the tally folder or the environment.

``EVERYNAME_TALLY`` names the folder; ``conf.boot.open_tally`` sets it before Django starts. Without a folder (tests,
management of the code itself) a database in memory is used.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from everyname.conf.databases import database
from everyname.conf.tally import Tally

_folder = os.environ.get("EVERYNAME_TALLY")
TALLY: Tally | None = Tally.open(Path(_folder)) if _folder else None

SECRET_KEY = TALLY.secret("django.key").hex() if TALLY else "for tests only: no tally folder is open"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, os.environ.get("EVERYNAME_HOSTS", "").split(","))]

INSTALLED_APPS = ["everyname.register"]
MIDDLEWARE: list[str] = []
DATABASES: dict[str, dict[str, Any]] = {"default": database(TALLY)}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("ru", "Русский"), ("en", "English"), ("uk", "Українська")]
