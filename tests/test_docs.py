"""The documents tell the truth: commands, settings, panes and recipes are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import cli, prepared, settings
from app.setting_layers import OF_THE_COMPUTER
from ui.panes import PANES, PaneSpec

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_the_two_commands() -> None:
    commands = ["python3 packaging/dev.py run", "python3 packaging/dev.py test"]
    first_block = re.search(r"```\w*\n(.*?)```", README, re.DOTALL)
    assert first_block is not None
    assert [line.split("  ")[0] for line in first_block[1].strip().splitlines()] == commands
    assert first_block.start() < 400


@pytest.mark.parametrize("declared", settings.declarations(), ids=lambda each: each.name)
def test_every_setting_is_in_the_table_with_its_default(declared: settings.Declaration) -> None:
    row = f"| `{declared.name}` | {declared.allowed} | {declared.shown_default} | {declared.prose} |"
    assert row in README, f"the README's table needs this row:\n{row}"


def test_the_table_has_no_setting_that_does_not_exist() -> None:
    table = README[README.index("## Settings") : README.index("## ", README.index("## Settings") + 5)]
    rows = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert rows == [each.name for each in settings.declarations()]


def test_every_command_is_mentioned() -> None:
    for command in cli.COMMANDS:
        name = command.__name__.rpartition(".")[2].strip("_").replace("_", "-")
        assert f"`clms {name}" in README or name == "window"


@pytest.mark.parametrize("what", ["pane", "task", "route", "probe"])
def test_the_four_recipes_are_there(what: str) -> None:
    assert re.search(rf"^### A {what}", README, re.MULTILINE)


def test_what_it_points_to_exists() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    before_the_recipes = README[: README.index("## Recipes")]  # which name files that somebody may write
    for path in re.findall(r"`((?:app|ui|packaging|tests|resources)/[\w/.-]+)`", before_the_recipes):
        assert path.startswith("app/server") or (ROOT / path).exists(), path


def test_the_prepared_files_it_shows_can_be_used() -> None:
    section = README[README.index("## Fifty workstations") : README.index("## Several libraries")]
    desk, first = re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    assert prepared.parse(desk).settings["DATABASE_PASSWORD"] == "env:CLMS_DESK_PASSWORD"
    found = prepared.parse(first)
    assert found.library.make
    assert found.library.policies in re.search(r"rules: (.*)", first)[1]  # type: ignore[index]
    assert all(name in first for name in ("school", "no-fines", "one-week"))


def test_what_a_profile_takes_from_the_computer_is_told_whole() -> None:
    section = README[
        README.index("## Several libraries") : README.index("\n## ", README.index("## Several libraries"))
    ]
    assert set(re.findall(r"`((?:CLMS|BCRYPT|UPDATE)_\w+)`", section)) - {"CLMS_PROFILE"} == OF_THE_COMPUTER


@pytest.mark.parametrize("document", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_what_a_document_points_to_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target, heading in re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]+))?\)", text):
        other = document.parent / target if target else document
        assert other.exists(), target
        if heading:
            assert heading in {anchor(each) for each in headings(other)}, f"{target}#{heading}"


def headings(document: Path) -> list[str]:
    """The headings of a document."""
    return re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)


def anchor(heading: str) -> str:
    """What a heading is pointed to by."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("spec", PANES, ids=lambda spec: spec.key)
def test_the_readme_shows_every_pane(spec: PaneSpec) -> None:
    """Missing? ``clms tour --pictures docs/pictures`` makes them all anew."""
    picture = ROOT / "docs" / "pictures" / f"{spec.key}.png"
    assert picture.exists()
    assert f"![{spec.title}](docs/pictures/{spec.key}.png)" in README
    assert picture.stat().st_size < 100_000, "a picture of few colours is smaller"


def test_there_is_no_picture_of_what_is_no_pane() -> None:
    pictures = {path.stem for path in (ROOT / "docs" / "pictures").iterdir()}
    assert pictures == {spec.key for spec in PANES}
