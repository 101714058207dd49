"""Django settings. Everything that differs between installations comes from the tally folder or the environment."""

from __future__ import annotations

SECRET_KEY = "unset"  # noqa: S105 - replaced when a tally folder is opened
INSTALLED_APPS: list[str] = []
USE_TZ = True
