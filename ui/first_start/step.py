"""One page of the assistant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.first_start.calls import Calls
from ui.first_start.draft import Draft
from ui.messages import Messenger
from ui.runner import Runner
from ui.widgets.basic import label


class Step(QWidget):
    """Asks for something and puts it into the draft. ``key`` names it, ``help`` is what F1 says."""

    key = ""
    next_requested = Signal()  # Enter in the last line, or what stands for it
    busy_changed = Signal(bool)

    def __init__(self, draft: Draft, calls: Calls, runner: Runner, messages: Messenger) -> None:
        super().__init__()
        self.setObjectName("page")
        self.draft = draft
        self.calls = calls
        self._runner = runner
        self.messages = messages
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(theme.SPACE)
        self.inside.addWidget(label(self.heading(), "title", wrap=True))
        self.inside.addWidget(label(self.words(), "soft", wrap=True))
        self.inside.addSpacing(theme.SPACE)

    def name(self) -> str:
        """The step in the list, in a word or two."""
        raise NotImplementedError

    def heading(self) -> str:
        """What is asked."""
        raise NotImplementedError

    def words(self) -> str:
        """One sentence on it."""
        raise NotImplementedError

    def help(self) -> str:
        """What F1 says."""
        raise NotImplementedError

    def shown(self) -> None:
        """The step comes to the front; the draft may have changed since."""

    def focus_first(self) -> None:
        """Put the cursor where the person goes on."""

    def leave(self, go_on: Callable[[], None]) -> None:
        """Put what was entered into the draft and call ``go_on``, at once or when it was tried; not when it can't be used."""
        go_on()

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do something off the GUI thread; meanwhile the step is busy."""

        def after(take: Callable[[Any], None], answer: Any) -> None:
            self.busy_changed.emit(False)
            take(answer)

        self.busy_changed.emit(True)
        self._runner.run(
            self, work, lambda answer: after(done, answer), lambda error: after(failed, error), latest="step"
        )
