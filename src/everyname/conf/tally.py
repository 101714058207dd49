"""The tally folder: ``tally.toml``, the rule file beside it, the database, ``vault/``, ``releases/`` and ``secrets/``.

Another war is another folder: everything that differs between wars stands in these files, not in code.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from everyname.domain.edtf import parse
from everyname.domain.errors import InputError

FILE = "tally.toml"


class TallyError(InputError):
    """The folder or its ``tally.toml`` cannot be used; the message says what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TallySection(_Strict):
    """What is counted, in the tally's own words."""

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    origin: str
    title: dict[str, str]
    scope: dict[str, str]
    starts: str = ""
    ends: str = ""
    languages: list[str] = ["en"]
    demo: bool = False


class RulesSection(_Strict):
    """Where the written rules lie."""

    file: str = "rules.toml"


class LinkageSection(_Strict):
    """From which probability pairs are shown, and from which a model may say «same» alone (never, unless set)."""

    propose: float = Field(0.05, ge=0, le=1)
    auto_same: float | None = Field(None, gt=0.5, le=1)
    within_list: bool = True


class PublicationSection(_Strict):
    """What a release shows of a person. ``day`` shows whole dates, ``year`` only the year, ``none`` nothing."""

    statuses: list[str] = ["confirmed"]
    birth: str = Field("day", pattern="^(day|year|none)$")
    death: str = Field("day", pattern="^(day|year|none)$")
    properties: list[str] = ["rank", "unit", "category", "settlement", "region", "age", "burial"]
    source_names: bool = True
    small_cells: int = 0


class DatabaseSection(_Strict):
    """Empty: SQLite inside the folder. Otherwise ``postgresql://user:password@host:port/name``."""

    url: str = ""


class ModelSection(_Strict):
    """A language model as a second reader; asked only when a command says so. Empty: none."""

    base_url: str = ""
    model: str = ""
    key_env: str = ""
    seconds: float = Field(120, gt=0, le=3600)


class TallyConfig(_Strict):
    """The whole of ``tally.toml``."""

    tally: TallySection
    rules: RulesSection = RulesSection()
    linkage: LinkageSection = LinkageSection()
    publication: PublicationSection = PublicationSection()
    database: DatabaseSection = DatabaseSection()
    llm: ModelSection = ModelSection()


@dataclass(frozen=True)
class Tally:
    """An opened tally folder."""

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> Tally:
        """Open a folder and check its ``tally.toml``. Raises ``TallyError`` in one line."""
        tally = cls(folder.resolve())
        _ = tally.config
        return tally

    @cached_property
    def config(self) -> TallyConfig:
        """The checked settings."""
        path = self.folder / FILE
        try:
            return TallyConfig.model_validate(tomllib.loads(path.read_text("utf-8")))
        except FileNotFoundError as error:
            raise TallyError(
                f"{self.folder} is no tally folder: {FILE} is missing; make one with: everyname init"
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise TallyError(f"{path}: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise TallyError(f"{path}: {where}: {first['msg']}") from error

    @property
    def first_day(self) -> date | None:
        """The first day of the period that is counted; ``None`` where it is open."""
        return parse(self.config.tally.starts).earliest if self.config.tally.starts else None

    @property
    def vault(self) -> Path:
        """Captured bytes, by their hash."""
        return self.folder / "vault"

    @property
    def releases(self) -> Path:
        """Numbered releases."""
        return self.folder / "releases"

    @property
    def site(self) -> Path:
        """The public site, made from the releases."""
        return self.folder / "site"

    @property
    def database_url(self) -> str:
        """The environment wins over the file, so that passwords need not stand in it."""
        return os.environ.get("EVERYNAME_DATABASE_URL") or self.config.database.url

    @property
    def rules_file(self) -> Path:
        """The rule file."""
        return self.folder / self.config.rules.file

    @property
    def vocabulary(self) -> Path:
        """Words that this installation adds to the reader's."""
        return self.folder / "vocabulary"

    def secret(self, name: str) -> bytes:
        """32 secret bytes kept in ``secrets/NAME`` (made on first use, readable by the owner only)."""
        path = self.folder / "secrets" / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
                file.flush()
                os.fsync(file.fileno())
        data = path.read_bytes()
        if len(data) != 32:
            raise TallyError(f"{path} is damaged: it must hold 32 bytes; restore it from your backup")
        return data
