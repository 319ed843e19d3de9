"""Places as a deployment has them: the dependencies installed, our checkout nowhere near."""

import subprocess
import sys
import sysconfig
from pathlib import Path


def environment_without_us(folder: Path) -> Path:
    """
    Make an environment that has our dependencies and not us; return its ``bin``.

    A path file names our own site-packages. Path files in there, such as that of our editable
    install, are not followed from elsewhere, so nothing leads to the checkout.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def plain_environment(**more: str) -> dict[str, str]:
    """Return an environment with nothing of ours, and no proxy, but what is given."""
    return {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", **more}
