"""Where a language model answers, and what must be said before texts are sent there.

Invariant: an address that is not a loopback address is never used without ``warning`` having been shown by the caller.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from everyname.domain.errors import InputError

WARNINGS = {
    "en": "Source protection: {host} is not this computer. Every text is sent there whole, with the names of the dead, "
    "of their kin and of whoever wrote it. Who runs that service, and whoever can compel it, may keep and read them. "
    "Do not send what a source gave you in confidence.",
    "ru": "Защита источников: {host} — не этот компьютер. Каждый текст уходит туда целиком, с именами погибших, их "
    "близких и того, кто это написал. Владелец сервиса и те, кто может его заставить, могут хранить и читать эти "
    "тексты. Не отправляйте того, что источник вам доверил.",
    "uk": "Захист джерел: {host} — не цей комп’ютер. Кожен текст надсилається туди повністю, з іменами загиблих, їхніх "
    "рідних і того, хто це написав. Власник сервісу й ті, хто може його примусити, можуть зберігати й читати ці "
    "тексти. Не надсилайте того, що джерело вам довірило.",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers. ``key_env`` names the variable that holds the key; ``seconds`` bound a whole question."""

    base_url: str
    model: str
    key_env: str = ""
    seconds: float = 120.0
    cache: Path | None = None

    @property
    def host(self) -> str:
        """The host as the address names it."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether the address is a loopback address, so that no text leaves the computer."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def warning(self, lang: str) -> str:
        """What must be said before texts are sent; empty for a loopback address."""
        return "" if self.is_local else WARNINGS.get(lang, WARNINGS["en"]).format(host=self.host)


def check(endpoint: Endpoint) -> None:
    """Raise ``InputError`` unless the endpoint can be asked at all: the extra installed, an address, the key set."""
    if importlib.util.find_spec("httpx") is None:
        raise InputError("a language model is asked over HTTP: pip install 'everyname[llm]'")
    if urlsplit(endpoint.base_url).scheme not in ("http", "https") or not endpoint.host:
        raise InputError(f"base_url «{endpoint.base_url}» is no address such as http://127.0.0.1:11434/v1")
    if not endpoint.model:
        raise InputError("no model is named: write its name as the endpoint knows it")
    if endpoint.key_env and not os.environ.get(endpoint.key_env):
        raise InputError(f"the key is missing: set the environment variable {endpoint.key_env}")
