"""Every file of a deployment: to read, to copy, to save, and against what is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.cluster.comparing import Compared, Standing
from app.cluster.rendering.files import RenderedFile
from app.cluster.rendering.secrets import secrets_in
from app.services.acts import new_key
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.cluster import words
from ui.panes.cluster.text_page import text_page
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.master_detail import MasterDetail
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


_SIZES = [600, 560]
"""A file needs as much room as the list beside it."""


class FilesTab(QObject):
    """The list of files, and the sheet with the text of one and its difference."""

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._files: tuple[RenderedFile, ...] = ()
        self._compared: dict[str, Compared] = {}
        self.model = RowsModel(self._columns(), parent=self, key=lambda file: file.below)
        self.body = MasterDetail(
            "cluster-files",
            self.model,
            acts=(
                Act("copy-file", self.tr("Copy the file"), self._on_copy, "copy", "Ctrl+Shift+C", needs="one"),
                Act("save-file", self.tr("Save the file…"), self._on_save_file, "floppy-disk", "Ctrl+Shift+E", needs="one"),
                Act("compare", self.tr("Compare with the hosts"), lambda _: self.compare(), "arrows-left-right", "Ctrl+R"),
                Act("save-files", self.tr("Save all…"), lambda _: self._on_save(), "download-simple", "Ctrl+E", primary=True),
            ),
            placeholder=self.tr("Path, host or kind"),
            nouns=(self.tr("file"), self.tr("files")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )  # fmt: skip
        if not pane.context.state.restore_splitter(self.body.name, self.body.splitter):
            self.body.splitter.setSizes(_SIZES)
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_file)
        self.whole, self.difference = text_page(self.tr("The file")), text_page(self.tr("Difference"))
        self.body.sheet.set_tabs(
            [("file", self.tr("File"), self.whole), ("difference", self.tr("Difference"), self.difference)]
        )
        pane.deployment.changed.connect(self.read)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("standing", self.tr("On the host"), lambda f: "", badge=self._badge, width=18),
            Column("host", self.tr("Host"), lambda f: f.host or self.tr("by hand"), width=11),
            Column("path", self.tr("Path"), self._place, stretch=True, strong=True, tip=lambda f: f.path),
            Column("kind", self.tr("Kind"), lambda f: str(f.kind), width=13),
            Column("lines", self.tr("Lines"), lambda f: f"{f.text.count(chr(10)):,}", width=8, numeric=True, export=lambda f: f.text.count(chr(10))),
        )  # fmt: skip

    def _place(self, file: RenderedFile) -> str:
        """Where it lies, in a local cluster below its folder: of paths that all begin alike only the ends tell them apart."""
        topology = self._pane.deployment.topology
        return file.path.removeprefix(f"{topology.folder}/") if topology and topology.folder else file.path

    def _badge(self, file: RenderedFile) -> Badge:
        if not file.host:
            return Badge(self.tr("Run by hand"), Tone.MUTED, "hand")
        compared = self._compared.get(file.below)
        if compared is None:
            return Badge(self.tr("Not compared yet"), Tone.MUTED, "minus-circle")
        return {
            Standing.SAME: Badge(self.tr("The same"), Tone.OK, "check-circle"),
            Standing.DIFFERENT: Badge(self.tr("Different"), Tone.WARN, "arrows-left-right"),
            Standing.MISSING: Badge(self.tr("Missing"), Tone.BAD, "x-circle"),
            Standing.UNKNOWN: Badge(self.tr("Unknown"), Tone.MUTED, "question"),
        }[compared.standing]

    def read(self) -> None:
        """Make the files of what the topology file says now."""
        topology = self._pane.deployment.topology
        self._compared = {}
        self.body.close_sheet()
        self._pane.deployment.say_empty(self.body.view)
        if topology is None:
            self._on_files(())
            return
        work = partial(self._pane.services.cluster.files, self._pane.actor, topology)
        self._pane.run(work, self._on_files, latest="files")

    def _on_files(self, files: Sequence[RenderedFile]) -> None:
        self._files = tuple(files)
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            file
            for file in self._files
            if all(word in f"{file.below} {file.kind}".casefold() for word in wanted)
        )

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _on_current(self, file: RenderedFile | None) -> None:
        if file is not None and not self.body.sheet.isHidden():
            self.show_file(file)

    def show_file(self, file: RenderedFile) -> None:
        """Open the sheet of a file."""
        self.body.sheet.set_header(file.path.rsplit("/", 1)[-1], file.below, self._badge(file))
        self.whole.setPlainText(file.text)
        self.difference.setPlainText(self._told(file))
        self.body.open_sheet()

    def _told(self, file: RenderedFile) -> str:
        compared = self._compared.get(file.below)
        if not file.host:
            return self.tr("No host keeps it: an administrator runs it once.")
        if compared is None:
            return self.tr("It has not been compared with its host yet (Ctrl+R).")
        same = self.tr("It stands on the host as it is here.")
        missing = self.tr("The host does not have it.")
        reasons = {Standing.SAME: same, Standing.MISSING: missing}
        return compared.diff or said(compared.reason) or reasons.get(compared.standing, "")

    # -- acts ------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Read what stands on the hosts, which changes nothing there, and show the differences."""
        topology = self._pane.deployment.topology
        if topology is None:
            return
        service, actor = self._pane.services.cluster, self._pane.actor
        self._pane.task(
            self.tr("Comparing files with their hosts"),
            lambda _report: service.compare(actor, topology),
            done=self._on_compared,
            failed=self._pane.messages.warn,
        )

    def _on_compared(self, compared: Sequence[Compared]) -> None:
        self._compared = {each.file.below: each for each in compared}
        self._fill()
        rows = self.body.selected()
        if rows and not self.body.sheet.isHidden():
            self.show_file(rows[0])

    def _on_copy(self, rows: tuple[RenderedFile, ...]) -> None:
        self._pane.messages.copy(rows[0].text)
        self._pane.messages.tell(self.tr("The file is copied; marks stand for its secrets."))

    def _on_save_file(self, rows: tuple[RenderedFile, ...]) -> None:
        file = rows[0]
        name = file.path.rsplit("/", 1)[-1]
        self._pane.messages.choose_target(
            self.tr("Save the file as"),
            name,
            self.tr("All files (*)"),
            lambda target: self._ask_one(file, target),
        )

    def _ask_one(self, file: RenderedFile, target: Path) -> None:
        """Only a file with secrets has to be asked about."""
        if not secrets_in(file.text):
            self._save_one(file, target, "save")
            return
        question = Question(
            self.tr("Save {file} with its secrets?").format(file=target.name),
            self.tr("With them, who reads {path} reads them; without, marks stand for them.").format(
                path=target
            ),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("secrets", self.tr("Save with the secrets"), danger=True),
                Choice("save", self.tr("Save without"), primary=True),
            ),
            icon="floppy-disk",
        )
        self._pane.messages.ask(question, lambda key, _: self._save_one(file, target, key))

    def _save_one(self, file: RenderedFile, target: Path, key: str) -> None:
        topology = self._pane.deployment.topology
        if key not in ("save", "secrets") or topology is None:
            return
        work = partial(
            self._pane.services.cluster.save_file, self._pane.actor, topology, file.below, target,
            with_secrets=key == "secrets", key=new_key(),
        )  # fmt: skip
        say = self.tr("The file is saved as {path}.").format(path=target)
        self._pane.write(work, failed=self._pane.messages.warn, say=say)

    def _on_save(self) -> None:
        if self._files:
            self._pane.messages.choose_folder(self.tr("Save the files into"), "", self._ask_save)

    def _ask_save(self, folder: Path) -> None:
        files = counted(len(self._files), "Writes {n} file into {folder}", "Writes {n} files into {folder}")
        told = self.tr(
            "{files}, below a folder for each host; a file of the same name there is replaced. Nothing is installed. With "
            "the secrets, who reads that folder reads them; without, marks stand for them."
        )
        question = Question(
            self.tr("Save the files?"),
            told.format(files=files.format(folder=folder)),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("secrets", self.tr("Save with the secrets"), danger=True),
                Choice("save", self.tr("Save"), primary=True),
            ),
            icon="download-simple",
        )
        self._pane.messages.ask(question, lambda key, _: self._save(folder, key))

    def _save(self, folder: Path, key: str) -> None:
        topology = self._pane.deployment.topology
        if key not in ("save", "secrets") or topology is None:
            return
        work = partial(
            self._pane.services.cluster.save_files, self._pane.actor, topology, folder,
            with_secrets=key == "secrets", key=new_key(),
        )  # fmt: skip
        self._pane.write(work, failed=self._pane.messages.warn, say=words.tr("The files are saved."))
