"""Is this installation and this tally folder in order? Each finding says what to do."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from everyname import __version__
from everyname.capture import vault
from everyname.conf.tally import Tally
from everyname.register import counts, rebuild
from everyname.register.models import Person, Setting

EXTRAS = {"estimates": "scipy", "postgres": "psycopg", "ner": "slovnet", "llm": "httpx", "spark": "pyspark"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; ``level`` is ok, note or fault."""

    level: str
    what: str
    found: str
    advice: str = ""

    @property
    def mark(self) -> str:
        """A sign that needs no colour."""
        return {"ok": "+", "note": "·", "fault": "!"}[self.level]

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


def examine(folder: Path | None) -> list[Finding]:
    """All findings, the installation first. The tally of ``folder`` must be open."""
    found = list(_installation())
    if folder is not None:
        tally = Tally.open(folder)
        found += [*_folder(tally), *_database(tally)]
        if found[-1].level == "ok":
            found += _history(tally)
    return found


def _installation() -> Iterator[Finding]:
    version = platform.python_version()
    yield Finding("ok" if sys.version_info >= (3, 11) else "fault", "Python", version, "" if version else "use 3.11")
    yield Finding("ok", "everyname", __version__)
    yield Finding("ok", "SQLite", sqlite3.sqlite_version)
    for extra, module in EXTRAS.items():
        here = importlib.util.find_spec(module) is not None
        advice = "" if here else f"optional: pip install 'everyname[{extra}]'"
        yield Finding("ok" if here else "note", f"extra [{extra}]", "installed" if here else "absent", advice)
    here = shutil.which("tesseract") is not None
    advice = "" if here else "optional, for photographs of plaques: install tesseract-ocr with its rus and ukr data"
    yield Finding("ok" if here else "note", "tesseract", "installed" if here else "absent", advice)


def _folder(tally: Tally) -> Iterator[Finding]:
    free = shutil.disk_usage(tally.folder).free // 2**20
    yield Finding(
        "ok" if free > 500 else "fault", "free disk", f"{free:,} MiB", "" if free > 500 else "free some space"
    )
    for name in ("signing.key", "django.key"):
        path = tally.folder / "secrets" / name
        if path.exists() and path.stat().st_mode & 0o077:
            yield Finding("fault", f"secrets/{name}", "others can read it", f"chmod 600 {path}")
    rules = Setting.objects.filter(name="rules").first()
    if rules and rules.text != tally.rules_file.read_text("utf-8"):
        advice = f"see: everyname rules {tally.folder}; then --adopt"
        yield Finding("note", "rules", f"{tally.rules_file.name} differs from those in force", advice)
    size, damaged = vault.check(tally.vault)
    advice = "restore these objects from your backup" if damaged else ""
    yield Finding("fault" if damaged else "ok", "vault", f"{size} objects, {len(damaged)} damaged", advice)


def _database(tally: Tally) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    where = (
        connection.vendor if connection.vendor != "sqlite" else os.path.basename(str(connection.settings_dict["NAME"]))
    )
    if waiting:
        yield Finding(
            "fault", f"database ({where})", f"{len(waiting)} migrations wait", f"run: everyname rebuild {tally.folder}"
        )
    else:
        yield Finding("ok", f"database ({where})", "up to date")


def _history(tally: Tally) -> Iterator[Finding]:
    history = rebuild.check_history()
    if history.fault:
        yield Finding("fault", "ledger", history.fault, "do not publish; compare with your backup and the last release")
        return
    yield Finding("ok", "ledger", f"{history.events} events, root {history.root[:16]}…")
    conflicts = Person.objects.filter(active=True).exclude(conflict=[]).count()
    if conflicts:
        yield Finding(
            "note", "conflicts", f"{conflicts} persons hold a «different»", "a release waits: resolve them at the desk"
        )
    yield Finding("ok", "count", f"{counts.counts()['confirmed']} confirmed, {counts.backlog()['size']} waiting")
