"""What stands on the first page while no cluster runs here: what the library lies on, and how to start or join one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.topology import Engine
from app.services.local_cluster import LocalLook, LocalPhase, UpOrder
from ui import theme
from ui.models.columns import Badge
from ui.panes.cluster import words
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.form import Field, Form, Kind
from ui.widgets.sheet import Facts, Section, page

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane

_SIDE = 360
_REMEMBERED = "cluster/order"


class Starting(QObject):
    """The page, and what is entered in it."""

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._state = pane.context.state
        self.form = Form(self._fields(), buttons=False, margin=0, scrolls=False)
        self.form.set_values({"engine": Engine.MARIADB.value, **self._state.data(_REMEMBERED)})
        self.start_button = button(
            self.tr("Start a cluster"), "play", "primary", run=pane.start_cluster, tip=self.tr("Start a cluster (Ctrl+R)")
        )  # fmt: skip
        self.form.save_requested.connect(lambda _values: pane.start_cluster())
        note = label(
            self.tr(
                "For trying things, and for seeing what happens when a node fails: nginx, three API nodes, a worker, a database "
                "primary with two replicas and six Redis nodes, as processes of this computer. Its library is empty, and ends "
                "with it."
            ),
            "soft",
            wrap=True,
        )
        self._start = QWidget()
        column(self._start, note, self.form, row(None, self.start_button, None), gap=theme.SPACE_2)
        self._away = label(
            self.tr(
                "A cluster for trying things runs on Linux only: other systems lack what ends every server with the program "
                "that started it. The other pages work here as well."
            ),
            "soft",
            wrap=True,
        )
        side = page(
            Section(self.tr("A cluster on this computer"), self._start),
            self._away,
            gap=theme.SPACE_2,
            name=self.tr("Start a cluster"),
        )
        side.setFixedWidth(_SIDE)
        self.body = frame("plain")
        row(self.body, side, self._about(), gap=0)

    def _about(self) -> QWidget:
        self._facts = Facts()
        joining = label(
            self.tr(
                "A topology file describes its servers: Servers shows and asks them, Files makes what each host needs, Checks "
                "finds what contradicts itself. A window joins by its settings: DATABASE_URL names a server, "
                "DATABASE_NODES all of them, REDIS_CLUSTER_NODES the cache. “clms doctor” says what of it is reached. Your "
                "records come along by a backup that is restored there (Maintenance, Backups)."
            ),
            wrap=True,
        )
        trying = label(
            self.tr(
                "Programs that are started in the folder of a cluster for trying things work on its library: “clms window” "
                "there opens a window on it, “clms cluster status” in a terminal shows the same nodes as this page."
            ),
            wrap=True,
        )
        inner = page(
            Section(self.tr("This library"), self._facts),
            Section(self.tr("To run the library on several servers"), joining),
            Section(self.tr("To look at a cluster that runs here"), trying),
            name=self.tr("What there is"),
        )
        inner.setMaximumWidth(720)
        holder = QWidget()
        row(holder, inner, gap=0).setAlignment(inner, Qt.AlignmentFlag(0))
        return holder

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field(
                "engine",
                self.tr("Database"),
                Kind.CHOICE,
                required=True,
                choices=((Engine.MARIADB.value, "MariaDB"), (Engine.MYSQL.value, "MySQL")),
            ),
            Field(
                "partitions",
                self.tr("Nodes can be cut off from each other"),
                Kind.CHECK,
                help=self.tr("Every message takes a detour for it, so figures are slower."),
            ),
            Field(
                "folder",
                self.tr("Folder"),
                help=self.tr("Empty: the one that “clms cluster” takes. Nothing else may be in it."),
            ),
            Field(
                "programs",
                self.tr("Look for the servers' programs in"),
                help=self.tr("Empty: where the system has them."),
            ),
        )

    @property
    def folder(self) -> Path | None:
        """The folder that was chosen; None for the usual one."""
        chosen = str(self._state.data(_REMEMBERED).get("folder") or "").strip()
        return Path(chosen) if chosen else None

    def order(self) -> UpOrder | None:
        """What is entered, remembered; None while something is wrong, which the form then says."""
        if self.form.errors():
            self.form.save()
            return None
        values = self.form.values()
        self._state.set_data(_REMEMBERED, values)
        self.form.saved()
        return UpOrder(
            Engine(values["engine"]), bool(values["partitions"]), str(values["programs"] or "").strip()
        )

    def row_count(self) -> int:
        """How many fields stand here."""
        return len(self.form.fields)

    def show(self, look: LocalLook) -> None:
        """Show what there is."""
        possible = look.phase is not LocalPhase.UNSUPPORTED
        self._start.setVisible(possible)
        self._away.setVisible(not possible)
        kind = self.tr("several servers") if len(look.servers) > 1 else self.tr("one server")
        facts: list[tuple[str, str | Badge | QWidget]] = [
            (self.tr("It lies"), words.library(look.file, look.servers))
        ]
        if look.servers:
            facts.append((self.tr("Kind"), kind))
        else:
            facts.append((self.tr("Kind"), self.tr("embedded: no server, no API node, no cache of its own")))
            facts.append(
                (
                    self.tr("Suits"),
                    self.tr("one computer; other computers use it through the API of the pane Server"),
                )
            )
        self._facts.set_facts(facts)
