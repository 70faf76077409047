"""Advice on settings: by evidence, for the release it is, with an end, and none that holds already."""

from __future__ import annotations

from dataclasses import replace

from app.domain.server_advice import RULES, Advice, ServerState, advise

GIB = 1 << 30
MYSQL = ServerState(
    "mysql",
    (8, 4, 3),
    {
        "innodb_flush_log_at_trx_commit": "1", "sync_binlog": "1", "log_bin": "ON", "performance_schema": "ON",
        "binlog_expire_logs_seconds": "2592000", "max_connections": "151", "long_query_time": "1.000000",
        "innodb_buffer_pool_size": str(GIB), "innodb_redo_log_capacity": "104857600", "super_read_only": "OFF",
        "table_open_cache": "4000", "tmp_table_size": "16777216",
    },
    {"Uptime": "86400", "Innodb_buffer_pool_pages_total": "65536"},
)  # fmt: skip
MARIADB = replace(
    MYSQL,
    product="mariadb",
    version=(10, 11, 9),
    settings={**MYSQL.settings, "innodb_log_file_size": "100663296", "read_only": "OFF"},
)


def _of(state: ServerState, **counters: object) -> dict[str, Advice]:
    more = {name: str(value) for name, value in counters.items()}
    return {each.setting: each for each in advise(replace(state, counters={**state.counters, **more}))}


def _set(state: ServerState, **settings: str) -> ServerState:
    return replace(state, settings={**state.settings, **settings})


def test_a_server_that_is_set_well_is_left_alone() -> None:
    assert _of(MYSQL) == {} and _of(MARIADB) == {}


def test_what_loses_data_comes_first() -> None:
    found = advise(_set(MYSQL, innodb_flush_log_at_trx_commit="2", sync_binlog="0", long_query_time="10"))
    assert [(each.setting, each.now, each.proposed) for each in found] == [
        ("innodb_flush_log_at_trx_commit", "2", "1"),
        ("sync_binlog", "0", "1"),
        ("long_query_time", "10", "1"),
    ]
    assert "sync_binlog" not in _of(_set(MYSQL, sync_binlog="0", log_bin="OFF")), "it writes no binary log"


def test_a_replica_takes_no_writes() -> None:
    assert _of(replace(MYSQL, follows=True))["super_read_only"].proposed == "ON"
    assert "read_only" in _of(replace(MARIADB, follows=True))
    assert _of(_set(replace(MYSQL, follows=True), super_read_only="ON")) == {}


def test_the_redo_log_holds_an_hour_of_writes_and_has_the_name_of_its_release() -> None:
    hourly = {"Innodb_os_log_written": 24 * 300 * (1 << 20)}
    found = _of(MYSQL, **hourly)["innodb_redo_log_capacity"]
    assert found.proposed == str(512 << 20) and "300 MiB" in found.why and found.dynamic
    assert _of(MARIADB, **hourly)["innodb_log_file_size"].dynamic
    assert not _of(replace(MARIADB, version=(10, 6, 1)), **hourly)["innodb_log_file_size"].dynamic
    assert _of(replace(MYSQL, version=(8, 0, 20)), **hourly) == {}, "it was another setting then"
    assert _of(MYSQL, Uptime=600, **hourly) == {}, "ten minutes say nothing"
    grown = _set(MYSQL, innodb_redo_log_capacity=found.proposed)
    assert _of(grown, **hourly) == {}, "advice that is taken is not given again"


def test_the_buffer_pool_grows_only_as_far_as_memory_is_known_to_reach() -> None:
    missing = {"Innodb_buffer_pool_read_requests": 10_000_000, "Innodb_buffer_pool_reads": 500_000,
               "Innodb_buffer_pool_pages_free": 100}  # fmt: skip
    assert not _of(MYSQL, **missing)["innodb_buffer_pool_size"].dynamic
    found = _of(replace(MYSQL, memory=8 * GIB), **missing)["innodb_buffer_pool_size"]
    assert found.dynamic and found.proposed == str(2 * GIB)
    assert _of(replace(MYSQL, memory=3 * GIB), **missing) == {}
    assert _of(MYSQL, **missing | {"Innodb_buffer_pool_pages_free": 40_000}) == {}, "there is room in it"


def test_what_is_only_of_one_product() -> None:
    tables = {"Created_tmp_tables": 10_000, "Created_tmp_disk_tables": 4_000}
    assert "tmp_table_size" in _of(MARIADB, **tables) and "tmp_table_size" not in _of(MYSQL, **tables)
    assert _of(_set(MARIADB, tmp_table_size=str(64 << 20)), **tables) == {}, "there is an end"
    assert not _of(_set(MARIADB, performance_schema="OFF"))["performance_schema"].dynamic
    cached = _set(MARIADB, query_cache_type="ON", query_cache_size="1048576")
    assert _of(cached)["query_cache_type"].proposed == "OFF"


def test_connections_that_ran_short_binlogs_without_end_tables_reopened() -> None:
    assert _of(MYSQL, Max_used_connections=140)["max_connections"].proposed == "226"
    assert "binlog_expire_logs_seconds" in _of(_set(MYSQL, binlog_expire_logs_seconds="0"))
    assert _of(_set(MYSQL, binlog_expire_logs_seconds="0", expire_logs_days="7")) == {}
    assert _of(MYSQL, Table_open_cache_overflows=864_000)["table_open_cache"].proposed == "8000"
    assert len(RULES) == len(set(RULES)) == 12
