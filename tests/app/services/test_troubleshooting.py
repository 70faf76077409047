"""A case worked through on a real server, and its evidence without secrets and without what was typed."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pytest

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.board import NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.memory_looks import MemoryLook, ProcessMemory, TypeHeld
from app.domain.statements import form_of
from app.domain.troubleshooting.case import Verdict
from app.errors import Denied, NotFound
from app.services.evidence import without_secrets
from app.services.memory_looks import MemoryTaken
from tests.app.services.test_nodes import _connected, _running, _seen, on_a_file, on_servers
from tests.app.services.watched import HOST, incident, operator, put_up

__all__ = ["operator"]
NODE = NodeLine("database", TargetKind.DATABASE, "", (), HealthState.HEALTHY, facts={"version": "a server"})


@on_servers
def test_a_lock_is_found_with_its_evidence_and_what_helps(app: App, operator: Actor) -> None:
    put_up(app, app.core.clock.now(), nodes=(NODE, HOST))
    change = "UPDATE library_settings SET version = version + 1 WHERE 'Ada Lovelace' <> ''"
    with _connected(app) as holder, holder.cursor() as cursor:
        cursor.execute("START TRANSACTION")
        cursor.execute(change)
        number = holder.thread_id()
        with _running(app, change):
            _seen(app, operator, lambda each: each.id == number and bool(each.holds_up))
            found = app.troubleshooting.diagnose(operator, "slow-queries")
            bundle = app.troubleshooting.evidence(operator, "slow-queries")
            holder.rollback()
    assert f"Connection {number} of database holds rows" in found.likely
    answers = {each.key: each.found for each in found.answers}
    assert answers["locks"].verdict is Verdict.CAUSE
    (remedy,) = answers["locks"].remedies
    assert (remedy.kind, remedy.target, remedy.page) == ("part", "database", "processes")
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "LIKELY CAUSE" in files["diagnosis.txt"] and f"Connection {number}" in files["diagnosis.txt"]
    assert form_of(change) in files["database/connections.json"]
    assert not any("Lovelace" in text for text in files.values()), "nobody's name leaves with it"
    settings = msgspec.json.decode(files["database/server.json"])["settings"]
    assert "max_connections" in settings and not any("password" in name for name in settings)


@on_a_file
def test_a_library_in_a_file_is_worked_through_too(app: App, operator: Actor, kiosk: Actor) -> None:
    at = app.core.clock.now()
    file = replace_facts(NODE, {"version": "sqlite"})
    put_up(app, at, incident("a", at.timestamp()), nodes=(file, HOST))
    for case in app.troubleshooting.cases(operator):
        found = app.troubleshooting.diagnose(operator, case.key)
        assert [each.question for each in found.answers] == list(case.checks)
    with zipfile.ZipFile(io.BytesIO(app.troubleshooting.evidence(operator, "disk").content)) as archive:
        assert {"diagnosis.txt", "parts.json", "figures.csv", "alerts.json", "timeline.json"} <= set(
            archive.namelist()
        )
        assert "Redis does not answer" in archive.read("alerts.json").decode()
    with pytest.raises(NotFound):
        app.troubleshooting.diagnose(operator, "ghosts")
    for verb in (app.troubleshooting.diagnose, app.troubleshooting.evidence):
        with pytest.raises(Denied):
            verb(kiosk, "disk")


@on_a_file
def test_looks_at_memory_are_evidence_of_high_memory_alone(app: App, operator: Actor) -> None:
    process = ProcessMemory(1, 0.0, 1.0, 10, 10, {"app.Leak": TypeHeld(10, 100)}, {}, 0.0, 0.1)
    look = MemoryLook((process,), complete=True)
    app.memory_looks._taken["api-1"] = MemoryTaken("api-1", look, look)
    put_up(app, app.core.clock.now(), nodes=(HOST,))

    def names(case: str) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(app.troubleshooting.evidence(operator, case).content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert b"app.Leak" in names("high-memory")["api-1/memory.json"]
    assert "api-1/memory.json" not in names("disk")


def replace_facts(node: NodeLine, facts: dict[str, str]) -> NodeLine:
    return msgspec.structs.replace(node, facts=facts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mysql://clms:s3cret@db-1:3306/clms", "mysql://clms:***@db-1:3306/clms"),
        ("password=hunter2 next", "password=*** next"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
        ("12 ms a statement", "12 ms a statement"),
    ],
)
def test_secrets_are_taken_out_of_any_text(text: str, shown: str) -> None:
    assert without_secrets(text) == shown
