"""Puts rendered files into a folder, and looks up the secrets that may go into them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from app import keychain
from app.cluster.rendering.files import RenderedFile
from app.domain.topology import Topology, credential
from app.errors import InvalidInput, Refused


def write_all(folder: Path, files: Iterable[RenderedFile], secrets: Callable[[str], str] = str) -> list[Path]:
    """Write each file below ``folder``, those with secrets for their owner only. Raises Refused.

    A file that is there is replaced in one step; what else is in the folder is left alone.
    """
    written = []
    for file in files:
        target = folder / file.below
        write_one(target, file, secrets)
        written.append(target)
    return written


def write_one(target: Path, file: RenderedFile, secrets: Callable[[str], str] = str) -> None:
    """Write a file to a place of its own, in the same way."""
    draft = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(secrets(file.text))
        draft.chmod(file.mode)
        draft.replace(target)
    except OSError as error:
        raise Refused(
            f"{target} can't be written: {error.strerror or error}.", details={"file": str(target)}
        ) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def known_secrets(
    topology: Topology, names: Iterable[str], environ: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The secrets behind the topology's credentials. Raises InvalidInput for one that is nowhere."""
    environ = os.environ if environ is None else environ
    references = msgspec.structs.asdict(topology.credentials)
    found = {}
    for name in sorted(names):
        place = credential(references[name])
        value = environ.get(place.name) if place.source == "env" else keychain.read(place.name)
        if not value:
            where = (
                f"the variable {place.name}"
                if place.source == "env"
                else f"the keyring's entry clms/{place.name}"
            )
            raise InvalidInput(
                f"The secret {name} is not in {where}.",
                hint="Put it there, or name another place under [credentials] in the topology.",
                code="secret_missing",
                details={"field": name},
            )
        found[name] = value
    return found
