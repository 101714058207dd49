"""YAML of sections of entries, each with the line it stands on.

Invariant: only plain mappings, lists and texts are read; every error names the file and the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from everyname.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section: its fields, each a text or a list of texts."""

    file: Path
    line: int
    section: str
    fields: Mapping[str, str | list[str]]

    def error(self, sentence: str) -> InputError:
        """The error that says where and what."""
        return InputError(f"{self.file}, line {self.line}: {sentence}")

    def text(self, name: str, default: str | None = None) -> str:
        """A field that is one text; needed unless there is a default."""
        value = self.fields.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(f"{name}: a text is needed")
        return " ".join(value.split())

    def texts(self, name: str) -> list[str]:
        """A field that is a list of texts, or one."""
        value = self.fields.get(name, [])
        return [value] if isinstance(value, str) else value

    def one_of(self, name: str, allowed: Iterable[str], default: str | None = None) -> str:
        """A field that is one of a few words."""
        value = self.text(name, default)
        if value not in allowed:
            raise self.error(f"{name} «{value}»: one of {', '.join(allowed)}")
        return value


def entries_of(file: Path, sections: Mapping[str, Iterable[str]]) -> Iterator[Entry]:
    """The entries of a file. ``sections`` are the names that may stand in it, each with its fields.

    Raises:
        InputError: no YAML, an unknown section or field, or a shape other than sections of entries.
    """
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise InputError(f"{file}, byte {error.start + 1}: is not UTF-8; save the file as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{file}, line {line}: no YAML: {error.problem}") from error
    if root is None:
        return
    for name, node in _pairs(file, root):
        if name not in sections:
            raise _wrong(file, node, f"section «{name}»: one of {', '.join(sections)}")
        if _is_empty(node):
            continue
        if not isinstance(node, yaml.SequenceNode):
            raise _wrong(file, node, f"section «{name}»: a list of entries, each beginning with «- »")
        yield from (_entry(file, name, item, sections[name]) for item in node.value)


def _entry(file: Path, section: str, node: yaml.Node, allowed: Iterable[str]) -> Entry:
    fields: dict[str, str | list[str]] = {}
    for name, value in _pairs(file, node):
        if name not in allowed:
            raise _wrong(file, value, f"{section}: field «{name}»: one of {', '.join(allowed)}")
        if isinstance(value, yaml.SequenceNode):
            fields[name] = [_text(file, item) for item in value.value]
        else:
            fields[name] = _text(file, value)
    return Entry(file, node.start_mark.line + 1, section, fields)


def _pairs(file: Path, node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(file, node, "«name: value» was expected here")
    yield from ((_text(file, key), value) for key, value in node.value)


def _text(file: Path, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _wrong(file, node, "a text was expected here")
    return str(node.value)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not str(node.value).strip()


def _wrong(file: Path, node: yaml.Node, sentence: str) -> InputError:
    return InputError(f"{file}, line {node.start_mark.line + 1}: {sentence}")
