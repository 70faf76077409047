"""How the audit says things: records, actions, fields and their values, in words a librarian uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.audit import AuditEntry, AuditLine, AuditQuery, Difference
from ui.models.columns import Badge, Column, Tone
from ui.panes.calendar.words import day_field
from ui.panes.catalog.words import FIELDS, field_word
from ui.panes.rules.labels import LABELS
from ui.panes.stored_words import is_inner, value_word
from ui.sentences import said
from ui.words import clock_day, stored_word


def tr(text: str) -> str:
    """Text of the audit in the person's language."""
    return QCoreApplication.translate("AuditPane", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("AuditPane", text))


ENTITIES: dict[str, str] = {
    "title": _noop("Title"),
    "book": _noop("Copy"),
    "student": _noop("Patron"),
    "contacts": _noop("Contacts"),
    "card": _noop("Card"),
    "block": _noop("Block"),
    "enrolment": _noop("School year"),
    "loan": _noop("Loan"),
    "hold": _noop("Hold"),
    "ledger": _noop("Account"),
    "visit": _noop("Visit"),
    "equipment": _noop("Equipment"),
    "equipment_session": _noop("Equipment lent"),
    "user": _noop("User"),
    "api_token": _noop("API token"),
    "policy": _noop("Policy"),
    "calendar": _noop("Calendar"),
    "opening_hours": _noop("Opening hours"),
    "term": _noop("Term"),
    "setting": _noop("Setting"),
    "import": _noop("Import"),
    "sample": _noop("Sample library"),
    "job": _noop("Maintenance"),
    "schedule": _noop("Schedule"),
    "backup": _noop("Backup"),
    "archive": _noop("Archive"),
    "server": _noop("Server"),
    "load_test": _noop("Load test"),
    "topology": _noop("Servers of the library"),
    "cluster": _noop("Cluster"),
    "cache": _noop("Cache"),
    "labels": _noop("Labels"),
    "finding": _noop("Finding"),
    "batch_edit": _noop("Batch edit"),
    "batch_recipe": _noop("Recipe of a batch edit"),
    "cover": _noop("Cover"),
    "attachment": _noop("Attachment"),
    "work_list": _noop("List"),
    "list_items": _noop("Records of a list"),
    "saved_search": _noop("Saved search"),
}
_ACTIONS: dict[str, tuple[str, Tone, str]] = {
    "add": (_noop("Added"), Tone.OK, "plus"),
    "create": (_noop("Made"), Tone.OK, "plus"),
    "import": (_noop("Imported"), Tone.OK, "download-simple"),
    "delete": (_noop("Deleted"), Tone.BAD, "trash"),
    "restore": (_noop("Restored"), Tone.OK, "arrow-counter-clockwise"),
    "change": (_noop("Changed"), Tone.INFO, "pencil-simple"),
    "record": (_noop("MARC record changed"), Tone.INFO, "pencil-simple"),
    "merge": (_noop("Another title merged into it"), Tone.INFO, "git-merge"),
    "merge_into": (_noop("Merged into another title"), Tone.WARN, "git-merge"),
    "undo_merge": (_noop("Merge undone"), Tone.INFO, "arrow-counter-clockwise"),
    "move": (_noop("Moved to another title"), Tone.INFO, "git-merge"),
    "cover": (_noop("Cover changed"), Tone.INFO, "image-square"),
    "attach": (_noop("File added"), Tone.OK, "paperclip"),
    "detach": (_noop("File removed"), Tone.BAD, "paperclip"),
    "put_on": (_noop("Put on the list"), Tone.OK, "list-plus"),
    "take_off": (_noop("Taken off the list"), Tone.BAD, "x"),
    "reorder": (_noop("Order changed"), Tone.INFO, "arrows-down-up"),
    "tick": (_noop("Ticked off"), Tone.OK, "check"),
    "untick": (_noop("Tick taken away"), Tone.MUTED, "circle"),
    "note": (_noop("Note written"), Tone.INFO, "note-pencil"),
    "batch_edit": (_noop("Changed by a batch"), Tone.INFO, "pencil-simple"),
    "undo_batch_edit": (_noop("Batch taken back"), Tone.INFO, "arrow-counter-clockwise"),
    "save": (_noop("Saved"), Tone.OK, "floppy-disk"),
    "right": (_noop("Right as it is"), Tone.OK, "check"),
    "undo_right": (_noop("Asked about again"), Tone.INFO, "arrow-counter-clockwise"),
    "change_title": (_noop("Title changed"), Tone.INFO, "pencil-simple"),
    "change_book": (_noop("Copy changed"), Tone.INFO, "pencil-simple"),
    "status": (_noop("State changed"), Tone.INFO, "pencil-simple"),
    "check_out": (_noop("Lent"), Tone.INFO, "arrow-up-right"),
    "check_in": (_noop("Checked in"), Tone.INFO, "arrow-down-left"),
    "renew": (_noop("Renewed"), Tone.INFO, "arrows-clockwise"),
    "start": (_noop("Handed out"), Tone.INFO, "arrow-up-right"),
    "end": (_noop("Brought back"), Tone.INFO, "arrow-down-left"),
    "in": (_noop("Came in"), Tone.INFO, "sign-in"),
    "out": (_noop("Went out"), Tone.INFO, "sign-out"),
    "charge": (_noop("Charged"), Tone.WARN, "coin"),
    "pay": (_noop("Payment"), Tone.OK, "coin"),
    "waive": (_noop("Waived"), Tone.WARN, "hand-palm"),
    "refund": (_noop("Refunded"), Tone.WARN, "coin"),
    "void": (_noop("Made void"), Tone.WARN, "minus-circle"),
    "print": (_noop("Printed"), Tone.INFO, "printer"),
    "requeue": (_noop("To be printed again"), Tone.INFO, "printer"),
    "label_lines": (_noop("Lines of the spine set"), Tone.INFO, "pencil-simple"),
    "issue": (_noop("Issued"), Tone.OK, "identification-card"),
    "block": (_noop("Blocked"), Tone.BAD, "prohibit"),
    "lift": (_noop("Block lifted"), Tone.OK, "check-circle"),
    "sign_in": (_noop("Signed in"), Tone.MUTED, "sign-in"),
    "unlock": (_noop("Unlocked the window"), Tone.MUTED, "sign-in"),
    "sign_in_failed": (_noop("Wrong password"), Tone.WARN, "warning-circle"),
    "end_token": (_noop("Token ended"), Tone.BAD, "prohibit"),
    "sign_out": (_noop("Signed out of the API"), Tone.MUTED, "sign-out"),
    "sign_out_everywhere": (_noop("Signed out everywhere"), Tone.INFO, "sign-out"),
    "session_reused": (_noop("Copied token used"), Tone.BAD, "warning-circle"),
    "set_password": (_noop("Password set"), Tone.INFO, "key"),
    "deactivate": (_noop("Switched off"), Tone.BAD, "prohibit"),
    "start_job": (_noop("Task started"), Tone.INFO, "play"),
    "run_job_again": (_noop("Task run again"), Tone.INFO, "play"),
    "cancel_job": (_noop("Task cancelled"), Tone.WARN, "hand-palm"),
    "finish_job": (_noop("Task done"), Tone.OK, "check-circle"),
    "add_schedule": (_noop("Schedule added"), Tone.OK, "plus"),
    "change_schedule": (_noop("Schedule changed"), Tone.INFO, "pencil-simple"),
    "remove_schedule": (_noop("Schedule removed"), Tone.BAD, "trash"),
    "start_load_test": (_noop("Load test started"), Tone.WARN, "play"),
    "end_load_test": (_noop("Load test ended"), Tone.INFO, "stop"),
    "start_server": (_noop("Server started"), Tone.INFO, "play"),
    "delete_cached_keys": (_noop("Cached keys removed"), Tone.WARN, "trash"),
    "delete_cached_keys_ended": (_noop("Removal of cached keys over"), Tone.MUTED, "check-circle"),
    "set_ttl_of_cached_keys": (_noop("Time of cached keys set"), Tone.INFO, "timer"),
    "set_ttl_of_cached_keys_ended": (_noop("Setting times over"), Tone.MUTED, "check-circle"),
    "clear_expired_markers": (_noop("Expired markers removed"), Tone.INFO, "trash"),
    "clear_expired_markers_ended": (_noop("Removal of markers over"), Tone.MUTED, "check-circle"),
    "flush_redis": (_noop("Redis emptied of own values"), Tone.WARN, "trash"),
    "flush_redis_ended": (_noop("Emptying of Redis over"), Tone.MUTED, "check-circle"),
    "undo_cache_act": (_noop("Cached keys put back"), Tone.INFO, "arrow-counter-clockwise"),
    "undo_cache_act_ended": (_noop("Putting back over"), Tone.MUTED, "check-circle"),
    "flush_whole_redis": (_noop("Redis emptied of everything"), Tone.BAD, "trash"),
    "flush_cache_table": (_noop("Table of the cache emptied"), Tone.WARN, "trash"),
    "flush_cache_memory": (_noop("Memory of the cache emptied"), Tone.INFO, "trash"),
    "invalidate_cache": (_noop("Cached records forgotten"), Tone.INFO, "eraser"),
    "reload_cached_value": (_noop("Cached value loaded anew"), Tone.INFO, "arrow-clockwise"),
    "warm_cache": (_noop("Cache loaded ahead"), Tone.INFO, "fire"),
    "trace_redis": (_noop("Commands of Redis traced"), Tone.WARN, "eye"),
    "cluster_up": (_noop("Cluster started"), Tone.INFO, "play"),
    "cluster_down": (_noop("Cluster ended"), Tone.WARN, "stop"),
    "add_api_node": (_noop("API node added"), Tone.OK, "plus"),
    "promote": (_noop("Database promoted"), Tone.WARN, "crown"),
    "clone_node": (_noop("Database copied anew"), Tone.WARN, "copy"),
    "kill_node": (_noop("Node ended"), Tone.WARN, "power"),
    "start_node": (_noop("Node started"), Tone.INFO, "play"),
    "freeze_node": (_noop("Node frozen"), Tone.WARN, "snowflake"),
    "thaw_node": (_noop("Node let go on"), Tone.INFO, "play"),
    "partition_node": (_noop("Node cut off"), Tone.WARN, "link-break"),
    "heal_node": (_noop("Node reached again"), Tone.INFO, "link"),
    "drain_node": (_noop("Node drained"), Tone.INFO, "hand-palm"),
    "undrain_node": (_noop("Node gets requests"), Tone.INFO, "check-circle"),
    "stop_server": (_noop("Server stopped"), Tone.WARN, "stop"),
    "end_server": (_noop("Server killed"), Tone.BAD, "x-circle"),
    "save_files": (_noop("Configuration written"), Tone.INFO, "download-simple"),
    "make_key": (_noop("Key for tokens made"), Tone.INFO, "key"),
    "archive": (_noop("Archived"), Tone.INFO, "archive"),
    "remove_archived": (_noop("Removed once archived"), Tone.INFO, "archive"),
    "erase": (_noop("Erased"), Tone.BAD, "x-circle"),
    "verify": (_noop("Put to the proof"), Tone.INFO, "check-circle"),
}
_FIELDS: dict[str, str] = {
    "name": _noop("Name"),
    "username": _noop("Signs in as"),
    "role": _noop("Role"),
    "active": _noop("Switched on"),
    "due": _noop("Due"),
    "due_at": _noop("Due"),
    "renewals": _noop("Renewals"),
    "amount_minor": _noop("Amount"),
    "fine_minor": _noop("Fine"),
    "lrn": _noop("LRN"),
    "grade": _noop("Grade"),
    "section": _noop("Section"),
    "in_at": _noop("Came in"),
    "out_at": _noop("Went out"),
    "out_reason": _noop("Went out how"),
    "estimated": _noop("Estimated"),
    "purpose": _noop("Purpose"),
    "category": _noop("Category"),
    "started_at": _noop("Begun"),
    "ended_at": _noop("Ended"),
    "end_reason": _noop("Ended how"),
    "returned_at": _noop("Returned"),
    "owed_minor": _noop("Owed then"),
    "charged_minor": _noop("Charged"),
    "settled_minor": _noop("Settled"),
    "receipt": _noop("Receipt"),
    "note": _noop("Note"),
    "patron": _noop("Patron"),
    "overrides": _noop("Overridden"),
    "deleted": _noop("Deleted"),
    "host": _noop("Answers"),
    "port": _noop("Port"),
    "workers": _noop("Workers"),
    "starts_on": _noop("First day"),
    "ends_on": _noop("Last day"),
    **LABELS,
}


def entity_word(entity: str) -> str:
    """What kind of record it is."""
    return tr(ENTITIES[entity]) if entity in ENTITIES else stored_word(entity)


def label_of(line: AuditLine) -> str:
    """What a record is called; a task by its title in the person's language."""
    return said(line.label) if line.entity in ("job", "schedule") else line.label


def action_word(action: str) -> str:
    """What was done; an undone act says what it took back."""
    if action in _ACTIONS:
        return tr(_ACTIONS[action][0])
    if action == "undo":
        return tr("Undone")
    if action.startswith("undo_"):
        return tr("Undone: {what}").format(what=action_word(action.removeprefix("undo_")).lower())
    return stored_word(action)


def action_badge(line: AuditLine) -> Badge:
    """What was done, as a badge."""
    if line.action.startswith("undo"):
        return Badge(action_word(line.action), Tone.WARN, "arrow-u-up-left")
    _, tone, icon = _ACTIONS.get(line.action, ("", Tone.MUTED, "circle"))
    return Badge(action_word(line.action), tone, icon)


def name_of(field: str) -> str:
    """A field of a record, a part of it by its place: ``contributors.1.name``; of the calendar, its days."""
    if (said := day_field(field)) is not None:
        return said
    head, _, rest = field.partition(".")
    named = (
        tr(_FIELDS[head]) if head in _FIELDS else field_word(head) if head in FIELDS else stored_word(head)
    )
    return f"{named} {', '.join(rest.split('.'))}" if rest else named


def changes_of(entity: str, differences: Iterable[Difference]) -> list[tuple[str, str]]:
    """Each field that changed and what became of it: "before → after", or only what came where nothing was."""
    return [
        (name_of(one.field), change_of(one, entity))
        for one in differences
        if not is_inner(one.field) and (one.before or "") != (one.after or "")
    ]


def change_of(one: Difference, entity: str = "") -> str:
    """What became of a field."""
    blank = tr("(blank)")
    after = value_word(one.field, one.after, entity) or blank
    if one.before in (None, ""):
        return after
    return tr("{before} → {after}").format(
        before=value_word(one.field, one.before, entity) or blank, after=after
    )


COLUMNS = (
    Column(
        "when",
        str(QT_TRANSLATE_NOOP("AuditPane", "When")),
        lambda r: f"{clock_day(r.timestamp)}:{r.timestamp.astimezone():%S}",
        width=16,
        whole=True,
        export=lambda r: r.timestamp,
        sort_key="",
    ),
    Column("who", str(QT_TRANSLATE_NOOP("AuditPane", "Who")), lambda r: r.actor, width=17, sort_key=""),
    Column(
        "action",
        str(QT_TRANSLATE_NOOP("AuditPane", "Did")),
        lambda r: "",
        badge=action_badge,
        width=21,
        sort_key="",
    ),
    Column(
        "entity",
        str(QT_TRANSLATE_NOOP("AuditPane", "To")),
        lambda r: entity_word(r.entity),
        width=14,
        sort_key="",
    ),
    Column(
        "label",
        str(QT_TRANSLATE_NOOP("AuditPane", "Record")),
        lambda r: label_of(r) or tr("(erased)"),
        stretch=True,
        strong=True,
        tip=label_of,
        sort_key="",
    ),
    Column(
        "workstation",
        str(QT_TRANSLATE_NOOP("AuditPane", "Workstation")),
        lambda r: r.workstation,
        width=14,
        sort_key="",
    ),
)


@dataclass(frozen=True, slots=True)
class About:
    """Which entries another pane asks for, and what they are about in words."""

    query: AuditQuery
    name: str

    @staticmethod
    def patron(student_id: int, name: str) -> About:
        """Everything about one patron: loans, payments, visits, cards, and the record itself."""
        return About(AuditQuery(student_id=student_id), name)


def place_of(entry: AuditEntry) -> tuple[str, object] | None:
    """The pane that shows the record of an entry, and what to show there; None for what has no sheet."""
    line = entry.line
    if line.entity in ("title", "cover"):
        return "catalog", line.entity_id
    if line.entity in ("work_list", "list_items"):
        return "lists", line.entity_id
    if line.entity == "book":
        return "catalog", line.label.split()[0] if line.label else None
    if line.entity == "equipment":
        return "equipment", line.entity_id
    return ("students", entry.student_id) if entry.student_id is not None else None
