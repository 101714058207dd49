"""No byte of a release is free, and the two verifiers agree on every release, honest or forged."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey
from release_factory import POLICY, SIGNER, content, person_lists, publish

from everyname.releases import Release, pack, verify
from everyname.releases.build import render
from everyname.releases.seal import MANIFEST, SIGNATURE, Seal, seal
from everyname.releases.tables import jsonl_bytes

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return publish(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="module")
def standalone() -> Callable[[Path], str]:
    """The shipped verifier, run in this process; the answer is what it prints last."""
    source = resources.files("everyname.releases").joinpath("shipped", "verify.py").read_text("utf-8")
    module = ModuleType("shipped_verifier")
    exec(compile(source, "verify.py", "exec"), module.__dict__)

    def run(path: Path) -> str:
        try:
            module.main(path)
        except (
            module.DiffersError,
            OSError,
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
            zipfile.BadZipFile,
        ) as error:
            return f"DIFFERS: {error}"
        return "holds"

    return run


def _files_of_release() -> list[str]:
    return sorted(render(content(1), None, SIGNER))


def _reseal(files: Files) -> Files:
    """What the holder of the key could do: sign changed files again."""
    table = json.loads(files[MANIFEST])
    about = Seal(table["tally"], table["number"], table["made_at"], table["previous"], table["ledger"])
    return seal({n: d for n, d in files.items() if n not in (MANIFEST, SIGNATURE)}, about, SIGNER)


def _write(files: Files, folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", _files_of_release())
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_is_found(
    name: str, releases: list[Path], standalone: Callable[[Path], str], data: st.DataObject
) -> None:
    files = dict(Release.read(releases[0]).files)
    place = data.draw(st.integers(0, len(files[name]) - 1))
    mask = data.draw(st.integers(1, 255))
    changed = bytearray(files[name])
    changed[place] ^= mask
    with tempfile.TemporaryDirectory() as folder:
        path = _write(files | {name: bytes(changed)}, Path(folder))
        report = verify(path)
        assert not report.ok
        assert report.difference is not None
        # The manifest and its signature accuse one another; every other file is named itself.
        assert report.difference.file in ({MANIFEST, SIGNATURE} if name.startswith("manifest") else {name})
        assert standalone(path).startswith("DIFFERS")


def test_every_byte_of_the_signature_counts(
    releases: list[Path], standalone: Callable[[Path], str], tmp_path: Path
) -> None:
    files = dict(Release.read(releases[1]).files)
    path = _write(files, tmp_path)
    signature = files[SIGNATURE]
    for place in range(len(signature)):
        for mask in (1 + place % 3,):
            changed = bytearray(signature)
            changed[place] ^= mask
            (path / SIGNATURE).write_bytes(bytes(changed))
            assert not verify(path).ok
    for more in (b"\n", b" ", "— other.example AAAA\n".encode()):
        (path / SIGNATURE).write_bytes(signature + more)
        assert not verify(path).ok
        assert standalone(path).startswith("DIFFERS")


@given(people=person_lists(), small=st.integers(0, 3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_honest_release_holds_for_both_verifiers(
    people: tuple, small: int, standalone: Callable[[Path], str]
) -> None:
    policy = POLICY.replace("small_cells = 0", f"small_cells = {small}")
    made = content(1, persons=people, policy=policy, redirects={}, withdrawn={}, incidents=())
    with tempfile.TemporaryDirectory() as folder:
        path = _write(render(made, None, SIGNER), Path(folder))
        assert verify(path).difference is None
        assert standalone(path) == "holds"


@given(people=person_lists(), data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_verifiers_find_the_same_forgeries(
    people: tuple, data: st.DataObject, standalone: Callable[[Path], str]
) -> None:
    """A signed status, count or CSV cell that does not follow from the evidence is found by both."""
    files = render(content(1, persons=people, redirects={}, withdrawn={}, incidents=()), None, SIGNER)
    rows = [json.loads(line) for line in files["persons.jsonl"].splitlines()]
    row = data.draw(st.sampled_from(rows))
    what = data.draw(st.sampled_from(["status", "rule", "count", "name"]))
    if what == "count":
        counts = json.loads(files["counts.json"])
        counts["count"] += 1
        files["counts.json"] = json.dumps(counts).encode()
    else:
        row[what] = "missing" if row[what] != "missing" else "prisoner"
        files["persons.jsonl"] = jsonl_bytes(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = _write(_reseal(files), Path(folder))
        report = verify(path)
        assert report.difference is not None
        assert standalone(path).startswith("DIFFERS")
        if what in ("status", "rule"):
            assert row["id"] in str(report.difference)


def test_shipped_verifier_runs_alone_and_stays_small(releases: list[Path], tmp_path: Path) -> None:
    script = releases[2] / "verify.py"
    assert len(script.read_text("utf-8").splitlines()) <= 200
    done = subprocess.run([sys.executable, "-I", str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert SIGNER.public.fingerprint in done.stdout
    archive = tmp_path / "003.zip"
    pack(Release.read(releases[2]).files, 3, archive)
    done = subprocess.run(
        [sys.executable, "-I", str(script), str(archive)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0
    done = subprocess.run(
        [sys.executable, "-I", str(script), str(releases[2]), "0000"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "key" in done.stderr


@given(message=st.binary(max_size=80), seed=st.binary(min_size=32, max_size=32), flip=st.integers(0, 511))
@settings(max_examples=25, deadline=None)
def test_plain_ed25519_agrees_with_libsodium(message: bytes, seed: bytes, flip: int) -> None:
    source = resources.files("everyname.releases").joinpath("shipped", "verify.py").read_text("utf-8")
    names: dict = {"__name__": "shipped"}
    exec(compile(source, "verify.py", "exec"), names)
    key = SigningKey(seed)
    signature = bytearray(key.sign(message).signature)
    assert names["signed"](bytes(key.verify_key), message, bytes(signature))
    signature[flip // 8] ^= 1 << flip % 8
    with contextlib.suppress(ValueError):  # the changed point is not on the curve: refused as well
        assert not names["signed"](bytes(key.verify_key), message, bytes(signature))
