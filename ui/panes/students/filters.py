"""The filters beside the list of patrons, with how many each value has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.actors import Actor
from app.domain.members import PatronKind, PatronStatus, SectionRow, StudentQuery
from app.domain.paging import Count
from app.services.students import StudentsService
from ui.panes.students import words
from ui.panes.students.words import tr
from ui.widgets.facets import FacetGroup, FacetValue

DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many patrons each kind and state has, and the sections in use."""

    kinds: dict[PatronKind, Count]
    states: dict[PatronStatus, Count]
    deleted: Count
    sections: tuple[SectionRow, ...]

    def section_names(self) -> tuple[str, ...]:
        """Every section's name, once, in school order."""
        return tuple(dict.fromkeys(row.section for row in self.sections if row.section))


def read_numbers(students: StudentsService, actor: Actor) -> Numbers:
    """Count; runs off the GUI thread."""
    shown = (PatronStatus.ACTIVE, PatronStatus.INACTIVE, PatronStatus.LEFT)
    return Numbers(
        {kind: students.count(actor, StudentQuery(kind=kind)) for kind in PatronKind},
        {status: students.count(actor, StudentQuery(status=status)) for status in shown},
        students.count(actor, StudentQuery(deleted=True)),
        students.sections(actor),
    )


def groups(numbers: Numbers, grade: str | None) -> tuple[FacetGroup, ...]:
    """The filters; the sections are those of the chosen grade."""
    kinds = [FacetValue(kind, words.kind(kind), count) for kind, count in numbers.kinds.items()]
    states: list[FacetValue] = [
        FacetValue(status, words.status_badge(status).text, count) for status, count in numbers.states.items()
    ]
    states.append(FacetValue(DELETED, tr("Deleted"), numbers.deleted))
    grades: dict[str, int] = {}
    sections: dict[str, int] = {}
    for row in numbers.sections:
        if row.grade:
            grades[row.grade] = grades.get(row.grade, 0) + row.patrons
        if row.section and (grade is None or row.grade == grade):
            sections[row.section] = sections.get(row.section, 0) + row.patrons
    return (
        FacetGroup("kind", tr("KIND"), kinds),
        FacetGroup("status", tr("STATE"), states),
        FacetGroup(
            "grade", tr("GRADE"), [FacetValue(g, words.grade(g), Count(n)) for g, n in grades.items()]
        ),
        FacetGroup("section", tr("SECTION"), [FacetValue(s, s, Count(n)) for s, n in sections.items()]),
    )


def query(text: str, choice: dict[str, tuple[Any, ...]]) -> StudentQuery:
    """The question that text and chosen filters ask."""
    one = {key: values[0] for key, values in choice.items() if values}
    status = one.get("status")
    return StudentQuery(
        text=text,
        kind=one.get("kind"),
        status=None if status == DELETED else status,
        deleted=status == DELETED,
        grade=one.get("grade"),
        section=one.get("section"),
    )
