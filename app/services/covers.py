"""Covers of titles: set from a picture, removed, looked up outside, read."""

from __future__ import annotations

from collections.abc import Sequence

from app.database import library_settings as settings_of
from app.database import search as searching
from app.database import title_files as queries
from app.database.catalog import title as read_title
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.catalog import BookDraft, SavedTitle, TitleDraft
from app.domain.changes import Receipt
from app.domain.library_settings import BY_NAME
from app.domain.title_files import FoundCover, SavedCover
from app.domain.title_lookup import SOURCE_NAMES, LookupSource
from app.errors import NotFound, Refused, Unreachable
from app.lookup.web import Web
from app.services.catalog_writes import check_title, insert_with_copies, read_marc, title_by_id
from app.services.core import Core
from app.services.title_files_undo import touched
from app.storage.files import FileStore, StoredFile
from app.storage.pictures import cover

_MOST_NUMBERS = 4
"""So many of a title's ISBNs are asked for: a set has one for each volume, and all of them the same cover."""


class CoversService:
    """Pictures of covers. Each is written anew in two sizes, so that nothing but a picture is ever given out."""

    def __init__(self, core: Core, files: FileStore, web: Web) -> None:
        self._core = core
        self._files = files
        self._web = web

    def set(
        self, actor: Actor, title_id: int, content: bytes, *, key: str | None = None
    ) -> Receipt[SavedCover]:
        """Make a picture (JPEG, PNG or WebP, at most 15 MB) the cover of a title. Raises InvalidInput, NotFound, and
        Unreachable where files are kept in a place that does not answer."""
        actor.require(Permission.EDIT_CATALOG)
        made = cover(content)
        full, small = (self._files.bring(one, "image/jpeg") for one in (made.full, made.thumbnail))

        def work(unit: Unit) -> SavedCover:
            digests = [self._files.keep(unit.connection, one, unit.now) for one in (full, small)]
            return _write(unit, title_id, digests[0], digests[1])

        return self._core.acts.perform(actor, "set_cover", work, result=SavedCover, key=key)

    def add_title(
        self,
        actor: Actor,
        draft: TitleDraft,
        copies: Sequence[BookDraft],
        marc: str | None,
        content: bytes,
        *,
        key: str | None = None,
    ) -> Receipt[SavedTitle]:
        """Add a title as ``CatalogService.add_title`` does, with its cover in the same act: both are there, or neither.
        Raises what that and ``set`` raise."""
        actor.require(Permission.EDIT_CATALOG)
        check_title(draft)
        record = read_marc(marc)
        made = cover(content)
        full, small = (self._files.bring(one, "image/jpeg") for one in (made.full, made.thumbnail))

        def work(unit: Unit) -> SavedTitle:
            title_id = insert_with_copies(unit, draft, record, copies)
            digests = [self._files.keep(unit.connection, one, unit.now) for one in (full, small)]
            _write(unit, title_id, digests[0], digests[1])
            searching.index(unit.connection, [title_id])
            return SavedTitle(title_id, 1)

        return self._core.acts.perform(actor, "add_title", work, result=SavedTitle, key=key)

    def remove(self, actor: Actor, title_id: int, *, key: str | None = None) -> Receipt[SavedCover]:
        """Take a title's cover away. Refused where it has none."""
        actor.require(Permission.EDIT_CATALOG)

        def work(unit: Unit) -> SavedCover:
            return _write(unit, title_id, None, None)

        return self._core.acts.perform(actor, "remove_cover", work, result=SavedCover, key=key)

    def read(self, actor: Actor, digest: str) -> StoredFile:
        """A cover or thumbnail by its digest. Raises NotFound, also for a file that is no cover, and Unreachable."""
        actor.require(Permission.SEARCH)
        with self._core.database.read() as connection:
            known = queries.is_cover(connection, digest)
        if not known:  # also the photos of people are files: nobody gets them here
            raise NotFound("This cover is not there any more.", details={"digest": digest})
        return self._files.get(self._core.database.read, digest)

    def look_up(self, actor: Actor, title_id: int) -> FoundCover:
        """Ask Open Library for a picture of a title's cover by its ISBNs; nothing is kept.

        Raises Refused where the settings ask nobody or the title has no ISBN, NotFound when there is no picture, and
        Unreachable.
        """
        actor.require(Permission.EDIT_CATALOG)
        with self._core.database.read() as connection:
            title = read_title(connection, title_id)
        if title is None:
            raise NotFound("This title does not exist.", details={"title_id": title_id})
        return self.find(actor, title.draft, title_id)

    def find(self, actor: Actor, draft: TitleDraft, title_id: int = 0) -> FoundCover:
        """Ask as ``look_up`` does for a title that is only being typed. Raises as that does."""
        actor.require(Permission.EDIT_CATALOG)
        address = self._address()
        numbers = [one.value for one in draft.identifiers if one.kind == "isbn" and one.valid]
        if not numbers:
            raise Refused(
                "A cover is looked up by the ISBN, and this title has none.",
                hint="Add its ISBN, or take a picture of the book.",
                code="no_isbn",
            )
        name = SOURCE_NAMES[LookupSource.OPEN_LIBRARY]
        for number in dict.fromkeys(numbers[:_MOST_NUMBERS]):
            content = self._asked(name, f"{address}/b/isbn/{number}-L.jpg")
            if content:
                return FoundCover(title_id, number, LookupSource.OPEN_LIBRARY, cover(content).full)
        raise NotFound(
            f"{name} has no cover of this title.",
            hint="Take a picture of the book, or paste one.",
            code="no_cover",
        )

    def _asked(self, name: str, address: str) -> bytes | None:
        try:
            return self._web.get(name, address, {"default": "false"})
        except Unreachable as problem:
            raise Unreachable(
                problem.message,
                hint="Look whether this computer has internet, or take a picture of the book.",
                code=problem.code,
            ) from problem

    def _address(self) -> str:
        names = ("lookup_sources", "lookup_covers")
        with self._core.database.read() as connection:
            stored = settings_of.stored(connection)
        sources, address = (stored.get(name, (BY_NAME[name].default, 0))[0] for name in names)
        if LookupSource.OPEN_LIBRARY.value not in sources or not address:
            raise Refused(
                "Looking covers up is switched off.",
                hint="Whoever sets the library's rules can switch it on.",
                code="lookup_off",
            )
        return str(address)


def _write(unit: Unit, title_id: int, full: str | None, small: str | None) -> SavedCover:
    title = title_by_id(unit, title_id)
    if title.deleted_at is not None:
        raise Refused("This title is deleted.", hint="Restore it first.", code="deleted")
    before = queries.cover_of(unit.connection, title_id)
    after = {"cover_digest": full, "cover_thumb_digest": small}
    if before == after:
        if full is None:
            raise Refused("This title has no cover.", code="no_cover")
        return SavedCover(title_id, full, small)
    queries.set_cover(unit.connection, title_id, **after)
    unit.audit("cover", "cover", title_id, title.draft.title, before=before, after=after)
    touched(unit, title_id)
    return SavedCover(title_id, full, small)
