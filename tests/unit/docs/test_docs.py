"""The documents keep up with the code: words, links, commands; and they speak of the project alone."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import typer
from pydantic import BaseModel

from everyname.cli.main import app
from everyname.conf.tally import TallyConfig
from everyname.domain import rules
from everyname.domain.words import Role, SourceKind, Status
from everyname.ledger.events import KINDS

ROOT = Path(__file__).parents[3]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# Machine paths, and hosts of package registries and model hubs.
FORBIDDEN = re.compile(
    r"(?<![\w.])/(?:work|root|home|tmp)/|pypi\.org|pythonhosted|npmjs|huggingface|deb\.debian\.org|proxy\.golang", re.I
)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from keys(field.annotation, f"{name}.")
        else:
            yield prefix + name


def test_command_reference_is_what_help_prints() -> None:
    assert tool("commands").document() == read("docs/commands.md")


def test_stems_of_names_are_of_the_names_and_rules_as_they_stand() -> None:
    assert tool("build_name_stems").main(check=True) == 0


@pytest.mark.parametrize("key", list(keys(TallyConfig)))
def test_every_setting_is_documented(key: str) -> None:
    assert f"`{key}`" in read("docs/settings.md")


def test_no_setting_is_documented_that_is_not_there() -> None:
    named = re.findall(r"`((?:tally|rules|linkage|publication|database|llm)\.\w+)`", read("docs/settings.md"))
    assert set(named) - {"tally.toml", "rules.toml"} == set(keys(TallyConfig))


@pytest.mark.parametrize("word", [*sorted(rules._RULE_KEYS), *sorted(rules.PROVABLE), *Status, *SourceKind, *Role])
def test_every_word_of_rules_is_documented(word: str) -> None:
    assert f"`{word}`" in read("docs/rules.md")


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_kind_is_documented(kind: str) -> None:
    assert f"`{kind}`" in read("docs/ledger.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), f"{path.relative_to(ROOT)}: {target}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_documents_name_no_machine_and_no_registry(path: Path) -> None:
    found = FORBIDDEN.search(path.read_text("utf-8"))
    assert found is None, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_commands_named_in_documents_exist() -> None:
    known = set(typer.main.get_group(app).commands) | {"COMMAND"}
    for path in DOCUMENTS:
        used = set(re.findall(r"(?:^|[`/ ])everyname ([a-z]+)\b(?= [A-Za-z./\[-]|`)", path.read_text("utf-8"), re.M))
        assert used - known <= {"is", "keeps"}, path.name


def test_readme_commands_exist() -> None:
    makefile, readme = read("Makefile"), read("README.md")
    first = readme[: readme.index("## A tally of your own")]
    used = re.findall(r"^make (\w+)", first, re.M)
    assert used == ["demo", "test"]
    assert all(re.search(rf"^{name}:", makefile, re.M) for name in used)
    typed = "".join(re.findall(r"```sh\n(.*?)```", readme, re.S))
    assert set(re.findall(r"^everyname (\w+)", typed, re.M)) <= set(typer.main.get_group(app).commands)


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.parent.name == "adr"], ids=lambda p: p.stem)
def test_decisions_are_numbered_and_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert text.startswith(f"# {int(path.name[:4])}. ")
