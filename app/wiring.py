"""What the composition root hands down as callables: verbs for maintenance tasks, handlers for undo, what a worker
does beside jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from app.jobs.worker import Worker
    from app.services.erasing import Erased
    from app.services.undo import UndoService
    from app.services.uploading import Uploading


def task_calls(app: App) -> Mapping[str, Callable[..., Any]]:
    """Verbs of services that tasks may use, by name; each takes the actor first.

    Services are made late, so that a list of tasks does not load what one of them may need.
    """

    def erase_person(actor: Actor, *given: Any) -> Erased:
        done = app.personal_data.erase(actor, *given)
        app.exports.forget_patrons(actor)  # a register written before still has them
        app.uploads.forget_patrons(actor)
        return done

    def uploading() -> Uploading:
        from app.services.uploading import Uploading

        return Uploading(app.importing, lambda: app.operations, app.core.clock)

    return {
        "verify_audit": lambda actor: app.audit.verify(actor),
        "person_counts": lambda actor, *given: app.personal_data.counts(actor, *given),
        "refuse_open": lambda actor, *given: app.personal_data.refuse_open(actor, *given),
        "person_record": lambda actor, *given: app.personal_data.record(actor, *given),
        "erase_person": erase_person,
        "erase_again": lambda actor, *given: app.personal_data.erase_again(actor, *given),
        "export_catalog": lambda actor, *given, **named: app.exporting.export_catalog(actor, *given, **named),
        "export_students": lambda actor, *given, **named: app.exporting.export_students(
            actor, *given, **named
        ),
        "preview_upload": lambda actor, *given: uploading().preview(actor, *given),
        "import_upload": lambda actor, *given: uploading().apply(actor, *given),
    }


def worker(app: App, **options: Any) -> Worker:
    """A worker that also puts in what is scheduled, and settles what tasks left behind."""
    from app import maintenance
    from app.job_processes import job_runner
    from app.jobs.scheduler import Scheduler
    from app.jobs.worker import Worker
    from app.services.settling import Settling

    scheduler = Scheduler(app.job_store, maintenance.kind)
    tick = Settling(app.maintenance.listening, app.workstation, scheduler.look)
    cant = app.obstacles.of_this_process()
    return Worker(app.job_store, job_runner, app.recipe(), tick=tick, cant=cant, **options)


def undo_service(app: App) -> UndoService:
    """Undo, with the handlers each service has for its own kinds of act."""
    from app.services import (
        calendar_undo,
        catalog_undo,
        circulation_undo,
        policies_undo,
        quality_undo,
        title_files_undo,
        title_merging,
        work_lists_undo,
    )
    from app.services.undo import UndoService

    handlers = {
        **catalog_undo.undo_handlers(),
        **title_files_undo.undo_handlers(),
        **work_lists_undo.undo_handlers(),
        **quality_undo.undo_handlers(),
        **title_merging.undo_handlers(),
        **circulation_undo.undo_handlers(),
        **policies_undo.undo_handlers(),
        **calendar_undo.undo_handlers(),
        **app.ledger.undo_handlers(),
        **app.holds.undo_handlers(),
        **app.students.undo_handlers(),
        **app.equipment.undo_handlers(),
        **app.attendance.undo_handlers(),
        # Late, so that undo at the desk does not wait for what asks servers.
        "change_server_setting": lambda *given: app.nodes.undo_change(*given),
    }
    return UndoService(
        app.core,
        handlers,
        {
            # Late, so that undo at the desk does not wait for the spreadsheet reader.
            **{
                kind: lambda actor, *given: app.importing.undo_act(actor, *given)
                for kind in ("import_books", "import_students")
            },
            "batch_edit": lambda actor, *given: app.batch_edit.undo_act(actor, *given),
        },
    )
