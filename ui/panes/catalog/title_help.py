"""What helps while a title is typed: looking it up by its ISBN, the title before, a call number beside its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.catalog import Title
from app.domain.filling import Filling, filling, like
from app.domain.neighbours import CallNumberOffer
from app.domain.title_lookup import SOURCE_NAMES, LookedUp
from app.errors import ClmsError
from ui import theme
from ui.panes.catalog import words
from ui.panes.catalog.title_form import TitleForm, values_of
from ui.panes.catalog.title_offers import Offer, Offers
from ui.sentences import advice, said
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, only_if, row
from ui.widgets.form_fields import Editor, make_editor

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane


class TitleHelp(QWidget):
    """Stands above the form of a title and fills it; what was typed stays, what differs is offered."""

    looked_up = Signal(object)  # LookedUp, once its values are in the form

    def __init__(self, pane: ActingPane, form: TitleForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane, self._form = pane, form
        self._cataloguing = pane.services.cataloguing
        self._gone = False
        self.destroyed.connect(partial(setattr, self, "_gone", True))
        self.look = button(
            self.tr("Look up"), "globe", run=self.look_up, tip=self.tr("Ask outside by the ISBN (Ctrl+L)")
        )
        self.last = button(
            self.tr("Like the last one"),
            "copy",
            run=self.like_last,
            tip=self.tr("Fill in what it has in common (Ctrl+R)"),
        )
        self.call = button(
            self.tr("Call number"), "books", run=self.suggest, tip=self.tr("Beside titles alike (Ctrl+B)")
        )
        only_if(form.title is None, self.last, self.call)
        self.banner = Banner()
        self.banner.setVisible(False)
        self.offers = Offers()
        self.offers.taken.connect(self._take)
        buttons = row(None, self.look, self.last, self.call, None)
        buttons.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        column(self, buttons, self.banner, self.offers, gap=0)
        line = form.editor("isbn").widget
        if isinstance(line, QLineEdit):
            line.returnPressed.connect(self.look_up)  # as a scanner ends

    def add_keys(self, owner: QWidget) -> None:
        """Let the keys of the buttons work anywhere in ``owner``."""
        keys: tuple[tuple[str, Callable[[], None]], ...] = (("Ctrl+L", self.look_up),)
        if self._form.title is None:
            keys += (("Ctrl+R", self.like_last), ("Ctrl+B", self.suggest))
        for key, run in keys:
            QShortcut(QKeySequence(key), owner).activated.connect(run)

    # -- looking up --------------------------------------------------------------------------------------

    @Slot()
    def look_up(self) -> None:
        """Ask for the title by the ISBN in the form."""
        isbn = str(self._form.editor("isbn").value() or "")
        if not isbn:
            self._form.say("isbn", self.tr("Type or scan the ISBN first."))
            return
        self.look.setEnabled(False)
        self.banner.set_button("", None)
        self.banner.show_banner("info", "globe", self.tr("Asking for {isbn}…").format(isbn=isbn))
        ask = partial(self._cataloguing.look_up, self._pane.actor, isbn)
        self._pane.run(ask, self._on_found, self._on_failed, latest="lookup")

    def _on_found(self, answer: LookedUp) -> None:
        if self._gone:
            return
        self.look.setEnabled(True)
        values = values_of(answer.found.draft)
        values.pop("isbn_wrong")
        if self._form.title is None:  # of another number looked up before nothing may stay unseen
            self._form.base = answer.found.draft
        source = said(SOURCE_NAMES[answer.found.source])
        self._fill(values, self.tr("{source} says otherwise").format(source=source), keep=("isbn",))
        self.looked_up.emit(answer)
        text = self.tr("Filled in from {source}. Look at it before you save.").format(source=source)
        if answer.silent:
            silent = ", ".join(said(SOURCE_NAMES[one]) for one in answer.silent)
            text += " " + self.tr("{source} did not answer.").format(source=silent)
        if answer.here and self._form.title is None:
            text = self.tr("The library has this ISBN already.") + " " + text
            self.banner.set_button(self.tr("Show that title"), partial(self._show_title, answer.here[0]))
        tone, icon = ("warn", "warning") if answer.here else ("ok", "check-circle")
        self.banner.show_banner(tone, icon, text)

    def _show_title(self, title_id: int) -> None:
        self._pane.open(title_id)

    def _on_failed(self, error: Exception) -> None:
        if self._gone:
            return
        self.look.setEnabled(True)
        if isinstance(error, ClmsError):
            self.banner.show_banner("warn", "warning", advice(error))
        else:
            self.banner.setVisible(False)
            self._pane.messages.warn(error)

    # -- what this library did before ----------------------------------------------------------------------

    @Slot()
    def like_last(self) -> None:
        """Fill in what the title that this person added last is likely to share."""
        ask = partial(self._cataloguing.last_title, self._pane.actor)
        self._pane.run(ask, self._on_last, self._on_failed, latest="last-title")

    def _on_last(self, title: Title | None) -> None:
        if self._gone:
            return
        if title is None:
            self.banner.show_banner("info", "info", self.tr("You have added no title lately."))
            return
        self._fill(like(title), self.tr("“{title}” has otherwise").format(title=title.draft.title))
        text = self.tr("Filled in as in “{title}”.").format(title=title.draft.title)
        self.banner.show_banner("ok", "check-circle", text)

    @Slot()
    def suggest(self) -> None:
        """Offer call numbers beside the title's neighbours."""
        draft = self._form.draft(self._form.values())
        ask = partial(self._cataloguing.call_numbers, self._pane.actor, draft)
        self._pane.run(ask, self._on_suggested, self._on_failed, latest="call-numbers")

    def _on_suggested(self, found: tuple[CallNumberOffer, ...]) -> None:
        if self._gone:
            return
        if not found:
            text = self.tr("The library has no titles alike: fill in author or subjects first.")
            self.banner.show_banner("info", "info", text)
            return
        field = self._label("call_number")
        offers = [
            Offer("call_number", field, one.call_number, one.call_number, self._why(one)) for one in found
        ]
        self.offers.show_offers(self.tr("Where titles alike stand"), offers)

    def _why(self, one: CallNumberOffer) -> str:
        subjects = ", ".join(one.subjects[:2])
        alike = words.titles(one.titles)
        if one.same_author and subjects:
            return self.tr("{titles}, also by this author, on {subjects}").format(
                titles=alike, subjects=subjects
            )
        if one.same_author:
            return self.tr("{titles} by this author").format(titles=alike)
        return self.tr("{titles} on {subjects}").format(titles=alike, subjects=subjects)

    # -- filling -------------------------------------------------------------------------------------------

    def _fill(self, found: Mapping[str, Any], heading: str, keep: tuple[str, ...] = ()) -> None:
        mine = self._form.values()
        untouched = {one.key for one in self._form.fields if one.default and mine[one.key] == one.default}
        done: Filling = filling(mine, found, untouched)
        self._form.enter(done.fill)
        offers = [
            Offer(key, self._label(key), value, self._read(key, value))
            for key, value in done.differs.items()
            if key not in keep
        ]
        self.offers.show_offers(heading, offers)

    def _take(self, offer: Offer) -> None:
        self._form.enter({offer.key: offer.value})

    def _label(self, key: str) -> str:
        return next(one.label for one in self._form.fields if one.key == key)

    def _read(self, key: str, value: Any) -> str:
        """A value as its field would show it."""
        field = next(one for one in self._form.fields if one.key == key)
        editor: Editor = make_editor(field, self)
        editor.set_value(value)
        text = editor.text()
        editor.holder.deleteLater()
        return text
