"""What stands on the toolbar while there is no room for the filters beside a list: how they are set, and the way to them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.basic import button, row
from ui.widgets.facets import Facets

_LONGEST = 28


class FoldedFilters(QWidget):
    """Shows and hides ``facets``. A list that is narrowed always says so, and is one click from being whole again."""

    def __init__(self, facets: Facets) -> None:
        super().__init__()
        self._facets = facets
        self._roomy = self._needed = True
        self.unfold = button(
            self.tr("Filters"), "funnel", "quiet", tip=self.tr("Show the filters beside the list")
        )
        self.unfold.setCheckable(True)
        self.clear = button("", "x", "chip", name=self.tr("Clear filters"), run=facets.clear_choice)
        self.clear.setMaximumWidth(16777215)
        row(self, self.unfold, self.clear, gap=theme.SPACE_HALF)
        self.unfold.toggled.connect(self._show)
        facets.changed.connect(self._show)
        self.setVisible(False)  # there is room until told otherwise

    def fit(self, roomy: bool) -> None:
        """Tell whether there is room for the filters beside the list; without, they come when they are asked for."""
        if roomy is not self._roomy:
            self._roomy = roomy
            self._show()

    def set_needed(self, needed: bool) -> None:
        """Tell whether there is anything to filter."""
        if needed is not self._needed:
            self._needed = needed
            self._show()

    @Slot()
    def _show(self) -> None:
        shown = self._roomy or self.unfold.isChecked()
        self._facets.setVisible(shown and self._needed)
        self.unfold.setVisible(not self._roomy)
        chosen = self._facets.chosen_words()
        self.clear.setVisible(bool(chosen) and not shown)
        if chosen:
            first = chosen[0] if len(chosen[0]) <= _LONGEST else f"{chosen[0][:_LONGEST]}…"
            form = self.tr("{filter} and {n} more") if len(chosen) > 1 else "{filter}"
            self.clear.setText(form.format(filter=first, n=len(chosen) - 1))
            said = self.tr("Clear filters: {chosen}").format(chosen=", ".join(chosen))
            self.clear.setToolTip(said)
            self.clear.setAccessibleName(said)
        self.setVisible(self._needed and not self._roomy)
