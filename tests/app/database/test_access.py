"""A wrong address, password or file is told as such, not as a bug."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import build
from app.errors import Unreachable
from app.setting_values import database_address
from app.settings import Settings
from tests.servers import databases


def _refused(url: str, folder: Path) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        build(Settings(address=database_address(url), data_dir=folder))
    return caught.value


@pytest.mark.engine
def test_a_wrong_password_and_a_wrong_name(mariadb_server: databases.Server, tmp_path: Path) -> None:
    wrong = mariadb_server.prefix.replace(databases.PASSWORD, "guess")
    assert _refused(f"{wrong}clms", tmp_path).code == "database_access"
    nowhere = _refused(f"{mariadb_server.prefix}no_such_library", tmp_path)
    assert nowhere.code == "database_access"
    assert databases.PASSWORD not in str(nowhere)


def test_no_server(tmp_path: Path) -> None:
    assert _refused("mysql://clms:x@127.0.0.1:1/clms", tmp_path).code == "database_unreachable"


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_library(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "clms.db"
    file.write_bytes(content)
    assert _refused("sqlite:///clms.db", tmp_path).code == "database_damaged"
    assert file.read_bytes() == content
