"""``clms migrate`` on a server, and what the window says before it ran."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import cli
from app.bootstrap import build
from app.database import schema
from app.errors import Refused
from app.settings import load
from tests.servers import databases


@pytest.mark.engine
def test_a_server_s_library_is_made_by_the_command_alone(
    mariadb_server: databases.Server,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with databases.fresh_database(mariadb_server.prefix) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path))
        monkeypatch.setenv("CLMS_TIMEZONE", "Asia/Tokyo")
        with pytest.raises(Refused) as refused:
            build(load())
        assert refused.value.code == "schema_missing"
        assert cli.main(["migrate", "--preview"]) == 0
        previewed = capsys.readouterr().out
        assert cli.main(["migrate", "--rights"]) == 0
        assert capsys.readouterr().out.strip() == "", "a right on a table that is not there can't be given"
        assert cli.main(["migrate", "--check"]) == 1
        assert cli.main(["migrate"]) == 0
        assert cli.main(["migrate"]) == 0
        assert cli.main(["migrate", "--check"]) == 0
        with build(load()) as app:
            assert app.core.zones.of(1).key == "Asia/Tokyo"
        said = capsys.readouterr().out.splitlines()
        assert cli.main(["migrate", "--rights"]) == 0
        rights = capsys.readouterr().out.splitlines()
    assert f"GRANT INSERT ON `{url.rpartition('/')[2]}`.`ledger` TO 'clms_desk'@'%';" in rights
    assert not [line for line in rights if "`schema_info`" in line]
    assert [line.split(": ", 1)[1] for line in said] == [
        f"no schema yet; this release has {schema.HEAD}.",
        f"brought from no schema yet to {schema.HEAD}.",
        f"nothing to do, it is at {schema.HEAD}.",
        f"{schema.HEAD}; this release has {schema.HEAD}.",
    ]
    assert databases.PASSWORD not in "".join([previewed, *said])
    assert previewed.startswith("-- 0001: The schema of the first release\n\nCREATE TABLE alembic_version")
    assert "CREATE TRIGGER IF NOT EXISTS ledger_no_delete" in previewed


def test_a_library_file_is_made_and_migrated_by_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    build(load()).close()
    assert cli.main(["migrate", "--check"]) == 0
    assert f"clms.db: {schema.HEAD}" in capsys.readouterr().out
