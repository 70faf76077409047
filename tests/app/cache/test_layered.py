"""The cache over a library: one load for many, nothing older than a write, nothing older than its time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from app.bootstrap import App, build_on
from app.cache.database import DatabaseLayer
from app.cache.freshness import Freshness
from app.cache.inspecting.layers import in_table
from app.cache.layered import ABSENT_S, Cache, Keeping, Loaded
from app.cache.memory import TTL_S
from app.cache.tags import Tags
from app.database.engine import Database
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.changes import Change, Changed
from app.errors import Unreachable

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])
_TAGS = ("title:1",)


class Seconds:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """The clock of the cache."""
    return Seconds()


@pytest.fixture
def cache(app: App, seconds: Seconds) -> Iterator[Cache]:
    """A cache without Redis whose time passes when told to."""
    made = Cache(
        app.core.database,
        limit_bytes=1_000_000,
        now=seconds,
        monotonic=seconds,
        table=DatabaseLayer(lambda: app.operations, "test:"),
    )
    made.start()
    app.core.acts.tell = made.tell
    yield made
    made.close()


def touch(app: App, actor: Actor, *tags: str) -> int:
    """A write; returns its position."""

    def work(unit: Unit) -> None:
        unit.changed(Changed.TITLES, *tags)

    return app.core.acts.perform(actor, "touch", work, result=type(None)).position


def _values(*bodies: bytes) -> Callable[[], Loaded]:
    left = list(bodies)
    return lambda: Loaded(left.pop(0))


@on_a_file
def test_what_was_loaded_is_served_until_a_write_touches_it(app: App, head: Actor, cache: Cache) -> None:
    load = _values(b"old", b"new")
    assert cache.read("title:1", _TAGS, load).body == b"old"
    touch(app, head, "title:2")
    assert cache.read("title:1", _TAGS, load).body == b"old"
    ready = cache.ready("title:1")
    assert ready is not None
    assert ready.body == b"old"
    touch(app, head, "title:1")
    assert cache.ready("title:1") is None
    assert cache.read("title:1", _TAGS, load).body == b"new"
    assert cache.tallies["title"].loads == 2


def test_a_write_of_another_process_is_known_by_its_position(
    app: App, head: Actor, cache: Cache, library_url: str
) -> None:
    load = _values(b"old", b"new")
    assert cache.read("title:1", _TAGS, load).body == b"old"
    with build_on(Database(library_url), bcrypt_rounds=4) as other:
        position = touch(other, head, "title:1")
    assert position
    assert not cache.knows(position)
    assert cache.reach(position)
    assert cache.read("title:1", _TAGS, load).body == b"new"


@on_a_file
def test_a_write_of_another_process_is_known_within_the_poll(
    app: App, head: Actor, cache: Cache, library_url: str, seconds: Seconds
) -> None:
    load = _values(b"old", b"new")
    assert cache.read("title:1", _TAGS, load).body == b"old"
    with build_on(Database(library_url), bcrypt_rounds=4) as other:
        touch(other, head, "title:1")
    seconds.now += 2.1
    assert cache.ready("title:1") is None
    assert cache.read("title:1", _TAGS, load).body == b"new"


def test_what_a_change_ends_is_gone_before_anybody_is_told_that_it_is_known(app: App, head: Actor) -> None:
    newest, tags, told = touch(app, head, "title:1"), Tags(), list[str]()

    def heard(what: str) -> None:
        told.append(f"{what}, knowing {tags.newest}")

    freshness = Freshness(
        app.core.database, tags, None, lambda gone: heard(" ".join(sorted(gone))), lambda: heard("all")
    )
    assert freshness.confirm()
    assert tags.newest == newest
    change = Change(newest + 1, 1, Changed.LOANS, ("title:17",), datetime.now(UTC), "DESK")
    for _ in range(2):
        freshness.learn([change])
        assert tags.knows(change.id)
    assert told == ["all, knowing 0", f"flag:LOANS title:17, knowing {newest}"]


@on_a_file
def test_a_fill_that_raced_a_write_serves_who_asked_before_and_nobody_after(
    app: App, head: Actor, cache: Cache
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Loaded:
        begun.set()
        assert go_on.wait(30)
        return Loaded(b"old")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.read, "title:1", _TAGS, slow)
        assert begun.wait(30)
        touch(app, head, "title:1")
        second = pool.submit(cache.read, "title:1", _TAGS, lambda: Loaded(b"new"))
        go_on.set()
        assert first.result(30).body == b"old"
        assert second.result(30).body == b"new"
    assert cache.read("title:1", _TAGS, lambda: Loaded(b"newer")).body == b"new"


@on_a_file
def test_many_who_ask_at_once_load_once(cache: Cache) -> None:
    begun, go_on = threading.Barrier(9), threading.Event()
    loads: list[int] = []

    def load() -> Loaded:
        loads.append(1)
        assert go_on.wait(30)
        return Loaded(b"value")

    def ask() -> bytes:
        begun.wait(30)
        return cache.read("title:1", _TAGS, load).body

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(ask) for _ in range(8)]
        begun.wait(30)
        go_on.set()
        assert {each.result(30) for each in asked} == {b"value"}
    assert len(loads) == 1


@on_a_file
def test_nothing_is_served_beyond_its_time(cache: Cache, seconds: Seconds) -> None:
    load = _values(b"one", b"two", b"three")
    assert cache.read("title:1", _TAGS, load).body == b"one"
    seconds.now += TTL_S - 1
    assert cache.read("title:1", _TAGS, load).body == b"one"
    seconds.now += 2
    assert cache.read("title:1", _TAGS, load).body == b"two"
    assert cache.read("short:1", (), load, Keeping(good_for_s=5)).body == b"three"
    seconds.now += 6
    assert cache.ready("short:1") is None


@on_a_file
def test_that_there_is_no_such_record_is_remembered_for_a_short_while(
    app: App, head: Actor, cache: Cache, seconds: Seconds
) -> None:
    def nothing() -> Loaded:
        return Loaded(b"no such title", absent=True)

    assert cache.read("title:1", _TAGS, nothing).absent
    assert cache.read("title:1", _TAGS, _values()).absent
    seconds.now += ABSENT_S + 1
    assert cache.read("title:1", _TAGS, nothing).absent
    touch(app, head, "title:1")
    assert not cache.read("title:1", _TAGS, _values(b"here")).absent


def test_a_slow_value_outlives_the_process_and_no_change(
    app: App, head: Actor, cache: Cache, seconds: Seconds
) -> None:
    def slow() -> Loaded:
        seconds.now += 0.2
        return Loaded(b"report" * 1_000, ("loans",))

    assert cache.read("report:1", (), slow).body == b"report" * 1_000
    seconds.now += 400
    copy = in_table(cache, "report:1")
    assert copy is not None
    assert copy.left_s == pytest.approx(86_400 - 400.2)
    later = Cache(app.core.database, limit_bytes=1_000_000, now=seconds, monotonic=seconds, table=cache.table)
    seconds.now += 7_200
    assert later.read("report:1", (), _values()).body == b"report" * 1_000
    assert later.tallies["report"].table == 1
    touch(app, head, "loans")
    after = Cache(app.core.database, limit_bytes=1_000_000, now=seconds, monotonic=seconds, table=cache.table)
    assert after.read("report:1", (), _values(b"anew")).body == b"anew"
    assert after.tallies["report"].refused == 1
    seconds.now += 90_000
    last = Cache(app.core.database, limit_bytes=1_000_000, now=seconds, monotonic=seconds, table=cache.table)
    assert last.read("report:1", (), _values(b"last")).body == b"last"


@on_a_file
def test_what_was_slow_since_all_asked_at_once_is_not_expensive(
    app: App, cache: Cache, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cache.layered._PROCESSORS", 1)
    loading = threading.Barrier(4)

    def crowded() -> Loaded:
        if loading.wait(30) == 0:
            seconds.now += 0.2  # for each of the four
        loading.wait(30)
        return Loaded(b"page")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: cache.read(f"page:{number}", (), crowded), range(4)))
    assert cache.tallies["page"].slow_s == pytest.approx(0.05)
    later = Cache(app.core.database, limit_bytes=1_000_000, now=seconds, monotonic=seconds, table=cache.table)
    assert later.read("page:1", (), _values(b"anew")).body == b"anew"
    assert later.tallies["page"].table == 0


@on_a_file
def test_a_hot_value_is_made_anew_before_its_time_is_over(cache: Cache, seconds: Seconds) -> None:
    def slow(body: bytes) -> Callable[[], Loaded]:
        def load() -> Loaded:
            seconds.now += 1.0
            return Loaded(body)

        return load

    cache.read("hot:1", (), slow(b"old"), Keeping(private=True))
    made = seconds.now
    while seconds.now < made + TTL_S:
        seconds.now += 0.2
        if cache.read("hot:1", (), slow(b"new"), Keeping(private=True)).body == b"new":
            break
    assert seconds.now < made + TTL_S - 1  # missed once in a million runs
    assert cache.tallies["hot"].refreshed == 1


@on_a_file
def test_one_that_can_not_be_made_anew_is_served_until_its_time_is_over(
    cache: Cache, seconds: Seconds
) -> None:
    def slow() -> Loaded:
        seconds.now += 1.0
        return Loaded(b"old")

    def away() -> Loaded:
        raise Unreachable("The database does not answer.")

    made = seconds.now
    cache.read("hot:1", (), slow, Keeping(private=True))
    while seconds.now < made + TTL_S - 1:
        seconds.now += 0.5
        assert cache.read("hot:1", (), away, Keeping(private=True)).body == b"old"
    seconds.now += 5
    with pytest.raises(Unreachable):
        cache.read("hot:1", (), away, Keeping(private=True))


@on_a_file
def test_memory_is_bounded_and_the_longest_unused_goes_first(cache: Cache) -> None:
    cache.memory.limit_bytes = 20_000
    for number in range(40):
        cache.read(f"page:{number}", (), lambda: Loaded(b"x" * 600))
        cache.read("page:0", (), lambda: Loaded(b"again"))
        assert cache.memory.bytes <= 20_000
    assert cache.memory.evictions > 10
    assert cache.tallies["page"].loads == 40
    cache.read("huge:1", (), lambda: Loaded(b"x" * 5_000))
    assert cache.ready("huge:1") is None


@on_a_file
def test_a_library_put_back_to_an_older_state_is_read_anew(
    app: App, head: Actor, cache: Cache, seconds: Seconds
) -> None:
    touch(app, head, "title:1")
    last = touch(app, head, "title:5")
    load = _values(b"new", b"old")
    assert cache.read("title:9", (), load).body == b"new"
    with app.core.database.transaction() as connection:
        connection.exec_driver_sql(f"DELETE FROM changes WHERE id = {last}")
    seconds.now += 3
    assert cache.read("title:9", (), load).body == b"old"
