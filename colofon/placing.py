"""Putting editions in place: as a whole, so that a build that is killed leaves the old or the new one.

What an edition writes goes to a folder beside the finished ones. A file is renamed over the old one;
a folder changes places with the old one in a single step of the kernel. What keeps the output folder
from being written, a full disk or a missing permission, is `UnwritableError`, and leaves it as it was.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

STAGING = ".staging-"
"""Begins the name of a staging folder; the process that builds there follows, and what makes it unique."""

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Flag of Linux's renameat2(2); there is no portable call that exchanges two folders."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""What a disk says of itself, whatever file it happens with."""


class UnwritableError(Exception):
    """The folder that is to be written cannot be; nothing is wrong with the manuscript or the program."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what keeps a folder from being written into `UnwritableError`; other faults stay what they are."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM and not _concerns(error, folder.absolute()):
            raise
        reason = (error.strerror or "unknown reason").lower()
        name = f" ({os.fsdecode(error.filename)})" if error.filename else ""
        raise UnwritableError(f"{folder} cannot be written: {reason}{name}") from error


def _concerns(error: OSError, folder: Path) -> bool:
    """Tell whether an error names the folder, something in it, or what it should lie in."""
    names = (error.filename, error.filename2)
    paths = [Path(os.fsdecode(name)).absolute() for name in names if isinstance(name, str | bytes)]
    return any(path.is_relative_to(folder) or folder.is_relative_to(path) for path in paths)


def place_file(path: Path, data: bytes) -> None:
    """Write a file in one step: whatever ends the writing, the old or the new one is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give a fresh folder inside `output`; remove it, and what killed builds left, at the end."""
    output.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{STAGING}{os.getpid()}-", dir=output))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(output: Path) -> None:
    """Remove the staging folders of builds that were killed; those of running builds stay."""
    for folder in output.glob(f"{STAGING}*"):
        if not _running(folder.name.removeprefix(STAGING).partition("-")[0]):
            shutil.rmtree(folder, ignore_errors=True)


def _running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (OSError, ValueError):
        return False
    return True


def place(staging_folder: Path, output: Path, products: Sequence[str]) -> None:
    """Put finished files and folders in the place of the old ones: all, or none when one cannot go there."""
    for product in products:
        final = output / product
        final.parent.mkdir(parents=True, exist_ok=True)
        if final.is_dir() and not final.is_symlink() and not (staging_folder / product).is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder stands where a file belongs", str(final))
    for product in products:
        _place(staging_folder / product, output / product)


def _place(staged: Path, final: Path) -> None:
    if staged.is_dir() and os.path.lexists(final):
        # What was there goes with the staging folder.
        _exchange(staged, final)
    else:
        staged.replace(final)


def _exchange(first: Path, second: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        renameat2 = libc.renameat2
    except AttributeError:
        renameat2 = None
    if renameat2 is not None:
        paths = os.fsencode(first), os.fsencode(second)
        if renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0:
            return
    # A file system without the exchange: the gap between the two renames is as short as can be.
    aside = first.with_name(f"{first.name}.old")
    second.rename(aside)
    first.rename(second)
    aside.rename(first)
