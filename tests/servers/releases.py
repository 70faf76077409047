"""Other releases of the product, built as its own wheel is: from a copy of its sources with another version."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PARTS = ("app", "ui", "resources")
_FILES = ("pyproject.toml", "README.md", "LICENSE")


def build_release(folder: Path, version: str, change: Callable[[Path], None] = lambda _: None) -> Path:
    """The wheel of a release; ``change`` is given the copied sources."""
    sources = folder / f"sources-{version}"
    for name in _PARTS:
        shutil.copytree(_ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(_ROOT / name, sources / name)
    rewrite(sources / "app" / "__init__.py", r'__version__ = ".*"', f'__version__ = "{version}"')
    change(sources)
    done = subprocess.run(
        [sys.executable, "-c", f"import setuptools.build_meta as b; print(b.build_wheel({str(folder)!r}))"],
        cwd=sources,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shutil.rmtree(sources)
    return folder / done.stdout.splitlines()[-1]


def rewrite(file: Path, pattern: str, text: str) -> None:
    """Put a text in the place of what is found exactly once."""
    changed, found = re.subn(pattern, text.replace("\\", r"\\"), file.read_text(), flags=re.MULTILINE)
    assert found == 1, f"{pattern} stands {found} times in {file}"
    file.write_text(changed)


def with_migration(min_app: str = "") -> Callable[[Path], None]:
    """The sources with one more migration, which adds a table; with ``min_app`` it is one that takes something away
    from releases before."""

    def change(sources: Path) -> None:
        schema = sources / "app" / "database" / "schema.py"
        head = re.search(r'^HEAD = "(\d+)"', schema.read_text(), re.MULTILINE)
        assert head is not None
        after = f"{int(head[1]) + 1:04}"
        rewrite(schema, r'^HEAD = "\d+"', f'HEAD = "{after}"')
        with (sources / "app" / "database" / "tables" / "alerts.py").open("a") as tables:
            tables.write(_TABLE)
        versions = sources / "app" / "database" / "migrations" / "versions"
        (versions / f"{after}_shelves.py").write_text(
            _MIGRATION.format(
                after=after,
                head=head[1],
                constant=f'min_app = "{min_app}"' if min_app else "",
                step="require_app(min_app)" if min_app else "",
            )
        )

    return change


_TABLE = """
shelves = Table(
    "shelves", metadata, primary_key(), Column("name", String(60), nullable=False), **TABLE_OPTIONS
)
"""
_MIGRATION = '''\
"""Shelves, for tests of a roll-out."""

from sqlalchemy import Column, PrimaryKeyConstraint, String
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import ID
from app.database.migrations.steps import create_table, drop_table, require_app

revision = "{after}"
down_revision = "{head}"
{constant}


def upgrade() -> None:
    create_table(
        "shelves",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("name", String(60), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_shelves")),
        sqlite_autoincrement=True,
    )
    {step}


def downgrade() -> None:
    drop_table("shelves")
'''
