"""Whom the nodes of a cluster run as that root starts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.cluster.local.account import Account, caller, unprivileged
from tests.servers.local_cluster import cluster_folder

_OTHER = 54_321
"""The number of an account that owns nothing here."""


def test_a_file_needs_to_be_read_and_folders_to_be_passed_through() -> None:
    stranger, owner = Account("stranger", _OTHER, _OTHER), Account("owner", os.geteuid(), os.getegid())
    of_the_group = Account("member", _OTHER, os.getegid())
    with cluster_folder() as outer:
        folder = outer / "program"
        folder.mkdir()
        (file := folder / "launch.py").touch()
        for mode, mode_of_folder, may in (
            (0o644, 0o755, (True, True, True)),
            (0o640, 0o711, (False, True, True)),
            (0o600, 0o755, (False, False, True)),
            (0o044, 0o755, (True, True, False)),
            (0o711, 0o755, (False, False, True)),
            (0o644, 0o750, (False, True, True)),
            (0o644, 0o644, (False, False, False)),
        ):
            file.chmod(mode)
            folder.chmod(mode_of_folder)
            assert tuple(each.can_reach(file) for each in (stranger, of_the_group, owner)) == may, (
                oct(mode),
                oct(mode_of_folder),
            )
        folder.chmod(0o711)
        assert stranger.can_reach(folder), "nobody has to list it"
        outer.chmod(0o700)
        assert not stranger.can_reach(folder)
        assert stranger.can_reach(Path("/there is no such place"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts servers as somebody else")
def test_root_has_somebody_else_run_servers() -> None:
    assert unprivileged().uid not in (None, 0)
    assert caller().can_reach(Path("/root"))
