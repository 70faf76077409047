"""What a node is started with: its connections are shared by its workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InvalidInput
from app.server.options import options_of
from app.settings import Settings


def _settings(folder: Path, limit: int | None = None) -> Settings:
    if limit is None:
        return Settings(data_dir=folder)
    sources = {"DB_CONNECTION_LIMIT": "the environment"}
    return Settings(data_dir=folder, db_connection_limit=limit, sources=sources)


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_all_workers_together_open_no_more_than_the_node_may(tmp_path: Path, workers: int) -> None:
    options = options_of(_settings(tmp_path, 20), "127.0.0.1", None, workers)
    operations = 2  # of each worker, for the operations store
    assert (options.connections + operations) * workers <= 20
    assert 1 <= options.threads < options.connections


def test_without_a_setting_a_node_has_twenty_and_a_window_three(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).db_connection_limit == 3
    assert options_of(_settings(tmp_path), "127.0.0.1", None, 1).connections == 18


def test_more_workers_than_connections_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="5 workers need 25 database connections; 20 are allowed"):
        options_of(_settings(tmp_path, 20), "127.0.0.1", None, 5)


def test_no_secret_shows(tmp_path: Path) -> None:
    options = options_of(_settings(tmp_path), "127.0.0.1", 0, 1)
    assert options.keys[0] not in repr(options)


def test_measuring_is_switched_off_by_its_setting(tmp_path: Path) -> None:
    on, off = (Settings(data_dir=tmp_path, monitoring_enabled=each) for each in (True, False))
    assert options_of(on, "127.0.0.1", None, 1).measuring
    assert not options_of(off, "127.0.0.1", None, 1).measuring
