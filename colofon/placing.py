"""Putting editions in place: as a whole, so that a build that is killed leaves the old or the new one.

What an edition writes goes to a folder beside the finished ones. A file is renamed over the old one;
a folder changes places with the old one in a single step of the kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAGING = ".staging-"
OWNER = "pid"
"""File in a staging folder: the process that builds there."""

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""Flag of Linux's renameat2(2); there is no portable call that exchanges two folders."""


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Give a fresh folder inside `output`; remove it, and what killed builds left, at the end."""
    output.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=output))
    folder.chmod(0o755)
    (folder / OWNER).write_text(str(os.getpid()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(output: Path) -> None:
    """Remove the staging folders of builds that were killed; those of running builds stay."""
    for folder in output.glob(f"{STAGING}*"):
        owner = folder / OWNER
        if not (owner.is_file() and _running(owner.read_text())):
            shutil.rmtree(folder, ignore_errors=True)


def _running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (OSError, ValueError):
        return False
    return True


def place(staged: Path, final: Path) -> None:
    """Put a finished file or folder in the place of the old one."""
    final.parent.mkdir(parents=True, exist_ok=True)
    if staged.is_dir() and final.is_dir() and not final.is_symlink():
        _exchange(staged, final)
        shutil.rmtree(staged)
    elif final.is_dir() and not final.is_symlink():
        raise IsADirectoryError(errno.EISDIR, "a folder stands where a file belongs", str(final))
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
