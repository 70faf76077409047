"""The composition root."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import SERVICES, App, build
from app.domain.actors import Actor
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


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_there(name: str, tmp_path: Path) -> None:
    with build(Settings(data_dir=tmp_path)) as app:
        assert type(getattr(app, name)).__name__.endswith("Service")
