"""The panes of the window, in the order of the rail. Adding one is a new file and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.actors import Permission

if TYPE_CHECKING:
    from ui.panes.base import Pane


class Group(StrEnum):
    """The groups of the rail."""

    LIBRARY = "library"
    OPERATIONS = "operations"
    ADMINISTRATION = "administration"


GROUP_TITLES: dict[Group, str] = {
    Group.LIBRARY: str(QT_TRANSLATE_NOOP("panes", "Library")),
    Group.OPERATIONS: str(QT_TRANSLATE_NOOP("panes", "Operations")),
    Group.ADMINISTRATION: str(QT_TRANSLATE_NOOP("panes", "Administration")),
}


@dataclass(frozen=True, slots=True)
class PaneSpec:
    """A pane before it exists: ``source`` is "module:Class", imported on the first visit.

    Nobody without ``permission`` sees it. ``title`` is marked for translation in the context "panes". ``scans`` names
    the durable queue of a pane that scans belong to. What F1 says of it is a page of ``ui.help``.
    """

    key: str
    title: str
    icon: str
    group: Group
    permission: Permission
    source: str
    scans: str | None = None

    def words(self) -> str:
        """The title in the person's language."""
        return QCoreApplication.translate("panes", self.title)

    def load(self) -> type[Pane]:
        """Import the pane's class."""
        module, _, name = self.source.partition(":")
        found: type[Pane] = getattr(import_module(module), name)
        return found


PANES: tuple[PaneSpec, ...] = (
    PaneSpec(
        "catalog",
        str(QT_TRANSLATE_NOOP("panes", "Catalog")),
        "books",
        Group.LIBRARY,
        Permission.SEARCH,
        "ui.panes.catalog.pane:CatalogPane",
    ),
    PaneSpec(
        "circulation",
        str(QT_TRANSLATE_NOOP("panes", "Circulation")),
        "arrows-left-right",
        Group.LIBRARY,
        Permission.CIRCULATE,
        "ui.panes.circulation.pane:CirculationPane",
        scans="",
    ),
    PaneSpec(
        "students",
        str(QT_TRANSLATE_NOOP("panes", "Students")),
        "student",
        Group.LIBRARY,
        Permission.VIEW_PATRONS,
        "ui.panes.students.pane:StudentsPane",
    ),
    PaneSpec(
        "equipment",
        str(QT_TRANSLATE_NOOP("panes", "Equipment")),
        "desktop",
        Group.LIBRARY,
        Permission.EQUIPMENT,
        "ui.panes.equipment.pane:EquipmentPane",
    ),
    PaneSpec(
        "attendance",
        str(QT_TRANSLATE_NOOP("panes", "Attendance")),
        "sign-in",
        Group.LIBRARY,
        Permission.ATTENDANCE,
        "ui.panes.attendance.pane:AttendancePane",
        scans="door",
    ),
    PaneSpec(
        "labels",
        str(QT_TRANSLATE_NOOP("panes", "Labels")),
        "tag",
        Group.LIBRARY,
        Permission.EDIT_CATALOG,
        "ui.panes.labels.pane:LabelsPane",
    ),
    PaneSpec(
        "shelf",
        str(QT_TRANSLATE_NOOP("panes", "Shelves")),
        "rows",
        Group.LIBRARY,
        Permission.SEARCH,
        "ui.panes.shelf.pane:ShelfPane",
    ),
    PaneSpec(
        "lists",
        str(QT_TRANSLATE_NOOP("panes", "Lists")),
        "list-plus",
        Group.LIBRARY,
        Permission.EDIT_CATALOG,
        "ui.panes.lists.pane:ListsPane",
    ),
    PaneSpec(
        "quality",
        str(QT_TRANSLATE_NOOP("panes", "Quality")),
        "checks",
        Group.LIBRARY,
        Permission.EDIT_CATALOG,
        "ui.panes.quality.pane:QualityPane",
    ),
    PaneSpec(
        "health",
        str(QT_TRANSLATE_NOOP("panes", "Health")),
        "heartbeat",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.health.pane:HealthPane",
    ),
    PaneSpec(
        "cache",
        str(QT_TRANSLATE_NOOP("panes", "Cache")),
        "stack",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.cache.pane:CachePane",
    ),
    PaneSpec(
        "maintenance",
        str(QT_TRANSLATE_NOOP("panes", "Maintenance")),
        "wrench",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.maintenance.pane:MaintenancePane",
    ),
    PaneSpec(
        "load-test",
        str(QT_TRANSLATE_NOOP("panes", "Load test")),
        "gauge",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.load_test.pane:LoadTestPane",
    ),
    PaneSpec(
        "server",
        str(QT_TRANSLATE_NOOP("panes", "Server")),
        "hard-drives",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.server.pane:ServerPane",
    ),
    PaneSpec(
        "cluster",
        str(QT_TRANSLATE_NOOP("panes", "Cluster")),
        "tree-structure",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.cluster.pane:ClusterPane",
    ),
    PaneSpec(
        "users",
        str(QT_TRANSLATE_NOOP("panes", "Users")),
        "users-three",
        Group.ADMINISTRATION,
        Permission.EDIT_USERS,
        "ui.panes.users:UsersPane",
    ),
    PaneSpec(
        "rules",
        str(QT_TRANSLATE_NOOP("panes", "Rules")),
        "scales",
        Group.ADMINISTRATION,
        Permission.CIRCULATE,
        "ui.panes.rules.pane:RulesPane",
    ),
    PaneSpec(
        "audit",
        str(QT_TRANSLATE_NOOP("panes", "Audit")),
        "clipboard-text",
        Group.ADMINISTRATION,
        Permission.VIEW_AUDIT,
        "ui.panes.audit:AuditPane",
    ),
)
