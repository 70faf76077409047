"""The composition root."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import SERVICES, App, build
from app.domain.actors import Actor
from app.domain.file_places import FileKind
from app.setting_values import DatabaseAddress
from app.settings import Settings


def test_a_built_app_reads_its_branch(app: App, head: Actor, kiosk: Actor) -> None:
    assert app.core.zones.of(head.branch_id).key == "Asia/Manila"
    assert head.user_id != kiosk.user_id


def test_the_embedded_library_is_made_on_the_first_start_and_found_on_the_second(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path / "data", timezone="Asia/Tokyo", workstation="PC-1", bcrypt_rounds=4
    )
    with build(settings) as app:
        app.accounts.create_first_user("Ana Cruz")
        assert app.core.zones.of(1).key == "Asia/Tokyo"
    with build(settings) as app:
        assert app.accounts.sign_in_locally().workstation == "PC-1"
    app.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A library as it is after the first start."""
    with build(Settings(data_dir=tmp_path_factory.mktemp("library"))) as made:
        yield made


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_there(name: str, built: App) -> None:
    assert type(getattr(built, name)).__name__.endswith("Service")


def test_the_folders_that_are_looked_at_are_made(tmp_path: Path) -> None:
    data, files = tmp_path / "data", tmp_path / "files"
    settings = Settings(
        data_dir=data,
        address=DatabaseAddress("sqlite", str(tmp_path / "elsewhere" / "clms.db")),
        file_storage=FileKind.FOLDER.value,
        file_folder=files,
    )
    with build(settings):
        assert data.is_dir() and files.is_dir()
