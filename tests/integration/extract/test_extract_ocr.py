"""Photographed plaques: words keep their boxes, and every way it can go wrong is told in one line."""

import shutil
from pathlib import Path

import pytest

from everyname.domain.errors import InputError
from everyname.extract.readers.ocr import read_photo

TABLE = (
    "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n"
    "5\\t1\\t1\\t1\\t1\\t1\\t10\\t20\\t90\\t30\\t96.5\\tКОШКАРИН\\n"
    "5\\t1\\t1\\t1\\t1\\t2\\t110\\t20\\t40\\t30\\t91.0\\tЛЕВ\\n"
    "5\\t1\\t1\\t1\\t2\\t1\\t10\\t60\\t70\\t30\\t88.0\\t1985\\n"
)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "plaque.png"
    path.write_bytes(b"not looked at")
    return path


def program(folder: Path, script: str) -> str:
    path = folder / "reads"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_words_keep_their_boxes_and_lines(photo: Path, tmp_path: Path) -> None:
    read = read_photo(photo, program=program(tmp_path, f"printf '{TABLE}'"))
    assert read.text == "КОШКАРИН ЛЕВ\n1985"
    assert [read.text[w.start : w.end] for w in read.words] == ["КОШКАРИН", "ЛЕВ", "1985"]
    assert read.words[1].box == (110, 20, 40, 30)
    assert read.words[1].confidence == 0.91


def test_an_absent_program_is_told(photo: Path) -> None:
    with pytest.raises(InputError, match="not installed: install tesseract-ocr"):
        read_photo(photo, program="no-such-program-here")


def test_a_program_that_stalls_is_stopped(photo: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not read within"):
        read_photo(photo, seconds=0.2, program=program(tmp_path, "exec sleep 20"))


def test_a_program_that_fails_is_quoted(photo: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such language"):
        read_photo(photo, program=program(tmp_path, "echo no such language >&2; exit 1"))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_tesseract_says_what_is_no_photo(photo: Path) -> None:
    with pytest.raises(InputError, match="tesseract says"):
        read_photo(photo, langs="eng")
