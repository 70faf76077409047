"""Forms in the side sheet: one at a time, saved through the pane, guarded against losing what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.changes import Receipt
from app.errors import Conflict
from app.services.acts import new_key
from ui import theme
from ui.widgets.form import Field, Form
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane

Values = dict[str, Any]
#: From the form's values and an idempotency key to the call that writes.
Work = Callable[[Values, str], Callable[[], Receipt[Any]]]
Say = str | Callable[[Receipt[Any]], str]


class SheetForms(QObject):
    """Puts a form into the sheet of a list pane and gives the sheet back afterwards.

    ``restore`` shows the sheet's own content again, or closes it when there is nothing to show.
    """

    def __init__(self, pane: ActingPane, master: MasterDetail, restore: Callable[[], None]) -> None:
        super().__init__(pane)
        self._pane = pane
        self._master = master
        self._restore = restore
        self._form: Form | None = None
        self._came_from: QWidget | None = None
        self._key, self._tried = "", {}  # type: str, Values
        self._work: Work | None = None
        self._say: Say = ""
        self._saved: Callable[[Receipt[Any]], None] | None = None
        self._newest: Callable[[], Values] | None = None
        sheet = master.sheet
        sheet.close_requested.disconnect(master.close_sheet)
        sheet.close_requested.connect(self._on_close)

    @property
    def form(self) -> Form | None:
        """The form in the sheet, if there is one."""
        return self._form

    @property
    def dirty(self) -> bool:
        """Tell whether something typed would be lost."""
        return self._form is not None and self._form.dirty

    def show(
        self,
        title: str,
        subtitle: str,
        fields: Iterable[Field],
        work: Work,
        *,
        say: Say = "",
        values: Mapping[str, Any] | None = None,
        save_text: str = "",
        check: Callable[[Values], Mapping[str, str]] | None = None,
        above: QWidget | None = None,
        saved: Callable[[Receipt[Any]], None] | None = None,
        newest: Callable[[], Values] | None = None,
    ) -> Form:
        """Ask for ``fields`` in the sheet; ``work(values, key)`` makes the call that saves them.

        ``above`` stands over the form (a balance, a search for a patron). The same values tried again after
        an unclear failure go under the same key, so they are never written twice. ``newest`` reads the values
        anew, off the GUI thread, when somebody else was faster: what was typed is kept beside them.
        """
        form = Form(fields, save_text=save_text, check=check)
        if values:
            form.set_values(values)
        self._key, self._tried = "", {}
        self._work, self._say, self._saved, self._newest = work, say, saved, newest
        form.save_requested.connect(self._on_save)
        form.cancelled.connect(self._on_close)
        if self._form is None:
            self._came_from = QApplication.focusWidget()
        self._form = form
        sheet = self._master.sheet
        sheet.set_header(title, subtitle)
        sheet.set_actions()
        sheet.set_content(_stacked(above, form) if above is not None else form)
        self._pane.open_sheet()
        if above is None:
            form.focus_first()
        return form

    def guard(self, leave: Callable[[], None]) -> None:
        """Call ``leave`` when nothing typed would be lost, or after the person agreed."""
        if self._form is None:
            leave()
        else:
            self._form.guard(self._pane.messages, leave)

    def close(self) -> None:
        """Take the form away and show the sheet's own content."""
        held = self._form is not None and self._form.isAncestorOf(QApplication.focusWidget() or self._master)
        if held:
            self._master.table.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt would give it to the rail
        if self._form is not None:
            self._form = None
        self._restore()
        came_from, self._came_from = self._came_from, None
        if held and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_close(self) -> None:
        if self._form is None:
            self._master.close_sheet()
        else:
            self.guard(self.close)

    def _on_save(self, values: Values) -> None:
        if self._form is None or self._work is None:
            return
        if not self._key or values != self._tried:
            self._key, self._tried = new_key(), dict(values)
        self._form.set_busy(True)
        form = self._form
        self._pane.act(
            self._work(values, self._key),
            self._say,
            partial(self._on_saved, form),
            partial(self._failed, form),
        )

    def _on_saved(self, form: Form, receipt: Receipt[Any]) -> None:
        if self._form is not form:
            return
        form.saved()
        saved = self._saved
        self.close()
        if saved is not None:
            saved(receipt)

    def _failed(self, form: Form, error: Exception) -> None:
        stale = isinstance(error, Conflict) and error.code == "stale"
        if self._form is not form:
            self._pane.messages.warn(error)
        elif stale and self._newest is not None:
            meet = partial(self._meet, form, error)
            self._pane.run(self._newest, meet, form.show_error, latest="newest")
        else:
            form.show_error(error)

    def _meet(self, form: Form, error: Exception, values: Values) -> None:
        """Somebody else was faster: what they wrote comes into the form, beside what is typed here."""
        if self._form is form:
            form.meet(error, values)


def _stacked(above: QWidget, form: Form) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    margins = QWidget()
    inside = QVBoxLayout(margins)
    inside.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, 0)
    inside.addWidget(above)
    column.addWidget(margins)
    column.addWidget(form, 1)
    return holder
