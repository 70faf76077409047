"""Looks for a newer release where the school keeps one, and brings its installer here, proven by its checksum
and, where the school has a key, by its manifest's signature.

Nobody else is asked, and nothing is installed: a person opens the installer. The place is a folder or an https address.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from app import __version__, paths
from app.domain.releases import MANIFEST, SIGNATURE, SYSTEMS, Release, is_newer, public_key, release_for
from app.errors import InvalidInput, NotFound, Refused, Unreachable

STEP_S = 10.0
MOST_MANIFEST, MOST_SIGNATURE, MOST_INSTALLER = 64_000, 4_000, 1_000_000_000
_PIECE = 1 << 20

Client = Callable[[], httpx.Client]


def _client() -> httpx.Client:
    # A redirect could lead out of TLS or out of the school: the place itself has to answer.
    return httpx.Client(timeout=STEP_S, headers={"User-Agent": f"clms/{__version__}"})


def newer(source: str, key: str = "", *, client: Client = _client) -> Release | None:
    """The release at the place if it is newer than this one. Raises as ``latest`` does."""
    found = latest(source, key, client=client)
    return found if is_newer(found.version, __version__) else None


def latest(source: str, key: str = "", *, client: Client = _client) -> Release:
    """The release at the place, newer or not. With ``key``, an Ed25519 public key as UPDATE_KEY has it, its manifest has to
    be signed by it. Raises Unreachable, InvalidInput for a manifest that can't be used, Refused for one that is not
    signed, or wrongly."""
    with _opened(source, MANIFEST, client) as pieces:
        text = b"".join(_bounded(pieces, MOST_MANIFEST))
    if key:
        _check_signature(source, key, text, client)
    try:
        data = tomllib.loads(text.decode("utf-8-sig"))
    except ValueError as error:
        raise InvalidInput(
            f"The manifest of releases can't be read: {error}.",
            code="bad_manifest",
            details={"field": "manifest"},
        ) from error
    return release_for(data, SYSTEMS.get(sys.platform, "linux"))


def _check_signature(source: str, key: str, manifest: bytes, client: Client) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        with _opened(source, SIGNATURE, client) as pieces:
            signature = b"".join(_bounded(pieces, MOST_SIGNATURE))
    except Unreachable as error:
        raise Refused(
            f"The manifest of releases at {source} has no signature.",
            hint="This computer takes only releases signed by the school's key. Whoever looks after them signs it.",
            code="not_signed",
        ) from error
    try:
        Ed25519PublicKey.from_public_bytes(public_key(key)).verify(signature, manifest)
    except (InvalidSignature, ValueError) as error:
        raise Refused(
            "The manifest of releases was not signed by the school's key, or was changed since.",
            hint="Nothing of it is used. Whoever looks after the school's releases looks at it.",
            code="wrong_signature",
        ) from error


def still_newer(kept: Mapping[str, Any]) -> Release | None:
    """A release that was found and written down, None where it is not newer any more or can't be read."""
    try:
        found = release_for(kept, "")
    except InvalidInput:
        return None
    return found if is_newer(found.version, __version__) else None


def installer(source: str, key: str = "") -> Path:
    """The installer of the newer release at the place, brought here. Raises as ``newer`` and ``fetch`` do, and NotFound where
    none is newer."""
    release = newer(source, key)
    if release is None:
        raise NotFound(
            f"There is no newer release at {source} yet.",
            hint="Ask whoever looks after the school's computers.",
            code="no_update",
        )
    return fetch(source, release)


def fetch(source: str, release: Release, folder: Path | None = None, *, client: Client = _client) -> Path:
    """Bring the installer into a folder of one's own and prove it; what was brought before is proven again and taken.

    Raises Unreachable, and Refused when it is not what the manifest says: then nothing of it is kept.
    """
    target = (folder or paths.cache_dir() / "updates") / release.file
    if target.is_file() and _sum_of(target) == release.sha256:
        return target
    paths.private_folder(target.parent)
    draft = target.with_name(target.name + ".part")
    try:
        with draft.open("wb") as file, _opened(source, release.file, client) as pieces:
            found = _copy(_bounded(pieces, MOST_INSTALLER), file)
        if found != release.sha256:
            raise Refused(
                f"The installer {release.file} is not the one its manifest tells of: it was damaged or exchanged.",
                hint="Don't open it. Whoever looks after the school's releases looks at it.",
                code="wrong_checksum",
            )
        draft.replace(target)
    except OSError as error:
        raise Unreachable(
            f"The installer can't be brought here: {error.strerror or error}.", code="no_update"
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return target


@contextmanager
def _opened(source: str, name: str, client: Client) -> Iterator[Iterator[bytes]]:
    """The bytes of a file at the place, piece by piece. Raises Unreachable."""
    try:
        if source.lower().startswith("https://"):
            with client() as asked, asked.stream("GET", f"{source.rstrip('/')}/{name}") as answer:
                if answer.status_code != 200:
                    raise _away(source, name, f"it answers {answer.status_code}")
                yield answer.iter_bytes(_PIECE)
        else:
            with (Path(source) / name).open("rb") as file:
                yield iter(lambda: file.read(_PIECE), b"")
    except httpx.HTTPError as error:
        raise _away(source, name, str(error)) from error
    except OSError as error:
        raise _away(source, name, error.strerror or str(error)) from error


def _away(source: str, name: str, reason: str) -> Unreachable:
    return Unreachable(
        f"{name} can't be had from {source}: {reason}.",
        hint="CLMS works on. Look at UPDATE_SOURCE, or ask whoever looks after the school's releases.",
        code="no_update",
    )


def _bounded(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    had = 0
    for piece in pieces:
        had += len(piece)
        if had > most:
            raise InvalidInput("What lies there is larger than it may be.", code="bad_manifest")
        yield piece


def _copy(pieces: Iterator[bytes], file: BinaryIO) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        file.write(piece)
    return digest.hexdigest()


def _sum_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
