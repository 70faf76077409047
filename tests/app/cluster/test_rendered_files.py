"""Units, Compose file, log rotation and settings, each by the program that reads it, or by its format's own schema."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from app import settings as product_settings
from app.cluster import topology_file
from app.cluster.rendering.files import BY_HAND, Kind, RenderedFile, render
from app.cluster.rendering.logrotate import logrotate
from app.cluster.rendering.secrets import reveal, secrets_in
from app.cluster.rendering.systemd import RELEASES
from app.domain.file_places import FileKind
from app.domain.topology import Driver, Files, Node, NodeKind, Topology
from app.errors import InvalidInput
from tests.app.cluster.kit import SCHOOL, SECRETS, database, local


@pytest.fixture(scope="module")
def school() -> Topology:
    return topology_file.parse(SCHOOL)


@pytest.fixture(scope="module")
def contained(school: Topology) -> Topology:
    return msgspec.structs.replace(school, driver=Driver.COMPOSE, nginx_version="1.28", hosts=school.hosts)


def _of(files: tuple[RenderedFile, ...], kind: Kind) -> list[RenderedFile]:
    return [each for each in files if each.kind is kind]


@pytest.mark.parametrize("driver", list(Driver))
def test_every_file_is_whole_and_stands_in_a_place_of_its_own(school: Topology, driver: Driver) -> None:
    files = render(msgspec.structs.replace(school, driver=driver, folder="/srv/clms"))
    assert len({each.below for each in files}) == len(files)
    for each in files:
        assert "{{" not in each.text, each.path
        assert not re.search(r"\n\s*\n\s*\n\s*\n", each.text), each.path
        assert each.text.endswith("\n")
        assert each.mode == (0o600 if "@secret:" in each.text else 0o644)


@pytest.mark.parametrize("driver", list(Driver))
def test_settings_are_what_the_program_takes(school: Topology, driver: Driver, tmp_path: Path) -> None:
    topology = msgspec.structs.replace(school, driver=driver, folder="/srv/clms")
    files = render(topology)
    told = {Path(each.path).name: each for each in files if each.kind in (Kind.ENVIRONMENT, Kind.SECRETS)}
    for name in ("api-1", "worker", "migrate"):
        text = reveal(told[f"{name}.env"].text + told[f"{name}.secrets.env"].text, SECRETS)
        environ = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
        assert set(environ) <= {each.name for each in product_settings.declarations()}
        loaded = product_settings.load(environ=environ, file=tmp_path / "none", dotenv=tmp_path / "none")
        account = {"api-1": "clms_desk", "worker": "clms_ops", "migrate": "clms_migrate"}[name]
        assert loaded.database.user == account
        assert loaded.database.password == SECRETS[account]
        assert ("JWT_SECRET" in environ) == (name == "api-1")
        assert "@secret" not in told[f"{name}.env"].text
        assert loaded.redis.nodes
        assert loaded.database_nodes == (topology.address(topology.node("db-2")),)
        assert loaded.database_lag_bound == 2000


def test_copies_of_backups_may_go_elsewhere_than_files(school: Topology, tmp_path: Path) -> None:
    files = Files(share="/mnt/nas/clms", bucket="backups", copies=FileKind.S3)
    told = {Path(each.path).name: each for each in render(msgspec.structs.replace(school, files=files))}
    text = reveal(told["worker.env"].text + told["worker.secrets.env"].text, SECRETS)
    environ = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
    places = product_settings.load(
        environ=environ, file=tmp_path / "none", dotenv=tmp_path / "none"
    ).file_places
    assert (places.kind, places.copies, places.bucket.name, places.share) == (
        FileKind.DATABASE, FileKind.S3, "backups", "",
    )  # fmt: skip
    with pytest.raises(InvalidInput) as wrong:
        msgspec.structs.replace(school, files=Files(copies=FileKind.DATABASE))
    assert wrong.value.details["field"] == "files.copies"


KEPT = {
    "folder": (Files(FileKind.FOLDER, "/srv/files"), "/srv/files:/srv/files", "-/srv/files"),
    "share": (Files(FileKind.SHARE, share="/mnt/nas/clms"), "/mnt/nas:/mnt/nas:rslave", "-/mnt/nas/clms"),
    "s3": (Files(FileKind.S3, bucket="pictures", endpoint="https://s3.school.example"), "", ""),
}


@pytest.mark.parametrize("kind", KEPT)
def test_nodes_are_told_where_files_are_kept_and_let_there(
    school: Topology, kind: str, tmp_path: Path
) -> None:
    files, mount, opened = KEPT[kind]
    rendered = render(msgspec.structs.replace(school, files=files))
    told = {Path(each.path).name: each for each in rendered}
    for name in ("api-1", "worker"):
        assert "@secret" not in told[f"{name}.env"].text
        text = reveal(told[f"{name}.env"].text + told[f"{name}.secrets.env"].text, SECRETS)
        environ = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))
        loaded = product_settings.load(environ=environ, file=tmp_path / "none", dotenv=tmp_path / "none")
        places = loaded.file_places
        assert (places.kind, places.folder, places.share) == (files.storage, files.folder, files.share)
        assert (places.bucket.name, places.bucket.endpoint) == (files.bucket, files.endpoint)
        if files.bucket:
            keys = (places.bucket.access_key, places.bucket.secret_key)
            found = [environ[each.removeprefix("env:")] for each in keys]
            assert found == [SECRETS["s3_access"], SECRETS["s3_secret"]]
    assert "FILE_STORAGE" not in told["migrate.env"].text
    assert "s3" not in told["migrate.secrets.env"].text
    units = [each.text for each in _of(rendered, Kind.SYSTEMD)]
    assert all(
        (f"ReadWritePaths={opened}\n" in text) if opened else "ReadWritePaths" not in text for text in units
    )
    made = [each.host for each in _of(rendered, Kind.FOLDERS) if "d /srv/files 0700 clms clms" in each.text]
    assert made == (["front", "back"] if kind == "folder" else [])
    contained = msgspec.structs.replace(school, driver=Driver.COMPOSE, nginx_version="1.28", files=files)
    (composed,) = _of(render(contained), Kind.COMPOSE)
    services = yaml.safe_load(composed.text)["services"]
    assert all((mount in services[name]["volumes"]) is bool(mount) for name in ("api-1", "api-2", "worker"))


def test_units_are_verified_by_systemd(school: Topology, tmp_path: Path) -> None:
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("there is no systemd-analyze here")
    units = _of(render(school), Kind.SYSTEMD)
    assert {Path(each.path).name for each in units} == {
        "clms-api-1.service",
        "clms-api-2.service",
        "clms-worker.service",
    }
    for each in units:
        program = tmp_path / "nodes" / each.node / "bin" / "clms"
        program.parent.mkdir(parents=True)
        program.touch(0o755)
        place = tmp_path / Path(each.path).name
        place.write_text(each.text.replace(RELEASES, str(tmp_path)))
        done = subprocess.run(
            [analyse, "verify", "--man=no", str(place)], capture_output=True, text=True, check=False
        )
        said = [line for line in done.stderr.splitlines() if place.name in line or str(place) in line]
        assert (done.returncode, said) == (0, [])


def test_logs_are_turned_over(tmp_path: Path) -> None:
    topology = local(
        tmp_path,
        (Node("proxy", NodeKind.PROXY, "here", 8443), Node("api-1", NodeKind.API, "here", 3001), database()),
    )
    own = tmp_path / "proxy"
    (own / "logs").mkdir(parents=True, mode=0o755)
    log = own / "logs" / "access.log"
    log.write_text("a line\n")
    told = subprocess.Popen(["tail", "-f", "/dev/null"])  # stands for nginx: USR1 ends it
    (own / "nginx.pid").write_text(f"{told.pid}\n")
    place, state = tmp_path / "logrotate.conf", tmp_path / "state"
    place.write_text(logrotate(topology, topology.node("proxy")))
    try:
        dry = _logrotate("-d", "-s", str(state), str(place))
        assert "error" not in dry.stderr.lower()
        _logrotate("-f", "-s", str(state), str(place))
        assert told.wait(timeout=10) == -10
    finally:
        told.kill()
        told.wait()
    turned = [each for each in log.parent.iterdir() if each != log]
    assert [each.read_text() for each in turned] == ["a line\n"]
    assert log.read_text() == ""
    assert log.stat().st_mode & 0o777 == 0o640


def _logrotate(*options: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("logrotate", path="/usr/sbin:/usr/bin")
    assert program, "apt-get install logrotate"
    done = subprocess.run([program, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def composed(contained: Topology) -> dict[str, Any]:
    (file,) = _of(render(contained), Kind.COMPOSE)
    return yaml.safe_load(file.text)


def test_the_compose_file_is_what_the_specification_says(
    composed: dict[str, Any], contained: Topology, tmp_path: Path
) -> None:
    (file,) = _of(render(contained), Kind.COMPOSE)
    place, spoilt = tmp_path / "compose.yml", tmp_path / "spoilt.yml"
    place.write_text(file.text)
    assert not (found := _against_the_specification(place)).returncode, found.stdout
    spoilt.write_text(file.text.replace("depends_on:", "depend_on:"))
    assert _against_the_specification(spoilt).returncode, "the check finds nothing"
    assert "version" not in composed


def _against_the_specification(file: Path) -> subprocess.CompletedProcess[str]:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(file)]
    return subprocess.run(check, capture_output=True, text=True, check=False)


def test_every_container_waits_for_what_it_leans_on(composed: dict[str, Any], contained: Topology) -> None:
    services = composed["services"]
    assert set(services) == {node.name for node in contained.nodes} | {"migrate"}
    assert services["proxy"]["depends_on"] == {
        name: {"condition": "service_healthy"} for name in ("api-1", "api-2")
    }
    for name, service in services.items():
        for other in service.get("depends_on", {}):
            assert "healthcheck" in services[other], f"{name} waits for {other}, which is never healthy"
        assert ":latest" not in service["image"]
    named = {mount.split(":")[0] for service in services.values() for mount in service.get("volumes", [])}
    assert {each for each in named if not each.startswith(".")} == set(composed["volumes"])


def test_every_file_a_container_is_given_is_rendered(composed: dict[str, Any], contained: Topology) -> None:
    files = {each.path.removeprefix("/opt/san-isidro/") for each in render(contained)}
    for service in composed["services"].values():
        mounted = [mount.split(":")[0][2:] for mount in service.get("volumes", []) if mount.startswith("./")]
        wanted = [*mounted, *(each[2:] for each in service.get("env_file", []))]
        wanted += [service["build"]["dockerfile"]] if "build" in service else []
        assert set(wanted) - {"proxy/tls"} <= files
    assert composed["secrets"]["admin"]["file"][2:] in files


def test_containers_find_each_other_by_name(contained: Topology) -> None:
    files = render(contained)
    (listed,) = _of(files, Kind.NGINX_LIST)
    assert "server api-1:3001 max_fails=3 fail_timeout=10s resolve;" in listed.text
    (configured,) = _of(files, Kind.NGINX)
    assert "resolver 127.0.0.11" in configured.text


def test_accounts_are_an_administrators_own(school: Topology) -> None:
    by_hand = [each for each in render(school) if each.below.startswith(f"{BY_HAND}/")]
    assert {each.path for each in by_hand} == {
        "accounts.sql",
        "accounts-tables.sql",
        "migrate.env",
        "migrate.secrets.env",
    }
    assert secrets_in(by_hand[0].text)


def test_a_folder_that_would_break_out_of_a_configuration_is_refused() -> None:
    with pytest.raises(InvalidInput):
        render(
            local(
                Path("/srv/a b; evil"),
                (
                    Node("proxy", NodeKind.PROXY, "here", 8443),
                    Node("api-1", NodeKind.API, "here", 3001),
                    database(),
                ),
            )
        )
