"""The routes of the API, one file a noun. A new one is a file here and its name in :data:`NOUNS`."""

from __future__ import annotations

from functools import lru_cache

from app.server.binding import Binding, bind
from app.server.matching import Table
from app.server.routes import (
    audit,
    auth,
    cache,
    calendar,
    equipment,
    exports,
    holds,
    imports,
    labels,
    ledger,
    loans,
    monitoring,
    policies,
    quality,
    server,
    settings,
    shelf,
    students,
    tasks,
    title_files,
    titles,
    users,
    visits,
    work_lists,
)

NOUNS = (
    server,
    auth,
    titles,
    title_files,
    shelf,
    work_lists,
    quality,
    labels,
    loans,
    holds,
    ledger,
    students,
    equipment,
    visits,
    users,
    policies,
    calendar,
    audit,
    tasks,
    monitoring,
    cache,
    exports,
    imports,
    settings,
)
"""Every noun, in the order of the documentation."""

_WINDOW = "belongs to the window of the computer the library's file is on"
_INSIDE = "is called by other parts of the program, in no actor's name"

_OWN = "looks after the server that a window brings along, from that window"
_OPERATORS = (
    "is about a file, the ssh and the keyring of the computer from which somebody looks after the servers"
)
_SERVERS = "asks Redis and the operations store themselves, from the computer of whoever looks after them"

UNSERVED = {
    **{
        f"{noun}.undo_handlers": _INSIDE
        for noun in ("attendance", "equipment", "holds", "ledger", "students")
    },
    "accounts.command_line_actor": _INSIDE,
    "accounts.create_first_user": _WINDOW,
    "accounts.local_user": _WINDOW,
    "accounts.needs_first_user": _WINDOW,
    "accounts.sign_in_locally": _WINDOW,
    "accounts.verify_password": "unlocks a window; a client of the API signs in again",
    "api_server.close": _INSIDE,
    "alerts.keep_address": "puts a secret into the keyring of the computer in front of which somebody sits",
    **{
        f"founding.{verb}": "said once, on the first computer, before there is an API to ask"
        for verb in ("basics", "found", "is_empty")
    },
    "founding.change": "asks back with what it changes for loans, in a window; each setting has a route of its own",
    **{f"api_server.{verb}": _OWN for verb in ("end_now", "look", "make_key", "start", "status", "stop")},
    "audit.seal": _INSIDE,
    **{
        f"cache_inspector.{verb}": _SERVERS
        for verb in (
            "api_memories decode elements key layers memory_branches namespace scan_biggest scan_branches scan_found scan_look "
            "scan_shape start_scan pause_scan resume_scan cancel_scan servers router own_name forget_scan table table_branches value wait_scan"
        ).split()
    },
    **{
        f"cache_acts.{verb}": _SERVERS
        for verb in (
            "cancel_work clear_expired_markers delete flush_memory flush_redis flush_table flush_whole_redis invalidate pause_work "
            "preview resume_work set_ttl undo values_of_library wait_work work_look works"
        ).split()
    },
    **{
        f"cache_truth.{verb}": "asks an API node for the value, from the computer of whoever looks after them"
        for verb in ("compare", "probe", "reload", "staleness", "warm")
    },
    **{
        f"cache_figures.{verb}": _SERVERS for verb in ("cluster_map", "hot_keys", "layers", "look", "what_if")
    },
    **{
        f"batch_edit.{verb}": "rests on the file of a dry run, which lies on the computer of whoever looks at it"
        for verb in "apply count discard leave_out look pairs rows".split()
    },
    **{
        f"batch_edit.{verb}": "is about recipes and batches of the window; a program changes records by their own routes"
        for verb in "delete_recipe edits keep_recipe recipes undo".split()
    },
    "batch_edit.undo_act": _INSIDE,
    "cache_acts.close": _INSIDE,
    "cache_inspector.close": _INSIDE,
    "catalog.catch_up": _INSIDE,
    **{
        f"cataloguing.{verb}": "fills a form before a title is saved, from the computer in front of which somebody catalogues"
        for verb in "call_numbers last_title look_up plan record".split()
    },
    "covers.add_title": "a title is added by one request and its cover set by another: a body is one thing",
    "covers.find": "as covers.look_up, for a title that is only being typed",
    "covers.look_up": "shows a picture from outside to whoever catalogues; a program asks Open Library itself",
    **{
        f"cluster.{verb}": _OPERATORS
        for verb in "before check compare files foresee parse save save_file save_files test_host test_node text_of topology".split()
    },
    **{f"rollouts.{verb}": _OPERATORS for verb in ("look", "releases")},
    **{
        f"local_cluster.{verb}": "is about the processes of the computer in front of which somebody sits"
        for verb in "add_api_node down foresee_clone look order promote up weigh".split()
    },
    **{
        f"load_tests.{verb}": "puts servers under load from the computer in front of which somebody sits: clms loadtest"
        for verb in (
            "allowed_hosts as_json check compare delete delete_result live report result results save scenario scenarios start "
            "stop text_of"
        ).split()
    },
    "load_tests.close": _INSIDE,
    "cluster.guide": "says the same in every library of a release: clms cluster guide-table",
    "changes.close": _INSIDE,
    "changes.reader": _INSIDE,
    "exporting.export_rows": "writes what a window shows; a program has the rows already",
    "exports.forget_patrons": _INSIDE,
    "importing.undo_act": _INSIDE,
    "maintenance.context": _INSIDE,
    "maintenance.listening": _INSIDE,
    "nodes.log_bytes": _INSIDE,
    "nodes.state": "is what advice and the evidence of a case rest on, which say more",
    "nodes.undo_change": _INSIDE,
    "personal_data.erase": "runs as the task that asks for a confirmation",
    "personal_data.erase_again": _INSIDE,
    "personal_data.refuse_open": _INSIDE,
    "sample.create": "fills an empty library before anybody works with it: clms sample",
    "sample.is_empty": "is asked before a sample is made",
    "scheduling.next_runs": _INSIDE,
    "sessions.require_schema": _INSIDE,
    "students.catch_up": _INSIDE,
    "undo.can_undo": "is part of every write's answer",
    "uploads.forget_patrons": _INSIDE,
}
"""Public verbs of services without a route, and why."""


@lru_cache(maxsize=1)
def bindings() -> tuple[Binding, ...]:
    """Every route with the way its call is made."""
    return tuple(bind(route, noun.NOUN.name) for noun in NOUNS for route in noun.ROUTES)


def table() -> Table:
    """What the kernel finds routes with."""
    return Table(bindings())
