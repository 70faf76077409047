"""The quality of the catalogue: what its records lack, one-key fixes, and what a person said is right."""

from __future__ import annotations

from collections.abc import Collection

from app.database import quality as queries
from app.database.quality import Found
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.paging import Count, Page, Window
from app.domain.quality.findings import Fix, Fixed, Item, Kind, KindCount
from app.domain.quality.merging import Merged
from app.domain.quality.rules import RULES
from app.errors import Conflict, Refused
from app.services import title_merging
from app.services.catalog_writes import title_by_id
from app.services.core import Core, may_lag
from app.services.quality_fixes import carry_out
from app.services.quality_reading import items_of


class QualityService:
    """The queue of findings. Every fix is one act and can be undone while nothing newer stands."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @may_lag
    def counts(self, actor: Actor) -> tuple[KindCount, ...]:
        """How many findings of each kind there are, the gravest kinds first."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            return tuple(
                KindCount(kind, rule.severity, rule.question, found.value, found.exact)
                for kind, rule in RULES.items()
                for found in (queries.count(connection, kind),)
            )

    @may_lag
    def count(self, actor: Actor, finding_kind: Kind) -> Count:
        """How many findings of one kind there are; counting stops at 100,000."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            return queries.count(connection, finding_kind)

    @may_lag
    def items(self, actor: Actor, finding_kind: Kind, window: Window) -> Page[Item]:
        """A page of the findings of a kind, each with the fix it proposes if there is one."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            found = queries.page(connection, finding_kind, window)
            return Page(items_of(connection, finding_kind, found.rows), found.cursor)

    def fix(
        self,
        actor: Actor,
        finding_kind: Kind,
        title_id: int,
        value: str,
        *,
        book_id: int = 0,
        other_id: int = 0,
        key: str | None = None,
    ) -> Receipt[Fixed]:
        """Carry out what a finding proposes, ``value`` being what was shown. Raises Conflict when the record no longer
        has the finding or another value would be right now, Refused where a person has to choose."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> Fixed:
            item = _locked(unit, finding_kind, Found(title_id, book_id, other_id))
            proposal = item.proposal
            if proposal is None or proposal.fix is Fix.MERGE:
                raise Refused(
                    "Nothing can be proposed here: this needs a person's eye.",
                    hint="Edit the record, or merge the two titles.",
                    code="no_proposal",
                )
            if proposal.value != value:
                raise _settled()
            carry_out(unit, item, proposal)
            return Fixed(finding_kind, title_id, book_id, other_id, proposal.fix, value)

        return self._core.acts.perform(actor, "fix_finding", work, result=Fixed, key=key)

    def say_right(
        self,
        actor: Actor,
        finding_kind: Kind,
        title_id: int,
        *,
        book_id: int = 0,
        other_id: int = 0,
        key: str | None = None,
    ) -> Receipt[Fixed]:
        """Remember that a record is right as it is: it does not come back. Raises Conflict when the record no longer
        has the finding."""
        actor.require(Permission.EDIT_CATALOG)
        found = Found(title_id, book_id, other_id)

        def work(unit: Unit) -> Fixed:
            item = _locked(unit, finding_kind, found)
            queries.say_right(unit.connection, finding_kind, found, unit.act_id)
            unit.audit("right", "finding", title_id, item.title, after={"kind": finding_kind.value})
            unit.changed(Changed.TITLES, "quality")
            return Fixed(finding_kind, title_id, book_id, other_id, None)

        return self._core.acts.perform(actor, "say_right", work, result=Fixed, key=key)

    def merge(
        self,
        actor: Actor,
        kept_id: int,
        gone_id: int,
        kept_version: int,
        gone_version: int,
        taken: Collection[str] = (),
        marc_fields: Collection[int] = (),
        *,
        key: str | None = None,
    ) -> Receipt[Merged]:
        """Make one title of two: ``kept_id`` stays and says the fields ``taken`` as the other does; copies, loans and
        holds of the other go over to it. ``marc_fields`` are places in the other's MARC record, from 0, of fields that
        go over to that of ``kept_id`` (app.domain.quality.record_merging says which may); what they say, the title says
        too where nothing was chosen for it. Raises InvalidInput for a field that can't go over, Conflict when one changed since its version was read, and Refused when
        two copies would have one number or a patron waits for both."""
        actor.require(Permission.EDIT_CATALOG)
        versions = {kept_id: kept_version, gone_id: gone_version}

        def work(unit: Unit) -> Merged:
            return title_merging.merge(unit, kept_id, gone_id, versions, taken, marc_fields)

        return self._core.acts.perform(actor, "merge_titles", work, result=Merged, key=key)


def _locked(unit: Unit, kind: Kind, found: Found) -> Item:
    """The finding as it is now, its title locked."""
    title_by_id(unit, found.title_id)
    if not queries.one(unit.connection, kind, found):
        raise _settled()
    return items_of(unit.connection, kind, [found])[0]


def _settled() -> Conflict:
    return Conflict(
        "This was changed or settled meanwhile.",
        hint="Look at the list again.",
        code="settled",
    )
