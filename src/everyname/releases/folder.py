"""Release folders and archives on disk.

Invariant: a folder named by a number is a whole release; it is made under another name, flushed and renamed, and is
never written again.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from everyname.domain.errors import InputError

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: archives must not differ by the clock


class ReleaseFolderError(InputError):
    """A folder or archive cannot be read as a release, or a release would be overwritten."""


def name_of(number: int) -> str:
    """``7`` is kept in ``007``."""
    return f"{number:03d}"


def write(files: Mapping[str, bytes], folder: Path, number: int) -> Path:
    """Write the files as ``folder/NNN`` in one step.

    Raises:
        ReleaseFolderError: the release exists already; nothing is changed.
    """
    target = folder / name_of(number)
    if target.exists():
        raise ReleaseFolderError(f"{target} exists: a release is never overwritten; publish the next number")
    folder.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{name_of(number)}-", dir=folder))
    try:
        for name, data in files.items():
            _write_through(part / name, data)
        part.chmod(0o755)
        _flush_folder(part)
        part.rename(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _flush_folder(folder)
    return target


def read(path: Path) -> dict[str, bytes]:
    """The files of a release, from its folder or from a zip of it, by name.

    Raises:
        ReleaseFolderError: no such folder or archive, or one that holds anything but plain files.
    """
    if path.is_dir():
        return {entry.name: _plain_file(entry) for entry in sorted(path.iterdir())}
    if path.is_file() and zipfile.is_zipfile(path):
        return _read_zip(path)
    raise ReleaseFolderError(f"{path}: neither a release folder nor a zip of one")


def pack(files: Mapping[str, bytes], number: int, target: Path) -> None:
    """One zip of a release, the same bytes every time; nothing half-written."""
    part = target.with_name(f".{target.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{name_of(number)}/{name}", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, files[name])
    part.replace(target)


def _read_zip(path: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    folders: set[str] = set()
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                folder, _, name = info.filename.rpartition("/")
                folders.add(folder)
                if name in files or len(folders) > 1:
                    raise ReleaseFolderError(f"{path}: more than one release, or a file twice: {info.filename}")
                files[name] = archive.read(info)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ReleaseFolderError(f"{path}: damaged archive: {error}") from error
    return files


def _plain_file(entry: Path) -> bytes:
    if entry.is_symlink() or not entry.is_file():
        raise ReleaseFolderError(f"{entry}: a release holds plain files only")
    return entry.read_bytes()


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _flush_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
