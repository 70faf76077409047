"""Start a real server that speaks S3 over HTTP and believes only requests signed with its key: nanio, from PyPI.

::

    with server() as s3:
        s3.make_bucket("pictures")
        places = FilePlaces(FileKind.S3, bucket=s3.address("pictures"))

Unprivileged, on loopback, in a folder of its own; killed with the process that started it.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.domain.file_places import BucketAddress
from tests.servers import FOLDERS
from tests.servers.databases import RUNNING, ServerFailed, as_user, die_with_parent, free_port, hand_over

ACCESS_KEY, SECRET_KEY = "env:TEST_BUCKET_KEY", "env:TEST_BUCKET_SECRET"
"""Where tests put them; the references are what a setting holds."""
KEYS = {"TEST_BUCKET_KEY": "clms-tests", "TEST_BUCKET_SECRET": "only-for-tests-but-long"}
_READY_SECONDS = 30


class S3Server:
    """One running server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def address(self, bucket: str, port: int | None = None) -> BucketAddress:
        """A bucket of it, as a setting says it."""
        return BucketAddress(
            bucket, f"http://127.0.0.1:{port or self.port}", "us-east-1", ACCESS_KEY, SECRET_KEY
        )

    def make_bucket(self, name: str) -> Path:
        """A new bucket, which is a folder of files; returns it."""
        folder = self.folder_of(name)
        folder.mkdir()
        hand_over(folder)
        return folder

    def folder_of(self, bucket: str) -> Path:
        """Where a bucket's files are."""
        return self._folder / "data" / bucket

    def age(self, bucket: str, seconds: float) -> None:
        """Make all files of a bucket so old. Their dates in nanio's notes go; it then takes those of the files."""
        shutil.rmtree(self.folder_of(bucket) / ".nanio-meta", ignore_errors=True)
        for file in self.folder_of(bucket).rglob("*"):
            if file.is_file():
                os.utime(file, (time.time() - seconds,) * 2)

    def start(self) -> None:
        """Start and wait until it answers. After kill() it comes back on the same port."""
        for _ in range(5):
            self._launch(self.port or free_port())
            if self._answers():
                return
            self.kill()
        raise ServerFailed(
            f"nanio did not start: {(self._folder / 'log').read_text(errors='replace')[-1500:]}"
        )

    def start_again(self) -> None:
        """Start where it was killed."""
        if self._process is None:
            self.start()

    def kill(self) -> None:
        """Stop at once, as a power cut would."""
        if self._process is not None:
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait(timeout=30)
            RUNNING.discard(self._process.pid)
            self._process = None

    def _launch(self, port: int) -> None:
        self.port = port
        data = str(self._folder / "data")
        command = [sys.executable, "-c", "import sys; from nanio.cli import main; sys.exit(main())", "serve"]
        command += ["--data-dir", data, "--host", "127.0.0.1", "--port", str(port)]
        given = {
            "NANIO_ACCESS_KEY": KEYS["TEST_BUCKET_KEY"],
            "NANIO_SECRET_KEY": KEYS["TEST_BUCKET_SECRET"],
            "PATH": os.environ["PATH"],
        }
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder, env=given,
                preexec_fn=die_with_parent, start_new_session=True, **as_user(),
            )  # fmt: skip
        RUNNING.add(self._process.pid)

    def _answers(self) -> bool:
        assert self._process is not None
        deadline = time.monotonic() + _READY_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
            with contextlib.closing(asked), contextlib.suppress(OSError, http.client.HTTPException):
                asked.request("GET", "/")
                return asked.getresponse().status == 403  # whoever does not sign is sent away
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=0.05)
        return False


@contextlib.contextmanager
def server() -> Iterator[S3Server]:
    """One server."""
    folder = Path(tempfile.mkdtemp(prefix="clms-s3-", dir=FOLDERS))
    hand_over(folder)
    (folder / "data").mkdir()
    hand_over(folder / "data")
    made = S3Server(folder)
    try:
        made.start()
        yield made
    finally:
        made.kill()
        shutil.rmtree(folder, ignore_errors=True)
