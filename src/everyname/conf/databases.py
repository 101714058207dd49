"""Which database: SQLite in the folder, or PostgreSQL by its address."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from everyname.conf.tally import Tally, TallyError

# IMMEDIATE: two writers queue for the lock instead of failing when the second one tries to upgrade.
# Two minutes: a writer that builds a large release is waited for.
# FULL: a commit that was acknowledged is on the disk.
# A cache of 128 MB: keys are hashes, so a large import touches pages everywhere.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 120,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=120000; PRAGMA cache_size=-131072"
    ),
}


def database(tally: Tally | None) -> dict[str, Any]:
    """The ``default`` entry of Django's DATABASES. Raises ``TallyError`` on an address it cannot use."""
    url = tally.database_url if tally else os.environ.get("EVERYNAME_DATABASE_URL", "")
    if url:
        return postgres(url)
    name = str(tally.folder / "tally.sqlite3") if tally else ":memory:"
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(SQLITE_OPTIONS)}


def postgres(url: str) -> dict[str, Any]:
    """Read ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise TallyError(f"database url: expected postgresql://user:password@host:port/name, not {parts.scheme}://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
    }
