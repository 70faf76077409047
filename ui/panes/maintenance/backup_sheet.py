"""The sheet of one backup: what it is, its certificate, and the way back to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.backup_clock import BackupRow
from app.domain.jobs import Job, JobState
from ui import theme
from ui.panes.maintenance import words
from ui.panes.maintenance.backup_copies import copy_of
from ui.panes.maintenance.reading import Look
from ui.panes.maintenance.restore_page import RestorePage
from ui.panes.maintenance.restoring import journey
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, row
from ui.widgets.sheet import Facts, Sheet, page

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane

VERIFY = "verify-backup"
_LONGEST_WORD = 30
_TONES = {"proven": ("ok", "seal-check"), "failed": ("bad", "x-circle"), None: ("muted", "question")}


class BackupSheet(QObject):
    """Fills the side sheet with a backup."""

    def __init__(self, pane: MaintenancePane, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._pane = pane
        self._sheet = sheet
        self.backup: BackupRow | None = None
        self._facts, self._proof = Facts(), Facts()
        self.verdict = Banner()
        self._lines: list[tuple[str, str]] = []
        copy = button(
            self.tr("Copy"), "copy", run=self.copy_certificate, tip=self.tr("Copy the certificate as text")
        )
        self.prove = button(self.tr("Prove it…"), "seal-check", run=self._on_prove)
        foot = row(None, self.prove, copy, None)
        self._about = page(self._facts, gap=theme.SPACE_2)
        self._certificate = page(self.verdict, self._proof, gap=theme.SPACE_2)
        inner = self._certificate.widget()
        assert inner is not None
        layout: Any = inner.layout()
        layout.insertLayout(2, foot)
        self.restore = RestorePage(pane, self)
        sheet.keep(self._about, self._certificate, self.restore.body)

    def show(self, backup: BackupRow, jobs: Iterable[Job]) -> None:
        """Show a backup; ``jobs`` tell what was done with it."""
        jobs = tuple(jobs)
        self.backup = backup
        copy = copy_of(backup, jobs)
        self._sheet.set_header(backup.name, f"{backup.host}: {backup.folder}", words.verdict_badge(backup))
        self._facts.set_facts(
            (
                (self.tr("Taken"), words.when(backup.taken_at)),
                (self.tr("Age"), words.age(backup.taken_at)),
                (self.tr("Database"), words.engine(backup.engine)),
                (self.tr("Size"), words.size(backup.bytes)),
                (self.tr("Rows"), f"{backup.rows_saved:,}"),
                (self.tr("Encrypted"), self.tr("yes") if backup.encrypted else self.tr("no")),
                (self.tr("On the computer"), backup.host),
                (self.tr("In the folder"), _fitting(backup.folder)),
                (self.tr("Copy"), copy.told if copy else ""),
                (self.tr("It took"), words.span(backup.seconds)),
            )
        )
        self._show_certificate(backup, jobs)
        self.restore.show(backup, journey(backup, jobs))
        tabs = [
            ("about", self.tr("About"), self._about),
            ("certificate", self.tr("Certificate"), self._certificate),
        ]
        if backup.of_library and self._pane.spec_of("restore-database") is not None:
            tabs.append(("restore", self.tr("Restore"), self.restore.body))
        self._sheet.set_actions()
        self._sheet.set_tabs(tabs)

    def show_look(self, look: Look) -> None:
        """Show what moved."""
        if self.backup is not None and not self._sheet.isHidden():
            self.restore.show_progress(look.progress, look.open)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self._sheet.show_tab(key)

    # -- the certificate -------------------------------------------------------------------------------

    def _show_certificate(self, backup: BackupRow, jobs: tuple[Job, ...]) -> None:
        tone, icon = _TONES.get(backup.verdict, ("warn", "warning"))
        self.verdict.show_banner(tone, icon, _verdict(backup))
        told = proof(backup, jobs)
        self._lines = [
            (self.tr("Backup"), backup.name),
            (self.tr("Taken"), words.when(backup.taken_at)),
            (self.tr("Looked at"), words.when(backup.verified_at)),
            (self.tr("Rows"), f"{backup.rows_saved:,}" if backup.verified_at else ""),
            (self.tr("Tables"), _number(told.get("tables"))),
            (self.tr("Pieces compared"), _number(told.get("chunks"))),
            (self.tr("Files read back"), _number(told.get("files"))),
            (self.tr("Files that lack"), _number(told.get("files_lacking"))),
            (self.tr("Restore took"), words.span(backup.restore_seconds)),
            (self.tr("Would be back in"), self._back_in(told)),
            (self.tr("Would be lost then"), self._lost(told)),
            (self.tr("Written down in"), str(told.get("certificate", ""))),
            (self.tr("Manifest, SHA-256"), str(told.get("manifest_sha256", ""))),
        ]
        self._proof.set_facts((name, _fitting(value)) for name, value in self._lines)
        self.prove.setText(self.tr("Prove it…") if backup.verified_at is None else self.tr("Prove it again…"))
        self.prove.setVisible(self._pane.spec_of(VERIFY) is not None)

    def _lost(self, told: Mapping[str, Any]) -> str:
        """Everything, where no backup could be used."""
        none_left = "lost_seconds" in told and told["lost_seconds"] is None
        return self.tr("Everything") if none_left else words.span(told.get("lost_seconds"))

    def _back_in(self, told: Mapping[str, Any]) -> str:
        seconds = told.get("back_in_seconds")
        return "" if seconds is None else self.tr("about {time}").format(time=words.back_in(seconds))

    def copy_certificate(self) -> None:
        """Copy it as text, for a report."""
        if self.backup is not None:
            lines = [_verdict(self.backup), *(f"{name}: {value}" for name, value in self._lines if value)]
            self._pane.messages.copy("\n".join(lines))
            self._pane.messages.tell(self.tr("The certificate is copied."))

    def _on_prove(self) -> None:
        if self.backup is not None:
            self._pane.backups.on_backup(VERIFY, self.backup)


def proof(backup: BackupRow, jobs: Iterable[Job]) -> Mapping[str, Any]:
    """What the newest look at a backup wrote down, as long as its run is kept."""
    runs = [job for job in jobs if job.kind == VERIFY and job.state is JobState.DONE and not job.dry_run]
    for job in sorted(runs, key=lambda job: -job.id):
        data: Mapping[str, Any] = ((job.result or {}).get("outcome") or {}).get("data") or {}
        if data.get("backup") == backup.name and job.params.get("folder") == backup.folder:
            return data
    return {}


def _verdict(backup: BackupRow) -> str:
    if backup.verified_at is None:
        return words.tr("Nobody has restored this backup yet: it is a hope, not a proof.")
    form = words.tr("{verdict}, {when}. {reason}")
    badge = words.verdict_badge(backup)
    return form.format(
        verdict=badge.text, when=words.when(backup.verified_at), reason=said(backup.verdict_note or "")
    ).strip()


def _fitting(value: str) -> str | QWidget:
    """A path or a digest has no place to break at: it is shortened, and copied whole."""
    if len(value) <= _LONGEST_WORD or " " in value:
        return value
    made = Elided(value)
    made.setProperty("mayElide", True)
    return made


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) and value else ""
