"""Batch editing: dry run, apply, take back; and the recipes a library keeps."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from app import decoding
from app.database import batch_edit as queries
from app.database.acts import ActRow
from app.database.batch_edit import EditRow, RecipeRow
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.recipes import Recipe, check_name, check_recipe
from app.domain.changes import Receipt
from app.domain.paging import Page, Window
from app.domain.text import clean, fold
from app.errors import Conflict, NotFound, Refused
from app.services.batch_edit.applying import Applying
from app.services.batch_edit.looking import Look
from app.services.batch_edit.plans import Plan
from app.services.batch_edit.undoing import Undoing
from app.services.batch_edit.values import (
    Cancelled,
    Chosen,
    Difference,
    Edit,
    EditResult,
    EditState,
    KeptRecipe,
    Pair,
    Preview,
    PreviewRow,
    Progress,
    UndoneEdit,
)
from app.services.core import Core, may_lag
from app.services.undo import Undone

_PAIRS = 200
_ABANDONED_S = 120


class BatchEditService:
    """Changes many records by a recipe. ``look`` writes nothing to the library, ``apply`` writes what was seen."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # Looking

    def look(
        self,
        actor: Actor,
        recipe: Recipe,
        chosen: Chosen,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Preview:
        """Make a dry run: what each record would become, refusals and warnings, page by page into a private file.

        Raises InvalidInput for a recipe or a choice that can't be, Refused for too many records, Stopped when
        ``cancelled()`` became true.
        """
        _require(actor, recipe.entity)
        check_recipe(recipe)
        today = self._core.today(actor)
        plan = Plan.create()
        look = Look(self._core.database, plan, recipe, chosen, today, progress, cancelled)
        try:
            preview = look.run()
        except BaseException:
            plan.discard()
            raise
        plan.close()
        return preview

    def rows(
        self, actor: Actor, plan: str, wanted: Difference | None = None, window: Window | None = None
    ) -> Page[PreviewRow]:
        """One page of a dry run's rows that have a difference, in the order in which they were chosen."""
        window, wanted = window or Window(), wanted or Difference()
        with self._opened(actor, plan) as opened:
            skip = 0 if window.after else window.start
            found = opened.page(wanted, window.limit + 1, window.number or 0, skip)
        shown = tuple(found[: window.limit])
        return Page(shown, str(shown[-1].seq) if len(found) > window.limit else None)

    def count(self, actor: Actor, plan: str, wanted: Difference | None = None) -> int:
        """How many rows of a dry run have a difference."""
        with self._opened(actor, plan) as opened:
            return opened.count(wanted or Difference())

    def pairs(self, actor: Actor, plan: str, field: str) -> tuple[Pair, ...]:
        """From what to what a field changes, the most frequent first; at most 200 of them."""
        with self._opened(actor, plan) as opened:
            return tuple(opened.pairs(field, _PAIRS))

    def leave_out(self, actor: Actor, plan: str, seqs: Collection[int], *, out: bool = True) -> int:
        """Leave rows out, or take them in again; returns how many records will be written."""
        with self._opened(actor, plan) as opened:
            opened.leave_out(seqs, out)
            return opened.will_write()

    def discard(self, actor: Actor, plan: str) -> None:
        """Remove a dry run. Removing one that is gone already does nothing."""
        try:
            opened = self._opened(actor, plan)
        except NotFound:
            return
        opened.discard()

    # Writing

    def apply(
        self,
        actor: Actor,
        plan: str,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Receipt[EditResult]:
        """Write what the dry run showed, in chunks; desks go on lending meanwhile.

        Records that somebody changed since are left as they are and named. A cancelled batch leaves whole chunks that
        can be taken back; the same call goes on where it, or one that was cut off, stopped. Raises Refused with code
        ``nothing_to_change`` when no record would change: then not even an act is written.
        """
        with self._opened(actor, plan) as opened:
            if not opened.will_write():
                raise Refused(
                    "There is nothing to change.",
                    hint="Every record is so already, is refused, or was left out.",
                    code="nothing_to_change",
                )
            return Applying(self._core, actor, opened, progress, cancelled).run()

    # Looking back

    @may_lag
    def edits(self, actor: Actor, window: Window | None = None) -> Page[Edit]:
        """Batches, newest first."""
        actor.require(Permission.EDIT_CATALOG)
        window = window or Window()
        with self._core.database.read() as connection:
            found = queries.edits(connection, window.number, window.limit + 1)
        shown = tuple(_edit(row) for row in found[: window.limit])
        return Page(shown, str(shown[-1].id) if len(found) > window.limit else None)

    def undo(
        self, actor: Actor, batch_id: int, *, key: str | None = None, progress: Progress | None = None
    ) -> Receipt[UndoneEdit]:
        """Take a batch back. Records that somebody changed since stay; the result says how many and why.

        Raises Conflict when it was taken back already, Refused while it runs.
        """
        with self._core.database.read() as connection:
            row = queries.edit(connection, batch_id)
        if row is None:
            raise NotFound("There is no such batch.", details={"batch_id": batch_id})
        return self._undo(actor, row, key, progress)

    def undo_act(self, actor: Actor, act: ActRow, key: str | None = None) -> Receipt[Undone]:
        """Take back the batch that an act (``batch_edit``) opened."""
        with self._core.database.read() as connection:
            row = queries.edit_of_act(connection, act.id)
        if row is None:
            raise NotFound("This batch is no longer there.")
        done = self._undo(actor, row, key, None)
        return Receipt(
            done.act_id,
            done.key,
            done.kind,
            done.changed,
            Undone(act.id, act.kind),
            done.replayed,
            undoable=False,
            position=done.position,
            stand=done.stand,
        )

    def _undo(
        self, actor: Actor, row: EditRow, key: str | None, progress: Progress | None
    ) -> Receipt[UndoneEdit]:
        _require(actor, Entity(row.entity))
        if row.state == EditState.UNDONE and not self._repeats(row, key):
            raise Conflict("This batch was taken back already.", code="already_undone")
        if row.state == EditState.RUNNING and not self._abandoned(row):
            raise Refused("This batch is still running.", hint="Stop it first.", code="running")
        return Undoing(self._core, actor, row, progress).run(key)

    def _repeats(self, row: EditRow, key: str | None) -> bool:
        """Whether it is asked for once more by somebody who did not hear the answer."""
        if key is None:
            return False
        with self._core.database.read() as connection:
            return queries.undone_with(connection, row.id, key)

    def _abandoned(self, row: EditRow) -> bool:
        """Whether a batch that says it runs has written nothing for two minutes: its program is gone."""
        with self._core.database.read() as connection:
            last = queries.last_written(connection, row.id)
        return (self._core.clock.now() - (last or row.started_at)).total_seconds() > _ABANDONED_S

    def _opened(self, actor: Actor, plan: str) -> Plan:
        """A plan that this actor may see. Raises NotFound, Denied."""
        opened = Plan.open(plan)
        try:
            _require(actor, opened.preview().recipe.entity)
        except BaseException:
            opened.close()
            raise
        return opened

    # Recipes

    @may_lag
    def recipes(self, actor: Actor, entity: Entity) -> tuple[KeptRecipe, ...]:
        """The recipes kept for one kind of record, by name."""
        _require(actor, entity)
        with self._core.database.read() as connection:
            return tuple(map(_kept, queries.recipes(connection, entity.value)))

    def keep_recipe(
        self, actor: Actor, recipe: Recipe, *, replace: bool = False, key: str | None = None
    ) -> Receipt[KeptRecipe]:
        """Keep a recipe under its name. Raises InvalidInput, or Conflict with code ``name_taken`` when there is one of
        this name and it is not to be replaced."""
        _require(actor, recipe.entity)
        check_recipe(recipe)
        name = check_name(recipe.name)
        named = Recipe(recipe.entity, recipe.changes, name)

        def work(unit: Unit) -> KeptRecipe:
            before = queries.recipe_named(unit.connection, recipe.entity.value, _key(name))
            if before is not None and not replace:
                raise Conflict(
                    f"There is a recipe “{before.name}” already, saved by {before.saved_by}.",
                    hint="Choose another name, or replace it.",
                    code="name_taken",
                    details={"field": "name", "recipe_id": before.id},
                )
            values = {
                "name": name,
                "recipe": msgspec.json.encode(named).decode(),
                "saved_by": unit.actor.name,
                "saved_at": unit.now,
                "act_id": unit.act_id,
            }
            if before is None:
                of = {"entity": recipe.entity.value, "name_key": _key(name)}
                recipe_id = queries.insert_recipe(unit.connection, **of, **values)
            else:
                recipe_id = before.id
                queries.write_recipe(unit.connection, recipe_id, **values)
            old = None if before is None else {"changes": len(_kept(before).recipe.changes)}
            after = {"changes": len(named.changes)}
            unit.audit("save", "batch_recipe", recipe_id, name, before=old, after=after)
            return KeptRecipe(recipe_id, named, unit.actor.name, unit.now)

        return self._core.acts.perform(actor, "keep_recipe", work, result=KeptRecipe, key=key, undoable=False)

    def delete_recipe(self, actor: Actor, recipe_id: int, *, key: str | None = None) -> Receipt[KeptRecipe]:
        """Delete a recipe. What was done by it stays. Raises NotFound."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> KeptRecipe:
            row = queries.recipe(unit.connection, recipe_id, lock=True)
            if row is None:
                raise NotFound("This recipe is no longer there.", details={"recipe_id": recipe_id})
            _require(unit.actor, Entity(row.entity))
            queries.delete_recipe(unit.connection, recipe_id)
            kept = _kept(row)
            unit.audit(
                "delete", "batch_recipe", recipe_id, row.name, before={"changes": len(kept.recipe.changes)}
            )
            return kept

        return self._core.acts.perform(
            actor, "delete_recipe", work, result=KeptRecipe, key=key, undoable=False
        )


def _require(actor: Actor, entity: Entity) -> None:
    """Raise Denied unless the actor may edit such records one by one."""
    actor.require(Permission.EDIT_PATRONS if entity is Entity.PATRONS else Permission.EDIT_CATALOG)


def _key(name: str) -> str:
    return (fold(name) or clean(name))[:100]


def _kept(row: RecipeRow) -> KeptRecipe:
    return KeptRecipe(row.id, decoding.decode(row.recipe, Recipe), row.saved_by, row.saved_at)


def _edit(row: EditRow) -> Edit:
    return Edit(
        id=row.id,
        act_id=row.act_id,
        entity=Entity(row.entity),
        name=row.name,
        fields=decoding.decode(row.fields, tuple[str, ...]),
        state=EditState(row.state),
        counts=decoding.decode(row.counts, dict[str, int]),
        started_at=row.started_at,
        finished_at=row.finished_at,
        actor=row.actor,
    )
