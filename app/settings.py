"""Every setting of the program: declared once, with its type, default and prose.

A value comes from the environment, else from ``.env`` in the current folder, else from ``settings.toml`` in the
user's configuration folder, else from that of the machine, else from the default. Only this module reads settings from the environment. Names are
those of the production guide.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import keychain, paths
from app import setting_sources as reading
from app import setting_values as values
from app.domain.redis_address import RedisAddress
from app.errors import InvalidInput
from app.file_settings import FileSettings
from app.setting_declarations import Declaration, setting
from app.setting_layers import layers
from app.setting_rules import check_together
from app.setting_secrets import KEYRING, from_keyring, is_reference, secret_text
from app.update_settings import UpdateSettings
from app.watch_settings import WatchSettings

LIBRARY_FILE = "clms.db"
ALWAYS = ("DATABASE_PASSWORD", "REDIS_PASSWORD")
"""The secrets every part of the program looks up in the system's keyring."""
SECRETS = (*ALWAYS, "JWT_SECRET")
"""What may stand there."""

DEFAULT = "the default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(FileSettings):
    """The settings in force. ``load()`` makes one; tests may make one directly. Secrets never show in its repr."""

    data_dir: Path = setting(
        "CLMS_DATA_DIR",
        values.folder_path,
        "a full path",
        "Folder of the library file, the scan queue and the logs.",
        factory=paths.default_data_dir,
        shown="the user's data folder",
    )
    address: values.DatabaseAddress | None = setting(
        "DATABASE_URL",
        values.database_address,
        "mysql://, mariadb://, mysql+pymysql:// or sqlite:/// URL",
        "The library's database. User name and password are percent-decoded. A relative sqlite file is taken from "
        "CLMS_DATA_DIR.",
        default=None,
        shown="clms.db in CLMS_DATA_DIR",
        secret=True,
    )
    database_password: str = setting(
        "DATABASE_PASSWORD",
        values.plain_text(512),
        "text",
        "Password for a DATABASE_URL that has a user but no password. May be kept in the keyring.",
        default="",
        secret=True,
    )
    database_nodes: tuple[tuple[str, int], ...] = setting(
        "DATABASE_NODES",
        values.nodes(3306, "db"),
        "host:port,host:port",
        "Further database servers of the library, with the account and name in DATABASE_URL. The primary is found among all.",
        default=(),
    )
    database_lag_bound: int = setting(
        "DATABASE_LAG_BOUND",
        values.whole_number(100, 600_000),
        "milliseconds, 100 to 600000",
        "How far a replica in DATABASE_NODES may be behind to be asked for lists, reports and search.",
        default=2000,
    )
    db_connection_limit: int = setting(
        "DB_CONNECTION_LIMIT",
        values.whole_number(1, 500),
        "1 to 500",
        "Most database connections of this process. A window needs 3; an API node 20 to 50.",
        default=3,
    )
    db_acquire_timeout: int = setting(
        "DB_ACQUIRE_TIMEOUT",
        values.whole_number(100, 600_000),
        "milliseconds, 100 to 600000",
        "How long to wait for a free connection. 3000 suits a desk, 60000 a server's background work.",
        default=3000,
    )
    redis_host: str = setting(
        "REDIS_HOST",
        values.host_name,
        "a host's name or address",
        "Redis for the shared cache. Without it the program caches in its own memory.",
        default="",
    )
    redis_port: int = setting(
        "REDIS_PORT", values.whole_number(1, 65535), "1 to 65535", "Port of REDIS_HOST.", default=6379
    )
    redis_enable_cluster: bool = setting(
        "REDIS_ENABLE_CLUSTER",
        values.yes_or_no,
        "true or false",
        "Whether Redis is a cluster.",
        default=False,
    )
    redis_cluster_nodes: tuple[tuple[str, int], ...] = setting(
        "REDIS_CLUSTER_NODES",
        values.nodes(6379, "redis"),
        "host:port,host:port",
        "Some nodes of the Redis cluster; the others are found through them.",
        default=(),
    )
    redis_username: str = setting(
        "REDIS_USERNAME", values.plain_text(128), "text", "User of Redis' access list, if any.", default=""
    )
    redis_password: str = setting(
        "REDIS_PASSWORD",
        values.plain_text(512),
        "text",
        "Password for Redis. May be kept in the keyring.",
        default="",
        secret=True,
    )
    redis_tls: bool = setting(
        "REDIS_TLS", values.yes_or_no, "true or false", "Whether Redis is spoken to over TLS.", default=False
    )
    redis_ca_path: Path | None = setting(
        "REDIS_CA_PATH",
        values.file_path,
        "a path",
        "Certificate of the authority Redis' own is signed by, PEM; without it those the computer trusts.",
        default=None,
    )
    jwt_secret: str = setting(
        "JWT_SECRET",
        values.plain_text(4096),
        "text, 32 characters or more in production",
        "Key that signs the API's tokens. May be kept in the keyring.",
        default="",
        secret=True,
    )
    jwt_secret_previous: tuple[str, ...] = setting(
        "JWT_SECRET_PREVIOUS",
        values.plain_texts(4096),
        "keys with a comma between them",
        "Keys that JWT_SECRET had before: their tokens are believed until they expire.",
        default=(),
        secret=True,
    )
    bcrypt_rounds: int = setting(
        "BCRYPT_ROUNDS",
        values.whole_number(4, 16),
        "4 to 16",
        "Cost of a password's hash: each step doubles the time. 12 takes about a quarter of a second.",
        default=12,
    )
    cache_enabled: bool = setting(
        "CACHE_ENABLED",
        values.yes_or_no,
        "true or false",
        "Whether lists and sheets are cached.",
        default=True,
    )
    port: int = setting("PORT", values.whole_number(1, 65535), "1 to 65535", "Port of the API.", default=3001)
    trusted_proxies: tuple[str, ...] = setting(
        "TRUSTED_PROXIES",
        values.addresses,
        "addresses or networks with a comma between them",
        "Proxies such as nginx whose X-Forwarded-For and X-Forwarded-Proto the API believes.",
        default=("127.0.0.1", "::1"),
        shown="127.0.0.1,::1",
    )
    cors_origins: tuple[str, ...] = setting(
        "CORS_ORIGINS",
        values.origins,
        "origins with a comma between them",
        "Web pages of other hosts whose scripts may call the API. Without it none may.",
        default=(),
    )
    node_env: str = setting(
        "NODE_ENV",
        values.one_of("development", "production", "test"),
        "development, production or test",
        "Kind of installation. In production a weak JWT_SECRET is a failure.",
        default="development",
    )
    ssl_cert_path: Path | None = setting(
        "SSL_CERT_PATH",
        values.file_path,
        "a path",
        "Certificate of the API, PEM. Needs SSL_KEY_PATH.",
        default=None,
    )
    ssl_key_path: Path | None = setting(
        "SSL_KEY_PATH", values.file_path, "a path", "Private key of the certificate, PEM.", default=None
    )
    workstation: str = setting(
        "CLMS_WORKSTATION",
        values.plain_text(64),
        "1 to 64 characters",
        "Name of this computer in the audit.",
        factory=paths.workstation,
        shown="the computer's name",
    )
    language: str = setting(
        "CLMS_LANGUAGE",
        values.one_of("system", "en", "fil"),
        "system, en or fil",
        "Language of the window.",
        default="system",
    )
    theme: str = setting(
        "CLMS_THEME",
        values.one_of("system", "light", "dark", "contrast"),
        "system, light, dark or contrast",
        "Colours of the window.",
        default="system",
    )
    lock_after_minutes: int = setting(
        "CLMS_LOCK_AFTER_MINUTES",
        values.whole_number(0, 720),
        "0 to 720",
        "Minutes without a key or mouse before the window locks; 0 never.",
        default=10,
    )
    timezone: str = setting(
        "CLMS_TIMEZONE",
        values.zone_name,
        "a zone name such as Asia/Manila",
        "Time zone of a new library.",
        factory=values.local_zone,
        shown="the computer's zone",
    )
    log_level: str = setting(
        "CLMS_LOG_LEVEL",
        values.one_of("debug", "info", "warning", "error"),
        "debug, info, warning or error",
        "How much goes into the log.",
        default="info",
    )
    sources: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Where each setting's value came from, by its name."""

    @property
    def database(self) -> values.DatabaseAddress:
        """The database, with its password filled in and a file's path made absolute."""
        address = self.address or values.DatabaseAddress("sqlite", LIBRARY_FILE)
        if address.kind == "sqlite":
            return dataclasses.replace(address, name=str(self.data_dir / Path(address.name).expanduser()))
        if address.user and not address.password:
            return dataclasses.replace(address, password=self.database_password)
        return address

    @property
    def database_url(self) -> str:
        """The URL for the driver. Holds the password: never show or log it; ``database.place`` is for people."""
        return self.database.url

    @property
    def redis(self) -> RedisAddress:
        """Where Redis is."""
        nodes = self.redis_cluster_nodes
        if self.redis_host:
            nodes = ((self.redis_host, self.redis_port), *nodes)
        user, password, ca_file = self.redis_username, self.redis_password, str(self.redis_ca_path or "")
        return RedisAddress(nodes, self.redis_enable_cluster, user, password, self.redis_tls, ca_file)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What a log must never contain."""
        keys = (self.jwt_secret, *self.jwt_secret_previous)
        kept = (self.database.password, self.database_password, self.redis_password, *keys)
        return tuple(filter(None, kept))


def declarations() -> tuple[Declaration, ...]:
    """Every setting, in the order of the documentation."""
    return tuple(_declared().values())


def describe() -> tuple[tuple[str, str, str, str], ...]:
    """The table of the documentation: name, what is allowed, default, meaning."""
    return tuple((each.name, each.allowed, each.shown_default, each.prose) for each in declarations())


def load(
    environ: Mapping[str, str] | None = None,
    *,
    dotenv: Path | None = None,
    file: Path | None = None,
    machine: Path | None = None,
    secrets: tuple[str, ...] = ALWAYS,
) -> Settings:
    """Read the settings. Raises InvalidInput naming the first setting that can't be used, where it stands and why.

    ``secrets`` are those to look up in the keyring when nothing else names them and they are needed; the API asks
    for JWT_SECRET too. A keyring that doesn't answer counts as empty.
    """
    environ = os.environ if environ is None else environ
    declared = _declared()
    names = [each.name for each in declared.values()]
    found = layers(environ, Path(".env") if dotenv is None else dotenv, file, machine, names)
    given: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for attribute, each in declared.items():
        first = next((layer[each.name] for layer in found if each.name in layer), None)
        if (
            first
            and each.name in SECRETS
            and each.name not in secrets
            and first.line
            and is_reference(first.text)
        ):
            first = None  # nobody needs it here, and its place may be shut
        sources[each.name] = first.source if first else DEFAULT
        if first:
            with first.told():
                given[attribute] = each.value_of(secret_text(each, first), first.place)
    settings = from_keyring(Settings(**given, sources=sources), secrets, declared)
    check_together(settings)
    return settings


def overlaid(settings: Settings, texts: Mapping[str, str | None]) -> Settings:
    """The settings with some values given anew, None for the default. Raises InvalidInput."""
    declared = {each.name: (attribute, each) for attribute, each in _declared().items()}
    given, usual = {}, Settings()
    for name, text in texts.items():
        attribute, one = declared[name]
        given[attribute] = one.value_of(text, "the settings") if text else getattr(usual, attribute)
    found = dataclasses.replace(settings, **given)
    check_together(found)
    return found


def save_secret(name: str, value: str) -> None:
    """Keep a secret in the system's keyring. Raises InvalidInput for a value that load() would refuse, Unreachable
    when there is no keyring."""
    if (declared := next((each for each in declarations() if each.name == name in SECRETS), None)) is None:
        raise InvalidInput(f"{name} is no secret of CLMS.", hint=f"There are {', '.join(SECRETS)}.")
    declared.value_of(value, KEYRING)
    keychain.write(name, value)


def written(file: Path | None = None) -> dict[str, str]:
    """What stands in the settings file, name by name. Raises InvalidInput."""
    known = {each.name for each in declarations()}
    found = reading.from_file(paths.settings_file() if file is None else file, known)
    return {name: one.text for name, one in found.items()}


def save(
    changes: Mapping[str, str | int | bool | None], *, file: Path | None = None, for_all: bool = False
) -> None:
    """Write settings into the settings file, keeping the others; None removes one. Comments in the file are lost. A file
    ``for_all`` can be read by every user of this computer.

    Raises InvalidInput for a value that load() would refuse, and Refused when the file can't be written.
    """
    target = paths.settings_file() if file is None else file
    reading.write_file(target, _changed(written(target), changes, str(target)), for_all=for_all)


def _changed(
    current: dict[str, str], changes: Mapping[str, str | int | bool | None], source: str
) -> dict[str, str]:
    known = {each.name: each for each in declarations()}
    for name, value in changes.items():
        if name not in known:
            raise reading.unknown(name, source, known)
        text = None if value is None else reading.as_text(value)
        if text:
            if not (known[name].secret and is_reference(text)):
                known[name].value_of(text, source)
            current[name] = text
        else:
            current.pop(name, None)
    return current


def _declared() -> dict[str, Declaration]:
    """Attribute name → declaration; those of files, the watch and updates, which a dataclass puts first, last."""
    every = [each for each in dataclasses.fields(Settings) if "declaration" in each.metadata]
    last = (FileSettings, WatchSettings, UpdateSettings)
    every.sort(key=lambda each: sum(hasattr(kind, each.name) for kind in last))
    return {each.name: each.metadata["declaration"] for each in every}
