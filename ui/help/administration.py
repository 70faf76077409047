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
