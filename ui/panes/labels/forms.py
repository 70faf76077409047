"""Forms in the side sheet: a spine's own lines, a sheet by its numbers, and how far a printer is off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.domain.changes import Receipt
from app.domain.labels.call_lines import OWN_CHARS
from app.domain.labels.kinds import CopyLabel
from app.domain.labels.layouts import spine_lines
from app.domain.labels.pages import FARTHEST, Offset
from app.domain.labels.sheets import Sheet, check_sheet
from app.errors import InvalidInput
from ui.labels.drawing import text_width
from ui.sentences import said
from ui.widgets.form import Field, Form, Kind

if TYPE_CHECKING:
    from ui.panes.labels.entries import Entry
    from ui.panes.labels.pane import LabelsPane

Values = dict[str, Any]
_SIZES = ("page_width", "page_height", "label_width", "label_height", "left", "top")
_COUNTS = ("columns", "rows")
_GAPS = ("gap_x", "gap_y")


class LabelForms(QObject):
    """Shows them; what is about this computer alone is kept by the pane, and no service is asked."""

    def __init__(self, pane: LabelsPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.local: Form | None = None

    def _mm(self, text: str) -> float:
        """A length as it was typed, with a point or a comma. Raises ValueError."""
        return float(text.strip().replace(",", "."))

    def _length(self, value: str) -> str:
        try:
            self._mm(value)
        except ValueError:
            return self.tr("A length in mm, such as 38.1")
        return ""

    def _gap(self, value: str) -> str:
        return self._length(value) if value.strip() else ""

    # -- a spine's lines -----------------------------------------------------------------------------

    def own_lines(self, entry: Entry, sheet: Sheet) -> None:
        """Ask how a copy's call number is parted; the page shows it while it is typed."""
        copy = entry.item
        if not isinstance(copy, CopyLabel):
            return
        self.local = None
        labels = self._pane.services.labels
        now = "\n".join(spine_lines(copy, sheet.label_width, text_width))
        fields = (
            Field(
                "lines", self.tr("Lines"), Kind.LONG, max_length=OWN_CHARS,
                help=self.tr("One line of the label a line. Empty: the program parts the call number."),
            ),
        )  # fmt: skip

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            return partial(labels.set_lines, self._pane.actor, copy.book_id, values["lines"], key=key)

        form = self._pane.sheet_forms.show(
            self.tr("Lines of the spine"),
            f"{copy.accession_number} · {copy.call_number}",
            fields,
            work,
            say=self.tr("{number}: the lines are kept").format(number=copy.accession_number),
            values={"lines": copy.own_lines or now},
            saved=lambda _receipt: self._pane.reload(),
        )
        editor = form.editor("lines")
        editor.edited.connect(lambda: self._pane.try_lines(entry.id, editor.text()))

    # -- a sheet by its numbers -----------------------------------------------------------------------

    def sheet(self, like: Sheet) -> None:
        """Ask for a sheet; it begins like the one chosen."""

        def length(key: str, text: str, heading: str = "") -> Field:
            return Field(key, text, required=True, half=True, check=self._length, heading=heading)

        fields = (
            Field("name", self.tr("Name"), required=True, max_length=60),
            length("page_width", self.tr("Page width, mm"), self.tr("The page")),
            length("page_height", self.tr("Page height, mm")),
            Field("columns", self.tr("Columns"), Kind.NUMBER, required=True, half=True, heading=self.tr("The six numbers")),
            Field("rows", self.tr("Rows"), Kind.NUMBER, required=True, half=True),
            length("label_width", self.tr("Label width, mm")),
            length("label_height", self.tr("Label height, mm")),
            length("left", self.tr("Left margin, mm")),
            length("top", self.tr("Top margin, mm")),
            Field("gap_x", self.tr("Across, mm"), half=True, check=self._gap, heading=self.tr("Gaps"),
                  help=self.tr("Empty: the page is even.")),
            Field("gap_y", self.tr("Down, mm"), half=True, check=self._gap),
        )  # fmt: skip
        values: Values = {name: f"{getattr(like, name):g}" for name in _SIZES}
        values |= {name: getattr(like, name) for name in _COUNTS}
        values |= {name: "" if getattr(like, name) is None else f"{getattr(like, name):g}" for name in _GAPS}
        own = any(one.name == like.name for one in self._pane.remembered.own)
        values["name"] = like.name if own else self.tr("Own sheet")

        def kept(found: Values) -> None:
            self._pane.keep_sheet(self._read(found))

        form = self._show(self.tr("Another sheet"), self.tr("Measured from the page's edges"), fields, values, kept,
                          self._wrong)  # fmt: skip
        for name in (*_SIZES, *_COUNTS, *_GAPS):
            form.editor(name).edited.connect(partial(self._try, form))

    def _read(self, values: Mapping[str, Any]) -> Sheet:
        """The sheet that was typed. Raises InvalidInput or ValueError."""
        found: Values = {name: self._mm(values[name]) for name in _SIZES}
        found |= {name: self._mm(values[name]) if values[name].strip() else None for name in _GAPS}
        found |= {name: values[name] or 0 for name in _COUNTS}
        sheet = Sheet(name=values["name"].strip(), **found)
        check_sheet(sheet)
        return sheet

    def _wrong(self, values: Values) -> dict[str, str]:
        try:
            self._read(values)
        except InvalidInput as error:
            return {str(error.details.get("field", "name")): said(error.message)}
        except ValueError:
            return {}  # said under the field itself
        return {}

    def _try(self, form: Form) -> None:
        """Show the page with what is typed, as far as it can be."""
        try:
            sheet = self._read(form.values())
        except (InvalidInput, ValueError):
            return
        self._pane.try_sheet(sheet)

    # -- a printer ------------------------------------------------------------------------------------

    def offset(self, printer: str, now: Offset) -> None:
        """Ask by how much a printer's page is moved."""

        def in_reach(value: str) -> str:
            wrong = self._length(value)
            far = not wrong and abs(self._mm(value)) > FARTHEST
            return self.tr("At most {mm} mm").format(mm=f"{FARTHEST:g}") if far else wrong

        fields = (
            Field("x", self.tr("To the right, mm"), required=True, half=True, check=in_reach),
            Field(
                "y", self.tr("Down, mm"), required=True, half=True, check=in_reach,
                help=self.tr("To the left and up are less than 0."),
            ),
        )  # fmt: skip

        def kept(values: Values) -> None:
            self._pane.keep_offset(printer, Offset(self._mm(values["x"]), self._mm(values["y"])))

        values = {"x": f"{now.x:g}", "y": f"{now.y:g}"}
        hint = self.tr("Print the calibration page first; it says what to enter here.")
        self._show(self.tr("Put {printer} right").format(printer=printer), hint, fields, values, kept)

    def _show(
        self,
        title: str,
        subtitle: str,
        fields: tuple[Field, ...],
        values: Values,
        kept: Callable[[Values], None],
        check: Callable[[Values], Mapping[str, str]] | None = None,
    ) -> Form:
        form = Form(fields, check=check)
        form.set_values(values)
        form.save_requested.connect(partial(self._keep, form, kept))
        form.cancelled.connect(self.close)
        self.local = form
        sheet = self._pane.list.sheet
        sheet.set_header(title, subtitle)
        sheet.set_actions()
        sheet.set_content(form)
        self._pane.open_sheet()
        form.focus_first()
        return form

    def _keep(self, form: Form, kept: Callable[[Values], None], values: Values) -> None:
        kept(values)
        form.saved()
        self.close()

    def close(self) -> None:
        """Take the form away; later, for it is in the middle of a signal of its own."""
        self.local = None
        QTimer.singleShot(0, self._pane.list, self._pane.list.close_sheet)
