"""All talking to the user goes through one Messenger: toasts, warnings, questions, file choices.

The only module of the window that opens dialogs, and never a blocking one: every answer arrives in a
callback. ``RecordingMessenger`` stands in for it in tests. What the window shows is in ``ui.dialogs``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import Broken, ClmsError, Refused, Unreachable
from ui.sentences import said

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question. ``key`` is handed to the answer; ``danger`` paints it red."""

    key: str
    text: str
    danger: bool = False
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What must not be overlooked. ``detail`` says the effect in numbers.

    ``type_to_confirm`` is a word the person must type before a danger button works. ``text_field`` is the
    label of a line to fill in (a reason, an amount); its text is the second argument of the answer.
    Esc and closing answer with the key ``"cancel"``.
    """

    title: str
    detail: str = ""
    choices: Sequence[Choice] = ()
    type_to_confirm: str = ""
    text_field: str = ""
    text_required: bool = False
    icon: str = "question"


Answered = Callable[[str, str], None]
#: Something a message offers to do: the words of its button, and what it does.
Offer = tuple[str, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as the user reads it: in their language already, so nothing of it is translated once more."""

    message: str
    hint: str
    level: str  # "refused", "unreachable", "broken"

    @property
    def text(self) -> str:
        """The message with its hint."""
        return f"{self.message} {self.hint}".strip()


def describe(error: Exception) -> Problem:
    """Put any error into words a librarian understands; a foreign error is a fault of the program."""
    if not isinstance(error, ClmsError):
        error = Broken(
            "Something went wrong inside the program.",
            hint="Nothing you typed is lost. The log file has the details.",
        )
    level = (
        "refused"
        if isinstance(error, Refused)
        else "unreachable"
        if isinstance(error, Unreachable)
        else "broken"
    )
    return Problem(said(error.message), said(error.hint), level)


class Messenger:
    """What panes hold. This base logs and shows nothing: the right thing without a window."""

    def tell(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        """Say that something is done; with ``undo`` a toast offers to take it back."""
        _log.info("%s", text)

    def warn(self, problem: Exception | str, hint: str = "", *, offer: Offer | None = None) -> None:
        """Say that something did not work, and what can be done; an exception is put into words and logged."""
        if isinstance(problem, Exception):
            level = logging.INFO if isinstance(problem, (Refused, Unreachable)) else logging.ERROR
            _log.log(level, "shown to the user: %s", problem, exc_info=problem)
        else:
            _log.info("shown to the user: %s", problem)

    def ask(self, question: Question, answered: Answered) -> None:
        """Ask, then call ``answered(key, text)`` with the chosen key and the text typed."""
        answered("cancel", "")

    def choose_file(self, title: str, patterns: str, chosen: Callable[[Path], None]) -> None:
        """Let the person choose a file to read; ``patterns`` as in "Tables (*.csv *.xlsx)"."""

    def choose_folder(self, title: str, start: str, chosen: Callable[[Path], None]) -> None:
        """Let the person choose a folder of this computer; ``start`` is the one shown first, "" for any."""

    def choose_target(
        self, title: str, suggested: str, patterns: str, chosen: Callable[[Path], None]
    ) -> None:
        """Let the person choose where to write a file."""

    def copy(self, text: str) -> None:
        """Put ``text`` on the clipboard."""


@dataclass
class RecordingMessenger(Messenger):
    """Keeps what would have been shown; questions get the answer prepared in ``answers``, in order."""

    told: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    undos: list[Callable[[], None]] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    def tell(self, text: str, *, undo: Callable[[], None] | None = None) -> None:
        self.told.append(text)
        if undo:
            self.undos.append(undo)

    def warn(self, problem: Exception | str, hint: str = "", *, offer: Offer | None = None) -> None:
        if offer is not None:
            self.offers.append(offer)
        if isinstance(problem, Exception):
            self.errors.append(problem)
            self.warned.append(describe(problem).message)
        else:
            self.warned.append(problem)

    def ask(self, question: Question, answered: Answered) -> None:
        self.asked.append(question)
        key, text = self.answers.pop(0) if self.answers else ("cancel", "")
        answered(key, text)

    def choose_file(self, title: str, patterns: str, chosen: Callable[[Path], None]) -> None:
        if self.files:
            chosen(self.files.pop(0))

    def choose_folder(self, title: str, start: str, chosen: Callable[[Path], None]) -> None:
        if self.files:
            chosen(self.files.pop(0))

    def choose_target(
        self, title: str, suggested: str, patterns: str, chosen: Callable[[Path], None]
    ) -> None:
        if self.files:
            chosen(self.files.pop(0))

    def copy(self, text: str) -> None:
        self.copied.append(text)
