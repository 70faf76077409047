"""The doctor: each fault it promises to find, and its report."""

from __future__ import annotations

import dataclasses
import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from sqlalchemy import text

from app import cli, doctor, paths
from app.database.engine import Database
from app.database.facts import ServerFacts, server_facts
from app.doctor import Finding, Patient, State, examine
from app.domain.file_places import FilePlaces
from app.errors import Refused
from app.setting_values import database_address
from app.settings import Settings
from tests.servers.databases import Server, fresh_database

STRONG = "q9Zr5T0u7Jb2Xw8LmN4pKc6VhYd1Gf3S"


def _examine(settings: Settings, check: str, schema: Any = lambda database: "fits") -> list[Finding]:
    """The findings of one check."""
    chosen = next(each for each in doctor.CHECKS if each.__name__ == check)
    return list(chosen(Patient(settings, schema)))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


def test_a_healthy_computer_has_nothing_that_failed(settings: Settings) -> None:
    findings = examine(Patient(settings, lambda database: "fits"))
    assert not doctor.failed(findings), findings
    by_check = {finding.check: finding for finding in findings}
    assert {"Python", "Packages", "Window", "Settings", "Data folder", "Library file", "Database"} <= set(
        by_check
    )
    assert by_check["Window"].message == "Qt for Python 6.11.3"
    assert all(finding.advice for finding in findings if finding.state is not State.OK)


def test_a_missing_package_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "importlib.metadata.requires",
        lambda name: ["SQLAlchemy<3,>=2", "no-such-thing>=1", "x; extra == 'gui'"],
    )
    (finding,) = _examine(settings, "_packages")
    assert (finding.state, finding.message) == (State.FAIL, "missing: no-such-thing")


@pytest.mark.parametrize(
    ("probe", "state", "said"),
    [
        ("import no_such_module", State.FAIL, "No module named 'no_such_module'"),
        ("import os; os.abort()", State.FAIL, "it did not start"),
        ('print(\'{"version": "6.12.0", "fonts": 3}\')', State.FAIL, "aborts on Python 3.11"),
        ('print(\'{"version": "6.11.3", "fonts": 0}\')', State.OK, "Qt for Python 6.11.3"),
    ],
)
def test_a_broken_qt_is_found_without_breaking_the_doctor(
    probe: str, state: State, said: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.paths.program", lambda: [sys.executable, "-c", probe])
    monkeypatch.setattr("sys.version_info", (3, 11, 7))
    finding, *others = _examine(settings, "_window")
    assert finding.state is state
    assert said in finding.message
    if "6.11.3" in probe:
        assert [other.state for other in others] == [State.WARN]
        assert "fonts-dejavu-core" in others[0].advice


def test_a_folder_that_cannot_be_written_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (finding,) = _examine(Settings(data_dir=tmp_path / "file" / "x"), "_data_folder")
    assert finding.state is State.FAIL
    assert "CLMS_DATA_DIR" in finding.advice


@pytest.mark.parametrize(
    ("free", "state"), [(50 << 20, State.FAIL), (500 << 20, State.WARN), (5 << 30, State.OK)]
)
def test_a_full_disk_is_noticed(
    free: int, state: State, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(settings.data_dir)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage._replace(free=free))
    (finding,) = _examine(settings, "_data_folder")
    assert finding.state is state


def test_a_library_on_a_share_fails_with_the_way_to_mysql(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "network_share", lambda file: "cifs from //nas/x at /mnt")
    (finding,) = _examine(settings, "_network_share")
    assert finding.state is State.FAIL
    assert "MySQL" in finding.advice


@contextmanager
def _durable(url: str) -> Iterator[None]:
    """Let the test's server wait for the disk at every commit, as one in use does; a file does so by itself."""
    database = Database(url)

    def wait_for_disk(flush: int) -> None:
        if not database.is_sqlite:
            with database.engine.connect() as connection:
                connection.execute(text(f"SET GLOBAL innodb_flush_log_at_trx_commit = {flush}"))

    try:
        wait_for_disk(1)
        yield
    finally:
        wait_for_disk(0)
        database.close()


def test_a_database_file_shows_version_and_schema(engine_url: str, tmp_path: Path) -> None:
    address = database_address(engine_url)
    settings = Settings(data_dir=tmp_path, address=address)
    if address.kind == "sqlite":
        Path(address.name).touch()
    else:
        careless, _ = _examine(settings, "_database")
        assert careless.state is State.WARN
        assert "innodb_flush_log_at_trx_commit" in careless.advice
    with _durable(engine_url):
        findings = _examine(settings, "_database")
    assert [finding.state for finding in findings] == [State.OK, State.OK], findings
    product = findings[0].message.split()[0]
    assert product in ("SQLite", "MariaDB", "MySQL")
    assert "READ-COMMITTED" in findings[0].message or "wal" in findings[0].message
    assert "+00:00" in findings[0].message
    assert "only-for-tests" not in str(findings)


def test_a_schema_that_does_not_fit_fails(settings: Settings) -> None:
    Path(settings.database.name).touch()

    def refuse(database: Any) -> str:
        raise Refused("The library was made by a newer CLMS.", hint="Update this computer.")

    *_, finding = _examine(settings, "_database", refuse)
    assert (finding.check, finding.state, finding.advice) == ("Schema", State.FAIL, "Update this computer.")


@pytest.mark.engine
def test_a_latin1_database_is_warned_about(mariadb_server: Server, settings: Settings) -> None:
    with fresh_database(mariadb_server.prefix) as url:
        name = url.rpartition("/")[2]
        with closing(mariadb_server.connect()) as connection:
            connection.cursor().execute(f"ALTER DATABASE {name} CHARACTER SET latin1")
        finding, _ = _examine(dataclasses.replace(settings, address=database_address(url)), "_database")
    assert finding.state is State.WARN
    assert "utf8mb4" in finding.advice


def test_every_fact_about_a_server_that_matters_has_its_advice(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = ServerFacts("MySQL", "5.7.44", "utf8mb4", "+00:00", "READ-COMMITTED", False, 2, -90.0)
    monkeypatch.setattr(doctor, "server_facts", lambda database: facts)
    Path(settings.database.name).touch()
    finding, _ = _examine(settings, "_database")
    for words in ("older than", "innodb_flush_log_at_trx_commit", "clock is -90 s", "DB_CONNECTION_LIMIT"):
        assert words in finding.advice


@pytest.mark.parametrize(
    ("product", "version", "old"),
    [
        ("MariaDB", "10.11.19-MariaDB-0+deb12u1", False),
        ("MariaDB", "10.5.1-MariaDB", True),
        ("MySQL", "8.0.36", False),
        ("MySQL", "9.7.4-2", False),
        ("SQLite", "3.34.1", True),
        ("SQLite", "3.40.1", False),
    ],
)
def test_old_servers_are_recognised(product: str, version: str, old: bool) -> None:
    assert ServerFacts(product, version, "", "", "", True, 0, 0.0).is_old is old


def test_a_server_that_is_away_fails_without_showing_the_password(settings: Settings) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"mysql://clms:swordfish@127.0.0.1:{nobody.getsockname()[1]}/clms"
        (finding,) = _examine(dataclasses.replace(settings, address=database_address(url)), "_database")
    assert finding.state is State.FAIL
    assert finding.advice
    assert "swordfish" not in str(finding)


def test_the_clock_offset_of_a_server_on_this_computer_is_nearly_nothing(engine_url: str) -> None:
    from app.database.engine import Database

    with closing(Database(engine_url)) as database:
        assert abs(server_facts(database).clock_offset_s) < 2


class TinyRedis:
    """Answers like a Redis server on a port of its own: each command's first word is looked up."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="tiny-redis", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                while header := stream.readline():
                    words = [stream.read(int(stream.readline()[1:]) + 2)[:-2] for _ in range(int(header[1:]))]
                    connection.sendall(self._answers.get(words[0].upper(), b"+OK\r\n"))


def _bulk(text: str) -> bytes:
    return f"${len(text)}\r\n{text}\r\n".encode()


@pytest.fixture
def redis_port() -> Iterator[int]:
    server = TinyRedis(
        {
            b"HELLO": b"-ERR unknown command\r\n",
            b"PING": b"+PONG\r\n",
            b"INFO": _bulk("# Server\r\nredis_version:7.0.15\r\n"),
            b"CLUSTER": _bulk("cluster_state:ok\r\ncluster_known_nodes:6\r\n"),
        }
    )
    yield server.port
    server.close()


def test_redis_is_only_asked_when_configured(settings: Settings, redis_port: int) -> None:
    assert _examine(settings, "_redis") == []
    (finding,) = _examine(
        dataclasses.replace(settings, redis_host="127.0.0.1", redis_port=redis_port), "_redis"
    )
    assert (finding.state, finding.message) == (State.OK, f"Redis 7.0.15 on 127.0.0.1:{redis_port}")


def test_a_redis_cluster_says_its_state_through_any_node_that_answers(
    settings: Settings, redis_port: int
) -> None:
    nodes = (("127.0.0.1", 1), ("127.0.0.1", redis_port))
    (finding,) = _examine(
        dataclasses.replace(settings, redis_enable_cluster=True, redis_cluster_nodes=nodes), "_redis"
    )
    assert finding.state is State.OK
    assert "cluster of 6 nodes, state ok" in finding.message


def test_a_redis_that_is_away_is_a_warning_since_the_product_works_without(settings: Settings) -> None:
    (finding,) = _examine(dataclasses.replace(settings, redis_host="127.0.0.1", redis_port=1), "_redis")
    assert finding.state is State.WARN


@pytest.mark.parametrize(
    ("key", "environment", "state"),
    [
        ("", "production", State.FAIL),
        ("your-very-secure-jwt-secret", "production", State.FAIL),
        ("your-very-secure-jwt-secret-for-production", "production", State.FAIL),
        ("a" * 64, "production", State.FAIL),
        ("short", "development", State.WARN),
        (STRONG, "production", State.OK),
        (STRONG, "development", State.OK),
    ],
)
def test_weak_token_keys(key: str, environment: str, state: State, settings: Settings) -> None:
    (finding,) = _examine(dataclasses.replace(settings, jwt_secret=key, node_env=environment), "_token_key")
    assert finding.state is state
    assert not key or key not in finding.message


def test_no_token_key_is_needed_on_a_workstation(settings: Settings) -> None:
    assert _examine(settings, "_token_key") == []


def _certificate(folder: Path, days: tuple[int, int]) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "library.example")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(1)
        .not_valid_before(now + timedelta(days[0]))
        .not_valid_after(now + timedelta(days[1]))
    )
    paths_ = folder / "clms.crt", folder / "clms.key"
    paths_[0].write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    paths_[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths_


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        ((-1, 365), State.OK, "valid until"),
        ((-1, 10), State.WARN, "valid until"),
        ((-10, -1), State.FAIL, "expired on"),
        ((1, 10), State.FAIL, "valid only from"),
    ],
)
def test_certificates_and_their_dates(
    days: tuple[int, int], state: State, said: str, settings: Settings, tmp_path: Path
) -> None:
    certificate, key = _certificate(tmp_path, days)
    (finding,) = _examine(
        dataclasses.replace(settings, ssl_cert_path=certificate, ssl_key_path=key), "_certificate"
    )
    assert finding.state is state
    assert said in finding.message


def test_a_certificate_needs_its_own_key_and_readable_files(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    certificate, _ = _certificate(tmp_path, (-1, 365))
    _, other = _certificate(tmp_path / "other", (-1, 365))
    (tmp_path / "text").write_text("no PEM")
    for key, said in (
        (other, "is not the key of"),
        (tmp_path / "none", "can't be read"),
        (tmp_path / "text", "no PEM"),
    ):
        (finding,) = _examine(
            dataclasses.replace(settings, ssl_cert_path=certificate, ssl_key_path=key), "_certificate"
        )
        assert finding.state is State.FAIL
        assert said in finding.message


def test_the_command_prints_and_fails_when_something_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path))
    assert cli.main(["doctor"]) == 0
    assert "Python" in capsys.readouterr().out
    monkeypatch.setenv("NODE_ENV", "production")
    assert cli.main(["doctor", "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert [each["check"] for each in findings if each["state"] == "fail"] == ["JWT_SECRET"]


def test_an_empty_server_is_told_to_be_migrated_and_an_empty_file_is_fine(
    engine_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", engine_url)
    embedded = engine_url.startswith("sqlite")
    if embedded:
        Path(engine_url.removeprefix("sqlite:///")).touch()
    code = cli.main(["doctor", "--json"])
    (finding,) = [each for each in json.loads(capsys.readouterr().out) if each["check"] == "Schema"]
    assert (code, finding["state"]) == ((0, "ok") if embedded else (1, "fail"))
    assert embedded or "clms migrate" in finding["advice"]


def test_wrong_settings_are_a_finding_and_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "x")
    assert cli.main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert out.startswith('fail  Settings  PORT in the environment can\'t be "x"')


def test_the_probe_runs_in_a_process_of_its_own(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: Any, **kwargs: Any) -> None:
        raise subprocess.TimeoutExpired("python", 60)

    monkeypatch.setattr("subprocess.run", hang)
    (finding,) = _examine(settings, "_window")
    assert (finding.state, finding.message) == (State.FAIL, "Qt does not work: it did not start")


@pytest.mark.parametrize("kind", ["folder", "share", "s3"])
def test_where_photos_go_is_written_to(
    settings: Settings, kind: str, places_of: Callable[[str], FilePlaces], tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    chosen = _of_files(settings, places_of(kind))
    (found,) = _examine(chosen, "_file_storage")
    assert found.state is not State.FAIL and "written to and read" in found.message
    assert ("GiB free" in found.message) == (kind != "s3")
    assert not list((tmp_path / "files").iterdir()) and not list((tmp_path / "nas" / "clms").iterdir())


def test_photos_in_the_database_need_no_look_and_a_folder_may_be_made_later(
    settings: Settings, places_of: Callable[[str], FilePlaces], tmp_path: Path
) -> None:
    assert _examine(settings, "_file_storage") == []
    (later,) = _examine(_of_files(settings, places_of("folder")), "_file_storage")
    assert later.state is State.OK and not (tmp_path / "files").exists()


def test_a_bucket_that_refuses_fails_without_showing_the_secret(
    settings: Settings, places_of: Callable[[str], FilePlaces], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_BUCKET_SECRET", "not-the-secret")
    (found,) = _examine(_of_files(settings, places_of("s3")), "_file_storage")
    assert found.state is State.FAIL and "S3_SECRET_KEY" in found.advice
    assert "not-the-secret" not in str(found)


def _of_files(settings: Settings, places: FilePlaces) -> Settings:
    bucket = places.bucket
    return dataclasses.replace(
        settings, file_storage=places.kind.value, file_folder=Path(places.folder), file_share=Path(places.share),
        s3_bucket=bucket.name, s3_endpoint=bucket.endpoint, s3_access_key=bucket.access_key,
        s3_secret_key=bucket.secret_key,
    )  # fmt: skip
