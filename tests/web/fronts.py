"""
What stands between a client and a server on loopback: TLS, and a proxy that knows names.

Bytes are handed on as they came, ``Host`` with them: that is what requests are signed with.
"""

import contextlib
import socket
import ssl
import threading
from pathlib import Path
from typing import Self

_PIECE_BYTES = 1 << 16


class Front:
    """Listens on a port of its own from ``with`` on; each connection goes to ``upstream``."""

    scheme = "http"

    def __init__(self, upstream: int) -> None:
        self._upstream = upstream
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.connections = 0

    @property
    def port(self) -> int:
        port: int = self._listening.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        # close alone would leave the thread in accept
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client:
            greeted, first = self._greet(client)
            with greeted, socket.create_connection(("127.0.0.1", self._upstream)) as server:
                self.connections += 1
                server.sendall(first)
                back = threading.Thread(target=_pump, args=(server, greeted), daemon=True)
                back.start()
                _pump(greeted, server)
                back.join()

    def _greet(self, client: socket.socket) -> tuple[socket.socket, bytes]:
        """Return what to read from, and what was read that the server must have."""
        return client, b""


class TlsFront(Front):
    scheme = "https"

    def __init__(self, upstream: int, certificate: Path) -> None:
        super().__init__(upstream)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)

    def _greet(self, client: socket.socket) -> tuple[socket.socket, bytes]:
        return self._context.wrap_socket(client, server_side=True), b""


class NamingProxy(Front):
    """An HTTP proxy for which every name is the one server; ``asked`` are the first lines."""

    def __init__(self, upstream: int) -> None:
        super().__init__(upstream)
        self.asked: list[str] = []

    def _greet(self, client: socket.socket) -> tuple[socket.socket, bytes]:
        head = b""
        while b"\r\n\r\n" not in head and (piece := client.recv(_PIECE_BYTES)):
            head += piece
        if not head:
            raise ConnectionError("nothing was asked")
        self.asked.append(head.partition(b"\r\n")[0].decode("latin-1"))
        if head.startswith(b"CONNECT "):
            client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            return client, b""
        return client, head


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(_PIECE_BYTES):
            sink.sendall(piece)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)
