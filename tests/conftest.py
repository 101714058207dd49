"""Fixtures of the whole suite. The network is closed except for the loopback addresses."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

# Matrices are small: threads would only wait for one another. NumPy reads this once, when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
EVALUATION_DATA = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[2] / "shared" / "data"))
_connect = socket.socket.connect


def _guarded(self: socket.socket, address: object) -> None:
    """Refuse every connection that would leave this computer."""
    host = address[0] if isinstance(address, tuple) else str(address)
    if self.family in (socket.AF_INET, socket.AF_INET6) and not (
        host.startswith("127.") or host in ("::1", "localhost")
    ):
        raise RuntimeError(f"the test suite may not connect to {host}")
    return _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True, scope="session")
def closed_network() -> None:
    """No test reaches another computer."""
    socket.socket.connect = _guarded  # type: ignore[method-assign,assignment]


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """Local evaluation data, which is not part of the project."""
    if not EVALUATION_DATA.is_dir():
        pytest.skip("local evaluation data is absent")
    return EVALUATION_DATA
