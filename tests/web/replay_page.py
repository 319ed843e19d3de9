"""
ReplayWeb.page on loopback, as an archive's reader would put it beside a WACZ of ours.

Its package is fetched by npm when a test asks for it, and is no part of the checkout: it is under
the AGPL.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NPM = shutil.which("npm")
PACKAGE = "replaywebpage@2.5.3"
# what the registry states of that version
_INTEGRITY = (
    "nCj2PSON3BxeSJKE8AsYPyULv0XPZKJWfy4l9PyQre9SqwLZ+WKZVs/sfLqPOQ4GrH+0YkjbwOhr8cSTH08gsQ=="
)


def fetch_replay_page(folder: Path) -> bool:
    """Put its page and two scripts into ``folder``/replay; return whether the registry could be reached."""
    assert NPM is not None
    fetched = subprocess.run(
        [NPM, "pack", PACKAGE, "--pack-destination", str(folder)],
        capture_output=True,
        cwd=folder,
        check=False,
        timeout=120,
    )
    if fetched.returncode:
        return False
    (packed,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    assert digest == _INTEGRITY, f"{PACKAGE} is not what it was"
    (folder / "replay").mkdir()
    with tarfile.open(packed) as package:
        for script in ("index.html", "ui.js", "sw.js"):
            content = package.extractfile(f"package/{script}")
            assert content is not None
            (folder / "replay" / script).write_bytes(content.read())
    return True


def write_viewer(folder: Path, wacz: str, url: str) -> None:
    """Write the page that shows ``url`` as it is in ``wacz``, both in ``folder``."""
    (folder / "index.html").write_text(
        "<!doctype html><title>replay</title><script src='/replay/ui.js'></script>"
        f"<replay-web-page source='/{wacz}' url='{url}' replayBase='/replay/'></replay-web-page>"
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on a free port; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Ranges, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class _Ranges(SimpleHTTPRequestHandler):
    """Files, and the ranges of them that a player asks a WACZ for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        data = path.read_bytes()
        first, last = asked.groups()
        start = int(first) if first else max(len(data) - int(last), 0)
        end = min(int(last) + 1, len(data)) if first and last else len(data)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{len(data)}")
        self.send_header("Content-Length", str(end - start))
        self.end_headers()
        self.wfile.write(data[start:end])

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""
