"""What every part of a history's loading needs: who is who, and the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.member_rules import display_name
from app.services.sample.equipment import Device
from app.services.sample.history_tables import HistoryTables
from app.services.sample.students import SamplePatron, school_year


@dataclass(frozen=True, slots=True)
class Cast:
    """The patrons, devices and copies a history is about, and where their ids begin."""

    patrons: Sequence[SamplePatron]
    keys: Sequence[bytes]
    devices: Sequence[Device]
    first_patron: int
    first_device: int
    first_title: int
    first_book: int

    def patron_id(self, patron: int) -> int:
        """The id of a patron."""
        return self.first_patron + patron

    def name(self, patron: int) -> str:
        """The name lists show."""
        draft = self.patrons[patron].draft
        return display_name(draft.family_name, draft.given_name)


@dataclass(frozen=True, slots=True)
class Desk:
    """The cast, the rows being gathered and the library's zone."""

    cast: Cast
    rows: HistoryTables
    zone: ZoneInfo
    branch_id: int

    def who(self, patron: int, at: datetime) -> dict[str, Any]:
        """Category, grade and section as they were at ``at``."""
        person = self.cast.patrons[patron]
        year = str(school_year(at.astimezone(self.zone).date()))
        for one in person.enrolments:
            if one.school_year.startswith(year):
                return {"category": person.category, "grade": one.grade, "section": one.section}
        return {"category": person.category, "grade": person.draft.grade, "section": person.draft.section}

    def local(self, at: datetime) -> dict[str, Any]:
        """The library's day and hour at ``at``."""
        there = at.astimezone(self.zone)
        return {"local_day": there.date(), "local_hour": there.hour}
