"""The desk: recognising what was scanned, check-out, check-in, renewal, and the patron in front of it."""

from __future__ import annotations

from datetime import datetime

from app.database import loan_lists as queries
from app.database.pipeline import Pipeline
from app.domain.actors import Actor, Permission
from app.domain.changes import Receipt
from app.domain.circulation import CheckOutDecision
from app.domain.desk import (
    NO_OVERRIDES,
    CheckedIn,
    CheckedOut,
    Overrides,
    PatronCard,
    Recognition,
    Renewed,
)
from app.domain.identifiers import normalise_accession
from app.domain.loans import LoanQuery, LoanRow
from app.domain.paging import Count, Page, Window
from app.domain.renewals import RenewalDecision
from app.errors import NotFound
from app.services.core import Core, may_lag
from app.services.desk_view import patron_card
from app.services.lending import CheckOutRequest, Lending
from app.services.recognising import recognise
from app.services.renewing import RenewalRequest, Renewing
from app.services.returning import Returning, ReturnTerms


class CirculationService:
    """Lends and takes back. A refusal carries every finding in ``details["blocks"]``; nothing is written then."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._lending = Lending(core.rulebook)
        self._returning = Returning(core.rulebook)
        self._renewing = Renewing(core.rulebook)

    def recognise(self, actor: Actor, text: str) -> Recognition:
        """Say what a scan or typed text is: a patron's card, a copy, an ISBN with its copies, a command."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return recognise(connection, text)

    def patron(self, actor: Actor, student_id: int) -> PatronCard:
        """The patron card: loans with what they would cost now, debts, blocks, holds. Raises NotFound."""
        actor.require(Permission.CIRCULATE)
        now = self._core.clock.now()
        with self._core.database.read() as connection:
            rules = self._core.rulebook.at(connection, actor.branch_id)
            card = patron_card(connection, rules, student_id, now)
        if card is None:
            raise NotFound("This patron does not exist.", details={"student_id": student_id})
        return card

    def preview_check_out(
        self, actor: Actor, student_id: int, accession_number: str, *, due_by_hand: datetime | None = None
    ) -> CheckOutDecision:
        """What the rules would say now. Nothing is locked or written."""
        actor.require(Permission.CIRCULATE)
        request = CheckOutRequest(student_id, normalise_accession(accession_number), due_by_hand=due_by_hand)
        with self._core.database.read() as connection:
            return self._lending.decide(
                Pipeline(connection), actor, request, self._core.clock.now(), lock=False
            ).decision

    def check_out(
        self,
        actor: Actor,
        student_id: int,
        accession_number: str,
        *,
        overrides: Overrides = NO_OVERRIDES,
        due_by_hand: datetime | None = None,
        key: str | None = None,
        occurred_at: datetime | None = None,
    ) -> Receipt[CheckedOut]:
        """Lend a copy. Raises Refused when the rules say no, Denied when the role may not override that."""
        actor.require(Permission.CIRCULATE)
        if due_by_hand is not None or overrides.due_on is not None:
            actor.require(Permission.OVERRIDE)
        request = CheckOutRequest(student_id, normalise_accession(accession_number), overrides, due_by_hand)
        return self._core.acts.perform(
            actor,
            "check_out",
            lambda unit: self._lending.lend(unit, request, self._returning),
            result=CheckedOut,
            key=key,
            occurred_at=occurred_at,
        )

    def check_in(
        self,
        actor: Actor,
        accession_number: str,
        *,
        backdate_to: datetime | None = None,
        book_drop: bool = False,
        damaged: bool = False,
        key: str | None = None,
        occurred_at: datetime | None = None,
    ) -> Receipt[CheckedIn]:
        """Take a copy back, whoever had it. Raises Refused for an unknown number or an impossible time."""
        actor.require(Permission.CIRCULATE)
        number = normalise_accession(accession_number)
        terms = ReturnTerms(backdate_to, book_drop, damaged)
        return self._core.acts.perform(
            actor,
            "check_in",
            lambda unit: self._returning.take_back(unit, number, terms),
            result=CheckedIn,
            key=key,
            occurred_at=occurred_at,
        )

    def preview_renewal(self, actor: Actor, loan_id: int, *, seen: bool = True) -> RenewalDecision:
        """What the rules would say now about renewing a loan."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            now = self._core.clock.now()
            return self._renewing.decide(
                Pipeline(connection), actor, RenewalRequest(loan_id, seen), now, lock=False
            ).decision

    def renew(
        self,
        actor: Actor,
        loan_id: int,
        *,
        seen: bool = True,
        overrides: Overrides = NO_OVERRIDES,
        due_by_hand: datetime | None = None,
        key: str | None = None,
        occurred_at: datetime | None = None,
    ) -> Receipt[Renewed]:
        """Renew a loan. The fine for lateness so far is posted first. Raises Refused, Denied as check_out does."""
        actor.require(Permission.CIRCULATE)
        if due_by_hand is not None or overrides.due_on is not None:
            actor.require(Permission.OVERRIDE)
        request = RenewalRequest(loan_id, seen, overrides, due_by_hand)
        return self._core.acts.perform(
            actor,
            "renew",
            lambda unit: self._renewing.renew(unit, request),
            result=Renewed,
            key=key,
            occurred_at=occurred_at,
        )

    @may_lag
    def list(self, actor: Actor, query: LoanQuery, window: Window) -> Page[LoanRow]:
        """Loans: open, overdue, of one patron, of a section."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return queries.loan_page(connection, query, window, self._core.clock.now())

    @may_lag
    def count(self, actor: Actor, query: LoanQuery) -> Count:
        """How many loans ``list`` shows."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            return queries.loan_count(connection, query, self._core.clock.now())
