"""Requests as they come: those in service now, and the newest that were answered, with filters and details."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.api_server import KEPT, OF_WINDOW, ServedRequest
from app.domain.server_state import ServerState
from ui import units
from ui.models.columns import Align, Column
from ui.models.rows import RowsModel
from ui.panes.server import words
from ui.widgets.facets import FacetGroup, FacetValue
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, Section, page

if TYPE_CHECKING:
    from ui.panes.server.log_tab import LogTab
    from ui.panes.server.pane import ServerPane

SLOW_MS = 1_000
"""From here on a request counts as slow, as in the server's own log."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A request in service (``status`` None) or answered. A client may have chosen ``request_id``, and twice the same."""

    id: int | str
    request_id: str
    time: datetime
    method: str
    route: str
    status: int | None
    ms: float
    user_id: int | None
    answered: ServedRequest | None = None


class RequestsTab(QObject):
    """The list of requests with the sheet of one."""

    def __init__(self, pane: ServerPane, log: LogTab) -> None:
        super().__init__(pane)
        self._log = log
        self._answered: deque[Shown] = deque(maxlen=KEPT)
        self._number = 0
        self._live: tuple[Shown, ...] = ()
        self._text = ""
        self.model = RowsModel(self._columns(), parent=self)
        self.body = MasterDetail(
            "server-requests",
            self.model,
            placeholder=self.tr("Path, method, status or number"),
            nouns=(self.tr("request"), self.tr("requests")),
            state=pane.context.state,
            copy=pane.messages.copy,
            facets=True,
        )
        self._facts = Facts()
        self._lines = Facts()
        self._said = Section(self.tr("What was logged meanwhile"), self._lines)
        self.body.sheet.set_content(page(self._facts, self._said, name=self.tr("About this request")))
        self._wire()

    def _wire(self) -> None:
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_row_chosen)
        self.body.table.opened.connect(self._on_row_chosen)
        assert self.body.facets is not None
        self.body.facets.set_groups(
            (
                FacetGroup(
                    "kind",
                    self.tr("Answer"),
                    (
                        FacetValue("live", self.tr("In service")),
                        FacetValue("good", self.tr("Answered")),
                        FacetValue("refused", self.tr("Refused (4xx)")),
                        FacetValue("failed", self.tr("Our fault (5xx)")),
                        FacetValue("slow", self.tr("Slow")),
                        FacetValue("own", self.tr("Of this window")),
                    ),
                    multi=True,
                ),
            )
        )
        self.body.facets.changed.connect(lambda _choice: self._fill())
        self.body.view.set_empty(
            self.tr("No requests"), self.tr("What programs ask of the server shows here as it comes.")
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("time", self.tr("Time"), lambda r: words.clock(r.time), Align.CENTER, width=10, numeric=True, export=lambda r: r.time),
            Column("method", self.tr("Method"), lambda r: r.method, Align.CENTER, width=9, numeric=True),
            Column("route", self.tr("Path"), lambda r: r.route or self.tr("(none)"), stretch=True, strong=True),
            Column(
                "status", self.tr("Answer"), lambda r: "", badge=lambda r: words.answer_badge(r.status), width=17,
                export=lambda r: r.status,
            ),
            Column("ms", self.tr("It took"), lambda r: units.milliseconds(r.ms), width=10, numeric=True, export=lambda r: r.ms),
            Column("user", self.tr("User no."), lambda r: "" if r.user_id is None else str(r.user_id), width=9, numeric=True, export=lambda r: r.user_id),
            Column("id", self.tr("Request"), lambda r: r.request_id, width=22, shown=False),
        )  # fmt: skip

    # -- what there is -------------------------------------------------------------------------------

    def add(self, requests: Iterable[ServedRequest]) -> None:
        """Show further requests that were answered."""
        before = self._number
        for one in requests:
            self._number += 1
            self._answered.append(
                Shown(
                    self._number,
                    one.request_id,
                    one.time,
                    one.method,
                    one.route,
                    one.status,
                    one.ms,
                    one.user_id,
                    one,
                )
            )
        if self._number != before:
            self._fill()

    def show_live(self, state: ServerState | None) -> None:
        """Show what is in service now."""
        now = datetime.now(UTC)
        live = tuple(
            Shown(
                f"live {each.request_id}",
                each.request_id,
                began := datetime.fromtimestamp(each.since, UTC),
                each.method,
                each.route,
                None,
                max(0.0, (now - began).total_seconds() * 1000),
                each.user_id,
            )
            for each in (state.live if state is not None else ())
        )
        if live or self._live:
            self._live = live
            self._fill()

    def _fill(self) -> None:
        assert self.body.facets is not None
        kinds = self.body.facets.choice().get("kind", ())
        done = {row.request_id for row in self._answered}
        live = (row for row in reversed(self._live) if row.request_id not in done)
        rows = (*live, *reversed(self._answered))
        self.model.set_rows(row for row in rows if wanted(kinds_of(row), kinds) and self._fits(row))

    def _fits(self, row: Shown) -> bool:
        words_of_it = f"{row.method} {row.route} {row.status or ''} {row.request_id}".casefold()
        return all(word in words_of_it for word in self._text.casefold().split())

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    # -- one of them ---------------------------------------------------------------------------------

    def _on_row_chosen(self, row: Shown | None) -> None:
        if row is None:
            return
        sheet, answered = self.body.sheet, row.answered
        sheet.set_header(
            f"{row.method} {row.route or self.tr('(none)')}",
            words.clock(row.time),
            words.answer_badge(row.status),
        )
        self._facts.set_facts(
            (
                (self.tr("It took"), units.milliseconds(row.ms)),
                (self.tr("Size"), units.size(answered.bytes) if answered else ""),
                (self.tr("Asked from"), answered.address if answered else ""),
                (self.tr("User no."), "" if row.user_id is None else str(row.user_id)),
                (self.tr("Statements"), words.statements(answered) if answered else ""),
                (self.tr("It waited"), units.milliseconds(answered.waited_ms) if answered else ""),
                (self.tr("Request"), row.request_id),
            )
        )
        lines = self._log.of_request(row.request_id)
        self._said.setVisible(bool(lines))
        self._lines.set_facts([(words.clock(line.time), line.message) for line in lines])
        self.body.open_sheet()


def kinds_of(row: Shown) -> frozenset[str]:
    """The kinds a request is of, as the filter names them."""
    if row.status is None:
        return frozenset({"live"})
    if row.request_id.startswith(OF_WINDOW):
        return frozenset({"own"})
    kind = "failed" if row.status >= 500 else "refused" if row.status >= 400 else "good"
    return frozenset({kind, "slow"} if row.ms >= SLOW_MS else {kind})


def wanted(kinds: frozenset[str], chosen: Collection[str]) -> bool:
    """Tell whether a request of these kinds is shown; what the window itself asks only when it is chosen."""
    return not kinds.isdisjoint(chosen) if chosen else "own" not in kinds
