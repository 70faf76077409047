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

    Nobody without ``permission`` sees it. ``title`` and ``help`` are marked for translation in the context
    "panes"; ``help`` is what F1 shows until the pane says more itself. ``scans`` names the durable queue of a pane
    that scans belong to.
    """

    key: str
    title: str
    icon: str
    group: Group
    permission: Permission
    source: str
    help: str = ""
    scans: str | None = None

    def words(self) -> str:
        """The title in the person's language."""
        return QCoreApplication.translate("panes", self.title)

    def help_words(self) -> str:
        """The help in the person's language."""
        return QCoreApplication.translate("panes", self.help)

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
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "Find, add and edit titles and their copies, import and export lists. Type to search; Down goes to the "
                "list, Enter opens a title beside it. Ctrl+N adds a title, Ctrl+E edits the one chosen, Ctrl+I imports. In "
                "the form of a title Enter in the ISBN or Ctrl+L looks it up outside, Ctrl+R fills in what your last "
                "title had, Ctrl+B offers a call number, Ctrl+1 and Ctrl+2 show it as a form and as MARC.",
            )
        ),
    ),
    PaneSpec(
        "circulation",
        str(QT_TRANSLATE_NOOP("panes", "Circulation")),
        "arrows-left-right",
        Group.LIBRARY,
        Permission.CIRCULATE,
        "ui.panes.circulation.pane:CirculationPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "Check books out and in. Scan a card, then books; a book without a card is checked in. "
                "F2 finds a patron who forgot the card.",
            )
        ),
        scans="",
    ),
    PaneSpec(
        "students",
        str(QT_TRANSLATE_NOOP("panes", "Students")),
        "student",
        Group.LIBRARY,
        Permission.VIEW_PATRONS,
        "ui.panes.students.pane:StudentsPane",
        str(
            QT_TRANSLATE_NOOP("panes", "Everybody who borrows: cards, loans, accounts, contacts and blocks.")
        ),
    ),
    PaneSpec(
        "equipment",
        str(QT_TRANSLATE_NOOP("panes", "Equipment")),
        "desktop",
        Group.LIBRARY,
        Permission.EQUIPMENT,
        "ui.panes.equipment.pane:EquipmentPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes", "Computers, rooms and other things: what is free, and who has what until when."
            )
        ),
    ),
    PaneSpec(
        "attendance",
        str(QT_TRANSLATE_NOOP("panes", "Attendance")),
        "sign-in",
        Group.LIBRARY,
        Permission.ATTENDANCE,
        "ui.panes.attendance.pane:AttendancePane",
        str(
            QT_TRANSLATE_NOOP(
                "panes", "Who comes in and goes out by card, who is in now, and how the day went."
            )
        ),
        scans="door",
    ),
    PaneSpec(
        "labels",
        str(QT_TRANSLATE_NOOP("panes", "Labels")),
        "tag",
        Group.LIBRARY,
        Permission.EDIT_CATALOG,
        "ui.panes.labels.pane:LabelsPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "Spine, barcode and pocket labels and cards: what waits for one, and the pages as they will be.",
            )
        ),
    ),
    PaneSpec(
        "shelf",
        str(QT_TRANSLATE_NOOP("panes", "Shelves")),
        "rows",
        Group.LIBRARY,
        Permission.SEARCH,
        "ui.panes.shelf.pane:ShelfPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "Copies as they stand, in the order of their call numbers, from any place up and down; and shelf reading.",
            )
        ),
    ),
    PaneSpec(
        "quality",
        str(QT_TRANSLATE_NOOP("panes", "Quality")),
        "checks",
        Group.LIBRARY,
        Permission.EDIT_CATALOG,
        "ui.panes.quality.pane:QualityPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "What the catalog's records lack or say wrongly, and titles that are there twice: one key puts each right.",
            )
        ),
    ),
    PaneSpec(
        "health",
        str(QT_TRANSLATE_NOOP("panes", "Health")),
        "heartbeat",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.health.pane:HealthPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "How the library's parts stand, live: arrow keys walk over the map, Enter opens a part. Ctrl+1 to Ctrl+7 "
                "change the page. In a graph, Left and Right move the cursor; under the graphs they walk over what "
                "happened. Ctrl+T looks after an alert, Ctrl+B silences one. Rules, quiet times and channels are added "
                "with Ctrl+N and changed with Ctrl+E; a rule is tried on the last thirty days while you type.",
            )
        ),
    ),
    PaneSpec(
        "cache",
        str(QT_TRANSLATE_NOOP("panes", "Cache")),
        "stack",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.cache.pane:CachePane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "What the cache holds, by namespace: in the memory of each process, in Redis and in the table. Right opens a "
                "line, Left shuts it, Enter shows more of it, Ctrl+L its keys, Del removes it after its effect was told. Ctrl+R "
                "looks through Redis, gently unless you say otherwise; Ctrl+P lets it pause, Ctrl+. ends it. Ctrl+1 to Ctrl+5 "
                "change the page; what was removed can be put back under Acts for ten minutes.",
            )
        ),
    ),
    PaneSpec(
        "maintenance",
        str(QT_TRANSLATE_NOOP("panes", "Maintenance")),
        "wrench",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.maintenance.pane:MaintenancePane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "Looks after the database: tasks and what they would do, what runs now, what ran before, what the clock "
                "starts, and the backups. Ctrl+1 to Ctrl+5 change the page. Enter shows a task, Ctrl+R runs it; "
                "nothing that can do harm runs before it has told its effect and asked. A backup holds the photos and covers "
                "too, wherever they are kept; the list says which one was proven and which has a copy elsewhere.",
            )
        ),
    ),
    PaneSpec(
        "load-test",
        str(QT_TRANSLATE_NOOP("panes", "Load test")),
        "gauge",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.load_test.pane:LoadTestPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "Puts a server under load by a scenario and grades what it does: Excellent, Good, Acceptable or below. A scenario is "
                "Artillery's file, as a form or as text (Ctrl+E); it is checked while you type, and the line above says what it "
                "would do; what the form changes is written anew, without the file's comments. Ctrl+R starts it, Ctrl+. stops it, Ctrl+L goes back to it, Ctrl+G looks for the highest rate that is kept "
                "up. Only this computer is put under load without being asked; another host's name has to be typed. Two "
                "results chosen together are compared with Ctrl+M; Ctrl+P writes the report as a page, Ctrl+N begins a scenario, "
                "Ctrl+S keeps it, Del deletes.",
            )
        ),
    ),
    PaneSpec(
        "server",
        str(QT_TRANSLATE_NOOP("panes", "Server")),
        "hard-drives",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.server.pane:ServerPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "Starts and stops the API of this computer, which programs, kiosks and browsers use, and shows its "
                "figures, requests and log. Ctrl+R starts it, Ctrl+. stops it, Ctrl+D opens its docs, Ctrl+1 to Ctrl+4 "
                "change the page. In a graph, Left and Right move the cursor.",
            )
        ),
    ),
    PaneSpec(
        "cluster",
        str(QT_TRANSLATE_NOOP("panes", "Cluster")),
        "tree-structure",
        Group.OPERATIONS,
        Permission.OPERATE,
        "ui.panes.cluster.pane:ClusterPane",
        str(
            QT_TRANSLATE_NOOP(
                "panes",
                "A cluster on this computer to try things, and the servers, files, checks and roll-outs of a real one. Every act "
                "says before what it will do.",
            )
        ),
    ),
    PaneSpec(
        "users",
        str(QT_TRANSLATE_NOOP("panes", "Users")),
        "users-three",
        Group.ADMINISTRATION,
        Permission.EDIT_USERS,
        "ui.panes.users:UsersPane",
        str(QT_TRANSLATE_NOOP("panes", "People who sign in, what they may do, and their passwords.")),
    ),
    PaneSpec(
        "audit",
        str(QT_TRANSLATE_NOOP("panes", "Audit")),
        "clipboard-text",
        Group.ADMINISTRATION,
        Permission.VIEW_AUDIT,
        "ui.panes.audit:AuditPane",
        str(QT_TRANSLATE_NOOP("panes", "Every change: who made it, when, where, and what was there before.")),
    ),
)
