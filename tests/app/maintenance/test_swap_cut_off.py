"""A swap whose program is killed: whatever the moment, the library ends up whole, guarded, and as it can be undone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.bootstrap import App
from app.database import append_only
from app.database.engine import Database
from app.database.tables import audit_logs
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.maintenance import restore_database
from app.maintenance.backups import marks, swapping_in
from app.maintenance.backups.beside import Beside
from app.maintenance.context import TaskContext
from app.services.settling import Settling
from tests.app.maintenance.backup_cases import back_up, everything, stock

OFF, CHANGED, DONE = "RENAME TABLE", "CREATE TRIGGER", "finish"
"""Guards are off; the tables have changed places; nothing is missing but what follows."""


def kill_in_swap(url: str, folder: Path, place: str, moment: str) -> None:
    """Swap in a process of its own, and kill it at the moment."""
    command = [sys.executable, "-m", "tests.app.maintenance.swap_child", url, str(folder), place, moment]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None and child.stdout.readline() == b"here\n"
    finally:
        child.kill()
        child.wait(30)
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()


def restored(app: App, database: Database, context: TaskContext, head: Actor, folder: Path) -> str:
    """A library that has gone on since its backup, and the place where that was restored."""
    stock(app, database, head)
    folder.mkdir()
    back_up(context, folder)
    app.catalog.add_title(head, TitleDraft("Later"), [BookDraft("B9999")])
    read = restore_database.SPEC.read({"folder": str(folder)})
    return str(restore_database.run(context, read).data["into"])


@pytest.mark.parametrize(
    ("engine_name", "moment"),
    [
        pytest.param("sqlite", DONE),
        pytest.param("mariadb", CHANGED, marks=pytest.mark.engine),
        pytest.param("mysql", CHANGED, marks=[pytest.mark.engine, pytest.mark.long]),
        pytest.param("mariadb", DONE, marks=[pytest.mark.engine, pytest.mark.long]),
        pytest.param("mysql", DONE, marks=[pytest.mark.engine, pytest.mark.long]),
    ],
    indirect=["engine_name"],
)
def test_a_swap_killed_after_the_change_of_places_is_finished(
    app: App,
    database: Database,
    context: TaskContext,
    head: Actor,
    tmp_path: Path,
    places: list[str],
    library_url: str,
    moment: str,
) -> None:
    place = restored(app, database, context, head, tmp_path / "backups")
    gone_on = everything(database)
    kill_in_swap(library_url, tmp_path, place, moment)
    swap = marks.begun(database)
    assert swap is not None and swap.place == place
    places += [place, swap.old]
    if moment == CHANGED:
        with database.read() as connection:
            assert "ledger" in append_only.missing(connection)

    settling = Settling(lambda _actor: context, "DESK-1", lambda: None)  # as a worker does when it starts
    settling()
    assert marks.begun(database) is None and not swapping_in.settle(context)
    with database.read() as connection:
        assert append_only.missing(connection) == []
        restores = select(func.count()).where(audit_logs.c.action == "restore")
        assert connection.execute(restores).scalar() == 1
    with pytest.raises(Exception, match="append-only"), database.transaction() as connection:
        connection.execute(text("DELETE FROM ledger"))
    assert len(everything(database)["books"]) == len(gone_on["books"]) - 1

    back = restore_database.run(context, restore_database.SPEC.read({"into": swap.old, "swap": "yes"}))
    places.append(str(back.data["old"]))
    assert everything(database)["books"] == gone_on["books"]


@pytest.mark.parametrize(
    "engine_name",
    [
        pytest.param("mysql", marks=pytest.mark.engine),
        pytest.param("mariadb", marks=[pytest.mark.engine, pytest.mark.long]),
    ],
    indirect=True,
)
def test_a_swap_killed_before_it_leaves_the_library_guarded_and_can_be_repeated(
    app: App,
    database: Database,
    context: TaskContext,
    head: Actor,
    tmp_path: Path,
    places: list[str],
    library_url: str,
) -> None:
    place = restored(app, database, context, head, tmp_path / "backups")
    places.append(place)
    gone_on = everything(database)
    kill_in_swap(library_url, tmp_path, place, OFF)
    with database.read() as connection:
        assert set(append_only.missing(connection)) == {guard.table for guard in append_only.GUARDS}
    assert swapping_in.settle(context) and everything(database) == gone_on
    with database.read() as connection:
        assert append_only.missing(connection) == []
    left = Beside(context, place).open()
    begun = marks.begun(left)
    left.close()
    assert begun is not None and Beside(context, begun.old).exists

    done = restore_database.run(context, restore_database.SPEC.read({"into": place, "swap": "yes"}))
    places.append(str(done.data["old"]))
    assert begun.old == done.data["old"] or not Beside(context, begun.old).exists
    assert len(everything(database)["books"]) == len(gone_on["books"]) - 1
