"""What a new library is given before anybody works in it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.text import clean
from app.errors import InvalidInput

NAME_MOST = 200


@dataclass(frozen=True, slots=True)
class Basics:
    """The library's name, its first branch with the time zone, and the template its loan rules come from.

    ``timezone`` is a name of the IANA database; ``policies`` the name of a file in ``resources/policies``.
    """

    name: str
    branch: str
    timezone: str
    policies: str


def checked(basics: Basics, templates: tuple[str, ...]) -> Basics:
    """The same, tidied. Raises InvalidInput for what can't be, naming the field."""
    tidy = {field: clean(getattr(basics, field)) or "" for field in ("name", "branch")}
    for field, what in (("name", "library"), ("branch", "branch")):
        if not 0 < len(tidy[field]) <= NAME_MOST:
            raise InvalidInput(
                f"The name of the {what} needs 1 to {NAME_MOST} characters.", details={"field": field}
            )
    try:
        zone = ZoneInfo(basics.timezone).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInput(
            f"There is no time zone “{basics.timezone}”.",
            hint="Write it as in Asia/Manila.",
            details={"field": "timezone"},
        ) from error
    if basics.policies not in templates:
        raise InvalidInput(
            f"There is no template of loan rules “{basics.policies}”.",
            hint=f"There are {', '.join(templates)}.",
            details={"field": "policies"},
        )
    return Basics(tidy["name"], tidy["branch"], zone, basics.policies)
