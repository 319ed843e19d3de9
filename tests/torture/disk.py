"""A small disk of its own for the spool, that can be filled to the last byte."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_CAN_MOUNT = "NEWSCRAWL_TORTURE_CAN_MOUNT"


def be_able_to_mount(module: str, arguments: Sequence[str]) -> bool:
    """
    Become ``python -m module`` where file systems may be mounted, and nobody else sees them.

    Returns whether this process is that one; False where the machine does not permit it.
    """
    if os.environ.get(_CAN_MOUNT):
        return True
    for unshare in (["unshare", "-m"], ["unshare", "-U", "-r", "-m"]):
        try:
            trial = [*unshare, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
            permitted = subprocess.run(trial, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            return False
        if permitted:
            os.environ[_CAN_MOUNT] = "yes"
            command = [*unshare, sys.executable, "-m", module, *arguments]
            os.execvp(command[0], command)
    return False


class SmallDisk:
    """A mounted file system of some megabytes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / ".ballast"

    def fill(self) -> int:
        """Write until the file system says that it is full; return how many bytes that took."""
        written = 0
        with self._ballast.open("ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                while True:
                    try:
                        written += file.write(b"\0" * size)
                    except OSError as error:
                        if error.errno != errno.ENOSPC:
                            raise
                        break
        return written

    def free(self) -> None:
        self._ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[SmallDisk]:
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
