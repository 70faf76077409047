"""A recipe as a small file, to be carried to another library: JSON that names its form."""

from __future__ import annotations

import msgspec

from app import decoding
from app.domain.batch_edit.recipes import Recipe, check_recipe
from app.errors import InvalidInput

FORM = "clms-batch-recipe"
VERSION = 1
MOST_BYTES = 1_000_000


class _File(msgspec.Struct):
    form: str
    version: int
    recipe: Recipe


def to_file(recipe: Recipe) -> bytes:
    """The recipe as a file."""
    return msgspec.json.format(msgspec.json.encode(_File(FORM, VERSION, recipe)), indent=2)


def from_file(content: bytes) -> Recipe:
    """The recipe of a file, checked. Raises InvalidInput for anything else."""
    if len(content) > MOST_BYTES:
        raise InvalidInput("This file is too large to be a recipe.")
    try:
        read = decoding.decode(content, _File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(
            "This file is no recipe of this program.", hint="Choose one that was saved with “Export recipe”."
        ) from error
    if read.form != FORM or read.version != VERSION:
        raise InvalidInput(
            "This file is no recipe of this program.", hint="Choose one that was saved with “Export recipe”."
        )
    check_recipe(read.recipe)
    return read.recipe
