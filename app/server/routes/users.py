"""People who sign in, and tokens for programs and devices."""

from __future__ import annotations

from msgspec import Struct

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.api_tokens import ApiTokenDraft, new_secret
from app.domain.changes import Receipt
from app.server.route import Access, Noun, Place, Route
from app.services.accounts import AccountsService
from app.services.api_tokens import ApiTokensService

_EDIT = Permission.EDIT_USERS


class IssuedToken(Struct, frozen=True):
    """A new token. ``secret`` goes into ``Authorization: Bearer`` and is shown this once; a repeat with the same
    Idempotency-Key has none, for it is kept nowhere."""

    token_id: int
    name: str
    secret: str | None


def issue_token(app: App, actor: Actor, draft: ApiTokenDraft, key: str | None = None) -> Receipt[IssuedToken]:
    """Let a program or device in. ``scopes`` narrow the role: a kiosk needs no more than ``attendance``."""
    secret = new_secret()
    done = app.api_tokens.issue(actor, draft, secret, key=key)
    shown = IssuedToken(done.value.token_id, done.value.name, None if done.replayed else secret)
    return Receipt(
        done.act_id,
        done.key,
        done.kind,
        done.changed,
        shown,
        replayed=done.replayed,
        undoable=False,
        position=done.position,
        stand=done.stand,
    )


_TOKEN = {"name": "Kiosk at the door", "role": "kiosk", "scopes": ["attendance"]}
_ONE = "/api/users/{user_id}"
_DRAFT = {"name": "Lia Ramos", "role": "librarian"}

NOUN = Noun("Users", "People who sign in, and their roles; tokens for programs and devices.")
ROUTES = (
    Route("GET", "/api/users", AccountsService.list, _EDIT, "A page of users"),
    Route("GET", "/api/users/count", AccountsService.count, _EDIT, "How many users there are"),
    Route(
        "POST",
        "/api/users",
        AccountsService.add,
        _EDIT,
        "Add a user",
        {**_DRAFT, "password": "books smell of rain"},
        201,
        place=Place.SIGN_IN,
    ),
    Route("GET", _ONE, AccountsService.get, Access.SIGNED_IN, "One user"),
    Route("PUT", _ONE, AccountsService.change, _EDIT, "Change a user", _DRAFT),
    Route(
        "PUT",
        f"{_ONE}/password",
        AccountsService.set_password,
        Access.SIGNED_IN,
        "Set a password",
        {"password": "books smell of rain", "current": "reading is a quiet joy"},
        place=Place.SIGN_IN,
    ),
    Route("POST", f"{_ONE}/deactivate", AccountsService.deactivate, _EDIT, "Switch an account off"),
    Route("POST", f"{_ONE}/restore", AccountsService.restore, _EDIT, "Switch an account on again"),
    Route("GET", "/api/tokens", ApiTokensService.list, _EDIT, "Tokens of programs and devices"),
    Route(
        "POST",
        "/api/tokens",
        issue_token,
        _EDIT,
        "Let a program in",
        _TOKEN,
        201,
        covers=("api_tokens.issue",),
    ),
    Route("DELETE", "/api/tokens/{token_id}", ApiTokensService.end, _EDIT, "Let a program in no more"),
)
