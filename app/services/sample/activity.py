"""Years of loans, visits and sessions, simulated in the order of time under the library's own rules.

Nothing happens that the desk would have refused: no copy is out twice, nobody borrows over the limit or with an
overdue book, nobody is inside twice. What is still out at the end is what is out today.
"""

from __future__ import annotations

import heapq
import random
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate, count

from app.services.sample.equipment import USE, Device
from app.services.sample.events import Event, EventKind, SampleCredit, SampleLoan, SampleSession, SampleVisit
from app.services.sample.lending import Lending, Terms
from app.services.sample.pools import Pool, zipf_rank
from app.services.sample.seasons import Season
from app.services.sample.shelf import Copy, Shelf
from app.services.sample.students import GRADES, SamplePatron

_TRIES = 40
#: How readily a collection is borrowed by the youngest (kindergarten to grade 4) and by everybody else.
_YOUNG = {"EB": 1.0, "FIC": 0.45, "GC": 0.5, "FIL": 0.35, "TR": 0.05}
_OLDER = {"EB": 0.07, "FIC": 1.0, "GC": 0.6, "FIL": 0.6, "TR": 0.3}
_YOUNG_GRADES = frozenset(GRADES[:5])
_MINUTE = timedelta(minutes=1)


class History:
    """Simulates ``activities`` loans, visits and sessions; returns, renewals and payments follow from them."""

    def __init__(
        self,
        season: Season,
        shelf: Shelf,
        patrons: Sequence[SamplePatron],
        devices: Sequence[Device],
        lending: Lending,
        title_at: Callable[[int], int],
        purposes: Pool,
        seed: str,
    ) -> None:
        self._season = season
        self._shelf = shelf
        self._patrons = patrons
        self._devices = devices
        self._lending = lending
        self._title_at = title_at
        self._purposes = purposes
        self._rng = random.Random(f"{seed}:activity")
        self._weights = tuple(accumulate(patron.liveliness for patron in patrons))
        self._uses = tuple(accumulate(_use_of(device) for device in devices))
        self._pending: list[tuple[datetime, int, Event]] = []
        self._order = count()
        self._numbers = {kind: count() for kind in (SampleLoan, SampleVisit, SampleSession, SampleCredit)}
        self._out: set[int] = set()
        self._loans: dict[int, list[SampleLoan]] = {}
        self._inside: set[int] = set()
        self._in_use: set[int] = set()
        self._at_device: set[int] = set()

    def events(self, activities: int) -> Iterator[Event]:
        """Every event up to the season's end, earliest first. Those still to come are never given."""
        if not self._patrons or not self._season.days:
            return
        until, calendar = self._season.until, self._season.calendar
        for day, number in zip(self._season.days, self._season.counts(self._rng, activities), strict=True):
            opens, closes = calendar.opens_at(day), calendar.closes_at(day)
            if opens is None or closes is None:
                continue
            moments = [self._season.moment(day, self._rng) for _ in range(number)]
            if until < closes:
                worked = (until - opens) / (closes - opens)
                moments = [opens + (moment - opens) * worked for moment in moments]
            for moment in sorted(moments):
                yield from self._due(moment)
                started = self._start(moment)
                if started is not None:
                    yield started
            yield from self._due(min(closes, until))
        yield from self._due(until)

    def _due(self, at: datetime) -> Iterator[Event]:
        while self._pending and self._pending[0][0] <= at:
            event = self._happen(heapq.heappop(self._pending)[2])
            if event is not None:
                yield event

    def _later(
        self, kind: EventKind, at: datetime, subject: SampleLoan | SampleVisit | SampleSession | SampleCredit
    ) -> None:
        heapq.heappush(self._pending, (at, next(self._order), Event(kind, at, subject)))

    def _start(self, at: datetime) -> Event | None:
        chance = self._rng.random()
        if chance < 0.44:
            return self._check_out(at) or self._visit(at)
        if chance < 0.56:
            return self._session(at) or self._visit(at)
        return self._visit(at) or self._check_out(at)

    # Loans

    def _check_out(self, at: datetime) -> Event | None:
        for _ in range(_TRIES // 2):
            patron = self._person()
            mine = self._loans.get(patron, [])
            if any(loan.due_at < at for loan in mine):
                continue
            picked = self._pick(patron, at, len(mine))
            if picked is None:
                continue
            copy, terms = picked
            loan = SampleLoan(
                number=next(self._numbers[SampleLoan]),
                patron=patron,
                title=copy.title,
                book=copy.book,
                category=self._patrons[patron].category,
                item_type=copy.item_type,
                location=copy.location,
                collection=copy.collection,
                price_minor=copy.price_minor,
                checked_out_at=at,
                due_at=terms.due_at,
                due_on=terms.due_on,
            )
            self._out.add(copy.book)
            self._loans.setdefault(patron, []).append(loan)
            self._plan(loan, at, renewing=self._rng.random() < 0.14)
            return Event(EventKind.CHECK_OUT, at, loan)
        return None

    def _pick(self, patron: int, at: datetime, have: int) -> tuple[Copy, Terms] | None:
        person = self._patrons[patron]
        likes = _YOUNG if person.draft.grade in _YOUNG_GRADES else _OLDER
        for _ in range(_TRIES):
            title = self._title_at(zipf_rank(self._rng, len(self._shelf)))
            if self._rng.random() > likes.get(self._shelf.collection(title), 0.0):
                continue
            copy = self._shelf.free_copy(title, self._out)
            if copy is None:
                continue
            day = self._season.calendar.local_day(at)
            if have >= self._lending.most(person.category, copy.item_type, copy.location, day):
                return None
            terms = self._lending.terms(person.category, copy.item_type, copy.location, at)
            if terms is not None:
                return copy, terms
        return None

    def _plan(self, loan: SampleLoan, now: datetime, *, renewing: bool) -> None:
        """Decide when the book comes back, or is renewed first."""
        calendar, rng = self._season.calendar, self._rng
        today = calendar.local_day(now)
        length = max(1, (loan.due_on - today).days)
        chance = rng.random()
        if renewing or chance < 0.86:
            days = max(1, round(length * (0.4 + 0.6 * rng.random())))
        elif chance < 0.975:
            days = length + 1 + int(rng.expovariate(0.3))
        else:
            days = length + 12 + int(70 * rng.random())
        at = self._season.moment(calendar.next_open_day(today + timedelta(days=days)), rng)
        if chance < 0.86 and at > loan.due_at:
            at = max(now + 5 * _MINUTE, loan.due_at - 20 * _MINUTE)
        self._later(EventKind.RENEW if renewing else EventKind.CHECK_IN, at, loan)

    # Visits and sessions

    def _visit(self, at: datetime) -> Event | None:
        for _ in range(_TRIES):
            patron = self._person()
            if patron in self._inside:
                continue
            purpose = self._purposes.draw(self._rng)
            visit = SampleVisit(next(self._numbers[SampleVisit]), patron, purpose, at)
            self._inside.add(patron)
            closes = self._season.calendar.closes_at(self._season.calendar.local_day(at)) or at
            stay = timedelta(minutes=min(180.0, 4 + self._rng.lognormvariate(3.0, 0.7)))
            visit.estimated = self._rng.random() < 0.05 or at + stay >= closes
            self._later(EventKind.VISIT_OUT, closes if visit.estimated else at + stay, visit)
            return Event(EventKind.VISIT_IN, at, visit)
        return None

    def _session(self, at: datetime) -> Event | None:
        if not self._uses or not self._uses[-1]:
            return None
        closes = self._season.calendar.closes_at(self._season.calendar.local_day(at)) or at
        for _ in range(_TRIES // 4):
            device = bisect(self._uses, self._rng.random() * self._uses[-1])
            patron = self._person()
            if (
                device in self._in_use
                or patron in self._at_device
                or self._patrons[patron].draft.grade == "K"
            ):
                continue
            minutes = self._devices[device].session_minutes
            used = timedelta(minutes=max(3.0, minutes * min(1.15, self._rng.lognormvariate(-0.5, 0.5))))
            session = SampleSession(
                next(self._numbers[SampleSession]), patron, device, at, at + timedelta(minutes=minutes)
            )
            self._in_use.add(device)
            self._at_device.add(patron)
            self._later(EventKind.SESSION_END, min(at + used, max(closes, at + 2 * _MINUTE)), session)
            return Event(EventKind.SESSION_START, at, session)
        return None

    # What was planned happens

    def _happen(self, event: Event) -> Event | None:
        subject = event.subject
        if isinstance(subject, SampleVisit):
            subject.out_at = event.at
            self._inside.discard(subject.patron)
        elif isinstance(subject, SampleSession):
            subject.ended_at = event.at
            self._in_use.discard(subject.device)
            self._at_device.discard(subject.patron)
        elif isinstance(subject, SampleLoan):
            if event.kind is EventKind.RENEW:
                return self._renew(event, subject)
            self._check_in(event.at, subject)
        return event

    def _renew(self, event: Event, loan: SampleLoan) -> Event | None:
        terms = self._lending.renewed(loan, event.at)
        if terms is None:
            self._plan(loan, event.at, renewing=False)
            return None
        loan.previous_due = (loan.due_at, loan.due_on)
        loan.due_at, loan.due_on = terms.due_at, terms.due_on
        loan.renewals += 1
        self._plan(loan, event.at, renewing=self._rng.random() < 0.15)
        return event

    def _check_in(self, at: datetime, loan: SampleLoan) -> None:
        loan.returned_at = at
        self._out.discard(loan.book)
        self._loans[loan.patron].remove(loan)
        loan.fine_minor = self._lending.fine(loan, at)
        if loan.fine_minor:
            self._settle(loan, at)

    def _settle(self, loan: SampleLoan, at: datetime) -> None:
        """Most pay at the desk, some in part or later, some not yet; a few are forgiven."""
        chance = self._rng.random()
        whole = loan.fine_minor
        if chance < 0.50:
            self._credit(EventKind.PAY, at + _MINUTE, loan, whole)
        elif chance < 0.62 and whole >= 1_000:
            half = whole // 2 // 100 * 100
            self._credit(EventKind.PAY, at + _MINUTE, loan, half, settles=False)
            if chance < 0.57:
                self._credit(EventKind.PAY, self._some_days_later(at), loan, whole - half)
        elif chance < 0.80:
            self._credit(EventKind.PAY, self._some_days_later(at), loan, whole)
        elif chance < 0.84:
            self._credit(EventKind.WAIVE, at + 2 * _MINUTE, loan, whole)

    def _credit(
        self, kind: EventKind, at: datetime, loan: SampleLoan, amount_minor: int, *, settles: bool = True
    ) -> None:
        credit = SampleCredit(next(self._numbers[SampleCredit]), loan, amount_minor, settles)
        self._later(kind, at, credit)

    def _some_days_later(self, at: datetime) -> datetime:
        calendar = self._season.calendar
        day = calendar.local_day(at) + timedelta(days=1 + int(self._rng.expovariate(0.15)))
        return self._season.moment(calendar.next_open_day(day), self._rng)

    def _person(self) -> int:
        return min(bisect(self._weights, self._rng.random() * self._weights[-1]), len(self._patrons) - 1)


def _use_of(device: Device) -> float:
    return USE.get(device.type, 0.5) if device.status == "AVAILABLE" else 0.0
