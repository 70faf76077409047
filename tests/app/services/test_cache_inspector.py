"""Looking into the cache: layers, scans, keys; who may, and what is told where Redis is away."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import msgspec
import pytest
import zstandard
from redis.crc import key_slot

from app.bootstrap import App, build_on
from app.cache.layered import Keeping, Loaded
from app.cache.tags import flag
from app.database.engine import Database
from app.domain.actors import Actor, Permission, Role
from app.domain.cached_keys import Manner, Wanted
from app.domain.changes import Changed
from app.domain.key_views import Form, Layer
from app.domain.redis_address import NO_REDIS, RedisAddress
from app.errors import Denied, NotFound, Refused
from tests.app.cache.inspecting.filling import address_of, empty, fill, mixed
from tests.servers import redis_servers

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])

OPS = Actor(None, "Ops", Role.OPERATOR, "PC-1")
ADMIN = Actor(None, "Ana", Role.ADMIN, "PC-1")


@pytest.fixture(scope="module", params=["single", "cluster"])
def address(request: pytest.FixtureRequest) -> Iterator[RedisAddress]:
    with contextlib.ExitStack() as stack:
        if request.param == "single":
            yield address_of(stack.enter_context(redis_servers.single()))
        else:
            yield address_of(*stack.enter_context(redis_servers.cluster())[:3])


def opened(url: str, address: RedisAddress) -> App:
    return build_on(Database(url), bcrypt_rounds=4, redis=address, workstation="PC-1")


@pytest.fixture
def library(library_url: str, address: RedisAddress) -> Iterator[App]:
    empty(address)
    with opened(library_url, address) as app:
        yield app


def name(app: App, key: str) -> bytes:
    return f"{app.cache_inspector.namespace(OPS)}{key}".encode()


def scanned(app: App, **given: object) -> str:
    scan = app.cache_inspector.start_scan(OPS, Manner.FAST, **given)  # type: ignore[arg-type]
    assert app.cache_inspector.wait_scan(OPS, scan, 30)
    return scan


def test_a_scan_is_looked_at_while_it_goes_on_and_after(library: App) -> None:
    fill(library.redis, mixed(2_000))
    inspector = library.cache_inspector
    scan = scanned(library)
    assert inspector.scan_look(OPS, scan).keys == 2_000
    assert next(branch.label for branch in inspector.scan_branches(OPS, scan)) == "students"
    assert inspector.scan_shape(OPS, scan).types["string"] == pytest.approx(0.9, abs=0.05)
    assert inspector.scan_biggest(OPS, scan, 3)
    inspector.forget_scan(OPS, scan)
    with pytest.raises(NotFound):
        inspector.scan_look(OPS, scan)


def test_only_so_many_scans_are_kept(library: App) -> None:
    first = scanned(library)
    for _ in range(8):
        scanned(library)
    with pytest.raises(NotFound):
        library.cache_inspector.scan_look(OPS, first)


def test_a_value_is_told_from_every_layer_and_whether_it_still_holds(library: App) -> None:
    body = msgspec.json.encode({"title": "Noli Me Tangere", "rest": "x" * 5_000})
    library.cache.read("title:1", ("title:1",), lambda: Loaded(b'"e"\n' + body))
    found = library.cache_inspector.key(OPS, name(library, "title:1"))
    assert (found.type, found.own, found.slot) == ("string", "title:1", key_slot(found.key))
    assert found.ttl_ms is not None and 0 < found.ttl_ms <= 3_600_000 and found.encoding == "raw"
    memory, shared = found.copies
    assert (memory.layer, shared.layer) == (Layer.MEMORY, Layer.REDIS)
    assert memory.value is not None and shared.value is not None
    assert memory.value.digest == shared.value.digest and shared.value.valid
    assert shared.value.tags == ("title:1",) and shared.value.compressed

    def touch(unit: object) -> None:
        unit.changed(Changed.TITLES, "title:1")  # type: ignore[attr-defined]

    library.core.acts.perform(ADMIN, "touch", touch, result=type(None))
    (left,) = library.cache_inspector.key(OPS, found.key).copies
    assert left.layer is Layer.REDIS and left.value is not None and left.value.valid is False


def test_values_are_found_by_tag(library: App) -> None:
    for number in range(5):
        tags = (f"title:{number}", "even" if number % 2 == 0 else "odd")
        library.cache.read(f"title:{number}", tags, lambda: Loaded(b"x"))
    found = library.cache_inspector.scan_found(OPS, scanned(library, wanted=Wanted(tag="odd"), keep=True))
    assert set(found.keys) == {name(library, "title:1"), name(library, "title:3")} and not found.more


def test_bytes_are_shown_in_every_form_that_fits(library: App) -> None:
    inspector, value = library.cache_inspector, {"name": "José", "grade": 7}
    cases = {
        b"a:json": (msgspec.json.encode(value), Form.JSON, '"grade": 7'),
        b"a:text": (b"kumusta\n", Form.TEXT, "kumusta"),
        b"a:pack": (msgspec.msgpack.encode(value), Form.MSGPACK, '"name": "José"'),
        b"a:raw": (zstandard.compress(b"abc" * 50), Form.HEX, "00000000  28 b5 2f fd"),
        b"a:none": (b"", Form.TEXT, ""),
    }
    fill(library.redis, (("SET", key, data) for key, (data, _, _) in cases.items()))
    for key, (data, form, text) in cases.items():
        shown = inspector.value(OPS, key)
        assert (shown.form, shown.size, shown.whole) == (form, len(data), True) and text in shown.text
        assert inspector.value(OPS, key, Form.HEX).form is Form.HEX
    library.cache.read("title:9", ("title:9",), lambda: Loaded(b'"e"\n{"id": 9}'))
    own = inspector.value(OPS, name(library, "title:9"))
    assert own.form is Form.VALUE and msgspec.json.decode(own.text)["answer"] == {"id": 9}


def test_of_a_large_value_the_beginning_is_shown_until_all_is_asked_for(library: App) -> None:
    fill(library.redis, [("SET", b"large:1", b"x" * 50_000_000)])
    shown = library.cache_inspector.value(OPS, b"large:1")
    assert (shown.size, shown.whole, len(shown.text)) == (50_000_000, False, 1_000_000)
    assert len(library.cache_inspector.value(OPS, b"large:1", whole=True).text) == 50_000_000


def test_collections_are_read_in_pages(library: App) -> None:
    many = [b"%d" % number for number in range(2_500)]
    pairs = [part for each in many for part in (each, each)]
    fill(
        library.redis,
        [
            ("HSET", b"c:hash", *pairs),
            ("SADD", b"c:set", *many),
            ("ZADD", b"c:zset", *pairs),
            ("RPUSH", b"c:list", *many),
            *(("XADD", b"c:stream", f"{number + 1}-0", "n", each) for number, each in enumerate(many)),
        ],
    )
    for key in (b"c:hash", b"c:set", b"c:zset", b"c:list", b"c:stream"):
        found, cursor, pages = [], "", 0
        while pages == 0 or cursor:
            page = library.cache_inspector.elements(OPS, key, cursor)
            assert page.total == 2_500
            found += [each.value for each in page.elements]
            cursor, pages = page.cursor, pages + 1
        assert sorted(set(found)) == sorted(many) and pages > 10
    (_,) = library.cache_inspector.elements(OPS, b"c:hash", match="249[9]").elements
    with pytest.raises(Refused):
        library.cache_inspector.elements(OPS, name(library, "news"), "not a number")
    with pytest.raises(NotFound):
        library.cache_inspector.key(OPS, b"gone:1")


def test_who_may_not_look_at_patrons_is_not_told_their_keys(library: App) -> None:
    tags = (flag(Changed.PATRONS), "student:7")
    library.cache.read("student:7", tags, lambda: Loaded(b"x"), Keeping(private=True))
    library.cache.read("title:1", ("title:1",), lambda: Loaded(b"x"))
    assert not OPS.may(Permission.VIEW_PATRONS)
    hidden, shown = (
        {(each.namespace, each.name) for each in library.cache_inspector.memory(actor).entries}
        for actor in (OPS, ADMIN)
    )
    assert hidden == {("student", ""), ("title", "title:1")}
    assert shown == {("student", "student:7"), ("title", "title:1")}
    (found,) = library.cache_inspector.scan_found(
        OPS, scanned(library, wanted=Wanted(glob="*student*"), keep=True)
    ).keys or (b"",)
    assert found == b""


def test_the_layers_are_told_with_their_branches(library: App, address: RedisAddress) -> None:
    library.cache.read("titles:page?limit=5", ("flag:TITLES",), lambda: Loaded(b"x"))
    look = library.cache_inspector.layers(OPS)
    assert look.has_redis and not look.trouble and look.has_table and look.cluster is address.cluster
    assert len(look.servers) == (6 if address.cluster else 1)
    (row,) = library.cache_inspector.memory_branches(OPS)
    assert (row.name, row.keys, row.bytes.error) == (b"titles", 1, 0)
    (row,) = library.cache_inspector.memory_branches(OPS, b"titles")
    assert row.name == b"titles:page" and row.leaf
    (reads,) = look.memory.reads
    assert (reads.namespace, reads.loads) == ("titles", 1)
    library.cache.table.put("report:1", b"x" * 100, 60)  # type: ignore[union-attr]
    (row,) = library.cache_inspector.table_branches(OPS)
    assert (row.name, row.keys) == (b"report", 1)


def test_without_redis_and_without_permission(library_url: str) -> None:
    with opened(library_url, NO_REDIS) as app:
        look = app.cache_inspector.layers(OPS)
        assert not look.has_redis and look.servers == ()
        with pytest.raises(Refused, match="no Redis"):
            app.cache_inspector.start_scan(OPS)
        kiosk = Actor(None, "Kiosk", Role.KIOSK, "PC-2")
        for verb in (app.cache_inspector.layers, app.cache_inspector.start_scan, app.cache_inspector.memory):
            with pytest.raises(Denied):
                verb(kiosk)


def test_redis_that_is_away_is_told(library_url: str) -> None:
    away = RedisAddress((("127.0.0.1", 1),), cluster=True)
    with opened(library_url, away) as app:
        look = app.cache_inspector.layers(OPS)
        assert look.has_redis and look.trouble
