"""What is asked before something is done to the cache, with its effect in numbers, and the doing of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.cache_acts import Aim, Flushed, Invalidated, Preview, Work, WorkLook, WorkState
from app.domain.cached_answers import Warmed
from app.domain.cached_keys import Wanted
from app.domain.changes import Receipt
from app.errors import InvalidInput
from app.services.acts import new_key
from ui.child import Report, Stopped
from ui.messages import Choice, Question
from ui.panes.cache import words
from ui.panes.cache.foreseen import effect
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_LOOK_S = 0.25
_MANY_KEYS = 10_000
"""From so many on the number is typed."""

Start = Callable[..., Receipt[Work]]


class Asking(QObject):
    """Questions and acts of all pages."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._acts = pane.services.cache_acts

    # -- removing --------------------------------------------------------------------------------------

    def remove_keys(self, keys: tuple[bytes, ...]) -> None:
        """Remove these keys."""
        self._remove(Aim(keys=keys), words.key_text(keys[0]) if len(keys) == 1 else "")

    def remove_branch(self, name: bytes, node: str) -> None:
        """Remove all keys of a branch, on one node or all."""
        self._remove(Aim(wanted=Wanted(under=name), node=node), words.key_text(name))

    def remove_wanted(self, wanted: Wanted) -> None:
        """Remove all keys that fit."""
        aim = Aim(wanted=wanted)
        if wanted == Wanted():
            self._pane.messages.warn(
                self.tr("Say which keys are meant: a pattern, a type, a size, a time left or a tag."),
                self.tr("All of Redis is emptied on the page Acts."),
            )
            return
        self._remove(aim, aim.label)

    def _remove(self, aim: Aim, what: str) -> None:
        title = self.tr("Remove {what}?").format(what=what) if what else self.tr("Remove these keys?")
        start = partial(self._acts.delete, self._pane.actor, aim)
        self._ask(aim, title, start, self.tr("Removing keys"))

    def set_ttl(self, keys: tuple[bytes, ...]) -> None:
        """Ask for the time keys are to have from now, and give it to them."""
        question = Question(
            counted(len(keys), "How long shall {n} key be kept?", "How long shall {n} keys be kept?"),
            self.tr("In seconds from now; “never” lets them stay until somebody removes them."),
            (Choice("cancel", self.tr("Leave it")), Choice("do", self.tr("Set it"), primary=True)),
            text_field=self.tr("Seconds"),
            text_required=True,
            icon="timer",
        )
        self._pane.messages.ask(question, lambda key, text: self._on_ttl(keys, key, text))

    def _on_ttl(self, keys: tuple[bytes, ...], key: str, text: str) -> None:
        if key != "do":
            return
        try:
            seconds = words.seconds_of(text)
        except ValueError:
            self._pane.messages.warn(InvalidInput("Type a number of seconds, or “never”."))
            return
        start = partial(self._acts.set_ttl, self._pane.actor, Aim(keys=keys), seconds)
        self._start(start, self.tr("Setting the time of keys"))

    def empty_redis(self, node: str = "") -> None:
        """Remove every value of this library from Redis."""
        start = partial(self._acts.flush_redis, self._pane.actor, node=node)
        name = self._pane.namespace.rstrip(":").encode()
        aim = Aim(wanted=Wanted(under=name), node=node)
        title = self.tr("Empty Redis of this library's values?")
        self._ask(aim, title, start, self.tr("Emptying Redis"), typed=self.tr("empty"))

    def clear_expired(self) -> None:
        """Remove the markers “expired:…” of the guide."""
        start = partial(self._acts.clear_expired_markers, self._pane.actor)
        aim = Aim(wanted=Wanted(glob="expired:*"))
        self._ask(aim, self.tr("Remove the markers of expired sessions?"), start, self.tr("Removing markers"))

    def _ask(self, aim: Aim, title: str, start: Start, doing: str, *, typed: str = "") -> None:
        """Work out what it would do, then ask."""
        work = partial(self._acts.preview, self._pane.actor, aim)
        self._pane.task(
            self.tr("Working out what it would do"), lambda _report: work(),
            done=lambda preview: self._on_preview(preview, title, start, doing, typed), failed=self._pane.messages.warn,
        )  # fmt: skip

    def _on_preview(self, preview: Preview, title: str, start: Start, doing: str, typed: str) -> None:
        if not preview.keys and preview.whole:
            self._pane.messages.tell(self.tr("There is no such key."))
            return
        many = str(preview.keys) if preview.keys >= _MANY_KEYS else ""
        question = Question(
            title,
            effect(preview),
            (
                Choice("cancel", self.tr("Leave it")),
                Choice("try", self.tr("Only try it")),
                Choice("do", counted(preview.keys, "Remove {n} key", "Remove {n} keys"), danger=True),
            ),
            type_to_confirm=typed or many,
            text_field=self.tr("Reason, for the audit"),
            icon="trash",
        )

        def answered(key: str, reason: str) -> None:
            if key in ("do", "try"):
                self._start(partial(start, dry=key == "try", reason=reason), doing)

        self._pane.messages.ask(question, answered)

    # -- in the background -----------------------------------------------------------------------------

    def _start(self, start: Start, doing: str) -> None:
        self._pane.write(partial(start, key=new_key()), lambda receipt: self.follow(receipt.value, doing))

    def follow(self, started: Work, doing: str) -> None:
        """Show what goes on as a task of the drawer; stopping that ends it."""

        def work(report: Report) -> WorkLook:
            while not self._acts.wait_work(self._pane.actor, started.id, _LOOK_S):
                look = self._acts.work_look(self._pane.actor, started.id)
                try:
                    report(look.seen, look.expected, words.work_text(look))
                except Stopped:
                    self._acts.cancel_work(self._pane.actor, started.id)
            return self._acts.work_look(self._pane.actor, started.id)

        self._pane.task(doing, work, done=self._on_over)
        self._pane.works.look_now()

    def _on_over(self, look: WorkLook) -> None:
        told = words.work_over(look)
        can_undo = look.undo_until > time.time()
        if look.state is WorkState.FAILED:
            self._pane.messages.warn(told, " ".join(look.troubles))
        else:
            self._pane.messages.tell(told, undo=partial(self.undo, look.id) if can_undo else None)
        if not look.dry:
            self._pane.refresh()

    def undo(self, work: str) -> None:
        """Put back what an act removed."""
        self._start(partial(self._acts.undo, self._pane.actor, work), self.tr("Putting keys back"))

    # -- at once ---------------------------------------------------------------------------------------

    def empty_memory(self, count: int) -> None:
        """Empty the memory of this window."""
        self._confirm(
            self.tr("Empty the memory of this window?"),
            counted(
                count,
                "{n} value is forgotten, and loaded anew when it is asked for.",
                "{n} values are forgotten, and loaded anew when they are asked for.",
            ),
            self.tr("Empty it"),
            lambda reason: self._at_once(partial(self._acts.flush_memory, self._pane.actor, reason=reason)),
        )

    def empty_table(self, branch: str, count: int) -> None:
        """Remove the values of the table, all or those of a branch."""
        title = (
            self.tr("Remove {what} from the table?").format(what=branch)
            if branch
            else self.tr("Empty the table?")
        )
        verb = partial(self._acts.flush_table, self._pane.actor, branch=branch)
        self._confirm(
            title,
            counted(
                count,
                "{n} value is removed, and made anew when it is asked for. Only what is slow to make lies there.",
                "{n} values are removed, and made anew when they are asked for. Only what is slow to make lies there.",
            ),
            self.tr("Remove them"),
            lambda reason: self._at_once(partial(verb, reason=reason)),
        )

    def empty_whole_redis(self, node: str = "") -> None:
        """Empty Redis of everything, whosoever keeps it there."""
        verb = partial(self._acts.flush_whole_redis, self._pane.actor, node or "all", node=node)
        where = node or self.tr("all nodes")
        question = Question(
            self.tr("Empty {where} of everything?").format(where=where),
            self.tr(
                "Everything goes, whosoever keeps it there: sessions, limits, other programs' keys. Nothing brings it back."
            ),
            (
                Choice("cancel", self.tr("Leave it")),
                Choice("do", self.tr("Empty it of everything"), danger=True),
            ),
            type_to_confirm=node or "all",
            text_field=self.tr("Reason, for the audit"),
            icon="warning",
        )
        self._pane.messages.ask(
            question, lambda key, reason: self._at_once(partial(verb, reason=reason)) if key == "do" else None
        )

    def invalidate(self) -> None:
        """Ask what was changed past the program, and let nobody serve it any more."""
        question = Question(
            self.tr("Forget what is cached of what?"),
            self.tr(
                "Type title:17, book:17 or student:17 for one record, titles or students for all of them, * for everything. "
                "No process serves it from then on, whichever layer it lies in; it is loaded anew when it is asked for."
            ),
            (Choice("cancel", self.tr("Leave it")), Choice("do", self.tr("Forget it"), primary=True)),
            text_field=self.tr("Record, or kind of records"),
            text_required=True,
            icon="eraser",
        )
        self._pane.messages.ask(
            question,
            lambda key, name: self._forget(name.strip()) if key == "do" else None,
        )

    def _forget(self, name: str) -> None:
        self._at_once(partial(self._acts.invalidate, self._pane.actor, name))

    def warm(self) -> None:
        """Load what people usually ask for, before they do."""
        work = partial(self._pane.services.cache_truth.warm, self._pane.actor, key=new_key())
        self._pane.task(
            self.tr("Loading ahead"),
            lambda _report: work(),
            done=self._on_done,
            failed=self._pane.messages.warn,
        )

    def _confirm(self, title: str, detail: str, do: str, run: Callable[[str], None]) -> None:
        question = Question(
            title,
            detail,
            (Choice("cancel", self.tr("Leave it")), Choice("do", do, danger=True)),
            text_field=self.tr("Reason, for the audit"),
            icon="trash",
        )
        self._pane.messages.ask(question, lambda key, reason: run(reason) if key == "do" else None)

    def _at_once(self, verb: Callable[..., Receipt[Any]]) -> None:
        self._pane.write(partial(verb, key=new_key()), self._on_done)

    def _on_done(self, receipt: Receipt[Any]) -> None:
        value = receipt.value
        told = self.tr("Done.")
        if isinstance(value, Flushed):
            told = words.flushed(value)
        elif isinstance(value, Invalidated):
            told = self.tr("What was cached of {what} is served no more.").format(what=value.label)
        elif isinstance(value, Warmed):
            told = counted(value.loaded, "{n} value was loaded ahead.", "{n} values were loaded ahead.")
            if value.failed:
                told += " " + counted(value.failed, "{n} value could not be.", "{n} values could not be.")
        self._pane.messages.tell(told)
        self._pane.refresh()
