"""A person whose account changes is signed out where they sit."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.errors import Denied
from ui.messages import RecordingMessenger
from ui.runner import Inline, Runner
from ui.standing import AccountWatch, Upkeep, start_upkeep


class Window(QObject):
    """As much of a window as is asked of it."""

    sign_out_requested = Signal()

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.context = SimpleNamespace(actor=actor, messages=RecordingMessenger())
        self.left = 0
        self.sign_out_requested.connect(self._count)

    def _count(self) -> None:
        self.left += 1


def watch(answer: Any, actor: Actor, qapp: QApplication) -> Window:
    """Change users once while ``refreshed`` answers so."""

    def refreshed(_actor: Actor) -> Actor:
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    runner = Runner(Inline())
    window = Window(actor)
    app: Any = SimpleNamespace(accounts=SimpleNamespace(refreshed=refreshed))
    AccountWatch(app, runner, window)  # type: ignore[arg-type]
    runner.publish(Changed.LOANS)
    runner.publish(Changed.USERS)
    QApplication.sendPostedEvents()
    qapp.sendPostedEvents(runner, 0)
    runner.close()
    return window


def test_an_unchanged_account_stays(qapp: QApplication, actor: Actor) -> None:
    assert watch(actor, actor, qapp).left == 0


def test_another_role_signs_out(qapp: QApplication, actor: Actor) -> None:
    window = watch(Actor(1, actor.name, Role.LIBRARIAN, "desk-1"), actor, qapp)
    assert window.left == 1
    assert window.context.messages.warned


def test_a_switched_off_account_signs_out(qapp: QApplication, actor: Actor) -> None:
    window = watch(Denied("This account is switched off."), actor, qapp)
    assert window.left == 1


def test_the_window_seals_and_indexes_by_itself(qapp: QApplication, actor: Actor) -> None:
    done: list[str] = []
    app: Any = SimpleNamespace(
        audit=SimpleNamespace(seal=lambda: done.append("sealed")),
        catalog=SimpleNamespace(catch_up=lambda: done.append("titles")),
        students=SimpleNamespace(catch_up=lambda: done.append("patrons")),
    )
    runner = Runner(Inline())
    window = Window(actor)
    start_upkeep(app, runner, window)  # type: ignore[arg-type]
    for one in window.findChildren(Upkeep):
        one.do()
    runner.close()
    assert done == ["sealed", "titles", "patrons"]
