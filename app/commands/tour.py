"""``clms tour``: drive the real panes without a display and leave a picture of each."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.window import require_qt

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor

SLOW_KB_S = 10
"""At this pace the backup of the invented library outlasts the tour."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "tour", help="drive the real panes without a display and leave a picture of each"
    )
    parser.add_argument("--out", type=Path, default=Path("tour"), help="folder of the pictures")
    parser.add_argument(
        "--library",
        action="store_true",
        help="show the library of the settings instead of an invented one that is thrown away",
    )
    parser.add_argument(
        "--language", choices=("system", "en", "fil"), default="system", help="language of the window"
    )
    parser.add_argument("--quick", action="store_true", help="one size and one theme only")
    parser.add_argument(
        "--on-display",
        action="store_true",
        help="show the windows on the display there is, as a person sees them",
    )
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar="DIR",
        help="make the documents' pictures: one small one of each pane",
    )
    parser.add_argument(
        "--theme", choices=("light", "dark", "contrast"), help="this theme only instead of light and dark"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take the pictures; 1 when a pane is not loaded, is empty, or has a word that is cut."""
    require_qt()
    if not args.on_display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.application import log_qt_messages
    from ui.tour import SIZES, THEMES, run_tour

    log_qt_messages()
    plain = args.pictures is not None
    themes, sizes = (THEMES[:1], SIZES[:1]) if args.quick or plain else (THEMES, SIZES)
    themes = (args.theme,) if args.theme else themes
    with _the_settings_library() if args.library else _invented_library() as (app, actor):
        folder = args.pictures if plain else args.out
        report = run_tour(app, actor, folder, themes, sizes, language=args.language, plain=plain)
    for shot in report.shots:
        mark = "!!" if shot.problems else "ok"
        print(f"{mark}  {shot.file}  {shot.state}, {shot.rows:,} rows")
    for problem in report.problems:
        print(problem, file=sys.stderr)
    return 1 if report.problems else 0


@contextmanager
def _the_settings_library() -> Iterator[tuple[App, Actor]]:
    from app.commands.common import library

    with library("tour") as opened:
        yield opened


@contextmanager
def _invented_library() -> Iterator[tuple[App, Actor]]:
    """A sample library in a folder that is removed afterwards."""
    import tempfile

    from app.bootstrap import build
    from app.domain.watching import Rank
    from app.settings import Settings

    with tempfile.TemporaryDirectory(prefix="clms-tour-") as folder:
        settings = Settings(data_dir=Path(folder))
        with build(settings) as app:
            app.accounts.create_first_user("Maria Santos", password="reading is a quiet joy")
            actor = app.accounts.sign_in("maria.santos", "reading is a quiet joy", workstation="front-desk")
            app.watch(Rank.WINDOW)
            app.sample.create(actor, titles=800, students=200, activities=2_000)
            begin_the_day(app, actor)
            look_after_it(app, actor)
            with work_going_on(app, actor):
                yield app, actor


def begin_the_day(app: App, actor: Actor) -> None:
    """Let some patrons in and hand out devices now: the sample's history may end on a day the library is closed."""
    from app.domain.equipment import EquipmentQuery, EquipmentStatus
    from app.domain.members import PatronStatus, StudentQuery
    from app.domain.paging import Window
    from app.errors import Refused

    patrons = app.students.list(actor, StudentQuery(status=PatronStatus.ACTIVE), Window(limit=12)).rows
    devices = app.equipment.list(
        actor, EquipmentQuery(status=EquipmentStatus.AVAILABLE), Window(limit=len(patrons))
    ).rows
    for patron, device in zip(patrons, devices, strict=False):
        # Somebody may be in already, be blocked, or have a device.
        with suppress(Refused):
            app.attendance.enter(actor, patron.id)
        with suppress(Refused):
            app.equipment.start_session(actor, device.id, patron.id)
    begin_lists(app, actor)
    plan_the_year(app, actor)


def plan_the_year(app: App, actor: Actor) -> None:
    """Let there be holidays, days with other hours and the terms of a school year."""
    from datetime import date, time

    from app.domain.calendar import OpeningHours, Term
    from app.domain.periods import Period

    calendar = app.calendar.get(actor)
    today = calendar.local_day(app.core.clock.now())
    year = today.year if today.month >= 6 else today.year - 1
    short = OpeningHours(time(8), time(12))
    for period in (
        Period(date(year, 10, 12), date(year, 10, 16), "Examinations of the first quarter", short),
        Period(date(year, 11, 2), date(year, 11, 3), "All Souls"),
        Period(date(year, 12, 21), date(year + 1, 1, 3), "Christmas break"),
        Period(date(year + 1, 3, 15), date(year + 1, 3, 26), "Final examinations", short),
    ):
        app.calendar.set_days(actor, period)
    app.calendar.add_term(actor, Term(f"First semester {year}", date(year, 6, 8), date(year, 10, 30)))
    app.calendar.add_term(actor, Term(f"Second semester {year}", date(year, 11, 4), date(year + 1, 3, 31)))


def begin_lists(app: App, actor: Actor) -> None:
    """Let there be a list to work on, begun, and a saved search."""
    from app.domain.paging import Window
    from app.domain.searching import TitleQuery
    from app.domain.work_lists import Entity, SavedSearchDraft, WorkListDraft

    titles = tuple(row.id for row in app.catalog.list(actor, TitleQuery(), Window(limit=8)).rows)
    draft = WorkListDraft("To be rebound", Entity.COPY, shared=True, about="Spines that are torn or loose.")
    made = app.work_lists.create(actor, draft).value.list_id
    app.work_lists.add(actor, made, titles, Entity.TITLE)
    first = app.work_lists.items(actor, made, Window(limit=3)).rows
    app.work_lists.tick(actor, made, [one.id for one in first])
    search = TitleQuery(text="ang", availability="AVAILABLE", sort="-year")
    app.saved_searches.save(actor, SavedSearchDraft("In Filipino, on the shelf", search))


def look_after_it(app: App, actor: Actor) -> None:
    """Run some tasks with a real worker, a backup and its proof among them, one in vain for want of its folder; let the clock run others."""
    import threading

    from app.domain.jobs import OPEN
    from app.services.scheduling import ScheduleDraft

    zone = str(app.scheduling.opening(actor).zone)
    for task, cron in (
        ("analyze-tables", "30 2 * * *"),
        ("rotate-logs", "0 10 * * 1,4"),
        ("check-indexes", "0 3 * * 0"),
    ):
        app.scheduling.add(actor, ScheduleDraft(task, cron, zone, {}))
    backups = app.data_dir / "backups"
    backups.mkdir()
    folder = {"folder": str(backups)}
    for task, params in (
        ("rotate-logs", {"keep_days": 30}),
        ("backup-database", folder),
        ("verify-backup", folder),
        ("archive-activities", {"folder": str(app.data_dir / "archive")}),
        ("rotate-logs", {}),
    ):
        app.maintenance.start(actor, task, params)
    worker, pause = app.embedded_worker(), threading.Event()
    worker.start()
    try:
        while worker.running and app.maintenance.jobs(actor, states=OPEN):
            pause.wait(0.1)
    finally:
        worker.stop()


@contextmanager
def work_going_on(app: App, actor: Actor) -> Iterator[None]:
    """Let a worker run a backup so slowly that it goes on meanwhile, with another task waiting behind it."""
    import threading

    from app.domain.jobs import JobState

    folder = {"folder": str(app.data_dir / "backups")}
    app.maintenance.start(actor, "backup-database", {**folder, "most_kb_s": SLOW_KB_S})
    app.maintenance.start(actor, "verify-backup", folder)
    worker, pause = app.embedded_worker(), threading.Event()
    worker.start()
    try:
        while worker.running and not app.maintenance.jobs(actor, states=(JobState.RUNNING,)):
            pause.wait(0.1)
        yield
    finally:
        worker.stop()
