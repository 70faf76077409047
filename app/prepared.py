"""A file of settings prepared for many computers: settings as in ``settings.toml``, and for ``clms setup`` what a new
library is to be. No secret stands in it: a password is ``keyring:NAME`` or ``env:NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from app import decoding
from app import settings as program
from app.errors import InvalidInput, NotFound, Refused
from app.secret_references import secret_at
from app.setting_declarations import Declaration
from app.setting_secrets import is_reference
from app.setting_sources import Found, line_of, parsed, settings_in, toml_string

TABLES = ("library", "person")
_HEAD = (
    "# Settings of CLMS, without secrets. “clms configure --from FILE” takes them over on another computer.\n"
)
_FIELD = re.compile(r"`(\w+)`")


class NewLibrary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[library]``: what a library that nobody works in yet is to be. ``make`` also makes the schema on a server.

    ``policies`` names a template that ships with the program; ``students`` and ``titles`` are lists to be imported, a
    relative path is taken from the folder of the prepared file.
    """

    make: bool = False
    name: str = ""
    branch: str = ""
    policies: str = "school"
    sample: bool = False
    students: str = ""
    titles: str = ""


class FirstPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[person]``: who is entered first. ``password`` is a reference; without one it is "only this computer"."""

    name: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a prepared file says; it can be used as it stands."""

    settings: Mapping[str, str]
    library: NewLibrary = field(default_factory=NewLibrary)
    person: FirstPerson | None = None
    folder: Path = Path()

    def list_file(self, name: str) -> Path:
        """Where a list lies that the file names."""
        return self.folder / Path(name).expanduser()


def read(path: Path) -> Prepared:
    """Raises NotFound, Refused (no leave to read it), and InvalidInput with one sentence that names the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.", details={"file": str(path)}) from None
    except UnicodeDecodeError:
        raise InvalidInput(f"{path} can't be read: it is not UTF-8 text.", code="invalid_setting") from None
    except OSError as error:
        raise Refused(
            f"{path} can't be read: {error.strerror or error}.", details={"file": str(path)}
        ) from error
    return parse(text, str(path), path.absolute().parent)


def parse(text: str, source: str = "the settings", folder: Path = Path()) -> Prepared:
    """The same of a text. Secrets are not looked up: their places may be on another computer."""
    content = parsed(text, source)
    tables = {name: content.pop(name) for name in TABLES if name in content}
    declared = {each.name: each for each in program.declarations()}
    found = settings_in(content, declared, source, text)
    for name, one in found.items():
        _check(declared[name], one)
    try:
        program.overlaid(program.Settings(), _without_references(declared, found))
    except InvalidInput as problem:
        raise InvalidInput(
            f"In {source}: {problem.message}", code=problem.code, details=problem.details
        ) from None
    library = _table(NewLibrary, tables, "library", text, source) or NewLibrary()
    person = _table(FirstPerson, tables, "person", text, source)
    if person is not None and person.password and not is_reference(person.password):
        line = line_of(text, "password", "person")
        raise _only_by_reference("The password of the person", Found("", source, line))
    return Prepared({name: one.text for name, one in found.items()}, library, person, folder)


def exported(file: Path) -> str:
    """The settings of a settings file for another computer: without secrets, but with the names of their places."""
    declared = {each.name: each for each in program.declarations()}
    found = settings_in(parsed(_text(file), str(file)), declared, str(file), _text(file))
    kept = {}
    for name, one in found.items():
        if name == "DATABASE_URL":
            kept[name] = without_password(one.text)
        elif not declared[name].secret or is_reference(one.text):
            kept[name] = one.text
    return _HEAD + "".join(f"{name} = {toml_string(text)}\n" for name, text in sorted(kept.items()))


def without_password(url: str) -> str:
    """A DATABASE_URL with the user, but not the password."""
    return re.sub(r"^(\w[\w+]*://[^:@/?]*):.*@", r"\1@", url, flags=re.DOTALL)


def password_of(person: FirstPerson, environ: Mapping[str, str] | None = None) -> str | None:
    """The first person's password. Raises Unreachable where its place is empty."""
    return secret_at(person.password, environ) if person.password else None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{file} can't be read: {error}.", details={"file": str(file)}) from error


def _without_references(
    declared: Mapping[str, Declaration], found: Mapping[str, Found]
) -> dict[str, str | None]:
    return {
        name: one.text
        for name, one in found.items()
        if not (declared[name].secret and is_reference(one.text))
    }


def _check(declared: Declaration, found: Found) -> None:
    if declared.secret and is_reference(found.text):
        return
    if declared.secret and declared.name != "DATABASE_URL":
        raise _only_by_reference(declared.name, found)
    value: Any = declared.value_of(found.text, found.place)
    if declared.secret and value.password:
        raise _only_by_reference("The password in DATABASE_URL", found)


def _only_by_reference(what: str, found: Found) -> InvalidInput:
    return InvalidInput(
        f"{what} in {found.place} is a secret, which must not stand in a file for several computers.",
        hint="Write keyring:NAME or env:NAME, the place where it stands on each computer.",
        code="secret_in_file",
        details={"source": found.source, "line": found.line},
    )


def _table(kind: Any, tables: Mapping[str, Any], name: str, text: str, source: str) -> Any:
    if name not in tables:
        return None
    try:
        return decoding.convert(tables[name], kind)
    except msgspec.ValidationError as error:
        told, _, where = str(error).partition(" - at `$")
        key = where.strip("`.") or (found[1] if (found := _FIELD.search(told)) else "")
        line = line_of(text, key, name) or line_of(text, "", name)
        raise InvalidInput(
            f"[{name}] in line {line} of {source} can't be used: {told.replace('`', '')}.",
            code="invalid_setting",
            details={"field": key, "source": source, "line": line},
        ) from None
