"""Acts as data: the same list makes a toolbar, a context menu and entries of the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui import icons
from ui.widgets.basic import button, set_icon, set_property


@dataclass(frozen=True, slots=True)
class Guise:
    """How an act shows itself with what is selected: words, icon, kind of button and tool-tip."""

    text: str
    icon: str = ""
    kind: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something the person can do.

    ``needs`` says what must be selected: "" nothing, "one" exactly one row, "two" exactly two, "some" one or more; ``run`` is
    called with the tuple of selected row values (empty for ""). ``menu_only`` keeps it off the toolbar.
    ``allowed`` False hides it altogether (the role may not). ``guise`` is asked, with rows that fit, how it shows
    itself: a click on one row may do more harm than on another, and must not look the same.
    """

    key: str
    text: str
    run: Callable[[tuple[Any, ...]], object]
    icon: str = ""
    shortcut: str = ""
    needs: str = ""
    primary: bool = False
    danger: bool = False
    menu_only: bool = False
    allowed: bool = True
    tip: str = ""
    guise: Callable[[tuple[Any, ...]], Guise] | None = None

    def fits(self, rows: int) -> bool:
        """Tell whether the act can be done with ``rows`` selected rows."""
        return {"": True, "one": rows == 1, "two": rows == 2, "some": rows >= 1}[self.needs]

    def shown(self, rows: tuple[Any, ...]) -> Guise:
        """How it shows itself with these rows selected."""
        if self.guise is not None and self.fits(len(rows)):
            return self.guise(rows)
        kind = "primary" if self.primary else "danger" if self.danger else ""
        return Guise(self.text, self.icon, kind, self.tip)


class ActSet(QObject):
    """The live side of a list of acts: QActions with shortcuts, kept enabled by the selection."""

    def __init__(self, acts: Iterable[Act], selected: Callable[[], tuple[Any, ...]], owner: QWidget) -> None:
        super().__init__(owner)
        self.acts = tuple(act for act in acts if act.allowed)
        self._selected = selected
        self._owner = owner
        self._actions: dict[str, QAction] = {act.key: self._action(act) for act in self.acts}
        self._buttons: list[tuple[Act, QPushButton]] = []
        self.update()

    def _action(self, act: Act) -> QAction:
        action = QAction(act.text, self._owner)
        if act.icon:
            action.setIcon(icons.icon(act.icon, "bad_text" if act.danger else "text_soft"))
        if act.shortcut:
            action.setShortcut(QKeySequence(act.shortcut))
            action.setShortcutVisibleInContextMenu(True)
            if "+" not in act.shortcut and not act.shortcut.startswith("F"):
                # A bare key such as Del must mean the list only, never what is typed beside it.
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setData(act.key)
        action.triggered.connect(self._on_triggered)
        self._owner.addAction(action)
        return action

    def action(self, key: str) -> QAction:
        """The QAction of an act."""
        return self._actions[key]

    @Slot()
    def update(self) -> None:
        """Enable what the selection allows."""
        rows = self._selected()
        for act in self.acts:
            action = self._actions[act.key]
            action.setEnabled(act.fits(len(rows)))
            if act.guise is not None and action.text() != (shown := act.shown(rows)).text:
                action.setText(shown.text)
                action.setIcon(icons.icon(shown.icon, "bad_text" if shown.kind == "danger" else "text_soft"))
        for act, made in self._buttons:
            made.setEnabled(act.fits(len(rows)))
            if act.guise is not None:
                self._dress(made, act, act.shown(rows))

    def _dress(self, made: QPushButton, act: Act, shown: Guise) -> None:
        """Give a button the guise of the moment; it never gets narrower again, so that its neighbours stay put."""
        if made.text() == shown.text:
            return
        made.setText(shown.text)
        made.setAccessibleName(shown.text)
        made.setToolTip(self._tip(act, shown))
        set_property(made, "kind", shown.kind)
        set_icon(made, shown.icon)
        made.setMinimumWidth(max(made.minimumWidth(), made.sizeHint().width()))

    def trigger(self, key: str) -> None:
        """Do an act with what is selected, if it can be done."""
        if self._actions[key].isEnabled():
            self._actions[key].trigger()

    @Slot()
    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            key = sender.data()
            act = next(a for a in self.acts if a.key == key)
            rows = self._selected() if act.needs else ()
            if act.fits(len(rows)):
                act.run(rows)

    def button_of(self, key: str, kind: str = "") -> QPushButton:
        """A button of its own for one act, outside the toolbar."""
        act = next(each for each in self.acts if each.key == key)
        tip = self._tip(act, Guise(act.text))
        return button(act.text, act.icon, kind, run=partial(self.trigger, key), tip=tip)

    def fill_toolbar(self, layout: QHBoxLayout) -> None:
        """Add a button for every act that is not menu-only; quiet ones first, the primary one last."""
        shown = [act for act in self.acts if not act.menu_only]
        for act in sorted(shown, key=lambda a: a.primary):
            dressed = act.shown(())
            made = button(dressed.text, dressed.icon, dressed.kind, tip=self._tip(act, dressed))
            made.clicked.connect(self._actions[act.key].trigger)
            self._buttons.append((act, made))
            layout.addWidget(made)
        self.update()

    @staticmethod
    def _tip(act: Act, shown: Guise) -> str:
        keys = QKeySequence(act.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        words = shown.tip or shown.text
        return f"{words} ({keys})" if keys else shown.tip

    def menu(self, parent: QWidget) -> QMenu:
        """A context menu of the acts, the dangerous ones below a line."""
        menu = QMenu(parent)
        self.update()
        for act in self.acts:
            if not act.danger:
                menu.addAction(self._actions[act.key])
        dangerous = [self._actions[act.key] for act in self.acts if act.danger]
        if dangerous:
            menu.addSeparator()
            menu.addActions(dangerous)
        return menu
