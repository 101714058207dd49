"""The optional libraries, asked for in one place so that the core imports without them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from everyname.estimates.errors import MissingPartError


def require(module: str) -> ModuleType:
    """The module, or ``MissingPartError`` that says what to install."""
    found = optional(module)
    if found is None:
        raise MissingPartError(module.partition(".")[0])
    return found


def optional(module: str) -> ModuleType | None:
    """The module, or ``None`` when it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        return None
