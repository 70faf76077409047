"""The error tree. Window, API and terminal render the same error from it.

::

    ClmsError
    ├── Refused          the rules say no; nothing was written
    │   ├── InvalidInput     a value can't be used; ``details["field"]`` names it
    │   ├── NotFound         no such title, book, patron …
    │   ├── Conflict         somebody else changed it first, or it is taken
    │   └── Denied           this role may not do that
    ├── Stopped          somebody cancelled it, or its time was up; what was done so far is whole
    ├── Unreachable      a server, file or network does not answer; try again later
    └── Broken           our bug: a rule of the program itself was violated
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class ClmsError(Exception):
    """Base of every error CLMS raises on purpose.

    ``message`` is one sentence a librarian understands, ``hint`` says what to do now, ``code`` is a
    stable word for programs, ``details`` holds machine-readable facts and never a secret.
    """

    code = "error"

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        code: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code or type(self).code
        self.details: dict[str, Any] = dict(details or {})

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.message, self.hint, self.code, self.details)


def _rebuild(kind: type[ClmsError], message: str, hint: str, code: str, details: dict[str, Any]) -> ClmsError:
    return kind(message, hint=hint, code=code, details=details)


class Refused(ClmsError):
    """The rules say no. Nothing was written."""

    code = "refused"


class InvalidInput(Refused):
    """A value can't be used. ``details["field"]`` names the field when there is one."""

    code = "invalid_input"


class NotFound(Refused):
    """There is no such record."""

    code = "not_found"


class Conflict(Refused):
    """The record changed meanwhile, or the number is already taken."""

    code = "conflict"


class Denied(Refused):
    """This role may not do that."""

    code = "denied"


class Stopped(ClmsError):
    """Somebody cancelled the work, its time was up, or another worker took it over. What was done so far is whole."""

    code = "stopped"


class Unreachable(ClmsError):
    """Something outside this process does not answer; the same call may work later."""

    code = "unreachable"


class Broken(ClmsError):
    """A rule of the program itself was violated: a bug to be reported."""

    code = "broken"


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a kind of error looks from outside: the command's exit code, the API's status, and the problem's title."""

    exit_code: int
    status: int
    title: str


RENDERINGS: tuple[tuple[type[ClmsError], Rendering], ...] = (
    (InvalidInput, Rendering(2, 422, "A value can't be used")),  # 2 as argparse does for a wrong command line
    (NotFound, Rendering(1, 404, "There is no such thing")),
    (Conflict, Rendering(1, 409, "Somebody else was first")),
    (Denied, Rendering(1, 403, "You may not do this")),
    (Refused, Rendering(1, 409, "The rules say no")),
    (Unreachable, Rendering(69, 503, "Something does not answer")),  # EX_UNAVAILABLE of sysexits.h
    (Broken, Rendering(70, 500, "A bug of ours")),  # EX_SOFTWARE
    (ClmsError, Rendering(1, 503, "It was stopped")),
)
"""The first row that fits an error is how it is rendered; subclasses stand before what they derive from."""


def rendering(error: ClmsError) -> Rendering:
    """How ``error`` looks from outside."""
    return next(shown for kind, shown in RENDERINGS if isinstance(error, kind))
