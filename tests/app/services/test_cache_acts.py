"""Acts on the cache: what they would do, what they do, that they are written down and can be undone."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

import pytest
import redis
from sqlalchemy import select

from app.bootstrap import App, build_on
from app.cache.inspecting.router import Router
from app.cache.inspecting.servers import servers
from app.cache.layered import Loaded
from app.cache.tags import every, flag
from app.database.engine import Database
from app.database.tables import audit_logs
from app.domain.actors import Actor, Role
from app.domain.cache_acts import Aim, WorkState
from app.domain.cached_keys import PartState, Wanted
from app.domain.changes import Changed
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from tests.app.cache.inspecting.filling import address_of, empty, fill, mixed
from tests.app.cache.inspecting.test_scanning import move_slots
from tests.servers import redis_servers

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])

OPS = Actor(None, "Ops", Role.OPERATOR, "PC-1")


@pytest.fixture(scope="module", params=["single", "cluster"])
def address(request: pytest.FixtureRequest) -> Iterator[RedisAddress]:
    with contextlib.ExitStack() as stack:
        if request.param == "single":
            yield address_of(stack.enter_context(redis_servers.single()))
        else:
            yield address_of(*stack.enter_context(redis_servers.cluster())[:3])


@pytest.fixture
def library(library_url: str, address: RedisAddress) -> Iterator[App]:
    empty(address)
    with build_on(Database(library_url), bcrypt_rounds=4, redis=address, workstation="PC-1") as app:
        yield app


def ended(app: App, work: str) -> WorkState:
    assert app.cache_acts.wait_work(OPS, work, 60)
    return app.cache_acts.work_look(OPS, work).state


def keys_of(app: App) -> set[bytes]:
    """All keys, read without what is tested here."""
    found: set[bytes] = set()
    for _, port in app.redis.nodes:
        with redis.Redis(port=port) as client:
            found.update(client.scan_iter(count=1_000))
    return found


def ask(app: App, *command: object) -> object:
    router = Router(app.redis, servers(app.redis))
    try:
        return router.ask(command[1], *command)  # type: ignore[arg-type]
    finally:
        router.close()


def audited(app: App) -> list[str]:
    with app.core.database.read() as connection:
        query = select(audit_logs.c.action).where(audit_logs.c.entity == "cache").order_by(audit_logs.c.id)
        return list(connection.execute(query).scalars())


def test_a_branch_is_previewed_removed_and_put_back(library: App) -> None:
    fill(library.redis, mixed(2_000))
    before, aim = keys_of(library), Aim(wanted=Wanted(under=b"students"))
    preview = library.cache_acts.preview(OPS, aim)
    assert (preview.keys, preview.whole, preview.undoable, preview.others) == (1_000, True, True, 1_000)
    assert sum(preview.nodes.values()) == 1_000 and preview.bytes.value > 50_000
    done = library.cache_acts.delete(OPS, aim, reason="test").value.id
    assert ended(library, done) is WorkState.DONE
    look = library.cache_acts.work_look(OPS, done)
    assert (look.done, look.failed, look.bytes) == (1_000, 0, pytest.approx(preview.bytes.value, rel=0.2))
    assert keys_of(library) == {key for key in before if not key.startswith(b"students:")}
    assert ended(library, library.cache_acts.undo(OPS, done).value.id) is WorkState.DONE
    assert keys_of(library) == before
    with pytest.raises(Conflict):
        library.cache_acts.undo(OPS, done)
    assert audited(library) == [
        "delete_cached_keys", "delete_cached_keys_ended", "undo_cache_act", "undo_cache_act_ended",
    ]  # fmt: skip


def test_a_dry_run_counts_and_removes_nothing(library: App) -> None:
    fill(library.redis, mixed(400))
    before = keys_of(library)
    work = library.cache_acts.delete(OPS, Aim(wanted=Wanted(glob="book:*")), dry=True).value.id
    assert ended(library, work) is WorkState.DONE
    assert library.cache_acts.work_look(OPS, work).done == 160 and keys_of(library) == before


def test_names_that_mean_something_in_a_glob_remove_themselves_only(library: App) -> None:
    odd = [b"a*", b"a[b]", b"a?\xff", b"a\\", b"a\r\nb"]
    fill(library.redis, (("SET", key, "1") for key in [*odd, b"ab", b"abc", b"a["]))
    assert ended(library, library.cache_acts.delete(OPS, Aim(tuple(odd))).value.id) is WorkState.DONE
    assert keys_of(library) == {b"ab", b"abc", b"a["}
    fill(library.redis, (("SET", key, "1") for key in (b"a*:1", b"ab:1")))
    done = library.cache_acts.delete(OPS, Aim(wanted=Wanted(under=b"a*"))).value.id
    assert ended(library, done) is WorkState.DONE
    assert keys_of(library) == {b"ab", b"abc", b"a[", b"ab:1"}


def test_an_undo_leaves_what_came_back_and_gives_the_time_that_is_left(library: App) -> None:
    fill(
        library.redis, [("SET", b"t:1", "old", "EX", 100), ("SET", b"t:2", "old"), ("SADD", b"t:3", "a", "b")]
    )
    work = library.cache_acts.delete(OPS, Aim((b"t:1", b"t:2", b"t:3", b"t:gone"))).value.id
    assert ended(library, work) is WorkState.DONE
    fill(library.redis, [("SET", b"t:2", "new")])
    back = library.cache_acts.undo(OPS, work).value.id
    assert ended(library, back) is WorkState.DONE
    look = library.cache_acts.work_look(OPS, back)
    assert (look.done, look.again) == (2, 1)
    assert ask(library, "GET", b"t:2") == b"new" and ask(library, "SCARD", b"t:3") == 2
    left = ask(library, "PTTL", b"t:1")
    assert isinstance(left, int) and 90_000 < left <= 100_000 and ask(library, "PTTL", b"t:3") == -1


def test_more_than_can_be_kept_is_removed_all_the_same_and_told(library: App) -> None:
    fill(library.redis, (("SET", b"large:%d" % n, b"x" * 9_000_000) for n in range(6)))
    aim = Aim(wanted=Wanted(under=b"large"))
    assert library.cache_acts.preview(OPS, aim).undoable is False
    work = library.cache_acts.delete(OPS, aim).value.id
    assert ended(library, work) is WorkState.DONE and not keys_of(library)
    assert library.cache_acts.work_look(OPS, work).undo_until == 0
    with pytest.raises(Conflict):
        library.cache_acts.undo(OPS, work)


def test_times_are_set_taken_away_and_put_back(library: App) -> None:
    fill(library.redis, [("SET", b"t:1", "1", "EX", 100), ("SET", b"t:2", "1")])
    aim = Aim((b"t:1", b"t:2"))
    work = library.cache_acts.set_ttl(OPS, aim, 10).value.id
    assert ended(library, work) is WorkState.DONE
    assert all(0 < ask(library, "PTTL", key) <= 10_000 for key in aim.keys)  # type: ignore[operator]
    assert ended(library, library.cache_acts.undo(OPS, work).value.id) is WorkState.DONE
    assert ask(library, "PTTL", b"t:1") > 90_000 and ask(library, "PTTL", b"t:2") == -1  # type: ignore[operator]
    assert ended(library, library.cache_acts.set_ttl(OPS, aim, None).value.id) is WorkState.DONE
    assert [ask(library, "PTTL", key) for key in aim.keys] == [-1, -1]
    with pytest.raises(InvalidInput):
        library.cache_acts.set_ttl(OPS, aim, 0)


def test_the_pace_is_kept_and_an_act_pauses_and_ends(library: App) -> None:
    fill(library.redis, mixed(2_000))
    work = library.cache_acts.delete(OPS, Aim(everything=True), most_per_s=100).value.id
    library.cache_acts.pause_work(OPS, work)
    assert not library.cache_acts.wait_work(OPS, work, 0.2)
    assert library.cache_acts.work_look(OPS, work).state is WorkState.PAUSED
    library.cache_acts.resume_work(OPS, work)
    assert not library.cache_acts.wait_work(OPS, work, 0.5)
    library.cache_acts.cancel_work(OPS, work)
    assert ended(library, work) is WorkState.CANCELLED
    done = library.cache_acts.work_look(OPS, work).done
    assert done < 1_000 and len(keys_of(library)) == 2_000 - done


def test_what_the_library_keeps_is_flushed_and_the_rest_stays(library: App) -> None:
    for number in range(20):
        library.cache.read(f"title:{number}", (f"title:{number}",), lambda: Loaded(b"x"))
    library.cache.read("titles:page?limit=5", ("titles",), lambda: Loaded(b"x"))
    own = library.cache_inspector.namespace(OPS).encode()
    fill(library.redis, [("SET", own + b"limit:read:1", "1"), ("SET", b"other:1", "1")])
    aim = Aim(wanted=Wanted(under=own.rstrip(b":")))
    effects = {each.namespace: each for each in library.cache_acts.preview(OPS, aim).effects}
    assert {name: (each.keys, each.all_keys) for name, each in effects.items()} == {
        "title": (20, 20), "titles": (1, 1),
    }  # fmt: skip
    assert library.cache_acts.preview(OPS, library.cache_acts.values_of_library(OPS)).keys == 21
    assert ended(library, library.cache_acts.flush_redis(OPS).value.id) is WorkState.DONE
    left = {key.removeprefix(own) for key in keys_of(library)}
    assert left - {b"news"} == {b"limit:read:1", b"other:1"}


def test_a_tag_is_removed_from_redis(library: App) -> None:
    for number in range(10):
        tags = (f"title:{number}", "even" if number % 2 == 0 else "odd")
        library.cache.read(f"title:{number}", tags, lambda: Loaded(b"x"))
    work = library.cache_acts.delete(OPS, Aim(wanted=Wanted(tag="odd"))).value.id
    assert ended(library, work) is WorkState.DONE
    assert library.cache_acts.work_look(OPS, work).done == 5


@pytest.mark.parametrize("name", ["title:1", "titles", "*"])
def test_what_is_invalidated_is_served_by_no_layer(library: App, name: str) -> None:
    loads = []

    def load() -> Loaded:
        loads.append(1)
        return Loaded(b"x")

    tags = ("title:1", every("title:"), flag(Changed.TITLES))
    library.cache.read("title:1", tags, load)
    library.cache.read("title:1", tags, load)
    assert len(loads) == 1
    library.cache_acts.invalidate(OPS, name, reason="it looks wrong")
    library.cache.read("title:1", tags, load)
    assert len(loads) == 2
    assert audited(library) == ["invalidate_cache"]


def test_memory_and_table_are_emptied(library: App) -> None:
    library.cache.read("title:1", ("title:1",), lambda: Loaded(b"x"))
    for key in ("title:1", "titles:page?x", "report:1"):
        library.cache.table.put(key, b"x", 60)  # type: ignore[union-attr]
    assert library.cache_acts.flush_memory(OPS).value.entries == 1 and not len(library.cache.memory)
    assert library.cache_acts.flush_table(OPS, branch="titles").value.entries == 1
    assert library.cache_acts.flush_table(OPS).value.entries == 2


def test_all_of_redis_is_emptied_only_by_name(library: App, address: RedisAddress) -> None:
    fill(library.redis, mixed(100))
    with pytest.raises(InvalidInput):
        library.cache_acts.flush_whole_redis(OPS, "yes")
    with pytest.raises(InvalidInput):
        library.cache_acts.flush_whole_redis(OPS, "nobody:1", node="nobody:1")
    node = f"127.0.0.1:{address.nodes[0][1]}"
    assert library.cache_acts.flush_whole_redis(OPS, node, node=node).value.entries == 1
    assert bool(keys_of(library)) is address.cluster
    assert library.cache_acts.flush_whole_redis(OPS, "all").value.entries == len(address.nodes)
    assert not keys_of(library)


def test_expired_markers_of_others_are_cleared_as_the_guide_does(library: App) -> None:
    fill(
        library.redis,
        [("SET", b"expired:a b", "1"), ("SET", b"expired:2", "1"), ("SET", b"kept:expired:", "1")],
    )
    assert ended(library, library.cache_acts.clear_expired_markers(OPS).value.id) is WorkState.DONE
    assert keys_of(library) == {b"kept:expired:"}


def test_nothing_is_meant_by_leaving_something_out(library: App) -> None:
    for aim in (Aim(), Aim((b"a",), Wanted(glob="*")), Aim((b"a",), everything=True)):
        with pytest.raises(InvalidInput):
            library.cache_acts.delete(OPS, aim)
    with pytest.raises(InvalidInput):
        library.cache_acts.invalidate(OPS, "everything")
    with pytest.raises(NotFound):
        library.cache_acts.work_look(OPS, "none")
    assert audited(library) == []


def test_a_repeat_of_the_key_starts_nothing(library: App) -> None:
    fill(library.redis, [("SET", b"a:1", "1")])
    first = library.cache_acts.delete(OPS, Aim((b"a:1",)), key="0198aaaa-0000-7000-8000-000000000001")
    assert ended(library, first.value.id) is WorkState.DONE
    fill(library.redis, [("SET", b"a:1", "1")])
    again = library.cache_acts.delete(OPS, Aim((b"a:1",)), key=first.key)
    assert again.replayed and again.value.id == first.value.id and keys_of(library) == {b"a:1"}


def test_a_node_that_fails_keeps_its_keys_and_the_others_lose_theirs(library_url: str) -> None:
    with redis_servers.cluster() as ports:
        address = address_of(*ports[:3])
        fill(address, mixed(6_000))
        with build_on(Database(library_url), bcrypt_rounds=4, redis=address) as app:
            pids = []
            for port in (ports[5], ports[2]):  # the replica first, so that nobody takes over
                with redis.Redis(port=port) as client:
                    pids.append(int(client.info("server")["process_id"]))
            work = app.cache_acts.delete(OPS, Aim(wanted=Wanted(glob="*")), most_per_s=2_000).value.id
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            assert app.cache_acts.wait_work(OPS, work, 60)
            look = app.cache_acts.work_look(OPS, work)
            assert look.state is WorkState.FAILED and f"127.0.0.1:{ports[2]}" in look.troubles[0]
            states = {part.node: part.state for part in look.parts}
            assert list(states.values()).count(PartState.DONE) == 2
            for port in ports[:2]:
                with redis.Redis(port=port) as client:
                    assert client.dbsize() == 0


def test_every_key_goes_while_slots_move(library_url: str) -> None:
    with redis_servers.cluster() as ports:
        address = address_of(*ports[:3])
        fill(address, mixed(6_000))
        with build_on(Database(library_url), bcrypt_rounds=4, redis=address) as app:
            work = app.cache_acts.delete(OPS, Aim(wanted=Wanted(glob="*")), most_per_s=4_000).value.id
            move_slots(ports, range(100))
            assert app.cache_acts.wait_work(OPS, work, 120)
            look = app.cache_acts.work_look(OPS, work)
            assert look.done == 6_000 and look.failed == 0
            assert not keys_of(app)


def test_what_redis_refuses_is_told_at_once(library_url: str) -> None:
    with redis_servers.single() as port, redis.Redis(port=port) as client:
        client.set("a:1", "1")
        client.execute_command(
            "ACL SETUSER reader on >secret ~* +ping +get +dbsize +memory +scan +type +pttl"
        )
        address = RedisAddress((("127.0.0.1", port),), user="reader", password="secret")
        with build_on(Database(library_url), bcrypt_rounds=4, redis=address) as app:
            work = app.cache_acts.delete(OPS, Aim((b"a:1",))).value.id
            assert ended(app, work) is WorkState.FAILED
            look = app.cache_acts.work_look(OPS, work)
            assert (look.done, look.failed) == (0, 1) and "unlink" in look.troubles[0]
            client.execute_command("ACL SETUSER reader -scan")
            scan = app.cache_inspector.start_scan(OPS)
            assert app.cache_inspector.wait_scan(OPS, scan, 5)
            assert "scan" in app.cache_inspector.scan_look(OPS, scan).troubles[0]


def test_who_may_not_does_nothing(library_url: str) -> None:
    with build_on(Database(library_url), bcrypt_rounds=4, redis=NO_REDIS) as app:
        clerk = Actor(None, "Lia", Role.LIBRARIAN, "DESK-1")
        aim = Aim((b"a",))
        for verb in (app.cache_acts.preview, app.cache_acts.delete):
            with pytest.raises(Denied):
                verb(clerk, aim)
        with pytest.raises(Denied):
            app.cache_acts.invalidate(clerk, "*")
        with pytest.raises(Refused, match="no Redis"):
            app.cache_acts.delete(OPS, aim)
