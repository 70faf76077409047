"""What of a server is proven before a password is sent to it."""

from __future__ import annotations

import ssl
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from app.cluster.local.certificate import make_certificate
from app.database.encryption import encryption
from app.database.engine import Database
from app.database.wire import QuickConnection
from app.errors import InvalidInput
from app.setting_values import _OPTIONS
from tests.servers import databases

SERVER = "mysql+pymysql://desk:x@db.school.example:3306/clms"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that is its own authority."""
    folder = tmp_path_factory.mktemp("certificates")
    make_certificate(folder / "clms.crt", folder / "clms.key")
    return folder / "clms.crt"


@pytest.mark.parametrize(
    ("options", "proves", "name"),
    [
        ("ssl_ca={ca}", True, True),
        ("ssl_ca={ca}&ssl_verify_cert=true", True, False),
        ("ssl_ca={ca}&ssl_verify_cert=true&ssl_verify_identity=true", True, True),
        ("ssl_ca={ca}&ssl_verify_identity=true", True, True),
        ("ssl_verify_identity=true", True, True),
        ("ssl_verify_cert=true", True, False),
        ("ssl_verify_cert=false", False, False),
        ("ssl_cert={ca}&ssl_key={key}", False, False),
    ],
)
def test_what_is_told_is_what_is_proven(options: str, proves: bool, name: bool, authority: Path) -> None:
    told = options.format(ca=authority, key=authority.with_suffix(".key"))
    rest, given = encryption(make_url(f"{SERVER}?charset=utf8mb4&{told}"))
    context: ssl.SSLContext = given["ssl"]
    assert rest.render_as_string(hide_password=False) == f"{SERVER}?charset=utf8mb4"
    assert (context.verify_mode == ssl.CERT_REQUIRED, context.check_hostname) == (proves, name)
    if "ssl_ca" in options:
        assert context.cert_store_stats()["x509"] == 1  # that authority and no other


def test_connections_that_prove_nothing_share_what_they_encrypt_with(authority: Path) -> None:
    """The driver's own reads a hundred authorities for each, which took most of the time of opening one."""

    def context(**options: object) -> ssl.SSLContext:
        made: ssl.SSLContext = QuickConnection(defer_connect=True, **options).ctx
        return made

    shared = context()
    assert context() is shared
    assert (shared.verify_mode, shared.check_hostname) == (ssl.CERT_NONE, False)
    assert shared.cert_store_stats()["x509"] == 0
    own = encryption(make_url(f"{SERVER}?ssl_ca={authority}"))[1]["ssl"]
    assert context(ssl=own) is own
    proving = context(ssl_ca=str(authority), ssl_verify_cert=True)
    assert proving is not shared
    assert proving.verify_mode == ssl.CERT_REQUIRED


def test_without_a_word_nothing_changes_and_off_is_off() -> None:
    assert encryption(make_url(SERVER)) == (make_url(SERVER), {})
    assert encryption(make_url(f"{SERVER}?ssl_disabled=true")) == (make_url(SERVER), {"ssl_disabled": True})
    assert {name for name in _OPTIONS if name.startswith("ssl_")} == {
        "ssl_ca", "ssl_cert", "ssl_key", "ssl_disabled", "ssl_verify_cert", "ssl_verify_identity",
    }  # fmt: skip


def test_a_certificate_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="No such file"):
        Database(f"{SERVER}?ssl_ca={tmp_path / 'none.pem'}")
    (tmp_path / "no.pem").write_text("no certificate")
    with pytest.raises(InvalidInput, match=r"no\.pem"):
        Database(f"{SERVER}?ssl_ca={tmp_path / 'no.pem'}")


@pytest.mark.engine
def test_a_real_server_is_spoken_to_encrypted_and_proven_by_its_own_authority(
    mysql_server: databases.Server,
) -> None:
    with databases.fresh_database(mysql_server.prefix) as url:
        with closing(Database(url, pool_size=1)) as database, database.read() as connection:
            place = connection.execute(text("SELECT CONCAT(@@datadir, @@ssl_ca)")).scalar_one()
        encrypted = f"{url}?ssl_ca={place}&ssl_verify_cert=true"
        with closing(Database(encrypted, pool_size=1)) as database, database.read() as connection:
            cipher = connection.execute(text("SHOW SESSION STATUS LIKE 'Ssl_cipher'")).one()[1]
    assert cipher.startswith("TLS")
