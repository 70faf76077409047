"""What the school and its library are called, where they are, and by which rules they lend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QLineEdit

from app.domain.founding import NAME_MOST, Basics
from ui.first_start.step import Step
from ui.widgets.form import Field, Form, Kind

TEMPLATES: dict[str, str] = {
    "school": str(QT_TRANSLATE_NOOP("rules", "3 to 7 days by kind of book, fines of ₱2 or ₱5 a day")),
    "no-fines": str(QT_TRANSLATE_NOOP("rules", "3 to 7 days by kind of book, no fines")),
    "one-week": str(QT_TRANSLATE_NOOP("rules", "Everything for a week, no fines")),
}
"""The templates of loan rules that ship, in the words of the assistant; a test holds them to the files."""


def rules_words(template: str) -> str:
    """A template in the person's language."""
    return QCoreApplication.translate("rules", TEMPLATES[template])


def is_zone(text: str) -> bool:
    """Whether the IANA database knows a zone of this name."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


class SchoolStep(Step):
    """Name, branch, zone, and a template of loan rules."""

    key = "school"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        zone = self.draft.base.timezone
        zones = dict.fromkeys((zone if zone != "UTC" else "Asia/Manila", "Asia/Manila", "UTC"))
        self.form = Form(
            (
                Field(
                    "name",
                    self.tr("Name of the library"),
                    required=True,
                    placeholder=self.tr("San Isidro Elementary School Library"),
                    max_length=NAME_MOST,
                    help=self.tr("As receipts and the window show it."),
                ),
                Field(
                    "branch",
                    self.tr("Name of its first branch"),
                    required=True,
                    default=self.tr("Main library"),
                    max_length=NAME_MOST,
                    half=True,
                ),
                Field(
                    "timezone",
                    self.tr("Time zone"),
                    Kind.CHOICE,
                    required=True,
                    choices=tuple((each, each) for each in zones),
                    default=next(iter(zones)),
                    editable=True,
                    check=self._check_zone,
                    half=True,
                ),
                Field(
                    "policies",
                    self.tr("Loan rules to begin with"),
                    Kind.CHOICE,
                    choices=tuple((each, rules_words(each)) for each in TEMPLATES),
                    default="school",
                    help=self.tr("Others can be taken later, under This library."),
                ),
            ),
            buttons=False,
            margin=0,
            scrolls=False,
        )
        self.inside.addWidget(self.form)
        for line in self.form.findChildren(QLineEdit):
            line.returnPressed.connect(self.next_requested)

    def name(self) -> str:
        return self.tr("School")

    def heading(self) -> str:
        return self.tr("What is the library called?")

    def words(self) -> str:
        return self.tr("A few basics; nothing here is for ever.")

    def help(self) -> str:
        return self.tr(
            "The zone decides when a day begins and so when a book is late. A template of loan rules brings loan periods, "
            "limits, fines and opening hours, which the library makes its own afterwards."
        )

    def _check_zone(self, text: str) -> str:
        return "" if is_zone(text) else self.tr("Write it as in Asia/Manila.")

    def focus_first(self) -> None:
        self.form.focus_first()

    def leave(self, go_on: Callable[[], None]) -> None:
        if wrong := self.form.errors():
            for key, text in wrong.items():
                self.form.say(key, text)
            self.form.editor(next(iter(wrong))).widget.setFocus()
            return
        values = self.form.values()
        self.draft.basics = Basics(
            values["name"].strip(), values["branch"].strip(), values["timezone"], values["policies"]
        )
        go_on()
