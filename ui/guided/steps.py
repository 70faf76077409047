"""The steps of the tour, in their order. Adding one is adding it to ``STEPS``."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.actors import Permission


@dataclass(frozen=True, slots=True)
class Example:
    """What a step may name of the open library; blank where it has nothing that fits."""

    word: str = ""
    card: str = ""
    book: str = ""
    holder: str = ""
    held: str = ""

    def shown(self, text: str) -> str:
        """A step's words with what stands for {word}, for the {card} and {book} to lend, the {holder} and {held} to renew."""
        return text.format(
            word=self.word or _tr("science"),
            card=self.card or _tr("of a student"),
            book=self.book or _tr("of a book"),
            holder=self.holder or _tr("of a student"),
            held=self.held or _tr("of a book lent some days ago"),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: in which pane, with which words, and the kinds of acts that show it was done.

    A step without ``kinds`` is noticed by what the window shows; see ``ui.guided.sight``. ``writes`` marks those whose
    acts stay in the library. Nobody without ``permission`` is shown it.
    """

    key: str
    pane: str
    permission: Permission
    title: str
    text: str
    kinds: frozenset[str] = frozenset()

    @property
    def writes(self) -> bool:
        """Whether doing it changes the library."""
        return bool(self.kinds)

    def words(self) -> str:
        """The title in the person's language."""
        return _tr(self.title)

    def told(self, example: Example) -> str:
        """What to do, in the person's language."""
        return example.shown(_tr(self.text))


def _tr(text: str) -> str:
    return QCoreApplication.translate("guided", text)


STEPS: tuple[Step, ...] = (
    Step(
        "find",
        "catalog",
        Permission.SEARCH,
        str(QT_TRANSLATE_NOOP("guided", "Find a title")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Ctrl+F goes to the search box. Type a word such as “{word}”: the list follows with each letter, and a wrong "
                "one does no harm. Press Down to go into the list; the title you choose opens beside it.",
            )
        ),
    ),
    Step(
        "lend",
        "circulation",
        Permission.CIRCULATE,
        str(QT_TRANSLATE_NOOP("guided", "Lend a book")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "A scanner types the number and Enter; so can you. Type the card {card} and press Enter: the student is at the "
                "desk. Then type the number {book} and press Enter: the book is lent.",
            )
        ),
        frozenset({"check_out"}),
    ),
    Step(
        "return",
        "circulation",
        Permission.CIRCULATE,
        str(QT_TRANSLATE_NOOP("guided", "Take it back")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Press Esc: the student leaves the desk. Type the number {book} and press Enter: a book without a card is "
                "checked in.",
            )
        ),
        frozenset({"check_in"}),
    ),
    Step(
        "undo",
        "circulation",
        Permission.CIRCULATE,
        str(QT_TRANSLATE_NOOP("guided", "Undo")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Was it the wrong book? Ctrl+Z takes the last act at this desk back, here the return. Older acts are taken back "
                "from the list below, or in Audit, hours later too.",
            )
        ),
        frozenset({"undo"}),
    ),
    Step(
        "renew",
        "circulation",
        Permission.CIRCULATE,
        str(QT_TRANSLATE_NOOP("guided", "Renew a loan")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Type the card {holder} and press Enter, then the number {held} twice, each with Enter: a book the student has "
                "already is renewed when it comes again. If the rules say no, the desk says why; then choose Next.",
            )
        ),
        frozenset({"renew"}),
    ),
    Step(
        "fine",
        "students",
        Permission.TAKE_MONEY,
        str(QT_TRANSLATE_NOOP("guided", "Charge a fine")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Type the card {card} or a name, press Down and Enter to open the student. Go to the page Account and choose "
                "“Charge…”; say what for and how much, and press Ctrl+S. F6 takes the payment.",
            )
        ),
        frozenset({"charge", "pay"}),
    ),
    Step(
        "title",
        "catalog",
        Permission.EDIT_CATALOG,
        str(QT_TRANSLATE_NOOP("guided", "Add a title")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Press Ctrl+N. With an ISBN, Enter looks the book up and fills in the rest; without one, type the title. "
                "Give its copy a number and press Ctrl+S.",
            )
        ),
        frozenset({"add_title"}),
    ),
    Step(
        "card",
        "students",
        Permission.EDIT_PATRONS,
        str(QT_TRANSLATE_NOOP("guided", "Give a student a card")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Press Ctrl+N and type the name; scan a new card into the field Card, or type its number. Ctrl+S keeps both. "
                "A further card is given on the page Cards of the student. Ctrl+Shift+P prints cards.",
            )
        ),
        frozenset({"add_student", "issue_card", "replace_card"}),
    ),
    Step(
        "backup",
        "maintenance",
        Permission.OPERATE,
        str(QT_TRANSLATE_NOOP("guided", "Take a backup")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "Choose “Back the library up” in the list and press Ctrl+R. Say in which folder it goes, best on another disk, and "
                "let it run: desks go on working. The page Backups shows it; “Prove a backup” proves that it comes back.",
            )
        ),
        frozenset({"start_job"}),
    ),
    Step(
        "help",
        "catalog",
        Permission.SEARCH,
        str(QT_TRANSLATE_NOOP("guided", "Where help is")),
        str(
            QT_TRANSLATE_NOOP(
                "guided",
                "F1 tells about the page in front and its keys; press it now, and again to close it. Ctrl+K finds titles, people, panes "
                "and help by any word. Shift+F1 brings this tour back.",
            )
        ),
    ),
)
