"""Files in a bucket of Amazon S3, or of what speaks like it (MinIO, Ceph, Cloudflare R2, Garage …).

Each file carries its type and that it never changes, so that a CDN that is allowed into the bucket may keep it; it is
marked private, for the first of them are photos of pupils.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.domain.file_places import FileKind, FilePlaces
from app.secret_references import secret_at
from app.storage.place import COPIES, OTHER_BYTES, PIECE, WRITE_TEST, Lying, Place, Room

if TYPE_CHECKING:
    from obstore.store import S3Store

T = TypeVar("T")

_log = logging.getLogger(__name__)

CACHE_CONTROL = "private, max-age=2592000, immutable"  # the guide's 30 days
_CONNECT = timedelta(seconds=2)
_ANSWER = timedelta(seconds=10)
_RETRY = timedelta(seconds=4)
_PART = 5 * 1024 * 1024  # the least that S3 takes
_PART_ANSWER = timedelta(minutes=5)  # at 140 kbit/s
_NO_BUCKET = "NoSuchBucket"


class Bucket(Place):
    """``LIBRARY/ab/abcd…`` in the bucket."""

    KIND = FileKind.S3

    def __init__(self, places: FilePlaces, library: str) -> None:
        self._address = places.bucket
        self._library = library
        at = f" at {places.bucket.endpoint}" if places.bucket.endpoint else ""
        self.name = f"the bucket {places.bucket.name}{at}"

    def write(self, digest: str, content: bytes, media_type: str) -> None:
        """A bucket has a file whole or not at all."""
        attributes = {"Content-Type": media_type, "Cache-Control": CACHE_CONTROL}
        self._do(lambda: self._store.put(self._key(digest), content, attributes=attributes))

    def read(self, digest: str) -> bytes:
        """Raises NotFound where the bucket is there and the file is not."""
        try:
            return self._do(lambda: bytes(self._store.get(self._key(digest)).bytes()))
        except FileNotFoundError:
            raise self.missing(digest) from None

    def remove(self, digest: str) -> None:
        """A bucket answers alike whether it had the file."""
        self._do(lambda: self._store.delete(self._key(digest)))

    def lying(self) -> Iterator[Lying]:
        """Page by page."""
        pages = self._do(lambda: self._store.list(f"{self._library}/"))
        while (page := self._do(lambda: next(pages, None))) is not None:
            for found in page:
                digest = found["path"].rpartition("/")[2]
                if len(digest) == 64:
                    yield Lying(digest, found["size"], found["last_modified"])

    def copy_in(self, name: str, source: Path) -> None:
        """In parts, where it is large; a bucket shows it when it is whole."""
        self._do(lambda: self._large.put(self._copy_key(name), source, chunk_size=_PART, max_concurrency=2))

    def copied(self, name: str) -> Iterator[bytes]:
        """Raises NotFound where the bucket is there and the copy is not."""
        try:
            pieces = self._do(lambda: iter(self._large.get(self._copy_key(name)).stream(PIECE)))
        except FileNotFoundError:
            raise self.no_copy(name) from None
        while (piece := self._do(lambda: next(pieces, None))) is not None:
            yield bytes(piece)

    def copies(self) -> Iterator[str]:
        """Page by page."""
        above = f"{self._library}/{COPIES}/"
        pages = self._do(lambda: self._store.list(above))
        while (page := self._do(lambda: next(pages, None))) is not None:
            yield from (found["path"].removeprefix(above) for found in page)

    def remove_copy(self, name: str) -> None:
        """A bucket answers alike whether it had the copy."""
        self._do(lambda: self._store.delete(self._copy_key(name)))

    def look(self) -> Room:
        """Write some bytes and read them. A bucket tells nothing of its room."""
        key = f"{self._library}/.look-{secrets.token_hex(8)}"

        def work() -> bytes:
            self._store.put(key, WRITE_TEST)
            try:
                return bytes(self._store.get(key).bytes())
            finally:
                self._store.delete(key)

        if self._do(work) != WRITE_TEST:
            raise self.unreachable(OTHER_BYTES)
        return Room()

    def _copy_key(self, name: str) -> str:
        return f"{self._library}/{COPIES}/{name}"

    def _key(self, digest: str) -> str:
        return f"{self._library}/{digest[:2]}/{digest}"

    @cached_property
    def _store(self) -> S3Store:
        """The client; it opens connections when it needs them. Raises Unreachable where a key is not to be had."""
        return self._client(_ANSWER)

    @cached_property
    def _large(self) -> S3Store:
        """The same for what takes long: a part of a large file over a slow line."""
        return self._client(_PART_ANSWER)

    def _client(self, patience: timedelta) -> S3Store:
        from obstore.store import S3Store  # 5 MB that only those load who use a bucket

        address = self._address
        return S3Store(
            address.name,
            endpoint=address.endpoint or None,
            region=address.region,
            access_key_id=secret_at(address.access_key),
            secret_access_key=secret_at(address.secret_key),
            virtual_hosted_style_request=not address.endpoint,  # what speaks like S3 has rarely a name a bucket
            client_options={
                "allow_http": address.endpoint.startswith("http://"),
                "connect_timeout": _CONNECT,
                "timeout": patience,
            },
            retry_config={"max_retries": 1, "retry_timeout": _RETRY},
        )

    def _do(self, work: Callable[[], T]) -> T:
        """Ask the service. A file that is not there is FileNotFoundError, all else Unreachable."""
        from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

        try:
            return work()
        except FileNotFoundError as problem:
            if _NO_BUCKET in str(problem):
                raise self._no_bucket() from None
            raise
        except (PermissionDeniedError, UnauthenticatedError) as problem:
            _log.info("%s: %s", self.name, _first_line(problem))
            raise self.unreachable(
                "it refuses the key", hint="Check S3_ACCESS_KEY, S3_SECRET_KEY and what that key may do."
            ) from None
        except BaseError as problem:
            if _NO_BUCKET in str(problem):
                raise self._no_bucket() from None
            _log.info("%s: %s", self.name, _first_line(problem))
            raise self.unreachable("it does not answer as it should") from None

    def _no_bucket(self) -> Exception:
        return self.unreachable("there is no such bucket", hint="Make it, or check S3_BUCKET.")


def _first_line(problem: Exception) -> str:
    """The rest repeats it for those who wrote the client."""
    return str(problem).partition("\n")[0][:300]
