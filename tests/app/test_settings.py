"""Settings: where they come from, what they refuse and in which words, and that secrets stay secret."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app import keychain, paths, settings
from app.errors import InvalidInput, Unreachable
from app.settings import Settings, declarations, describe, load, save, save_secret

GUIDE = """\
NODE_ENV=production
PORT=3001

# Database
DATABASE_URL=mysql://clms_user:secure_password@mysql:3306/clms_database
DB_CONNECTION_LIMIT=20
DB_ACQUIRE_TIMEOUT=60000

# Redis
REDIS_HOST=redis
REDIS_PORT=6379
REDIS_ENABLE_CLUSTER=true
REDIS_CLUSTER_NODES=redis-1:6379,redis-2:6379,redis-3:6379

# Security
JWT_SECRET=your-very-secure-jwt-secret
BCRYPT_ROUNDS=12

# Performance
MONITORING_ENABLED=true
ALERTS_ENABLED=true
CACHE_ENABLED=true

# SSL
SSL_CERT_PATH=/etc/nginx/ssl/clms.crt
SSL_KEY_PATH=/etc/nginx/ssl/clms.key
"""

Read = Callable[..., Settings]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """load() from nothing but what a test gives."""

    def from_only(environ: dict[str, str] | None = None, *, dotenv: str = "", toml: str = "") -> Settings:
        (tmp_path / ".env").write_text(dotenv, encoding="utf-8")
        (tmp_path / "settings.toml").write_text(toml, encoding="utf-8")
        return load(environ or {}, dotenv=tmp_path / ".env", file=tmp_path / "settings.toml")

    return from_only


def test_the_production_guides_environment_is_understood(read: Read) -> None:
    found = read(dotenv=GUIDE)
    assert found.node_env == "production"
    assert found.database_url == "mysql+pymysql://clms_user:secure_password@mysql:3306/clms_database"
    assert (found.db_connection_limit, found.db_acquire_timeout) == (20, 60_000)
    assert found.redis_cluster_nodes == (("redis-1", 6379), ("redis-2", 6379), ("redis-3", 6379))
    assert (found.redis_host, found.redis_port, found.redis_enable_cluster) == ("redis", 6379, True)
    assert (found.bcrypt_rounds, found.port, found.jwt_secret) == (12, 3001, "your-very-secure-jwt-secret")
    assert (found.monitoring_enabled, found.alerts_enabled, found.cache_enabled) == (True, True, True)
    assert found.ssl_cert_path == Path("/etc/nginx/ssl/clms.crt")


def test_without_anything_the_library_is_a_file_in_the_users_data_folder(read: Read) -> None:
    found = read()
    assert found.database_url == f"sqlite:///{paths.default_data_dir() / 'clms.db'}"
    assert found.database.kind == "sqlite"
    assert set(found.sources.values()) == {settings.DEFAULT}
    assert found.workstation
    assert found.timezone


def test_environment_wins_over_dotenv_over_file_over_default(read: Read) -> None:
    everywhere = {
        "dotenv": "PORT=2222\nBCRYPT_ROUNDS=5\n",
        "toml": "PORT = 3333\nBCRYPT_ROUNDS = 6\nDB_CONNECTION_LIMIT = 7\n",
    }
    found = read({"PORT": "1111"}, **everywhere)
    assert (found.port, found.bcrypt_rounds, found.db_connection_limit) == (1111, 5, 7)
    assert found.sources["PORT"] == "the environment"
    assert found.sources["BCRYPT_ROUNDS"].endswith(".env")
    assert found.sources["DB_CONNECTION_LIMIT"].endswith("settings.toml")
    assert found.sources["REDIS_PORT"] == "the default"


def test_an_empty_variable_counts_as_not_set(read: Read) -> None:
    assert read({"PORT": "", "REDIS_HOST": "  "}, toml="PORT = 4000").port == 4000


def test_dotenv_takes_dollars_quotes_and_other_programs_names_as_they_are(read: Read) -> None:
    found = read(
        dotenv="\ufeffCOMPOSE_PROJECT_NAME=x\nexport JWT_SECRET='a$HOME \"b'  # comment\nPORT=5000\n"
    )
    assert found.jwt_secret == 'a$HOME "b'
    assert found.port == 5000


def test_toml_knows_numbers_booleans_and_lists(read: Read) -> None:
    found = read(toml='PORT = 80\nCACHE_ENABLED = false\nREDIS_CLUSTER_NODES = ["a:1", "b"]')
    assert (found.port, found.cache_enabled, found.redis_cluster_nodes) == (
        80,
        False,
        (("a", 1), ("b", 6379)),
    )


def test_a_relative_library_file_lies_in_the_data_folder(read: Read, tmp_path: Path) -> None:
    environ = {"CLMS_DATA_DIR": str(tmp_path / "d"), "DATABASE_URL": "sqlite:///school.db"}
    assert read(environ).database_url == f"sqlite:///{tmp_path / 'd' / 'school.db'}"
    assert read({**environ, "DATABASE_URL": "sqlite:////srv/a b.db"}).database.name == "/srv/a b.db"


WRONG = [
    ("CLMS_DATA_DIR", "library", "full path"),
    ("DATABASE_URL", "postgres://server/clms", "mysql://"),
    ("DATABASE_URL", "mysql://server", "name has to follow"),
    ("DATABASE_URL", "mysql://server:port/clms", "port"),
    ("DATABASE_URL", "mysql://server/clms?connection_limit=5", "no option connection_limit"),
    ("DATABASE_URL", "sqlite://", "file has to follow"),
    ("DATABASE_URL", "sqlite:///:memory:", "file has to follow"),
    ("DATABASE_PASSWORD", "two\nlines", "one line"),
    ("DB_CONNECTION_LIMIT", "abc", "whole number from 1 to 500"),
    ("DB_ACQUIRE_TIMEOUT", "3", "whole number from 100 to 600000"),
    ("REDIS_HOST", "redis:6379", "without a port"),
    ("REDIS_PORT", "70000", "1 to 65535"),
    ("REDIS_ENABLE_CLUSTER", "maybe", "true or false"),
    ("REDIS_CLUSTER_NODES", "a:1,b:x", "redis-1:6379"),
    ("DATABASE_NODES", "a:1,b:x", "db-1:3306"),
    ("DATABASE_LAG_BOUND", "99", "100"),
    ("REDIS_USERNAME", "a\tb", "one line"),
    ("REDIS_PASSWORD", "two\nlines", "one line"),
    ("REDIS_TLS", "1.2", "true or false"),
    ("REDIS_CA_PATH", "a\0b", "path"),
    ("JWT_SECRET", "a\tb", "one line"),
    ("JWT_SECRET_PREVIOUS", "a\tb", "one line"),
    ("TRUSTED_PROXIES", "nginx", "10.0.0.0/8"),
    ("CORS_ORIGINS", "*", "https://kiosk.school.example"),
    ("BCRYPT_ROUNDS", "3", "4 to 16"),
    ("FILE_STORAGE", "cloud", "database, folder, share, s3"),
    ("BACKUP_COPIES", "database", "none, folder, share, s3"),
    ("FILE_STORAGE_FOLDER", "files", "full path"),
    ("FILE_STORAGE_SHARE", "nas/clms", "full path"),
    ("S3_BUCKET", "My_Bucket", "small letters"),
    ("S3_ENDPOINT", "s3.school.example", "https://"),
    ("S3_REGION", "a\tb", "one line"),
    ("S3_ACCESS_KEY", "AKIAEXAMPLE", "keyring:NAME or env:NAME"),
    ("S3_SECRET_KEY", "abc123", "keyring:NAME or env:NAME"),
    ("MONITORING_ENABLED", "2", "true or false"),
    ("ALERTS_ENABLED", "-", "true or false"),
    ("MONITORING_TOPOLOGY", "topology.toml", "full path"),
    ("MONITORING_TOKEN", "abc123", "keyring:NAME or env:NAME"),
    ("MONITORING_ISBN_LOOKUP", "ftp://books.example", "https://"),
    ("MONITORING_MAIL_SERVER", "mail:smtp", "school.example:25"),
    ("UPDATE_SOURCE", "http://files.school.example", "https://"),
    ("UPDATE_KEY", "AAAA", "Ed25519"),
    ("UPDATE_SOURCE", "https://user@files.school.example", "https://"),
    ("CACHE_ENABLED", "cache", "true or false"),
    ("PORT", "0", "1 to 65535"),
    ("NODE_ENV", "live", "development, production, test"),
    ("SSL_CERT_PATH", "a\0b", "path"),
    ("SSL_KEY_PATH", "a\0b", "path"),
    ("CLMS_WORKSTATION", "x" * 65, "1 to 64 characters"),
    ("CLMS_LANGUAGE", "de", "system, en, fil"),
    ("CLMS_THEME", "pink", "light, dark"),
    ("CLMS_LOCK_AFTER_MINUTES", "1.5", "0 to 720"),
    ("CLMS_TIMEZONE", "Manila", "Asia/Manila"),
    ("CLMS_LOG_LEVEL", "loud", "debug, info"),
]


@pytest.mark.parametrize(
    ("name", "text", "allowed"), WRONG, ids=[f"{name}={text[:12]!r}" for name, text, _ in WRONG]
)
def test_a_wrong_value_is_one_sentence_naming_setting_place_and_what_is_allowed(
    name: str, text: str, allowed: str, read: Read
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read({name: text})
    message = caught.value.message
    assert message.startswith(f"{name} in the environment")
    assert allowed in message
    assert message.count(". ") == 0
    assert message.endswith(".")
    assert caught.value.details["field"] == name
    secret = next(each.secret for each in declarations() if each.name == name)
    assert (f'"{text[:80]}"' in message) is not secret


def test_every_setting_has_a_wrong_value_in_these_tests() -> None:
    assert {name for name, _, _ in WRONG} == {each.name for each in declarations()}


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("PORT = 1\nCACHE_ENABLED = maybe", "line 2"),
        ("DB_CONECTION_LIMIT = 5", "Did you mean DB_CONNECTION_LIMIT?"),
        ("port = 5", "Did you mean PORT?"),
    ],
)
def test_a_broken_settings_file_says_what_is_wrong(toml: str, said: str, read: Read) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(toml=toml)
    assert said in str(caught.value)
    assert "settings.toml" in caught.value.message


def test_a_broken_dotenv_names_the_line(read: Read) -> None:
    with pytest.raises(InvalidInput, match="line 2 is not NAME=value"):
        read(dotenv="PORT=1\nthis is no setting\n")


def test_files_in_another_encoding_are_refused(tmp_path: Path) -> None:
    for name in ("dotenv", "file"):
        path = tmp_path / name
        path.write_bytes(b"CLMS_WORKSTATION='caf\xe9'\n")
        with pytest.raises(InvalidInput, match="not UTF-8"):
            load({}, **{"dotenv": tmp_path / "none", "file": tmp_path / "none", name: path})


def test_settings_that_need_each_other_say_so(read: Read) -> None:
    with pytest.raises(InvalidInput, match="SSL_KEY_PATH is missing"):
        read({"SSL_CERT_PATH": "/a.crt"})
    with pytest.raises(InvalidInput, match="REDIS_CLUSTER_NODES is missing"):
        read({"REDIS_ENABLE_CLUSTER": "true"})
    with pytest.raises(InvalidInput, match="S3_BUCKET is missing: BACKUP_COPIES is s3"):
        read({"BACKUP_COPIES": "s3"})
    with pytest.raises(InvalidInput, match="FILE_STORAGE_SHARE is missing: FILE_STORAGE is share"):
        read({"FILE_STORAGE": "share", "FILE_STORAGE_FOLDER": "/srv/files"})
    with pytest.raises(InvalidInput, match="S3_SECRET_KEY is missing"):
        read({"FILE_STORAGE": "s3", "S3_BUCKET": "pictures", "S3_ACCESS_KEY": "env:KEY"})
    with pytest.raises(InvalidInput, match="S3_ACCESS_KEY is missing: S3_BUCKET is set"):
        read({"S3_BUCKET": "pictures"})
    with pytest.raises(InvalidInput, match="DATABASE_URL is missing"):
        read({"DATABASE_NODES": "db-2,db-3"})


def test_secrets_never_show(read: Read) -> None:
    found = read(
        {
            "DATABASE_URL": "mysql://u:hunter2@server/clms",
            "JWT_SECRET": "topsecret",
            "DATABASE_PASSWORD": "swordfish",
            "REDIS_HOST": "redis",
            "REDIS_PASSWORD": "open sesame",
        }
    )
    shown = repr(found) + str(found) + repr(found.database) + found.database.place + repr(found.redis)
    assert not any(secret in shown for secret in ("hunter2", "topsecret", "swordfish", "sesame"))
    assert set(found.secrets) == {"hunter2", "topsecret", "swordfish", "open sesame"}


def test_how_redis_is_signed_in_to(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = {"REDIS_PASSWORD": "from keyring"}
    monkeypatch.setattr(keychain, "read", stored.get)
    assert read({"REDIS_HOST": "redis", "REDIS_PASSWORD": "given"}).redis.login == {
        "username": None, "password": "given",
    }  # fmt: skip
    found = read(
        {"REDIS_HOST": "redis", "REDIS_USERNAME": "clms", "REDIS_TLS": "yes", "REDIS_CA_PATH": "/ca.pem"}
    )
    assert found.sources["REDIS_PASSWORD"] == "the keyring"
    assert found.redis.login == {
        "username": "clms", "password": "from keyring", "ssl": True, "ssl_ca_certs": "/ca.pem", "ssl_check_hostname": True,
    }  # fmt: skip
    stored.clear()
    assert read({"REDIS_HOST": "redis"}).redis.login == {}


def test_the_database_password_comes_from_the_keyring_when_nothing_else_has_it(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def stored(name: str) -> str | None:
        asked.append(name)
        return "from keyring"

    monkeypatch.setattr(keychain, "read", stored)
    found = read({"DATABASE_URL": "mysql://desk@server/clms"})
    assert found.database.password == "from keyring"
    assert "desk:from%20keyring@" in found.database_url
    assert found.sources["DATABASE_PASSWORD"] == "the keyring"
    assert asked == ["DATABASE_PASSWORD"]


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DATABASE_URL": "mysql://desk:given@server/clms"},
        {"DATABASE_URL": "mysql://desk@server/clms", "DATABASE_PASSWORD": "given"},
    ],
)
def test_the_keyring_is_not_asked_without_need(
    environ: dict[str, str], read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "read", lambda name: pytest.fail(f"asked for {name}"))
    assert read(environ).database.password == ("given" if environ else "")


def test_saving_a_secret_checks_it_and_hands_it_to_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    stored: dict[str, str] = {}
    monkeypatch.setattr(keychain, "write", stored.__setitem__)
    save_secret("JWT_SECRET", "x" * 40)
    assert stored == {"JWT_SECRET": "x" * 40}
    with pytest.raises(InvalidInput, match="JWT_SECRET in the keyring"):
        save_secret("JWT_SECRET", "two\nlines")
    with pytest.raises(InvalidInput, match="PORT is no secret"):
        save_secret("PORT", "1")


def test_saving_a_secret_without_a_keyring_says_so() -> None:
    # conftest chooses the keyring that refuses to keep anything
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(keychain, "_keyring", lambda: (_ for _ in ()).throw(RuntimeError("no backend")))
        with pytest.raises(Unreachable, match="no backend"):
            save_secret("DATABASE_PASSWORD", "swordfish")


def test_saved_settings_are_read_back_and_kept_private(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.toml"
    save(
        {"CLMS_THEME": "dark", "PORT": 8080, "CACHE_ENABLED": False, "CLMS_WORKSTATION": 'Desk "1" \\ ü'},
        file=file,
    )
    save({"PORT": None, "CLMS_LANGUAGE": "fil"}, file=file)
    found = load({}, dotenv=tmp_path / "none", file=file)
    assert (found.theme, found.language, found.cache_enabled, found.port) == ("dark", "fil", False, 3001)
    assert found.workstation == 'Desk "1" \\ ü'
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(each.name for each in file.parent.iterdir()) == ["settings.toml"]


def test_saving_refuses_what_loading_would_and_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save({"PORT": 8080}, file=file)
    before = file.read_bytes()
    for changes in ({"PORT": 0}, {"PROT": 1}):
        with pytest.raises(InvalidInput):
            save(changes, file=file)
    assert file.read_bytes() == before


def test_describe_has_a_row_with_prose_for_every_setting() -> None:
    rows = describe()
    assert len({name for name, *_ in rows}) == len(rows)
    for name, allowed, default, prose in rows:
        assert name.isupper()
        assert allowed
        assert default
        assert prose.endswith(".")
