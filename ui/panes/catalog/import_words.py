"""How an import says things: what becomes of a row, what a batch did, what a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.services.importing import Batch, BatchState, ImportKind, Preview, PreviewRow, SourceFile, Verdict
from ui.messages import Choice, Question
from ui.models.columns import Badge, Tone
from ui.panes.catalog import words
from ui.sentences import said
from ui.words import counted


def tr(text: str) -> str:
    """Text of the import in the person's language."""
    return QCoreApplication.translate("Import", text)


_VERDICTS: dict[Verdict, tuple[str, str, Tone, str]] = {
    Verdict.CREATE: (
        str(QT_TRANSLATE_NOOP("Import", "New")), "plus-circle", Tone.OK,
        str(QT_TRANSLATE_NOOP("Import", "Rows that make a new title with its first copy, or a new patron")),
    ),
    Verdict.ATTACH: (
        str(QT_TRANSLATE_NOOP("Import", "Added copy")), "copy", Tone.OK,
        str(QT_TRANSLATE_NOOP("Import", "Copies of a title that is there, or comes with an earlier row")),
    ),
    Verdict.CHANGE: (
        str(QT_TRANSLATE_NOOP("Import", "Changed")), "pencil-simple", Tone.INFO,
        str(QT_TRANSLATE_NOOP("Import", "The library has this record, and the row says something else")),
    ),
    Verdict.SKIP: (
        str(QT_TRANSLATE_NOOP("Import", "Unchanged")), "equals", Tone.MUTED,
        str(QT_TRANSLATE_NOOP("Import", "The library says the same already")),
    ),
    Verdict.CONFLICT: (
        str(QT_TRANSLATE_NOOP("Import", "To decide")), "warning", Tone.WARN,
        str(QT_TRANSLATE_NOOP("Import", "A person has to decide: the number is taken, or two rows claim it")),
    ),
    Verdict.REFUSED: (
        str(QT_TRANSLATE_NOOP("Import", "Refused")), "x-circle", Tone.BAD,
        str(QT_TRANSLATE_NOOP("Import", "Can't be used as it is; it goes to the report")),
    ),
}  # fmt: skip


def verdict_word(verdict: Verdict) -> str:
    """What becomes of a row, in a word or two."""
    return tr(_VERDICTS[verdict][0])


def verdict_icon(verdict: Verdict) -> str:
    """The icon of a verdict."""
    return _VERDICTS[verdict][1]


def verdict_tone(verdict: Verdict) -> Tone:
    """The tone of a verdict."""
    return _VERDICTS[verdict][2]


def verdict_help(verdict: Verdict) -> str:
    """What a verdict means."""
    return tr(_VERDICTS[verdict][3])


def verdict_badge(row: PreviewRow) -> Badge:
    """A row's verdict as a badge."""
    return Badge(verdict_word(row.verdict), verdict_tone(row.verdict), verdict_icon(row.verdict))


def why(row: PreviewRow, repairs: Mapping[str, str]) -> str:
    """Why a row has its verdict: the reason, what it changes, or what was repaired in it."""
    parts = [said(row.reason)] if row.reason else []
    parts += [
        tr("{field}: {before} → {after}").format(
            field=words.field_word(one.field),
            before=one.before or tr("(blank)"),
            after=one.after or tr("(blank)"),
        )
        for one in row.changes
    ]
    if row.verdict is not Verdict.SKIP:
        parts += [said(repairs.get(name, name)) for name in row.repairs]
    return "; ".join(parts)


#: What a list of a school is written in, the likeliest first; a person may have to say it, for it can only be guessed.
ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "mac-roman": "Macintosh",
    "cp850": "DOS (850)",
    "cp437": "DOS (437)",
    "utf-16": "UTF-16",
    "iso8859-1": "Latin-1",
}
_ALIKE = {"utf-8-sig": "utf-8", "latin-1": "iso8859-1"}


def encoding_of(source: SourceFile) -> str:
    """The encoding of a file under the one name ``ENCODINGS`` has for it."""
    name = source.encoding.lower()
    return _ALIKE.get(name, name)


def encoding_word(name: str) -> str:
    """An encoding as people name it."""
    return ENCODINGS.get(name, name.upper())


def summary(preview: Preview) -> str:
    """What an import would make, in a sentence."""
    made = preview.counts[Verdict.ATTACH]
    if not preview.source.has_records:
        made += preview.counts[Verdict.CREATE]
    if preview.kind is ImportKind.BOOKS and (made or preview.titles):
        return tr("{copies} under {titles}. Nothing is written yet.").format(
            copies=counted(made, "{n} new copy", "{n} new copies"),
            titles=counted(preview.titles, "{n} new title", "{n} new titles"),
        )
    if not preview.rows:
        return (
            tr("There is no record in this file.")
            if preview.source.has_records
            else tr("The file has headings but no rows.")
        )
    if preview.counts[Verdict.SKIP] == preview.rows:
        return tr("The library has all these rows already.")
    return tr("Nothing is written yet.")


def rows(preview: Preview, number: int) -> str:
    """ "2,977 rows"; of MARC records "1,120 titles and copies"."""
    if preview.source.has_records:
        return counted(number, "{n} title or copy", "{n} titles and copies")
    return words.rows(number)


_FORMATS = {"marc": "MARC 21", "marcxml": "MARCXML"}


def file_facts(source: SourceFile) -> str:
    """What was found out about a file, in one line."""
    facts = [_FORMATS.get(source.format, source.format.upper()), size(source.size)]
    if source.has_records:
        return " · ".join(facts)
    if source.format == "csv":
        names = {
            ",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("bar")
        }  # fmt: skip
        facts.append(encoding_word(encoding_of(source)))
        delimiter = names.get(source.delimiter, source.delimiter)
        facts.append(tr("cells parted by {delimiter}").format(delimiter=delimiter))
    elif source.sheet:
        facts.append(tr("sheet “{name}”").format(name=source.sheet))
    if source.heading_row:
        facts.append(tr("headings in line {line}").format(line=source.heading_row))
    else:
        facts.append(tr("no headings"))
    known = sum(bool(column.field) for column in source.columns)
    facts.append(tr("{known} of {all} columns recognised").format(known=known, all=len(source.columns)))
    return " · ".join(facts)


def size(number: int) -> str:
    """A file's size as people say it."""
    if number < 1_000_000:
        return tr("{n} KB").format(n=max(1, round(number / 1_000)))
    return tr("{n} MB").format(n=f"{number / 1_000_000:.1f}")


def kind_word(kind: ImportKind) -> str:
    """What the rows are."""
    return tr("Books") if kind is ImportKind.BOOKS else tr("Students and personnel")


_STATES: dict[BatchState, tuple[str, Tone, str]] = {
    BatchState.RUNNING: (str(QT_TRANSLATE_NOOP("Import", "Running")), Tone.INFO, "circle-half"),
    BatchState.DONE: (str(QT_TRANSLATE_NOOP("Import", "Done")), Tone.OK, "check-circle"),
    BatchState.CANCELLED: (str(QT_TRANSLATE_NOOP("Import", "Stopped")), Tone.WARN, "hand-palm"),
    BatchState.FAILED: (str(QT_TRANSLATE_NOOP("Import", "Broken off")), Tone.BAD, "x-circle"),
    BatchState.UNDONE: (str(QT_TRANSLATE_NOOP("Import", "Undone")), Tone.MUTED, "arrow-u-up-left"),
}


def state_badge(batch: Batch) -> Badge:
    """Where an import stands."""
    word, tone, icon = _STATES[batch.state]
    return Badge(tr(word), tone, icon)


def counts_text(counts: Mapping[str, int]) -> str:
    """ "2,601 new, 370 further copies": what an import did, the verdicts it had."""
    said = [_COUNTED[verdict](counts[verdict.value]) for verdict in Verdict if counts.get(verdict.value)]
    return ", ".join(said) or tr("nothing to do")


_COUNTED: dict[Verdict, Callable[[int], str]] = {
    Verdict.CREATE: lambda n: counted(n, "{n} new record", "{n} new records"),
    Verdict.ATTACH: lambda n: counted(n, "{n} further copy", "{n} further copies"),
    Verdict.CHANGE: lambda n: counted(n, "{n} changed", "{n} changed"),
    Verdict.SKIP: lambda n: counted(n, "{n} unchanged", "{n} unchanged"),
    Verdict.CONFLICT: lambda n: counted(n, "{n} to decide", "{n} to decide"),
    Verdict.REFUSED: lambda n: counted(n, "{n} refused", "{n} refused"),
}


def left_out(preview: Preview) -> int:
    """How many rows are not taken: refused ones and those a person must decide on."""
    return preview.counts[Verdict.REFUSED] + preview.counts[Verdict.CONFLICT]


def undo_question(batch: Batch) -> Question:
    """Whether an import is really to be taken back, with what that does."""
    return Question(
        tr("Undo the import of {name}?").format(name=batch.file_name),
        tr(
            "It did: {counts}. What it made is removed, what it changed is put back. What somebody lent or changed "
            "since stays."
        ).format(counts=counts_text(batch.counts)),
        (Choice("cancel", tr("Keep")), Choice("undo", tr("Undo import"), danger=True)),
    )
