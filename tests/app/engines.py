"""The engines that a test which needs a server is run with."""

from __future__ import annotations

import os

import pytest

SERVERS = [
    pytest.param(name, marks=pytest.mark.engine)
    for name in ("mariadb", "mysql")
    if name in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql")
]
