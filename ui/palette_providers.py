"""What the command palette always finds: panes, the acts of the pane in front; and makers for service finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.actors import Actor
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from ui.panes import PaneSpec
from ui.panes.base import Pane
from ui.widgets.palette import Entry, Provider, fits

if TYPE_CHECKING:
    from app.bootstrap import App

SERVICE_ROWS = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)


def panes_provider(specs: Sequence[PaneSpec], go: Callable[[str], object]) -> Provider:
    """Finds panes by title; with nothing typed, all of them."""

    def find(text: str) -> list[Entry]:
        return [
            Entry(spec.words(), partial(go, spec.key), spec.icon, f"Alt+{n}" if n < 10 else "", _tr("Panes"))
            for n, spec in enumerate(specs, 1)
            if fits(text, spec.words())
        ]

    return Provider("panes", find)


def acts_provider(current: Callable[[], Pane | None]) -> Provider:
    """Finds what the pane in front can do now."""

    def find(text: str) -> list[Entry]:
        pane = current()
        if pane is None:
            return []
        return [
            Entry(act.text, partial(pane.do, act.key), act.icon or "lightning", act.shortcut, _tr("Actions"))
            for act in pane.acts()
            if fits(text, act.text)
        ]

    return Provider("acts", find)


def library_provider(show: Callable[[], object]) -> Provider:
    """Finds the library's own settings by what they are called."""

    def find(text: str) -> list[Entry]:
        words = _tr("This library: name, time zone, currency, loan rules, newer releases")
        found = bool(text.strip()) and fits(text, words)
        return [Entry(_tr("This library …"), show, "buildings", "", _tr("Settings"))] if found else []

    return Provider("library", find)


def titles_provider(app: App, actor: Actor, go: Callable[[str, object], object]) -> Provider:
    """Finds titles by whatever is typed; choosing one opens it in the catalogue."""

    def find(text: str) -> list[Entry]:
        found = app.catalog.search(actor, TitleQuery(text=text), SERVICE_ROWS)
        return [
            Entry(
                row.title,
                partial(go, "catalog", row.id),
                "book",
                " · ".join(each for each in (row.author, row.call_number) if each),
                _tr("Titles"),
            )
            for row in found.rows
        ]

    return Provider("titles", find, ask=True)


def students_provider(app: App, actor: Actor, go: Callable[[str, object], object]) -> Provider:
    """Finds patrons by name, LRN or card; choosing one opens the sheet."""

    def find(text: str) -> list[Entry]:
        from app.domain.members import StudentQuery  # late, with the service: no part of the first window

        page = app.students.list(actor, StudentQuery(text=text), Window(limit=SERVICE_ROWS))
        return [
            Entry(
                row.name,
                partial(go, "students", row.id),
                "student",
                " · ".join(each for each in (row.grade, row.section, row.card) if each),
                _tr("People"),
            )
            for row in page.rows
        ]

    return Provider("students", find, ask=True)


def lists_provider(app: App, actor: Actor, go: Callable[[str, object], object]) -> Provider:
    """Finds saved searches, which the catalogue then asks, and lists to work on, by their names."""

    def find(text: str) -> list[Entry]:
        searches = [
            Entry(
                one.draft.name,
                partial(go, "catalog", one.draft.query),
                "magnifying-glass",
                "",
                _tr("Saved searches"),
            )
            for one in app.saved_searches.list(actor)
            if fits(text, one.draft.name)
        ]
        lists = [
            Entry(one.draft.name, partial(go, "lists", one.id), "list-plus", "", _tr("Lists"))
            for one in app.work_lists.list(actor)
            if fits(text, one.draft.name)
        ]
        return searches[:SERVICE_ROWS] + lists[:SERVICE_ROWS]

    return Provider("lists", find, ask=True)
