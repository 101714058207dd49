"""What a reader finds in a release folder, and what verifying says of it."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from release_factory import RULES, SIGNER, content, person, publish

from everyname.releases import Release, ReleaseError, ReleaseFolderError, build, diff, pack, verify
from everyname.releases.tables import cell


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return publish(tmp_path_factory.mktemp("releases"))


def test_built_twice_is_byte_equal(releases: list[Path], tmp_path: Path) -> None:
    again = publish(tmp_path)
    for one, two in zip(releases, again, strict=True):
        assert Release.read(one).files == Release.read(two).files


def test_a_release_is_never_overwritten(tmp_path: Path) -> None:
    (path,) = publish(tmp_path, 1)
    before = Release.read(path).files
    with pytest.raises(ReleaseFolderError, match="never overwritten"):
        build(content(1), tmp_path, SIGNER)
    assert Release.read(path).files == before
    assert [p.name for p in tmp_path.iterdir()] == ["001"]


def test_nothing_half_written_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 5:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        build(content(1), tmp_path, SIGNER)
    assert list(tmp_path.iterdir()) == []


def test_persons_table_opens_in_a_spreadsheet(releases: list[Path]) -> None:
    data = (releases[0] / "persons.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    month = next(r for r in rows if r["death_precision"] == "month")
    assert month["death_from"] == f"{month['death']}-01"
    assert month["death_to"] > month["death_from"]


@pytest.mark.parametrize("value", ["=1+1", "+7", "-2", "@sum", "\t=1", ["=cmd", "x"]])
def test_formulas_are_disarmed(value: object) -> None:
    assert cell(value).startswith("'")


def test_changes_name_what_moved_and_why(releases: list[Path]) -> None:
    second = {c["id"]: c for c in Release.read(releases[1]).changes}
    assert second[person(4).id]["kind"] == "withdrawn"
    assert "вернулся" in second[person(4).id]["reason"]
    assert second[person(6).id] | {"reason": ""} == {
        "kind": "merged",
        "id": person(6).id,
        "name": person(6).name,
        "old": {"status": "confirmed"},
        "new": {"into": person(7).id},
        "reason": "",
    }
    moved = second[person(3).id]
    assert (moved["old"]["status"], moved["new"]["status"]) == ("probable", "confirmed")
    assert [e["source"] for e in moved["new"]["evidence"]] == [4]
    third = {c["id"]: c for c in Release.read(releases[2]).changes}
    assert third[person(6).id]["kind"] == "split"
    assert third[person(9).id]["new"]["death"] == "2026-10-07~"
    assert third[person(9).id]["reason"].startswith("Дата")
    assert all(c["reason"] for c in Release.read(releases[0]).changes)


def test_nobody_disappears_without_a_reason(releases: list[Path]) -> None:
    made = content(2, releases[0], withdrawn={})
    with pytest.raises(ReleaseError, match="give a reason"):
        diff(Release.read(releases[0]), made)


def test_a_status_that_does_not_follow_is_not_published(tmp_path: Path) -> None:
    wrong = replace(person(3), status=person(0).status)
    with pytest.raises(ReleaseError, match=f"{wrong.id}, field status"):
        build(content(1, persons=(wrong,)), tmp_path, SIGNER)
    assert not list(tmp_path.iterdir())


def test_numbers_have_no_gaps(releases: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no gaps"):
        build(content(3, releases[0]), tmp_path, SIGNER)


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("persons.csv", "Абросимцев", "Абросимов", "persons.csv, record {0}, field name"),
        ("counts.json", '"count": 16', '"count": 17', "counts.json, field count"),
        ("rules.toml", 'kinds = ["cemetery"', 'kinds = ["school"', "rules.toml"),
    ],
)
def test_the_first_difference_is_named(
    name: str, old: str, new: str, sentence: str, releases: list[Path], tmp_path: Path
) -> None:
    for file, data in Release.read(releases[0]).files.items():
        (tmp_path / file).write_bytes(data)
    text = (tmp_path / name).read_bytes().decode()
    (tmp_path / name).write_bytes(text.replace(old, new, 1).encode())
    report = verify(tmp_path)
    assert not report.ok
    assert str(report.difference).startswith(sentence.format(person(0).id))


def test_added_missing_and_strange_files_are_found(releases: list[Path], tmp_path: Path) -> None:
    for file, data in Release.read(releases[0]).files.items():
        (tmp_path / file).write_bytes(data)
    (tmp_path / "extra.txt").write_text("")
    assert "extra.txt: is in the release and not in the manifest" in str(verify(tmp_path).difference)
    (tmp_path / "extra.txt").unlink()
    (tmp_path / "LICENSE-DATA").unlink()
    assert "LICENSE-DATA: is in the manifest and not" in str(verify(tmp_path).difference)
    (tmp_path / "LICENSE-DATA").symlink_to(releases[0] / "LICENSE-DATA")
    with pytest.raises(ReleaseFolderError, match="plain files"):
        verify(tmp_path)


def test_changes_are_recomputed_when_the_last_release_lies_beside(releases: list[Path], tmp_path: Path) -> None:
    assert verify(releases[1]).notes == ()
    alone = tmp_path / "002.zip"
    pack(Release.read(releases[1]).files, 2, alone)
    report = verify(alone)
    assert report.ok
    assert "release 1 does not lie beside" in report.notes[0]
    pack(Release.read(releases[0]).files, 1, tmp_path / "001.zip")
    assert verify(alone).notes == ()


def test_another_past_is_found(tmp_path: Path) -> None:
    first, _ = publish(tmp_path / "one", 2)
    other = build(content(1, made_at="2026-01-01T00:00:00Z"), tmp_path / "two", SIGNER)
    for file, data in Release.read(other).files.items():
        (first / file).write_bytes(data)
    assert "the release before is another" in str(verify(tmp_path / "one" / "002").difference)


def test_changed_rules_are_the_reason_when_nothing_else_moved(releases: list[Path]) -> None:
    rules = RULES.replace('id = "one-source"', 'id = "single-source"')
    from release_factory import decided

    people = tuple(decided(replace(person(n)), rules) for n in range(20))
    rows = diff(
        Release.read(releases[0]),
        content(2, releases[0], persons=people, rules=rules, withdrawn={}, redirects={}, reasons={}),
    )
    assert {r["reason"] for r in rows} == {"code:rules"}


def test_descriptor_lists_every_table_with_its_columns(releases: list[Path]) -> None:
    package = json.loads((releases[2] / "datapackage.json").read_text("utf-8"))
    by_path = {r["path"]: r for r in package["resources"]}
    header = (releases[2] / "persons.csv").read_text("utf-8-sig").split("\n")[0].strip().split(",")
    assert [f["name"] for f in by_path["persons.csv"]["schema"]["fields"]] == header
    assert package["$schema"].endswith("/2.0/datapackage.json")
    assert len({r["name"] for r in package["resources"]}) == len(package["resources"])


def test_stated_tolls_stand_beside_our_own_count(releases: list[Path]) -> None:
    rows = list(csv.DictReader(io.StringIO((releases[0] / "stated_tolls.csv").read_text("utf-8-sig"))))
    whole = next(r for r in rows if r["who"] == "Другая редакция")
    assert int(whole["own_sure"]) + int(whole["own_possible"]) <= 16
    assert rows[2]["own_sure"] == ""
    incident = json.loads((releases[0] / "incidents.json").read_text("utf-8"))[0]
    assert (incident["claimed"], incident["named"], incident["remainder"]) == (89, 44, 45)
