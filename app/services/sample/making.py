"""Making a sample library step by step: titles, people, history, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from app.database.bulk import BulkLoad, book_label, set_last_receipt, show_devices_in_use, show_open_loans
from app.database.engine import Database
from app.database.ledger import drawer_of_branch
from app.database.unit import Unit
from app.errors import Broken
from app.services.rules import Rules
from app.services.sample.activity import History
from app.services.sample.catalog_load import CatalogLoad, PeopleLoad
from app.services.sample.equipment import devices
from app.services.sample.events import EventKind
from app.services.sample.history_base import Cast
from app.services.sample.history_load import HistoryLoad
from app.services.sample.labels import Label, Labels
from app.services.sample.lending import Lending
from app.services.sample.seasons import Season
from app.services.sample.shelf import Shelf
from app.services.sample.students import SamplePatron, StudentMaker
from app.services.sample.title_blocks import Order, made_titles
from app.services.sample.titles import TitleMaker
from app.services.sample.values import Progress, SampleReport, SampleSize, SampleStep

#: Rows written in one transaction where desks may be at work: about 100 ms on the engines.
ROWS_BESIDE_DESKS = 6_000
#: Rows written in one transaction of a library that was empty, where nobody waits: a third faster.
ROWS_IN_EMPTY = 40_000
_TOLD_EVERY = 500

Writer = Callable[[BulkLoad], None]


@dataclass(slots=True)
class _Told:
    """Tells progress, but not of every single row."""

    progress: Progress | None
    phase: str
    total: int
    done: int = 0

    def one(self) -> None:
        self.done += 1
        if self.progress is not None and (self.done % _TOLD_EVERY == 0 or self.done == self.total):
            self.progress(SampleStep(self.phase, self.done, self.total))


class Making:
    """One sample library being made.

    ``write`` puts gathered rows into the database: within one transaction for a small library, chunk by chunk for a
    large one. ``series`` above 0 gives numbers of their own to a library that is added to one with content.
    """

    def __init__(
        self,
        database: Database,
        unit: Unit,
        rules: Rules,
        size: SampleSize,
        *,
        progress: Progress | None = None,
        series: int = 0,
    ) -> None:
        self._database = database
        self._unit = unit
        self._rules = rules
        self._size = size
        self._progress = progress
        self._seed = f"{size.seed}:{size.titles}:{size.students}"
        self._rows_at_once = ROWS_BESIDE_DESKS if series else ROWS_IN_EMPTY
        prefix = f"S{series}-" if series else ""
        self._today = today = rules.calendar.local_day(unit.now)
        self._titles = TitleMaker(size.titles, size.seed, today)
        vocabulary = self._titles.vocabulary
        self._students = StudentMaker(size.students, size.seed, today, vocabulary, series)
        self._purposes = vocabulary.pools["purpose"]
        self._catalog = CatalogLoad(unit.connection, unit, prefix)
        self._people = PeopleLoad(unit.connection, unit, prefix)
        drawer = drawer_of_branch(unit.connection, unit.actor.branch_id)
        if drawer is None:
            raise Broken("This branch has no cash drawer.", hint="Run “clms doctor” and report it.")
        self._drawer_id = drawer
        self._shelf = Shelf()
        self._labels = Labels(self._look_up)
        self._lending = Lending(rules)
        self._devices = list(devices())
        self._patrons: list[SamplePatron] = []
        self._history: HistoryLoad | None = None

    @property
    def title_ids(self) -> range:
        """The ids of the titles made."""
        first = self._catalog.first_title
        return range(first, first + len(self._shelf))

    @property
    def patron_ids(self) -> range:
        """The ids of the patrons made."""
        first = self._people.first_patron
        return range(first, first + len(self._patrons))

    def titles(self, write: Writer) -> None:
        """Make titles and copies."""
        told = _Told(self._progress, "Titles", self._size.titles)
        order = Order(self._size.titles, self._size.seed, self._today, self._catalog.first_title)
        for title in made_titles(self._titles, order):
            first_book = self._catalog.first_book + self._shelf.books
            self._shelf.add(title.shelf)
            for index, label in enumerate(self._catalog.add(title.rows)):
                self._labels.remember(first_book + index, title.rank, label)
            self._write_full(self._catalog.load, write)
            told.one()
        write(self._catalog.load)

    def people(self, write: Writer) -> None:
        """Make patrons and devices."""
        told = _Told(self._progress, "Patrons", self._students.count + self._students.personnel)
        for number, device in enumerate(self._devices):
            self._people.add_device(number, device)
        for patron in self._students.stream():
            self._people.add(patron)
            self._patrons.append(patron)
            self._write_full(self._people.load, write)
            told.one()
        write(self._people.load)

    def prepare_history(self, connection: Connection) -> None:
        """Find out where the ids of acts, loans and so on go on; titles and people are made."""
        self._history = HistoryLoad(
            connection,
            self._unit,
            self._cast(),
            self._labels,
            self._lending,
            currency=str(self._rules.settings.get("currency", "PHP")),
            drawer_id=self._drawer_id,
            seed=self._seed,
        )

    def history(self, write: Writer) -> None:
        """Simulate and write what happened."""
        load = self._prepared()
        season = Season(self._rules.calendar, self._unit.now, self._size.activities, len(self._patrons))
        history = History(
            season,
            self._shelf,
            self._patrons,
            self._devices,
            self._lending,
            self._titles.number_at,
            self._purposes,
            self._seed,
        )
        told = _Told(self._progress, "Loans and visits", self._size.activities)
        for event in history.events(self._size.activities):
            load.add(event)
            self._write_full(load.load, write)
            if event.kind in (EventKind.CHECK_OUT, EventKind.VISIT_IN, EventKind.SESSION_START):
                told.one()
        load.finish()
        write(load.load)

    def settle(self, connection: Connection) -> SampleReport:
        """Let statuses and the drawer say what the history left open, and report."""
        load = self._prepared()
        set_last_receipt(connection, self._drawer_id, load.loans.receipt)
        open_loans = show_open_loans(connection, load.loans.first_loan)
        show_devices_in_use(connection, load.presence.devices_in_use())
        made = load.made
        return SampleReport(
            titles=len(self._shelf),
            books=self._shelf.books,
            students=self._students.count,
            personnel=self._students.personnel,
            devices=len(self._devices),
            loans=made[EventKind.CHECK_OUT],
            open_loans=open_loans,
            visits=made[EventKind.VISIT_IN],
            sessions=made[EventKind.SESSION_START],
            acts=sum(made.values()),
            charged_minor=load.loans.charged_minor,
            settled_minor=load.loans.settled_minor,
            seed=self._size.seed,
        )

    def _prepared(self) -> HistoryLoad:
        if self._history is None:
            raise Broken("The history of a sample library was not prepared.")
        return self._history

    def _cast(self) -> Cast:
        return Cast(
            patrons=self._patrons,
            keys=self._people.keys,
            devices=self._devices,
            first_patron=self._people.first_patron,
            first_device=self._people.first_device,
            first_title=self._catalog.first_title,
            first_book=self._catalog.first_book,
        )

    def _look_up(self, book_id: int) -> Label:
        with self._database.read() as connection:
            return book_label(connection, book_id)

    def _write_full(self, load: BulkLoad, write: Writer) -> None:
        if load.pending >= self._rows_at_once:
            write(load)
