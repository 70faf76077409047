"""The list of backups: size, age, what looking at each showed; verifying and restoring start their tasks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.backup_clock import FAILED, BackupRow
from app.domain.jobs import Job
from ui.models.columns import Badge, Column
from ui.models.rows import RowsModel
from ui.panes.maintenance import words
from ui.panes.maintenance.backup_copies import Copy, copy_of
from ui.panes.maintenance.backup_sheet import BackupSheet
from ui.panes.maintenance.reading import BACKUP
from ui.widgets.acts import Act

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane

VERIFY, RESTORE = "verify-backup", "restore-database"


class BackupsTab(QObject):
    """The backups with the sheet of one."""

    def __init__(self, pane: MaintenancePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._copies: dict[int, Copy | None] = {}
        self.model = RowsModel(self._columns(), parent=self)
        self.body = pane.master(
            "maintenance-backups",
            self.model,
            self._acts(),
            self.tr("backup"),
            self.tr("backups"),
            multi=False,
        )
        self._all: tuple[BackupRow, ...] = ()
        self._text = ""
        self._jobs: tuple[Job, ...] = ()
        self.sheet = BackupSheet(pane, self.body.sheet, self)
        self.body.searched.connect(self.search)
        self.body.table.opened.connect(self.show_backup)
        self.body.table.current_changed.connect(self._on_row_chosen)
        take = pane.spec_of(BACKUP) is not None
        self.body.view.set_empty(
            self.tr("No backup yet"),
            self.tr(
                "A backup that was restored once, as a test, is the only one to rely on. Take the first one."
            ),
            "hard-drives",
            self.tr("Take a backup…") if take else "",
            partial(pane.open, BACKUP) if take else None,
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Backup"), lambda b: b.name, width=50, strong=True, stretch=True, below=_place, tip=_place),
            Column(
                "taken_at", self.tr("Taken"), lambda b: words.when(b.taken_at), width=16, export=lambda b: b.taken_at
            ),
            Column("age", self.tr("Age"), lambda b: words.age(b.taken_at), width=12, sort_key=""),
            Column("verdict", self.tr("Verified"), lambda b: "", badge=words.verdict_badge, width=15),
            Column("bytes", self.tr("Size"), lambda b: words.size(b.bytes), width=10, numeric=True, export=lambda b: b.bytes),
            Column(
                "rows", self.tr("Rows"), lambda b: f"{b.rows_saved:,}", width=11, numeric=True, export=lambda b: b.rows_saved
            ),
            Column("copy", self.tr("Copy"), lambda b: "", badge=self._copy_badge, width=12, sort_key=""),
            Column("where", self.tr("Folder"), _place, width=30, sort_key="", shown=False),
        )  # fmt: skip

    def _acts(self) -> tuple[Act, ...]:
        on, there = self._on_rows, self._pane.spec_of
        return (
            Act(
                "restore", self.tr("Restore…"), self._on_restore, "clock-counter-clockwise", "", "one",
                allowed=there(RESTORE) is not None,
            ),
            Act(
                "verify", self.tr("Prove…"), partial(on, VERIFY), "seal-check", "Ctrl+R", "one",
                allowed=there(VERIFY) is not None,
            ),
            Act(
                "take", self.tr("Take a backup…"), lambda _rows: self._pane.open(BACKUP), "plus", "Ctrl+N", primary=True,
                allowed=there(BACKUP) is not None,
            ),
        )  # fmt: skip

    def _copy_badge(self, backup: BackupRow) -> Badge | None:
        copy = self._copies.get(backup.id)
        return copy.badge if copy else None

    def show(self, backups: tuple[BackupRow, ...], jobs: tuple[Job, ...]) -> None:
        """Show these; ``jobs`` tell what was done with them."""
        self._all, self._jobs = backups, jobs
        self._copies = {each.id: copy_of(each, jobs) for each in backups}
        self.search(self._text)
        shown = self.sheet.backup
        if shown is not None and not self.body.sheet.isHidden():
            now = next((each for each in backups if each.id == shown.id), None)
            if now is not None:
                self.sheet.show(now, jobs)

    def search(self, text: str) -> None:
        """Show the backups that have these letters in name, folder or computer."""
        self._text = text
        letters = text.strip().casefold()
        self.model.set_rows(b for b in self._all if letters in f"{b.name} {b.folder} {b.host}".casefold())

    def _on_row_chosen(self, backup: BackupRow | None) -> None:
        if backup is not None and not self.body.sheet.isHidden():
            self.show_backup(backup)

    def show_backup(self, backup: BackupRow) -> None:
        """Open the sheet of a backup."""
        self.sheet.show(backup, self._jobs)
        self.body.open_sheet()

    def _on_restore(self, rows: tuple[BackupRow, ...]) -> None:
        self.show_backup(rows[0])
        self.sheet.show_tab("restore")
        if not rows[0].of_library:
            self._pane.messages.warn(
                self.tr("A copy of what Redis held is put back by hand."),
                self.tr(
                    "Stop the Redis server, put the copy's file into its folder as dump.rdb, and start it again."
                ),
            )

    def _on_rows(self, task: str, rows: tuple[BackupRow, ...]) -> None:
        self.on_backup(task, rows[0])

    def on_backup(self, task: str, backup: BackupRow) -> None:
        """Open the task with this backup filled in; the task's own sheet asks as much as it must."""
        self._pane.open_task(task, {"folder": backup.folder, "name": backup.name})

    def help_clock(self, wish: str) -> None:
        """Do what makes the clock better: take a backup, schedule them, or prove the newest that did not fail its proof."""
        newest = next((each for each in self._all if each.verdict != FAILED), None)
        if wish == "prove" and newest is not None:
            self.on_backup(VERIFY, newest)
        elif wish == "schedule":
            self._pane.schedule(BACKUP)
        else:
            self._pane.open(BACKUP)


def _place(backup: BackupRow) -> str:
    return f"{backup.host}: {backup.folder}"
