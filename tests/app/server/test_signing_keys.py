"""The keys that sign tokens."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.errors import InvalidInput
from app.server.signing_keys import GUIDE_EXAMPLE, signing_keys
from app.setting_values import database_address
from app.settings import Settings

_GOOD = "q7Yk2Rv9Lw4Tn8Xs1Zb6Hd3Jf5Mg0PcAeUiOyQr"


def test_a_library_in_a_file_gets_a_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    (key,) = signing_keys(settings)
    assert len(key) >= 60
    assert signing_keys(settings) == (key,)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "api-key").stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["api-key"]


@pytest.mark.parametrize("environment", ["development", "production", "test"])
def test_the_guides_example_is_refused_everywhere(tmp_path: Path, environment: str) -> None:
    with pytest.raises(InvalidInput, match="everybody knows"):
        signing_keys(Settings(data_dir=tmp_path, jwt_secret=GUIDE_EXAMPLE, node_env=environment))


def test_without_a_key_no_server_starts_that_shares_its_library(tmp_path: Path) -> None:
    address = database_address("mysql://clms@server/clms")
    with pytest.raises(InvalidInput, match="JWT_SECRET is not set"):
        signing_keys(Settings(data_dir=tmp_path, address=address))
    assert signing_keys(Settings(data_dir=tmp_path, address=address, jwt_secret=_GOOD)) == (_GOOD,)


def test_a_weak_key_is_refused_in_production(tmp_path: Path) -> None:
    weak = Settings(data_dir=tmp_path, jwt_secret="short", node_env="production")
    with pytest.raises(InvalidInput, match="only 5 characters"):
        signing_keys(weak)
    with pytest.raises(InvalidInput):
        signing_keys(Settings(data_dir=tmp_path, node_env="production"))


def test_former_keys_come_after_the_one_that_signs(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, jwt_secret=_GOOD, jwt_secret_previous=("older-key", _GOOD))
    assert signing_keys(settings) == (_GOOD, "older-key")
