"""How batch editing says things: fields, steps of a recipe, what becomes of a row, numbers of records."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.batch_edit.fields import FIELDS, Entity, Op, Shape, Spec
from app.domain.batch_edit.recipes import Case, Change
from app.domain.batch_edit.running import Cell, CellKind, Verdict
from app.domain.members import PatronKind, PatronStatus
from app.services.batch_edit import PreviewRow
from ui.models.columns import Badge, Tone
from ui.panes.catalog import words as catalog
from ui.panes.students import words as patrons
from ui.sentences import said
from ui.words import counted

_ALIKE = 16
"""Letters with which two texts begin alike before a narrow cell leaves them out."""


def tr(text: str) -> str:
    """Text of batch editing in the person's language."""
    return QCoreApplication.translate("BatchEdit", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("BatchEdit", text))


_FIELDS: dict[Entity, dict[str, str]] = {
    Entity.TITLES: {"contributors": _noop("People")},
    Entity.COPIES: {"copy_number": _noop("Copy number"), "alert": _noop("Desk alert")},
    Entity.PATRONS: {
        "grade": _noop("Grade"),
        "section": _noop("Section"),
        "category": _noop("Category"),
        "status": _noop("State"),
        "kind": _noop("Kind"),
        "expires_on": _noop("May borrow until"),
        "suspended_until": _noop("Suspended until"),
        "family_name": _noop("Family name"),
        "given_name": _noop("Given name"),
        "middle_name": _noop("Middle name"),
        "alert": _noop("Alert"),
        "notes": _noop("Notes"),
    },
}
_OPS: dict[Op, str] = {
    Op.SET: _noop("set to"),
    Op.CLEAR: _noop("clear"),
    Op.REPLACE: _noop("replace text"),
    Op.PREFIX: _noop("put before"),
    Op.SUFFIX: _noop("put behind"),
    Op.CASE: _noop("change capitals"),
    Op.MOVE: _noop("move to another field"),
    Op.ADD: _noop("add"),
    Op.REMOVE: _noop("remove"),
    Op.SHELF_PREFIX: _noop("shelf prefix"),
}
_CASES: dict[Case, str] = {
    Case.SENTENCE: _noop("Only the first letter"),
    Case.TITLE: _noop("Each Word"),
    Case.UPPER: _noop("ALL CAPITALS"),
    Case.LOWER: _noop("no capitals"),
}
_VERDICTS: dict[Verdict, tuple[str, str, Tone, str]] = {
    Verdict.CHANGE: (
        _noop("Will change"), "pencil-simple", Tone.INFO, _noop("Records that the recipe makes say something else"),
    ),
    Verdict.WARNING: (
        _noop("Look first"), "warning", Tone.WARN, _noop("Will change too, but somebody should look at them first"),
    ),
    Verdict.REFUSED: (
        _noop("Refused"), "x-circle", Tone.BAD, _noop("May not be saved so, as in a single edit; they stay as they are"),
    ),
    Verdict.SAME: (_noop("Unchanged"), "equals", Tone.MUTED, _noop("Say so already")),
}  # fmt: skip
_KINDS: dict[CellKind, tuple[str, str]] = {
    CellKind.FILLED: (_noop("Blank before"), "plus"),
    CellKind.CHANGED: (_noop("Changed"), "pencil-simple"),
    CellKind.EMPTIED: (_noop("Blank after"), "eraser"),
}
_TARGETS: dict[Entity, str] = {
    Entity.TITLES: _noop("Titles"),
    Entity.COPIES: _noop("Copies"),
    Entity.PATRONS: _noop("Patrons"),
}


def entity_word(entity: Entity) -> str:
    """What a recipe changes."""
    return tr(_TARGETS[entity])


def records(entity: Entity, number: int) -> str:
    """ "1 title", "12 copies", "3 patrons"."""
    if entity is Entity.TITLES:
        return catalog.titles(number)
    return catalog.copies(number) if entity is Entity.COPIES else counted(number, "{n} patron", "{n} patrons")


def field_word(entity: Entity, name: str) -> str:
    """A field in the person's language."""
    own = _FIELDS[entity].get(name)
    return tr(own) if own else catalog.field_word(name)


def op_word(op: Op) -> str:
    """What is done to a field."""
    return tr(_OPS[op])


def case_word(case: Case) -> str:
    """How letters are written."""
    return tr(_CASES[case])


def value_word(entity: Entity, field: str, value: str) -> str:
    """A value of a field as a cell says it: states and kinds in words."""
    words = _VALUES.get((entity, field))
    return words(value) if words is not None and value else value


_VALUES: dict[tuple[Entity, str], Callable[[str], str]] = {
    (Entity.COPIES, "status"): catalog.status_word,
    (Entity.PATRONS, "status"): lambda value: patrons.status_badge(PatronStatus(value)).text,
    (Entity.PATRONS, "kind"): lambda value: patrons.kind(PatronKind(value)),
    (Entity.PATRONS, "category"): patrons.category,
}


def choices(entity: Entity, spec: Spec) -> tuple[tuple[str, str], ...]:
    """The values of a field that has a closed set of them, with their words."""
    return tuple((str(value), value_word(entity, spec.name, str(value))) for value in spec.choices)


def step_text(entity: Entity, change: Change) -> str:
    """One step of a recipe in a line."""
    field, value = field_word(entity, change.field), value_word(entity, change.field, change.value)
    if change.op is Op.REPLACE:
        text = tr("{field}: “{found}” becomes “{text}”")
        return text.format(field=field, found=change.find, text=value)
    if change.op is Op.MOVE:
        to = field_word(entity, change.to) if change.to else "…"
        return tr("{field}: move to {to}").format(field=field, to=to)
    if change.op is Op.CASE:
        return tr("{field}: {what}").format(field=field, what=case_word(change.case))
    if change.op is Op.CLEAR:
        return tr("{field}: {what}").format(field=field, what=op_word(change.op))
    return tr("{field}: {what} “{text}”").format(field=field, what=op_word(change.op), text=value)


def value_help(spec: Spec, op: Op) -> str:
    """What may be typed as the value of a step."""
    if op is Op.SHELF_PREFIX:
        return tr("For example FIC. Blank takes the prefix off.")
    if spec.name == "contributors" and op in (Op.ADD, Op.REMOVE, Op.SET):
        return tr("Family, Given; what else than author in brackets: [editor]. Several parted by “;”.")
    if spec.shape is Shape.ITEMS:
        return tr("Several parted by “;”.")
    return tr("Left blank, “; ” stands between.") if op is Op.MOVE else ""


def verdict_word(verdict: Verdict) -> str:
    """What becomes of a row."""
    return tr(_VERDICTS[verdict][0])


def verdict_look(verdict: Verdict) -> tuple[str, Tone, str]:
    """Icon, tone and meaning of a verdict."""
    _, icon, tone, help_ = _VERDICTS[verdict]
    return icon, tone, tr(help_)


def row_badge(row: PreviewRow) -> Badge:
    """A row's verdict, or that a person left it out."""
    if row.left_out:
        return Badge(tr("Left out"), Tone.MUTED, "minus-circle")
    word, icon, tone, _ = _VERDICTS[row.verdict]
    return Badge(tr(word), tone, icon)


def kind_word(kind: CellKind) -> str:
    """How a cell differs."""
    return tr(_KINDS[kind][0])


def kind_icon(kind: CellKind) -> str:
    """The icon of how a cell differs."""
    return _KINDS[kind][1]


def side(entity: Entity, field: str, value: str) -> str:
    """One side of a difference."""
    return value_word(entity, field, value) or tr("(blank)")


def difference(entity: Entity, cell: Cell) -> str:
    """A cell before and after, in a line."""
    before, after = side(entity, cell.field, cell.before), side(entity, cell.field, cell.after)
    return tr("{before} → {after}").format(before=before, after=after)


def short_sides(entity: Entity, cell: Cell) -> tuple[str, str]:
    """What a narrow cell says of both sides: of a list what goes and what comes, of long texts that begin alike the
    rest. A side is blank when nothing goes, or nothing comes, of a list."""
    if FIELDS[entity][cell.field].shape is Shape.ITEMS and cell.before and cell.after:
        before, after = cell.before.split("; "), cell.after.split("; ")
        gone, new = [one for one in before if one not in after], [one for one in after if one not in before]
        if gone or new:  # else only their order differs
            return "; ".join(gone), "; ".join(new)
    before_text, after_text = (side(entity, cell.field, one) for one in (cell.before, cell.after))
    alike = _alike(before_text, after_text)
    if alike < _ALIKE:
        return before_text, after_text
    return f"…{before_text[alike:]}", f"…{after_text[alike:]}"


def _alike(before: str, after: str) -> int:
    """With how many letters two texts begin alike, whole words only."""
    pairs = enumerate(zip(before, after, strict=False))
    end = next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))
    return before.rfind(" ", 0, end) + 1


def cell_icon(entity: Entity, cell: Cell) -> str:
    """The icon of how a cell differs, as it is shown."""
    before, after = short_sides(entity, cell)
    if not before:
        return kind_icon(CellKind.FILLED)
    return kind_icon(cell.kind if after else CellKind.EMPTIED)


def in_full(entity: Entity, row: PreviewRow) -> str:
    """All that a dry run says of a row."""
    told = [said(note) for note in row.notes]
    told += [
        tr("{field}: {difference}").format(
            field=field_word(entity, cell.field), difference=difference(entity, cell)
        )
        for cell in row.cells
    ]
    return "\n".join(told)
