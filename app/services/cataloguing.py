"""What helps whoever adds a title: others are asked for it by its ISBN, and what this library did before is remembered."""

from __future__ import annotations

from app.database import catalog as titles_of
from app.database import cataloguing as queries
from app.database import library_settings as settings_of
from app.database.marc import numbered_titles, originals
from app.domain.actors import Actor, Permission
from app.domain.catalog import Title, TitleDraft
from app.domain.identifiers import IsbnKind, parse_isbns
from app.domain.library_settings import BY_NAME
from app.domain.neighbours import CallNumberOffer, offers
from app.domain.title_lookup import SOURCE_NAMES, LookedUp, LookupPlan, LookupSource
from app.errors import InvalidInput, NotFound, Refused, Unreachable
from app.lookup.titles import ask
from app.lookup.web import Web
from app.services.core import Core, may_lag


class CataloguingService:
    """Asks and proposes; nothing is written here."""

    def __init__(self, core: Core, web: Web) -> None:
        self._core = core
        self._web = web

    def plan(self, actor: Actor) -> LookupPlan:
        """Who is asked for a title, as the library's settings say."""
        actor.require(Permission.EDIT_CATALOG)
        with self._core.database.read() as connection:
            stored = settings_of.stored(connection)
        said = {name: stored.get(name, (BY_NAME[name].default, 0))[0] for name in _SETTINGS}
        return LookupPlan(
            tuple(map(LookupSource, said["lookup_sources"])), said["lookup_open_library"], said["lookup_sru"]
        )

    def look_up(self, actor: Actor, isbn: str) -> LookedUp:
        """Ask outside for a title by its ISBN, one source after the other until one knows it.

        Raises InvalidInput for what is no ISBN, Refused where the settings ask nobody, NotFound when nobody knows it, and
        Unreachable when none knows it and one did not answer.
        """
        actor.require(Permission.EDIT_CATALOG)
        number = _isbn(isbn)
        plan = self.plan(actor)
        if not plan.sources:
            raise Refused(
                "Looking titles up is switched off.",
                hint="Whoever sets the library's rules can switch it on.",
                code="lookup_off",
            )
        latest_year = self._core.clock.now().year + 1
        silent: dict[LookupSource, Unreachable] = {}
        for source in plan.sources:
            try:
                found = ask(self._web, plan, source, number, latest_year)
            except Unreachable as problem:
                silent[source] = problem
                continue
            if found is not None:
                return LookedUp(number, found, self._here(number), tuple(silent))
        if silent:
            raise next(iter(silent.values()))
        names = " + ".join(SOURCE_NAMES[one] for one in plan.sources)
        raise NotFound(
            f"Asked for the ISBN {number}, {names} knew no book.",
            hint="Type the title by hand.",
            code="unknown_isbn",
            details={"isbn": number},
        )

    def _here(self, isbn: str) -> tuple[int, ...]:
        with self._core.database.read() as connection:
            return tuple(dict.fromkeys(one.title_id for one in numbered_titles(connection, "isbn", [isbn])))

    def last_title(self, actor: Actor) -> Title | None:
        """The title that this person added last by hand, with its copies, None when it is none of the newest."""
        actor.require(Permission.EDIT_CATALOG)
        with self._core.database.read() as connection:
            title_id = queries.last_added(connection, actor.user_id) if actor.user_id is not None else None
            return titles_of.title(connection, title_id) if title_id is not None else None

    @may_lag
    def call_numbers(self, actor: Actor, draft: TitleDraft) -> tuple[CallNumberOffer, ...]:
        """Call numbers that a title could have beside its neighbours in this library, the best first."""
        actor.require(Permission.EDIT_CATALOG)
        with self._core.database.read() as connection:
            return offers(queries.neighbours(connection, draft), draft.year)

    def record(self, actor: Actor, title_id: int) -> bytes | None:
        """The MARC record that is kept for a title, as it is kept; None when it came without one."""
        actor.require(Permission.EDIT_CATALOG)
        with self._core.database.read() as connection:
            return originals(connection, [title_id]).get(title_id)


_SETTINGS = ("lookup_sources", "lookup_open_library", "lookup_sru")


def _isbn(text: str) -> str:
    for one in parse_isbns(text, repair=False):
        if one.kind is IsbnKind.ISBN:
            return one.value
    raise InvalidInput("This is no ISBN.", hint="Look at the book again.", details={"field": "isbn"})
