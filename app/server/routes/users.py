"""People who sign in."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Access, Noun, Place, Route
from app.services.accounts import AccountsService

_EDIT = Permission.EDIT_USERS
_ONE = "/api/users/{user_id}"
_DRAFT = {"name": "Lia Ramos", "role": "librarian"}

NOUN = Noun("Users", "People who sign in, and their roles.")
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
)
