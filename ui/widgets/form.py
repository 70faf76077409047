"""THE form of the product: fields as data, checked while typed, errors under the field, nothing lost.

::

    form = Form((Field("title", tr("Title"), required=True), Field("year", tr("Year"), Kind.NUMBER, half=True)))
    form.set_values({"title": "Noli Me Tangere", "year": 1887})
    form.save_requested.connect(self._on_form_save)   # dict of values, only when all are right

After a failed save call ``form.show_error(error)``: an InvalidInput goes under its field, anything else
above the form; what was typed stays. ``form.saved()`` after a good one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.errors import InvalidInput
from ui import theme
from ui.messages import Choice, Messenger, Question, describe
from ui.widgets.banner import Banner
from ui.widgets.basic import button, label, row, rule, set_property
from ui.widgets.form_fields import CheckEditor, ChoiceEditor, Editor, Field, Kind, Unreadable, make_editor

__all__ = ["Field", "Form", "Kind"]


class Form(QWidget):
    """Fields with labels, help and errors; Ctrl+S saves, Esc cancels."""

    save_requested = Signal(object)  # dict of values
    cancelled = Signal()
    dirty_changed = Signal(bool)

    def __init__(
        self,
        fields: Iterable[Field],
        *,
        save_text: str = "",
        check: Callable[[dict[str, Any]], Mapping[str, str]] | None = None,
        buttons: bool = True,
        margin: int = theme.SPACE_2,
        scrolls: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """``check(values)`` looks at the fields together and returns field key → what is wrong. Without ``scrolls`` it
        is as high as its fields need, for a page that scrolls itself."""
        super().__init__(parent)
        self.fields = tuple(fields)
        self._check_all = check
        self._editors: dict[str, Editor] = {}
        self._errors: dict[str, QLabel] = {}
        self._touched: set[str] = set()
        self._start: dict[str, Any] = {}
        self._dirty = False
        self._banner = Banner()
        self._banner.setVisible(False)
        # Each part is made where it will stand: Qt asks the sheet anew for all that is in a part which moves.
        self._scroll = QScrollArea(self) if scrolls else None
        self._body = QWidget(self._scroll.viewport() if self._scroll else self)
        self._body.setObjectName("page")
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(margin, margin, margin, margin)
        self._lay_out(buttons, save_text or self.tr("Save"))
        self._timer = QTimer(self, singleShot=True, interval=120)
        self._timer.timeout.connect(self._show_errors)
        self.set_values({})

    def _lay_out(self, buttons: bool, save_text: str) -> None:
        self._grid.setHorizontalSpacing(theme.SPACE_2)
        self._grid.setVerticalSpacing(theme.SPACE_2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        line, half_open = 0, False
        for field in self.fields:
            if field.heading:
                line, half_open = line + half_open, False
                self._grid.addWidget(label(field.heading, "heading"), line, 0, 1, 2)
                line += 1
            place = self._place(field)
            if field.half:
                self._grid.addWidget(place, line, int(half_open), Qt.AlignmentFlag.AlignTop)
                line, half_open = line + half_open, not half_open
            else:
                line, half_open = line + half_open, False
                self._grid.addWidget(place, line, 0, 1, 2)
                line += 1
        self._grid.setRowStretch(line + 1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._banner)
        outer.addWidget(self._scrolling(), 1)
        self._save = button(save_text, "check", "primary", run=self.save, tip=self.tr("Save (Ctrl+S)"))
        self._cancel = button(self.tr("Cancel"), run=self.cancel, tip=self.tr("Cancel (Esc)"))
        if buttons:
            outer.addWidget(rule())
            foot = row(None, None, self._cancel, self._save)
            foot.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
            outer.addLayout(foot)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)

    def _scrolling(self) -> QWidget:
        if self._scroll is None:
            return self._body
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._body)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the fields
        return self._scroll

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: what holds the form has Esc for itself, and two shortcuts would cancel each other.
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _place(self, field: Field) -> QWidget:
        place = QWidget(self._body)
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_HALF)
        editor = make_editor(field, place)
        self._editors[field.key] = editor
        if not isinstance(editor, CheckEditor):
            title = label(field.label if not field.required else f"{field.label} *", "label")
            title.setBuddy(editor.widget)
            layout.addWidget(title)
        layout.addWidget(editor.holder)
        editor.widget.setAccessibleName(field.label)
        editor.widget.setAccessibleDescription(field.help)
        editor.widget.setObjectName(f"field-{field.key}")
        editor.widget.setProperty("invalid", "false")
        if field.help:
            layout.addWidget(label(field.help, "faint", wrap=True))
        error = label("", "error", wrap=True)
        error.setVisible(False)
        self._errors[field.key] = error
        layout.addWidget(error)
        editor.edited.connect(self._on_edited)
        return place

    # -- values ------------------------------------------------------------------------------------------

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show ``values`` (defaults where missing) as the unedited state."""
        for field in self.fields:
            self._editors[field.key].set_value(values.get(field.key, field.default))
        self._timer.stop()
        self.saved()

    def enter(self, values: Mapping[str, Any]) -> None:
        """Put ``values`` in as if the person had typed them: what was there before stays the unedited state."""
        for key, value in values.items():
            if key in self._editors:
                self._editors[key].set_value(value)

    def values(self) -> dict[str, Any]:
        """What is entered; a field that can't be read is None."""
        return self._read()[0]

    def _read(self) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for field in self.fields:
            try:
                values[field.key] = value = self._editors[field.key].value()
            except Unreadable as error:
                values[field.key], wrong[field.key] = None, str(error)
                continue
            if field.required and value in (None, ""):
                wrong[field.key] = self.tr("This is needed.")
            elif field.check is not None and value not in (None, ""):
                said = field.check(value)
                if said:
                    wrong[field.key] = said
        if self._check_all is not None and not wrong:
            wrong.update({key: said for key, said in self._check_all(values).items() if said})
        return values, wrong

    def errors(self) -> dict[str, str]:
        """Field key → what is wrong with what is entered now."""
        return self._read()[1]

    def editor(self, key: str) -> Editor:
        """The editor of a field."""
        return self._editors[key]

    def set_choices(self, key: str, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer other values in a choice field, as soon as they are known."""
        editor = self._editors[key]
        if isinstance(editor, ChoiceEditor):
            editor.set_choices(tuple(choices))

    # -- while typing ------------------------------------------------------------------------------------

    @Slot()
    def _on_edited(self) -> None:
        sender = self.sender()
        if isinstance(sender, Editor):
            self._touched.add(sender.field.key)
            self._say(sender.field.key, "")
        self._banner.setVisible(False)
        self._set_dirty(self._raw() != self._start)
        self._timer.start()

    def _raw(self) -> dict[str, Any]:
        raw: dict[str, Any] = {}
        for key, editor in self._editors.items():
            try:
                raw[key] = editor.value()
            except Unreadable as error:
                raw[key] = error.args
        return raw

    @Slot()
    def _show_errors(self) -> None:
        wrong = self.errors()
        for key in self._touched:
            self._say(key, wrong.get(key, ""))

    def _say(self, key: str, text: str) -> None:
        said = self._errors[key]
        said.setText(text)
        said.setVisible(bool(text))
        widget = self._editors[key].widget
        set_property(widget, "invalid", "true" if text else "false")
        widget.setAccessibleDescription(text or self._editors[key].field.help)

    # -- saving ------------------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Check everything, then ask for the save or go to the first field that is wrong."""
        self._timer.stop()  # what a save finds wrong must not be wiped by a look that was due before it
        values, wrong = self._read()
        for field in self.fields:
            self._touched.add(field.key)
            self._say(field.key, wrong.get(field.key, ""))
        if wrong:
            self._go_to(next(field.key for field in self.fields if field.key in wrong))
        elif self._save.isEnabled():
            self.save_requested.emit(values)

    def set_busy(self, busy: bool) -> None:
        """Hold back a second save while one is under way."""
        self._save.setEnabled(not busy)

    def saved(self) -> None:
        """Take what is entered as the unedited state."""
        self._start = self._raw()
        self._touched.clear()
        for key in self._editors:
            self._say(key, "")
        self._banner.setVisible(False)
        self.set_busy(False)
        self._set_dirty(False)

    def rebase(self, values: Mapping[str, Any]) -> None:
        """Take ``values``, as somebody else left them, for the unedited state, and keep what was typed here.

        A field that both changed keeps what was typed and says below it what the other one wrote.
        """
        now, before, said = self._raw(), dict(self._start), dict[str, str]()
        for field in self.fields:
            theirs = make_editor(field, self)
            theirs.set_value(values.get(field.key, field.default))
            self._start[field.key] = fresh = theirs.value()
            if now[field.key] == before[field.key]:
                self._editors[field.key].set_value(fresh)
            elif fresh not in (before[field.key], now[field.key]):
                said[field.key] = self.tr("Somebody else wrote here: {value}").format(
                    value=theirs.text() or "—"
                )
            theirs.widget.deleteLater()
        self._timer.stop()
        for key, text in said.items():
            self._say(key, text)
        self.set_busy(False)
        self._set_dirty(self._raw() != self._start)

    def meet(self, error: Exception, values: Mapping[str, Any]) -> None:
        """A save was refused because somebody else was faster: show what they wrote beside what is typed."""
        self.rebase(values)
        text = self.tr("What you typed is kept, the rest is as it is now. Save again if it is right.")
        self._banner.show_banner("warn", "users", f"{describe(error).message} {text}")

    def show_error(self, error: Exception) -> None:
        """Say why a save failed: under its field if it names one, above the form otherwise."""
        self.set_busy(False)
        problem = describe(error)
        key = str(error.details.get("field", "")) if isinstance(error, InvalidInput) else ""
        if key in self._editors:
            self.say(key, problem.text)
            return
        text = problem.text
        if problem.level == "unreachable":
            # A save is not tried again by itself, unlike what is only read.
            text = self.tr("{problem} What you typed is kept; save it again when it answers.").format(
                problem=problem.message
            )
        self._banner.show_banner("bad", "warning-circle", text)

    # -- leaving -----------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Tell whether there are edits that would be lost."""
        return self._dirty

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)

    @Slot()
    def cancel(self) -> None:
        """Tell that the person wants to leave; the owner calls ``guard`` before it closes the form."""
        self.cancelled.emit()

    def guard(self, messages: Messenger, leave: Callable[[], None]) -> None:
        """Call ``leave`` at once, or after the person agreed to lose the edits."""
        if not self._dirty:
            leave()
            return
        question = Question(
            self.tr("Leave without saving?"),
            self.tr("What you changed here has not been saved."),
            (Choice("cancel", self.tr("Keep editing")), Choice("leave", self.tr("Leave"), danger=True)),
        )
        messages.ask(question, lambda key, _text: leave() if key == "leave" else None)

    def say(self, key: str, text: str) -> None:
        """Put words under a field, for what only the owner can know."""
        self._timer.stop()  # nor may a look wipe them that was due before
        self._say(key, text)
        if text:
            self._go_to(key)

    def _go_to(self, key: str) -> None:
        """Put the cursor into a field and bring it into view with its label and what is said under it."""
        self._editors[key].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        place = self._editors[key].holder.parentWidget()
        if place is not None:
            self._grid.activate()  # the error below has just come: make room for it first
            area = self._scroll or _area_around(self)
            if area is not None:
                area.ensureWidgetVisible(place, 0, theme.SPACE)

    def natural_height(self) -> int:
        """The height at which nothing scrolls, in pixels, with room for one error."""
        layout = self.layout()
        inside = self._scroll or self._body
        foot = layout.sizeHint().height() - inside.sizeHint().height() if layout else 0
        return self._body.sizeHint().height() + max(0, foot) + 24

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be edited; what is typed there replaces what stands there."""
        for field in self.fields:
            if not field.read_only:
                self._go_to(field.key)
                widget = self._editors[field.key].widget
                if isinstance(widget, QLineEdit):
                    widget.selectAll()
                return


def _area_around(widget: QWidget) -> QScrollArea | None:
    """The scroll area a widget lies in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
