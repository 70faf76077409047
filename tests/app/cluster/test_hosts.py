"""Hosts over a real SSH server: what is read, what is refused, and that nothing is changed."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.cluster import hosts
from app.cluster.hosts import Found, reach, read_files
from app.domain.topology import Host, Ssh
from app.errors import Refused, Unreachable
from tests.servers.databases import free_port, hand_over
from tests.servers.ssh import SshServer, make_key


def _host(way: Ssh | None, address: str = "127.0.0.1") -> Host:
    return Host("back", address, ssh=way)


@pytest.fixture
def home(ssh: SshServer) -> Iterator[Path]:
    """The account's folder, with files of every kind."""
    (ssh.home / "plain").write_text("worker_processes auto;\n")
    (ssh.home / "empty").touch()
    (ssh.home / "it's $(touch spoilt) `touch spoilt`; touch spoilt").write_text("a name is no command\n")
    (ssh.home / "ñandú").write_bytes("1¢ \xff\n".encode("latin-1"))
    (ssh.home / "large").write_bytes(b"x" * 1_200_000)
    (ssh.home / "secret").write_text("may not be read")
    (ssh.home / "secret").chmod(0)
    (ssh.home / "shut").mkdir()
    for each in ssh.home.iterdir():
        hand_over(each)
    (ssh.home / "shut").chmod(0)
    yield ssh.home
    (ssh.home / "shut").chmod(0o700)
    (ssh.home / "shut").rmdir()
    for each in ssh.home.iterdir():
        each.unlink()


def test_files_are_read_as_they_are(ssh: SshServer, home: Path) -> None:
    strange = "it's $(touch spoilt) `touch spoilt`; touch spoilt"
    names = ["plain", "empty", strange, "ñandú", "secret", "none", "no/such/folder", "shut/in", "plain"]
    before = sorted((each.name, each.stat().st_ctime_ns) for each in home.iterdir())
    found = read_files(_host(ssh.way), [str(home / name) for name in names])
    assert {Path(path).relative_to(home).as_posix(): told for path, told in found.items()} == {
        "plain": Found(True, "worker_processes auto;\n"),
        "empty": Found(True, ""),
        strange: Found(True, "a name is no command\n"),
        "ñandú": Found(True, "1\ufffd \ufffd\n"),
        "secret": Found(True),
        "none": Found(False),
        "no/such/folder": Found(False),
        "shut/in": Found(True),  # perhaps
    }
    assert sorted((each.name, each.stat().st_ctime_ns) for each in home.iterdir()) == before


def test_this_computer_is_read_the_same_way(ssh: SshServer, home: Path) -> None:
    names = ["plain", "empty", "ñandú", "none", "no/such/folder", "large"]
    paths = [str(home / name) for name in names]
    here, there = read_files(_host(None), paths), read_files(_host(ssh.way), paths)
    assert here == there
    assert len(here[str(home / "large")].text or "") == 1_000_000
    assert read_files(_host(ssh.way), []) == {}


def test_a_changed_key_is_refused_and_nothing_is_sent(ssh: SshServer, tmp_path: Path) -> None:
    way = ssh.known_as(make_key(tmp_path / "other"), "known-before")
    before = ssh.said.count("Starting session")
    with pytest.raises(Refused) as caught:
        read_files(_host(way), ["/etc/hostname"])
    assert caught.value.code == "host_key_changed"
    assert caught.value.message == (
        "back (127.0.0.1) has another key than the one that is known: it may be another computer."
    )
    assert way.known_hosts in caught.value.hint
    assert ssh.said.count("Starting session") == before


def test_an_unknown_key_is_not_taken(ssh: SshServer, tmp_path: Path) -> None:
    (tmp_path / "known").touch()
    way = msgspec.structs.replace(ssh.way, known_hosts=str(tmp_path / "known"))
    with pytest.raises(Refused) as caught:
        reach(_host(way))
    assert (caught.value.code, caught.value.message) == (
        "host_key_unknown",
        "The key of back (127.0.0.1) is not known.",
    )
    assert (tmp_path / "known").read_text() == ""


def test_who_is_not_let_in_is_told_so(ssh: SshServer, tmp_path: Path) -> None:
    way = msgspec.structs.replace(ssh.way, key_file=str(make_key(tmp_path / "stranger")))
    with pytest.raises(Unreachable, match="Permission denied"):
        reach(_host(way))


def test_a_host_that_is_off_is_away(ssh: SshServer) -> None:
    with pytest.raises(Unreachable, match=r"back \(127\.0\.0\.1\) can't be asked: .*refused"):
        reach(_host(msgspec.structs.replace(ssh.way, port=free_port())))


def test_a_host_that_hangs_is_away_after_a_moment(ssh: SshServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "REACHED_S", 1)
    with socket.create_server(("127.0.0.1", free_port())) as silent:
        begun = time.monotonic()
        with pytest.raises(Unreachable):
            reach(_host(msgspec.structs.replace(ssh.way, port=silent.getsockname()[1])))
        assert time.monotonic() - begun < 10


def test_a_computer_without_ssh_says_which_program_it_lacks(
    ssh: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refused) as caught:
        reach(_host(ssh.way))
    assert caught.value.code == "no_ssh"
    reach(_host(None))


def test_an_address_is_no_option(ssh: SshServer, tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        reach(_host(ssh.way, f"-oProxyCommand=touch {tmp_path}/run"))
    assert list(tmp_path.iterdir()) == []
