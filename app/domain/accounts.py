"""People who sign in: their values, and the rules on names, passwords and who may appoint whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.actors import Actor, Role
from app.domain.text import clean, fold, name_sort
from app.errors import Denied, InvalidInput

PASSWORD_LEAST = 8
PASSWORD_MOST = 1_000
NAME_MOST = 200
USERNAME_MOST = 60

_FREE_ATTEMPTS = 4
_FIRST_LOCK = timedelta(seconds=15)
_LONGEST_LOCK = timedelta(minutes=15)
_RANK = {role: rank for rank, role in enumerate(reversed(Role))}


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in. ``has_password`` is False only for the one user of "only this computer"."""

    id: int
    username: str
    name: str
    role: Role
    active: bool
    has_password: bool
    branch_id: int
    created_at: datetime
    signed_in_at: datetime | None
    locked_until: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class UserDraft:
    """What is typed about a user. An empty ``username`` is made from the name."""

    name: str
    role: Role
    username: str = ""
    branch_id: int = 1


@dataclass(frozen=True, slots=True)
class UserQuery:
    """Which users: ``text`` in name or username, a role, and whether switched-off accounts are shown.

    ``sort`` is name, username, role or signed_in_at, with a minus for descending.
    """

    text: str = ""
    role: Role | None = None
    inactive: bool = True
    sort: str = "name"


def check_name(name: str) -> str:
    """The name as it will be stored. Raises InvalidInput when there is none or it is too long."""
    tidy = clean(name)
    if not tidy:
        raise InvalidInput("A user needs a name.", details={"field": "name"})
    if len(tidy) > NAME_MOST:
        raise InvalidInput(f"A name has at most {NAME_MOST} characters.", details={"field": "name"})
    return tidy


def username_of(typed: str, name: str = "") -> str:
    """The name to sign in with: folded, so that case and accents never keep anybody out.

    Made from ``name`` when ``typed`` is empty. Raises InvalidInput when nothing usable is left.
    """
    folded = ".".join(fold(typed or name).split())
    if not folded:
        raise InvalidInput("A user needs a name to sign in with.", details={"field": "username"})
    if len(folded) > USERNAME_MOST:
        raise InvalidInput(
            f"The name to sign in with has at most {USERNAME_MOST} characters.", details={"field": "username"}
        )
    return folded


def check_password(password: str, username: str) -> None:
    """Raise InvalidInput for a password anybody would guess. The message never repeats it."""
    if len(password) < PASSWORD_LEAST:
        raise InvalidInput(
            f"A password needs at least {PASSWORD_LEAST} characters.",
            hint="Three or four words are easy to remember and hard to guess.",
            details={"field": "password"},
        )
    if len(password) > PASSWORD_MOST:
        raise InvalidInput(
            f"A password has at most {PASSWORD_MOST} characters.", details={"field": "password"}
        )
    if ".".join(fold(password).split()) == username or len(set(password)) < 3:
        raise InvalidInput(
            "This password is too easy to guess.", hint="Choose another one.", details={"field": "password"}
        )


def password_bytes(password: str) -> bytes:
    """The bytes of a password: the same whether an accent was typed as one character or two."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def outranks(one: Role, other: Role) -> bool:
    """Tell whether ``one`` stands above ``other``."""
    return _RANK[one] > _RANK[other]


def lock_time(failed_attempts: int) -> timedelta:
    """How long an account rests after so many wrong passwords in a row: doubling from the fifth, to 15 minutes."""
    extra = failed_attempts - _FREE_ATTEMPTS
    if extra <= 0:
        return timedelta()
    doublings = min(extra - 1, 10)
    return min(_FIRST_LOCK * (1 << doublings), _LONGEST_LOCK)


def check_still_allowed(actor: Actor, everybody: Sequence[User]) -> None:
    """Roles are read where the decision is made: a window may have been open since before its role was taken away."""
    if actor.user_id is None:
        return
    today = next((user for user in everybody if user.id == actor.user_id and user.active), None)
    if today is None or today.role is not actor.role:
        raise Denied("Your role was changed.", hint="Sign in again.", code="role_changed")


def check_grant(actor: Actor, role: Role, everybody: Sequence[User]) -> None:
    """Nobody grants a role above their own; where there is no administrator, a head librarian may name one."""
    if not outranks(role, actor.role):
        return
    admins = any(user.role is Role.ADMIN and user.active for user in everybody)
    if role is Role.ADMIN and actor.role is Role.HEAD_LIBRARIAN and not admins:
        return
    raise Denied(
        "Nobody can give a role above their own.",
        hint="Ask an administrator.",
        code="role_above_own",
        details={"field": "role"},
    )


def wanted(user: User, query: UserQuery) -> bool:
    """Tell whether a list asked for with ``query`` shows this user."""
    if query.role is not None and user.role is not query.role:
        return False
    if not query.inactive and not user.active:
        return False
    haystack = f"{fold(user.name)} {user.username}"
    return all(word in haystack for word in fold(query.text).split())


def in_order(found: Sequence[User], sort: str) -> list[User]:
    """Users in the order of a column. Raises InvalidInput for one that isn't sorted by."""
    keys: dict[str, Callable[[User], tuple[Any, ...]]] = {
        "name": lambda user: (name_sort(user.name), user.id),
        "username": lambda user: (user.username.encode(), user.id),
        "role": lambda user: (list(Role).index(user.role), name_sort(user.name), user.id),
        "signed_in_at": lambda user: (
            user.signed_in_at is not None,
            user.signed_in_at or user.created_at,
            user.id,
        ),
    }
    name = sort.removeprefix("-")
    if name not in keys:
        raise InvalidInput(
            f"This list can't be sorted by {name!r}.",
            hint=f"Choose one of: {', '.join(keys)}.",
            details={"field": "sort"},
        )
    return sorted(found, key=keys[name], reverse=sort.startswith("-"))
