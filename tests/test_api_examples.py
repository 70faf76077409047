"""The API's guide tells the truth: its examples are run against a real server, and answered as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import build
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.settings import Settings
from tests import documents
from tests.app.server.conftest import PASSWORD
from tests.app.server.served import Served, environment, serving

API = "docs/api.md"
NOT_RUN = {"clms serve --workers 2": "the test's own server answers, at a free port"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a small invented library."""
    folder = tmp_path_factory.mktemp("api")
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        for number, title in enumerate(
            ("Ang Alamat ng Ilog na Umaawit", "The Astronomer's Notebook", "The Boatman")
        ):
            app.catalog.add_title(actor, TitleDraft(title), [BookDraft(f"GS0000{number}")])
        app.students.add(actor, StudentDraft("Dela Cruz", "Juan"), card="ST000008")
    with serving(folder, workers=1) as started:
        yield started


def test_the_guide_of_the_api_is_answered_as_it_says(served: Served, tmp_path: Path) -> None:
    chosen = [each for each in documents.examples(API) if each.name not in NOT_RUN]
    assert len(chosen) > 15
    address = f"http://127.0.0.1:{served.port}"
    said = documents.run(chosen, tmp_path, {"http://localhost:3001": address}, environment(served.folder))
    wrong = [
        f"{example.heading}: {example.name}: {each}\n{answer}"
        for example, answer in zip(chosen, said, strict=True)
        for each in documents.differences(example, answer)
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_not_run_is_in_the_guide() -> None:
    assert NOT_RUN.keys() <= {each.name for each in documents.examples(API)}


def test_every_kind_of_error_is_told_of() -> None:
    from app.errors import RENDERINGS
    from app.server.problems import BY_CODE

    table = documents.ROOT.joinpath(API).read_text(encoding="utf-8").split("| Status |")[1].split("```")[0]
    for status in {*BY_CODE.values(), *(each.status for _, each in RENDERINGS)} - {405}:
        assert str(status) in table, status
