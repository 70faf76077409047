"""What F1 says of the administration."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.help.page import HelpPage

PAGES: tuple[HelpPage, ...] = (
    HelpPage(
        "users",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Everybody who works with the program signs in with a name of their own: the audit then "
                "says who did what.\n\nCtrl+N adds a user, Ctrl+E edits the one chosen. The menu of a row "
                "sets a password and switches an account off or on. Nobody can give a role above their "
                "own, and somebody who manages users always stays.",
            )
        ),
    ),
    HelpPage(
        "rules",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "What holds when a book is lent: for each category of patrons and each kind of material, how "
                "long, how many, and what being late costs. A rule need not say everything: what it leaves out "
                "comes from a broader one, written faint, and the sheet names it. Filters show rules of their own "
                "only.\n\nCtrl+N adds a rule, Ctrl+E changes the one chosen or gives the line one, Ctrl+Shift+E shows "
                "every value. A sentence says what you typed means; a blank field inherits, “none” means "
                "no limit. Del removes a rule after it said what decides then and for how many. Ctrl+Z takes the "
                "last change back. Books that are out keep the rule they were lent by.\n\nCtrl+T asks which rule "
                "applies: scan a card and a copy.",
            )
        ),
    ),
    HelpPage(
        "rules",
        "hours",
        str(QT_TRANSLATE_NOOP("help", "Opening hours")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "When the library is open in an ordinary week. Space ticks a day as open, Tab goes to its hours; “7”, "
                "“0730” and “7:30” are all read. Ctrl+S saves the seven days as one, Esc puts back what is stored.\n\n"
                "Beside the form stands what the week means and how many loans fall due on weekdays that close. Loans "
                "already made keep their due dates; the next ones follow the new week. Ctrl+Z takes it back.",
            )
        ),
    ),
    HelpPage(
        "rules",
        "days",
        str(QT_TRANSLATE_NOOP("help", "Closed days")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Holidays, typhoons, exam weeks: days on which the library is closed or open at other hours. In the year "
                "arrow keys go from day to day, Shift with them chooses several, Page Up and Page Down change the year, "
                "Enter opens what is said of them. Closed days are struck through, those of other hours have a corner.\n\n"
                "Ctrl+N enters the days chosen as one, Ctrl+E changes a period, Del removes it. Before it is saved you read "
                "how many loans fall due on days that close: they keep their due dates. Over several days other hours open "
                "no weekday that is always closed. Ctrl+Z takes the last change back.",
            )
        ),
    ),
    HelpPage(
        "rules",
        "terms",
        str(QT_TRANSLATE_NOOP("help", "Terms")),
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "The terms of the school year. Loans whose rule lasts to the end of the term are due on its last day; "
                "between terms nothing can be lent that way. A day lies in one term at most: one that overlaps another is "
                "refused and says which.\n\nCtrl+N adds a term, Ctrl+E changes the one chosen, Del removes it. Loans "
                "already made keep their due dates. Ctrl+Z takes the last change back.",
            )
        ),
    ),
    HelpPage(
        "audit",
        "",
        "",
        str(
            QT_TRANSLATE_NOOP(
                "help",
                "Every change stands here with who made it, when and where. Type a name, a title or a "
                "number, or choose filters. Enter opens an entry: it shows each field before and after.\n\n"
                "Ctrl+O opens the record itself. Undo takes the whole act back, hours later too, or says "
                "why it can't. Check the seals proves that nobody changed an entry afterwards.",
            )
        ),
    ),
)
