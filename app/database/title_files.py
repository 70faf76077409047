"""Queries on covers and attachments of titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, or_, select, update

from app.database.inserting import insert_row
from app.database.results import AnyRow
from app.database.tables import attachments, audit_logs, titles
from app.domain.title_files import Attachment

COVER = ("cover_digest", "cover_thumb_digest")
_ATTACHMENT = [attachments.c[name] for name in Attachment.__dataclass_fields__]


def is_cover(connection: Connection, digest: str) -> bool:
    """Whether a file is the cover of a title, or its thumbnail."""
    mine = or_(titles.c.cover_digest == digest, titles.c.cover_thumb_digest == digest)
    return connection.execute(select(titles.c.id).where(mine).limit(1)).first() is not None


def cover_of(connection: Connection, title_id: int) -> dict[str, str | None]:
    """The columns of a locked title that name its cover."""
    row = connection.execute(select(*(titles.c[name] for name in COVER)).where(titles.c.id == title_id)).one()
    return dict(row._mapping)


def thumbnails(connection: Connection, title_ids: Sequence[int]) -> dict[int, str]:
    """Which of these titles have a thumbnail: title → digest."""
    thumb = titles.c.cover_thumb_digest
    query = select(titles.c.id, thumb).where(titles.c.id.in_(title_ids), thumb.is_not(None))
    return {row.id: row.cover_thumb_digest for row in connection.execute(query)}


def set_cover(connection: Connection, title_id: int, **values: Any) -> None:
    """Write the columns that name a locked title's cover."""
    connection.execute(update(titles).where(titles.c.id == title_id).values(**values))


def of_title(connection: Connection, title_id: int) -> tuple[Attachment, ...]:
    """A title's attachments, the oldest first."""
    query = select(*_ATTACHMENT).where(attachments.c.title_id == title_id).order_by(attachments.c.id)
    return tuple(Attachment(*row) for row in connection.execute(query))


def how_many(connection: Connection, title_id: int) -> int:
    """How many attachments a title has."""
    query = select(func.count()).select_from(attachments).where(attachments.c.title_id == title_id)
    return int(connection.execute(query).scalar_one())


def one(connection: Connection, attachment_id: int, *, lock: bool = False) -> AnyRow | None:
    """An attachment's row."""
    query = select(attachments).where(attachments.c.id == attachment_id)
    return connection.execute(query.with_for_update() if lock else query).one_or_none()


def same(connection: Connection, title_id: int, digest: str) -> AnyRow | None:
    """The attachment of a title that has this content already."""
    mine = attachments.c.title_id == title_id, attachments.c.digest == digest
    return connection.execute(select(attachments).where(*mine).limit(1)).one_or_none()


def add(connection: Connection, **values: Any) -> int:
    """Write an attachment's row and return its id."""
    return insert_row(connection, attachments, **values)


def remove(connection: Connection, attachment_id: int) -> None:
    """Remove an attachment's row; what it named is removed when nothing has named it for long enough."""
    connection.execute(delete(attachments).where(attachments.c.id == attachment_id))


def titles_of_act(connection: Connection, act_id: int) -> tuple[int, ...]:
    """The titles whose attachments an act added or removed."""
    query = select(audit_logs.c.state_before, audit_logs.c.state_after)
    query = query.where(audit_logs.c.act_id == act_id, audit_logs.c.entity == "attachment")
    states = [text for pair in connection.execute(query) for text in pair if text]
    return tuple(dict.fromkeys(msgspec.json.decode(text)["title_id"] for text in states))


def move(connection: Connection, ids: Sequence[int], title_id: int) -> None:
    """Let attachments belong to another title."""
    connection.execute(update(attachments).where(attachments.c.id.in_(ids)).values(title_id=title_id))
