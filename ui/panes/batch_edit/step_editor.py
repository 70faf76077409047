"""The editor of one step of a recipe: a field, what to do with it, and what that needs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.batch_edit.fields import FIELDS, TAKES_TEXT, Entity, Op, Shape, Spec
from app.domain.batch_edit.recipes import Case, Change
from ui import theme
from ui.panes.batch_edit import words
from ui.widgets.basic import label

Known = Mapping[str, tuple[str, ...]]


class StepEditor(QWidget):
    """Shows one Change and tells each edit of it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entity = Entity.TITLES
        self._known: Known = {}
        self.field, self.op, self.value_box, self.to, self.case = (QComboBox() for _ in range(5))
        self.wanted, self.value = QLineEdit(), QLineEdit()
        self.value_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.regex = QCheckBox(self.tr("Regular expression"))
        self.any_case = QCheckBox(self.tr("Capitals don't matter"))
        self._help = label("", "faint", wrap=True)
        self._rows: dict[QWidget, QWidget] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.SPACE)
        for widget, text in (
            (self.field, self.tr("Field")),
            (self.op, self.tr("What to do")),
            (self.wanted, self.tr("Find")),
            (self.value, self.tr("Value")),
            (self.value_box, self.tr("Value")),
            (self.to, self.tr("To field")),
            (self.case, self.tr("Capitals")),
        ):
            outer.addWidget(self._named(widget, text))
        outer.addWidget(self._help)
        outer.addWidget(self.regex)
        outer.addWidget(self.any_case)
        for case in Case:
            self.case.addItem(words.case_word(case), case.value)
        self._wire()

    def _named(self, widget: QWidget, text: str) -> QWidget:
        place = QWidget()
        inside = QVBoxLayout(place)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        name = label(text, "label")
        name.setBuddy(widget)
        widget.setAccessibleName(text)
        inside.addWidget(name)
        inside.addWidget(widget)
        self._rows[widget] = place
        return place

    def _wire(self) -> None:
        self.field.activated.connect(self._on_field)
        self.op.activated.connect(self._on_op)
        for line in (self.wanted, self.value):
            line.textEdited.connect(self._on_edit)
        self.value_box.editTextChanged.connect(self._on_edit)
        for box in (self.value_box, self.to, self.case):
            box.activated.connect(self._on_edit)
        for check in (self.regex, self.any_case):
            check.clicked.connect(self._on_edit)

    # -- what it is about --------------------------------------------------------------------------------

    def set_entity(self, entity: Entity) -> None:
        """Offer the fields of another kind of record."""
        self._entity = entity
        with QSignalBlocker(self.field):
            self.field.clear()
            for name in FIELDS[entity]:
                self.field.addItem(words.field_word(entity, name), name)

    def set_known(self, known: Known) -> None:
        """Offer these values of fields, which the library has already."""
        self._known = known
        self._fit()

    @property
    def spec(self) -> Spec:
        """The field chosen."""
        specs = FIELDS[self._entity]
        return specs.get(str(self.field.currentData())) or next(iter(specs.values()))

    @property
    def chosen_op(self) -> Op:
        """What is to be done."""
        found = self.op.currentData()
        return Op(found) if found else self.spec.ops[0]

    # -- a change ----------------------------------------------------------------------------------------

    def change(self) -> Change:
        """The step as it is filled in."""
        op = self.chosen_op
        return Change(
            op,
            self.spec.name,
            value=self._value() if op not in (Op.CLEAR, Op.CASE) else "",
            find=self.wanted.text() if op is Op.REPLACE else "",
            to=str(self.to.currentData() or "") if op is Op.MOVE else "",
            regex=op is Op.REPLACE and self.regex.isChecked(),
            any_case=op is Op.REPLACE and self.any_case.isChecked(),
            case=Case(self.case.currentData()),
        )

    def _value(self) -> str:
        if not self._boxed():
            return self.value.text()
        if self.value_box.isEditable():
            return self.value_box.currentText()
        return str(self.value_box.currentData() or "")

    def _boxed(self) -> bool:
        """Whether the value is chosen from a list."""
        return self.chosen_op is Op.SET and (self.spec.shape is Shape.CHOICE or self.spec.known)

    def show_change(self, change: Change) -> None:
        """Show another step."""
        self.field.setCurrentIndex(max(0, self.field.findData(change.field)))
        self._fill_ops(change.op)
        self.wanted.setText(change.find)
        self.value.setText(change.value)
        self.regex.setChecked(change.regex)
        self.any_case.setChecked(change.any_case)
        self.case.setCurrentIndex(self.case.findData(change.case.value))
        self._fit(change.value)
        if change.to:
            self.to.setCurrentIndex(self.to.findData(change.to))

    def _fill_ops(self, op: Op | None) -> None:
        ops = self.spec.ops
        with QSignalBlocker(self.op):
            self.op.clear()
            for one in ops:
                self.op.addItem(words.op_word(one), one.value)
            self.op.setCurrentIndex(ops.index(op) if op in ops else 0)

    @Slot()
    def _on_field(self) -> None:
        self._fill_ops(self.chosen_op)
        self.value.clear()
        self._fit("")
        self.edited.emit()

    @Slot()
    def _on_op(self) -> None:
        self._fit()
        self.edited.emit()

    @Slot()
    def _on_edit(self) -> None:
        self.edited.emit()

    def _fit(self, value: str | None = None) -> None:
        """Show what the field and the op need, and nothing else."""
        op, spec = self.chosen_op, self.spec
        boxed = self._boxed()
        kept = self._value() if value is None else value
        needs = {
            self.wanted: op is Op.REPLACE,
            self.value: op not in (Op.CLEAR, Op.CASE) and not boxed,
            self.value_box: boxed,
            self.to: op is Op.MOVE,
            self.case: op is Op.CASE,
        }
        for widget, shown in needs.items():
            self._rows[widget].setVisible(shown)
        for check in (self.regex, self.any_case):
            check.setVisible(op is Op.REPLACE)
        texts = {Op.REPLACE: self.tr("Replace by"), Op.MOVE: self.tr("Parted by")}
        self._rename(self.value, texts.get(op, self.tr("Value")))
        self.value.setPlaceholderText(self.tr("YYYY-MM-DD") if spec.shape is Shape.DATE else "")
        self._help.setText(words.value_help(spec, op))
        self._help.setVisible(bool(self._help.text()))
        if boxed:
            self._fill_values(spec, kept)
        if op is Op.MOVE:
            self._fill_targets(spec)

    def _rename(self, widget: QWidget, text: str) -> None:
        name = self._rows[widget].findChild(QLabel)
        if isinstance(name, QLabel):
            name.setText(text)
        widget.setAccessibleName(text)

    def _fill_values(self, spec: Spec, kept: str) -> None:
        box, closed = self.value_box, spec.shape is Shape.CHOICE
        with QSignalBlocker(box):
            box.clear()
            box.setEditable(not closed)
            pairs = words.choices(self._entity, spec) if closed else ()
            for value, text in pairs or tuple((one, one) for one in self._known.get(spec.name, ())):
                box.addItem(text, value)
            if closed:
                box.setCurrentIndex(max(0, box.findData(kept)))
            else:
                box.setEditText(kept)

    def _fill_targets(self, spec: Spec) -> None:
        before = self.to.currentData()
        with QSignalBlocker(self.to):
            self.to.clear()
            for name, target in FIELDS[self._entity].items():
                if name != spec.name and target.shape in TAKES_TEXT:
                    self.to.addItem(words.field_word(self._entity, name), name)
            self.to.setCurrentIndex(max(0, self.to.findData(before)))

    def take_focus(self) -> None:
        """Put the keyboard on the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
