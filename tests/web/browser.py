"""
A headless Chromium that can reach loopback and nothing else, asked over its debugging pipe.

Protocol: https://chromedevtools.github.io/devtools-protocol/; over a pipe each message is JSON that
ends with a NUL byte.
"""

import json
import os
import selectors
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# not the whole browser: that asks its maker for updates when it is started
CHROMIUM = shutil.which("chromium-headless-shell")


_ANSWERS_WITHIN_S = 5.0


class Browser:
    """One page of a running browser, with the frames and workers that it has."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._sent = 0
        self._rest = b""
        self._selector = selectors.DefaultSelector()
        self._selector.register(read, selectors.EVENT_READ)
        # of all frames; a context is a frame's place for scripts
        self._contexts: dict[tuple[str, int], str] = {}
        self.requested: list[str] = []

    def open(self, url: str) -> None:
        everything = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True}
        self._ask("Target.setAutoAttach", everything)
        self._ask("Target.createTarget", {"url": url})

    def texts(self, timeout_s: float) -> Iterator[str]:
        """Yield what the frames show, one after the other, again and again until the time is up."""
        until = time.monotonic() + timeout_s
        while time.monotonic() < until:
            self._messages(0.5)
            for session, context in list(self._contexts):
                what = {"expression": "document.body?.innerText", "contextId": context}
                said = self._ask("Runtime.evaluate", what, session)
                yield str(said.get("result", {}).get("value", ""))

    def _ask(self, method: str, params: dict[str, Any], session: str | None = None) -> Any:
        """
        Return what the browser answers; an empty dict where it refuses, as of a frame gone, or has
        no answer, as of one that goes while it is asked.
        """
        number = self._send(method, params, session)
        until = time.monotonic() + _ANSWERS_WITHIN_S
        while time.monotonic() < until:
            for message in self._messages(1):
                if message.get("id") == number:
                    return message.get("result", {})
        return {}

    def _send(self, method: str, params: dict[str, Any], session: str | None = None) -> int:
        self._sent += 1
        message: dict[str, Any] = {"id": self._sent, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        return self._sent

    def _messages(self, seconds: float) -> list[dict[str, Any]]:
        """Return what comes in one read, events noted; nothing where none comes in time."""
        if not self._selector.select(seconds):
            return []
        data = os.read(self._read, 1 << 20)
        if not data:
            raise EOFError("the browser has ended")
        *whole, self._rest = (self._rest + data).split(b"\0")
        messages = [json.loads(each) for each in whole]
        for message in messages:
            self._note(message)
        return messages

    def _note(self, message: dict[str, Any]) -> None:
        params, session = message.get("params", {}), message.get("sessionId", "")
        match message.get("method"):
            case "Target.attachedToTarget":
                attached = params["sessionId"]
                self._send("Network.enable", {}, attached)
                self._send("Runtime.enable", {}, attached)
                more = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": True}
                self._send("Target.setAutoAttach", more, attached)
            case "Target.detachedFromTarget":
                gone = [place for place in self._contexts if place[0] == params["sessionId"]]
                for place in gone:
                    del self._contexts[place]
            case "Runtime.executionContextCreated":
                context = params["context"]
                self._contexts[session, context["id"]] = context["origin"]
            case "Runtime.executionContextDestroyed":
                self._contexts.pop((session, params["executionContextId"]), None)
            case "Network.requestWillBeSent":
                self.requested.append(params["request"]["url"])


@contextmanager
def headless_chromium(profile: Path, *, proxy: str) -> Iterator[Browser]:
    """
    Run Chromium with an empty ``profile``; whatever it asks for beyond loopback, it asks ``proxy``.
    """
    to_browser, from_us = os.pipe()
    from_browser, to_us = os.pipe()
    assert CHROMIUM is not None
    arguments = [
        CHROMIUM,
        "--disable-gpu",
        "--disable-dev-shm-usage",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
        f"--proxy-server={proxy}",
        f"--user-data-dir={profile}",
        "--remote-debugging-pipe",
    ]
    # the pipe's ends are file descriptors 3 and 4 of the browser, whatever they are here
    process = subprocess.Popen(
        ["bash", "-c", f'exec "$0" "$@" 3<&{to_browser} 4>&{to_us}', *arguments],
        pass_fds=(to_browser, to_us),
        stderr=subprocess.DEVNULL,
    )
    os.close(to_browser)
    os.close(to_us)
    try:
        yield Browser(from_browser, from_us)
    finally:
        process.terminate()
        process.wait()
        os.close(from_us)
        os.close(from_browser)
