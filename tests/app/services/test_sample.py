"""The sample library: lifelike, valid, the same for the same seed, and consistent with every rule of the desk."""

from __future__ import annotations

import itertools
import math
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select

from app import paths
from app.bootstrap import App, build_on
from app.database import schema
from app.database.clock import Clock
from app.database.engine import Database
from app.database.tables import (
    acts,
    allocations,
    audit_logs,
    books,
    cards,
    changes,
    contacts,
    drawers,
    equipment,
    equipment_sessions,
    ledger,
    loans,
    renewals,
    student_activities,
    students,
    title_identifiers,
    titles,
    visits,
)
from app.domain import call_numbers
from app.domain.actors import Actor, Role
from app.domain.call_numbers import Shape, parse
from app.domain.catalog import BookStatus
from app.domain.identifiers import normalise_accession, parse_isbns, parse_lrn
from app.domain.member_rules import check_draft
from app.domain.members import StudentQuery
from app.domain.paging import Window
from app.domain.policy_seed import parse_seed
from app.domain.searching import TitleQuery
from app.domain.text import tokens
from app.errors import Denied, InvalidInput, Refused
from app.services.rules import Rules
from app.services.sample import SampleReport, SampleStep, making, service, title_blocks
from app.services.sample.activity import History
from app.services.sample.copies import ITEM_TYPES
from app.services.sample.equipment import devices
from app.services.sample.events import Event, EventKind, SampleLoan, SampleSession, SampleVisit
from app.services.sample.fault_kinds import BOOK_FAULTS, STUDENT_FAULTS
from app.services.sample.faults import FaultyFile, faulty_books, faulty_students
from app.services.sample.lending import Lending
from app.services.sample.pools import Shuffle
from app.services.sample.seasons import Season
from app.services.sample.shelf import Shelf, shelf_entry
from app.services.sample.students import StudentMaker
from app.services.sample.titles import INDEPENDENT_FROM, SampleTitle, TitleMaker
from app.services.sample.vocabulary import Vocabulary, plural, title_case, with_article

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
SEED = parse_seed(paths.resource("policies", "school.toml").read_text("utf-8"))


# --- titles ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small() -> list[SampleTitle]:
    return list(TitleMaker(1_200, 1, TODAY).stream())


@pytest.fixture(scope="module")
def million() -> list[SampleTitle]:
    """The first titles of a library of a million."""
    return list(itertools.islice(TitleMaker(1_000_000, 1, TODAY).stream(), 30_000))


def _words(made: list[SampleTitle]) -> Counter[str]:
    return Counter(word for one in made for word in tokens(f"{one.draft.title} {one.draft.subtitle or ''}"))


def _slope(counts: Counter[str], ranks: range) -> tuple[float, float]:
    """Slope and R² of log frequency over log rank."""
    ordered = [count for _, count in counts.most_common(ranks.stop)]
    points = [(math.log(rank), math.log(ordered[rank - 1])) for rank in ranks]
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    xx = sum((x - mean_x) ** 2 for x, _ in points)
    yy = sum((y - mean_y) ** 2 for _, y in points)
    xy = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return xy / xx, xy**2 / (xx * yy)


def test_word_frequencies_of_a_large_library_follow_zipf(million: list[SampleTitle]) -> None:
    counts = _words(million)
    slope, fit = _slope(counts, range(1, 3_001))
    assert -1.35 < slope < -0.75, slope
    assert fit > 0.93, fit


def test_a_large_library_draws_on_more_than_thirty_thousand_words(million: list[SampleTitle]) -> None:
    assert Vocabulary(1_000_000).distinct_words() > 30_000
    assert len(_words(million)) > 8_000


def test_titles_of_the_small_library_are_distinct_and_made_of_written_words(small: list[SampleTitle]) -> None:
    whole = [(one.draft.title, one.draft.subtitle, one.draft.part) for one in small]
    assert len(set(whole)) > 0.97 * len(whole)
    assert len(set(whole[:300])) == 300
    for one in small:
        assert "{" not in one.draft.title
        assert "  " not in one.draft.title
        assert one.draft.title[:1] == one.draft.title[:1].upper()


def test_many_languages_and_scripts_are_there(small: list[SampleTitle]) -> None:
    languages = Counter(one.draft.language for one in small)
    assert {"eng", "fil", "spa", "fre", "jpn", "ara"} <= set(languages)
    assert languages["fil"] > 80
    text = " ".join(one.draft.title for one in small)
    assert all(mark in text for mark in "ñéÑÉ図ر")


def test_the_same_seed_gives_the_same_titles(small: list[SampleTitle]) -> None:
    assert list(TitleMaker(1_200, 1, TODAY).stream()) == small
    assert next(itertools.islice(TitleMaker(1_200, 2, TODAY).stream(), 700, None)) != small[700]


def test_isbns_are_what_they_say(small: list[SampleTitle]) -> None:
    found = [one for title in small for one in title.draft.identifiers]
    for one in found:
        (read,) = parse_isbns(one.raw, repair=False)
        assert (read.valid, read.value) == (one.valid, one.value)
    assert 0.01 < sum(not one.valid for one in found) / len(found) < 0.08
    assert any(len(one.raw) == 10 for one in found)
    assert 0.1 < sum(not title.draft.identifiers for title in small) / len(small) < 0.5


def test_copies_have_numbers_of_their_own_in_the_schools_style(small: list[SampleTitle]) -> None:
    copies = [book for title in small for book in title.books]
    numbers = [normalise_accession(book.accession_number) for book in copies]
    assert len(set(numbers)) == len(numbers)
    assert {re.match(r"[A-Z]+", number).group() for number in numbers} == {"HS", "GS", "SHS", "RES"}  # type: ignore[union-attr]
    assert {book.collection for book in copies} == {"FIC", "GC", "REF", "FIL", "TR", "RE", "EB", "R"}
    assert 1 <= min(len(title.books) for title in small) <= max(len(title.books) for title in small) <= 5
    popular = [len(title.books) for title in small if title.rank < 24 and title.books[0].collection == "FIC"]
    assert sum(popular) / len(popular) > 2
    assert {code: SEED.item_type_of(code) for code in ITEM_TYPES} == ITEM_TYPES


def test_call_numbers_read_as_dewey(small: list[SampleTitle]) -> None:
    shapes = Counter(parse(title.books[0].call_number).shape for title in small)
    assert shapes[Shape.DEWEY] > 0.99 * len(small), shapes


def test_usual_call_numbers_are_read_as_slowly_read(million: list[SampleTitle]) -> None:
    texts = {book.call_number or "" for title in million for book in title.books}
    usual = [text for text in texts if call_numbers._USUAL.match(text)]
    assert len(usual) > 0.9 * len(texts)
    for text in [
        *usual[:3_000],
        "R 032 D331 2017",
        "B 100 B1 1999 v.2 c.1",
        "C 512 C22 2001 c.4",
        "V 001.42 V5 1985 v.10",
    ]:
        reader = call_numbers._Reader(call_numbers._words(text))
        reader.read()
        assert parse(text) == reader.result(text)


def test_a_shuffle_is_a_permutation_and_can_be_undone() -> None:
    for size in (1, 2, 3, 10, 997, 4_096):
        shuffle = Shuffle(size, "x")
        assert sorted(shuffle(number) for number in range(size)) == list(range(size))
        assert all(shuffle.back(shuffle(number)) == number for number in range(size))


@pytest.mark.parametrize(
    ("noun", "many"),
    [("mango tree", "mango trees"), ("fisherman", "fishermen"), ("puppy", "puppies"), ("fox", "foxes"),
     ("mouse deer", "mouse deer"), ("monkey", "monkeys"), ("night watchman", "night watchmen")],
)  # fmt: skip
def test_plurals(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_articles_and_capitals() -> None:
    assert [with_article(word) for word in ("owl", "hourglass", "unicorn", "boy")] == [
        "an owl", "an hourglass", "a unicorn", "a boy"]  # fmt: skip
    assert title_case("the keeper of upside-down things") == "the Keeper of Upside-Down Things"


# --- people and history ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(1_200)


def test_patrons_pass_the_domains_own_checks(vocabulary: Vocabulary) -> None:
    people = list(StudentMaker(10_500, 1, TODAY, vocabulary).stream())
    for person in people:
        draft = check_draft(person.draft)
        assert draft.lrn == parse_lrn(person.draft.lrn)
    numbers = [person.draft.lrn for person in people if person.draft.lrn]
    assert len(numbers) == len(set(numbers)) == 10_500
    every_card = [card.number for person in people for card in person.cards]
    assert len(every_card) == len(set(every_card))
    assert {person.draft.grade for person in people} >= {"K", "1", "6", "7", "10", "11", "12", None}
    assert all(person.contacts for person in people)


def _history(
    activities: int, vocabulary: Vocabulary, small: list[SampleTitle], now: datetime = NOW
) -> list[Event]:
    shelf = Shelf()
    for title in small:
        shelf.add(shelf_entry(title))
    patrons = list(StudentMaker(300, 1, TODAY, vocabulary).stream())
    rules = Rules("MAIN", SEED.rows, SEED.calendar(), {})
    season = Season(rules.calendar, now, activities, len(patrons))
    maker = TitleMaker(1_200, 1, TODAY, vocabulary)
    purposes = vocabulary.pools["purpose"]
    args: Any = (season, shelf, patrons, list(devices()), Lending(rules), maker.number_at, purposes, "1")
    return list(History(*args).events(activities))


@pytest.fixture(scope="module")
def history(vocabulary: Vocabulary, small: list[SampleTitle]) -> list[Event]:
    return _history(6_000, vocabulary, small)


_STARTS = (EventKind.CHECK_OUT, EventKind.VISIT_IN, EventKind.SESSION_START)


def test_history_has_as_many_activities_as_asked_for_and_ends_now(history: list[Event]) -> None:
    assert sum(event.kind in _STARTS for event in history) == 6_000
    assert [event.at for event in history] == sorted(event.at for event in history)
    assert (NOW - history[-1].at).total_seconds() < 3_600
    assert all(event.at <= NOW for event in history)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 22, 0, tzinfo=UTC),  # Tuesday 06:00, still closed
        datetime(2026, 11, 23, 23, 31, tzinfo=UTC),  # a minute after opening
        datetime(2026, 11, 23, 23, 55, tzinfo=UTC),
        datetime(2026, 11, 24, 9, 0, tzinfo=UTC),  # closing time
        datetime(2026, 11, 22, 4, 0, tzinfo=UTC),  # Sunday
        datetime(2026, 5, 1, 4, 0, tzinfo=UTC),  # the long holidays
    ],
)
def test_history_can_end_at_any_moment(
    now: datetime, vocabulary: Vocabulary, small: list[SampleTitle]
) -> None:
    history = _history(800, vocabulary, small, now)
    assert sum(event.kind in _STARTS for event in history) == 800
    assert history[-1].at <= now
    assert (now - history[-1].at).days < 4


def test_nothing_happens_that_the_desk_would_refuse(history: list[Event], small: list[SampleTitle]) -> None:
    calendar = SEED.calendar()
    copies = [book for title in small for book in title.books]
    out: dict[int, SampleLoan] = {}
    held: Counter[int] = Counter()
    inside: set[int] = set()
    in_use: set[int] = set()
    for event in history:
        subject = event.subject
        assert calendar.is_open_day(calendar.local_day(event.at))
        if isinstance(subject, SampleLoan) and event.kind is EventKind.CHECK_OUT:
            assert subject.book not in out
            assert copies[subject.book].status is BookStatus.AVAILABLE
            assert copies[subject.book].collection == subject.collection
            overdue = [one for one in out.values() if one.patron == subject.patron and one.due_at < event.at]
            assert not overdue
            out[subject.book] = subject
            held[subject.patron] += 1
            assert held[subject.patron] <= 3
        elif isinstance(subject, SampleLoan) and event.kind is EventKind.CHECK_IN:
            assert out.pop(subject.book) is subject
            held[subject.patron] -= 1
        elif isinstance(subject, SampleVisit):
            assert (subject.patron in inside) is (event.kind is EventKind.VISIT_OUT)
            inside ^= {subject.patron}
        elif isinstance(subject, SampleSession):
            assert (subject.device in in_use) is (event.kind is EventKind.SESSION_END)
            in_use ^= {subject.device}


def test_history_is_lifelike(history: list[Event]) -> None:
    kinds = Counter(event.kind for event in history)
    assert kinds[EventKind.RENEW] > 100
    assert kinds[EventKind.PAY] > 50
    assert kinds[EventKind.WAIVE] > 2
    ended = {event.subject.number for event in history
             if isinstance(event.subject, SampleLoan) and event.kind is EventKind.CHECK_IN}  # fmt: skip
    open_loans = [event.subject for event in history
                  if isinstance(event.subject, SampleLoan) and event.kind is EventKind.CHECK_OUT
                  and event.subject.number not in ended]  # fmt: skip
    overdue = [loan for loan in open_loans if loan.due_at < NOW]
    assert 5 < len(overdue) < len(open_loans) < 200
    borrowed = Counter(event.subject.title for event in history if event.kind is EventKind.CHECK_OUT)  # type: ignore[union-attr]
    counts = sorted(borrowed.values(), reverse=True)
    assert counts[0] > 8 * counts[len(counts) // 2]
    hours = Counter((event.at.hour + 8) % 24 for event in history if event.kind is EventKind.VISIT_IN)
    assert hours[12] > 1.5 * hours[14]


# --- in a database -----------------------------------------------------------------------------------------


class _Stopped(Clock):
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture
def app(database: Database) -> Iterator[App]:
    """An App whose clock stands still, so that every run makes the same library."""
    with build_on(database, clock=_Stopped(), bcrypt_rounds=4) as built:
        yield built


@pytest.fixture
def made(app: App, head: Actor) -> SampleReport:
    return app.sample.create(head, 300, 90, 1_000, 7).value


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.read() as opened:
        yield opened


def _count(connection: Connection, table: Table, *conditions: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())


def test_a_created_library_is_consistent(
    app: App, head: Actor, made: SampleReport, connection: Connection
) -> None:
    assert _count(connection, titles) == made.titles == 300
    assert _count(connection, books) == made.books
    assert _count(connection, students, students.c.kind == "STUDENT") == made.students == 90
    assert _count(connection, loans) == made.loans
    assert made.loans + made.visits + made.sessions == 1_000
    _statuses_follow_from_open_rows(connection, made)
    _the_ledger_balances(app, head, connection, made)
    _every_act_left_its_traces(connection, made)


def _statuses_follow_from_open_rows(connection: Connection, made: SampleReport) -> None:
    out = set(
        connection.execute(select(loans.c.open_book_id).where(loans.c.open_book_id.is_not(None))).scalars()
    )
    assert 0 < len(out) == made.open_loans
    assert out == set(connection.execute(select(books.c.id).where(books.c.status == "LOANED")).scalars())
    used = select(equipment_sessions.c.open_equipment_id).where(equipment_sessions.c.ended_at.is_(None))
    in_use = select(equipment.c.id).where(equipment.c.status == "IN_USE")
    assert set(connection.execute(used).scalars()) == set(connection.execute(in_use).scalars())
    differs = select(func.count()).select_from(books.join(titles, books.c.title_id == titles.c.id))
    assert connection.execute(differs.where(books.c.title != titles.c.title)).scalar_one() == 0
    numbers = select(func.max(renewals.c.number)).where(renewals.c.loan_id == loans.c.id).scalar_subquery()
    assert _count(connection, loans, loans.c.renewals != func.coalesce(numbers, 0)) == 0
    assert _count(connection, visits) == made.visits
    assert _count(connection, cards) >= made.students + made.personnel
    assert _count(connection, contacts) >= made.students
    assert _count(connection, title_identifiers) > 200


def _the_ledger_balances(app: App, head: Actor, connection: Connection, made: SampleReport) -> None:
    entries = ledger.c
    charged = connection.execute(
        select(func.sum(entries.amount_minor)).where(entries.kind == "CHARGE")
    ).scalar()
    paid = connection.execute(select(func.sum(allocations.c.amount_minor))).scalar()
    assert (charged or 0, paid or 0) == (made.charged_minor, made.settled_minor)
    receipts = connection.execute(
        select(entries.receipt_number).where(entries.kind == "PAYMENT").order_by(entries.id)
    ).scalars()
    numbers = list(receipts)
    assert numbers == list(range(1, len(numbers) + 1))
    assert connection.execute(select(drawers.c.last_receipt)).scalar_one() == len(numbers)
    debtor = connection.execute(select(entries.student_id).where(entries.kind == "CHARGE")).scalars().first()
    assert debtor is not None
    app.ledger.account(head, debtor)


def _every_act_left_its_traces(connection: Connection, made: SampleReport) -> None:
    assert _count(connection, acts) == made.acts + 1
    assert _count(connection, audit_logs) == made.acts + 1
    with_patron = _count(connection, acts, acts.c.kind.not_in(("pay", "waive", "create_sample")))
    assert _count(connection, student_activities) == with_patron
    assert _count(connection, changes) == 1
    order = select(acts.c.occurred_at).where(acts.c.kind != "create_sample").order_by(acts.c.id)
    times = list(connection.execute(order).scalars())
    assert times == sorted(times)


def test_everything_is_found_by_search(app: App, head: Actor, made: SampleReport) -> None:
    found = app.catalog.list(head, TitleQuery(text="lighthouse batanes"), Window(limit=5))
    assert found.rows[0].title == "The Lighthouse Keeper of Batanes"
    somebody = app.students.list(head, StudentQuery(), Window(limit=1)).rows[0]
    assert somebody.lrn is not None or somebody.card is not None
    again = app.students.list(head, StudentQuery(text=somebody.name), Window(limit=50)).rows
    assert somebody.id in {row.id for row in again}


def test_the_desk_goes_on_where_the_sample_ends(
    app: App, head: Actor, made: SampleReport, connection: Connection
) -> None:
    loan = (
        connection.execute(select(loans.c.book_id).where(loans.c.open_book_id.is_not(None))).scalars().first()
    )
    number = connection.execute(select(books.c.accession_number).where(books.c.id == loan)).scalar_one()
    back = app.circulation.check_in(head, number)
    assert back.value.loan_id is not None
    app.undo.undo(head, back.act_id)
    newest = select(acts.c.id).where(acts.c.kind == "check_in", acts.c.id < back.act_id)
    codes = {
        _undo(app, head, act_id)
        for act_id in connection.execute(newest.order_by(acts.c.id.desc()).limit(30)).scalars()
    }
    assert "" in codes, codes
    assert "nothing_to_undo" not in codes


def _undo(app: App, head: Actor, act_id: int) -> str:
    """Why an act can't be undone; empty when it was."""
    try:
        app.undo.undo(head, act_id)
    except Refused as refusal:
        return refusal.code
    return ""


def test_a_library_with_content_is_not_mixed_with_a_sample(
    app: App, head: Actor, made: SampleReport, connection: Connection
) -> None:
    with pytest.raises(Refused) as refusal:
        app.sample.create(head, 10, 5, 10)
    assert refusal.value.code == "not_empty"
    assert not app.sample.is_empty(head)
    more = app.sample.create(head, 100, 30, 200, force=True).value
    assert more.titles == 100


def test_the_same_key_makes_one_library(app: App, head: Actor) -> None:
    key = "01890a5d-ac96-774b-bcce-b302099a8057"
    first = app.sample.create(head, 20, 5, 20, key=key)
    again = app.sample.create(head, 20, 5, 20, key=key)
    assert again.replayed
    assert again.value == first.value


def test_impossible_sizes_and_roles_are_refused(app: App, head: Actor, kiosk: Actor) -> None:
    for size in ((0, 5, 5), (5, -1, 5), (5, 5, 10**9)):
        with pytest.raises(InvalidInput):
            app.sample.create(head, *size)
    with pytest.raises(Denied):
        app.sample.create(kiosk, 5, 5, 5)


def test_a_library_without_people_or_history(app: App, head: Actor) -> None:
    report = app.sample.create(head, 5, 0, 0).value
    assert (report.titles, report.students, report.acts) == (5, 0, 0)


def _content(url: str, actor: Actor) -> dict[str, list[Any]]:
    """Make a library in an empty database and return what is in it, but for keys that are new every time."""
    opened = Database(url)
    schema.upgrade(opened)
    with build_on(opened, clock=_Stopped(), bcrypt_rounds=4) as app:
        app.sample.create(actor, 120, 40, 400, 3)
        with app.core.database.read() as connection:
            return {table.name: _rows(connection, table) for table in _COMPARED}


_COMPARED = (
    titles,
    books,
    title_identifiers,
    students,
    cards,
    contacts,
    loans,
    renewals,
    ledger,
    visits,
    audit_logs,
)
_NEW_EVERY_TIME = {"audit_key", "payload_digest"}


def _rows(connection: Connection, table: Table) -> list[Any]:
    columns = [column for column in table.c if column.name not in _NEW_EVERY_TIME]
    return [tuple(row) for row in connection.execute(select(*columns).order_by(table.c.id))]


def test_every_engine_gets_the_same_library(engine_url: str, tmp_path: Path) -> None:
    actor = Actor(None, "clms sample", Role.HEAD_LIBRARIAN, "TERMINAL")
    wanted = _content(f"sqlite:///{tmp_path}/reference.db", actor)
    found = _content(engine_url, actor)
    for name, rows in wanted.items():
        assert found[name] == rows, name


def test_a_large_library_is_made_in_chunks_and_equals_one_made_at_once(
    app: App, head: Actor, made: SampleReport, connection: Connection, monkeypatch: pytest.MonkeyPatch,
    sqlite_library: str, tmp_path: Path,
) -> None:  # fmt: skip
    """The way a large library is written, forced on a small one."""
    monkeypatch.setattr(service, "_SMALL_TITLES", 10)
    monkeypatch.setattr(making, "ROWS_IN_EMPTY", 300)
    steps: list[SampleStep] = []
    file = tmp_path / "chunks.db"
    shutil.copyfile(sqlite_library.removeprefix("sqlite:///"), file)
    with build_on(Database(f"sqlite:///{file}"), clock=app.core.clock, bcrypt_rounds=4) as other:
        actor = Actor(None, "clms sample", Role.HEAD_LIBRARIAN, "TERMINAL")
        report = other.sample.create(actor, 300, 90, 1_000, 7, steps.append).value
        assert report.titles == made.titles
        assert report.books == made.books
        with other.core.database.read() as connection_there:
            for table in (titles, books, title_identifiers, cards, contacts):
                assert _count(connection_there, table) == _count(connection, table), table.name
            _statuses_follow_from_open_rows(connection_there, report)
            assert _count(connection_there, acts) == report.acts + 2
        found = other.catalog.list(actor, TitleQuery(text="lighthouse batanes"), Window(limit=5))
        assert found.rows[0].title == "The Lighthouse Keeper of Batanes"
    assert {step.phase for step in steps} == {"Titles", "Patrons", "Loans and visits", "Search index"}


# --- faulty files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "made"), [("faulty-books.csv", faulty_books), ("faulty-students.csv", faulty_students)]
)
def test_the_shipped_faulty_files_are_what_the_program_makes(
    name: str, made: Callable[[], FaultyFile]
) -> None:
    assert paths.resource("sample", name).read_bytes() == made().text().encode()


def test_every_kind_of_fault_is_in_the_faulty_files() -> None:
    for file, kinds in ((faulty_books(), BOOK_FAULTS), (faulty_students(), STUDENT_FAULTS)):
        assert {kind.name: kind.count for kind in kinds} == {
            kind.name: file.faults[kind.name] for kind in kinds
        }
    rows = faulty_books().rows
    numbers = [row["Barcode"] for row in rows]
    assert len(set(numbers)) == len(numbers) == 300
    lost = [row["ISBN"] for row in rows if len(row["ISBN"]) < 10 and parse_isbns(row["ISBN"])]
    assert sum(parse_isbns(isbn)[0].repaired for isbn in lost) >= 32
    tails = [row for row in rows if row["Year"] and row["Year"] in (row["ISBN"][-4:], row["Author"][-4:])]
    assert len(tails) >= 44


def test_other_processes_make_the_same_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    order = title_blocks.Order(INDEPENDENT_FROM + 4_600, 1, TODAY, 1)
    maker = TitleMaker(order.count, order.seed, order.today)
    here = [
        title
        for start in range(INDEPENDENT_FROM, order.count, 2_000)
        for title in title_blocks.make_block(order, start)
    ]
    monkeypatch.setattr(title_blocks, "PARALLEL_FROM", 1)
    monkeypatch.setattr(title_blocks.os, "cpu_count", lambda: 2)
    # The titles before are made in this process either way.
    monkeypatch.setattr(title_blocks, "_made", lambda *args: iter(()))
    assert list(title_blocks.made_titles(maker, order)) == here
    assert len(here) == 4_600
