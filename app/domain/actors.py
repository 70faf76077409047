"""Who acts, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.errors import Denied


class Role(StrEnum):
    """The roles of DESIGN §4, from most to least."""

    ADMIN = "admin"
    HEAD_LIBRARIAN = "head_librarian"
    LIBRARIAN = "librarian"
    OPERATOR = "operator"
    KIOSK = "kiosk"


class Permission(StrEnum):
    """What a service verb asks for before it does anything."""

    SEARCH = "search"
    VIEW_PATRONS = "view_patrons"
    CIRCULATE = "circulate"
    OVERRIDE = "override"
    TAKE_MONEY = "take_money"
    FORGIVE_MONEY = "forgive_money"
    EDIT_CATALOG = "edit_catalog"
    EDIT_PATRONS = "edit_patrons"
    IMPORT = "import"
    EXPORT = "export"
    EQUIPMENT = "equipment"
    ATTENDANCE = "attendance"
    EDIT_POLICIES = "edit_policies"
    EDIT_USERS = "edit_users"
    VIEW_AUDIT = "view_audit"
    UNDO_OTHERS = "undo_others"
    OPERATE = "operate"
    PERSONAL_DATA = "personal_data"  # to give out or erase all that is held about a person


_DESK = frozenset(
    {
        Permission.SEARCH,
        Permission.VIEW_PATRONS,
        Permission.CIRCULATE,
        Permission.TAKE_MONEY,
        Permission.EDIT_CATALOG,
        Permission.EDIT_PATRONS,
        Permission.EXPORT,
        Permission.EQUIPMENT,
        Permission.ATTENDANCE,
    }
)
_HEAD = _DESK | {
    Permission.OVERRIDE,
    Permission.FORGIVE_MONEY,
    Permission.IMPORT,
    Permission.EDIT_POLICIES,
    Permission.EDIT_USERS,
    Permission.VIEW_AUDIT,
    Permission.UNDO_OTHERS,
    # In many schools the head librarian is the only one there is to look after backups.
    Permission.OPERATE,
    Permission.PERSONAL_DATA,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission),
    Role.HEAD_LIBRARIAN: frozenset(_HEAD),
    Role.LIBRARIAN: _DESK,
    Role.OPERATOR: frozenset({Permission.SEARCH, Permission.VIEW_AUDIT, Permission.OPERATE}),
    Role.KIOSK: frozenset({Permission.SEARCH, Permission.ATTENDANCE}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or program in whose name a call is made.

    ``user_id`` is None for the command line and other programs; ``name`` is then e.g. ``"clms import"``.
    ``scopes`` narrow what the role may do, for programs with a token; None narrows nothing.
    """

    user_id: int | None
    name: str
    role: Role
    workstation: str
    branch_id: int = 1
    scopes: frozenset[Permission] | None = None

    def may(self, permission: Permission) -> bool:
        """Tell whether this actor's role grants ``permission``, and their scopes leave it."""
        return permission in GRANTS[self.role] and (self.scopes is None or permission in self.scopes)

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything this actor may do."""
        return GRANTS[self.role] if self.scopes is None else GRANTS[self.role] & self.scopes

    def require(self, permission: Permission) -> None:
        """Raise Denied unless this actor's role grants ``permission``."""
        if not self.may(permission):
            raise Denied(
                f"Your role ({self.role.value.replace('_', ' ')}) may not do this.",
                hint="Ask a head librarian or an administrator.",
                details={"permission": permission.value, "role": self.role.value},
            )
