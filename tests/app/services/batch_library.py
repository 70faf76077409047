"""A small library for tests of batch editing."""

from __future__ import annotations

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.recipes import Change, Recipe
from app.domain.catalog import Book, BookDraft, Contributor, Title, TitleDraft
from app.domain.changes import Receipt
from app.domain.members import StudentDraft, StudentSheet
from app.domain.searching import TitleQuery
from app.services.batch_edit import Chosen, Difference, EditResult, Preview

NOLI = TitleDraft("Noli me tangere", contributors=(Contributor("Rizal, José"),), publisher="Natl.", year=1990)
ALL_TITLES = Chosen(titles=TitleQuery())


class Library:
    """A few titles with copies and patrons, and who edits them."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self._number = 0
        self._plans: list[str] = []

    def title(self, draft: TitleDraft = NOLI, copies: int = 1, **values: object) -> int:
        books = []
        for _ in range(copies):
            self._number += 1
            said = {"accession_number": f"GS{self._number:05d}", "call_number": "FIC R59", **values}
            books.append(BookDraft(**said))  # type: ignore[arg-type]
        return self.app.catalog.add_title(self.actor, draft, books).value.title_id

    def sheet(self, title_id: int) -> Title:
        return self.app.catalog.sheet(self.actor, title_id)

    def copy(self, number: str) -> Book:
        return self.app.catalog.book(self.actor, number)

    def patron(self, family: str, **values: object) -> int:
        draft = StudentDraft(family, "Ana", **values)  # type: ignore[arg-type]
        return self.app.students.add(self.actor, draft).value.student_id

    def student(self, student_id: int) -> StudentSheet:
        return self.app.students.get(self.actor, student_id)

    def look(self, entity: Entity, chosen: Chosen, *steps: Change) -> Preview:
        preview = self.app.batch_edit.look(self.actor, Recipe(entity, steps), chosen)
        self._plans.append(preview.plan)
        return preview

    def tidy(self) -> None:
        """Remove the files of all dry runs."""
        for plan in self._plans:
            self.app.batch_edit.discard(self.actor, plan)

    def rows(self, preview: Preview, **wanted: object) -> list[tuple[str, str, tuple[str, ...]]]:
        """Number or label, verdict and notes of rows."""
        page = self.app.batch_edit.rows(self.actor, preview.plan, Difference(**wanted))  # type: ignore[arg-type]
        return [(row.number or row.label, row.verdict.value, row.notes) for row in page.rows]

    def apply(self, preview: Preview) -> Receipt[EditResult]:
        return self.app.batch_edit.apply(self.actor, preview.plan)

    def undo(self, act_id: int) -> None:
        self.app.undo.undo(self.actor, act_id)
