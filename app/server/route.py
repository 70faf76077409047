"""What a route declares: where it answers, who may ask, which verb it stands for, and what is said about it.

::

    NOUN = Noun("Students", "Patrons: students, personnel and guests.")
    ROUTES = (
        Route("GET", "/api/students", StudentsService.list, Permission.VIEW_PATRONS, "A page of patrons"),
        Route("POST", "/api/students/{student_id}/photo", set_photo, Permission.EDIT_PATRONS, "Set the photo"),
    )

``call`` is a verb of a service, or a function of the file whose parameters are filled in the same way: see
:mod:`app.server.binding`, which also finds the types of request and answer in its signature.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from app.domain.actors import GRANTS, Permission, Role

if TYPE_CHECKING:
    from app.server.caching import Cached

JSON_BODY_BYTES = 1_000_000

_VERB = re.compile(r"(\w+)Service\.\w+")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Access(Enum):
    """Decisions about who may ask that are no permission."""

    PUBLIC = "everybody"
    SIGNED_IN = "whoever is signed in"


class Place(Enum):
    """Where a call is made."""

    LOOP = "on the event loop: it touches neither database nor disk"
    POOL = "in a thread of the pool, of which there are as many as connections"
    ACTS = "in threads of the pool's own for what changes something: a primary that hangs holds them, and no reads"
    TOGETHER = "in a thread that carries out together what many ask for at the same moment"
    SIGN_IN = "in threads of its own: proving a password takes a processor for a quarter of a second"
    HEALTH = "in threads of its own: it must be answered also when all others are busy"


@dataclass(frozen=True, slots=True)
class Noun:
    """What the routes of a file are about, for the documentation."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Content:
    """An answer that isn't JSON. ``named`` says that its address is made from its content, so that it never changes."""

    media_type: str
    body: bytes
    named: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One operation. ``needs`` is the decision about who may ask; ``also`` names further permissions it needs.
    ``cached`` says how the answers of a read are cached, if they are.

    ``example`` is a body (or the query) that can be sent as it is. ``covers`` names the verbs a function stands for, or
    those that the job a verb puts in carries out; ``media`` the types of a body of bytes or of an answer that isn't
    JSON. ``near`` lets whoever asks from this computer in without a token, ``catalogue`` everybody where the server was
    told that its catalogue is public. ``problems`` are statuses of what can go wrong beside those that follow from the rest.
    ``ends_session`` says that the caller's own session ends with it: that is open also
    to whoever asks too often, for their token may be in somebody else's hands.
    """

    method: str
    path: str
    call: Callable[..., Any]
    needs: Permission | Access
    summary: str
    example: Any = None
    status: int = 200
    also: tuple[Permission, ...] = ()
    covers: tuple[str, ...] = ()
    place: Place = Place.POOL
    media: tuple[str, ...] = ()
    body_bytes: int = JSON_BODY_BYTES
    near: bool = False
    catalogue: bool = False
    problems: tuple[int, ...] = ()
    ends_session: bool = False
    cached: Cached | None = None

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Every permission that is asked for."""
        return (self.needs, *self.also) if isinstance(self.needs, Permission) else self.also

    @property
    def service(self) -> str | None:
        """The service whose verb is called, as the App names it; None for a function of the file."""
        found = _VERB.fullmatch(self.call.__qualname__)
        return _CAPITAL.sub("_", found[1]).lower() if found else None

    @property
    def verbs(self) -> tuple[str, ...]:
        """The verbs of services that are served: ``students.list``."""
        own = () if self.service is None else (f"{self.service}.{self.call.__name__}",)
        return (*own, *self.covers)

    @property
    def operation_id(self) -> str:
        """A name for generated clients: ``students_list``."""
        return f"{self.service or self.call.__module__.rpartition('.')[2]}_{self.call.__name__}"

    def open_to(self, role: Role | None) -> bool:
        """Whether a caller of this role gets past the door; None is somebody who did not sign in."""
        if self.needs is Access.PUBLIC:
            return True
        return role is not None and all(permission in GRANTS[role] for permission in self.permissions)
