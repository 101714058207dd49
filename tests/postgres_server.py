"""A scratch PostgreSQL cluster in a temporary folder, for tests. As a program it runs a command with its address:

python tests/postgres_server.py pytest -q
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VERSIONS = Path("/usr/lib/postgresql")


class NoServerError(Exception):
    """PostgreSQL's programs are not installed."""


def programs() -> Path:
    """The folder of ``initdb`` and ``pg_ctl`` of the newest version. Raises ``NoServerError``."""
    found = [p.parent for p in _VERSIONS.glob("*/bin/initdb")]
    if not found:
        raise NoServerError("PostgreSQL is not installed")
    return max(found, key=lambda p: float(p.parent.name))


@contextmanager
def server() -> Iterator[str]:
    """Start a cluster on a free port of the loopback address; yields ``postgresql://…/tally`` and stops it after."""
    bin_folder = programs()
    with tempfile.TemporaryDirectory(prefix="everyname-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data, port = folder / "data", _free_port()
        _run(bin_folder / "initdb", "-D", data, "-U", "everyname", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        _run(bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            _run(bin_folder / "createdb", "-h", folder, "-p", port, "-U", "everyname", "tally")
            yield f"postgresql://everyname@127.0.0.1:{port}/tally"
        finally:
            _run(bin_folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(*command: object) -> None:
    """Run one of the server's programs; it refuses to work for the superuser, so it runs as ``postgres`` then."""
    as_owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run(
        [str(c) for c in command], check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=120,
        **as_owner,  # type: ignore[call-overload]
    )  # fmt: skip


if __name__ == "__main__":
    with server() as address:
        run = subprocess.run(sys.argv[1:], env={**os.environ, "EVERYNAME_DATABASE_URL": address}, check=False)
    sys.exit(run.returncode)
