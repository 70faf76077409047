"""Routes of the API with what each took since the start: how often, how fast, how much of it in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.server_state import RouteLine, ServerState
from ui import units
from ui.models.columns import Align, Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from ui.panes.server.pane import ServerPane


class RoutesTab(QObject):
    """The list of routes that were asked, the most asked first."""

    def __init__(self, pane: ServerPane) -> None:
        super().__init__(pane)
        self._routes: tuple[RouteLine, ...] = ()
        self._text = ""
        self.model = RowsModel(self._columns(), parent=self, key=lambda route: (route.method, route.route))
        self.body = MasterDetail(
            "server-routes",
            self.model,
            placeholder=self.tr("Path or method"),
            nouns=(self.tr("route"), self.tr("routes")),
            state=pane.context.state,
            copy=pane.messages.copy,
        )
        self.body.searched.connect(self._on_searched)
        self.body.view.set_empty(
            self.tr("No requests"), self.tr("Each route shows here once it was asked, with its times.")
        )

    def _columns(self) -> tuple[Column, ...]:
        def time(key: str, title: str, tip: str, width: int = 10) -> Column:
            return Column(
                key, title, lambda r: units.milliseconds(getattr(r, key)), width=width, numeric=True,
                export=lambda r: getattr(r, key), tip=lambda _: tip,
            )  # fmt: skip

        return (
            Column("method", self.tr("Method"), lambda r: r.method, Align.CENTER, width=9, numeric=True),
            Column("route", self.tr("Path"), self._path, stretch=True, strong=True),
            Column("count", self.tr("Answered"), lambda r: f"{r.count:,}", width=10, numeric=True, export=lambda r: r.count),
            Column("errors", self.tr("Errors"), lambda r: "", badge=_errors, width=9, export=lambda r: r.errors),
            Column("refused", self.tr("Refused"), _refused, width=9, numeric=True, export=lambda r: r.refused),
            Column("slow", self.tr("Slow"), _slow, width=8, numeric=True, export=lambda r: r.slow),
            time("mean_ms", self.tr("Mean"), self.tr("Mean time to an answer")),
            time("p95_ms", self.tr("95 of 100"), self.tr("95 of 100 answers came within this time")),
            Column("sql", self.tr("Statements"), lambda r: f"{r.sql:g}", width=11, numeric=True, export=lambda r: r.sql),
            time("sql_ms", self.tr("In database"), self.tr("Mean time of a request's statements"), 12),
            time("waited_ms", self.tr("Waited"), self.tr("Mean time a request waited for a thread and connections")),
        )  # fmt: skip

    def _path(self, route: RouteLine) -> str:
        """What was asked for; of all that leads nowhere one line is kept, or anybody could fill the list."""
        return route.route if route.route.startswith("/") else self.tr("(none)")

    def show(self, state: ServerState | None) -> None:
        """Show what was counted; what is known stays while the server is away."""
        if state is None:
            return
        routes = tuple(sorted(state.routes, key=lambda route: -route.count))
        if routes != self._routes:
            self._routes = routes
            self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            route
            for route in self._routes
            if all(word in f"{route.method} {route.route}".casefold() for word in wanted)
        )

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()


def _errors(route: RouteLine) -> Badge | None:
    return Badge(f"{route.errors:,}", Tone.BAD, "x-circle") if route.errors else None


def _refused(route: RouteLine) -> str:
    return f"{route.refused:,}" if route.refused else ""


def _slow(route: RouteLine) -> str:
    return f"{route.slow:,}" if route.slow else ""
