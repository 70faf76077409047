"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from app.domain.accounts import PASSWORD_MOST, USERNAME_MOST
from app.domain.actors import Actor
from app.domain.sessions import DEVICE_MOST
from app.errors import Refused
from app.server.gate import Person, SignedIn, person
from app.server.node import Caller, Node
from app.server.route import Access, Noun, Place, Route
from app.services.sessions import SessionsService

Username = Annotated[str, Meta(min_length=1, max_length=4 * USERNAME_MOST)]
Password = Annotated[str, Meta(min_length=1, max_length=PASSWORD_MOST)]
Device = Annotated[
    str, Meta(min_length=1, max_length=DEVICE_MOST, description="Where: the workstation in the audit.")
]


def login(
    node: Node, caller: Caller, username: Username, password: Password, device: Device = "API"
) -> SignedIn:
    """Sign in with name and password.

    Wrong passwords make an account rest, ever longer. Whoever asks more than once a second waits, too.
    """
    return node.gate.sign_in(username, password, device, caller.address)


def refresh(node: Node, refresh_token: Annotated[str, Meta(max_length=2000)]) -> SignedIn:
    """Get the next pair of tokens for a refresh token, which counts once.

    The same token once more within half a minute is taken for a repeat whose answer was lost. A still older one was
    copied by somebody: the session ends.
    """
    return node.gate.refresh(refresh_token)


def logout(node: Node, actor: Actor, caller: Caller) -> None:
    """Sign out here: both tokens are worthless from now on."""
    if caller.session_id is None:
        raise Refused(
            "A token of a program has no session.", hint="End it with DELETE /api/tokens.", code="no_session"
        )
    node.app.sessions.end(actor, caller.session_id)


def me(actor: Actor) -> Person:
    """Who is signed in, and what they may do."""
    return person(actor)


NOUN = Noun("Signing in", "Access tokens last a quarter of an hour, sessions a month at most.")
ROUTES = (
    Route(
        "POST",
        "/api/auth/login",
        login,
        Access.PUBLIC,
        "Sign in",
        {"username": "maria.santos", "password": "reading is a quiet joy", "device": "kiosk-1"},
        place=Place.SIGN_IN,
        covers=("accounts.sign_in", "sessions.open"),
    ),
    Route(
        "POST",
        "/api/auth/refresh",
        refresh,
        Access.PUBLIC,
        "Get the next tokens",
        {"refresh_token": "WyI2ZjRlIiwxLDEsIi4uLiJd"},
        covers=("sessions.renew", "sessions.holder"),
    ),
    Route("POST", "/api/auth/logout", logout, Access.SIGNED_IN, "Sign out", status=204, ends_session=True),
    Route(
        "GET",
        "/api/auth/me",
        me,
        Access.SIGNED_IN,
        "Who am I?",
        place=Place.LOOP,
        covers=("accounts.refreshed", "api_tokens.holder"),
    ),
    Route(
        "GET",
        "/api/users/{user_id}/sessions",
        SessionsService.list,
        Access.SIGNED_IN,
        "Where a user is signed in",
    ),
    Route(
        "DELETE",
        "/api/users/{user_id}/sessions",
        SessionsService.end_all,
        Access.SIGNED_IN,
        "Sign a user out everywhere",
    ),
    Route("DELETE", "/api/sessions/{session_id}", SessionsService.end, Access.SIGNED_IN, "Sign a device out"),
)
