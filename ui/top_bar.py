"""The top bar: where you are, the one search, what you are connected to, who you are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from app.domain.actors import Actor
from ui import icons, theme
from ui.language import ENGLISH, FILIPINO
from ui.models.columns import Tone
from ui.state import UiState
from ui.theme import Theme, ThemeChoice
from ui.widgets.basic import button, label
from ui.widgets.chip import Chip, ChipState


class TopBar(QFrame):
    """Speaks of wishes only: the window carries them out."""

    search_requested = Signal()
    lock_requested = Signal()
    sign_out_requested = Signal()
    help_requested = Signal()
    sounds_switched = Signal(bool)
    language_chosen = Signal()
    libraries_requested = Signal()

    def __init__(self, actor: Actor, look: Theme, state: UiState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actor = actor
        self._look = look
        self._state = state
        self.setProperty("surface", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setFixedHeight(56)
        self._title = label("", "title")
        self.search = button(self.tr("Search everything"), "magnifying-glass", "search")
        self.search.setToolTip(self.tr("Titles, people, panes and actions (Ctrl+K)"))
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(360)
        self.search.clicked.connect(self.search_requested)
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addStretch(1)
        keys = label("Ctrl K", "faint")
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(keys)
        self.chips = {
            "database": Chip(self.tr("Database")),
            "cache": Chip(self.tr("Cache")),
            "api": Chip(self.tr("API")),
        }
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_2, 1)
        self._layout.setSpacing(theme.SPACE)
        self._layout.addWidget(self._title)
        self._layout.addSpacing(theme.SPACE_2)
        self._layout.addWidget(self.search, 1)
        self._layout.addStretch(1)
        for chip in self.chips.values():
            self._layout.addWidget(chip)
        self._layout.addSpacing(theme.SPACE)
        self._person = self._person_button()
        self._layout.addWidget(self._person)
        self.set_chip("database", ChipState(self.tr("connecting"), Tone.MUTED))
        self.set_chip("cache", ChipState(self.tr("off"), Tone.MUTED, self.tr("No shared cache is set up.")))
        self.set_chip("api", ChipState(self.tr("off"), Tone.MUTED, self.tr("No API runs on this computer.")))

    def set_title(self, title: str) -> None:
        """Say which pane is in front."""
        self._title.setText(title)

    def set_chip(self, key: str, state: ChipState) -> None:
        """Say how a connection is."""
        self.chips[key].set_state(state)

    # -- the signed-in person ----------------------------------------------------------------------------

    def _person_button(self) -> QWidget:
        made = button(self._actor.name, "user-circle", "quiet")
        made.setToolTip(self.tr("Signed in as {role}").format(role=self._actor.role.value.replace("_", " ")))
        self._own = self._menu(made)
        made.setMenu(self._own)
        return made

    def offer_watching(self, on: bool, switched: Callable[[bool], None]) -> QAction:
        """Let the person keep watching from the tray when the window is closed."""
        action = QAction(self.tr("Keep watching when the window is closed"), self._own, checkable=True)
        action.setChecked(on)
        action.toggled.connect(switched)
        self._own.insertAction(self._help, action)
        return action

    def offer_tour(self, run: Callable[[], object]) -> None:
        """Let the person take the tour, from the entry below the help."""
        self._own.insertAction(
            self._below_help, self._entry(self._own, "compass", self.tr("Tour"), "Shift+F1", run)
        )

    def offer_library(self, run: Callable[[], object]) -> None:
        """Let the person change what the library is called, where it is and how it lends."""
        self._own.insertAction(
            self._libraries, self._entry(self._own, "buildings", self.tr("This library …"), "", run)
        )

    def _menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        looks = menu.addMenu(icons.icon("palette"), self.tr("Theme"))
        themes = {
            ThemeChoice.SYSTEM: self.tr("Like the system"),
            ThemeChoice.LIGHT: self.tr("Light"),
            ThemeChoice.DARK: self.tr("Dark"),
            ThemeChoice.CONTRAST: self.tr("High contrast"),
        }
        self._offer(looks, themes.items(), self._look.choice, self._on_theme_chosen)
        tongues = menu.addMenu(icons.icon("translate"), self.tr("Language"))
        languages = {"system": self.tr("Like the system"), ENGLISH: "English", FILIPINO: "Filipino"}
        self._offer(tongues, languages.items(), self._state.text("language"), self._on_language_chosen)
        sounds = QAction(self.tr("Sounds"), menu, checkable=True)
        sounds.setChecked(self._state.flag("sounds", True))
        sounds.toggled.connect(self.sounds_switched)
        menu.addAction(sounds)
        self._help = self._entry(menu, "question", self.tr("Help"), "F1", self.help_requested)
        menu.addAction(self._help)
        self._libraries = self._entry(
            menu, "books", self.tr("Libraries on this computer …"), "", self.libraries_requested
        )
        menu.addAction(self._libraries)
        self._below_help = menu.addSeparator()
        menu.addAction(self._entry(menu, "lock", self.tr("Lock"), "Ctrl+Shift+L", self.lock_requested))
        menu.addAction(self._entry(menu, "sign-out", self.tr("Sign out"), "", self.sign_out_requested))
        return menu

    @staticmethod
    def _offer(
        menu: QMenu, words: Iterable[tuple[str, str]], chosen: str, choose: Callable[[], None]
    ) -> None:
        group = QActionGroup(menu)
        for choice, text in words:
            action = QAction(text, menu, checkable=True)
            action.setData(str(choice))
            action.setChecked(choice == chosen)
            action.triggered.connect(choose)
            group.addAction(action)
            menu.addAction(action)

    @staticmethod
    def _entry(menu: QMenu, icon: str, text: str, keys: str, wish: object) -> QAction:
        # The shortcut itself belongs to the window; here it is only shown.
        action = QAction(icons.icon(icon), f"{text}\t{keys}" if keys else text, menu)
        action.triggered.connect(wish)
        return action

    @Slot()
    def _on_theme_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._state.set_text("theme", action.data())
            self._look.choose(action.data())

    @Slot()
    def _on_language_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._state.set_text("language", action.data())
            self.language_chosen.emit()
