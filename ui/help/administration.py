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
