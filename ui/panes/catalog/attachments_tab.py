"""The files of a title in its sheet: opened, added, removed."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.actors import Permission
from app.domain.catalog import Title
from app.domain.changes import Receipt
from app.domain.title_files import Attachment, SavedAttachment
from app.services.acts import new_key
from ui import theme, units
from ui.panes.catalog import words
from ui.panes.sheet_parts import LineAct, line, lines
from ui.widgets.basic import button, clear, label, row
from ui.widgets.sheet import page

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from ui.panes.acting import ActingPane


class AttachmentsTab(QWidget):
    """Shows what belongs to a title; what is opened is a copy that only this person can read."""

    def __init__(self, pane: ActingPane) -> None:
        super().__init__()
        self._pane = pane
        self._title: Title | None = None
        self._copies: Path | None = None
        self.shown: tuple[Attachment, ...] = ()
        self.add = button(self.tr("Add a file…"), "paperclip", run=self.choose)
        self.limit = label("", "faint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self._list)
        top = QWidget()
        row(top, self.add, None)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(top, self.limit, holder, gap=theme.SPACE))

    def show_title(self, title: Title) -> None:
        """Ask for the files of a title and show them."""
        if self._title is None or self._title.id != title.id:
            clear(self._list)
            self.shown = ()
        self._title = title
        edits = self._pane.may(Permission.EDIT_CATALOG) and title.deleted_at is None
        self.add.setVisible(edits)
        self.limit.setVisible(edits)
        ask = partial(_ask, self._pane.services, self._pane.actor, title.id)
        self._pane.runner.run(self, ask, self._show, latest="attachments")

    def _show(self, answer: tuple[tuple[Attachment, ...], int]) -> None:
        self.shown, most = answer
        self.limit.setText(
            self.tr(
                "PDF files, pictures and plain text of at most {n} MB. Only the library's staff sees them."
            ).format(n=most)
        )
        clear(self._list)
        items = [self._line(one) for one in self.shown]
        self._list.addWidget(lines(*items, empty=self.tr("Nothing is attached to this title.")))

    def _line(self, one: Attachment) -> QWidget:
        acts: list[LineAct] = [(self.tr("Open"), "arrow-square-out", partial(self.open, one))]
        if not self.add.isHidden():
            acts.append((self.tr("Remove"), "trash", partial(self.remove, one)))
        about = self.tr("{size} · {name} · {time}").format(
            size=units.size(one.size), name=one.added_by, time=words.clock_day(one.added_at)
        )
        return line(
            one.name, sub=about, acts=acts, name=self.tr("What can be done with {name}").format(name=one.name)
        )

    @Slot()
    def choose(self) -> None:
        """Ask for a file and add it."""
        if self._title is None:
            return
        title_id = self._title.id
        kinds = self.tr("PDF files, pictures, text (*.pdf *.jpg *.jpeg *.png *.webp *.txt *.md *.csv)")

        def chosen(path: Path) -> None:
            work = partial(_add, self._pane.services, self._pane.actor, title_id, path, new_key())
            self._pane.act(work, self.tr("{name} added").format(name=path.name))

        self._pane.messages.choose_file(self.tr("Add a file to the title"), kinds, chosen)

    def remove(self, one: Attachment) -> None:
        """Take a file away from the title."""
        work = partial(self._pane.services.attachments.remove, self._pane.actor, one.id, key=new_key())
        self._pane.act(work, self.tr("{name} removed").format(name=one.name))

    def open(self, one: Attachment) -> None:
        """Open a copy with the program this computer has for its kind."""
        if self._copies is None:  # its owner's alone; gone with this tab, at the latest with the program
            self._copies = Path(tempfile.mkdtemp(prefix="clms-"))
            weakref.finalize(self, shutil.rmtree, self._copies, ignore_errors=True)
        work = partial(_copy, self._pane.services, self._pane.actor, one, self._copies)
        self._pane.runner.run(self, work, self.opens, background=True)

    def opens(self, copy: Path) -> None:
        """Hand a copy to the desktop."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self._pane.messages.warn(
                self.tr("This computer has no program that opens {name}.").format(name=copy.name)
            )


def _ask(services: App, actor: Actor, title_id: int) -> tuple[tuple[Attachment, ...], int]:
    return services.attachments.list(actor, title_id), services.attachments.limit_mb(actor)


def _add(services: App, actor: Actor, title_id: int, path: Path, key: str) -> Receipt[SavedAttachment]:
    """Read a file and add it; runs off the GUI thread."""
    return services.attachments.add(actor, title_id, path.name, path.read_bytes(), key=key)


def _copy(services: App, actor: Actor, one: Attachment, folder: Path) -> Path:
    """Write an attachment into a folder of its own, read-only and for its owner alone."""
    content = services.attachments.read(actor, one.id).content
    own = Path(tempfile.mkdtemp(dir=folder))
    target = own / one.name
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as file:
        file.write(content)
    return target
