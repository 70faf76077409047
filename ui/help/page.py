"""A page of the help."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class HelpPage:
    """What F1 says of a pane, or of one of its pages (``page``, with its ``title``).

    ``title`` and ``text`` are marked for translation in the context "help"; a blank title means the pane's own.
    """

    pane: str
    page: str
    title: str
    text: str

    def words(self) -> str:
        """The title in the person's language, blank for the pane's own."""
        return QCoreApplication.translate("help", self.title) if self.title else ""

    def told(self) -> str:
        """The text in the person's language."""
        return QCoreApplication.translate("help", self.text)
